// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/http/message.h"
#include "engine/http/responseparser.h"

#include <QIODevice>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace strata {

class Uploader;

/// One stream to an engine, used for one request at a time. Lives on the I/O thread.
///
/// `done` is called exactly once for each send(), last of the three, never from inside send(); deleting the connection
/// calls nothing. After a failed or upgraded exchange the connection is not reusable.
///
/// A hijacked exchange (101, or 200 without a length) goes both ways: `body` gets what comes, write() sends raw bytes
/// once the head is there, and `done` tells that the other side closed.
class HttpConnection : public QObject, private ResponseParser::Handler
{
    Q_OBJECT

public:
    struct Handlers
    {
        std::function<void(const ResponseHead &)> head;
        std::function<void(QByteArrayView)> body;
        std::function<void(Result<void>)> done;
    };

    /// Writes to the device past its buffers, see Transport::writeDirectly(); tells how many bytes that were.
    using DirectWriter = std::function<qint64(QIODevice *, QByteArrayView)>;

    HttpConnection(std::unique_ptr<QIODevice> device, QObject *parent, DirectWriter writer = {});
    ~HttpConnection() override;

    /// `headerTimeout` runs from when the request is written until the answer's head is complete; zero: no limit.
    /// With a source the body is what the source gives, in chunks. An answer that is complete or refuses (4xx, 5xx)
    /// before the source ended stops the upload.
    void send(HttpRequest request, std::chrono::milliseconds headerTimeout, Handlers handlers,
              std::unique_ptr<QIODevice> source = {});
    void write(const QByteArray &bytes); ///< to a hijacked stream
    void writeSecret(QByteArray &bytes); ///< the same, past the buffers where that can be; wipes the bytes
    void setPaused(bool paused);         ///< while paused nothing is read, so the engine is made to wait

    void retire() { m_reusable = false; } ///< for no request after the current one
    void abandon();                       ///< calls no handler any more and deletes the connection later

    bool isBusy() const { return m_parser != nullptr; }
    bool isReusable() const { return m_reusable && !isBusy(); }
    bool wasReused() const { return m_exchanges > 1; } ///< the current exchange is not the first
    bool sawAnswer() const { return m_sawAnswer; }     ///< of the current exchange, at least one byte

    QIODevice *device() const { return m_device.get(); }

Q_SIGNALS:
    void closed(); ///< while idle: the other side closed, or sent what nobody asked for
    void bytesWritten(qint64 count);

private:
    void headReceived(const ResponseHead &head) override;
    void bodyReceived(QByteArrayView piece) override;
    bool writeRequest(const HttpRequest &request);
    void startUpload(std::unique_ptr<QIODevice> source, std::chrono::milliseconds headerTimeout);
    void dropUploader();
    void readAvailable();
    void take(QByteArrayView bytes);
    void sideClosed();
    void end(Result<void> result);
    void endLater(Result<void> result);

    std::unique_ptr<QIODevice> m_device;
    DirectWriter m_writer;
    std::unique_ptr<ResponseParser> m_parser;
    std::unique_ptr<Uploader> m_uploader;
    Handlers m_handlers;
    QTimer m_headerTimer;
    std::optional<ResponseHead> m_head;
    int m_exchanges = 0;
    bool m_sawAnswer = false;
    bool m_paused = false;
    bool m_abandoned = false;
    bool m_closed = false;
    bool m_upgraded = false;
    bool m_reusable = true;
};

} // namespace strata
