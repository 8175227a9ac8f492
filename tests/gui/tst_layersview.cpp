// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"
#include "app/layers/filepreview.h"
#include "app/layers/layerinspector.h"
#include "app/layers/layersview.h"
#include "app/layers/treemapview.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/images.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What is inside images: of an archive, and of a real engine.
class TestLayersView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void layersOfAnArchive();
    void filesUpToALayerAndInIt();
    void filterAndKinds();
    void hardLinks();
    void theSameFileAgain();
    void whatIsOpenStaysOpen();
    void wasteLeadsToItsLayer();
    void whatIsThereTwice();
    void whenThereIsNothingToTell();
    void longLists();
    void theMap();
    void theLifeOfAFile();
    void factsOfALayer();
    void severalImages();
    void severalPlatforms();
    void aCutArchive();
    void anyOtherTar();
    void noArchive();
    void manyFilesInAFolder();
    void textOfAFile();
    void bytesAndPictures();
    void aFileIsSaved();
    void aFolderIsSaved();
    void anImageOfTheEngine();
    void seenBefore();
    void aWindowOfItsOwn();
    void whoSharesTheLayers();

private:
    void show(const QByteArray &archive);
    void showImage(const QList<QList<Item>> &layers);
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &layers() const { return *find<TreeTable>("layersTable"); }
    TreeTable &files() const { return *find<TreeTable>("layersFiles"); }
    QStringList fileLines(const QModelIndex &parent = {}) const;
    bool areFiles(const QStringList &wanted) const;
    QModelIndex fileAt(const QString &path) const;
    void selectLayer(int row) const { layers().selectOnly(layers().model()->index(row, 0)); }
    QString name(const QString &what) const { return m_objects->name(what); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LayersView> m_view;
    const RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void TestLayersView::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_view = std::make_unique<LayersView>();
    m_view->resize(1000, 500);
    for (const char *table : {"layersFiles", "layersTable", "layersWaste", "layersDuplicates"}) {
        auto *tester = new QAbstractItemModelTester(find<TreeTable>(table)->model(), m_view.get());
        tester->setUseFetchMore(false); // it would fetch while rows change places
    }
}

void TestLayersView::cleanup()
{
    m_view.reset();
    m_objects.reset();
}

void TestLayersView::show(const QByteArray &archive)
{
    QFile file(m_folder->filePath(u"image.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(archive) == archive.size());
    file.close();
    m_view->show();
    m_view->showFile(file.fileName());
}

void TestLayersView::showImage(const QList<QList<Item>> &layers)
{
    TestImage image{.names = {u"shop:1"_s}};
    for (qsizetype i = 0; i < layers.size(); ++i)
        image.layers.append({tarOf(layers[i]), u"COPY part%1 /"_s.arg(i + 1)});
    show(tarOf(dockerArchive({image})));
    QTRY_COMPARE(this->layers().model()->rowCount(), layers.size() + 1); // and a line of configuration
}

/// Name, change and size of each row, open or not, deeper ones behind their folder.
QStringList TestLayersView::fileLines(const QModelIndex &parent) const
{
    const QAbstractItemModel *model = files().model();
    QStringList lines;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const auto text = [&](int column) { return model->index(row, column, parent).data().toString(); };
        lines.append(
            QStringList{text(LayerFilesModel::Name), text(LayerFilesModel::What), text(LayerFilesModel::Size)}.join(
                u'|'));
        lines += fileLines(model->index(row, 0, parent));
    }
    return lines;
}

bool TestLayersView::areFiles(const QStringList &wanted) const
{
    const bool isSo = QTest::qWaitFor([&] { return fileLines() == wanted; }, QDeadlineTimer(patience));
    if (!isSo)
        qWarning() << fileLines();
    return isSo;
}

QModelIndex TestLayersView::fileAt(const QString &path) const
{
    QModelIndex index;
    for (const QString &name : path.split(u'/')) {
        const QModelIndexList found = files().model()->match(files().model()->index(0, 0, index), Qt::DisplayRole, name,
                                                             1, Qt::MatchExactly);
        index = found.value(0);
    }
    return index;
}

namespace {

const QList<QList<Item>> shop{
    {folder("etc/"), {.path = "etc/motd", .data = "hello\n"}, {.path = "big", .data = QByteArray(4000, 'b')}},
    {{.path = "etc/motd", .data = "good day\n"}, {.path = ".wh.big"}}};

} // namespace

void TestLayersView::layersOfAnArchive()
{
    showImage(shop);
    const QAbstractItemModel *model = layers().model();
    const auto row = [model](int number) {
        QStringList texts;
        for (int column = 0; column < model->columnCount(); ++column)
            texts.append(model->index(number, column).data().toString());
        return texts.join(u'|');
    };
    QCOMPARE(row(0), u"1|4.01 kB|COPY part1 /|+3|4.01 kB||"_s);
    QCOMPARE(row(1), u"2|9 B|COPY part2 /|~1 −1|||"_s);
    QVERIFY(row(2).startsWith(u"|–|"));
    QVERIFY2(find<QLabel>("layersSummary")->text().startsWith(u"Efficiency 0.2 %: containers see 9 B of 4.01 kB."_s),
             qPrintable(find<QLabel>("layersSummary")->text()));
    QVERIFY(find<QLabel>("layersSummary")->text().contains(u"4.01 kB are wasted"));
}

void TestLayersView::filesUpToALayerAndInIt()
{
    showImage(shop);
    QVERIFY(areFiles({u"etc||9 B"_s, u"motd|modified (content)|9 B"_s}));
    selectLayer(0);
    QVERIFY(areFiles({u"etc|added|6 B"_s, u"motd|added|6 B"_s, u"big|added|4 kB"_s}));
    selectLayer(1);
    find<QAbstractButton>("layersThisLayer")->click();
    QVERIFY(areFiles({u"etc||9 B"_s, u"motd|modified (content)|9 B"_s, u"big|deleted|4 kB"_s}));
    selectLayer(2); // configuration only: those of the layer below
    QVERIFY(areFiles({u"etc||9 B"_s, u"motd|modified (content)|9 B"_s, u"big|deleted|4 kB"_s}));
    find<QComboBox>("layersChange")->setCurrentIndex(3);
    QVERIFY(areFiles({u"big|deleted|4 kB"_s}));
}

void TestLayersView::filterAndKinds()
{
    showImage({{{.path = "usr/bin/su", .data = "x", .mode = 04755},
                symbolicLink("usr/bin/sh", "su"),
                {.path = "readme", .data = "xx"}}});
    QVERIFY(areFiles(
        {u"usr|added|1 B"_s, u"bin|added|1 B"_s, u"sh → su|added|"_s, u"su|added|1 B"_s, u"readme|added|2 B"_s}));
    find<QLineEdit>("layersFilter")->setText(u"READ"_s);
    QVERIFY(areFiles({u"readme|added|2 B"_s}));
    find<QLineEdit>("layersFilter")->clear();
    find<QComboBox>("layersKind")->setCurrentIndex(5);
    QVERIFY(areFiles({u"usr|added|1 B"_s, u"bin|added|1 B"_s, u"su|added|1 B"_s}));
    find<QComboBox>("layersKind")->setCurrentIndex(0);
    QTRY_VERIFY(fileAt(u"readme"_s).isValid());
    find<QToolButton>("layersLargest")->click();
    QCOMPARE(files().currentIndex().data().toString(), u"readme"_s);
}

/// Another name for a file, also for one that a lower layer brought.
void TestLayersView::hardLinks()
{
    showImage({{{.path = "a", .data = "12345"}, hardLink("b", "a")}, {hardLink("c", "a")}});
    QVERIFY(areFiles({u"a||5 B"_s, u"b → a (hard link)||5 B"_s, u"c → a (hard link)|added|5 B"_s}));
    find<QComboBox>("layersKind")->setCurrentIndex(3);
    QVERIFY(areFiles({u"b → a (hard link)||5 B"_s, u"c → a (hard link)|added|5 B"_s}));
}

/// It takes place once more, and is wasted.
void TestLayersView::theSameFileAgain()
{
    const Item big{.path = "d/big", .data = QByteArray(4000, 'b')};
    showImage({{folder("d/"), big}, {folder("d/"), big}});
    find<QAbstractButton>("layersThisLayer")->click();
    QVERIFY(areFiles({u"d||4 kB"_s, u"big|unchanged|4 kB"_s}));
    find<QComboBox>("layersChange")->setCurrentIndex(1);
    QVERIFY(areFiles({}));
    find<QComboBox>("layersChange")->setCurrentIndex(4);
    QVERIFY(areFiles({u"d||4 kB"_s, u"big|unchanged|4 kB"_s}));
}

void TestLayersView::whatIsOpenStaysOpen()
{
    showImage({{{.path = "a/b/c", .data = "1"}, {.path = "z/y", .data = "22"}}, {{.path = "a/b/d", .data = "333"}}});
    QTRY_VERIFY(fileAt(u"a/b/c"_s).isValid());
    files().selectOnly(fileAt(u"a/b/c"_s));
    QVERIFY(files().isExpanded(fileAt(u"a/b"_s)));
    QVERIFY(files().rootIsDecorated()); // or the mouse could not open it
    selectLayer(0);
    QTRY_VERIFY(!fileAt(u"a/b/d"_s).isValid());
    QVERIFY(files().isExpanded(fileAt(u"a/b"_s)));
    QCOMPARE(files().currentIndex().data().toString(), u"c"_s);
    files().sortByColumn(LayerFilesModel::Size, Qt::DescendingOrder);
    QTRY_COMPARE(files().model()->index(0, 0).data().toString(), u"z"_s);
    QVERIFY(files().isExpanded(fileAt(u"a/b"_s)));
    QCOMPARE(files().currentIndex(), fileAt(u"a/b/c"_s));
    QVERIFY(!files().isExpanded(fileAt(u"z"_s)));
}

void TestLayersView::wasteLeadsToItsLayer()
{
    showImage(shop);
    find<QLineEdit>("layersFilter")->setText(u"nothing like this"_s);
    auto *waste = find<TreeTable>("layersWaste");
    QCOMPARE(find<QTabWidget>("layersTabs")->tabText(2), u"Wasted (2)"_s);
    const QModelIndex first = waste->model()->index(0, 0);
    QCOMPARE(first.siblingAtColumn(WasteModel::Path).data().toString(), u"/big"_s);
    QCOMPARE(first.siblingAtColumn(WasteModel::From).data().toString(), u"layer 1"_s);
    QCOMPARE(first.siblingAtColumn(WasteModel::HiddenBy).data().toString(), u"layer 2"_s);
    Q_EMIT waste->rowActivated(first);
    QTRY_COMPARE(files().currentIndex().data().toString(), u"big"_s);
    QCOMPARE(layers().currentIndex().row(), 0);
    QCOMPARE(find<QTabWidget>("layersTabs")->currentIndex(), 0);
}

void TestLayersView::whatIsThereTwice()
{
    const QByteArray content(1000, 'c');
    showImage({{{.path = "a/one", .data = content}, {.path = "b/two", .data = content}, {.path = "x", .data = "x"}},
               {{.path = "c/three", .data = content}, hardLink("c/again", "c/three")}});
    QCOMPARE(find<QTabWidget>("layersTabs")->tabText(3), u"Duplicates (1)"_s);
    auto *table = find<TreeTable>("layersDuplicates");
    const QModelIndex group = table->model()->index(0, 0);
    QCOMPARE(group.data().toString(), u"2 kB"_s);
    QCOMPARE(group.siblingAtColumn(DuplicatesModel::Copies).data().toString(), u"3 × 1 kB"_s);
    QCOMPARE(table->model()->rowCount(group), 3);
    const QModelIndex second = table->model()->index(1, DuplicatesModel::Path, group);
    Q_EMIT table->rowActivated(second.siblingAtColumn(0));
    QTRY_VERIFY(files().currentIndex().isValid());
    QCOMPARE(files().currentIndex().data().toString(), second.data().toString().section(u'/', -1));
    QCOMPARE(find<QTabWidget>("layersTabs")->currentIndex(), 0);
}

void TestLayersView::whenThereIsNothingToTell()
{
    showImage({{{.path = "one", .data = "1"}}});
    for (const int tab : {2, 3}) {
        find<QTabWidget>("layersTabs")->setCurrentIndex(tab);
        QVERIFY(find<EmptyState>(tab == 2 ? "layersWasteNone" : "layersDuplicatesNone")->isVisible());
        QVERIFY(!find<TreeTable>(tab == 2 ? "layersWaste" : "layersDuplicates")->isVisible());
    }
    showImage(shop);
    QTRY_VERIFY(find<EmptyState>("layersDuplicatesNone")->isVisible());
    find<QTabWidget>("layersTabs")->setCurrentIndex(2);
    QVERIFY(find<TreeTable>("layersWaste")->isVisible());
}

/// Rows beyond what is given at once come when they are asked for, and the tab tells of all.
void TestLayersView::longLists()
{
    QList<Item> lower, upper;
    for (int i = 0; i < 2'500; ++i) {
        lower.append({.path = "f" + QByteArray::number(i), .data = "old"});
        upper.append({.path = "f" + QByteArray::number(i), .data = "new " + QByteArray::number(i / 2)});
    }
    showImage({lower, upper});
    QTRY_COMPARE_WITH_TIMEOUT(find<QTabWidget>("layersTabs")->tabText(2).remove(u','), u"Wasted (2500)"_s, 60'000);
    auto *waste = find<TreeTable>("layersWaste")->model();
    QCOMPARE(waste->rowCount(), 2'000);
    QVERIFY(waste->canFetchMore({}));
    waste->fetchMore({});
    QCOMPARE(waste->rowCount(), 2'500);
    QVERIFY(!waste->canFetchMore({}));
    auto *duplicates = find<TreeTable>("layersDuplicates")->model();
    QCOMPARE(duplicates->rowCount(), 1'250);
    QCOMPARE(duplicates->rowCount(duplicates->index(0, 0)), 2);
    QVERIFY(!duplicates->canFetchMore(duplicates->index(0, 0)));
}

void TestLayersView::theMap()
{
    showImage({{{.path = "usr/lib/large", .data = QByteArray(60'000, 'l')},
                {.path = "usr/small", .data = QByteArray(20'000, 's')},
                {.path = "etc/motd", .data = QByteArray(20'000, 'm')}}});
    find<QTabWidget>("layersTabs")->setCurrentIndex(1);
    auto *map = find<TreemapView>("mapTiles");
    QTRY_COMPARE(map->tiles().size(), 7U); // the root, three folders, three files
    const auto area = [&](const QString &path) {
        const auto node = fileAt(path).data(LayerFilesModel::NodeRole).toUInt();
        const auto tile = std::ranges::find(map->tiles(), node, &TreemapTile::node);
        return tile == map->tiles().end() ? QRectF() : tile->area;
    };
    QVERIFY(area(u"usr"_s).contains(area(u"usr/lib"_s)) && area(u"usr/lib"_s).contains(area(u"usr/lib/large"_s)));
    QTest::mouseClick(map, Qt::LeftButton, {}, area(u"usr/lib/large"_s).center().toPoint());
    QCOMPARE(files().currentIndex(), fileAt(u"usr/lib/large"_s));
    QVERIFY(find<QLabel>("mapCurrent")->text().remove(QChar(0x200b)).startsWith(u"/usr/lib/large · 60 kB"_s));
    files().selectOnly(fileAt(u"etc/motd"_s)); // and the other way round
    QCOMPARE(map->current(), fileAt(u"etc/motd"_s).data(LayerFilesModel::NodeRole).toUInt());

    QTest::mouseDClick(map, Qt::LeftButton, {}, area(u"usr/lib/large"_s).center().toPoint());
    QTRY_COMPARE(map->tiles().size(), 4U); // one step: into usr
    QVERIFY(find<QLabel>("mapFolder")->text().startsWith(u"/usr · 80 kB"_s));
    QTest::keyClick(map, Qt::Key_Backspace);
    QTRY_COMPARE(map->tiles().size(), 7U);
    files().selectOnly(fileAt(u"usr"_s));
    QTest::keyClick(map, Qt::Key_Return);
    QTRY_COMPARE(map->tiles().size(), 4U);
    QTest::keyClick(map, Qt::Key_Down); // an arrow leads to one of those in it
    QVERIFY(files().currentIndex() != fileAt(u"usr"_s));
    QTest::keyClick(map, Qt::Key_Backspace);
    QTRY_COMPARE(map->tiles().size(), 7U);
    QVERIFY(!find<QToolButton>("mapUp")->isEnabled());

    files().selectOnly(fileAt(u"usr/lib/large"_s));
    const QSet<QString> others{u"small"_s, u"motd"_s};
    QSet<QString> reached;
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
        files().selectOnly(fileAt(u"usr/lib/large"_s));
        QTest::keyClick(map, key);
        reached.insert(files().currentIndex().data().toString());
    }
    QVERIFY(reached.intersects(others));
    QTest::keyClick(map, Qt::Key_Return);
    QVERIFY(find<QDialog>("filePreview"));
    find<QLineEdit>("layersFilter")->setText(u"motd"_s); // the map shows what the tree shows
    QTRY_COMPARE(map->tiles().size(), 3U);
}

void TestLayersView::theLifeOfAFile()
{
    showImage(shop);
    QTRY_VERIFY(fileAt(u"etc/motd"_s).isValid());
    files().selectOnly(fileAt(u"etc/motd"_s));
    const auto life = [this] { return find<QLabel>("layersLife")->text().remove(QChar(0x200b)); };
    QCOMPARE(life(), u"layer 1: added · layer 2: modified (content)"_s);
    find<QAction>("layersCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/etc/motd"_s);
    selectLayer(2);
    find<QAction>("layersGoToBringer")->trigger();
    QCOMPARE(layers().currentIndex().row(), 1);
}

void TestLayersView::factsOfALayer()
{
    showImage(shop);
    selectLayer(1);
    const QString facts = find<KeyValueView>("layersFacts")->sectionsAsText();
    QVERIFY(facts.contains(u"COPY part2 /"));
    const QString below = u"sha256:"_s;
    QCOMPARE(facts.count(below), 2); // diff ID and chain ID: as it is not compressed, its digest is the first
    QVERIFY(facts.contains(u"Digest: the diff ID"));
    QVERIFY(facts.contains(u"2 of 2"));
}

void TestLayersView::severalImages()
{
    TestImage amd = smallImage(), arm = smallImage(Codec::Gzip);
    amd.names = {u"one:1"_s};
    arm.names = {u"two:2"_s};
    arm.architecture = u"arm64"_s;
    arm.layers.removeLast();
    show(tarOf(dockerArchive({amd, arm})));
    auto *choice = find<QComboBox>("layersImage");
    QTRY_VERIFY(choice->isVisible());
    QCOMPARE(choice->count(), 2);
    QCOMPARE(choice->itemText(1), u"two:2 · linux/arm64"_s);
    const int rows = layers().model()->rowCount();
    choice->setCurrentIndex(1);
    Q_EMIT choice->activated(1);
    QVERIFY(layers().model()->rowCount() < rows);
}

/// What came before the end is shown, and that it is not all.
/// The one that containers of the engine run is shown first.
void TestLayersView::severalPlatforms()
{
    STRATA_NEED(m_engine);
    EngineSession session(EngineCandidate{.name = u"test"_s, .endpoint = m_engine.endpoint()}, m_engine.endpoint());
    m_view->setSession(&session);
    QTRY_VERIFY(session.inventory().info());
    TestImage foreign{.names = {u"shop:1"_s}, .layers = {{tarOf({{.path = "foreign"}}), u"ADD f /"_s}}};
    foreign.architecture = u"riscv64"_s;
    TestImage own{.names = {u"shop:1"_s}, .layers = {{tarOf({{.path = "own"}}), u"ADD own /"_s}}};
    own.architecture = session.inventory().info()->platform().section(u'/', 1);
    show(tarOf(dockerArchive({foreign, own})));
    QTRY_COMPARE(find<QComboBox>("layersImage")->count(), 2);
    QTRY_VERIFY(fileAt(u"own"_s).isValid());
    QCOMPARE(find<QComboBox>("layersImage")->currentIndex(), 1);
    m_view->setSession(nullptr);
}

void TestLayersView::aCutArchive()
{
    TestImage image{.names = {u"shop:1"_s}};
    image.layers = {{tarOf({{.path = "first", .data = "1"}}), u"COPY first /"_s},
                    {tarOf({{.path = "second", .data = QByteArray(30'000, '2')}}), u"COPY second /"_s}};
    QList<Item> items = dockerArchive({image});
    std::ranges::stable_partition(items, [](const Item &item) { return item.path.endsWith(".json"); });
    QByteArray whole = tarOf(items);
    for (const bool isTold : {true, false}) { // what the layers are for, before it is cut
        show(whole.first(whole.size() - 20'000));
        QTRY_VERIFY(find<QLabel>("layersProblem")->isVisible());
        QVERIFY(find<QLabel>("layersProblem")->text().startsWith(u"Incomplete: "));
        QCOMPARE(find<QLabel>("layersProblem")->text().contains(u"in the order of the archive"), !isTold);
        QVERIFY(layers().model()->rowCount() >= 2);
        QTRY_VERIFY(fileAt(u"first"_s).isValid());
        std::ranges::stable_partition(items, [](const Item &item) { return !item.path.endsWith(".json"); });
        whole = tarOf(items);
    }
    show(whole.first(300));
    QTRY_COMPARE(find<EmptyState>("layersState")->title(), u"The layers cannot be shown"_s);
}

/// It is what `docker import` would make of it.
void TestLayersView::anyOtherTar()
{
    show(tarOf({{.path = "thesis.tex", .data = "\\begin"}}));
    QTRY_VERIFY(fileAt(u"thesis.tex"_s).isValid());
    QCOMPARE(layers().model()->rowCount(), 1);
}

void TestLayersView::noArchive()
{
    show("this is no archive at all");
    auto *state = find<EmptyState>("layersState");
    QTRY_COMPARE(state->title(), u"The layers cannot be shown"_s);
    QVERIFY(!state->text().isEmpty());
    QVERIFY(state->isVisible());
}

/// A folder with more rows than are shown at once gives the rest when they are asked for.
void TestLayersView::manyFilesInAFolder()
{
    QList<Item> items;
    for (int i = 0; i < 5'000; ++i)
        items.append({.path = "d/" + QByteArray::number(10'000 + i),
                      .data = i == 4'321 ? QByteArray("largest") : QByteArray("x")});
    showImage({items});
    QTRY_VERIFY(fileAt(u"d"_s).isValid());
    QCOMPARE(files().model()->rowCount(fileAt(u"d"_s)), LayerFilesModel::FetchedAtOnce);
    find<QToolButton>("layersLargest")->click();
    QCOMPARE(files().currentIndex().data().toString(), u"14321"_s);
    files().sortByColumn(LayerFilesModel::Name, Qt::DescendingOrder);
    QTRY_COMPARE(files().model()->index(0, 0, fileAt(u"d"_s)).data().toString(), u"14999"_s);
    QCOMPARE(files().currentIndex().data().toString(), u"14321"_s);
    while (files().model()->canFetchMore(fileAt(u"d"_s)))
        files().model()->fetchMore(fileAt(u"d"_s));
    QCOMPARE(files().model()->rowCount(fileAt(u"d"_s)), 5'000);
}

void TestLayersView::textOfAFile()
{
    showImage(shop);
    QTRY_VERIFY(fileAt(u"etc/motd"_s).isValid());
    files().selectOnly(fileAt(u"etc"_s));
    QVERIFY(!find<QAction>("layersPreview")->isEnabled()); // a folder
    files().selectOnly(fileAt(u"etc/motd"_s));
    Q_EMIT files().rowActivated(files().currentIndex());
    auto *preview = find<QDialog>("filePreview");
    QVERIFY(preview && preview->isVisible());
    auto *text = preview->findChild<CodeView *>(u"previewText"_s);
    QTRY_VERIFY(text->isVisible());
    QCOMPARE(text->text(), u"good day\n"_s);
    delete preview;
    find<QAbstractButton>("layersThisLayer")->click(); // what was deleted can be looked at as well
    QTRY_VERIFY(fileAt(u"big"_s).isValid());
    files().selectOnly(fileAt(u"big"_s));
    find<QAction>("layersPreview")->trigger();
    text = find<QDialog>("filePreview")->findChild<CodeView *>(u"previewText"_s);
    QTRY_COMPARE(text->text(), QString(4000, u'b'));
}

void TestLayersView::bytesAndPictures()
{
    QCOMPARE(hexDump(QByteArrayView("\x7f"
                                    "ELF\0",
                                    5)),
             u"00000000  7f 45 4c 46 00                                    |.ELF.|\n"_s);
    QByteArray png;
    QBuffer buffer(&png);
    QImage picture(3, 2, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG"));
    showImage({{{.path = "picture", .data = png},
                {.path = "program",
                 .data = QByteArray("\x7f"
                                    "ELF\0",
                                    5)}}});
    QTRY_VERIFY(fileAt(u"program"_s).isValid());
    for (const QString &name : {u"picture"_s, u"program"_s}) {
        files().selectOnly(fileAt(name));
        find<QAction>("layersPreview")->trigger();
        const std::unique_ptr<QDialog> preview(find<QDialog>("filePreview"));
        const auto *state = preview->findChild<EmptyState *>(u"previewState"_s);
        QTRY_VERIFY2(!state->isVisible(), qPrintable(name + state->title() + state->text()));
        if (name == u"picture") {
            QVERIFY(preview->findChild<QWidget *>(u"previewPicture"_s)->isVisible());
            QVERIFY(preview->findChild<QLabel *>(u"previewFacts"_s)->text().startsWith(u"3 × 2 pixels"));
        } else {
            QVERIFY(preview->findChild<CodeView *>(u"previewText"_s)->text().contains(u"|.ELF.|"));
        }
    }
}

void TestLayersView::aFileIsSaved()
{
    showImage(shop);
    QTRY_VERIFY(fileAt(u"etc/motd"_s).isValid());
    files().selectOnly(fileAt(u"etc/motd"_s));
    const auto saveAs = [this](const QString &target) {
        find<QAction>("layersSaveAs")->trigger();
        auto *dialog = find<QFileDialog>("layersSaveDialog");
        Q_EMIT dialog->fileSelected(target);
        delete dialog;
    };
    const QString target = m_folder->filePath(u"saved"_s);
    saveAs(target);
    QTRY_VERIFY(QFile::exists(target));
    QFile saved(target);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), "good day\n");
    saveAs(m_folder->filePath(u"none/saved"_s));
    QTRY_VERIFY(find<QMessageBox>("layersNotSaved"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), (QStringList{u"image.tar"_s, u"saved"_s}));
}

void TestLayersView::aFolderIsSaved()
{
    showImage({{folder("etc/"), {.path = "etc/motd", .data = "hello"}, symbolicLink("etc/away", "/proc/mounts")}});
    QTRY_VERIFY(fileAt(u"etc"_s).isValid());
    files().selectOnly(fileAt(u"etc"_s));
    auto *action = find<QAction>("layersSaveAs");
    QVERIFY(action->isEnabled());
    action->trigger();
    const QString target = m_folder->filePath(u"saved"_s);
    auto *dialog = find<QFileDialog>("layersSaveDialog");
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"etc"_s);
    Q_EMIT dialog->fileSelected(target);
    delete dialog;
    QTRY_VERIFY(QFile::exists(target + u"/motd"_s));
    QTRY_VERIFY(find<QMessageBox>("layersLeftOut"));
    QVERIFY(find<QMessageBox>("layersLeftOut")->text().contains(u"away"_s));
    QCOMPARE(QDir(target).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot), QStringList{u"motd"_s});
}

void TestLayersView::anImageOfTheEngine()
{
    STRATA_PREPARE(m_engine);
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"image"_s)).isValid());
    QVERIFY(window.select({name(u"image"_s)}));
    auto *view = window.find<LayersView>(u"imageLayers"_s);
    auto *tabs = window.page->findChild<QTabWidget *>();
    QVERIFY(tabs->currentWidget() != view);
    tabs->setCurrentWidget(view);
    auto *shownLayers = view->findChild<TreeTable *>(u"layersTable"_s);
    QTRY_VERIFY(shownLayers->model()->rowCount() > 0);
    auto *shownFiles = view->findChild<TreeTable *>(u"layersFiles"_s);
    QTRY_VERIFY(shownFiles->model()->rowCount() > 0);
    QStringList names;
    for (int row = 0; row < shownFiles->model()->rowCount(); ++row)
        names.append(shownFiles->model()->index(row, 0).data().toString());
    QVERIFY2(names.contains(u"bin"_s), qPrintable(names.join(u' ')));

    view->findChild<QToolButton *>(u"layersLargest"_s)->click();
    QCOMPARE(shownFiles->currentIndex().data().toString(), u"busybox"_s);
    view->findChild<QAction *>(u"layersPreview"_s)->trigger();
    auto *preview = view->findChild<QDialog *>(u"filePreview"_s);
    auto *text = preview->findChild<CodeView *>(u"previewText"_s);
    QTRY_VERIFY(text->text().contains(u"|.ELF"));
}

/// What was read once is there at once, without asking the engine for the image: it has it no more.
void TestLayersView::seenBefore()
{
    STRATA_PREPARE(m_engine);
    const IndexCache cache(m_folder->filePath(u"cache"_s));
    EngineSession session(EngineCandidate{.name = u"test"_s, .endpoint = m_engine.endpoint()}, m_engine.endpoint());
    ImageSummary image;
    image.id = ImageId(m_image);
    const auto read = [&](ImageReading::Source source) {
        auto reading = std::make_unique<ImageReading>(&session, image, cache, source);
        const QSignalSpy finished(reading.get(), &ImageReading::finished);
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20'000))
            qWarning("not finished");
        return reading;
    };
    QVERIFY(read(ImageReading::Source::CacheOnly)->images().isEmpty());
    const auto first = read(ImageReading::Source::CacheOrEngine);
    QCOMPARE(first->images().size(), 1);
    QTRY_VERIFY(!cache.find(m_image).isEmpty());
    m_objects->docker({u"rmi"_s, m_image});
    const auto second = read(ImageReading::Source::CacheOrEngine);
    QCOMPARE(second->images().size(), 1);
    QCOMPARE(second->images()[0].tree->totalBytes(), first->images()[0].tree->totalBytes());
    QCOMPARE(second->images()[0].chainIds, first->images()[0].chainIds);
    image.id = ImageId(u"sha256:"_s + QString(64, u'0'));
    const auto gone = read(ImageReading::Source::CacheOrEngine);
    QVERIFY(gone->images().isEmpty() && gone->error());
}

void TestLayersView::aWindowOfItsOwn()
{
    STRATA_PREPARE(m_engine);
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"image"_s)).isValid());
    QVERIFY(window.select({name(u"image"_s)}));
    window.find<QAction>(u"imagesInspectLayers"_s)->trigger();
    const QPointer<QWidget> opened = window.find<QWidget>(u"layersWindow"_s);
    QVERIFY(opened && opened->isVisible() && opened->isWindow());
    QVERIFY(opened->windowTitle().contains(name(u"image"_s)));
    QTRY_VERIFY(opened->findChild<TreeTable *>(u"layersFiles"_s)->model()->rowCount() > 0);
    opened->close();
    QTRY_VERIFY(!opened);
}

/// The image below a committed container is its base.
void TestLayersView::whoSharesTheLayers()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"maker"_s), name(u"image"_s));
    m_objects->docker({u"cp"_s, u"/etc/hostname"_s, name(u"maker"_s) + u":/added"_s});
    m_objects->docker({u"commit"_s, name(u"maker"_s), name(u"above"_s)});
    PageWindow<ImagesPage> window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"above"_s)).isValid());
    auto *view = window.find<LayersView>(u"imageLayers"_s);
    window.page->findChild<QTabWidget *>()->setCurrentWidget(view);
    QVERIFY(window.select({name(u"above"_s)}));
    auto *table = view->findChild<TreeTable *>(u"layersTable"_s);
    QTRY_VERIFY(table->model()->rowCount() > 1);
    const auto *list = qobject_cast<LayerListModel *>(table->model());
    QTRY_COMPARE(list->sharing().baseLayers(), 1);
    QVERIFY(list->index(list->rowOf(0), LayerListModel::Shared).data().toString().startsWith(u"base, "));
    QCOMPARE(list->index(list->rowOf(1), LayerListModel::Shared).data().toString(), QString());
    table->selectOnly(list->index(list->rowOf(0), 0));
    const QString facts = view->findChild<KeyValueView *>(u"layersFacts"_s)->sectionsAsText();
    QVERIFY2(facts.contains(name(u"image"_s)) && facts.contains(name(u"maker"_s)), qPrintable(facts));

    table->selectOnly(list->index(list->rowOf(1), 0));
    auto *hide = view->findChild<QCheckBox *>(u"layersHideBase"_s);
    QVERIFY(hide->isVisible());
    hide->click();
    auto *shownFiles = view->findChild<TreeTable *>(u"layersFiles"_s);
    const auto names = [shownFiles] {
        QStringList all;
        for (int row = 0; row < shownFiles->model()->rowCount(); ++row)
            all.append(shownFiles->model()->index(row, 0).data().toString());
        return all;
    };
    QTRY_COMPARE(names(), QStringList{u"added"_s});
    QVERIFY(table->isRowHidden(list->rowOf(0), {}) && !table->isRowHidden(list->rowOf(1), {}));
    hide->click();
    QVERIFY(!table->isRowHidden(list->rowOf(0), {}));
    table->selectOnly(list->index(list->rowOf(0), 0));
    hide->click(); // what is selected goes: the first one above is
    QCOMPARE(table->currentIndex().row(), list->rowOf(0) + 1);
}

STRATA_WINDOW_TEST(TestLayersView)
#include "tst_layersview.moc"
