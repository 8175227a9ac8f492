// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace strata {

/// The steps that turn one order of rows into another, in the order in which they are to be done: removals from the
/// bottom up, then moves, then insertions from the top down. Positions are those at the time of the step, as
/// QAbstractItemModel's begin…Rows functions want them.
struct RowPlan
{
    struct Range
    {
        int first = 0;
        int last = 0;
        bool operator==(const Range &) const = default;
    };

    struct Move
    {
        int first = 0;
        int last = 0;
        int destination = 0; ///< as in QAbstractItemModel::beginMoveRows: counted before the rows are taken out
        bool operator==(const Move &) const = default;
    };

    std::vector<Range> removals;
    std::vector<Move> moves;
    std::vector<Range> insertions;
    bool complete = true; ///< false when more than the allowed steps are needed; the steps are then of no use

    int steps() const { return int(removals.size() + moves.size() + insertions.size()); }
};

/// Positions (ascending) as ranges. When there would be more than `limit`, one range from the first to the last.
std::vector<RowPlan::Range> coalesce(std::span<const int> positions, int limit);

namespace rowdiff {

/// The longest strictly increasing subsequence of `values`: true for its members. O(n log n).
std::vector<bool> longestIncreasing(std::span<const int> values);

/// Moves that sort `ranks`, a permutation of 0…n-1, leaving the longest increasing subsequence alone.
/// Neighbours that stay neighbours move together. False when that takes more than `limit` moves.
bool planMoves(std::span<const int> ranks, int limit, std::vector<RowPlan::Move> *moves);

} // namespace rowdiff

/// Plans the way from `before` to `after`; no key may occur twice in either. O(n log n), and O(n) when no row moves.
/// Stops early (complete = false) when more than `limit` steps are needed: the caller then does it in bulk.
template<typename Key>
RowPlan planRows(std::span<const Key> before, std::span<const Key> after, int limit = std::numeric_limits<int>::max())
{
    RowPlan plan;
    QHash<Key, int> target;
    target.reserve(qsizetype(after.size()));
    for (size_t i = 0; i < after.size(); ++i)
        target.insert(after[i], int(i));

    std::vector<int> survivors; // target positions, in the old order
    std::vector<int> goners;
    std::vector<bool> isOld(after.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
        const int position = target.value(before[i], -1);
        if (position < 0) {
            goners.push_back(int(i));
        } else {
            survivors.push_back(position);
            isOld[size_t(position)] = true;
        }
    }
    std::vector<int> rankOf(after.size(), -1);
    std::vector<int> newcomers;
    int rank = 0;
    for (size_t i = 0; i < after.size(); ++i) {
        if (isOld[i])
            rankOf[i] = rank++;
        else
            newcomers.push_back(int(i));
    }

    plan.removals = coalesce(goners, std::numeric_limits<int>::max());
    std::ranges::reverse(plan.removals);
    plan.insertions = coalesce(newcomers, std::numeric_limits<int>::max());
    for (int &survivor : survivors)
        survivor = rankOf[size_t(survivor)];
    plan.complete = plan.steps() <= limit && rowdiff::planMoves(survivors, limit - plan.steps(), &plan.moves);
    return plan;
}

/// Does the steps of a plan. The driver wraps each in the model's begin and end functions:
///     void removeRows(int first, int last);
///     void moveRows(int first, int last, int destination);
///     void insertRows(int first, int last);   // rows first…last of the new order
template<typename Driver>
void applyRowPlan(const RowPlan &plan, Driver &&driver)
{
    for (const auto &range : plan.removals)
        driver.removeRows(range.first, range.last);
    for (const auto &move : plan.moves)
        driver.moveRows(move.first, move.last, move.destination);
    for (const auto &range : plan.insertions)
        driver.insertRows(range.first, range.last);
}

} // namespace strata
