// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextpaths.h"

#include "dockerfile/glob.h"
#include "dockerfile/runes.h"

#include <algorithm>

namespace strata {

namespace {

constexpr int mostLinks = 255; // containerd/continuity, fs.RootPath

} // namespace

SplitSource splitSource(const QByteArray &source)
{
    const QByteArray path = cleanPath(QByteArray('/' + source)).mid(1);
    const QByteArrayList steps = path.split('/');
    const auto wild = std::ranges::find_if(steps, [](const QByteArray &step) { return hasWildcards(step); });
    const qsizetype plain = wild - steps.begin();
    return {steps.first(plain).join('/'), steps.sliced(plain).join('/')};
}

std::optional<ContextScan::Index> ContextPaths::resolve(const QByteArray &path)
{
    QByteArrayList steps = path.split('/');
    ContextScan::Index place = ContextScan::none;
    for (int links = 0; !steps.isEmpty();) {
        const QByteArray step = steps.takeFirst();
        if (step.isEmpty() || step == ".")
            continue;
        if (step == "..") {
            place = place == ContextScan::none ? place : m_scan.entry(place).parent;
            continue;
        }
        const std::optional<ContextScan::Index> found = child(place, step);
        if (!found)
            return std::nullopt;
        if (m_scan.entry(*found).type != ContextEntryType::Link) {
            place = *found;
            continue;
        }
        if (++links > mostLinks)
            return std::nullopt;
        const QByteArray target = m_scan.linkTarget(*found).toByteArray();
        if (target.startsWith('/'))
            place = ContextScan::none;
        steps = target.split('/') + steps;
    }
    return place;
}

std::optional<ContextScan::Index> ContextPaths::child(ContextScan::Index folder, QByteArrayView name)
{
    m_lastFolder = folder;
    if (folder != ContextScan::none && m_scan.entry(folder).type != ContextEntryType::Folder)
        return std::nullopt;
    for (ContextScan::Index i = m_scan.firstIn(folder); i < m_scan.endOf(folder); i = m_scan.entry(i).end) {
        if (m_scan.name(i) == name)
            return isThere(i) ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<SourcePlace> sourcePlaces(const ContextScan &scan, const SplitSource &split, bool isFiltered)
{
    ContextPaths paths(scan, isFiltered);
    const std::optional<ContextScan::Index> folder = paths.resolve(split.folder);
    if (!folder)
        return {};
    if (split.pattern.isEmpty())
        return {{*folder}};
    std::vector<SourcePlace> places;
    const qsizetype prefix = pathPrefixSize(scan, *folder);
    for (ContextScan::Index i = scan.firstIn(*folder); i < scan.endOf(*folder);) {
        const QByteArray path = scan.path(i);
        if (!paths.isThere(i) || !*matchesGlob(split.pattern, QByteArrayView(path).sliced(prefix))) {
            ++i;
            continue;
        }
        if (const std::optional<ContextScan::Index> place = paths.resolve(path))
            places.push_back({*place, path.sliced(prefix)});
        i = scan.entry(i).end;
    }
    return places;
}

qsizetype pathPrefixSize(const ContextScan &scan, ContextScan::Index folder)
{
    return folder == ContextScan::none ? 0 : scan.path(folder).size() + 1;
}

bool RulesBelow::matches(ContextScan::Index index, QByteArrayView path)
{
    while (!m_levels.empty() && m_levels.back().end <= index)
        m_levels.pop_back();
    Level level{m_scan.entry(index).end, {}};
    const IgnoreRules::Matches &above = m_levels.empty() ? m_top : m_levels.back().matches;
    const bool isMatch = m_rules.verdict(path, above, level.matches).isIgnored;
    if (m_scan.entry(index).type == ContextEntryType::Folder)
        m_levels.push_back(std::move(level));
    return isMatch;
}

} // namespace strata
