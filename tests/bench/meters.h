// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace strata::bench {

qint64 steadyNow();      ///< nanoseconds, the same clock in every process of the machine
double processCpuTime(); ///< seconds, all threads of this process, user and system
double threadCpuTime();  ///< seconds, the calling thread

double median(QList<double> values);

/// How long this thread's event loop is kept from looking for input: the longest turn since reset(). A turn begins when
/// the loop has looked and ends when it looks again or goes to sleep. Measured in the thread's own CPU time (what we
/// do) and on the clock (also what the machine does meanwhile).
class StallMeter : public QObject
{
public:
    explicit StallMeter(QObject *parent = nullptr);

    void reset();
    double longestBusy() const { return m_longestBusy; } ///< milliseconds of CPU time
    double longestTurn() const { return m_longestTurn; } ///< milliseconds on the clock

private:
    void begin();
    void end();

    bool m_isTurning = false;
    double m_cpuBegin = 0;
    qint64 m_begin = 0;
    double m_longestBusy = 0;
    double m_longestTurn = 0;
};

/// A table on stdout: what, measured, wanted, and whether it is so. Rows without a wish are information.
class Report
{
public:
    explicit Report(const QString &title);

    void line(const QString &what, const QString &measured);
    void atMost(const QString &what, double measured, double limit, const QString &unit);
    void atLeast(const QString &what, double measured, double limit, const QString &unit);
    void isTrue(const QString &what, bool holds);

    int exitCode() const { return m_missed ? 1 : 0; }

private:
    void row(const QString &what, const QString &measured, const QString &wanted, bool holds);

    bool m_missed = false;
};

} // namespace strata::bench
