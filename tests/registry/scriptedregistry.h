// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QSslConfiguration>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace strata::test {

/// A request as a scripted registry or token server got it.
struct RegistryRequest
{
    QByteArray method;
    QString path;
    QUrlQuery query;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
    QByteArray authorization() const { return header("Authorization"); }
};

struct RegistryReply
{
    enum class End {
        Whole,
        Cut,     ///< the connection ends after half of the body
        Silence, ///< nothing is sent at all
    };

    int status = 200;
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    End end = End::Whole;
    std::chrono::milliseconds delay{0};

    static RegistryReply json(const QByteArray &body) { return {.body = body}; }
    static RegistryReply error(int status, const QByteArray &code, const QByteArray &message);
    static RegistryReply challenge(const QByteArray &wwwAuthenticate);
    static RegistryReply redirect(const QUrl &target, int status = 307);
    static RegistryReply manifest(const QByteArray &body, const QByteArray &type); ///< with Docker-Content-Digest
};

/// A registry, token server or content store that does what a test tells it and keeps what it was sent.
///
///     ScriptedRegistry registry;
///     registry.on(u"/v2/app/tags/list"_s, [](const RegistryRequest &) { return RegistryReply::json("{…}"); });
///
/// On a loopback port, on the thread that made it, which needs an event loop. A path may end in `*`; the handler given
/// last wins; without one it is 404 as registries word it. Without TLS it answers a TLS greeting as Go's server does.
class ScriptedRegistry
{
public:
    using Handler = std::function<RegistryReply(const RegistryRequest &)>;

    explicit ScriptedRegistry(const std::optional<QSslConfiguration> &tls = {});
    ~ScriptedRegistry();
    Q_DISABLE_COPY_MOVE(ScriptedRegistry)

    QString host() const; ///< "127.0.0.1:12345"
    QUrl url(const QString &path) const;
    QString name(const QString &path) const { return host() + u'/' + path; }

    void on(const QString &path, Handler handler);
    void stop(); ///< listens no more and drops all connections
    /// No HTTP: what every connection gets, at once.
    void talkNonsense(const QByteArray &bytes) { m_nonsense = bytes; }

    const QList<RegistryRequest> &requests() const { return m_requests; }
    QList<RegistryRequest> requests(const QString &path) const;
    int tlsGreetings() const { return m_tlsGreetings; } ///< where there is no TLS
    int openConnections() const;
    int mostAtOnce() const { return m_mostAtOnce; } ///< requests without an answer

private:
    struct Connection;

    void accept();
    void read(const std::shared_ptr<Connection> &connection);
    void answer(const std::shared_ptr<Connection> &connection, const RegistryRequest &request);
    RegistryReply replyTo(const RegistryRequest &request) const;

    std::unique_ptr<QTcpServer> m_server;
    bool m_hasTls;
    QList<std::pair<QString, Handler>> m_handlers;
    QList<QPointer<QTcpSocket>> m_sockets;
    QList<RegistryRequest> m_requests;
    QByteArray m_nonsense;
    int m_tlsGreetings = 0;
    int m_atOnce = 0;
    int m_mostAtOnce = 0;
};

} // namespace strata::test
