// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QList>
#include <QObject>
#include <QString>

namespace strata::bench {

qint64 steadyNow();      ///< nanoseconds, the same clock in every process of the machine
double processCpuTime(); ///< seconds, all threads of this process, user and system
double threadCpuTime();  ///< seconds, the calling thread

double median(QList<double> values);

/// The application of a benchmark: knows how long the clock ran during the longest single event.
class BenchApplication : public QApplication
{
public:
    BenchApplication(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;
    double takeLongestEvent(); ///< milliseconds since the last call

private:
    int m_depth = 0;
    double m_longest = 0;
};

/// How long the window's thread is kept from looking for input.
///
/// The busiest turn of its event loop is measured in the thread's own CPU time: what this program does, whatever else
/// the machine does meanwhile; a turn may be many events. The longest event is measured on the clock. (Between the
/// dispatcher's signals the loop may also sleep, so that the clock says nothing about a turn.)
class StallMeter : public QObject
{
public:
    explicit StallMeter(BenchApplication &app);

    void reset();
    double busiestTurn() const { return m_busiest; } ///< milliseconds of CPU time
    double longestEvent();                           ///< milliseconds on the clock

private:
    void look();

    BenchApplication &m_app;
    double m_last = 0;
    double m_busiest = 0;
    double m_longestEvent = 0;
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
