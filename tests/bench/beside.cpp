// SPDX-License-Identifier: GPL-3.0-or-later
#include "beside.h"

#include "meters.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>

#include <algorithm>

namespace strata::bench {

using namespace Qt::StringLiterals;

void mustRun(const QString &line)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"/bin/sh"_s, {u"-c"_s, line});
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (process.exitCode() != 0)
        qFatal("failed: %s", qPrintable(line));
}

double secondsOf(const std::function<void()> &work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e9;
}

void mustSucceed(Operation &operation, StallMeter &meter, double &busiest)
{
    QEventLoop loop;
    QObject::connect(&operation, &Operation::finished, &loop, &QEventLoop::quit);
    meter.reset(); // the other's processes and cleaning up are not ours
    operation.start();
    loop.exec();
    busiest = std::max(busiest, meter.busiestTurn());
    if (operation.outcome().kind != Outcome::Kind::Success)
        qFatal("%s: %s", qPrintable(operation.title()),
               operation.outcome().error ? qPrintable(operation.outcome().error->message) : "cancelled");
}

double Pair::ratio() const
{
    QList<double> ratios;
    for (qsizetype i = 0; i < ours.size(); ++i)
        ratios.append(ours[i] / theirs[i]);
    return median(ratios);
}

QString Pair::text() const
{
    return u"%1 s / %2 s"_s.arg(median(ours), 0, 'f', 2).arg(median(theirs), 0, 'f', 2);
}

} // namespace strata::bench
