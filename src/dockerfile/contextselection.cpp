// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextselection.h"

#include "dockerfile/contextpaths.h"
#include "dockerfile/glob.h"
#include "dockerfile/runes.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

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

    std::vector<ContextScan::Index> placesOf(const SplitSource &split, bool isFiltered) const
    {
        std::vector<ContextScan::Index> places;
        for (const SourcePlace &place : sourcePlaces(m_scan, split, isFiltered))
            places.push_back(place.index);
        return places;
    }

    qsizetype prefixSize(ContextScan::Index folder) const { return pathPrefixSize(m_scan, folder); }

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
