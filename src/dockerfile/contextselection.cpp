// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextselection.h"

#include "dockerfile/glob.h"
#include "dockerfile/runes.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLinks = 255; // containerd/continuity, fs.RootPath

/// moby/buildkit, frontend/dockerfile/dfgitutil and util/gitutil: what is a local path although it looks like a repository
/// begins with "github.com/", "./" or "../".
bool isElsewhere(const QString &source)
{
    static const QRegularExpression scheme(u"^(?:https?|git|ssh)://"_s);
    static const QRegularExpression secureCopy(u"^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:"_s);
    if (source.startsWith(u"./") || source.startsWith(u"../"))
        return false;
    return source.startsWith(u"<<") || scheme.match(source).hasMatch() || secureCopy.match(source).hasMatch();
}

/// What is before the first name with wildcards in it, and what comes from there on; both without slashes at their ends.
struct SplitSource
{
    QByteArray folder;
    QByteArray pattern; ///< empty: there are none
};

SplitSource splitSource(const QByteArray &source)
{
    const QByteArray path = cleanPath(QByteArray('/' + source)).mid(1);
    const QByteArrayList steps = path.split('/');
    const auto wild = std::ranges::find_if(steps, [](const QByteArray &step) { return hasWildcards(step); });
    const qsizetype plain = wild - steps.begin();
    return {steps.first(plain).join('/'), steps.sliced(plain).join('/')};
}

/// Finds what is there for the builder, or what would be without the ignore rules.
class ContextPaths
{
public:
    ContextPaths(const ContextScan &scan, bool isFiltered) : m_scan(scan), m_isFiltered(isFiltered) {}

    bool isThere(ContextScan::Index index) const { return !m_isFiltered || m_scan.isSent(index); }

    /// Follows links; ContextScan::none is the context itself. What could not be found leaves a folder that was ignored in
    /// lastFolder().
    std::optional<ContextScan::Index> resolve(const QByteArray &path)
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

    ContextScan::Index lastFolder() const { return m_lastFolder; }

private:
    std::optional<ContextScan::Index> child(ContextScan::Index folder, QByteArrayView name)
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

    const ContextScan &m_scan;
    bool m_isFiltered;
    ContextScan::Index m_lastFolder = ContextScan::none;
};

/// Compares what is below a folder with rules, from above.
class RulesBelow
{
public:
    RulesBelow(const ContextScan &scan, const IgnoreRules &rules) : m_scan(scan), m_rules(rules) {}

    /// For each entry below, in order. `path` begins at the folder.
    bool matches(ContextScan::Index index, QByteArrayView path)
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

class ContextSelector
{
public:
    ContextSelector(const ContextScan &scan, const IgnoreRules &excludes) : m_scan(scan), m_excludes(excludes) {}

    void add(const QString &source, bool withParents)
    {
        m_finding = {.source = source};
        if (isElsewhere(source))
            m_finding.outcome = SourceFinding::NotContext;
        else if (withParents)
            selectParents(QFile::encodeName(source));
        else
            select(QFile::encodeName(source));
        m_selection.sources.append(m_finding);
    }

    ContextSelection take()
    {
        std::ranges::sort(m_selection.entries);
        const auto doubled = std::ranges::unique(m_selection.entries);
        m_selection.entries.erase(doubled.begin(), doubled.end());
        for (const ContextScan::Index index : m_selection.entries)
            m_selection.bytes += m_scan.entry(index).size;
        return std::move(m_selection);
    }

private:
    void select(const QByteArray &source)
    {
        const SplitSource split = splitSource(source);
        if (!split.pattern.isEmpty() && !matchesGlob(split.pattern, "").has_value()) {
            m_finding.outcome = SourceFinding::Malformed;
            return;
        }
        const std::vector<ContextScan::Index> places = placesOf(split, true);
        for (const ContextScan::Index place : places)
            collect(place, nullptr);
        if (places.empty())
            explain(split, [](QByteArrayView) { return true; });
    }

    void selectParents(const QByteArray &source)
    {
        const qsizetype pivot = source.indexOf("/./");
        const QByteArray root = pivot < 0 ? QByteArray("/") : source.first(pivot);
        const QByteArray pattern = cleanPath(QByteArray('/' + source.sliced(pivot < 0 ? 0 : pivot + 3))).mid(1);
        const Result<IgnoreRules> rules = IgnoreRules::fromPatterns({pattern});
        if (!rules) {
            m_finding.outcome = SourceFinding::Malformed;
            return;
        }
        bool isAny = false;
        for (const ContextScan::Index place : placesOf(splitSource(root), true))
            isAny = collect(place, &*rules) || isAny;
        if (isAny)
            return;
        explain(splitSource(root), [&](QByteArrayView path) { return rules->verdict(path).isIgnored; });
        if (m_finding.outcome == SourceFinding::NotFound && (hasWildcards(root) || hasWildcards(pattern)))
            m_finding.outcome = SourceFinding::NoMatch;
    }

    /// What wildcards match is found without following links, and then followed.
    std::vector<ContextScan::Index> placesOf(const SplitSource &split, bool isFiltered) const
    {
        ContextPaths paths(m_scan, isFiltered);
        const std::optional<ContextScan::Index> folder = paths.resolve(split.folder);
        if (!folder)
            return {};
        if (split.pattern.isEmpty())
            return {*folder};
        std::vector<ContextScan::Index> places;
        const qsizetype prefix = prefixSize(*folder);
        for (ContextScan::Index i = m_scan.firstIn(*folder); i < m_scan.endOf(*folder);) {
            const QByteArray path = m_scan.path(i);
            if (!paths.isThere(i) || !*matchesGlob(split.pattern, QByteArrayView(path).sliced(prefix))) {
                ++i;
                continue;
            }
            if (const std::optional<ContextScan::Index> place = paths.resolve(path))
                places.push_back(*place);
            i = m_scan.entry(i).end;
        }
        return places;
    }

    qsizetype prefixSize(ContextScan::Index folder) const
    {
        return folder == ContextScan::none ? 0 : m_scan.path(folder).size() + 1;
    }

    /// Whether there was anything, be it a folder.
    bool collect(ContextScan::Index place, const IgnoreRules *includes)
    {
        if (place != ContextScan::none && m_scan.entry(place).type != ContextEntryType::Folder) {
            if (!includes)
                count(place);
            return !includes;
        }
        const qsizetype prefix = prefixSize(place);
        RulesBelow included(m_scan, includes ? *includes : m_excludes), excluded(m_scan, m_excludes);
        bool isAny = false;
        for (ContextScan::Index i = m_scan.firstIn(place); i < m_scan.endOf(place); ++i) {
            if (!m_scan.isSent(i))
                continue;
            const QByteArray path = includes || !m_excludes.isEmpty() ? m_scan.path(i).sliced(prefix) : QByteArray();
            const bool isIncluded = !includes || included.matches(i, path);
            const bool isExcluded = !m_excludes.isEmpty() && excluded.matches(i, path);
            if (!isIncluded || isExcluded)
                continue;
            isAny = true;
            if (m_scan.entry(i).type != ContextEntryType::Folder)
                count(i);
        }
        return isAny;
    }

    void count(ContextScan::Index index)
    {
        m_selection.entries.push_back(index);
        ++m_finding.files;
        m_finding.bytes += m_scan.entry(index).size;
    }

    /// Looks for what is there without the ignore rules.
    template<typename IsMeant>
    void explain(const SplitSource &split, IsMeant isMeant)
    {
        m_finding.outcome = split.pattern.isEmpty() ? SourceFinding::NotFound : SourceFinding::NoMatch;
        ContextPaths paths(m_scan, false);
        if (!paths.resolve(split.folder)) {
            noteIgnored(paths.lastFolder());
            return;
        }
        for (const ContextScan::Index place : placesOf(split, false)) {
            noteIgnored(place);
            const qsizetype prefix = prefixSize(place);
            for (ContextScan::Index i = m_scan.firstIn(place); i < m_scan.endOf(place) && m_finding.rule < 0; ++i) {
                if (!m_scan.isSent(i) && isMeant(QByteArrayView(m_scan.path(i)).sliced(prefix)))
                    noteIgnored(i);
            }
        }
    }

    void noteIgnored(ContextScan::Index index)
    {
        if (index == ContextScan::none || !m_scan.entry(index).isIgnored || m_finding.rule >= 0)
            return;
        m_finding.outcome = SourceFinding::Ignored;
        m_finding.rule = m_scan.entry(index).rule;
    }

    const ContextScan &m_scan;
    const IgnoreRules &m_excludes;
    ContextSelection m_selection;
    SourceFinding m_finding;
};

} // namespace

Result<ContextSelection> contextSelection(const ContextScan &scan, const ContextCopy &copy)
{
    QList<QByteArray> patterns;
    for (const QString &exclude : copy.excludes)
        patterns.append(QFile::encodeName(exclude));
    return IgnoreRules::fromPatterns(patterns).transform([&](const IgnoreRules &excludes) {
        ContextSelector selector(scan, excludes);
        for (const QString &source : copy.sources)
            selector.add(source, copy.parents);
        return selector.take();
    });
}

} // namespace strata
