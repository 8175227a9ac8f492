// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/forecast.h"
#include "engine/api/types.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace strata {

class EngineSession;

/// What forecasts follow from beside a Dockerfile and its context: the builds that Strata remembers, in a file, and what is in
/// the engine's build cache now. GUI thread; the file is read and written on the pool.
class ForecastSource : public QObject
{
    Q_OBJECT

public:
    explicit ForecastSource(QString memoryFile, QObject *parent = nullptr);
    static QString defaultFile(); ///< below the person's data folder

    void setSession(EngineSession *session);
    EngineSession *session() const { return m_session; }
    void refresh(); ///< asks for the cache again, soon; once at a time, as a large cache is measured for minutes

    /// `tags` name images that may come from it: their histories are asked for, and told with changed() once they are known.
    ForecastKnowledge knowledge(const QString &dockerfile, const QStringList &tags);
    bool hasContainerdStore() const;
    bool isReady() const { return m_isRead; } ///< the file was read
    /// What happened, for the next forecasts; and once more when the engine has told what its cache holds then.
    void remember(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth);

Q_SIGNALS:
    void changed();

private:
    struct Unmeasured
    {
        quint64 question = 0; ///< whose answer it waits for
        BuildGraph graph;
        ForecastKnowledge knowledge;
        BuildTruth truth;
    };

    void ask();
    void take(quint64 question, const Result<QList<BuildCacheRecord>> &records);
    void add(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth);
    void askHistory(const QString &tag);
    void write();

    QString m_file;
    QPointer<EngineSession> m_session;
    std::unique_ptr<QObject> m_questions; ///< context of what is asked of this engine
    BuildMemory m_memory;
    std::optional<QList<CacheRecordFact>> m_records;
    QHash<QString, SizedHistory> m_histories; ///< by tags; empty while they are asked for
    QTimer m_soon;
    std::vector<Unmeasured> m_unmeasured; ///< builds of this engine
    quint64 m_question = 0;               ///< the last one asked
    bool m_isAsking = false;
    bool m_isStale = false; ///< something happened since it was asked
    bool m_isRead = false;
    bool m_isWriting = false;
    bool m_isUnwritten = false; ///< there is more since
};

} // namespace strata
