// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <QList>

namespace strata {

/// What became different in a live list since the last time it was told.
template<typename Row, typename Key>
struct Changes
{
    QList<Row> upserted; ///< new or different rows
    QList<Key> removed;
    bool isEmpty() const { return upserted.isEmpty() && removed.isEmpty(); }
};

using ImageChanges = Changes<ImageSummary, ImageId>;
using ContainerChanges = Changes<ContainerSummary, ContainerId>;

} // namespace strata
