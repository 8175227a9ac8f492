// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/api/call.h"

#include <QByteArray>
#include <QPointer>

#include <functional>
#include <memory>
#include <utility>

namespace strata {

class JobReceiver;

/// Ends a stream when it is destroyed or reset; nothing is told after that, and the handlers are destroyed at once.
/// Movable; lives on the thread that asked.
class Subscription
{
public:
    Subscription() = default;
    explicit Subscription(JobReceiver *receiver);
    Subscription(Subscription &&other) noexcept : m_receiver(std::exchange(other.m_receiver, nullptr)) {}
    Subscription &operator=(Subscription &&other) noexcept;
    ~Subscription() { reset(); }
    void reset();
    bool isActive() const; ///< until the end was told, the context or the engine is gone, or reset()

protected:
    JobReceiver *receiver() const; ///< nullptr when not active

private:
    QPointer<QObject> m_receiver; ///< the stream's handlers hang on it: without it there is no stream
};

/// What a conversation tells, on the asking thread. Only `bytes` must be set.
struct DuplexHandlers
{
    std::function<void(const Answer &head)> opened; ///< status and headers: the Content-Type says how bytes are framed
    std::function<void(QByteArray)> bytes;          ///< what came since the last call, never empty
    std::function<void()> written;                  ///< bytesToWrite() became smaller
    std::function<void(Result<void>)> ended;        ///< once: the engine closed, or why there is no conversation
};

/// Our half of a conversation with a process in a container.
class Duplex : public Subscription
{
public:
    Duplex() = default;
    Duplex(JobReceiver *receiver, std::shared_ptr<qint64> pending);

    /// Sent once the engine opened the stream (it drops what comes earlier), in order. Does nothing when not active.
    void write(const QByteArray &bytes);
    /// The same for what may hold secrets: past the socket's buffers where it can, and the bytes are wiped. `bytes` is
    /// not to be shared.
    void writeSecret(QByteArray &&bytes);
    /// The end of what we send, after all that was written. Reading goes on. Never for a TTY: the engine would end it.
    void closeWrite();
    qint64 bytesToWrite() const; ///< not yet taken by the connection; write no more while it is large

private:
    std::shared_ptr<qint64> m_pending;
};

} // namespace strata
