// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imagereference.h"
#include "credentials/credentialstore.h"
#include "registry/registryclient.h"

#include <QObject>

namespace strata {

/// stratactl's questions to registries: "tags REPOSITORY" and "manifest REFERENCE". They need no engine.
///
/// With the account that docker would use, or that the keychain has; what cannot be read there is told, and then it is
/// asked without. Output and end as of Commands.
class RegistryCommands : public QObject
{
    Q_OBJECT

public:
    static bool isOne(const QString &command);

    explicit RegistryCommands(bool json, QObject *parent = nullptr);

    /// InvalidInput when `words`, the command and what it is for, are no question; then nothing is asked.
    Result<void> start(const QStringList &words);

private:
    void ask(const QString &command, const ImageReference &reference, const std::optional<Credential> &account);
    void printTags(const ImageReference &repository, const RegistryTags &tags);
    void printManifest(const ImageReference &reference, const RegistryManifest &manifest);

    CredentialStore m_accounts;
    RegistryClient m_registries;
    bool m_json;
};

} // namespace strata
