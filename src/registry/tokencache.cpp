// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/tokencache.h"

#include <algorithm>

namespace strata {

std::optional<Secret> TokenCache::find(const Key &key, Time now)
{
    m_entries.removeIf([now](const Entry &entry) { return entry.end <= now; });
    const auto found = std::ranges::find(std::as_const(m_entries), key, &Entry::key);
    return found == m_entries.cend() ? std::nullopt : std::optional(found->token);
}

void TokenCache::keep(const Key &key, const Secret &token, Time end)
{
    m_entries.removeIf([&key](const Entry &entry) { return entry.key == key; });
    m_entries.append({key, token, end});
}

void TokenCache::drop(const Secret &token)
{
    m_entries.removeIf([&token](const Entry &entry) { return entry.token == token; });
}

} // namespace strata
