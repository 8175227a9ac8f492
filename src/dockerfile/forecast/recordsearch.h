// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/forecast.h"

#include <QSet>

namespace strata {

/// A record's description without the number of the step that made it, which is another in another Dockerfile.
QString recordName(const QString &description);

/// Names of the records of a step and of those it is made from, upwards to the image or to nothing.
QStringList recordNames(const BuildGraph &graph, int vertex);

/// Records and what they were made from. The list must outlive this.
class RecordChains
{
public:
    explicit RecordChains(const QList<CacheRecordFact> &records);

    bool has(const QString &id) const { return m_records.contains(id); }
    const CacheRecordFact *record(const QString &id) const { return m_records.value(id); }
    QList<const CacheRecordFact *> named(const QString &name) const { return m_byName.value(name); } ///< newest first

    /// The IDs for a step and those it was made from, upwards as far as records tell. `names` are theirs. Of several the newest
    /// that came to be while the step was built. Empty: there is none.
    QStringList find(const QStringList &names, const StepTruth &truth) const;
    /// Of this record; empty when what it was made from has other names.
    QStringList chainOf(const CacheRecordFact &record, const QStringList &names) const;

private:
    QHash<QString, const CacheRecordFact *> m_records;
    QHash<QString, QList<const CacheRecordFact *>> m_byName;
};

/// Finds what the records of an engine's cache tell of remembered steps.
class RecordSearch
{
public:
    explicit RecordSearch(const ForecastKnowledge &knowledge);
    Q_DISABLE_COPY_MOVE(RecordSearch)

    /// Whether its result can still be used. Where nothing tells otherwise it can.
    bool isThere(const RememberedStep &step) const;
    std::optional<qint64> bytes(const QString &id) const;
    /// The newest result of something like it, made from something like what it is made from, that Strata does not remember;
    /// null: there is none.
    const CacheRecordFact *foreign(const BuildGraph &graph, int vertex) const;

private:
    const QList<CacheRecordFact> m_records;
    const RecordChains m_chains;
    bool m_isKnown = false;
    QSet<QString> m_remembered; ///< IDs
};

} // namespace strata
