// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/pathtable.h"

#include <QString>

#include <algorithm>
#include <limits>
#include <optional>
#include <stop_token>
#include <vector>

namespace strata {

/// Some of the nodes of a PathTable, each folder's in an order: what a tree on the screen needs to know, each answer at
/// once. A value that never changes; 12 bytes a node of the table.
class NodeTree
{
public:
    using Node = PathTable::Node;
    static constexpr quint32 none = std::numeric_limits<quint32>::max();
    /// For views, which recurse into what is open. Names of a letter and a slash fill the 4,096 bytes that a system call takes
    /// with 2,048 of them, real images have some thirty.
    static constexpr quint32 deepestInView = 500;

    NodeTree() = default; ///< without a node

    /// `isShown` has a place for each node; the folders above one that is shown must be shown as well. `isBefore(a, b)`
    /// orders nodes of the same folder. What lies below `deepest` folders is left out. Nothing when it was stopped.
    template<typename Order>
    static std::optional<NodeTree> build(const PathTable &paths, const std::vector<bool> &isShown, Order isBefore,
                                         const std::stop_token &stop, quint32 deepest = none);

    bool isShown(Node node) const { return node < m_rows.size() && m_rows[node] != none; }
    quint32 childCount(Node node) const
    {
        return node < m_rows.size() ? m_firstChildren[node + 1] - m_firstChildren[node] : 0;
    }
    Node child(Node node, quint32 row) const { return m_children[m_firstChildren[node] + row]; }
    quint32 row(Node node) const { return m_rows[node]; } ///< within its folder
    bool isCut(Node node) const
    {
        return std::ranges::binary_search(m_cut, node);
    } ///< a folder with more than is shown

private:
    void collect(const PathTable &paths, const std::vector<bool> &isShown);
    std::vector<bool> leaveOut(const PathTable &paths, std::vector<bool> isShown, quint32 deepest);

    std::vector<quint32> m_firstChildren; ///< of each node in m_children, and the end
    std::vector<Node> m_children;
    std::vector<quint32> m_rows; ///< none: not shown
    std::vector<Node> m_cut;     ///< ascending
};

template<typename Order>
std::optional<NodeTree> NodeTree::build(const PathTable &paths, const std::vector<bool> &isShown, Order isBefore,
                                        const std::stop_token &stop, quint32 deepest)
{
    NodeTree tree;
    tree.collect(paths, deepest == none ? isShown : tree.leaveOut(paths, isShown, deepest));
    for (Node node = 0; node < paths.count(); ++node) {
        if (stop.stop_requested())
            return std::nullopt;
        const auto first = tree.m_children.begin() + tree.m_firstChildren[node];
        const auto last = tree.m_children.begin() + tree.m_firstChildren[node + 1];
        std::sort(first, last, isBefore);
        for (auto child = first; child != last; ++child)
            tree.m_rows[*child] = static_cast<quint32>(child - first);
    }
    return tree;
}

/// The nodes whose name has this text in it, or whose path if there is a slash in it, in upper or lower case, and all that
/// is below them. All of them for an empty text.
std::vector<bool> nodesWithText(const PathTable &paths, const QString &text);

/// By name without regard to case; names that differ in case only have an order as well.
int compareNames(const PathTable &paths, PathTable::Node a, PathTable::Node b);

} // namespace strata
