// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

namespace strata {

/// What a container of one image sees otherwise than one of another: the last build and this one, two tags.
///
/// A value that never changes; it needs the trees no more. For any thread.
class ImageComparison
{
public:
    using Node = PathTable::Node;

    /// A path of either image.
    struct Path
    {
        Change change = Change::Unchanged; ///< Added: only in the second; Deleted: only in the first
        quint8 differences = 0;            ///< of Difference
        qint64 bytesBefore = 0; ///< the file's, at the first of its paths; of a folder those of all that is in it
        qint64 bytesAfter = 0;
    };

    struct Count
    {
        quint32 added = 0;
        quint32 modified = 0;
        quint32 deleted = 0;
    };

    static ImageComparison between(const ImageTree &before, const ImageTree &after);

    const PathTable &paths() const { return m_paths; } ///< of both; parents come before what is in them
    const Path &at(Node node) const { return m_nodes[node]; }
    const Count &count() const { return m_count; }

private:
    using Bytes = qint64 Path::*;

    void note(const ImageTree &tree, bool isAfter, std::vector<FileView> &views);
    void countBytes(const ImageTree &tree, const std::vector<EntryReference> &files, Bytes bytes);

    PathTable m_paths;
    std::vector<Path> m_nodes;
    Count m_count;
};

/// How many layers two images have in common: those from the bottom up with the same diff IDs.
qsizetype sharedLayers(const QStringList &diffIds, const QStringList &others);

/// Which images to compare where there are several: the first two of the same platform, or else the first of each side. By
/// their platforms, neither of which is empty.
struct ComparedImages
{
    qsizetype before = 0;
    qsizetype after = 0;
};
ComparedImages imagesToCompare(const QStringList &platformsBefore, const QStringList &platformsAfter);

} // namespace strata
