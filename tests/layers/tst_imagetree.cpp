// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"
#include "support/testprogram.h"

#include "layers/imagecomparison.h"
#include "layers/imagetree.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

using Index = std::shared_ptr<const LayerIndex>;
using Tree = std::shared_ptr<const ImageTree>;

Item file(const QByteArray &path, const QByteArray &data = "x")
{
    return {.path = path, .data = data};
}

/// An empty file that hides something.
Item whiteout(const QByteArray &path)
{
    return {.path = path};
}

/// Every path that can be seen with the layers up to one, folders with a slash behind them.
QByteArrayList shown(const ImageTree &tree, qsizetype layer = -1)
{
    QByteArrayList paths;
    const qsizetype upTo = layer < 0 ? tree.layers().size() - 1 : layer;
    for (ImageTree::Node node = 1; node < tree.paths().count(); ++node) {
        const ImageTree::Event *event = tree.at(node, upTo);
        if (!event)
            continue;
        const LayerIndex::Entry *entry = tree.entry(*event);
        const bool isFolder = !entry || entry->type == FileType::Directory;
        paths.append(tree.paths().path(node) + (isFolder ? "/" : ""));
    }
    std::ranges::sort(paths);
    return paths;
}

ImageTree::Node nodeAt(const ImageTree &tree, const QByteArray &path)
{
    return tree.paths().find(path).value_or(PathTable::root);
}

/// What a layer did, such as "A etc/motd", "M etc/motd content", sorted.
QStringList changesOf(const ImageTree &tree, qsizetype layer)
{
    QStringList lines;
    for (const ImageTree::Event &event : tree.events(layer)) {
        QStringList words{QString(u"AMDU"[int(event.change)]), QString::fromUtf8(tree.paths().path(event.node))};
        const std::pair<Difference, QString> names[]{{DiffersInType, u"type"_s}, {DiffersInContent, u"content"_s},
                                                     {DiffersInMode, u"mode"_s}, {DiffersInOwner, u"owner"_s},
                                                     {DiffersInTime, u"time"_s}, {DiffersInXattrs, u"xattrs"_s}};
        for (const auto &[bit, name] : names) {
            if (event.differences & bit)
                words.append(name);
        }
        lines.append(words.join(u' '));
    }
    lines.sort();
    return lines;
}

} // namespace

class TestImageTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whiteouts_data();
    void whiteouts();
    void whiteoutsConcernLowerLayersOnly();
    void changesAreToldApart_data();
    void changesAreToldApart();
    void countsChanges();
    void foldersNeedNoEntry();
    void filesGiveWayToFolders();
    void theLastEntryOfALayerCounts();
    void pathsHaveALife();
    void hardLinks();
    void linksAreNotFollowed();
    void waste_data();
    void waste();
    void aufsMetadata();
    void duplicates();
    void sumsOfClaimedSizesDoNotOverflow();
    void chains();
    void absentLayersChangeNothing();
    void deepPathsAreNoTrouble();
    void manyWhiteoutsAreCheap();
    void canBeCancelled();
    void equalsASimpleModel_data();
    void equalsASimpleModel();
    void aMillionFilesAreSmall();
};

void TestImageTree::whiteouts_data()
{
    QTest::addColumn<QList<Item>>("lower");
    QTest::addColumn<QList<Item>>("upper");
    QTest::addColumn<QByteArrayList>("merged");
    QTest::addColumn<quint32>("deleted");
    const QList<Item> app{folder("a/"), folder("a/b/"), folder("a/b/c/"), file("a/b/c/bar"), file("a/foo")};
    const auto row = [](const char *name, const QList<Item> &lower, const QList<Item> &upper,
                        const QByteArrayList &merged,
                        quint32 deleted) { QTest::newRow(name) << lower << upper << merged << deleted; };
    // the examples of image-spec layer.md
    row("a file", {folder("./"), folder("./etc/"), file("./etc/my-app-config"), file("./etc/other")},
        {folder("./"), folder("./etc/"), whiteout("./etc/.wh.my-app-config")}, {"etc/", "etc/other"}, 1);
    row("the children, each by its name", app, {folder("a/"), whiteout("a/.wh.b"), whiteout("a/.wh.foo")}, {"a/"}, 4);
    row("opaque, with a new file", app,
        {folder("a/"), whiteout("a/.wh..wh..opq"), folder("a/b/"), folder("a/b/c/"), file("a/b/c/foo")},
        {"a/", "a/b/", "a/b/c/", "a/b/c/foo"}, 2);
    row("opaque, behind the new file", app,
        {folder("a/"), folder("a/b/"), folder("a/b/c/"), file("a/b/c/foo"), whiteout("a/.wh..wh..opq")},
        {"a/", "a/b/", "a/b/c/", "a/b/c/foo"}, 2);
    // and others
    row("a folder with all in it", app, {whiteout(".wh.a")}, {}, 5);
    row("a folder, then a new one", app, {whiteout(".wh.a"), folder("a/"), file("a/new")}, {"a/", "a/new"}, 4);
    row("before its folder", app, {whiteout("a/.wh.foo"), folder("a/")}, {"a/", "a/b/", "a/b/c/", "a/b/c/bar"}, 1);
    row("without its folder", app, {whiteout("a/b/.wh.c")}, {"a/", "a/b/", "a/foo"}, 2);
    row("of nothing", app, {folder("a/"), whiteout("a/.wh.never"), whiteout("none/.wh.x"), whiteout(".wh.")},
        {"a/", "a/b/", "a/b/c/", "a/b/c/bar", "a/foo"}, 0);
    row("opaque of nothing", app, {whiteout("none/.wh..wh..opq")}, {"a/", "a/b/", "a/b/c/", "a/b/c/bar", "a/foo"}, 0);
    row("opaque said twice", app, {whiteout("a/.wh..wh..opq"), file("a/new"), whiteout("a/.wh..wh..opq")},
        {"a/", "a/new"}, 4);
    row("opaque deep down", app, {whiteout("a/b/c/.wh..wh..opq")}, {"a/", "a/b/", "a/b/c/", "a/foo"}, 1);
    row("opaque root", app, {whiteout(".wh..wh..opq"), file("only")}, {"only"}, 5);
    row("twice", app, {whiteout("a/.wh.foo"), whiteout("a/.wh.foo")}, {"a/", "a/b/", "a/b/c/", "a/b/c/bar"}, 1);
    row("a link, not what it leads to", {file("target"), symbolicLink("link", "target")}, {whiteout(".wh.link")},
        {"target"}, 1);
    row("a name that is no UTF-8", {file("caf\xe9"), file("caf\xe8")}, {whiteout(".wh.caf\xe9")}, {"caf\xe8"}, 1);
    row("a name that begins like one", {file(".wha"), file("x.wh.y")}, {file(".wh"), file("z.wh.x.wh.y")},
        {".wh", ".wha", "x.wh.y", "z.wh.x.wh.y"}, 0);
}

void TestImageTree::whiteouts()
{
    QFETCH(QList<Item>, lower);
    QFETCH(QList<Item>, upper);
    const Tree tree = treeOf({lower, upper});
    QTEST(shown(*tree), "merged");
    QTEST(tree->summaries()[1].deleted, "deleted");
    QCOMPARE(shown(*tree, 0), shown(*treeOf({lower}))); // the layer below is as it was
}

void TestImageTree::whiteoutsConcernLowerLayersOnly()
{
    for (const QList<Item> &upper :
         {QList<Item>{whiteout(".wh.a"), file("a", "new")}, {file("a", "new"), whiteout(".wh.a")}}) {
        const Tree tree = treeOf({{file("a", "old")}, upper, {whiteout(".wh.a")}});
        QCOMPARE(shown(*tree, 1), QByteArrayList{"a"});
        QCOMPARE(changesOf(*tree, 1), QStringList{u"M a content"_s});
        QCOMPARE(shown(*tree, 2), QByteArrayList{});
    }
    QCOMPARE(shown(*treeOf({{file("a"), whiteout(".wh.a")}})), QByteArrayList{"a"});
}

void TestImageTree::changesAreToldApart_data()
{
    QTest::addColumn<Item>("before");
    QTest::addColumn<Item>("after");
    QTest::addColumn<QString>("change");
    const Item plain{.path = "f", .data = "data", .xattrs = {{"user.a", "1"}}};
    const auto row = [&plain](const char *name, auto change, const QString &expected) {
        Item after = plain;
        change(after);
        QTest::newRow(name) << plain << after << expected;
    };
    row("the same", [](Item &) {}, u"U f"_s);
    row("content of the same size", [](Item &item) { item.data = "DATA"; }, u"M f content"_s);
    row("emptied", [](Item &item) { item.data.clear(); }, u"M f content"_s);
    row("mode", [](Item &item) { item.mode = 04755; }, u"M f mode"_s);
    row("user", [](Item &item) { item.userId = 1000; }, u"M f owner"_s);
    row("group", [](Item &item) { item.groupId = 1000; }, u"M f owner"_s);
    row("the owner's name alone", [](Item &item) { item.userName = "toor"; }, u"U f"_s);
    row("time", [](Item &item) { ++item.modified; }, u"M f time"_s);
    row("nanoseconds", [](Item &item) { item.nanoseconds = 1; }, u"M f time"_s);
    row("xattrs", [](Item &item) { item.xattrs = {{"user.a", "2"}}; }, u"M f xattrs"_s);
    row("several", [](Item &item) { item.mode = 0, ++item.modified, item.data = "1"; }, u"M f content mode time"_s);
    row("type", [](Item &item) { item.type = FileType::Fifo, item.data.clear(); }, u"M f type"_s);
    QTest::newRow("where a link leads") << symbolicLink("l", "a") << symbolicLink("l", "b") << u"M l content"_s;
    QTest::newRow("the same link") << symbolicLink("l", "a") << symbolicLink("l", "a") << u"U l"_s;
    const Item device{.path = "d", .type = FileType::CharacterDevice, .deviceMajor = 1, .deviceMinor = 3};
    Item other = device;
    other.deviceMinor = 5;
    QTest::newRow("another device") << device << other << u"M d content"_s;
    QTest::newRow("folder") << folder("d/") << folder("d/") << u"U d"_s;
    QTest::newRow("folder's mode") << folder("d/") << folder("d/", 0700) << u"M d mode"_s;
}

void TestImageTree::changesAreToldApart()
{
    QFETCH(Item, before);
    QFETCH(Item, after);
    QFETCH(QString, change);
    QCOMPARE(changesOf(*treeOf({{before}, {after}}), 1), QStringList{change});
}

void TestImageTree::countsChanges()
{
    const Tree tree = treeOf({{folder("etc/"), file("etc/a", "aaaa"), file("etc/b"), file("etc/c")},
                              {folder("etc/"), file("etc/a", "AAAA"), whiteout("etc/.wh.b"), file("etc/d", "dd")}});
    const auto &[below, above] = std::tie(tree->summaries()[0], tree->summaries()[1]);
    QCOMPARE(below.added, 4);
    QCOMPARE(below.modified + below.deleted, 0);
    QCOMPARE(above.added, 1);
    QCOMPARE(above.modified, 1);
    QCOMPARE(above.deleted, 1);
    QCOMPARE(above.entries, 4);
    QCOMPARE(above.bytes, 6);
    QCOMPARE(changesOf(*tree, 1), QStringList({u"A etc/d"_s, u"D etc/b"_s, u"M etc/a content"_s, u"U etc"_s}));
}

void TestImageTree::foldersNeedNoEntry()
{
    const Tree tree = treeOf({{file("a/b/c")}, {whiteout("a/.wh.b"), file("a/b/d")}, {folder("a/b/", 0700)}});
    QCOMPARE(shown(*tree, 0), QByteArrayList({"a/", "a/b/", "a/b/c"}));
    QCOMPARE(shown(*tree, 1), QByteArrayList({"a/", "a/b/", "a/b/d"}));
    QVERIFY(!tree->entry(*tree->at(nodeAt(*tree, "a/b"), 1)));
    QCOMPARE(changesOf(*tree, 1), QStringList({u"A a/b/d"_s, u"D a/b/c"_s, u"U a/b"_s}));
    QCOMPARE(changesOf(*tree, 2), QStringList{u"M a/b mode"_s});
}

void TestImageTree::filesGiveWayToFolders()
{
    const Tree tree = treeOf({{folder("a/"), file("a/b"), file("c")}, {file("a"), file("c/d")}, {folder("a/")}});
    QCOMPARE(shown(*tree, 1), QByteArrayList({"a", "c/", "c/d"}));
    QCOMPARE(changesOf(*tree, 1), QStringList({u"A c/d"_s, u"D a/b"_s, u"M a type mode"_s, u"M c type mode"_s}));
    QCOMPARE(shown(*tree, 2), QByteArrayList({"a/", "c/", "c/d"}));
}

void TestImageTree::theLastEntryOfALayerCounts()
{
    const Tree tree = treeOf({{file("a", "first"), file("a", "second!"), folder("d/"), file("d/x", "xx"), file("d")}});
    QCOMPARE(shown(*tree), QByteArrayList({"a", "d"}));
    QCOMPARE(tree->entry(*tree->at(nodeAt(*tree, "a"), 0))->size, 7);
    QCOMPARE(tree->totalBytes(), 15);
    QCOMPARE(tree->wastedBytes(), 7);
    QCOMPARE(tree->summaries()[0].added, 2);
    QCOMPARE(tree->waste()[0].buriedBy, 0);
}

void TestImageTree::pathsHaveALife()
{
    const Tree tree = treeOf(
        {{file("a", "1")}, {file("b")}, {file("a", "22")}, {whiteout(".wh.a")}, {file("a", "4444")}});
    const QList<ImageTree::Event> life = tree->life(nodeAt(*tree, "a"));
    QCOMPARE(life.size(), 4);
    QCOMPARE(life[0].layer, 0);
    QCOMPARE(int(life[0].change), int(Change::Added));
    QCOMPARE(life[1].layer, 2);
    QCOMPARE(int(life[1].change), int(Change::Modified));
    QCOMPARE(life[2].layer, 3);
    QCOMPARE(int(life[2].change), int(Change::Deleted));
    QVERIFY(!tree->entry(life[2]));
    QCOMPARE(int(life[3].change), int(Change::Added));
    const QList<qint64> sizes{1, 1, 2, 0, 4};
    for (qsizetype layer = 0; layer < 5; ++layer) {
        const ImageTree::Event *event = tree->at(nodeAt(*tree, "a"), layer);
        QCOMPARE(event ? tree->entry(*event)->size : 0, sizes[layer]);
    }
}

void TestImageTree::hardLinks()
{
    const Tree tree = treeOf(
        {{file("a", "1234"), hardLink("b", "a"), hardLink("c", "./b"), hardLink("lost", "nowhere")},
         {whiteout(".wh.a")},
         {hardLink("d", "/c"), whiteout(".wh.b"), whiteout(".wh.c")},
         {hardLink("e", "b")}});
    const ImageTree::Event *c = tree->at(nodeAt(*tree, "c"), 0);
    QCOMPARE(tree->entry(*c)->type, FileType::HardLink);
    QCOMPARE(tree->file(*c), (EntryReference{0, 0}));
    QCOMPARE(tree->entry(tree->file(*c)).size, 4);
    const ImageTree::Event *lost = tree->at(nodeAt(*tree, "lost"), 0);
    QCOMPARE(tree->file(*lost), (EntryReference{0, 3}));
    QCOMPARE(shown(*tree), QByteArrayList({"d", "e", "lost"}));
    // the layer of d hides c below: there is nothing it could lead to
    QCOMPARE(tree->file(*tree->at(nodeAt(*tree, "d"), 3)), (EntryReference{2, 0}));
    QCOMPARE(tree->wastedBytes(), 4);
    QCOMPARE(tree->waste()[0].buriedBy, 2);

    const Tree kept = treeOf({{file("a", "1234")}, {hardLink("b", "a")}, {whiteout(".wh.a")}});
    QCOMPARE(kept->wastedBytes(), 0); // b still shows it
    QCOMPARE(kept->file(*kept->at(nodeAt(*kept, "b"), 2)), (EntryReference{0, 0}));
    QVERIFY(kept->duplicates().empty());
    QCOMPARE(changesOf(*treeOf({{file("a", "1234"), hardLink("b", "a")}, {file("b", "1234")}}), 1),
             QStringList{u"U b"_s});
}

void TestImageTree::linksAreNotFollowed()
{
    const Tree tree = treeOf(
        {{folder("usr/"), symbolicLink("lib", "usr")}, {file("lib/x"), file("../out"), file("/in")}});
    QCOMPARE(shown(*tree), QByteArrayList({"../", "../out", "in", "lib/", "lib/x", "usr/"}));
}

void TestImageTree::waste_data()
{
    QTest::addColumn<QList<QList<Item>>>("layers");
    QTest::addColumn<qint64>("wasted");
    QTest::addColumn<QStringList>("traces"); // path, brought by, buried by, bytes
    const QByteArray big(4000, 'b');
    const QByteArray other(4000, 'o');
    const auto row = [](const char *name, const QList<QList<Item>> &layers, qint64 wasted, const QStringList &traces) {
        QTest::newRow(name) << layers << wasted << traces;
    };
    row("nothing", {{file("a", big)}, {file("b", other)}}, 0, {});
    row("rewritten", {{file("a", big)}, {file("a", other)}}, 4000, {u"a 0 1 4000"_s});
    row("rewritten as it was", {{file("a", big)}, {file("a", big)}}, 4000, {u"a 0 1 4000"_s});
    row("deleted", {{file("a", big)}, {whiteout(".wh.a")}}, 4000, {u"a 0 1 4000"_s});
    row("folder deleted", {{folder("d/"), file("d/a", big)}, {}, {whiteout(".wh.d")}}, 4000, {u"d/a 0 2 4000"_s});
    row("opaque", {{folder("d/"), file("d/a", big)}, {folder("d/"), whiteout("d/.wh..wh..opq"), file("d/b", "b")}},
        4000, {u"d/a 0 1 4000"_s});
    row("folder replaced", {{folder("d/"), file("d/a", big)}, {file("d")}}, 4000, {u"d/a 0 1 4000"_s});
    row("several copies, each once", {{file("a", big)}, {file("a", other)}, {file("a", "small")}, {whiteout(".wh.a")}},
        8005, {u"a 0 1 4000"_s, u"a 1 2 4000"_s, u"a 2 3 5"_s});
    row("a whiteout of nothing", {{file("a", big)}, {whiteout(".wh.b")}}, 0, {});
    row("only the mode changed", {{file("a", big)}, {{.path = "a", .data = big, .mode = 0600}}}, 4000,
        {u"a 0 1 4000"_s});
    row("nothing but the mode of a folder", {{folder("d/"), file("d/a", big)}, {folder("d/", 0700)}}, 0, {});
}

void TestImageTree::waste()
{
    QFETCH(QList<QList<Item>>, layers);
    QFETCH(qint64, wasted);
    const Tree tree = treeOf(layers);
    qint64 total = 0;
    for (const QList<Item> &items : layers) {
        for (const Item &item : items)
            total += item.data.size();
    }
    QCOMPARE(tree->totalBytes(), total);
    QCOMPARE(tree->wastedBytes(), wasted);
    QCOMPARE(tree->efficiency(), double(total - wasted) / double(total));
    QStringList traces;
    qint64 brought = 0;
    qint64 buried = 0;
    for (const ImageTree::Waste &waste : tree->waste())
        traces.append(u"%1 %2 %3 %4"_s.arg(QString::fromUtf8(tree->paths().path(waste.node)))
                          .arg(waste.file.layer)
                          .arg(waste.buriedBy)
                          .arg(waste.bytes));
    for (const ImageTree::LayerSummary &summary : tree->summaries()) {
        brought += summary.wastedBytes;
        buried += summary.buriedBytes;
    }
    QTEST(traces, "traces");
    QCOMPARE(brought, wasted);
    QCOMPARE(buried, wasted);
}

void TestImageTree::aufsMetadata()
{
    const Tree tree = treeOf({{folder("./"), folder("./.wh..wh.plnk/"), file("./.wh..wh.plnk/12.34", "linked"),
                               file("./.wh..wh.aufs", "meta"), folder("./.wh..wh.orph/"),
                               file("./.wh..wh.orph/x", "orphan"), hardLink("./a", ".wh..wh.plnk/12.34")}});
    QCOMPARE(shown(*tree), QByteArrayList{"a"});
    QCOMPARE(tree->entry(tree->file(*tree->at(nodeAt(*tree, "a"), 0))).size, 6);
    QCOMPARE(tree->wastedBytes(), 10);
    QCOMPARE(tree->waste()[0].node, PathTable::root);
}

void TestImageTree::duplicates()
{
    const QByteArray big(1000, 'b');
    const Tree tree = treeOf({{file("a", big), file("b", big), hardLink("c", "a"), file("e1"), file("e2"),
                               file("empty", ""), file("void", "")},
                              {file("d", big), file("gone", "12345")},
                              {whiteout(".wh.gone"), file("back", "12345")}});
    QCOMPARE(tree->duplicateBytes(), 2 * 1000 + 1);
    QCOMPARE(tree->duplicates().size(), 2);
    QCOMPARE(tree->duplicates()[0].bytes, 1000);
    QByteArrayList paths;
    for (const ImageTree::Node node : tree->duplicates()[0].nodes)
        paths.append(tree->paths().path(node));
    std::ranges::sort(paths);
    QCOMPARE(paths, QByteArrayList({"a", "b", "d"}));
    QCOMPARE(tree->wastedBytes(), 5);
}

void TestImageTree::sumsOfClaimedSizesDoNotOverflow()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    const Sha256Value hash = Sha256::of("the same");
    const auto layer = [&hash](const QByteArrayList &paths) -> Index {
        IndexBudget budget;
        LayerIndexBuilder builder(budget);
        for (const QByteArray &path : paths) {
            if (!builder.add({.path = path, .isSparse = true, .size = most}, &hash))
                return nullptr;
        }
        return builder.finish();
    };
    const QList<Index> layers{layer({"a", "b", "c"}), layer({"a", "b"}), layer({"a"})};
    QCOMPARE(layers[0]->fileBytes(), most);
    const Tree tree = ImageTree::build(layers).value_or(nullptr);
    QVERIFY(tree);
    QCOMPARE(tree->totalBytes(), most);
    QCOMPARE(tree->visibleBytes(), most);
    QCOMPARE(tree->wastedBytes(), 0);
    QCOMPARE(tree->efficiency(), 1.0);
    QCOMPARE(tree->duplicateBytes(), most);
    QCOMPARE(tree->summaries()[0].wastedBytes, most);
    QCOMPARE(tree->summaries()[1].buriedBytes, most);
    QCOMPARE(tree->summaries()[2].wastedBytes, 0);
    QCOMPARE(ImageComparison::between(*tree, *tree).at(PathTable::root).bytesAfter, most);
}

void TestImageTree::chains()
{
    const QString a = u"sha256:"_s + QString(64, u'a');
    const QString b = u"sha256:"_s + QString(64, u'b');
    QCOMPARE(chainIds({a, b, a}), // as sha256sum has it
             QStringList({a, u"sha256:ccd722928bd92476ba1745586fed6e45a102504185ad88cd89e01ff116fd146c"_s,
                          u"sha256:406364a4bd8d39df8107071d4494fa73814420337124657ec5999b072e5d3352"_s}));
    QCOMPARE(chainIds({}), QStringList());
}

void TestImageTree::absentLayersChangeNothing()
{
    const Result<Tree> tree = ImageTree::build({indexOf({file("a")}), nullptr, indexOf({file("b")})});
    QVERIFY(tree);
    QCOMPARE(shown(**tree), QByteArrayList({"a", "b"}));
    QCOMPARE((*tree)->events(1).size(), 0);
    QCOMPARE((*tree)->events(2)[0].layer, 2);
    const Result<Tree> nothing = ImageTree::build({});
    QVERIFY(nothing && shown(**nothing, 0).isEmpty());
    QCOMPARE((*nothing)->efficiency(), 1.0);
}

void TestImageTree::deepPathsAreNoTrouble()
{
    IndexBudget budget;
    LayerIndexBuilder deep(budget);
    QVERIFY(deep.add({.path = QByteArray("d/").repeated(100'000) + "f"}, nullptr));
    const Result<Tree> tree = ImageTree::build({deep.finish(), indexOf({whiteout(".wh.d")})});
    QCOMPARE((*tree)->summaries()[0].added, 100'001);
    QCOMPARE((*tree)->summaries()[1].deleted, 100'001);
}

void TestImageTree::manyWhiteoutsAreCheap()
{
    QList<Item> files;
    QList<Item> whiteouts;
    for (int i = 0; i < 10'000; ++i) {
        files.append(file("d/" + QByteArray::number(i)));
        whiteouts.append(whiteout("d/.wh." + QByteArray::number(i)));
    }
    QList<Index> layers;
    const Index below = indexOf(files);
    const Index above = indexOf(whiteouts);
    for (int i = 0; i < 20; ++i)
        layers << below << above;
    const Result<Tree> tree = ImageTree::build(layers); // hours if each whiteout looked at the whole image
    QCOMPARE((*tree)->summaries()[39].deleted, 10'000);
    QCOMPARE(shown(**tree), QByteArrayList{"d/"});
}

void TestImageTree::canBeCancelled()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(ImageTree::build({indexOf({file("a")})}, stop.get_token()).error().kind, Error::Kind::Cancelled);
}

namespace {

/// The specification once more, as short as it gets: paths and contents in a map.
using Model = std::map<QByteArray, std::optional<QByteArray>>; // no content: a folder

bool isBelow(const QByteArray &path, const QByteArray &folder)
{
    return folder.isEmpty() || path.startsWith(QByteArray(folder + '/'));
}

void apply(Model &model, const QList<Item> &layer)
{
    for (const Item &item : layer) {
        const qsizetype slash = item.path.lastIndexOf('/');
        const QByteArray above = slash < 0 ? QByteArray() : item.path.first(slash);
        const QByteArray name = item.path.sliced(slash + 1);
        if (name == ".wh..wh..opq")
            std::erase_if(model, [&](const auto &pair) { return isBelow(pair.first, above); });
        else if (name.startsWith(".wh."))
            std::erase_if(model, [&, hidden = item.path.first(slash + 1) + name.sliced(4)](const auto &pair) {
                return pair.first == hidden || isBelow(pair.first, hidden);
            });
    }
    for (const Item &item : layer) {
        QByteArray path = item.path;
        if (path.sliced(path.lastIndexOf('/') + 1).startsWith(".wh."))
            continue;
        if (path.endsWith('/'))
            path.chop(1);
        for (qsizetype slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
            model[path.first(slash)] = std::nullopt;
        if (item.type == FileType::Directory) {
            model[path] = std::nullopt;
        } else {
            std::erase_if(model, [&](const auto &pair) { return isBelow(pair.first, path); });
            model[path] = item.data;
        }
    }
}

QList<Item> randomLayer(QRandomGenerator &random)
{
    const auto path = [&random] {
        QByteArray text;
        for (quint32 depth = random.bounded(3); depth > 0; --depth)
            text += QByteArray(1, static_cast<char>('a' + random.bounded(3))) + '/';
        return text;
    };
    QList<Item> items;
    for (quint32 count = random.bounded(12); count > 0; --count) {
        const QByteArray name(1, static_cast<char>('a' + random.bounded(3)));
        switch (random.bounded(6)) {
        case 0: items.append(folder(path() + name + '/')); break;
        case 1: items.append(whiteout(path() + ".wh." + name)); break;
        case 2: items.append(whiteout(path() + ".wh..wh..opq")); break;
        default: items.append(file(path() + name, QByteArray(1 + random.bounded(4), 'x')));
        }
    }
    return items;
}

} // namespace

void TestImageTree::equalsASimpleModel_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestImageTree::equalsASimpleModel()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 50; ++round) {
        QList<QList<Item>> layers;
        QList<QByteArrayList> expected;
        Model model;
        qint64 total = 0;
        for (quint32 count = 1 + random.bounded(6); count > 0; --count) {
            layers.append(randomLayer(random));
            for (const Item &item : std::as_const(layers.last()))
                total += item.data.size();
            apply(model, layers.last());
            expected.append(QByteArrayList());
            for (const auto &[path, content] : model)
                expected.last().append(path + (content ? "" : "/"));
            std::ranges::sort(expected.last());
        }
        const Tree tree = treeOf(layers);
        qint64 visible = 0;
        for (const auto &[path, content] : model)
            visible += content ? content->size() : 0;
        for (qsizetype layer = 0; layer < layers.size(); ++layer)
            QCOMPARE(shown(*tree, layer), expected[layer]);
        QCOMPARE(tree->totalBytes(), total);
        QCOMPARE(tree->visibleBytes(), visible);
        qint64 wasted = 0;
        qint64 there = 0;
        for (const ImageTree::Waste &waste : tree->waste())
            wasted += waste.bytes;
        QCOMPARE(wasted, total - visible);
        for (const ImageTree::LayerSummary &summary : tree->summaries())
            there += qint64(summary.added) - summary.deleted;
        QCOMPARE(there, qint64(model.size()));
    }
}

void TestImageTree::aMillionFilesAreSmall()
{
    constexpr int count = 200'000;
    IndexBudget budget;
    LayerIndexBuilder builder(budget);
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        const Sha256Value hash = Sha256::of(number);
        const QByteArray path = "usr/lib/node_modules/package" + QByteArray::number(i / 20) + "/file" + number + ".js";
        QVERIFY(builder.add({.path = path, .size = 100}, &hash));
    }
    const Index index = builder.finish();
    const Result<Tree> tree = ImageTree::build({index});
    const size_t each = (index->memory() + (*tree)->memory()) / count;
    QVERIFY2(each < 150, qPrintable(QString::number(each)));
}

STRATA_TEST(TestImageTree)
#include "tst_imagetree.moc"
