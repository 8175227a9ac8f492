// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/uploader.h"
#include "engine/http/httptext.h"

#include "engine/http/message.h"

#include <QCoreApplication>

namespace strata {

namespace {

constexpr qint64 pieceSize = 64 * 1024;
constexpr qint64 window = 256 * 1024;

} // namespace

Uploader::Uploader(std::unique_ptr<QIODevice> source, QIODevice *target) : m_source(std::move(source)), m_target(target)
{
    connect(m_target, &QIODevice::bytesWritten, this, &Uploader::pump);
    connect(m_source.get(), &QIODevice::readyRead, this, &Uploader::pump);
    connect(m_source.get(), &QIODevice::readChannelFinished, this, &Uploader::sourceEnded);
    connect(m_source.get(), &QIODevice::aboutToClose, this, &Uploader::pump, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &Uploader::pump, Qt::QueuedConnection);
}

void Uploader::stop()
{
    m_done = true;
}

void Uploader::sourceEnded()
{
    m_ended = true;
    pump();
}

void Uploader::pump()
{
    while (!m_done && m_target->bytesToWrite() < window) {
        const QByteArray piece = m_source->isOpen() ? m_source->read(pieceSize) : QByteArray();
        if (!piece.isEmpty()) {
            if (m_target->write(asChunk(piece)) < 0)
                return; // the connection tells why it is closed
            continue;
        }
        const bool atEnd = m_source->isSequential() ? m_ended : m_source->atEnd();
        if (atEnd) {
            m_target->write(asChunk({}));
            return finish({});
        }
        if (m_source->isSequential() && m_source->isOpen())
            return; // more will come
        return finish(failure(Error::Kind::Local,
                              HttpText::tr("What is to be sent cannot be read: %1").arg(m_source->errorString())));
    }
}

void Uploader::finish(const Result<void> &result)
{
    m_done = true;
    Q_EMIT finished(result);
}

} // namespace strata
