// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowdiff.h"

namespace strata {

std::vector<RowPlan::Range> coalesce(std::span<const int> positions, int limit)
{
    std::vector<RowPlan::Range> ranges;
    for (const int position : positions) {
        if (!ranges.empty() && ranges.back().last + 1 == position)
            ranges.back().last = position;
        else
            ranges.push_back({position, position});
    }
    if (int(ranges.size()) > limit)
        ranges = {{positions.front(), positions.back()}};
    return ranges;
}

namespace rowdiff {

std::vector<bool> longestIncreasing(std::span<const int> values)
{
    std::vector<int> tails; // tails[n]: index of the smallest last value of an increasing run of length n + 1
    std::vector<int> previous(values.size(), -1);
    for (size_t i = 0; i < values.size(); ++i) {
        const auto at = std::ranges::lower_bound(tails, values[i], {},
                                                 [&](int index) { return values[size_t(index)]; });
        if (at != tails.begin())
            previous[i] = *std::prev(at);
        if (at == tails.end())
            tails.push_back(int(i));
        else
            *at = int(i);
    }
    std::vector<bool> members(values.size(), false);
    for (int i = tails.empty() ? -1 : tails.back(); i >= 0; i = previous[size_t(i)])
        members[size_t(i)] = true;
    return members;
}

namespace {

// Runs of ranks that have to move: neighbours in the old order whose ranks follow one another.
std::vector<RowPlan::Range> movingRuns(std::span<const int> ranks)
{
    const std::vector<bool> stays = longestIncreasing(ranks);
    std::vector<RowPlan::Range> runs;
    for (size_t i = 0; i < ranks.size(); ++i) {
        if (stays[i])
            continue;
        if (i > 0 && !stays[i - 1] && ranks[i] == ranks[i - 1] + 1)
            runs.back().last = ranks[i];
        else
            runs.push_back({ranks[i], ranks[i]});
    }
    std::ranges::sort(runs, {}, &RowPlan::Range::first);
    return runs;
}

} // namespace

bool planMoves(std::span<const int> ranks, int limit, std::vector<RowPlan::Move> *moves)
{
    if (std::ranges::is_sorted(ranks))
        return true;
    const std::vector<RowPlan::Range> runs = movingRuns(ranks);
    if (int(runs.size()) > limit)
        return false;

    std::vector<int> current(ranks.begin(), ranks.end());
    for (const RowPlan::Range &run : runs) { // from the left, so that what a run stands behind is in its place
        const auto first = std::ranges::find(current, run.first);
        const auto end = first + (run.last - run.first + 1);
        const auto behind = run.first == 0 ? current.begin() : std::ranges::find(current, run.first - 1) + 1;
        if (behind == first)
            continue;
        moves->push_back({int(first - current.begin()), int(end - current.begin()) - 1, int(behind - current.begin())});
        if (behind < first)
            std::rotate(behind, first, end);
        else
            std::rotate(first, end, behind);
    }
    return true;
}

} // namespace rowdiff
} // namespace strata
