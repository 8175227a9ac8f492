// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accounts/logins.h"
#include "credentials/credentialstore.h"

#include <QTemporaryDir>

namespace strata::test {

/// Accounts of nobody: a config.json in a folder of its own, and no keychain, so that what is logged in with can only be
/// used for this run.
class PrivateAccounts
{
public:
    explicit PrivateAccounts(SessionHost &host) : logins(host, store) {}

    QString configPath() const { return m_folder.filePath(QStringLiteral("config.json")); }

private:
    static Result<std::unique_ptr<Keychain>> noKeychain(std::stop_token)
    {
        return failure(Error::Kind::NoKeychain, QStringLiteral("There is no keychain."));
    }

    QTemporaryDir m_folder;

public:
    CredentialStore store{Accounts::Places{.configPath = configPath(), .openKeychain = noKeychain}};
    Logins logins;
};

} // namespace strata::test
