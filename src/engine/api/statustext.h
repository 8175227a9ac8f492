// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <optional>

namespace strata {

/// What the engine's words about a container say: "Up 3 hours (healthy)", "Exited (137) 2 days ago",
/// "Up About a minute (Paused)", "Restarting (1) 5 seconds ago" (moby container/state.go, State.String; the durations
/// are go-units' HumanDuration).
struct StatusText
{
    /// How long ago, in seconds: at least `shortest`, less than `longest`; `nominal` is what the words say.
    struct Age
    {
        qint64 shortest = 0;
        qint64 longest = 0;
        qint64 nominal = 0;
    };

    Health health = Health::None;
    std::optional<int> exitCode;
    std::optional<Age> age;

    static StatusText parse(QStringView status);
};

/// The word of the engine's field State, of Docker and Podman.
ContainerState containerStateFromWord(QStringView word);

/// "healthy", "unhealthy", "starting"; everything else is None.
Health healthFromWord(QStringView word);

} // namespace strata
