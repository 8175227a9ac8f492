// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transport/endpoint.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QTemporaryDir>
#include <QThread>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>

namespace strata::test {

struct ScriptedCore;
class ScriptedConnection;

/// A request as the scripted engine got it.
struct ScriptedRequest
{
    QByteArray method;
    QString path;    ///< without "/v1.45"
    QString version; ///< "1.45"; empty for an unversioned path
    QUrlQuery query;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;    ///< put together when it came in chunks
    int connection = 0; ///< which connection brought it, counted from 0

    QByteArray header(QByteArrayView name) const;
};

/// Writes the answer to one request, now or later, once or never. Copies write to the same connection.
///
/// Every function may be called on any thread and does nothing when the connection is gone. Calls made one after the
/// other on one thread take effect in that order.
class ScriptedReply
{
public:
    // A whole answer with Content-Length, and the connection stays open for the next request.
    void send(int status, const QByteArray &body, const QByteArray &contentType = "application/json") const;
    void json(const QByteArray &body) const { send(200, body); }
    void error(int status, const QByteArray &message) const; ///< {"message":…}
    void nothing(int status = 204) const;                    ///< no body

    // An answer in chunks.
    void open(int status = 200, const QByteArray &contentType = "application/json") const;
    void chunk(const QByteArray &bytes) const;
    void finish() const; ///< the last chunk

    // Anything.
    void raw(const QByteArray &bytes) const; ///< as it is, head included
    void close() const;                      ///< ends the connection when all is written
    void abort() const;                      ///< ends it at once
    /// Calls `slot` on the server's thread; not when the connection is gone by then.
    void after(std::chrono::milliseconds delay, std::function<void()> slot) const;
    /// Writes `piece` as chunks again and again, as fast as the client reads, until the connection ends.
    /// How much the client took is told by ScriptedServer::bytesTaken().
    void endless(const QByteArray &piece) const;
    /// From now on the connection is no HTTP: `slot` gets every byte from the client on the server's thread, and
    /// an empty piece when the client sent its end (half close).
    void onData(std::function<void(const QByteArray &)> slot) const;

    ScriptedReply() = default; ///< writes nowhere
    ScriptedReply(std::shared_ptr<ScriptedCore> core, int connection, bool toHead);

private:
    void post(std::function<void(ScriptedConnection &)> slot) const;

    std::shared_ptr<ScriptedCore> m_core;
    int m_connection = -1;
    bool m_toHead = false; ///< send() leaves the body out
};

/// An engine that does what a test tells it: a server on a unix socket, on a thread of its own.
///
///     ScriptedServer server;                               // answers /_ping as Docker 26.1, API 1.45
///     server.onJson("GET", u"/images/json"_s, "[]");
///     server.on("GET", u"/events"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
///         reply.open();                                    // and later, from the test: stream.chunk(…)
///         stream = reply;
///     });
///     Engine engine(server.endpoint());
///
/// Handlers run on the server's thread. A path may end in `*`. The handler given last wins; a request without one gets
/// 404 as the real engine words it. Handlers may be added at any time.
class ScriptedServer
{
public:
    using Handler = std::function<void(const ScriptedRequest &, const ScriptedReply &)>;

    ScriptedServer(); ///< listens
    ~ScriptedServer();
    Q_DISABLE_COPY_MOVE(ScriptedServer)

    QString socketPath() const;
    Endpoint endpoint() const { return Endpoint::unixSocket(socketPath()); }

    void on(const QByteArray &method, const QString &path, Handler handler);
    void onJson(const QByteArray &method, const QString &path, const QByteArray &json, int status = 200);
    /// No HTTP: called for each new connection, and nothing is parsed any more.
    void onConnection(std::function<void(const ScriptedReply &)> handler);
    /// What /_ping answers in its Api-Version header; empty leaves the header out. Podman adds its own header.
    void setPing(const QByteArray &apiVersion, bool podman = false);

    void stop();            ///< drops every connection and removes the socket
    void start();           ///< listens again at the same path
    void dropConnections(); ///< at once; the server goes on listening

    QList<ScriptedRequest> requests() const; ///< all so far, pings included
    int requestCount(const QByteArray &method, const QString &path) const;
    int connectionCount() const; ///< accepted so far
    int openConnections() const;
    qint64 bytesTaken()
        const; ///< written by endless(); up to 256 KiB of it and the kernel's buffer may not be read yet

private:
    void run(const std::function<void()> &slot) const; ///< on the server's thread, and waits

    QTemporaryDir m_folder;
    QThread m_thread;
    std::shared_ptr<ScriptedCore> m_core;
};

} // namespace strata::test
