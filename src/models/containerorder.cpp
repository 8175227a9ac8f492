// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/containerorder.h"

#include <algorithm>
#include <tuple>

namespace strata::containerorder {

int stateRank(ContainerState state)
{
    switch (state) {
    case ContainerState::Running: return 0;
    case ContainerState::Restarting: return 1;
    case ContainerState::Paused: return 2;
    case ContainerState::Created: return 3;
    case ContainerState::Exited: return 4;
    case ContainerState::Removing: return 5;
    case ContainerState::Dead: return 6;
    case ContainerState::Unknown: break;
    }
    return 7;
}

int healthRank(Health health)
{
    switch (health) {
    case Health::Unhealthy: return 3;
    case Health::Starting: return 2;
    case Health::Healthy: return 1;
    case Health::None: break;
    }
    return 0;
}

std::weak_ordering compareStates(const ContainerSummary &a, const ContainerSummary &b)
{
    if (const auto order = stateRank(a.state) <=> stateRank(b.state); order != 0)
        return order;
    if (const auto order = healthRank(b.health) <=> healthRank(a.health); order != 0)
        return order;
    return a.exitCode.value_or(0) <=> b.exitCode.value_or(0);
}

quint16 firstPort(const QList<PortMapping> &ports)
{
    const auto published = std::ranges::find_if(ports, [](const PortMapping &port) { return port.publicPort != 0; });
    return published == ports.end() ? 0 : published->publicPort;
}

std::weak_ordering comparePorts(const QList<PortMapping> &a, const QList<PortMapping> &b)
{
    const auto rank = [](const QList<PortMapping> &ports) {
        const quint16 published = firstPort(ports);
        return std::tuple(published == 0, published, ports.isEmpty(), ports.isEmpty() ? 0 : ports.first().privatePort);
    };
    return rank(a) <=> rank(b);
}

} // namespace strata::containerorder
