// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include "support/fdsocket.h"

#include <QTimer>

#include <unistd.h>

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
    QByteArray unanswered;
    std::array<std::atomic<qint64>, 2> passed{};
    std::atomic<int> connections = 0;
};

namespace {

/// One client and its connection to the target, on the proxy's thread.
class Pair : public QObject
{
public:
    Pair(FaultCore &core, int client, int target)
        : QObject(core.worker), m_core(core), m_sockets{new FdSocket(client, this), new FdSocket(target, this)}
    {
        wire(0);
        wire(1);
    }

    void pump(size_t i)
    {
        FdSocket *to = m_sockets[1 - i];
        while (!m_waiting[i].isEmpty() && to->bytesToWrite() < window && !m_timers[i].isActive()) {
            const Fault &fault = m_core.faults[i];
            const qint64 size = std::min(allowance(fault, m_done[i]), m_waiting[i].size());
            if (size > 0)
                pass(fault, i, m_waiting[i].first(size), to);
            m_waiting[i].remove(0, size);
            if (fault.kind == Fault::Kind::Cut && m_done[i] >= fault.offset)
                return end();
            if (size == 0)
                break;
        }
        m_sockets[i]->setReading(m_waiting[i].size() < window);
        if (m_ended[i] && m_waiting[i].isEmpty())
            to->shutdownWrite();
        if (isOver())
            end();
    }

    bool isOver() const { return m_ended[0] && m_ended[1] && m_waiting[0].isEmpty() && m_waiting[1].isEmpty(); }

private:
    static qint64 allowance(const Fault &fault, qint64 done)
    {
        if (fault.kind == Fault::Kind::Cut || fault.kind == Fault::Kind::Stall)
            return std::clamp<qint64>(fault.offset - done, 0, window);
        return std::min(fault.pieceSize, window);
    }

    void wire(size_t i)
    {
        const auto again = [this, i] { pump(i); };
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this, again);
        connect(m_sockets[1 - i], &FdSocket::written, this, again);
        connect(m_sockets[i], &FdSocket::gone, this, &Pair::end);
        connect(m_sockets[i], &FdSocket::received, this, [this, i](const QByteArray &bytes) {
            m_waiting[i] += bytes;
            if (i == 0 && !m_core.unanswered.isEmpty() && m_waiting[i].contains(m_core.unanswered))
                m_waiting[i].clear();
            pump(i);
        });
        connect(m_sockets[i], &FdSocket::ended, this, [this, i] {
            m_ended[i] = true;
            pump(i);
        });
    }

    void pass(const Fault &fault, size_t i, QByteArray bytes, FdSocket *to)
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
        if (fault.kind == Fault::Kind::Slow)
            m_timers[i].start(fault.interval);
    }

    void end()
    {
        for (FdSocket *socket : m_sockets) {
            socket->disconnect(this);
            socket->closeWhenWritten();
        }
        deleteLater();
    }

    FaultCore &m_core;
    std::array<FdSocket *, 2> m_sockets; ///< 0 is the client, whose bytes go ToServer; 1 is the target
    std::array<QByteArray, 2> m_waiting; ///< read from that side, not yet passed on
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
        const auto accepted = [core = m_core.get()](int client) {
            ++core->connections;
            const int engine = FdSocket::connectTo(core->target);
            if (engine >= 0)
                new Pair(*core, client, engine);
            else
                ::close(client);
        };
        auto *server = new FdServer(accepted, m_core->worker);
        if (!server->listen(socketPath()))
            qFatal("The fault proxy cannot listen at %s", qPrintable(socketPath()));
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
        m_core->faults[indexOf(direction)] = {.kind = Fault::Kind::Slow, .pieceSize = pieceSize, .interval = interval};
    });
}

void FaultProxy::leaveUnanswered(const QByteArray &text)
{
    run([=, this] { m_core->unanswered = text; });
}

void FaultProxy::heal()
{
    run([this] {
        m_core->faults = {};
        m_core->unanswered.clear();
        forEachPair(m_core->worker, [](Pair *pair) {
            pair->pump(0);
            pair->pump(1);
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
