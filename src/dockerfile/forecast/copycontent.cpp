// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/copycontent.h"

#include "dockerfile/contextpaths.h"
#include "dockerfile/contextselection.h"
#include "dockerfile/forecast/keyhash.h"
#include "dockerfile/glob.h"
#include "dockerfile/runes.h"

#include <QFile>
#include <QSet>

#include <algorithm>

namespace strata {

namespace {

/// How one source is looked up: the folder it begins in, wildcards for what is in there, rules for what is below.
struct SourceQuery
{
    SplitSource split;
    std::optional<IgnoreRules> includes; ///< of --parents
    bool isMalformed = false;
};

SourceQuery sourceQuery(const QString &source, const ContentQuery &query)
{
    const QByteArray path = QFile::encodeName(source);
    SourceQuery result;
    if (query.parents) {
        const qsizetype pivot = path.indexOf("/./");
        const QByteArray pattern = cleanPath(QByteArray('/' + path.sliced(pivot < 0 ? 0 : pivot + 3))).mid(1);
        const Result<IgnoreRules> rules = IgnoreRules::fromPatterns({pattern});
        result.isMalformed = !rules;
        result.includes = rules.value_or(IgnoreRules());
        result.split = splitSource(pivot < 0 ? QByteArray("/") : path.first(pivot));
    } else if (query.hasWildcards) {
        result.split = splitSource(path);
    } else {
        result.split = {cleanPath(QByteArray('/' + path)).mid(1), {}};
    }
    if (!result.split.pattern.isEmpty() && !matchesGlob(result.split.pattern, "").has_value())
        result.isMalformed = true;
    return result;
}

/// Hashes what sources come to, and adds up what they hold.
class ContentReader
{
public:
    ContentReader(const ContextScan &scan, const ContextDigests &digests, const ContentQuery &query,
                  const IgnoreRules &excludes)
        : m_scan(scan), m_digests(digests), m_query(query), m_excludes(excludes)
    {}

    std::optional<CopyContent> read()
    {
        KeyHash hash;
        for (const QString &source : m_query.sources) {
            const QByteArray digest = digestOf(source);
            if (!m_isComplete)
                return std::nullopt;
            hash.add(digest);
        }
        m_content.digest = hash.result();
        if (!m_hasArchive)
            m_content.bytes = m_bytes;
        return std::move(m_content);
    }

private:
    QByteArray digestOf(const QString &source)
    {
        const SourceQuery query = sourceQuery(source, m_query);
        const std::vector<SourcePlace> places = query.isMalformed ? std::vector<SourcePlace>()
                                                                  : sourcePlaces(m_scan, query.split);
        const bool isPattern = !query.split.pattern.isEmpty();
        if (query.isMalformed || (places.empty() && !isPattern)) {
            m_isComplete = false;
            return {};
        }
        const bool isOfSeveral = isPattern || m_query.sources.size() > 1;
        KeyHash hash;
        qsizetype taken = 0;
        for (const SourcePlace &place : places) {
            m_linked.clear();
            const QByteArray name = isPattern ? place.path : QByteArray();
            if (isFolder(place.index)) {
                taken += addFolder(hash, place.index, name, query, isOfSeveral);
                continue;
            }
            const QByteArray entry = entryOf(place.index);
            const QByteArray base = name.sliced(name.lastIndexOf('/') + 1);
            const QByteArray patternBase = query.split.pattern.sliced(query.split.pattern.lastIndexOf('/') + 1);
            if (places.size() > 1 || base != patternBase)
                hash.add(name);
            hash.add(entry);
            const QByteArray sourceName = isPattern ? base : QFile::encodeName(source.section(u'/', -1));
            addFile(place.index, isOfSeveral ? sourceName : QByteArray());
            m_hasArchive = m_hasArchive || (m_query.unpacks && m_digests.isArchive(place.index));
            ++taken;
        }
        if (taken == 0 && !query.includes && !isPattern)
            hash.add(QByteArrayView("empty"));
        return hash.result();
    }

    bool isFolder(ContextScan::Index index) const
    {
        return index == ContextScan::none || m_scan.entry(index).type == ContextEntryType::Folder;
    }

    QByteArray entryOf(ContextScan::Index index)
    {
        const QByteArray entry = entryDigest(m_scan, m_digests, index);
        m_isComplete = m_isComplete && !entry.isEmpty();
        return entry;
    }

    /// A folder that a filter leaves out counts when something in it is taken.
    qsizetype addFolder(KeyHash &hash, ContextScan::Index folder, const QByteArray &name, const SourceQuery &query,
                        bool isOfSeveral)
    {
        const bool isFiltered = query.includes || !m_excludes.isEmpty();
        const qsizetype prefix = isFiltered || isOfSeveral ? pathPrefixSize(m_scan, folder) : 0;
        RulesBelow included(m_scan, query.includes ? *query.includes : m_excludes), excluded(m_scan, m_excludes);
        hash.add(name).add(folder == ContextScan::none ? 0 : qint64(m_scan.entry(folder).mode));
        std::vector<ContextScan::Index> above; // the folders that i is in
        qsizetype taken = 0, hashedAbove = 0;
        for (ContextScan::Index i = m_scan.firstIn(folder); i < m_scan.endOf(folder); ++i) {
            if (!m_scan.isSent(i))
                continue;
            while (!above.empty() && m_scan.entry(above.back()).end <= i)
                above.pop_back();
            hashedAbove = std::min(hashedAbove, qsizetype(above.size()));
            const QByteArray path = isFiltered || isOfSeveral ? m_scan.path(i).sliced(prefix) : QByteArray();
            const bool isIncluded = !query.includes || included.matches(i, path);
            const bool isExcluded = !m_excludes.isEmpty() && excluded.matches(i, path);
            const bool isTaken = isIncluded && !isExcluded;
            if (isTaken) {
                for (; hashedAbove < qsizetype(above.size()); ++hashedAbove)
                    addEntry(hash, above[size_t(hashedAbove)], hashedAbove);
                addEntry(hash, i, qsizetype(above.size()));
                ++taken;
            }
            if (isFolder(i)) {
                above.push_back(i);
                hashedAbove += isTaken ? 1 : 0;
            } else if (isTaken) {
                addFile(i, isOfSeveral ? path : QByteArray());
            }
        }
        if (const auto &added = m_digests.addedFile(); folder == ContextScan::none && added && !query.includes)
            taken += addDockerfile(hash, *added);
        return taken;
    }

    void addEntry(KeyHash &hash, ContextScan::Index index, qsizetype depth)
    {
        m_content.entries.push_back(index);
        hash.add(qint64(depth)).add(m_scan.name(index)).add(QByteArrayView(entryOf(index)));
    }

    qsizetype addDockerfile(KeyHash &hash, const ContextDigests::AddedFile &added)
    {
        if (m_excludes.verdict(added.path).isIgnored)
            return 0;
        hash.add(added.path).add(added.digest);
        m_bytes += m_content.hasAddedFile ? 0 : added.size;
        m_content.hasAddedFile = true;
        return 1;
    }

    /// A further name of the same file is a link in the layer; of two files of the same name the last one is in it.
    void addFile(ContextScan::Index index, const QByteArray &destination)
    {
        if (m_content.entries.empty() || m_content.entries.back() != index)
            m_content.entries.push_back(index);
        const ContextScan::Entry &entry = m_scan.entry(index);
        qint64 size = entry.size;
        if (entry.links > 1 && entry.type == ContextEntryType::File) {
            if (m_linked.contains({entry.device, entry.inode}))
                size = 0;
            m_linked.insert({entry.device, entry.inode});
        }
        m_bytes += size;
        if (destination.isEmpty())
            return;
        m_bytes -= m_sizes.value(destination);
        m_sizes.insert(destination, size);
    }

    const ContextScan &m_scan;
    const ContextDigests &m_digests;
    const ContentQuery &m_query;
    const IgnoreRules &m_excludes;
    CopyContent m_content;
    QSet<std::pair<quint64, quint64>> m_linked; ///< of one place: BuildKit copies each for itself
    QHash<QByteArray, qint64> m_sizes;          ///< by names at the destination, where there are several sources
    qint64 m_bytes = 0;
    bool m_isComplete = true;
    bool m_hasArchive = false;
};

} // namespace

ContentQuery ContentQuery::of(const PlannedCopy &copy, bool unpacks)
{
    ContentQuery query{.excludes = copy.excludes, .parents = copy.parents, .unpacks = copy.unpack.value_or(unpacks)};
    for (const PlannedSource &source : copy.sources) {
        if (source.origin.kind == FileOrigin::Kind::Context)
            query.sources.append(source.path);
    }
    return query;
}

ContentQuery ContentQuery::of(const PlannedMount &mount)
{
    return {.sources = {mount.mount.source}, .hasWildcards = false};
}

QByteArray entryDigest(const ContextScan &scan, const ContextDigests &digests, ContextScan::Index index)
{
    const ContextScan::Entry &entry = scan.entry(index);
    QByteArray digest;
    switch (entry.type) {
    case ContextEntryType::File:
        digest = digests.digest(index);
        if (digest.isEmpty())
            return {};
        break;
    case ContextEntryType::Link: digest = scan.linkTarget(index).toByteArray(); break;
    default: break;
    }
    const quint32 mode = entry.type == ContextEntryType::Link ? 0 : entry.mode;
    return QByteArray::number(int(entry.type)) + ' ' + QByteArray::number(mode, 8) + ' ' + digest;
}

std::optional<CopyContent> copyContent(const ContextScan &scan, const ContextDigests &digests,
                                       const ContentQuery &query)
{
    QList<QByteArray> patterns;
    for (const QString &exclude : query.excludes)
        patterns.append(QFile::encodeName(exclude));
    const Result<IgnoreRules> excludes = IgnoreRules::fromPatterns(patterns);
    return excludes ? ContentReader(scan, digests, query, *excludes).read() : std::nullopt;
}

std::vector<ContextScan::Index> contentFiles(const ContextScan &scan, const BuildPlan &plan)
{
    std::vector<ContextScan::Index> files;
    const auto add = [&](const ContentQuery &query) {
        const Result<ContextSelection> selection = contextSelection(
            scan, {.sources = query.sources, .excludes = query.excludes, .parents = query.parents});
        if (selection)
            files.insert(files.end(), selection->entries.begin(), selection->entries.end());
    };
    for (const int stage : plan.neededStages()) {
        for (const PlanStep &step : plan.stages[stage].steps) {
            if (step.copy)
                add(ContentQuery::of(*step.copy, false));
            for (const PlannedMount &mount : step.mounts) {
                if (mount.origin.kind == FileOrigin::Kind::Context)
                    add(ContentQuery::of(mount));
            }
        }
    }
    std::ranges::sort(files);
    const auto doubled = std::ranges::unique(files);
    files.erase(doubled.begin(), doubled.end());
    return files;
}

} // namespace strata
