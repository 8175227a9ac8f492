// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pathorder.h"

#include "layers/nodetree.h"

#include <algorithm>

namespace strata {

PathOrder::PathOrder(const PathTable &paths) : m_places(paths.count())
{
    const NodeTree tree = *NodeTree::build(paths, std::vector<bool>(paths.count(), true),
                                           [&paths](Node a, Node b) { return paths.name(a) < paths.name(b); }, {});
    m_nodes.reserve(paths.count());
    std::vector<Node> waiting{PathTable::root};
    while (!waiting.empty()) {
        const Node node = waiting.back();
        waiting.pop_back();
        m_places[node] = static_cast<quint32>(m_nodes.size());
        m_nodes.push_back(node);
        for (quint32 row = tree.childCount(node); row > 0; --row)
            waiting.push_back(tree.child(node, row - 1));
    }
}

std::vector<const ImageTree::Event *> PathOrder::events(const ImageTree &tree, qsizetype layer) const
{
    std::vector<const ImageTree::Event *> sorted;
    for (const ImageTree::Event &event : tree.events(layer))
        sorted.push_back(&event);
    std::ranges::sort(sorted, {}, [this](const ImageTree::Event *event) { return m_places[event->node]; });
    return sorted;
}

} // namespace strata
