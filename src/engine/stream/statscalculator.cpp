// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/statscalculator.h"

#include <algorithm>
#include <limits>

namespace strata {

namespace {

qint64 bounded(quint64 value)
{
    return static_cast<qint64>(std::min(value, static_cast<quint64>(std::numeric_limits<qint64>::max())));
}

} // namespace

std::optional<StatsSample> StatsCalculator::add(const RawStats &stats)
{
    if (stats.time <= 0) {
        m_last.reset();
        return {};
    }
    const auto last = std::exchange(m_last, stats.cpu);
    if (!last)
        return {};
    return StatsSample{
        .id = {},
        .time = stats.time,
        .cpuPercent = cpuPercent(stats.cpu, stats.previousCpu.system > 0 ? stats.previousCpu : *last),
        .memory = bounded(memoryWithoutCache(stats)),
        .memoryLimit = bounded(stats.memoryLimit),
        .networkReceived = bounded(stats.networkReceived),
        .networkSent = bounded(stats.networkSent),
        .blockRead = bounded(stats.blockRead),
        .blockWritten = bounded(stats.blockWritten),
        .pids = static_cast<int>(std::min(stats.pids, quint64{std::numeric_limits<int>::max()})),
    };
}

quint64 memoryWithoutCache(const RawStats &stats)
{
    if (stats.totalInactiveFile && *stats.totalInactiveFile < stats.memoryUsage)
        return stats.memoryUsage - *stats.totalInactiveFile;
    if (stats.inactiveFile && *stats.inactiveFile < stats.memoryUsage)
        return stats.memoryUsage - *stats.inactiveFile;
    return stats.memoryUsage;
}

double cpuPercent(const RawStats::Cpu &now, const RawStats::Cpu &before)
{
    if (now.total <= before.total || now.system <= before.system)
        return 0;
    const auto used = static_cast<double>(now.total - before.total);
    const auto available = static_cast<double>(now.system - before.system);
    return used / available * static_cast<double>(std::max(now.cores, quint32{1})) * 100.0;
}

} // namespace strata
