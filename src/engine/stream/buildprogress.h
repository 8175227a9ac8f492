// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stream/buildtrace.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace strata {

/// What a step's name says (moby/buildkit dockerfile2llb, prefixCommand): "[linux/arm64 builder 2/5] RUN make".
struct BuildStepName
{
    QString platform = {};   ///< "linux/arm64", "linux/amd64->arm64"; empty when the build is for one platform only
    QString stage = {};      ///< "builder", "stage-1"; empty in a file of one stage without a name
    int number = 0;          ///< within the stage, from 1; 0: no instruction of a Dockerfile
    int count = 0;           ///< of the stage
    QString text = {};       ///< "RUN make"
    bool isInternal = false; ///< BuildKit's own errand, such as loading the Dockerfile

    static BuildStepName parse(const QString &name);
    bool operator==(const BuildStepName &) const = default;
};

/// A step of a build. Rows never go away and keep their place; steps come in the order in which the engine names them,
/// which is not the order in which they run.
struct BuildStep
{
    enum class State {
        Waiting,
        Running,
        Done,
        Cached, ///< nothing was done: the result was there
        Failed,
        Cancelled ///< because another step failed, or the person wanted it
    };

    QString digest = {};
    QStringList inputs = {}; ///< digests of the steps whose results it uses
    BuildStepName name = {};
    State state = State::Waiting;
    qint64 started = 0;   ///< nanoseconds since 1970, the first time; 0: not yet
    qint64 runBegan = 0;  ///< nanoseconds since 1970, the last time
    qint64 completed = 0; ///< the last time; 0 while it runs
    qint64 busy = 0;      ///< nanoseconds, without pauses between runs; of runs that are over
    QString error = {};
    QList<BuildTrace::Status> statuses = {}; ///< parts of it: layers that are pulled, the context that is read
    QList<BuildTrace::Warning> warnings = {};

    bool isOver() const { return state != State::Waiting && state != State::Running; }
    bool operator==(const BuildStep &) const = default;
};

struct BuildTotals
{
    int steps = 0; ///< without internal ones
    int done = 0;  ///< of these, cached ones included
    int cached = 0;
    int running = 0;
    int warnings = 0;

    bool operator==(const BuildTotals &) const = default;
};

/// What the messages of a build add up to. A pure state machine, for any thread.
///
/// Memory is bounded whatever comes: 20,000 steps, 2,000 statuses and 500 warnings a step; what is beyond is not kept.
/// Logs are for BuildLog: here a log only says that its step changed.
class BuildProgress
{
public:
    /// Which rows a message changed, so that a model can follow without a reset.
    struct Touched
    {
        int firstNew = -1;       ///< rows from here to the end were appended; -1: none
        QList<int> changed = {}; ///< rows before these, each once, in order
    };

    Touched take(const BuildTrace &trace);
    /// The build is over: what runs or waits is cancelled. Gives the rows that changed.
    Touched finish();

    const QList<BuildStep> &steps() const { return m_steps; }
    int rowOf(const QString &digest) const { return m_rows.value(digest, -1); } ///< -1: no such step
    const BuildTotals &totals() const { return m_totals; }
    int failedRow() const; ///< the step that made the build fail, -1: none

private:
    void takeVertex(const BuildTrace::Vertex &vertex);
    void takeStatus(const BuildTrace::Status &status);
    void takeWarning(const BuildTrace::Warning &warning);
    void touch(int row);
    Touched touched(int firstNew);
    void count(const BuildStep &step, int sign);

    QList<BuildStep> m_steps;
    QHash<QString, int> m_rows;
    QHash<std::pair<int, QString>, qsizetype> m_statusOf; ///< by row and ID
    BuildTotals m_totals;
    QList<int> m_touched; ///< while a message is taken
};

} // namespace strata
