// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/comparisonarrangement.h"
#include "support/archives.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const ImageComparison> shopComparison()
{
    const auto before = treeOf({{folder("app/"),
                                 {.path = "app/main", .data = QByteArray(10, 'a')},
                                 {.path = "app/old", .data = QByteArray(300, 'o')},
                                 {.path = "same", .data = "s"}}});
    const auto after = treeOf({{folder("app/"),
                                {.path = "app/main", .data = QByteArray(20, 'b')},
                                {.path = "app/new", .data = QByteArray(5, 'n')},
                                {.path = "same", .data = "s"}}});
    return std::make_shared<const ImageComparison>(ImageComparison::between(*before, *after));
}

QByteArrayList arrangedPaths(const ComparisonQuery &query)
{
    const auto arranged = ComparisonArrangement::build(shopComparison(), query);
    QByteArrayList paths;
    QList<PathTable::Node> folders{PathTable::root};
    while (!folders.isEmpty()) {
        const PathTable::Node folder = folders.takeFirst();
        for (quint32 row = 0; row < (*arranged)->nodes().childCount(folder); ++row) {
            folders.append((*arranged)->nodes().child(folder, row));
            paths.append((*arranged)->comparison().paths().path(folders.last()));
        }
    }
    return paths;
}

} // namespace

class TestComparisonArrangement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDiffers();
    void filtered();
    void ordered();
    void stops();
};

void TestComparisonArrangement::whatDiffers()
{
    QCOMPARE(arrangedPaths({}), (QByteArrayList{"app", "app/main", "app/new", "app/old"}));
}

void TestComparisonArrangement::filtered()
{
    QCOMPARE(arrangedPaths({.change = Change::Deleted}), (QByteArrayList{"app", "app/old"}));
    QCOMPARE(arrangedPaths({.text = u"NEW"_s}), (QByteArrayList{"app", "app/new"}));
    QCOMPARE(arrangedPaths({.text = u"/app/m"_s, .change = Change::Modified}), (QByteArrayList{"app", "app/main"}));
    QCOMPARE(arrangedPaths({.text = u"same"_s}), QByteArrayList());
}

void TestComparisonArrangement::ordered()
{
    using Order = ComparisonQuery::Order;
    QCOMPARE(arrangedPaths({.isDescending = true}), (QByteArrayList{"app", "app/old", "app/new", "app/main"}));
    QCOMPARE(arrangedPaths({.order = Order::Growth}), (QByteArrayList{"app", "app/old", "app/new", "app/main"}));
    QCOMPARE(arrangedPaths({.order = Order::Before, .isDescending = true}),
             (QByteArrayList{"app", "app/old", "app/main", "app/new"}));
    QCOMPARE(arrangedPaths({.order = Order::After, .isDescending = true}),
             (QByteArrayList{"app", "app/main", "app/new", "app/old"}));
    QCOMPARE(arrangedPaths({.order = Order::Change}), (QByteArrayList{"app", "app/new", "app/main", "app/old"}));
}

void TestComparisonArrangement::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = ComparisonArrangement::build(shopComparison(), {}, stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
}

STRATA_TEST(TestComparisonArrangement)
#include "tst_comparisonarrangement.moc"
