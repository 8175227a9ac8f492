// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <limits>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

struct Fault
{
    enum class Kind { None, Cut, Stall, Garble, Slow };
    Kind kind = Kind::None;
    qint64 offset = 0;
    QByteArray replacement = {};
    qint64 pieceSize = std::numeric_limits<qint64>::max();
    FaultProxy::Milliseconds interval{0};
};

constexpr qint64 window = 1 << 20;

size_t indexOf(FaultProxy::Direction direction)
{
    return static_cast<size_t>(direction);
}

} // namespace

struct FaultCore
{
    QObject *worker = nullptr;
    QString target;
    std::array<Fault, 2> faults;
    std::array<std::atomic<qint64>, 2> passed{};
    std::atomic<int> connections = 0;
    std::function<void()> poke; ///< every open connection looks at its faults again
};

namespace {

/// One client and its connection to the target, on the proxy's thread.
class Pair : public QObject
{
public:
    Pair(FaultCore &core, QLocalSocket *client) : QObject(core.worker), m_core(core), m_sockets{client, new QLocalSocket}
    {
        for (QLocalSocket *socket : m_sockets) {
            socket->setParent(this);
            socket->setReadBufferSize(window);
        }
        m_sockets[1]->connectToServer(core.target);
        wire(FaultProxy::Direction::ToServer);
        wire(FaultProxy::Direction::ToClient);
    }

    void pump(FaultProxy::Direction direction)
    {
        const size_t i = indexOf(direction);
        QLocalSocket *from = m_sockets[i];
        QLocalSocket *to = m_sockets[1 - i];
        while (from->bytesAvailable() > 0 && to->bytesToWrite() < window && !m_timers[i].isActive()) {
            const Fault &fault = m_core.faults[i];
            QByteArray bytes = from->read(allowance(fault, m_done[i]));
            if (!bytes.isEmpty())
                pass(fault, i, std::move(bytes), to);
            if (fault.kind == Fault::Kind::Cut && m_done[i] >= fault.offset)
                return end();
            if (fault.kind == Fault::Kind::Stall && m_done[i] >= fault.offset)
                return;
        }
        if (m_ended[i] && from->bytesAvailable() == 0)
            passEnd(i);
    }

private:
    static qint64 allowance(const Fault &fault, qint64 done)
    {
        if (fault.kind == Fault::Kind::Cut || fault.kind == Fault::Kind::Stall)
            return std::clamp<qint64>(fault.offset - done, 0, window);
        return std::min(fault.pieceSize, window);
    }

    void wire(FaultProxy::Direction direction)
    {
        const size_t i = indexOf(direction);
        const auto again = [this, direction] { pump(direction); };
        m_timers[i].setSingleShot(true);
        connect(m_sockets[i], &QLocalSocket::readyRead, this, again);
        connect(m_sockets[1 - i], &QLocalSocket::bytesWritten, this, again);
        connect(m_sockets[1 - i], &QLocalSocket::connected, this, again);
        connect(&m_timers[i], &QTimer::timeout, this, again);
        connect(m_sockets[i], &QLocalSocket::readChannelFinished, this, [this, i, again] {
            m_ended[i] = true;
            again();
        });
        connect(m_sockets[i], &QLocalSocket::errorOccurred, this, [this, i](QLocalSocket::LocalSocketError error) {
            if (error != QLocalSocket::PeerClosedError && i == 1)
                end();
        });
    }

    void pass(const Fault &fault, size_t i, QByteArray bytes, QLocalSocket *to)
    {
        if (fault.kind == Fault::Kind::Garble) {
            for (qsizetype k = 0; k < fault.replacement.size(); ++k) {
                const qint64 at = fault.offset + k - m_done[i];
                if (at >= 0 && at < bytes.size())
                    bytes[at] = fault.replacement[k];
            }
        }
        m_done[i] += bytes.size();
        m_core.passed[i] += bytes.size();
        to->write(bytes);
        to->flush();
        if (fault.kind == Fault::Kind::Slow)
            m_timers[i].start(fault.interval);
    }

    /// Passes on that one side will send no more; the pair goes when both did.
    void passEnd(size_t i)
    {
        QLocalSocket *to = m_sockets[1 - i];
        if (to->bytesToWrite() > 0)
            return; // bytesWritten comes back here
        if (i == 0 && to->state() == QLocalSocket::ConnectedState && m_sockets[0]->state() == QLocalSocket::ConnectedState)
            ::shutdown(static_cast<int>(to->socketDescriptor()), SHUT_WR);
        else
            end();
    }

    void end()
    {
        for (QLocalSocket *socket : m_sockets) {
            socket->disconnect(this);
            socket->flush();
            socket->disconnectFromServer();
        }
        deleteLater();
    }

    FaultCore &m_core;
    std::array<QLocalSocket *, 2> m_sockets; ///< 0 is the client, whose bytes go ToServer; 1 is the target
    std::array<qint64, 2> m_done{};
    std::array<bool, 2> m_ended{};
    std::array<QTimer, 2> m_timers;
};

template<typename Slot>
void forEachPair(QObject *worker, Slot slot)
{
    const auto children = worker->children();
    for (QObject *child : children) {
        if (auto *pair = dynamic_cast<Pair *>(child))
            slot(pair);
    }
}

} // namespace

FaultProxy::FaultProxy(const QString &target) : m_core(std::make_unique<FaultCore>())
{
    m_core->target = target;
    m_core->worker = new QObject;
    m_core->worker->moveToThread(&m_thread);
    m_thread.setObjectName(u"fault-proxy"_s);
    m_thread.start();
    run([this] {
        auto *server = new QLocalServer(m_core->worker);
        server->setListenBacklogSize(1024);
        if (!server->listen(socketPath()))
            qFatal("The fault proxy cannot listen at %s", qPrintable(socketPath()));
        QObject::connect(server, &QLocalServer::newConnection, server, [core = m_core.get(), server] {
            while (QLocalSocket *client = server->nextPendingConnection()) {
                ++core->connections;
                new Pair(*core, client);
            }
        });
    });
}

FaultProxy::~FaultProxy()
{
    run([this] { delete m_core->worker; });
    m_thread.quit();
    m_thread.wait();
}

void FaultProxy::run(const std::function<void()> &slot) const
{
    QMetaObject::invokeMethod(m_core->worker, slot, Qt::BlockingQueuedConnection);
}

QString FaultProxy::socketPath() const
{
    return m_folder.filePath(u"proxy.sock"_s);
}

void FaultProxy::cut(Direction direction, qint64 offset)
{
    run([=, this] { m_core->faults[indexOf(direction)] = {.kind = Fault::Kind::Cut, .offset = offset}; });
}

void FaultProxy::stall(Direction direction, qint64 offset)
{
    run([=, this] { m_core->faults[indexOf(direction)] = {.kind = Fault::Kind::Stall, .offset = offset}; });
}

void FaultProxy::garble(Direction direction, qint64 offset, const QByteArray &replacement)
{
    run([=, this] {
        m_core->faults[indexOf(direction)] = {
            .kind = Fault::Kind::Garble, .offset = offset, .replacement = replacement};
    });
}

void FaultProxy::slow(Direction direction, qint64 pieceSize, Milliseconds interval)
{
    run([=, this] {
        m_core->faults[indexOf(direction)] = {
            .kind = Fault::Kind::Slow, .pieceSize = pieceSize, .interval = interval};
    });
}

void FaultProxy::heal()
{
    run([this] {
        m_core->faults = {};
        forEachPair(m_core->worker, [](Pair *pair) {
            pair->pump(Direction::ToServer);
            pair->pump(Direction::ToClient);
        });
    });
}

void FaultProxy::dropConnections()
{
    run([this] { forEachPair(m_core->worker, [](Pair *pair) { delete pair; }); });
}

int FaultProxy::connectionCount() const
{
    return m_core->connections;
}

qint64 FaultProxy::passed(Direction direction) const
{
    return m_core->passed[indexOf(direction)];
}

} // namespace strata::test
