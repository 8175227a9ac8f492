// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

namespace strata {

/// What an event means for the lists.
enum class EventEffect {
    None,             ///< nothing that a list shows: exec_*, top, attach, kill, …
    ContainerChanged, ///< the container of actorId is new or different
    ContainerGone,
    Containers,         ///< any container may be different
    Images,             ///< any image may be different
    ContainerAndImages, ///< commit: engines before API 1.46 do not tell of the new image
    Info,               ///< the engine itself: its configuration was read again
};

/// Unknown actions of containers and images count as changes: asking once too often is better than a stale row.
EventEffect effectOf(const EngineEvent &event);

} // namespace strata
