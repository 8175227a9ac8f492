// SPDX-License-Identifier: GPL-3.0-or-later
// 10,000 containers and 10,000 images: from the last byte to the complete table, how long the window is kept busy, and
// our CPU time for listing beside that of dockerode on the same socket.
#include "benchwindow.h"
#include "enginechild.h"
#include "meters.h"

#include "app/finder/finder.h"
#include "engine/api/containers.h"
#include "engine/api/images.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QStandardPaths>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Count = 10'000;
constexpr int Rounds = 7;

struct Fill
{
    double containers = 0; // milliseconds from last byte to painted table
    double images = 0;
    double busy = 0;
    double event = 0;
    double cpu = 0;
    double forgetting = 0; // CPU milliseconds of dropping the lists that were there before
};

Fill fillWindow(BenchWindow &window, EngineChild &engine, StallMeter &meter)
{
    engine.forget();
    const double before = threadCpuTime();
    qint64 containersAt = 0;
    qint64 imagesAt = 0;
    window.host().openCurrent(engine.host());
    const double forgetting = (threadCpuTime() - before) * 1000;
    const double cpu = processCpuTime();
    meter.reset();
    const bool isComplete = waitUntil([&] {
        if (!containersAt && window.containers().totalCount() == Count) {
            window.containerTable().viewport()->repaint();
            containersAt = steadyNow();
        }
        if (!imagesAt && window.images().totalCount() == Count)
            imagesAt = steadyNow();
        return containersAt && imagesAt && engine.sentAt(u"containers/json"_s) && engine.sentAt(u"images/json"_s);
    });
    if (!isComplete)
        qFatal("The tables were not complete after a minute.");
    waitFor(1500); // layouts that were put off, shared sizes, the second look
    return {double(containersAt - engine.sentAt(u"containers/json"_s)) / 1e6,
            double(imagesAt - engine.sentAt(u"images/json"_s)) / 1e6,
            meter.busiestTurn(),
            meter.longestEvent(),
            (processCpuTime() - cpu) * 1000,
            forgetting};
}

// CPU time of one listing of both kinds, into values; nothing is shown.
double listOnce(Engine &engine)
{
    QObject context;
    int answers = 0;
    const double before = processCpuTime();
    engine.containers().list(
        {}, &context, [&](const Result<QList<ContainerSummary>> &list) { answers += list && list->size() == Count; });
    engine.images().list({}, &context,
                         [&](const Result<QList<ImageSummary>> &list) { answers += list && list->size() == Count; });
    if (!waitUntil([&] { return answers == 2; }))
        qFatal("The lists did not come.");
    return (processCpuTime() - before) * 1000;
}

QString nodeModules()
{
    for (const char *name : {"STRATA_BENCH_NODE_MODULES", "STRATA_BENCH_NODE_PATH"}) {
        if (const QString folder = qEnvironmentVariable(name); !folder.isEmpty())
            return folder;
    }
    return QDir::current().filePath(u"build/bench/node_modules"_s);
}

QList<double> dockerodeTimes(const EngineChild &engine)
{
    const QString folder = nodeModules();
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty() || !QDir(folder + u"/dockerode"_s).exists())
        return {};
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(node, {QStringLiteral(STRATA_DOCKERODE), folder, engine.socketPath(), QString::number(Rounds)});
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    loop.exec();
    QList<double> times;
    while (process.canReadLine()) {
        const QJsonObject round = QJsonDocument::fromJson(process.readLine()).object();
        if (round.value(u"containers"_s).toInt() == Count && round.value(u"images"_s).toInt() == Count)
            times.append(round.value(u"cpu"_s).toDouble());
    }
    return times;
}

void reportWindow(Report &report, BenchApplication &app, BenchWindow &window, EngineChild &engine)
{
    StallMeter meter(app);
    QList<double> containers;
    QList<double> images;
    QList<double> busy;
    QList<double> event;
    QList<double> cpu;
    QList<double> forgetting;
    for (int round = 0; round < Rounds; ++round) {
        const Fill fill = fillWindow(window, engine, meter);
        containers.append(fill.containers);
        images.append(fill.images);
        busy.append(fill.busy);
        event.append(fill.event);
        cpu.append(fill.cpu);
        if (round > 0)
            forgetting.append(fill.forgetting);
    }
    const auto bytes = engine.sentBytes(u"containers/json"_s) + engine.sentBytes(u"images/json"_s);
    report.line(u"bytes of both lists"_s, QString::number(double(bytes) / 1e6, 'f', 1) + u" MB"_s);
    report.atMost(u"last byte to complete table, containers (median)"_s, median(containers), 150, u"ms"_s);
    report.atMost(u"last byte to complete table, images (median)"_s, median(images), 150, u"ms"_s);
    report.atMost(u"window thread, busiest turn of all, CPU"_s, *std::ranges::max_element(busy), 50, u"ms"_s);
    report.line(u"  median (goal 16 ms)"_s, QString::number(median(busy), 'f', 1) + u" ms"_s);
    report.line(u"window thread, longest event, on the clock (median)"_s,
                QString::number(median(event), 'f', 1) + u" ms"_s);
    report.atMost(u"switching to another engine with both lists full, CPU"_s, median(forgetting), 50, u"ms"_s);
    report.line(u"CPU of everything, both lists shown (median)"_s, QString::number(median(cpu), 'f', 0) + u" ms"_s);
}

void reportFilter(Report &report, BenchApplication &app, BenchWindow &window)
{
    StallMeter meter(app);
    double longest = 0;
    for (const QString &text : {u"s"_s, u"se"_s, u"service-1"_s, u"service-12"_s, u"worker"_s, QString()}) {
        const double before = threadCpuTime();
        window.containers().setFilterText(text);
        longest = std::max(longest, (threadCpuTime() - before) * 1000);
        waitFor(50);
    }
    report.atMost(u"a key typed into the filter of 10,000 rows, CPU"_s, longest, 50, u"ms"_s);
    report.line(u"  with the repainting, a turn at most"_s, QString::number(meter.busiestTurn(), 'f', 1) + u" ms"_s);
    meter.reset();
    for (int column : {int(ContainerModel::State), int(ContainerModel::Created), int(ContainerModel::Name)}) {
        window.containerTable().sortByColumn(column, Qt::DescendingOrder);
        waitFor(50);
    }
    report.atMost(u"sorting 10,000 rows, a turn at most, CPU"_s, meter.busiestTurn(), 50, u"ms"_s);
}

void reportFinder(Report &report, BenchWindow &window)
{
    Finder &finder = window.window().finder();
    finder.popUp();
    double longest = 0;
    for (const QString &text : {u"s"_s, u"se"_s, u"service-1"_s, u"service-12"_s, u"worker"_s, QString()}) {
        const double before = threadCpuTime();
        finder.findChild<QLineEdit *>(u"finderField"_s)->setText(text);
        longest = std::max(longest, (threadCpuTime() - before) * 1000);
        waitFor(50);
    }
    finder.close();
    report.atMost(u"a key typed into the finder, 20,000 rows, CPU"_s, longest, 50, u"ms"_s);
}

void reportDockerode(Report &report, EngineChild &child)
{
    Engine engine(Endpoint::unixSocket(child.socketPath()));
    QList<double> ours;
    for (int round = 0; round < Rounds; ++round)
        ours.append(listOnce(engine));
    const QList<double> theirs = dockerodeTimes(child);
    report.line(u"CPU to list and decode both, ours"_s, QString::number(median(ours), 'f', 1) + u" ms"_s);
    if (theirs.isEmpty()) {
        report.line(u"dockerode is not installed (npm install dockerode@5)"_s, u"–"_s);
        return;
    }
    report.line(u"CPU to list and decode both, dockerode"_s, QString::number(median(theirs), 'f', 1) + u" ms"_s);
    report.atLeast(u"dockerode / ours (medians)"_s, median(theirs) / median(ours), 5, u"×"_s);
    report.line(u"dockerode / ours (first listing of each process)"_s,
                QString::number(theirs.first() / ours.first(), 'f', 1) + u" ×"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    BenchApplication app(argc, argv);
    EngineChild engine(Count);
    if (!engine.start())
        qFatal("The fake engine did not start.");
    Report report(u"10,000 containers and 10,000 images"_s);
    reportDockerode(report, engine);
    BenchWindow window;
    reportWindow(report, app, window, engine);
    reportFilter(report, app, window);
    reportFinder(report, window);
    return report.exitCode();
}
