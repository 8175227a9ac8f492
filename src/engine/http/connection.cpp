// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/connection.h"
#include "engine/http/httptext.h"

#include "engine/http/uploader.h"

#include <QCoreApplication>
#include <QPointer>

namespace strata {

namespace {

constexpr qint64 readSize = 128 * 1024;

/// One for the whole I/O thread: what is read is handed on before the next read.
char *readBuffer()
{
    static thread_local const auto buffer = std::make_unique_for_overwrite<char[]>(readSize);
    return buffer.get();
}

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QIODevice> device, QObject *parent, DirectWriter writer)
    : QObject(parent), m_device(std::move(device)), m_writer(std::move(writer))
{
    m_headerTimer.setSingleShot(true);
    connect(m_device.get(), &QIODevice::readyRead, this, &HttpConnection::readAvailable);
    connect(m_device.get(), &QIODevice::readChannelFinished, this, &HttpConnection::sideClosed);
    connect(m_device.get(), &QIODevice::aboutToClose, this, &HttpConnection::sideClosed);
    connect(m_device.get(), &QIODevice::bytesWritten, this, &HttpConnection::bytesWritten);
    connect(&m_headerTimer, &QTimer::timeout, this,
            [this] { end(failure(Error::Kind::Timeout, HttpText::tr("The engine did not answer in time."))); });
}

HttpConnection::~HttpConnection()
{
    m_device->disconnect(this);
}

void HttpConnection::send(HttpRequest request, std::chrono::milliseconds headerTimeout, Handlers handlers,
                          std::unique_ptr<QIODevice> source)
{
    m_handlers = std::move(handlers);
    ResponseParser::Handler &handler = *this;
    m_parser = std::make_unique<ResponseParser>(handler, request.method == "HEAD");
    m_head.reset();
    m_sawAnswer = false;
    m_paused = false;
    ++m_exchanges;
    request.chunked = source != nullptr;
    if (m_closed || !writeRequest(request))
        return endLater(failure(Error::Kind::BrokenStream, HttpText::tr("The connection to the engine is closed.")));
    if (source)
        startUpload(std::move(source), headerTimeout);
    else if (headerTimeout.count() > 0)
        m_headerTimer.start(headerTimeout);
}

bool HttpConnection::writeRequest(const HttpRequest &request)
{
    QByteArray bytes = serialise(request);
    const qint64 written = request.hasSecrets() && m_writer ? m_writer(m_device.get(), bytes) : 0;
    const QByteArrayView rest = QByteArrayView(bytes).sliced(written);
    const bool isTaken = rest.isEmpty() || m_device->write(rest.data(), rest.size()) == rest.size();
    if (request.hasSecrets())
        wipe(bytes);
    return isTaken;
}

void HttpConnection::startUpload(std::unique_ptr<QIODevice> source, std::chrono::milliseconds headerTimeout)
{
    m_uploader = std::make_unique<Uploader>(std::move(source), m_device.get());
    connect(m_uploader.get(), &Uploader::finished, this, [this, headerTimeout](const Result<void> &result) {
        dropUploader();
        if (!result)
            end(result);
        else if (headerTimeout.count() > 0 && !m_head)
            m_headerTimer.start(headerTimeout);
    });
}

void HttpConnection::dropUploader()
{
    if (Uploader *uploader = m_uploader.release()) {
        uploader->stop();
        uploader->deleteLater();
    }
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (isBusy() && !m_closed)
        m_device->write(bytes);
}

void HttpConnection::writeSecret(QByteArray &bytes)
{
    if (isBusy() && !m_closed) {
        const qint64 direct = m_writer ? m_writer(m_device.get(), bytes) : 0;
        const QByteArrayView rest = QByteArrayView(bytes).sliced(direct);
        m_device->write(rest.data(), rest.size());
        if (direct > 0)
            Q_EMIT bytesWritten(direct); // the device knows nothing of these
    }
    wipe(bytes);
}

void HttpConnection::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (!paused)
        QMetaObject::invokeMethod(this, &HttpConnection::readAvailable, Qt::QueuedConnection);
}

void HttpConnection::abandon()
{
    m_abandoned = true;
    m_reusable = false;
    m_headerTimer.stop();
    dropUploader();
    setPaused(true);
    deleteLater();
}

void HttpConnection::readAvailable()
{
    char *buffer = readBuffer();
    const QPointer<HttpConnection> alive(this);
    while (alive && !m_paused && m_device->bytesAvailable() > 0) {
        const qint64 count = m_device->read(buffer, readSize);
        if (count <= 0)
            break;
        take(QByteArrayView(buffer, count));
    }
    if (alive && m_closed && !m_paused && m_device->bytesAvailable() == 0)
        sideClosed();
}

void HttpConnection::take(QByteArrayView bytes)
{
    if (!isBusy()) {
        m_reusable = false;
        Q_EMIT closed();
        return;
    }
    m_sawAnswer = true;
    if (m_upgraded)
        return m_handlers.body(bytes);
    const QPointer<HttpConnection> alive(this);
    const Result<qsizetype> used = m_parser->feed(bytes);
    if (!alive || !isBusy() || m_abandoned)
        return;
    if (!used)
        return end(std::unexpected(used.error()));
    if (!m_parser->isComplete())
        return;
    if (m_head && m_head->upgraded) {
        m_upgraded = true;
        m_reusable = false;
        if (*used < bytes.size())
            bodyReceived(bytes.sliced(*used));
        return;
    }
    const bool allWritten = !m_uploader && m_device->bytesToWrite() == 0;
    m_reusable = m_reusable && m_head && m_head->keepAlive && *used == bytes.size() && allWritten && !m_closed;
    end({});
}

void HttpConnection::headReceived(const ResponseHead &head)
{
    m_headerTimer.stop();
    m_head = head;
    if (m_uploader && head.status >= 400) {
        m_reusable = false;
        dropUploader();
    }
    m_handlers.head(head);
}

void HttpConnection::bodyReceived(QByteArrayView piece)
{
    if (!m_abandoned)
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

void HttpConnection::endLater(Result<void> result)
{
    QMetaObject::invokeMethod(this, [this, result = std::move(result)] { end(result); }, Qt::QueuedConnection);
}

void HttpConnection::end(Result<void> result)
{
    if (!isBusy() || m_abandoned)
        return;
    m_headerTimer.stop();
    dropUploader();
    if (!result)
        m_reusable = false;
    m_parser.reset();
    const auto done = std::exchange(m_handlers, {}).done;
    done(std::move(result));
}

} // namespace strata
