// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/action.h"
#include "engine/api/types.h"

/// What can be done to containers, each as a value with its docker command. Containers are named by their name in
/// titles and commands and addressed by ID in requests.
namespace strata::actions {

struct ContainerTarget
{
    ContainerId id;
    QString name;
};
using ContainerTargets = QList<ContainerTarget>;

Action start(const ContainerTargets &targets);
Action stop(const ContainerTargets &targets, std::optional<int> seconds = {});
Action restart(const ContainerTargets &targets, std::optional<int> seconds = {});
Action pause(const ContainerTargets &targets);
Action unpause(const ContainerTargets &targets);
Action kill(const ContainerTargets &targets, const QString &signal = {}); ///< empty: SIGKILL, as docker kill
Action rename(const ContainerTarget &target, const QString &newName);
Action remove(const ContainerTargets &targets, bool force, bool volumes);
Action pruneContainers();

/// Empty when `name` can be a container's name, else what is wrong (moby daemon/names: [a-zA-Z0-9][a-zA-Z0-9_.-]+).
QString containerNameProblem(const QString &name);

} // namespace strata::actions
