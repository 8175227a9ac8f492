// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/action.h"
#include "engine/api/buildcache.h"

namespace strata::actions {

/// One after the other, because an entry goes only when nothing stands on it any more. The command is one line of several.
Action pruneBuildCache(const QList<BuildCachePrune> &prunes);

} // namespace strata::actions
