// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"

#include <QList>

#include <chrono>
#include <optional>

namespace strata {

/// The tokens that one registry's token server gave, while they are good.
///
/// Not for two registries: a registry may name any realm, service and scope, and would be shown what another's account
/// got there.
class TokenCache
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// What a token was asked with, and so what it is good for.
    struct Key
    {
        QString realm, service, scope;
        std::optional<Credential> account = {};

        friend bool operator==(const Key &, const Key &) = default;
    };

    std::optional<Secret> find(const Key &key, Time now); ///< drops all that ended before `now`
    void keep(const Key &key, const Secret &token, Time end);
    void drop(const Secret &token); ///< the registry does not take it any more

private:
    struct Entry
    {
        Key key;
        Secret token;
        Time end;
    };

    QList<Entry> m_entries;
};

} // namespace strata
