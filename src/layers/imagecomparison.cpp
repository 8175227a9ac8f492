// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imagecomparison.h"

#include "layers/bytesum.h"

#include <algorithm>

namespace strata {

/// Marks the tree's paths as there, with their files and bytes; a path that was there before is one of both.
void ImageComparison::note(const ImageTree &tree, bool isAfter, std::vector<FileView> &views)
{
    std::vector<Node> ours(tree.paths().count(), PathTable::root); // of the tree's nodes, whose parents come first
    std::vector<EntryReference> files(m_nodes.size());             // of ours
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
            files.emplace_back();
        }
        Path &path = m_nodes[own];
        files[own] = tree.file(*event);
        const FileView file = tree.view(files[own]);
        if (!isAfter) {
            path.change = Change::Deleted;
        } else if (isNew) {
            path.change = Change::Added;
        } else {
            path.differences = strata::differences(views[own], file);
            path.change = path.differences == 0 ? Change::Unchanged : Change::Modified;
        }
        views[own] = file;
    }
    countBytes(tree, files, isAfter ? &Path::bytesAfter : &Path::bytesBefore);
}

/// In the order of the paths of both, so that a file which has the same names on both sides counts at the same one.
void ImageComparison::countBytes(const ImageTree &tree, const std::vector<EntryReference> &files, Bytes bytes)
{
    std::vector<std::vector<bool>> isCounted;
    for (const std::shared_ptr<const LayerIndex> &layer : tree.layers())
        isCounted.emplace_back(layer->count(), false);
    for (Node node = 1; node < files.size(); ++node) {
        const EntryReference &file = files[node];
        if (file.entry == ImageTree::none || isCounted[file.layer][file.entry])
            continue;
        isCounted[file.layer][file.entry] = true;
        if (tree.entry(file).type == FileType::Regular)
            m_nodes[node].*bytes = tree.entry(file).size;
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

ComparedImages imagesToCompare(const QStringList &platformsBefore, const QStringList &platformsAfter)
{
    for (qsizetype before = 0; before < platformsBefore.size(); ++before) {
        const qsizetype after = platformsAfter.indexOf(platformsBefore[before]);
        if (after >= 0)
            return {before, after};
    }
    return {};
}

} // namespace strata
