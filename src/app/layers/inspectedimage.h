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

    QStringList diffIds() const; ///< bottom first
    size_t memory() const;       ///< about how many bytes it takes
};

} // namespace strata
