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

/// One stream to an engine, used for one request at a time. Lives on the I/O thread.
///
/// `done` is called exactly once for each send(), last of the three, never from inside send(); deleting the connection
/// calls nothing. After a failed or upgraded exchange the connection is not reusable.
class HttpConnection : public QObject, private ResponseParser::Handler
{
    Q_OBJECT

public:
    struct Handlers
    {
        std::function<void(const ResponseHead &)> head;
        std::function<void(QByteArrayView)> body; ///< also what follows an upgrade
        std::function<void(Result<void>)> done;
    };

    HttpConnection(std::unique_ptr<QIODevice> device, QObject *parent);
    ~HttpConnection() override;

    void send(const HttpRequest &request, std::chrono::milliseconds headerTimeout, Handlers handlers);
    void setPaused(bool paused); ///< while paused nothing is read, so the engine is made to wait

    bool isBusy() const { return m_parser != nullptr; }
    bool isReusable() const { return m_reusable && !isBusy(); }
    bool wasReused() const { return m_exchanges > 1; } ///< the current exchange is not the first
    bool sawAnswer() const { return m_sawAnswer; }     ///< of the current exchange, at least one byte

    QIODevice *device() const { return m_device.get(); }

Q_SIGNALS:
    void closed(); ///< the other side closed while idle

private:
    void headReceived(const ResponseHead &head) override;
    void bodyReceived(QByteArrayView piece) override;
    void readAvailable();
    void take(QByteArrayView bytes);
    void sideClosed();
    void end(Result<void> result);

    std::unique_ptr<QIODevice> m_device;
    std::unique_ptr<ResponseParser> m_parser;
    Handlers m_handlers;
    QTimer m_headerTimer;
    std::optional<ResponseHead> m_head;
    int m_exchanges = 0;
    bool m_sawAnswer = false;
    bool m_paused = false;
    bool m_closed = false;
    bool m_upgraded = false;
    bool m_reusable = true;
};

} // namespace strata
