// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imagecomparison.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QStringList changes(const ImageComparison &comparison)
{
    QStringList lines;
    for (PathTable::Node node = 1; node < comparison.paths().count(); ++node) {
        const ImageComparison::Path &path = comparison.at(node);
        if (path.change != Change::Unchanged)
            lines.append(u"%1 %2 %3 %4"_s.arg(QChar(u"AMDU"[int(path.change)]))
                             .arg(QString::fromUtf8(comparison.paths().path(node)))
                             .arg(path.bytesBefore)
                             .arg(path.bytesAfter));
    }
    lines.sort();
    return lines;
}

} // namespace

class TestImageComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsOtherwise();
    void howTheLayersCameToItIsOfNoMatter();
    void tellsInWhatPathsDiffer();
    void nothingAndSomething();
    void hardLinksCountOnce();
    void aFileOfTheSameNamesCountsAtTheSame();
    void sharedLayersAreFromTheBottom();
    void imagesOfTheSamePlatformAreCompared();
};

void TestImageComparison::tellsWhatIsOtherwise()
{
    const auto before = treeOf({{folder("app/"),
                                 {.path = "app/main", .data = "12345"},
                                 {.path = "app/same", .data = "12"},
                                 {.path = "old", .data = "1"},
                                 {.path = "kind", .data = "123"}}});
    const auto after = treeOf({{folder("app/"),
                                {.path = "app/main", .data = "1234567"},
                                {.path = "app/same", .data = "12"},
                                {.path = "app/new", .data = "123"},
                                {.path = "kind/inside", .data = "1"}}});
    const ImageComparison comparison = ImageComparison::between(*before, *after);
    QCOMPARE(changes(comparison),
             QStringList(
                 {u"A app/new 0 3"_s, u"A kind/inside 0 1"_s, u"D old 1 0"_s, u"M app/main 5 7"_s, u"M kind 3 1"_s}));
    QCOMPARE(comparison.count().added, 2);
    QCOMPARE(comparison.count().modified, 2);
    QCOMPARE(comparison.count().deleted, 1);
    const ImageComparison::Path &app = comparison.at(*comparison.paths().find("app"));
    QCOMPARE(app.bytesBefore, 7);
    QCOMPARE(app.bytesAfter, 12);
    QCOMPARE(comparison.at(PathTable::root).bytesBefore, 11);
    QCOMPARE(comparison.at(PathTable::root).bytesAfter, 13);
}

void TestImageComparison::howTheLayersCameToItIsOfNoMatter()
{
    const auto one = treeOf({{{.path = "a", .data = "new"}, {.path = "b", .data = "b"}, hardLink("c", "b")}});
    const auto three = treeOf({{{.path = "a", .data = "old"}, {.path = "gone"}, {.path = "c", .data = "b"}},
                               {{.path = "a", .data = "new"}},
                               {{.path = ".wh.gone"}, {.path = "b", .data = "b"}}});
    QCOMPARE(changes(ImageComparison::between(*one, *three)), QStringList());
}

void TestImageComparison::tellsInWhatPathsDiffer()
{
    const auto before = treeOf({{{.path = "a", .data = "1", .mode = 0644}}});
    const auto after = treeOf({{{.path = "a", .data = "1", .mode = 0755, .modified = 5}}});
    const ImageComparison comparison = ImageComparison::between(*before, *after);
    QCOMPARE(comparison.at(*comparison.paths().find("a")).differences, DiffersInMode | DiffersInTime);
}

void TestImageComparison::nothingAndSomething()
{
    const auto nothing = treeOf({});
    const auto something = treeOf({{{.path = "a", .data = "1"}}});
    QCOMPARE(changes(ImageComparison::between(*nothing, *something)), QStringList{u"A a 0 1"_s});
    QCOMPARE(changes(ImageComparison::between(*something, *nothing)), QStringList{u"D a 1 0"_s});
    QCOMPARE(changes(ImageComparison::between(*nothing, *nothing)), QStringList());
}

void TestImageComparison::hardLinksCountOnce()
{
    QList<Item> files{{.path = "d/file", .data = "1234"}};
    for (int i = 0; i < 100; ++i)
        files.append(hardLink("links/" + QByteArray::number(i), "d/file"));
    const auto before = treeOf({files});
    const auto after = treeOf({files, {{.path = ".wh.d"}}, {hardLink("more", "links/7")}});
    const ImageComparison comparison = ImageComparison::between(*before, *after);
    const ImageComparison::Path &all = comparison.at(PathTable::root);
    QCOMPARE(all.bytesBefore, before->visibleBytes());
    QCOMPARE(all.bytesAfter, after->visibleBytes());
    const ImageComparison::Path &links = comparison.at(*comparison.paths().find("links"));
    QCOMPARE(links.bytesBefore, 0);
    QCOMPARE(links.bytesAfter, 4);
    QCOMPARE(changes(comparison), QStringList({u"A more 0 0"_s, u"D d 4 0"_s, u"D d/file 4 0"_s}));
}

/// Whichever of them is the file for who wrote the layer.
void TestImageComparison::aFileOfTheSameNamesCountsAtTheSame()
{
    const auto before = treeOf({{{.path = "a/1", .data = "1234"}, hardLink("b/2", "a/1")}});
    const auto after = treeOf({{{.path = "b/2", .data = "1234"}, hardLink("a/1", "b/2")}});
    const ImageComparison comparison = ImageComparison::between(*before, *after);
    QCOMPARE(changes(comparison), QStringList());
    for (PathTable::Node node = 1; node < comparison.paths().count(); ++node)
        QCOMPARE(comparison.at(node).bytesAfter, comparison.at(node).bytesBefore);
    QCOMPARE(comparison.at(*comparison.paths().find("a")).bytesAfter, 4);
}

void TestImageComparison::imagesOfTheSamePlatformAreCompared()
{
    const auto pair = [](const QStringList &before, const QStringList &after) {
        const auto [one, other] = imagesToCompare(before, after);
        return QList<qsizetype>{one, other};
    };
    const QString amd64 = u"linux/amd64"_s, arm64 = u"linux/arm64"_s, s390x = u"linux/s390x"_s;
    QCOMPARE(pair({amd64, arm64}, {arm64}), QList<qsizetype>({1, 0}));
    QCOMPARE(pair({s390x, amd64, arm64}, {arm64, amd64}), QList<qsizetype>({1, 1}));
    QCOMPARE(pair({s390x, amd64}, {arm64}), QList<qsizetype>({0, 0}));
    QCOMPARE(pair({QString()}, {amd64, QString()}), QList<qsizetype>({0, 1}));
}

void TestImageComparison::sharedLayersAreFromTheBottom()
{
    QCOMPARE(sharedLayers({u"a"_s, u"b"_s, u"c"_s}, {u"a"_s, u"b"_s, u"d"_s}), 2);
    QCOMPARE(sharedLayers({u"x"_s, u"b"_s}, {u"a"_s, u"b"_s}), 0);
    QCOMPARE(sharedLayers({u"a"_s}, {u"a"_s, u"b"_s}), 1);
    QCOMPARE(sharedLayers({}, {u"a"_s}), 0);
}

STRATA_TEST(TestImageComparison)
#include "tst_imagecomparison.moc"
