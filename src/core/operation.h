// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commandline.h"
#include "core/result.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

#include <optional>

namespace strata {

/// How an operation ended. Cancelled is not a failure.
struct Outcome
{
    enum class Kind { Success, Failure, Cancelled };

    Kind kind = Kind::Success;
    QString summary;            ///< one line for the person, such as "3 containers stopped"; may be empty
    std::optional<Error> error; ///< set exactly when kind is Failure

    static Outcome success(QString summary = {});
    static Outcome failure(Error error);
    static Outcome cancelled();
};

/// Something that takes time: it has a title, progress, a log, a command twin, and ends exactly once.
///
/// Lives on the thread that made it; all signals come there. `finished` is emitted exactly once after start(),
/// on every path, never from inside start(). Destroying a running operation cancels the work without a signal.
class Operation : public QObject
{
    Q_OBJECT

public:
    enum class State { Ready, Running, Finished };

    struct Progress
    {
        qint64 done = 0;
        qint64 total = -1; ///< -1: unknown
        QString text;      ///< how far it is, for people; may be empty
    };

    Operation(QString title, CommandLine commandLine, QObject *parent = nullptr);

    void start();
    void cancel(); ///< does nothing unless running

    const QString &title() const { return m_title; }
    const CommandLine &commandLine() const { return m_commandLine; } ///< empty where docker has no such command
    State state() const { return m_state; }
    const Progress &progress() const { return m_progress; }
    const QStringList &log() const { return m_log; }
    const Outcome &outcome() const { return m_outcome; } ///< meaningful once Finished
    QDateTime startedAt() const { return m_startedAt; }
    QDateTime finishedAt() const { return m_finishedAt; }

Q_SIGNALS:
    void progressChanged();
    void logAppended(const QString &line);
    void finished(const strata::Outcome &outcome);

protected:
    virtual void doStart() = 0;
    virtual void doCancel() = 0; ///< stop the work; the base reports Outcome::Kind::Cancelled

    void setProgress(Progress progress);
    void appendLog(const QString &line);
    void finish(Outcome outcome); ///< the second and later calls do nothing

private:
    QString m_title;
    CommandLine m_commandLine;
    State m_state = State::Ready;
    Progress m_progress;
    QStringList m_log;
    Outcome m_outcome;
    QDateTime m_startedAt;
    QDateTime m_finishedAt;
};

} // namespace strata
