// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/contextscan.h"

#include <optional>
#include <vector>

namespace strata {

/// What is before the first name with wildcards in it, and what comes from there on; both without slashes at their ends.
struct SplitSource
{
    QByteArray folder;
    QByteArray pattern; ///< empty: there are none
};
SplitSource splitSource(const QByteArray &source);

/// Finds what is there for the builder, or what would be without the ignore rules.
class ContextPaths
{
public:
    ContextPaths(const ContextScan &scan, bool isFiltered) : m_scan(scan), m_isFiltered(isFiltered) {}

    bool isThere(ContextScan::Index index) const { return !m_isFiltered || m_scan.isSent(index); }

    /// Follows links; ContextScan::none is the context itself. What could not be found leaves a folder that was ignored in
    /// lastFolder().
    std::optional<ContextScan::Index> resolve(const QByteArray &path);

    ContextScan::Index lastFolder() const { return m_lastFolder; }

private:
    std::optional<ContextScan::Index> child(ContextScan::Index folder, QByteArrayView name);

    const ContextScan &m_scan;
    bool m_isFiltered;
    ContextScan::Index m_lastFolder = ContextScan::none;
};

/// What a source comes to.
struct SourcePlace
{
    ContextScan::Index index = ContextScan::none; ///< links followed; none is the context itself
    QByteArray path = {}; ///< below SplitSource::folder, links not followed; empty without wildcards
};

/// What wildcards match is found without following links, and then followed. In the scan's order.
std::vector<SourcePlace> sourcePlaces(const ContextScan &scan, const SplitSource &split, bool isFiltered = true);

/// Where the path below a folder begins in ContextScan::path().
qsizetype pathPrefixSize(const ContextScan &scan, ContextScan::Index folder);

/// Compares what is below a folder with rules, from above.
class RulesBelow
{
public:
    RulesBelow(const ContextScan &scan, const IgnoreRules &rules) : m_scan(scan), m_rules(rules) {}

    /// For each entry below, in order. `path` begins at the folder.
    bool matches(ContextScan::Index index, QByteArrayView path);

private:
    struct Level
    {
        ContextScan::Index end;
        IgnoreRules::Matches matches;
    };

    const ContextScan &m_scan;
    const IgnoreRules &m_rules;
    const IgnoreRules::Matches m_top;
    std::vector<Level> m_levels;
};

} // namespace strata
