// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>

namespace strata {

/// How many of its rows a model has given so far, for each parent: views lay out all they know, so that a table of a million
/// rows would hold the window up.
class FetchedRows
{
public:
    static constexpr int Step = 2'000;

    int count(quint64 parent, size_t all) const
    {
        return static_cast<int>(std::min<size_t>(all, static_cast<size_t>(m_rows.value(parent, Step))));
    }
    bool hasMore(quint64 parent, size_t all) const { return static_cast<size_t>(count(parent, all)) < all; }
    void fetch(quint64 parent) { m_rows[parent] = m_rows.value(parent, Step) + Step; }
    void forget() { m_rows.clear(); }

private:
    QHash<quint64, int> m_rows;
};

} // namespace strata
