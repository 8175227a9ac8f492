// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/forecast.h"

#include <QSet>

namespace strata {

/// Finds what the records of an engine's cache tell of remembered steps.
class RecordSearch
{
public:
    explicit RecordSearch(const ForecastKnowledge &knowledge);

    /// Whether its result can still be used. Where nothing tells otherwise it can.
    bool isThere(const RememberedStep &step) const;
    std::optional<qint64> bytes(const QString &id) const;
    /// Whether there are results of something like it that Strata does not remember.
    bool hasForeign(const BuildVertex &vertex) const;
    std::optional<qint64> bytesLike(const BuildVertex &vertex) const; ///< of the newest one

private:
    bool m_isKnown = false;
    QHash<QString, qint64> m_bytes;                  ///< by IDs
    QHash<QString, QList<CacheRecordFact>> m_byName; ///< newest first
    QSet<QString> m_remembered;                      ///< IDs
};

/// A record's description without the number of the step that made it, which is another in another Dockerfile.
QString recordName(const QString &description);

/// The record of a step that was just built: of that name, made from `parent` if that is known, and the newest. Empty: there is
/// none.
QString recordOf(const QList<CacheRecordFact> &records, const QString &name, const QString &parent);

} // namespace strata
