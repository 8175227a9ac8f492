// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <compare>

/// How containers stand in the columns whose values are no plain numbers or names.
namespace strata::containerorder {

int stateRank(ContainerState state); ///< what a person looks for first is lowest: running is 0
int healthRank(Health health);       ///< the worst is highest

/// By state; within one state the unhealthy first, then by exit code.
std::weak_ordering compareStates(const ContainerSummary &a, const ContainerSummary &b);

quint16 firstPort(const QList<PortMapping> &ports); ///< the first published host port; 0 without one

/// Published ones first, by host port; then by the port inside; without ports last.
std::weak_ordering comparePorts(const QList<PortMapping> &a, const QList<PortMapping> &b);

} // namespace strata::containerorder
