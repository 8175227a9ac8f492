// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layerindex.h"

namespace strata {

/// In what two files differ.
enum Difference : quint8 {
    DiffersInType = 1,
    DiffersInContent = 2, ///< of files; where a symbolic link leads; a device's numbers
    DiffersInMode = 4,
    DiffersInOwner = 8, ///< the IDs; names are the container's business
    DiffersInTime = 16,
    DiffersInXattrs = 32,
};

/// A file of a layer. Nulls stand for a folder without an entry of its own: root's, mode 0755, of no known time.
struct FileView
{
    const LayerIndex *index = nullptr;
    const LayerIndex::Entry *entry = nullptr;
};

/// Of Difference; 0 when they are the same.
quint8 differences(const FileView &a, const FileView &b);

} // namespace strata
