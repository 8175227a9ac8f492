// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"
#include "engine/api/call.h"
#include "engine/api/types.h"

#include <QPointer>

namespace strata {

class Engine;

/// Something a person does to the engine, described once: the requests that do it and the docker command that
/// would do the same. A value; it does nothing until run.
struct Action
{
    struct Step
    {
        QString target; ///< the name a failure is reported under: "web"
        Call call;
        /// What the answer says, one line each, such as "Untagged: busybox:latest"; may be empty. Runs on the I/O thread.
        std::function<Result<QStringList>(const Answer &)> report;
    };

    QString title;           ///< "Stop web, db"
    CommandLine commandLine; ///< "docker stop web db"
    QList<Step> steps;
    qsizetype parallel = 8; ///< steps under way at a time; 1 where the order matters
};

/// Names for a title or a button, bounded in length: "web, db, cache and 4 more".
QString namesForTitle(const QStringList &names);

/// What a prune did, a line for each thing and one for the bytes.
QStringList pruneReportLines(const PruneReport &report);

/// Runs an action's steps, `parallel` of them at a time, reports each failure by its target's name and goes on with
/// the rest. Outcome: success when all succeeded, its summary the last line of the only step's report; else failure,
/// whose message names the targets that failed and why (the first ten, the log has all). Cancelling aborts what is under
/// way; the log says what was already done. When the engine is destroyed all that has no answer yet has failed.
class ActionOperation : public Operation
{
    Q_OBJECT

public:
    struct Failure
    {
        QString target;
        Error error;
    };

    ActionOperation(Engine &engine, Action action, QObject *parent = nullptr);
    const QList<Failure> &failures() const { return m_failures; } ///< in the order they came

protected:
    void doStart() override;
    void doCancel() override;

private:
    void startNext();
    void tellProgress();
    void stepEnded(qsizetype index, const Result<QStringList> &report);
    void succeeded(qsizetype index, const QStringList &report);
    void failed(qsizetype index, const Error &error);
    void engineDropped();
    void conclude();

    QPointer<Engine> m_engine;
    Action m_action;
    QList<Failure> m_failures;
    QString m_summary;
    qsizetype m_next = 0;        ///< the first step that was not started
    QList<qsizetype> m_underWay; ///< started, and no answer yet
    qsizetype m_ended = 0;
    QObject *m_requests = nullptr; ///< context of the requests: deleting it aborts them
};

} // namespace strata
