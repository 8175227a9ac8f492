// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/filearrangement.h"

#include <QRectF>

namespace strata {

/// A file or folder as an area that is as large as its bytes.
struct TreemapTile
{
    PathTable::Node node = PathTable::root;
    QRectF area = {};
    int depth = 0;            ///< 0: the folder that was asked for
    quint32 branch = 0;       ///< which child of that folder it is below: its row
    bool hasChildren = false; ///< tiles of some of them follow
};

struct TreemapMeasures
{
    qreal header = 16; ///< kept free at the top of a folder that is at least twice as high, for its name
    qreal frame = 1;   ///< kept free on the other sides
    qreal least = 12;  ///< tiles of a smaller area are left out, and the folder shows there
};

/// Squarified: tiles are as near to squares as it goes (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). A folder
/// comes before what is in it. How many there are depends on the area, not on the number of files; but a folder's children
/// are all looked at, so a million of them need some milliseconds: for a worker thread. Empty when nothing has bytes, or
/// when it was stopped.
std::vector<TreemapTile> treemap(const FileArrangement &files, PathTable::Node folder, const QRectF &area,
                                 const TreemapMeasures &measures = {}, const std::stop_token &stop = {});

} // namespace strata
