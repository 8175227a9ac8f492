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

StallMeter::StallMeter(QObject *parent) : QObject(parent)
{
    QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
        end();
        begin();
    });
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &StallMeter::end);
}

void StallMeter::reset()
{
    m_longestBusy = m_longestTurn = 0;
    m_isTurning = false;
}

void StallMeter::begin()
{
    m_isTurning = true;
    m_cpuBegin = threadCpuTime();
    m_begin = steadyNow();
}

void StallMeter::end()
{
    if (!std::exchange(m_isTurning, false))
        return;
    m_longestBusy = std::max(m_longestBusy, (threadCpuTime() - m_cpuBegin) * 1000);
    m_longestTurn = std::max(m_longestTurn, double(steadyNow() - m_begin) / 1e6);
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
