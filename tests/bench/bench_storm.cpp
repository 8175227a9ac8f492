// SPDX-License-Identifier: GPL-3.0-or-later
// 10,000 events in a second on 10,000 containers: no reset, the selection stays, the final content is right, the
// window stays awake.
#include "benchwindow.h"
#include "enginechild.h"
#include "meters.h"

#include <QAbstractProxyModel>
#include <QCryptographicHash>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int Count = 10'000;
constexpr int Events = 10'000;

QByteArray digestOf(const ContainerModel &model)
{
    QByteArrayList lines;
    for (const ContainerRow *row : model.rows())
        lines.append(row->summary.name.toUtf8() + ' ' + stateWord(row->summary.state).toUtf8());
    std::ranges::sort(lines);
    return QCryptographicHash::hash(lines.join('\n'), QCryptographicHash::Sha256).toHex();
}

QStringList namesOf(const TreeTable &table)
{
    QStringList names;
    for (const QModelIndex &index : table.selectedRowIndexes())
        names.append(index.data(ContainerModel::IdRole).toString());
    names.sort();
    return names;
}

QStringList selectSome(const BenchWindow &window)
{
    QItemSelectionModel *selection = window.containerTable().selectionModel();
    const QStringList wanted{u"worker-2"_s, u"project-41-service-41"_s, u"worker-98"_s}; // never destroyed by the storm
    for (const ContainerRow *row : window.containers().rows()) {
        if (!wanted.contains(row->summary.name))
            continue;
        const QModelIndex source = window.containers().indexOf(row->summary.id);
        const auto *proxy = qobject_cast<const QAbstractProxyModel *>(window.containerTable().model());
        selection->select(proxy->mapFromSource(source), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    return namesOf(window.containerTable());
}

QByteArray truthOf(EngineChild &engine)
{
    QByteArray truth;
    QObject context;
    QObject::connect(&engine, &EngineChild::truth, &context, [&](const QByteArray &digest) { truth = digest; });
    engine.askTruth();
    waitUntil([&] { return !truth.isEmpty(); }, 10);
    return truth;
}

void run(Report &report, BenchApplication &app, BenchWindow &window, EngineChild &engine, bool grouped)
{
    window.containers().setGrouped(grouped);
    waitFor(500);
    int resets = 0;
    bool isOver = false;
    QObject context;
    QObject::connect(window.containerTable().model(), &QAbstractItemModel::modelReset, &context, [&] { ++resets; });
    QObject::connect(&window.containers(), &QAbstractItemModel::modelReset, &context, [&] { ++resets; });
    QObject::connect(&engine, &EngineChild::stormed, &context, [&] { isOver = true; });
    const QStringList selected = selectSome(window);
    StallMeter meter(app);
    const double cpu = processCpuTime();
    engine.storm(Events, 1000);
    waitUntil([&] { return isOver; });
    const qint64 over = steadyNow();
    const QByteArray truth = truthOf(engine);
    const bool isRight = waitUntil([&] { return digestOf(window.containers()) == truth; }, 10);
    const double settled = double(steadyNow() - over) / 1e6;
    waitFor(1000);

    const QString kind = grouped ? u" (grouped)"_s : u" (flat)"_s;
    report.isTrue(u"final content is right"_s + kind, isRight && digestOf(window.containers()) == truth);
    report.isTrue(u"no reset"_s + kind, resets == 0);
    report.isTrue(u"selection kept"_s + kind, selected.size() == 3 && namesOf(window.containerTable()) == selected);
    report.atMost(u"window thread, busiest turn, CPU"_s + kind, meter.busiestTurn(), 50, u"ms"_s);
    report.line(u"window thread, longest event, on the clock"_s + kind,
                QString::number(meter.longestEvent(), 'f', 1) + u" ms"_s);
    report.line(u"right after the last event"_s + kind, QString::number(settled, 'f', 0) + u" ms"_s);
    report.line(u"CPU of everything"_s + kind, QString::number((processCpuTime() - cpu) * 1000, 'f', 0) + u" ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    BenchApplication app(argc, argv);
    EngineChild engine(Count);
    if (!engine.start())
        qFatal("The fake engine did not start.");
    BenchWindow window;
    window.host().openCurrent(engine.host());
    if (!waitUntil([&] { return window.containers().totalCount() == Count && window.images().totalCount() == Count; }))
        qFatal("The lists did not come.");
    waitFor(2000);
    Report report(u"A storm: 10,000 events in a second, 10,000 containers"_s);
    run(report, app, window, engine, false);
    run(report, app, window, engine, true);
    return report.exitCode();
}
