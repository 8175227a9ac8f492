// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "credentials/account.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace strata {

/// The desktop's keychain.
///
/// Where a Secret Service is (GNOME Keyring, KWallet since Plasma 6.4, KeePassXC), entries are docker's own
/// (docker-credential-secretservice finds them, and we find its); elsewhere QtKeychain writes to KWallet.
///
/// Every question blocks, for minutes when the person is asked to unlock the keychain: for a worker thread, one
/// question at a time. Stopping it ends a question with Cancelled. Servers are taken as they are: see registryKey().
///
/// Errors: NoKeychain (there is none, or no session bus), KeychainLocked (it was not unlocked), PermissionDenied (it
/// refused), Cancelled, Local (the rest).
class Keychain
{
public:
    virtual ~Keychain() = default;

    /// Finds the keychain of this session.
    static Result<std::unique_ptr<Keychain>> open(const std::stop_token &stop = {});

    virtual Result<std::optional<Credential>> read(const QString &server) = 0; ///< nothing: no such account
    virtual Result<void> write(const Credential &credential) = 0; ///< replaces what there is for the server
    virtual Result<void> remove(const QString &server) = 0;       ///< fine when there is none
    virtual Result<QList<AccountName>> list() = 0;                ///< asks nobody to unlock anything
    virtual bool isSharedWith(const QString &helper) const = 0;   ///< docker-credential-<helper> has the same entries
};

} // namespace strata
