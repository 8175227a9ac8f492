// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/connection.h"

#include <QCoreApplication>
#include <QLocalSocket>
#include <QPointer>

#include <array>

namespace strata {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QIODevice> device, QObject *parent)
    : QObject(parent), m_device(std::move(device))
{
    m_headerTimer.setSingleShot(true);
    connect(m_device.get(), &QIODevice::readyRead, this, &HttpConnection::readAvailable);
    connect(m_device.get(), &QIODevice::readChannelFinished, this, &HttpConnection::sideClosed);
    if (auto *socket = qobject_cast<QLocalSocket *>(m_device.get()))
        connect(socket, &QLocalSocket::disconnected, this, &HttpConnection::sideClosed);
    connect(&m_headerTimer, &QTimer::timeout, this, [this] {
        end(failure(Error::Kind::Timeout, Text::tr("The engine did not answer in time.")));
    });
}

HttpConnection::~HttpConnection()
{
    m_device->disconnect(this);
}

void HttpConnection::send(const HttpRequest &request, std::chrono::milliseconds headerTimeout, Handlers handlers)
{
    m_handlers = std::move(handlers);
    m_parser.reset(new ResponseParser(*this, request.method == "HEAD"));
    m_head.reset();
    m_sawAnswer = false;
    m_paused = false;
    ++m_exchanges;
    if (headerTimeout.count() > 0)
        m_headerTimer.start(headerTimeout);
    const QByteArray bytes = serialise(request);
    if (m_closed || m_device->write(bytes) != bytes.size()) {
        QMetaObject::invokeMethod(
            this, [this] { end(failure(Error::Kind::BrokenStream, Text::tr("The connection to the engine is closed."))); },
            Qt::QueuedConnection);
    }
}

void HttpConnection::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (!paused)
        QMetaObject::invokeMethod(this, &HttpConnection::readAvailable, Qt::QueuedConnection);
}

void HttpConnection::readAvailable()
{
    static thread_local std::array<char, 256 * 1024> buffer;
    const QPointer<HttpConnection> alive(this);
    while (alive && !m_paused && m_device->bytesAvailable() > 0) {
        const qint64 count = m_device->read(buffer.data(), buffer.size());
        if (count <= 0)
            break;
        take(QByteArrayView(buffer.data(), count));
    }
    if (alive && m_closed && !m_paused && m_device->bytesAvailable() == 0)
        sideClosed();
}

void HttpConnection::take(QByteArrayView bytes)
{
    if (!isBusy()) { // nothing was asked: not a connection to go on with
        m_reusable = false;
        return;
    }
    m_sawAnswer = true;
    if (m_upgraded)
        return m_handlers.body(bytes);
    const QPointer<HttpConnection> alive(this);
    const Result<qsizetype> used = m_parser->feed(bytes);
    if (!alive || !isBusy())
        return;
    if (!used)
        return end(std::unexpected(used.error()));
    if (!m_parser->isComplete())
        return;
    if (m_head && m_head->upgraded) {
        m_upgraded = true;
        m_reusable = false;
        if (*used < bytes.size())
            m_handlers.body(bytes.sliced(*used));
        return;
    }
    m_reusable = m_reusable && m_head && m_head->keepAlive && *used == bytes.size() && !m_closed;
    end({});
}

void HttpConnection::headReceived(const ResponseHead &head)
{
    m_headerTimer.stop();
    m_head = head;
    m_handlers.head(head);
}

void HttpConnection::bodyReceived(QByteArrayView piece)
{
    if (m_handlers.body)
        m_handlers.body(piece);
}

void HttpConnection::sideClosed()
{
    m_closed = true;
    m_reusable = false;
    if (isBusy() && (m_paused || m_device->bytesAvailable() > 0)) {
        if (!m_paused)
            QMetaObject::invokeMethod(this, &HttpConnection::readAvailable, Qt::QueuedConnection);
        return;
    }
    if (isBusy())
        end(m_upgraded ? Result<void>{} : m_parser->finish());
    else
        Q_EMIT closed();
}

void HttpConnection::end(Result<void> result)
{
    if (!isBusy())
        return;
    m_headerTimer.stop();
    if (!result)
        m_reusable = false;
    // The parser may be the caller: it goes when control is back in the event loop.
    std::shared_ptr<ResponseParser> parser(std::move(m_parser));
    QMetaObject::invokeMethod(this, [parser] {}, Qt::QueuedConnection);
    const auto done = std::exchange(m_handlers, {}).done;
    done(std::move(result));
}

} // namespace strata
