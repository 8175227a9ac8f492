// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/accountsource.h"
#include "app/transfers/registrysource.h"

#include <QObject>

#include <memory>

namespace strata {

class RegistryClient;

/// Asks registries themselves, with the accounts that are kept for them. A keychain that cannot be asked is no reason
/// not to ask the registry: it says if it wants an account.
class RegistryLookup : public QObject, public RegistrySource
{
    Q_OBJECT

public:
    explicit RegistryLookup(AccountSource &accounts);
    ~RegistryLookup() override;

    void tags(const ImageReference &repository, QObject *context,
              std::function<void(const Result<RegistryTags> &tags)> answer) override;
    void manifest(const ImageReference &reference, QObject *context,
                  std::function<void(const Result<RegistryManifest> &manifest)> answer) override;
    void digest(const ImageReference &reference, QObject *context,
                std::function<void(const Result<QString> &digest)> answer) override;
    void logIn(const ImageReference &repository, const QString &why, QWidget *window, QObject *context,
               std::function<void(bool hasLoggedIn)> answer) override;

private:
    RegistryClient &client(); ///< made when it is first needed: it has a thread
    void withAccount(const ImageReference &reference, QObject *context,
                     std::function<void(const std::optional<Credential> &account)> go);

    AccountSource &m_accounts;
    std::unique_ptr<RegistryClient> m_client;
};

} // namespace strata
