// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/recordsearch.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

RecordSearch::RecordSearch(const ForecastKnowledge &knowledge)
    : m_records(knowledge.records.value_or(QList<CacheRecordFact>())), m_chains(m_records),
      m_isKnown(knowledge.records.has_value())
{
    for (const RememberedBuild &build : knowledge.memory.builds()) {
        for (const RememberedStep &step : build.steps)
            m_remembered.insert(step.record);
    }
}

bool RecordSearch::isThere(const RememberedStep &step) const
{
    if (!m_isKnown)
        return true;
    return step.record.isEmpty() ? !m_records.isEmpty() : m_chains.has(step.record);
}

std::optional<qint64> RecordSearch::bytes(const QString &id) const
{
    const CacheRecordFact *record = m_chains.record(id);
    return record ? std::optional(record->bytes) : std::nullopt;
}

const CacheRecordFact *RecordSearch::foreign(const BuildGraph &graph, int vertex) const
{
    const QStringList names = recordNames(graph, vertex);
    for (const CacheRecordFact *record : m_chains.named(graph.vertices[vertex].recordName)) {
        if (!m_remembered.contains(record->id) && !m_chains.chainOf(*record, names).isEmpty())
            return record;
    }
    return nullptr;
}

QStringList recordNames(const BuildGraph &graph, int vertex)
{
    QStringList names;
    while (vertex >= 0) {
        names.append(graph.vertices[vertex].recordName);
        vertex = graph.rootOf(vertex);
    }
    return names;
}

QString recordName(const QString &description)
{
    const qsizetype end = description.startsWith(u'[') ? description.indexOf(u"] ") : -1;
    return end < 0 ? description : description.sliced(end + 2);
}

RecordChains::RecordChains(const QList<CacheRecordFact> &records)
{
    for (const CacheRecordFact &record : records) {
        m_records.insert(record.id, &record);
        m_byName[recordName(record.description)].append(&record);
    }
    for (auto &sameName : m_byName)
        std::ranges::sort(sameName, std::ranges::greater(), &CacheRecordFact::created);
}

QStringList RecordChains::find(const QStringList &names, const StepTruth &truth) const
{
    QStringList best;
    for (const CacheRecordFact *record : m_byName.value(names.first())) {
        const QStringList chain = chainOf(*record, names);
        const bool isOfNow = !truth.isCached && truth.began.isValid() && record->created >= truth.began
            && (!truth.ended.isValid() || record->created <= truth.ended);
        if (isOfNow && !chain.isEmpty())
            return chain;
        if (best.isEmpty())
            best = chain;
    }
    return best;
}

/// Empty when what is above has other names.
QStringList RecordChains::chainOf(const CacheRecordFact &record, const QStringList &names) const
{
    QStringList chain{record.id};
    const CacheRecordFact *last = &record;
    while (chain.size() < names.size()) {
        const QString &name = names[chain.size()];
        if (name.isEmpty())
            return chain; // BuildKit's own: how it calls them is not known
        const auto isIt = [&](const QString &id) {
            const CacheRecordFact *above = m_records.value(id);
            return above && recordName(above->description) == name;
        };
        const auto parent = std::ranges::find_if(last->parents, isIt);
        if (parent == last->parents.cend())
            return {};
        last = m_records.value(*parent);
        chain.append(*parent);
    }
    return chain;
}

} // namespace strata
