// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/exchange.h"

#include "core/bytesize.h"
#include "core/registrytext.h"
#include "registry/certificates.h"
#include "registry/registryaddress.h"
#include "registry/registryclienttext.h"

#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int redirectLimit = 10;

/// The desktop's and the environment's proxies, but never for this computer.
class SystemProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QByteArray copyOf(const Secret &secret)
{
    return secret.view().toByteArray();
}

bool mayBeSent(const QUrl &url)
{
    return (url.scheme() == u"https" && !url.host().isEmpty()) || (url.scheme() == u"http" && isLoopback(url.host()));
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whether what went wrong is below HTTP: nothing of the answer is to be believed.
bool isTransportError(QNetworkReply::NetworkError error)
{
    return (error > QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied)
        || error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError;
}

QNetworkRequest networkRequest(const ExchangeRequest &request)
{
    QNetworkRequest made(request.url);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::UserAgent, "Strata/" STRATA_VERSION);
    headers.append(QHttpHeaders::WellKnownHeader::AcceptEncoding, "identity"); // digests are of what was sent
    if (!request.accept.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::Accept, request.accept);
    if (!request.authorization.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::Authorization, copyOf(request.authorization));
    if (!request.form.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/x-www-form-urlencoded");
    made.setHeaders(headers);
    return made;
}

} // namespace

struct HttpExchange::Job
{
    ExchangeRequest request;
    QObject *context;
    Answer answer;
    QNetworkReply *reply = nullptr; ///< a child of `context`
    QByteArray body = {};
    QList<QSslError> certificateErrors = {};
    bool isTooLarge = false;
    int redirects = 0;
};

HttpExchange::HttpExchange(QString registry, Options options)
    : m_registry(std::move(registry)), m_options(std::move(options)), m_network(this)
{
    m_network.setProxyFactory(new SystemProxies);
}

void HttpExchange::send(ExchangeRequest request, QObject *context, Answer answer)
{
    sendHop(std::make_shared<Job>(std::move(request), context, std::move(answer)));
}

void HttpExchange::sendHop(const std::shared_ptr<Job> &job)
{
    const Result<QSslConfiguration> configuration = tls(job->request.url);
    if (!configuration)
        return job->answer(std::unexpected(configuration.error()));
    QNetworkRequest request = networkRequest(job->request);
    request.setTransferTimeout(m_options.silence);
    request.setSslConfiguration(*configuration);
    job->body.clear();
    if (job->request.verb == "POST")
        job->reply = m_network.post(request, copyOf(job->request.form));
    else
        job->reply = job->request.verb == "HEAD" ? m_network.head(request) : m_network.get(request);
    QNetworkReply *reply = job->reply;
    reply->setParent(job->context);
    connect(reply, &QNetworkReply::sslErrors, job->context,
            [job](const QList<QSslError> &errors) { job->certificateErrors = errors; });
    connect(reply, &QNetworkReply::readyRead, job->context, [job] {
        job->body += job->reply->readAll();
        if (job->body.size() <= job->request.cap)
            return;
        job->isTooLarge = true;
        job->reply->abort();
    });
    connect(reply, &QNetworkReply::finished, job->context, [this, job] {
        job->reply->deleteLater();
        finish(job);
    });
}

void HttpExchange::finish(const std::shared_ptr<Job> &job)
{
    ExchangeAnswer answer;
    answer.status = job->reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (job->isTooLarge || answer.status == 0 || isTransportError(job->reply->error())) {
        const Error error = transportError(*job);
        if (!job->certificateErrors.isEmpty())
            m_network.clearConnectionCache(); // else the next attempt would know the same certificates
        return job->answer(std::unexpected(error));
    }
    answer.url = job->reply->url();
    answer.headers = job->reply->headers();
    answer.body = std::exchange(job->body, {});
    if (!isRedirect(answer.status) || job->request.verb == "POST" || !redirect(job, answer))
        job->answer(std::move(answer));
}

/// Whether this is dealt with.
bool HttpExchange::redirect(const std::shared_ptr<Job> &job, const ExchangeAnswer &answer)
{
    const QByteArrayView location = answer.headers.value(QHttpHeaders::WellKnownHeader::Location);
    if (location.isEmpty())
        return false;
    QUrl target = answer.url.resolved(QUrl(QString::fromUtf8(location)));
    target.setUserInfo({});
    if (!target.isValid() || !mayBeSent(target) || ++job->redirects > redirectLimit) {
        job->answer(failure(Error::Kind::MalformedAnswer,
                            RegistryClientText::tr("The registry refers to an address that Strata does not follow: %1")
                                .arg(target.toDisplayString(QUrl::RemoveQuery)),
                            u"HTTP %1"_s.arg(answer.status)));
        return true;
    }
    if (!isSameOrigin(answer.url, target))
        job->request.authorization = {};
    job->request.url = target;
    sendHop(job);
    return true;
}

/// The registry's authorities are good for every server of this exchange, as docker does it, and a server's own for
/// itself; a client certificate is shown to nobody but the server in whose folder it lies.
Result<QSslConfiguration> HttpExchange::tls(const QUrl &url)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    const QString host = hostAndPort(url);
    const auto own = readCertificates(m_options.certificateFolders, host);
    if (!own)
        return std::unexpected(own.error());
    QList<QSslCertificate> authorities = own->authorities;
    if (host != m_registry) {
        const auto registrys = readCertificates(m_options.certificateFolders, m_registry);
        if (!registrys)
            return std::unexpected(registrys.error());
        authorities += registrys->authorities;
    }
    if (!authorities.isEmpty()) {
        if (m_systemAuthorities.isEmpty())
            m_systemAuthorities = QSslConfiguration::systemCaCertificates();
        configuration.setCaCertificates(m_systemAuthorities + authorities);
    }
    if (!own->own.isEmpty()) {
        configuration.setLocalCertificateChain(own->own);
        configuration.setPrivateKey(own->key);
    }
    return configuration;
}

Error HttpExchange::transportError(const Job &job) const
{
    const QString host = hostAndPort(job.request.url);
    const QString detail = job.reply->errorString();
    if (job.isTooLarge) {
        return {Error::Kind::TooLarge,
                RegistryClientText::tr("The answer of %1 is larger than %2.").arg(host, formatBytes(job.request.cap)),
                {}};
    }
    if (!job.certificateErrors.isEmpty())
        return certificateError(job);
    const bool hasBegun = job.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 0;
    switch (job.reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {Error::Kind::NotSupported,
                RegistryClientText::tr("No encrypted connection to %1 could be made. Without encryption Strata asks "
                                       "only registries on this computer.")
                    .arg(host),
                detail};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError: return malformedAnswer(detail).error();
    default: break;
    }
    const bool isProxys = job.reply->error() >= QNetworkReply::ProxyConnectionRefusedError;
    if (hasBegun && !isProxys) {
        return {Error::Kind::BrokenStream,
                RegistryClientText::tr("The connection to %1 ended inside its answer.").arg(host), detail};
    }
    const bool isSilent = job.reply->error() == QNetworkReply::OperationCanceledError;
    const QString words = isSilent ? RegistryClientText::tr("%1 does not answer").arg(host) : host + u": "_s + detail;
    return {Error::Kind::HostUnreachable, RegistryErrorsText::tr(registrytext::unreachable).arg(words), detail};
}

Error HttpExchange::certificateError(const Job &job) const
{
    const QString host = hostAndPort(job.request.url);
    const QSslError &error = job.certificateErrors.first();
    static constexpr std::array faults{QSslError::HostNameMismatch, QSslError::CertificateExpired,
                                       QSslError::CertificateNotYetValid, QSslError::CertificateRevoked,
                                       QSslError::CertificateRejected};
    if (std::ranges::contains(faults, error.error())) {
        return {Error::Kind::UntrustedCertificate,
                RegistryClientText::tr("The certificate of %1 is not valid: %2").arg(host, error.errorString()),
                error.errorString()};
    }
    const QString file = m_options.certificateFolders.value(0) + u'/' + host + u"/ca.crt"_s;
    return {Error::Kind::UntrustedCertificate,
            RegistryClientText::tr("The certificate of %1 is of nobody whom this computer trusts. Put the certificate "
                                   "of its authority into %2.")
                .arg(host, file),
            error.errorString()};
}

} // namespace strata
