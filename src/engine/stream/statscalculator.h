// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"

#include <optional>

namespace strata {

/// One object of GET /containers/{id}/stats as the engine gives it; what was absent is 0.
struct RawStats
{
    struct Cpu
    {
        quint64 total = 0;  ///< nanoseconds used by the container
        quint64 system = 0; ///< nanoseconds of all cores of the machine
        quint32 cores = 0;  ///< online_cpus, or the number of percpu_usage
    };
    qint64 time = 0; ///< `read`, nanoseconds since 1970; 0 or less for a container that does not run
    Cpu cpu, previousCpu;
    quint64 memoryUsage = 0, memoryLimit = 0;
    std::optional<quint64> totalInactiveFile; ///< cgroup v1
    std::optional<quint64> inactiveFile;      ///< cgroup v2
    quint64 networkReceived = 0, networkSent = 0;
    quint64 blockRead = 0, blockWritten = 0;
    quint64 pids = 0;
};

/// The arithmetic of `docker stats` (docker/cli cli/command/container/stats_helpers.go). A pure state machine for the
/// stream of one container.
///
/// The first object gives no sample: Docker sends it without previous counters (the average since the machine started),
/// Podman with those of a few milliseconds before (noise). Where an engine never sends previous counters, those of the
/// object before are taken. Counters that went backwards (a restart) give 0 %.
class StatsCalculator
{
public:
    std::optional<StatsSample> add(const RawStats &stats);

private:
    std::optional<RawStats::Cpu> m_last;
};

/// Usage without the page cache that can be dropped: minus total_inactive_file (cgroup v1), else minus inactive_file (v2).
quint64 memoryWithoutCache(const RawStats &stats);

/// 100 is one core. 0 unless both counters went forwards.
double cpuPercent(const RawStats::Cpu &now, const RawStats::Cpu &before);

} // namespace strata
