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
    void sharedLayersAreFromTheBottom();
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

void TestImageComparison::sharedLayersAreFromTheBottom()
{
    QCOMPARE(sharedLayers({u"a"_s, u"b"_s, u"c"_s}, {u"a"_s, u"b"_s, u"d"_s}), 2);
    QCOMPARE(sharedLayers({u"x"_s, u"b"_s}, {u"a"_s, u"b"_s}), 0);
    QCOMPARE(sharedLayers({u"a"_s}, {u"a"_s, u"b"_s}), 1);
    QCOMPARE(sharedLayers({}, {u"a"_s}), 0);
}

STRATA_TEST(TestImageComparison)
#include "tst_imagecomparison.moc"
