// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "engine/api/types.h"
#include "engine/engine.h"

namespace strata {

/// What the engine asks registries for us. The engine speaks to them, with its own certificates and proxies.
/// Errors of every call are those of registryError().
class Registry
{
public:
    struct Login
    {
        QString status;       ///< "Login Succeeded"
        Secret identityToken; ///< if not empty: what to keep in place of the password
    };

    explicit Registry(Engine &engine) : m_engine(&engine) {}

    /// POST /auth: tries an account at its registry. Nothing is kept by the engine. Unauthorized for a wrong password or
    /// token, which Docker and Podman tell as status 500.
    void login(const Credential &account, QObject *context, std::function<void(Result<Login>)> answer);

    /// GET /images/search: Docker Hub. At most 100 (moby refuses more), most stars first as Hub gives them.
    void search(const QString &term, int limit, const std::optional<Credential> &account, QObject *context,
                std::function<void(Result<QList<SearchHit>>)> answer);

    /// GET /distribution/{name}/json: what a registry has under a name, without pulling it. Not with Podman: NotSupported.
    void distribution(const QString &reference, const std::optional<Credential> &account, QObject *context,
                      std::function<void(Result<DistributionInfo>)> answer);

    static Call loginCall(const Credential &account);
    static Call searchCall(const QString &term, int limit, const std::optional<Credential> &account);
    static Call distributionCall(const QString &reference, const std::optional<Credential> &account);

private:
    Engine *m_engine;
};

} // namespace strata
