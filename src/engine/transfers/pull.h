// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imagereference.h"
#include "engine/transfers/registrytransfer.h"

namespace strata {

struct PullRequest
{
    ImageReference reference; ///< without tag and digest: "latest", or with `allTags` every tag
    QString platform = {};    ///< "linux/arm64"; empty: the engine's own
    bool allTags = false;     ///< the reference's tag and digest do not count
};

/// POST /images/create?fromImage=…, as `docker pull`.
class PullOperation : public RegistryTransfer
{
    Q_OBJECT

public:
    PullOperation(Engine &engine, const PullRequest &request, const std::optional<Credential> &account = {},
                  QObject *parent = nullptr);

    const PullRequest &request() const { return m_request; }
    std::unique_ptr<RegistryTransfer> withAccount(const Credential &account) const override;

    static CommandLine commandFor(const PullRequest &request);

protected:
    Call call() const override;
    QString summary() const override;

private:
    PullRequest m_request;
};

} // namespace strata
