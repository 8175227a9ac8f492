// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QHttpHeaders>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QSslConfiguration;

namespace strata {

/// A request over HTTP.
struct ExchangeRequest
{
    QByteArray verb = "GET"; ///< GET, HEAD, or POST with `form`
    QUrl url;
    QByteArray accept = {};
    Secret authorization = {}; ///< of the Authorization header; empty: none
    Secret form = {};          ///< application/x-www-form-urlencoded
    qint64 cap = 1 << 20;      ///< bytes of the answer's body
};

/// Its answer, whatever the status.
struct ExchangeAnswer
{
    int status = 0;
    QUrl url; ///< the last of the redirects
    QHttpHeaders headers;
    QByteArray body;
};

/// HTTP with one registry, its token server, and where they redirect to, with the certificates that this registry is to
/// be known by. Two registries share no connection: what one authority vouches for is not good for another registry.
///
/// Up to ten redirects of GET and HEAD are followed; `authorization` goes to the first server only, and to others not
/// even when they send back. TLS everywhere, but for loopback when asked for with a http URL.
///
/// Lives on one thread, with an event loop. Answers once, maybe from inside the call; not when `context` is destroyed
/// before, which aborts the request, as does destroying the exchange.
///
/// Errors: HostUnreachable (also for no answer within `silence`), UntrustedCertificate (with the file that would mend
/// it), NotSupported (the server speaks no TLS), BrokenStream, TooLarge, MalformedAnswer (no HTTP, a redirect to plain
/// HTTP or in a circle), and those of readCertificates().
class HttpExchange : public QObject
{
public:
    using Answer = std::function<void(Result<ExchangeAnswer>)>;
    struct Options
    {
        QStringList certificateFolders;
        std::chrono::milliseconds silence{30'000};
    };

    /// `registry`: host[:port] whose authorities are trusted for all servers of this exchange.
    HttpExchange(QString registry, Options options);

    void send(ExchangeRequest request, QObject *context, Answer answer);

private:
    struct Job;

    void sendHop(const std::shared_ptr<Job> &job);
    void finish(const std::shared_ptr<Job> &job);
    bool redirect(const std::shared_ptr<Job> &job, const ExchangeAnswer &answer);
    Result<QSslConfiguration> tls(const QUrl &url);
    Error transportError(const Job &job) const;
    Error certificateError(const Job &job) const;

    QString m_registry;
    Options m_options;
    QList<QSslCertificate> m_systemAuthorities; ///< read when first needed
    QNetworkAccessManager m_network;
};

} // namespace strata
