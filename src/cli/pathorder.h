// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <vector>

namespace strata {

/// The order in which the paths of images are printed, so that the same image is always printed the same way: a folder
/// before what is in it, by name. Made once for all layers; eight bytes a path.
class PathOrder
{
public:
    using Node = PathTable::Node;

    explicit PathOrder(const PathTable &paths);

    const std::vector<Node> &nodes() const { return m_nodes; } ///< all, the root first
    std::vector<const ImageTree::Event *> events(const ImageTree &tree, qsizetype layer) const;

private:
    std::vector<Node> m_nodes;
    std::vector<quint32> m_places; ///< of each node in m_nodes
};

} // namespace strata
