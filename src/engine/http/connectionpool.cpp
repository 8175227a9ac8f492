// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/connectionpool.h"

namespace strata {

namespace {

constexpr int connectionLimit = 6;
constexpr std::chrono::seconds idleLimit{10};

} // namespace

ConnectionPool::ConnectionPool(std::unique_ptr<Transport> transport, QObject *parent)
    : QObject(parent), m_transport(std::move(transport)), m_idleTimer(this)
{
    m_idleTimer.setSingleShot(true);
    connect(&m_idleTimer, &QTimer::timeout, this, &ConnectionPool::closeOldIdle);
}

void ConnectionPool::acquire(Kind kind, QObject *context, Ready ready)
{
    if (kind == Kind::Own)
        return open({kind, context, std::move(ready)});
    m_line.push_back({kind, context, std::move(ready)});
    serve();
}

void ConnectionPool::serve()
{
    while (!m_line.empty()) {
        if (!m_line.front().context) {
            m_line.pop_front();
            continue;
        }
        HttpConnection *idle = m_line.front().kind == Kind::Shared || m_used >= connectionLimit ? takeIdle() : nullptr;
        if (!idle && m_used >= connectionLimit)
            return;
        const Waiting wanted = std::move(m_line.front());
        m_line.pop_front();
        if (idle && wanted.kind == Kind::Fresh) {
            delete idle; // makes room
            idle = nullptr;
        }
        if (idle)
            wanted.ready(idle);
        else
            open(wanted);
    }
}

HttpConnection *ConnectionPool::takeIdle()
{
    while (!m_idle.isEmpty()) {
        HttpConnection *connection = m_idle.takeLast().connection;
        if (connection && connection->isReusable())
            return connection;
    }
    return nullptr;
}

void ConnectionPool::open(const Waiting &wanted)
{
    if (wanted.kind != Kind::Own)
        ++m_used;
    m_transport->open(this,
                      [this, wanted](Result<std::unique_ptr<QIODevice>> device) { opened(wanted, std::move(device)); });
}

void ConnectionPool::opened(const Waiting &wanted, Result<std::unique_ptr<QIODevice>> device)
{
    const bool counts = wanted.kind != Kind::Own;
    if (!device) {
        m_used -= counts ? 1 : 0;
        if (wanted.context)
            wanted.ready(std::unexpected(device.error()));
        return serve();
    }
    if (!wanted.context && !counts)
        return;
    auto *connection = new HttpConnection(std::move(*device), this,
                                          [transport = m_transport.get()](QIODevice *to, QByteArrayView bytes) {
                                              return transport->writeDirectly(to, bytes);
                                          });
    if (counts)
        watch(connection);
    if (wanted.context)
        wanted.ready(connection);
    else
        release(connection);
}

void ConnectionPool::watch(HttpConnection *connection)
{
    connect(connection, &QObject::destroyed, this, [this] {
        --m_used;
        QMetaObject::invokeMethod(this, &ConnectionPool::serve, Qt::QueuedConnection);
    });
    connect(connection, &HttpConnection::closed, this, [this, connection] {
        m_idle.removeIf([connection](const Idle &idle) { return idle.connection == connection; });
        connection->deleteLater();
        Q_EMIT idleLost();
    });
}

void ConnectionPool::release(HttpConnection *connection)
{
    if (connection->isReusable())
        keep(connection);
    else
        connection->deleteLater();
    serve();
}

void ConnectionPool::keep(HttpConnection *connection)
{
    Idle idle{connection, {}};
    idle.since.start();
    m_idle.append(std::move(idle));
    if (!m_idleTimer.isActive())
        m_idleTimer.start(idleLimit);
}

void ConnectionPool::renew()
{
    for (HttpConnection *connection : findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly))
        connection->retire();
    for (const Idle &idle : std::exchange(m_idle, {}))
        delete idle.connection.data();
}

void ConnectionPool::closeOldIdle()
{
    m_idle.removeIf([](const Idle &idle) {
        if (!idle.connection || idle.since.durationElapsed() >= idleLimit) {
            delete idle.connection.data();
            return true;
        }
        return false;
    });
    if (!m_idle.isEmpty())
        m_idleTimer.start(
            std::chrono::ceil<std::chrono::milliseconds>(idleLimit - m_idle.first().since.durationElapsed()));
}

} // namespace strata
