// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/comparisonarrangement.h"

namespace strata {

namespace {

/// Nodes that match by themselves, and the folders above them.
std::vector<bool> shownNodes(const ImageComparison &comparison, const ComparisonQuery &query)
{
    const PathTable &paths = comparison.paths();
    std::vector<bool> matches = nodesWithText(paths, query.text);
    std::vector<bool> shown(paths.count(), false);
    for (PathTable::Node node = paths.count(); node-- > 1;) {
        const Change change = comparison.at(node).change;
        if (change != Change::Unchanged && matches[node] && (!query.change || *query.change == change))
            shown[node] = true;
        if (shown[node])
            shown[paths.parent(node)] = true;
    }
    return shown;
}

} // namespace

Result<std::shared_ptr<const ComparisonArrangement>> ComparisonArrangement::build(
    std::shared_ptr<const ImageComparison> comparison, const ComparisonQuery &query, const std::stop_token &stop)
{
    const PathTable &paths = comparison->paths();
    const auto value = [&](Node node) -> qint64 {
        const ImageComparison::Path &path = comparison->at(node);
        switch (query.order) {
        case ComparisonQuery::Order::Name: return 0;
        case ComparisonQuery::Order::Change: return qint64(path.change);
        case ComparisonQuery::Order::Before: return path.bytesBefore;
        case ComparisonQuery::Order::After: return path.bytesAfter;
        case ComparisonQuery::Order::Growth: return path.bytesAfter - path.bytesBefore;
        }
        return 0;
    };
    const auto isBefore = [&](Node a, Node b) {
        const qint64 left = value(a), right = value(b);
        if (left != right)
            return query.isDescending ? left > right : left < right;
        const int names = compareNames(paths, a, b);
        return query.isDescending && query.order == ComparisonQuery::Order::Name ? names > 0 : names < 0;
    };
    std::optional<NodeTree> nodes = NodeTree::build(paths, shownNodes(*comparison, query), isBefore, stop,
                                                    NodeTree::deepestInView);
    if (!nodes)
        return failure(Error::Kind::Cancelled, QStringLiteral("stopped"));
    auto result = std::make_shared<ComparisonArrangement>();
    result->m_comparison = std::move(comparison);
    result->m_nodes = *std::move(nodes);
    return result;
}

} // namespace strata
