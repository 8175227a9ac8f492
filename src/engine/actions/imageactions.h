// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/action.h"
#include "engine/api/types.h"

namespace strata::actions {

/// What is removed: one reference ("shop/api:1.4", which only untags while others remain) or an image by its ID.
struct ImageTarget
{
    QString reference; ///< what `docker rmi` gets
};

/// One after the other, names before IDs: an image can be removed by its ID once it has no second name.
Action removeImages(const QList<ImageTarget> &targets, bool force);
Action pruneImages(bool danglingOnly); ///< docker image prune [-a]
Action tagImage(const QString &source, const QString &newReference);

} // namespace strata::actions
