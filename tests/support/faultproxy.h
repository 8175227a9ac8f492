// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transport/endpoint.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>

namespace strata::test {

struct FaultCore;

/// Stands between a client and an engine's socket and spoils what goes through, at chosen bytes.
///
///     FaultProxy proxy(engine.socketPath());
///     proxy.cut(FaultProxy::Direction::ToClient, 1000); // the client gets 1000 bytes, then the end
///     Engine engine(proxy.endpoint());
///
/// Without a fault it passes everything on, half close included. Offsets are counted for each connection and each
/// direction from 0. Faults hold for bytes that are still to come, on open connections too; one per direction.
class FaultProxy
{
public:
    enum class Direction { ToServer, ToClient };
    using Milliseconds = std::chrono::milliseconds;

    explicit FaultProxy(const QString &target);
    ~FaultProxy();
    Q_DISABLE_COPY_MOVE(FaultProxy)

    QString socketPath() const;
    Endpoint endpoint() const { return Endpoint::unixSocket(socketPath()); }

    void cut(Direction direction, qint64 offset);   ///< both sides are closed after that many bytes
    void stall(Direction direction, qint64 offset); ///< that many bytes pass, then none, and nothing is closed
    void garble(Direction direction, qint64 offset, const QByteArray &replacement); ///< overwrites the bytes there
    void slow(Direction direction, qint64 pieceSize, Milliseconds interval);        ///< one piece at each interval
    void leaveUnanswered(const QByteArray &text); ///< requests with this in them are lost on their way
    void heal();                                  ///< no fault any more; what stalled goes on
    void dropConnections();

    int connectionCount() const;              ///< accepted so far
    qint64 passed(Direction direction) const; ///< bytes, all connections together

private:
    void run(const std::function<void()> &slot) const;

    QTemporaryDir m_folder;
    QThread m_thread;
    std::unique_ptr<FaultCore> m_core;
};

} // namespace strata::test
