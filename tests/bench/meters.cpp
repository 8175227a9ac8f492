// SPDX-License-Identifier: GPL-3.0-or-later
#include "meters.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace strata::bench {

using namespace Qt::StringLiterals;

namespace {

double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

QString shown(double value, const QString &unit)
{
    return QString(QString::number(value, 'f', value < 10 ? 2 : 1) + u' ' + unit);
}

} // namespace

qint64 steadyNow()
{
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

double processCpuTime()
{
    return secondsOf(CLOCK_PROCESS_CPUTIME_ID);
}

double threadCpuTime()
{
    return secondsOf(CLOCK_THREAD_CPUTIME_ID);
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

BenchApplication::BenchApplication(int &argc, char **argv) : QApplication(argc, argv) {}

bool BenchApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    const qint64 begin = steadyNow();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    m_longest = std::max(m_longest, double(steadyNow() - begin) / 1e6);
    return result;
}

double BenchApplication::takeLongestEvent()
{
    return std::exchange(m_longest, 0);
}

StallMeter::StallMeter(BenchApplication &app) : m_app(app)
{
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &StallMeter::look);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &StallMeter::look);
    reset();
}

void StallMeter::reset()
{
    m_busiest = m_longestEvent = 0;
    m_last = threadCpuTime();
    m_app.takeLongestEvent();
}

void StallMeter::look()
{
    const double now = threadCpuTime();
    m_busiest = std::max(m_busiest, (now - m_last) * 1000);
    m_last = now;
}

double StallMeter::longestEvent()
{
    m_longestEvent = std::max(m_longestEvent, m_app.takeLongestEvent());
    return m_longestEvent;
}

Report::Report(const QString &title)
{
    std::printf("\n%s\n", qUtf8Printable(title));
}

void Report::row(const QString &what, const QString &measured, const QString &wanted, bool holds)
{
    const QByteArray verdict = wanted.isEmpty() ? "" : holds ? "ok" : "MISSED";
    std::printf("  %-58s %14s   %-14s %s\n", qUtf8Printable(what), qUtf8Printable(measured), qUtf8Printable(wanted),
                verdict.constData());
    std::fflush(stdout);
    m_missed |= !holds;
}

void Report::line(const QString &what, const QString &measured)
{
    row(what, measured, {}, true);
}

void Report::atMost(const QString &what, double measured, double limit, const QString &unit)
{
    row(what, shown(measured, unit), u"≤ "_s + shown(limit, unit), measured <= limit);
}

void Report::atLeast(const QString &what, double measured, double limit, const QString &unit)
{
    row(what, shown(measured, unit), u"≥ "_s + shown(limit, unit), measured >= limit);
}

void Report::isTrue(const QString &what, bool holds)
{
    row(what, holds ? u"yes"_s : u"no"_s, u"yes"_s, holds);
}

} // namespace strata::bench
