// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imagecomparison.h"

#include "layers/bytesum.h"

#include <algorithm>

namespace strata {

/// Marks the tree's paths as there, with their files and bytes; a path that was there before is one of both.
void ImageComparison::note(const ImageTree &tree, bool isAfter, std::vector<FileView> &views)
{
    std::vector<Node> ours(tree.paths().count(), PathTable::root); // of the tree's nodes, whose parents come first
    for (ImageTree::Node node = 1; node < tree.paths().count(); ++node) {
        const ImageTree::Event *event = tree.at(node, tree.layers().size() - 1);
        if (!event)
            continue;
        const Node own = m_paths.child(ours[tree.paths().parent(node)], tree.paths().name(node));
        ours[node] = own;
        const bool isNew = own >= m_nodes.size();
        if (isNew) {
            m_nodes.emplace_back();
            views.emplace_back();
        }
        Path &path = m_nodes[own];
        const FileView file = tree.view(tree.file(*event));
        if (!isAfter) {
            path.change = Change::Deleted;
        } else if (isNew) {
            path.change = Change::Added;
        } else {
            path.differences = strata::differences(views[own], file);
            path.change = path.differences == 0 ? Change::Unchanged : Change::Modified;
        }
        views[own] = file;
        if (file.entry && file.entry->type == FileType::Regular)
            (isAfter ? path.bytesAfter : path.bytesBefore) = file.entry->size;
    }
}

ImageComparison ImageComparison::between(const ImageTree &before, const ImageTree &after)
{
    ImageComparison made;
    made.m_nodes.resize(1); // the root
    std::vector<FileView> views(1);
    made.note(before, false, views);
    made.note(after, true, views);
    for (Node node = made.m_paths.count() - 1; node > PathTable::root; --node) {
        const Path &path = made.m_nodes[node];
        Path &above = made.m_nodes[made.m_paths.parent(node)];
        above.bytesBefore = byteSum(above.bytesBefore, path.bytesBefore);
        above.bytesAfter = byteSum(above.bytesAfter, path.bytesAfter);
        made.m_count.added += path.change == Change::Added ? 1 : 0;
        made.m_count.modified += path.change == Change::Modified ? 1 : 0;
        made.m_count.deleted += path.change == Change::Deleted ? 1 : 0;
    }
    made.m_paths.seal();
    return made;
}

qsizetype sharedLayers(const QStringList &diffIds, const QStringList &others)
{
    const auto [end, other] = std::ranges::mismatch(diffIds, others);
    return end - diffIds.begin();
}

} // namespace strata
