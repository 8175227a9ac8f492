// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/transport/endpoint.h"

#include <QIODevice>

#include <functional>
#include <memory>

namespace strata {

/// Opens byte streams to one endpoint. The HTTP code above it sees only QIODevice.
/// Lives and is used on the I/O thread.
class Transport
{
public:
    using Opened = std::function<void(Result<std::unique_ptr<QIODevice>>)>;

    virtual ~Transport() = default;

    /// Answers exactly once, later, unless `context` is destroyed first. Errors: SocketMissing, PermissionDenied,
    /// ConnectionRefused, NotASocket, HostUnreachable, Timeout, NotSupported.
    virtual void open(QObject *context, Opened opened) = 0;

    /// Sends the end of our side while the other side stays readable (shutdown(fd, SHUT_WR) on a unix socket).
    /// False where the stream cannot do that.
    virtual bool closeWrite(QIODevice *device) = 0;

    /// Hands bytes to the system with no buffer of ours in between, as many as it takes at once; the caller writes the
    /// rest the ordinary way. 0 where the stream cannot do that, or other bytes wait before these.
    virtual qint64 writeDirectly(QIODevice *, QByteArrayView) { return 0; }
};

std::unique_ptr<Transport> makeTransport(const Endpoint &endpoint);

} // namespace strata
