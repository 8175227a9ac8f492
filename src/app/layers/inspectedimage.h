// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/imagetree.h"

#include <memory>

namespace strata {

/// An image with what its layers hold. A value; what is large in it is shared.
struct InspectedImage
{
    ArchiveImage image = {};
    std::shared_ptr<const ImageTree> tree = {}; ///< as many layers as the image has
    QStringList chainIds = {};                  ///< of each layer; empty when a diff ID is unknown
    bool isPart = false;                        ///< of an image that is still being read, or was not to its end
    /// Not null: the top layer is a container's, and these are the numbers of its entries in the container's export.
    std::shared_ptr<const std::vector<quint32>> containerEntries = {};

    qsizetype imageLayers() const { return image.layers.size() - (containerEntries ? 1 : 0); }

    size_t memory() const; ///< about how many bytes it takes
};

} // namespace strata
