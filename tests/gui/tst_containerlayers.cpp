// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/layers/layerinspector.h"
#include "app/layers/layersview.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What a container of the real engine changed, on top of its image's layers.
class TestContainerLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void whatItChanged();
    void nothingChanged();
    void itHasMuch();
    void itIsGone();
    void nothingIsReadWhileNobodyLooks();

private:
    QString name(const QString &what) const { return m_objects->name(what); }
    LayersView *open(const PageWindow<ContainersPage> &window) const;
    static QStringList files(const LayersView &view);

    const RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void TestContainerLayers::cleanup()
{
    m_objects.reset();
}

LayersView *TestContainerLayers::open(const PageWindow<ContainersPage> &window) const
{
    if (!QTest::qWaitFor([&] { return window.row(name(u"one"_s)).isValid(); }, QDeadlineTimer(patience))
        || !window.select({name(u"one"_s)}))
        return nullptr;
    auto *view = window.find<LayersView>(u"containerLayers"_s);
    window.find<QTabWidget>(u"containerDetailsTabs"_s)->setCurrentWidget(view);
    return view;
}

/// "name change", those below indented.
QStringList TestContainerLayers::files(const LayersView &view)
{
    QStringList lines;
    const QAbstractItemModel *model = view.findChild<TreeTable *>(u"layersFiles"_s)->model();
    const std::function<void(const QModelIndex &, const QString &)> walk = [&](const QModelIndex &parent,
                                                                               const QString &indent) {
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            lines.append(indent + index.data().toString() + u' '
                         + index.siblingAtColumn(LayerFilesModel::What).data().toString());
            walk(index, indent + u' ');
        }
    };
    walk({}, {});
    return lines;
}

void TestContainerLayers::whatItChanged()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"one"_s), name(u"image"_s), {},
                   {u"/bin/busybox"_s, u"sh"_s, u"-c"_s,
                    u"cd /; B=/bin/busybox; $B mkdir -p made/deep; echo new > made/deep/file; echo other > unlike; "
                    "$B ln -s deep/file made/link; $B rm /bin/sh 2>/dev/null; echo done > ready; $B sleep 1000"_s});
    PageWindow<ContainersPage> window(m_engine.endpoint());
    LayersView *view = open(window);
    QVERIFY(view);
    auto *table = view->findChild<TreeTable *>(u"layersTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *strip = view->findChild<QLabel *>(u"layersProblem"_s);
    QTRY_VERIFY2(strip->text().startsWith(u"The top layer is what the container changed"_s), qPrintable(strip->text()));
    QCOMPARE(table->currentIndex().row(), 1);
    QCOMPARE(table->model()->index(1, LayerListModel::Instruction).data().toString(),
             u"container %1"_s.arg(name(u"one"_s)));
    view->findChild<QAbstractButton *>(u"layersThisLayer"_s)->click();
    QTRY_VERIFY(files(*view).contains(u"unlike modified (content, time)"_s)
                || files(*view).contains(u"unlike modified (content)"_s));
    QTRY_VERIFY(!files(*view).join(u'\n').contains(u"busybox"_s)); // it did not touch it
    const QStringList changed = files(*view);
    QVERIFY2(changed.contains(u"made added"_s), qPrintable(changed.join(u'\n')));
    QVERIFY(changed.contains(u"  file added"_s));
    QVERIFY(changed.contains(u" link → deep/file added"_s));

    auto *shown = view->findChild<TreeTable *>(u"layersFiles"_s);
    const QModelIndexList found = shown->model()->match(shown->model()->index(0, 0), Qt::DisplayRole, u"file"_s, 1,
                                                        Qt::MatchExactly | Qt::MatchRecursive);
    QVERIFY(!found.isEmpty());
    shown->selectOnly(found.first());
    view->findChild<QAction *>(u"layersPreview"_s)->trigger();
    auto *text = view->findChild<QDialog *>(u"filePreview"_s)->findChild<CodeView *>(u"previewText"_s);
    QTRY_COMPARE(text->text(), u"new\n"_s);

    m_objects->docker({u"exec"_s, name(u"one"_s), u"/bin/busybox"_s, u"rm"_s, u"/unlike"_s});
    view->findChild<QAction *>(u"layersReadContainer"_s)->trigger();
    QTRY_VERIFY2(files(*view).contains(u"unlike deleted"_s), qPrintable(files(*view).join(u'\n')));
}

void TestContainerLayers::nothingChanged()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"one"_s), name(u"image"_s));
    PageWindow<ContainersPage> window(m_engine.endpoint());
    LayersView *view = open(window);
    QVERIFY(view);
    auto *table = view->findChild<TreeTable *>(u"layersTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(view->isSettled());
    view->findChild<QAbstractButton *>(u"layersThisLayer"_s)->click();
    QTRY_COMPARE(files(*view), QStringList());
}

/// Nobody asked for so much.
void TestContainerLayers::itHasMuch()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"one"_s), name(u"image"_s), {},
                   {u"/bin/busybox"_s, u"sh"_s, u"-c"_s,
                    u"/bin/busybox dd if=/dev/zero of=/much bs=1000000 count=320; echo written; "
                    "/bin/busybox sleep 1000"_s});
    QTRY_COMPARE(m_objects->docker({u"logs"_s, name(u"one"_s)}).trimmed(), u"written"_s);
    PageWindow<ContainersPage> window(m_engine.endpoint());
    LayersView *view = open(window);
    QVERIFY(view);
    auto *strip = view->findChild<QLabel *>(u"layersProblem"_s);
    QTRY_VERIFY2(strip->text().startsWith(u"What the container changed is not known: All its files are more than 30"_s),
                 qPrintable(strip->text()));
    view->findChild<QAction *>(u"layersReadContainer"_s)->trigger();
    QTRY_VERIFY2(strip->text().startsWith(u"The top layer is what the container changed"_s), qPrintable(strip->text()));
}

/// Between the selection and the question.
void TestContainerLayers::itIsGone()
{
    STRATA_PREPARE(m_engine);
    const ContainerId id(m_objects->create(name(u"one"_s), name(u"image"_s)));
    EngineSession session(EngineCandidate{.name = u"test"_s, .endpoint = m_engine.endpoint()}, m_engine.endpoint());
    m_objects->docker({u"rm"_s, name(u"one"_s)});
    LayersView view;
    view.setSession(&session);
    view.show();
    ContainerSummary container;
    container.id = id;
    container.name = name(u"one"_s);
    ImageSummary image;
    image.id = ImageId(m_image);
    image.size = 1'000'000;
    view.showContainer(container, image);
    auto *strip = view.findChild<QLabel *>(u"layersProblem"_s);
    QTRY_VERIFY2(strip->text().startsWith(u"What the container changed is not known: "_s), qPrintable(strip->text()));
    QCOMPARE(view.findChild<TreeTable *>(u"layersTable"_s)->model()->rowCount(), 1); // the image's are there
}

/// Another container of an image that is known, while another tab is in front.
void TestContainerLayers::nothingIsReadWhileNobodyLooks()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"one"_s), name(u"image"_s));
    m_objects->create(name(u"two"_s), name(u"image"_s));
    PageWindow<ContainersPage> window(m_engine.endpoint());
    LayersView *view = open(window);
    QVERIFY(view);
    auto *table = view->findChild<TreeTable *>(u"layersTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *tabs = window.find<QTabWidget>(u"containerDetailsTabs"_s);
    tabs->setCurrentIndex(0);
    QVERIFY(window.select({name(u"two"_s)}));
    QTest::qWait(2 * LayersView::SettleTime);
    QVERIFY(view->isSettled());
    QCOMPARE(table->model()->rowCount(), 0);
    tabs->setCurrentWidget(view);
    QTRY_COMPARE(table->model()->rowCount(), 2);
}

STRATA_WINDOW_TEST(TestContainerLayers)
#include "tst_containerlayers.moc"
