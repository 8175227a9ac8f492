// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "credentials/keychain.h"

#include <functional>

namespace strata {

/// docker-credential-strata: a credential helper over the keychain's entries, as docker-credential-helpers
/// credentials/credentials.go asks for it. Servers are exact: the client knows the name it wants.
class HelperProgram
{
public:
    using Opener = std::function<Result<std::unique_ptr<Keychain>>()>;

    struct Answer
    {
        Secret output; ///< for standard output, errors as well
        int exitCode = 0;
    };

    explicit HelperProgram(Opener open) : m_open(std::move(open)) {}

    /// `input` is all of standard input; only get, store and erase look at it.
    Answer run(const QString &action, const Secret &input) const;

private:
    Answer get(const Secret &input) const;
    Answer store(const Secret &input) const;
    Answer erase(const Secret &input) const;
    Answer list() const;

    Opener m_open;
};

} // namespace strata
