// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of an image with a million files in the window: what opening, sorting, filtering and changing the layer cost the
// window's thread, and how long the answer takes. And how long it takes until an image is there that was read before.
#include "app/connection/enginesession.h"
#include "app/layers/imagereading.h"
#include "app/layers/layerinspector.h"
#include "app/layers/layersview.h"
#include "meters.h"
#include "support/memory.h"
#include "widgets/treetable.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTimer>
#include <QToolButton>

using namespace strata;
using namespace strata::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr double TurnLimit = 50;

/// 800,000 files in folders of fifty and 200,000 in a single one; a second layer changes every tenth.
InspectedImage millionFiles()
{
    InspectedImage image;
    IndexBudget budget;
    QList<std::shared_ptr<const LayerIndex>> indexes;
    for (int layer = 0; layer < 2; ++layer) {
        LayerIndexBuilder builder(budget);
        for (int i = 0; i < 1'000'000; i += layer == 0 ? 1 : 10) {
            const QByteArray name = "file" + QByteArray::number(i);
            const QByteArray folder = i < 200'000
                ? QByteArray("flat/")
                : "usr/lib/" + QByteArray::number(i / 5'000) + "/package" + QByteArray::number(i / 50) + '/';
            const bool isLargest = i == 199'990; // the last one by name in its folder, nearly
            const TarEntry entry{
                .path = folder + name, .mode = 0644, .size = (isLargest ? 200'000 : (i * 7919LL) % 100'000) + layer};
            const Sha256Value hash = Sha256::of(name);
            if (!builder.add(entry, &hash))
                qFatal("the index is full");
        }
        indexes.append(builder.finish());
        image.image.layers.append({.createdBy = u"COPY part%1 /"_s.arg(layer), .index = indexes.last()});
    }
    image.tree = ImageTree::build(indexes).value();
    return image;
}

/// A path that no system call takes, which archives may have.
InspectedImage deepFolders()
{
    InspectedImage image;
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    if (!builder.add({.path = QByteArray("d/").repeated(100'000) + "file", .mode = 0644, .size = 1}, nullptr))
        qFatal("the path is too long");
    image.image.layers.append({.createdBy = u"ADD deep /"_s, .index = builder.finish()});
    image.tree = ImageTree::build({image.image.layers.last().index}).value();
    return image;
}

class Bench
{
public:
    Bench(BenchApplication &app, Report &report) : m_report(report), m_meter(app)
    {
        m_inspector.resize(1200, 700);
        m_inspector.show();
        m_files = m_inspector.findChild<TreeTable *>(u"layersFiles"_s);
        m_model = qobject_cast<LayerFilesModel *>(m_files->model());
        m_image = millionFiles();
    }

    void run()
    {
        step(u"shown"_s, [this] { m_inspector.setImage(m_image); });
        auto *largest = m_inspector.findChild<QToolButton *>(u"layersLargest"_s);
        step(u"the largest file, the last of 200,000 in a folder"_s, [largest] { largest->click(); });
        step(u"sorted by size, with that one selected"_s,
             [this] { m_files->sortByColumn(LayerFilesModel::Size, Qt::AscendingOrder); });
        step(u"by name again"_s, [this] { m_files->sortByColumn(LayerFilesModel::Name, Qt::AscendingOrder); });
        auto *waste = m_inspector.findChild<TreeTable *>(u"layersWaste"_s);
        step(u"the first wasted file"_s, [waste] { Q_EMIT waste->rowActivated(waste->model()->index(0, 0)); });
        auto *everything = m_inspector.findChild<QAbstractButton *>(u"layersUpToHere"_s);
        step(u"all files again"_s, [everything] { everything->click(); });
        step(u"a folder with 200,000 files opened"_s, [this] { m_files->expand(m_model->index(0, 0)); });
        step(u"sorted by size"_s, [this] { m_files->sortByColumn(LayerFilesModel::Size, Qt::DescendingOrder); });
        auto *filter = m_inspector.findChild<QLineEdit *>(u"layersFilter"_s);
        step(u"filtered by a name"_s, [filter] { filter->setText(u"file99"_s); });
        step(u"by a path"_s, [filter] { filter->setText(u"/usr/lib/19"_s); });
        step(u"not any more"_s, [filter] { filter->clear(); });
        auto *layers = m_inspector.findChild<TreeTable *>(u"layersTable"_s);
        step(u"another layer"_s, [layers] { layers->selectOnly(layers->model()->index(0, 0)); });
        auto *scope = m_inspector.findChild<QAbstractButton *>(u"layersThisLayer"_s);
        step(u"what that layer did"_s, [scope] { scope->click(); });
        m_report.line(u"memory of the files, in MB"_s, QString::number(double(m_image.memory()) / 1e6, 'f', 0));
        m_report.atMost(u"of the window with them, in all"_s, double(strata::test::residentBytes()) / 1e6, 500,
                        u"MB"_s);
        m_image = deepFolders();
        step(u"100,000 folders in one another"_s, [this] { m_inspector.setImage(m_image); });
        step(u"the file in them"_s, [largest] { largest->click(); });
        step(u"its folders sorted"_s, [this] { m_files->sortByColumn(LayerFilesModel::Size, Qt::DescendingOrder); });
        step(u"all opened"_s, [this] { m_files->expandRecursively(m_model->index(0, 0)); });
    }

private:
    void step(const QString &what, const std::function<void()> &act)
    {
        settle();
        m_meter.reset();
        QElapsedTimer clock;
        clock.start();
        QTimer::singleShot(0, &m_inspector, act);
        settle();
        const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
        m_report.line(what, u"%1 ms"_s.arg(milliseconds, 0, 'f', 0));
        m_report.atMost(u"    busiest turn"_s, m_meter.busiestTurn(), TurnLimit, u"ms"_s);
    }

    /// Until nothing is being arranged and painted any more.
    void settle() const
    {
        QEventLoop loop;
        QTimer::singleShot(20, &loop, &QEventLoop::quit);
        loop.exec();
        while (m_model->isArranging()) {
            QObject::connect(m_model, &NodeTreeModel::arrangingChanged, &loop, &QEventLoop::quit);
            loop.exec();
        }
        QTimer::singleShot(20, &loop, &QEventLoop::quit);
        loop.exec();
    }

    Report &m_report;
    StallMeter m_meter;
    LayerInspector m_inspector;
    TreeTable *m_files = nullptr;
    LayerFilesModel *m_model = nullptr;
    InspectedImage m_image;
};

/// Of ten layers.
ArchiveImage imageOf(int files)
{
    ArchiveImage image;
    IndexBudget budget;
    for (int layer = 0; layer < 10; ++layer) {
        LayerIndexBuilder builder(budget);
        for (int i = 0; i < files / 10; ++i) {
            const QByteArray name = "module" + QByteArray::number(i) + ".js";
            const QByteArray folder = "usr/lib/node_modules/" + QByteArray::number(layer) + '/'
                + QByteArray::number(i / 20);
            const TarEntry entry{.path = folder + '/' + name, .mode = 0644, .size = (i * 7919LL) % 100'000};
            const Sha256Value hash = Sha256::of(entry.path);
            if (!builder.add(entry, &hash))
                qFatal("the index is full");
        }
        const QString diffId = digestText(
            Sha256::of(QByteArray(QByteArray::number(layer) + " of " + QByteArray::number(files))));
        image.layers.append({.diffId = diffId, .digest = diffId, .index = builder.finish()});
    }
    return image;
}

/// From choosing an image in the table to its files, with the index on disk.
double secondOpening(int files)
{
    const QString id = digestText(Sha256::of(QByteArray("image of " + QByteArray::number(files))));
    ImageReading::defaultCache().keep(id, {imageOf(files)});
    const Endpoint nobody = Endpoint::parse(u"unix:///nonexistent/docker.sock"_s).value();
    EngineSession session(EngineCandidate{.name = u"bench"_s, .endpoint = nobody}, nobody);
    QList<double> times;
    for (int round = 0; round < 7; ++round) {
        LayersView view;
        view.resize(1200, 700);
        view.setSession(&session);
        view.show();
        QElapsedTimer clock;
        clock.start();
        ImageSummary image;
        image.id = imageIdFrom(id);
        image.size = 100'000'000;
        view.showImage(image);
        auto *model = qobject_cast<LayerFilesModel *>(view.findChild<TreeTable *>(u"layersFiles"_s)->model());
        QEventLoop loop;
        while (!view.isSettled() || model->isArranging() || model->rowCount() == 0)
            loop.processEvents(QEventLoop::WaitForMoreEvents);
        times.append(double(clock.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

} // namespace

int main(int argc, char **argv)
{
    BenchApplication app(argc, argv);
    Report report(u"A million files in the layer inspector"_s);
    QStandardPaths::setTestModeEnabled(true); // a cache of its own
    Bench(app, report).run();
    report.atMost(u"an image that was read before: 30,000 files"_s, secondOpening(30'000), 100, u"ms"_s);
    report.line(u"    500,000 files"_s, u"%1 ms"_s.arg(secondOpening(500'000), 0, 'f', 0));
    return report.exitCode();
}
