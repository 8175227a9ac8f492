// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret.h"

namespace strata {

/// An account at a registry, with its secret.
struct Credential
{
    QString server; ///< a key as registryKey() gives it
    QString user;   ///< credential helpers write "<token>" for an identity token; here it is `isIdentityToken`
    Secret secret;  ///< password or access token
    bool isIdentityToken = false; ///< `secret` is what a registry gave in exchange for the password

    friend bool operator==(const Credential &, const Credential &) = default;
};

/// Under which name accounts of a registry are kept, by config.json and by credential helpers: Docker Hub
/// ("docker.io", "index.docker.io", "registry-1.docker.io", with or without scheme and path) is
/// "https://index.docker.io/v1/", others are `host[:port]` in lower case (docker/cli cli/config/credentials,
/// moby registry.ConvertToHostname). Empty for what has no host.
QString registryKey(const QString &server);

/// The registry's name for people: "Docker Hub", "localhost:5000".
QString registryName(const QString &key);

/// Whether `account` is one of the registry that `domain` (an ImageReference's) names. An account of another registry
/// is never sent.
bool accountFits(const Credential &account, const QString &domain);

} // namespace strata
