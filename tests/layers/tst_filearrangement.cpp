// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/filearrangement.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QRandomGenerator>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

using Arranged = std::shared_ptr<const FileArrangement>;

Arranged arranged(const std::shared_ptr<const ImageTree> &tree, const FileQuery &query)
{
    return FileArrangement::build(tree, query).value_or(nullptr);
}

/// As it stands on the screen: a line for each node, deeper ones behind their folder.
QStringList lines(const FileArrangement &files, ImageTree::Node folder = PathTable::root)
{
    QStringList told;
    for (quint32 row = 0; row < files.nodes().childCount(folder); ++row) {
        const ImageTree::Node node = files.nodes().child(folder, row);
        told.append(u"%1 %2"_s.arg(QString::fromUtf8(files.tree().paths().path(node))).arg(files.bytes(node)));
        told += lines(files, node);
    }
    return told;
}

Item sizedFile(const QByteArray &path, qsizetype size, quint16 mode = 0644)
{
    return {.path = path, .data = QByteArray(size, 'x'), .mode = mode};
}

/// base: etc/motd, usr/lib/a; then one file replaced, one deleted, one added with a second name.
std::shared_ptr<const ImageTree> threeLayers()
{
    return treeOf({{folder("etc/"), sizedFile("etc/motd", 10), sizedFile("usr/lib/a", 100), sizedFile("usr/lib/B", 20)},
                   {sizedFile("etc/motd", 30), {.path = "usr/lib/.wh.a"}},
                   {sizedFile("srv/app", 500), hardLink("srv/again", "srv/app"), symbolicLink("srv/link", "app")}});
}

} // namespace

class TestFileArrangement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upToALayer();
    void inALayer();
    void withoutTheBase();
    void byText();
    void byKind();
    void byChange();
    void orders();
    void linksCountOnce();
    void whatIsShownOfAFile();
    void rowsFitChildren();
    void stops();
};

void TestFileArrangement::upToALayer()
{
    const auto tree = threeLayers();
    QCOMPARE(lines(*arranged(tree, {.layer = 0})),
             (QStringList{u"etc 10"_s, u"etc/motd 10"_s, u"usr 120"_s, u"usr/lib 120"_s, u"usr/lib/a 100"_s,
                          u"usr/lib/B 20"_s}));
    QCOMPARE(lines(*arranged(tree, {.layer = 1})),
             (QStringList{u"etc 30"_s, u"etc/motd 30"_s, u"usr 20"_s, u"usr/lib 20"_s, u"usr/lib/B 20"_s}));
    const Arranged all = arranged(tree, {.layer = 2});
    QCOMPARE(all->bytes(PathTable::root), 550);
    QCOMPARE(all->bytes(PathTable::root), tree->visibleBytes());
    QCOMPARE(all->count(), 9U);
}

void TestFileArrangement::inALayer()
{
    const auto tree = threeLayers();
    const Arranged second = arranged(tree, {.layer = 1, .scope = FileQuery::Scope::ThisLayer});
    QCOMPARE(lines(*second),
             (QStringList{u"etc 30"_s, u"etc/motd 30"_s, u"usr 100"_s, u"usr/lib 100"_s, u"usr/lib/a 100"_s}));
    QCOMPARE(second->count(), 2U);
    const ImageTree::Node gone = *tree->paths().find("usr/lib/a");
    QCOMPARE(second->event(gone)->change, Change::Deleted);
    QVERIFY(second->isOfThisLayer(gone));
    QVERIFY(!second->event(*tree->paths().find("usr")));
    const Arranged third = arranged(tree, {.layer = 2, .scope = FileQuery::Scope::ThisLayer});
    QCOMPARE(third->bytes(PathTable::root), tree->summaries()[2].bytes);
}

void TestFileArrangement::withoutTheBase()
{
    const Arranged own = arranged(threeLayers(), {.layer = 2, .firstLayer = 1});
    QCOMPARE(lines(*own),
             (QStringList{u"etc 30"_s, u"etc/motd 30"_s, u"srv 500"_s, u"srv/again 0"_s, u"srv/app 500"_s,
                          u"srv/link 0"_s}));
}

void TestFileArrangement::byText()
{
    const auto tree = threeLayers();
    QCOMPARE(lines(*arranged(tree, {.layer = 2, .text = u"b"_s})), // a folder brings all that is in it
             (QStringList{u"usr 20"_s, u"usr/lib 20"_s, u"usr/lib/B 20"_s}));
    QCOMPARE(lines(*arranged(tree, {.layer = 2, .text = u"MOT"_s})), (QStringList{u"etc 30"_s, u"etc/motd 30"_s}));
    QCOMPARE(lines(*arranged(tree, {.layer = 2, .text = u"/srv/ap"_s})), (QStringList{u"srv 500"_s, u"srv/app 500"_s}));
    QCOMPARE(lines(*arranged(tree, {.layer = 2, .text = u"nowhere"_s})), QStringList());
    const auto korean = treeOf({{sizedFile("자료/사진.jpg", 5), sizedFile("\xff\xfe", 1)}});
    QCOMPARE(lines(*arranged(korean, {.text = u"사진"_s})), (QStringList{u"자료 5"_s, u"자료/사진.jpg 5"_s}));
}

void TestFileArrangement::byKind()
{
    const auto tree = treeOf({{folder("d/"),
                               sizedFile("d/plain", 1),
                               sizedFile("d/su", 2, 04755),
                               symbolicLink("d/link", "su"),
                               {.path = "d/pipe", .type = FileType::Fifo},
                               folder("d/empty/")}});
    const auto of = [&tree](FileQuery::Kind kind) { return lines(*arranged(tree, {.kind = kind})); };
    QCOMPARE(of(FileQuery::Kind::Files), (QStringList{u"d 3"_s, u"d/plain 1"_s, u"d/su 2"_s}));
    QCOMPARE(of(FileQuery::Kind::SetId), (QStringList{u"d 2"_s, u"d/su 2"_s}));
    QCOMPARE(of(FileQuery::Kind::Links), (QStringList{u"d 0"_s, u"d/link 0"_s}));
    QCOMPARE(of(FileQuery::Kind::Devices), (QStringList{u"d 0"_s, u"d/pipe 0"_s}));
    QCOMPARE(of(FileQuery::Kind::Folders), (QStringList{u"d 0"_s, u"d/empty 0"_s}));
}

void TestFileArrangement::byChange()
{
    const auto tree = threeLayers();
    const auto of = [&tree](Change change) {
        return lines(*arranged(tree, {.layer = 1, .scope = FileQuery::Scope::ThisLayer, .change = change}));
    };
    QCOMPARE(of(Change::Modified), (QStringList{u"etc 30"_s, u"etc/motd 30"_s}));
    QCOMPARE(of(Change::Deleted), (QStringList{u"usr 100"_s, u"usr/lib 100"_s, u"usr/lib/a 100"_s}));
    QCOMPARE(of(Change::Added), QStringList());
    // Up to a layer only what that layer did counts as its change.
    QCOMPARE(lines(*arranged(tree, {.layer = 1, .change = Change::Added})), QStringList());
}

void TestFileArrangement::orders()
{
    QList<Item> items{sizedFile("b", 1, 0600), sizedFile("A", 3, 0755), sizedFile("c", 2, 0644)};
    items[0].modified = 30;
    items[1].modified = 20;
    items[2].modified = 10;
    items[0].userId = 2;
    items[1].userId = 1;
    items[2].userId = 3;
    items.append(folder("z/"));
    items.last().modified = 40;
    items.last().userId = 4;
    const auto tree = treeOf({items});
    const auto names = [&tree](FileQuery::Order order, bool isDescending = false) {
        const Arranged files = arranged(tree, {.order = order, .isDescending = isDescending});
        QByteArray all;
        for (quint32 row = 0; row < files->nodes().childCount(PathTable::root); ++row)
            all += tree->paths().name(files->nodes().child(PathTable::root, row));
        return all;
    };
    QCOMPARE(names(FileQuery::Order::Name), "zAbc");
    QCOMPARE(names(FileQuery::Order::Name, true), "zcbA");
    QCOMPARE(names(FileQuery::Order::Size), "zbcA");
    QCOMPARE(names(FileQuery::Order::Size, true), "Acbz");
    QCOMPARE(names(FileQuery::Order::Modified), "cAbz");
    QCOMPARE(names(FileQuery::Order::Owner, true), "zcbA");
    QCOMPARE(names(FileQuery::Order::Mode), "bcAz");
}

void TestFileArrangement::linksCountOnce()
{
    const auto tree = treeOf({{sizedFile("a", 100), hardLink("b", "a"), hardLink("c", "a")}, {{.path = ".wh.a"}}});
    QCOMPARE(arranged(tree, {.layer = 0})->bytes(PathTable::root), 100);
    QCOMPARE(arranged(tree, {.layer = 1})->bytes(PathTable::root), 100); // its name is gone, the file is not
    const auto other = treeOf({{sizedFile("a", 100)}, {hardLink("b", "a")}});
    const Arranged link = arranged(other, {.layer = 1, .scope = FileQuery::Scope::ThisLayer});
    QCOMPARE(link->count(), 1U);
    QCOMPARE(link->bytes(PathTable::root), 0); // the layer brought a name, no bytes
    QCOMPARE(arranged(other, {.layer = 1})->bytes(PathTable::root), 100);
}

void TestFileArrangement::whatIsShownOfAFile()
{
    const auto tree = threeLayers();
    const Arranged all = arranged(tree, {.layer = 2});
    QCOMPARE(all->view(*tree->paths().find("etc/motd")).entry->size, 30);
    QCOMPARE(all->view(*tree->paths().find("srv/again")).entry->size, 500); // the file it is a name of
    QVERIFY(!all->view(*tree->paths().find("usr")).entry);
    const Arranged second = arranged(tree, {.layer = 1, .scope = FileQuery::Scope::ThisLayer});
    QCOMPARE(second->view(*tree->paths().find("usr/lib/a")).entry->size, 100); // as it was
    QVERIFY(!all->isOfThisLayer(*tree->paths().find("etc/motd")));
    QVERIFY(all->isOfThisLayer(*tree->paths().find("srv/app")));
}

/// For random stacks: every shown node is the child of its parent at its row, sums add up, and nothing else is shown.
void TestFileArrangement::rowsFitChildren()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        QList<QList<Item>> layers(random.bounded(1, 4));
        for (QList<Item> &items : layers) {
            for (int i = random.bounded(30); i >= 0; --i) {
                const QByteArray path = QByteArray::number(random.bounded(4)) + '/'
                    + QByteArray(random.bounded(4) == 0 ? ".wh." : "") + QByteArray::number(random.bounded(5));
                items.append(sizedFile(path, random.bounded(100)));
            }
        }
        const auto tree = treeOf(layers);
        QVERIFY(tree);
        const FileQuery query{.layer = random.bounded(int(layers.size())),
                              .scope = FileQuery::Scope(random.bounded(2)),
                              .order = FileQuery::Order(random.bounded(7)),
                              .isDescending = random.bounded(2) == 1};
        const Arranged files = arranged(tree, query);
        quint32 reached = 0, shown = 0;
        for (ImageTree::Node node = 0; node < tree->paths().count(); ++node) {
            shown += node > 0 && files->nodes().isShown(node);
            qint64 sum = 0;
            for (quint32 row = 0; row < files->nodes().childCount(node); ++row, ++reached) {
                const ImageTree::Node child = files->nodes().child(node, row);
                QCOMPARE(tree->paths().parent(child), node);
                QCOMPARE(files->nodes().row(child), row);
                sum += files->bytes(child);
            }
            if (files->nodes().childCount(node) > 0 && !files->view(node).entry)
                QCOMPARE(files->bytes(node), sum);
        }
        QCOMPARE(reached, shown);
        if (query.scope == FileQuery::Scope::UpToHere) {
            for (ImageTree::Node node = 1; node < tree->paths().count(); ++node)
                QCOMPARE(files->nodes().isShown(node), tree->at(node, query.layer) != nullptr);
        }
    }
}

void TestFileArrangement::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = FileArrangement::build(threeLayers(), {}, stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
}

STRATA_TEST(TestFileArrangement)
#include "tst_filearrangement.moc"
