// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registryaddress.h"

#include <QHostAddress>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int httpPort = 80;
constexpr int httpsPort = 443;

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"http" ? httpPort : httpsPort);
}

} // namespace

RegistryAddress RegistryAddress::of(const QString &domain)
{
    RegistryAddress address;
    address.url = QUrl(u"https://"_s + (domain == u"docker.io" ? u"registry-1.docker.io"_s : domain));
    address.mayBePlain = isLoopback(address.url.host());
    return address;
}

bool isLoopback(const QString &host)
{
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.port() < 0 ? host : host + u':' + QString::number(url.port());
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

} // namespace strata
