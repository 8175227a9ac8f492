// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/keychain.h"

#include <QByteArray>
#include <QMap>

#include <functional>

namespace QKeychain {
class Job;
}

namespace strata {

/// What QtKeychain finds: KWallet, where no Secret Service is.
///
/// Entries of the service "Strata": "docker:<server>" holds what a credential helper would answer, "docker-accounts"
/// who is there (QtKeychain cannot list). QtKeychain's jobs live on the application's thread, whose event loop runs;
/// the question waits on its own. QtKeychain and what it uses leave copies of
/// secrets on the heap, and M_PERTURB of mallopt() does not help: glibc 2.41 leaves small freed blocks as they are. No
/// other way of keeping an account leaves any (tst_secrets).
class QtKeychain : public Keychain
{
public:
    explicit QtKeychain(std::stop_token stop = {}) : m_stop(std::move(stop)) {}

    /// KWallet runs or would be started.
    static bool isThere(std::stop_token stop);

    Result<std::optional<Credential>> read(const QString &server) override;
    Result<void> write(const Credential &credential) override;
    Result<void> remove(const QString &server) override;
    Result<QList<AccountName>> list() override;
    bool isSharedWith(const QString &) const override { return false; }

private:
    using Names = QMap<QString, QString>; ///< user by server

    Result<QByteArray> run(const std::function<QKeychain::Job *()> &make) const;
    Result<QByteArray> readEntry(const QString &key) const; ///< NotFound when there is none
    Result<void> writeEntry(const QString &key, QByteArray &value) const;
    Result<void> removeEntry(const QString &key) const;
    Result<Names> names() const;
    Result<void> setNames(const Names &names) const;

    std::stop_token m_stop;
};

} // namespace strata
