// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layerindex.h"

#include <QList>
#include <QSet>

namespace strata {

/// What a container did to the files of its image, as paths without a slash before them.
struct ChangedPaths
{
    QSet<QByteArray> present = {}; ///< added or modified
    QList<QByteArray> deleted = {};
};

/// The layer that a container has on top of its image's.
struct ContainerLayer
{
    std::shared_ptr<const LayerIndex> index = {};
    std::vector<quint32> entries = {}; ///< for each entry of the index its number in the export; of deletions none
};

/// Made of `files`, which are all files of the container as an export has them, and of what it changed: an index as that of
/// a layer which `docker commit` would make, but that its attributes are those the export tells. For any thread.
Result<ContainerLayer> containerLayer(const LayerIndex &files, const ChangedPaths &changes);

} // namespace strata
