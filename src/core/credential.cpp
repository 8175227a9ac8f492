// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credential.h"

#include <QStringList>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString hubKey = u"https://index.docker.io/v1/"_s;

} // namespace

QString registryKey(const QString &server)
{
    QStringView host = QStringView(server).trimmed();
    for (const QStringView scheme : {u"https://", u"http://"}) {
        if (host.startsWith(scheme, Qt::CaseInsensitive))
            host = host.sliced(scheme.size());
    }
    if (const qsizetype slash = host.indexOf(u'/'); slash >= 0)
        host = host.first(slash);
    const QString name = host.toString().toLower();
    static const QStringList hubHosts{u"docker.io"_s, u"index.docker.io"_s, u"registry-1.docker.io"_s,
                                      u"registry.hub.docker.com"_s};
    return hubHosts.contains(name) ? hubKey : name;
}

QString registryName(const QString &key)
{
    return key == hubKey ? u"Docker Hub"_s : key;
}

bool accountFits(const Credential &account, const QString &domain)
{
    return registryKey(account.server) == registryKey(domain);
}

} // namespace strata
