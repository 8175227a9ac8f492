// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imagereference.h"
#include "engine/transfers/registrytransfer.h"

namespace strata {

/// POST /images/{name}/push of one tag, as `docker push`. The digest is transfer().digest(), and stands in the summary.
class PushOperation : public RegistryTransfer
{
    Q_OBJECT

public:
    /// `reference` without a tag means "latest". See actions::pushNameProblem() for what can be pushed.
    PushOperation(Engine &engine, const ImageReference &reference, const std::optional<Credential> &account = {},
                  QObject *parent = nullptr);

    const ImageReference &reference() const { return m_reference; }
    std::unique_ptr<RegistryTransfer> withAccount(const Credential &account) const override;

protected:
    Call call() const override;
    QString summary() const override;

private:
    ImageReference m_reference;
};

} // namespace strata
