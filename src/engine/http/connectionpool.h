// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/connection.h"
#include "engine/transport/transport.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace strata {

/// Connections to one engine, on the I/O thread: at most six at a time for short requests, kept alive and used again,
/// and as many as wanted for streams. An idle one is closed after ten seconds.
class ConnectionPool : public QObject
{
    Q_OBJECT

public:
    enum class Kind {
        Shared, ///< an idle one, else a new one, else wait in line
        Fresh,  ///< the same without the idle ones
        Own     ///< a new one outside the limit, for a stream
    };
    using Ready = std::function<void(Result<HttpConnection *>)>;

    ConnectionPool(std::unique_ptr<Transport> transport, QObject *parent);

    /// Calls `ready` once, perhaps at once, unless `context` is gone by then. The caller gives the connection back, or
    /// deletes it.
    void acquire(Kind kind, QObject *context, Ready ready);
    void release(HttpConnection *connection); ///< never from inside a handler of the connection other than `done`

    /// What listens at the endpoint may be another engine now: no connection that is open is used for another request.
    void renew();

    /// Ends our side of a hijacked stream.
    bool closeWrite(HttpConnection *connection) { return m_transport->closeWrite(connection->device()); }

Q_SIGNALS:
    void idleLost(); ///< the engine closed an idle connection

private:
    struct Waiting
    {
        Kind kind;
        QPointer<QObject> context;
        Ready ready;
    };
    struct Idle
    {
        QPointer<HttpConnection> connection;
        QElapsedTimer since;
    };

    void serve();
    HttpConnection *takeIdle();
    void open(const Waiting &wanted);
    void opened(const Waiting &wanted, Result<std::unique_ptr<QIODevice>> device);
    void watch(HttpConnection *connection);
    void keep(HttpConnection *connection);
    void closeOldIdle();

    std::unique_ptr<Transport> m_transport;
    std::deque<Waiting> m_line;
    QList<Idle> m_idle;
    QTimer m_idleTimer;
    int m_used = 0; ///< connections within the limit: opening, leased and idle
};

} // namespace strata
