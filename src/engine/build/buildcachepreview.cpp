// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildcachepreview.h"

#include <QSet>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// BuildKit's record is called so when it has no type.
QString cacheTypeOf(const BuildCacheRecord &record)
{
    return record.type.isEmpty() ? u"regular"_s : record.type;
}

class CachePruner
{
public:
    CachePruner(const QList<BuildCacheRecord> &records, const BuildCachePrune &what, const QDateTime &now)
        : m_what(what), m_cutOff(now.addSecs(-what.unusedFor.count()))
    {
        for (const BuildCacheRecord &record : records) {
            m_records.insert(record.id, &record);
            m_total += record.shared ? 0 : record.size;
            for (const QString &parent : record.parents)
                ++m_children[parent];
        }
    }

    CachePrunePreview run()
    {
        while (m_what.keep == 0 || m_total >= m_what.keep) {
            QList<const BuildCacheRecord *> candidates = removable();
            if (candidates.isEmpty())
                break;
            if (m_what.keep > 0) {
                order(candidates);
                candidates = {candidates.first()};
            }
            for (const BuildCacheRecord *record : std::as_const(candidates))
                remove(*record);
        }
        conclude();
        return m_preview;
    }

private:
    /// Why it would stay by itself; nothing: it would go, were it not for what stands on it.
    std::optional<CacheStay> ownReason(const BuildCacheRecord &record) const
    {
        if ((!m_what.id.isEmpty() && !record.id.contains(m_what.id))
            || (!m_what.type.isEmpty() && cacheTypeOf(record) != m_what.type))
            return CacheStay::NotMeant;
        if (record.inUse)
            return CacheStay::InUse;
        if (!m_what.all && (record.type == u"internal" || record.type == u"frontend"))
            return CacheStay::Internal;
        if (!m_what.all && record.shared)
            return CacheStay::Shared;
        if (m_what.unusedFor.count() > 0 && record.lastUsed.isValid() && record.lastUsed > m_cutOff)
            return CacheStay::Recent;
        return {};
    }

    QList<const BuildCacheRecord *> removable() const
    {
        QList<const BuildCacheRecord *> found;
        for (const BuildCacheRecord *record : m_records) {
            if (m_children.value(record->id) == 0 && !ownReason(*record))
                found.append(record);
        }
        std::ranges::sort(found, {}, &BuildCacheRecord::id); // any order will do; this one is always the same
        return found;
    }

    /// Twice an index counts: how long it was not used, and how often it was; each relative to the largest.
    void order(QList<const BuildCacheRecord *> &records)
    {
        QHash<const BuildCacheRecord *, double> weights;
        std::ranges::stable_sort(records, {}, [](const BuildCacheRecord *record) {
            return record->lastUsed.isValid() ? record->lastUsed.toMSecsSinceEpoch() : -1;
        });
        QList<int> ages;
        QDateTime latest = QDateTime::fromMSecsSinceEpoch(0);
        int ageIndex = 0;
        for (const BuildCacheRecord *record : std::as_const(records)) {
            if (record->lastUsed.isValid() && record->lastUsed > latest) {
                latest = record->lastUsed;
                ++ageIndex;
            }
            weights[record] = ageIndex;
        }
        for (double &weight : weights)
            weight /= std::max(ageIndex, 1);
        std::ranges::stable_sort(records, {}, &BuildCacheRecord::usageCount);
        QHash<const BuildCacheRecord *, int> uses;
        int useIndex = 0;
        int count = 0;
        for (const BuildCacheRecord *record : std::as_const(records)) {
            if (record->usageCount != count) {
                count = record->usageCount;
                ++useIndex;
            }
            uses[record] = useIndex;
        }
        for (const auto [record, use] : uses.asKeyValueRange())
            weights[record] += static_cast<double>(use) / std::max(useIndex, 1);
        std::ranges::stable_sort(records, {},
                                 [&weights](const BuildCacheRecord *record) { return weights.value(record); });
        if (records.size() > 1 && qFuzzyCompare(weights.value(records[0]) + 1, weights.value(records[1]) + 1))
            m_preview.isEstimate = true;
    }

    void remove(const BuildCacheRecord &record)
    {
        m_preview.goes.append(record.id);
        (record.shared ? m_preview.shared : m_preview.freed) += record.size;
        m_total -= record.size;
        for (const QString &parent : record.parents)
            --m_children[parent];
        m_records.remove(record.id);
    }

    void conclude()
    {
        for (const BuildCacheRecord *record : std::as_const(m_records)) {
            m_preview.left += record->shared ? 0 : record->size;
            if (const std::optional<CacheStay> reason = ownReason(*record))
                m_preview.stays.insert(record->id, *reason);
            else
                m_preview.stays.insert(record->id,
                                       m_children.value(record->id) > 0 ? CacheStay::Below : CacheStay::WithinKept);
        }
    }

    const BuildCachePrune &m_what;
    QDateTime m_cutOff;
    QHash<QString, const BuildCacheRecord *> m_records; ///< those that are still there
    QHash<QString, int> m_children;                     ///< how many of these stand on one
    qint64 m_total = 0;
    CachePrunePreview m_preview;
};

} // namespace

CachePrunePreview previewCachePrune(const QList<BuildCacheRecord> &records, const BuildCachePrune &what,
                                    const QDateTime &now)
{
    return CachePruner(records, what, now).run();
}

CachePrunePreview previewCacheRemoval(const QList<BuildCacheRecord> &records, const QStringList &ids)
{
    const QSet<QString> chosen(ids.cbegin(), ids.cend());
    QList<BuildCacheRecord> left = records;
    CachePrunePreview all;
    for (;;) { // whatever became free by what went before
        CachePrunePreview round;
        for (const BuildCacheRecord &record : std::as_const(left)) {
            if (!chosen.contains(record.id) || record.inUse)
                continue;
            const bool isBelow = std::ranges::any_of(
                left, [&record](const BuildCacheRecord &other) { return other.parents.contains(record.id); });
            if (isBelow)
                continue;
            round.goes.append(record.id);
            (record.shared ? round.shared : round.freed) += record.size;
        }
        if (round.goes.isEmpty())
            break;
        left.removeIf([&round](const BuildCacheRecord &record) { return round.goes.contains(record.id); });
        all.goes += round.goes;
        all.freed += round.freed;
        all.shared += round.shared;
    }
    for (const BuildCacheRecord &record : std::as_const(left)) {
        all.left += record.shared ? 0 : record.size;
        const CacheStay why = record.inUse ? CacheStay::InUse : CacheStay::Below;
        all.stays.insert(record.id, chosen.contains(record.id) ? why : CacheStay::NotMeant);
    }
    return all;
}

QList<BuildCachePrune> cacheRemovals(const QStringList &ids)
{
    QList<BuildCachePrune> prunes;
    for (const QString &id : ids)
        prunes.append({.all = true, .id = id});
    return prunes;
}

} // namespace strata
