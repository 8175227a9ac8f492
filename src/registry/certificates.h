// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

namespace strata {

/// What this computer knows of a server's certificates beyond the system's authorities.
struct ServerCertificates
{
    QList<QSslCertificate> authorities;
    QList<QSslCertificate> own; ///< a client certificate and those that lead to its authority; mostly none
    QSslKey key;                ///< of own.first()
};

/// docker's folders, the first being that of the whole computer: /etc/docker/certs.d and the person's own
/// ($XDG_CONFIG_HOME/docker/certs.d, which rootless docker reads).
QStringList dockerCertificateFolders();

/// Reads what docker would (moby registry/registry.go, loadTLSConfig): below each folder `<host[:port]>/*.crt`, which
/// are authorities, and `*.cert` with `*.key`, which is ours. Of several client certificates the first by name is taken.
///
/// No folder is no certificate. Blocks for as long as the files take. Errors, which name the file: InvalidInput for what
/// is no certificate or no key, or a certificate without its key; PermissionDenied, Local.
Result<ServerCertificates> readCertificates(const QStringList &folders, const QString &hostAndPort);

} // namespace strata
