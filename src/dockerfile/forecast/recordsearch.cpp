// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/recordsearch.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

RecordSearch::RecordSearch(const ForecastKnowledge &knowledge) : m_isKnown(knowledge.records.has_value())
{
    if (!m_isKnown)
        return;
    for (const CacheRecordFact &record : *knowledge.records) {
        m_bytes.insert(record.id, record.bytes);
        m_byName[recordName(record.description)].append(record);
    }
    for (QList<CacheRecordFact> &records : m_byName)
        std::ranges::sort(records, std::ranges::greater(), &CacheRecordFact::created);
    for (const RememberedBuild &build : knowledge.memory.builds()) {
        for (const RememberedStep &step : build.steps)
            m_remembered.insert(step.record);
    }
}

bool RecordSearch::isThere(const RememberedStep &step) const
{
    if (!m_isKnown)
        return true;
    return step.record.isEmpty() ? !m_bytes.isEmpty() : m_bytes.contains(step.record);
}

std::optional<qint64> RecordSearch::bytes(const QString &id) const
{
    const auto found = m_bytes.constFind(id);
    return found == m_bytes.cend() ? std::nullopt : std::optional(*found);
}

bool RecordSearch::hasForeign(const BuildVertex &vertex) const
{
    return std::ranges::any_of(m_byName.value(vertex.recordName),
                               [this](const CacheRecordFact &record) { return !m_remembered.contains(record.id); });
}

std::optional<qint64> RecordSearch::bytesLike(const BuildVertex &vertex) const
{
    const QList<CacheRecordFact> records = m_byName.value(vertex.recordName);
    return records.isEmpty() ? std::nullopt : std::optional(records.first().bytes);
}

QString recordName(const QString &description)
{
    const qsizetype end = description.startsWith(u'[') ? description.indexOf(u"] ") : -1;
    return end < 0 ? description : description.sliced(end + 2);
}

QString recordOf(const QList<CacheRecordFact> &records, const QString &name, const QString &parent)
{
    const CacheRecordFact *best = nullptr;
    for (const CacheRecordFact &record : records) {
        const bool fits = recordName(record.description) == name
            && (parent.isEmpty() || record.parents.contains(parent));
        if (fits && (!best || record.created > best->created))
            best = &record;
    }
    return best ? best->id : QString();
}

} // namespace strata
