// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "credentials/account.h"

#include <chrono>
#include <optional>
#include <stop_token>

namespace strata {

/// The other side of a `docker-credential-<name>` program (docker-credential-helpers client/client.go).
///
/// Secrets go through pipes only, into buffers that are wiped: neither argv nor environment nor QProcess's own buffers
/// see them; what the program writes to its standard error is dropped. Every question blocks until the program has
/// ended: for a worker thread. One that takes longer than the timeout, or is stopped, is killed.
///
/// Errors: NoKeychain (no such program), InvalidInput (a name that is no name, or the helper says that server or user
/// is missing), Timeout, Cancelled, TooLarge (more than 1 MiB), MalformedAnswer, Local (it failed or was ended by a
/// signal). A helper's own words are quoted when they are a sentence and not a credential.
class CredentialHelper
{
public:
    explicit CredentialHelper(QString name, std::stop_token stop = {},
                              std::chrono::milliseconds timeout = std::chrono::seconds(60));

    const QString &name() const { return m_name; }
    bool isInstalled() const; ///< found in $PATH

    Result<std::optional<Credential>> get(const QString &server) const; ///< nothing: no such account
    Result<void> store(const Credential &credential) const;
    Result<void> erase(const QString &server) const; ///< fine when there is none
    /// secretservice from 0.9.0 on gives its labels, "Registry credentials for <server>": that is taken off.
    Result<QList<AccountName>> list() const;

private:
    struct Answer
    {
        Secret output;
        int exitCode = 0;
    };

    QString program() const;
    Result<Answer> run(const QString &action, const Secret &input) const;
    std::unexpected<Error> lateness() const;
    std::unexpected<Error> refusal(const Answer &answer) const;

    QString m_name;
    std::stop_token m_stop;
    std::chrono::milliseconds m_timeout;
};

} // namespace strata
