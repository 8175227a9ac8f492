// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport/endpoint.h"

#include <QCoreApplication>
#include <QUrl>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct EndpointText
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

} // namespace

Endpoint Endpoint::unixSocket(QString path)
{
    Endpoint endpoint;
    endpoint.path = std::move(path);
    return endpoint;
}

Result<Endpoint> Endpoint::parse(const QString &dockerHost)
{
    const QString text = dockerHost.trimmed();
    if (text.startsWith(u"unix://")) {
        const QString path = text.sliced(7);
        if (!path.startsWith(u'/'))
            return failure(Error::Kind::InvalidInput,
                           EndpointText::tr("“%1” needs the full path of a socket.").arg(text));
        return unixSocket(path);
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool known = url.scheme() == u"tcp" || url.scheme() == u"ssh";
    if (!known || !url.isValid() || url.host().isEmpty() || !url.password().isEmpty() || url.hasQuery()) {
        return failure(
            Error::Kind::InvalidInput,
            EndpointText::tr("“%1” is not the address of an engine. It begins with unix://, tcp:// or ssh://.")
                .arg(url.isValid() && !url.password().isEmpty() ? url.toString(QUrl::RemovePassword) : text));
    }
    Endpoint endpoint;
    endpoint.scheme = url.scheme() == u"tcp" ? Scheme::Tcp : Scheme::Ssh;
    endpoint.host = url.host();
    endpoint.port = url.port();
    endpoint.user = url.userName();
    endpoint.path = url.path();
    return endpoint;
}

QString Endpoint::toString() const
{
    if (scheme == Scheme::Unix)
        return u"unix://"_s + path;
    QUrl url;
    url.setScheme(scheme == Scheme::Tcp ? u"tcp"_s : u"ssh"_s);
    url.setHost(host);
    url.setPort(port);
    url.setUserName(user);
    url.setPath(path);
    return url.toString();
}

} // namespace strata
