// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace strata {

/// What to ask for next: everything, or only some rows.
struct RefreshBatch
{
    bool all = false;
    QSet<QString> ids; ///< ignored when all is set

    bool isEmpty() const { return !all && ids.isEmpty(); }
};

/// Decides when one kind of list is asked for again. Collects what became dirty and calls `run` with it: never while
/// a refresh is under way, never sooner than the gap after the last one began nor than that one took, and after a
/// failure with the same batch again, 0.2 to 2 s later. Many dirty rows become "everything".
class RefreshSchedule : public QObject
{
    Q_OBJECT

public:
    using Run = std::function<void(const RefreshBatch &)>; ///< must be followed by succeeded(), failed() or reset()

    struct Limits
    {
        std::chrono::milliseconds gather = std::chrono::milliseconds(25); ///< wait for what comes together
        std::chrono::milliseconds gap = std::chrono::milliseconds(100);   ///< between two beginnings
        qsizetype rows = 50;                                              ///< more dirty ones: everything
    };

    RefreshSchedule(Limits limits, Run run, QObject *parent = nullptr);

    void want(const QString &id);
    void wantAll();
    void wantAllNow(); ///< without waiting, unless one is under way

    void succeeded();
    void failed();
    void reset(); ///< forgets everything; a refresh under way does not count any more

    bool isRunning() const { return m_running; }
    bool isIdle() const { return !m_running && m_dirty.isEmpty(); } ///< nothing to do, nothing under way
    int failures() const { return m_failures; }                     ///< in a row

private:
    void schedule();
    void begin();

    Limits m_limits;
    Run m_run;
    QTimer m_timer;
    QElapsedTimer m_sinceBegin;
    std::chrono::milliseconds m_lastTook{0};
    RefreshBatch m_dirty;
    RefreshBatch m_underWay;
    bool m_running = false;
    int m_failures = 0;
};

/// 0.2, 0.4, 0.8, 1.6, 2, 2, … seconds; `failures` counts from 1.
std::chrono::milliseconds retryDelay(int failures);

} // namespace strata
