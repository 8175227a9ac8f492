// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace strata {

/// Where the registry of an ImageReference's domain listens.
struct RegistryAddress
{
    QUrl url;                ///< https, without a path; Docker Hub's is registry-1.docker.io (moby registry/config.go)
    bool mayBePlain = false; ///< a registry on this computer may speak HTTP without TLS

    static RegistryAddress of(const QString &domain);
};

/// "localhost", 127.0.0.0/8 and ::1: what docker takes for insecure registries without being told (moby
/// registry/config.go, loadInsecureRegistries). No name is looked up.
bool isLoopback(const QString &host);

/// `host[:port]` of a URL, as folders of certs.d are named.
QString hostAndPort(const QUrl &url);

/// Whether both lead to the same server in the same way, so that what may be shown to one may be shown to the other.
bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace strata
