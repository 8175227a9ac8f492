// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/treemap.h"
#include "support/images.h"
#include "support/testprogram.h"

#include <cmath>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Files as areas.
class TestTreemap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asInThePaper();
    void foldersAroundTheirFiles();
    void whatIsTooSmallIsLeftOut();
    void nothingToShow();
    void deepFolders();
    void manyFiles();
};

namespace {

constexpr TreemapMeasures bare{.header = 0, .frame = 0, .least = 0};

std::shared_ptr<const FileArrangement> arrangementOf(const QList<Item> &items)
{
    return FileArrangement::build(ImageTree::build({indexOf(items)}).value(), {}).value();
}

QByteArray nameOf(const FileArrangement &files, const TreemapTile &tile)
{
    return files.tree().paths().name(tile.node).toByteArray();
}

bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

/// The example of the paper: 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4.
void TestTreemap::asInThePaper()
{
    QList<Item> items;
    const QList<int> sizes{1, 6, 2, 4, 6, 3, 2};
    for (qsizetype i = 0; i < sizes.size(); ++i)
        items.append({.path = "file" + QByteArray::number(i), .data = QByteArray(sizes[i], 'x')});
    const auto files = arrangementOf(items);
    const std::vector<TreemapTile> tiles = treemap(*files, PathTable::root, {0, 0, 6, 4}, bare);
    QCOMPARE(tiles.size(), 8U);
    QCOMPARE(tiles[1].area, QRectF(0, 0, 3, 2));
    QCOMPARE(tiles[2].area, QRectF(0, 2, 3, 2));
    QCOMPARE(tiles[3].area, QRectF(3, 0, 12.0 / 7, 7.0 / 3));
    QCOMPARE(tiles[4].area.height(), 7.0 / 3);
    double sum = 0;
    for (size_t i = 1; i < tiles.size(); ++i) {
        const double space = tiles[i].area.width() * tiles[i].area.height();
        QVERIFY(isNear(space, double(files->bytes(tiles[i].node))));
        sum += space;
        for (size_t j = i + 1; j < tiles.size(); ++j) {
            const QRectF both = tiles[i].area & tiles[j].area;
            QVERIFY(both.width() * both.height() < 1e-6);
        }
    }
    QVERIFY(isNear(sum, 24));
}

void TestTreemap::foldersAroundTheirFiles()
{
    const auto files = arrangementOf({{.path = "a/b/one", .data = QByteArray(500, '1')},
                                      {.path = "a/two", .data = QByteArray(300, '2')},
                                      {.path = "c/three", .data = QByteArray(200, '3')},
                                      {.path = "c/empty"}});
    const std::vector<TreemapTile> tiles = treemap(*files, PathTable::root, {10, 20, 400, 300});
    QHash<QByteArray, TreemapTile> byName;
    for (const TreemapTile &tile : tiles)
        byName.insert(nameOf(*files, tile), tile);
    QCOMPARE(byName.size(), 7);
    QVERIFY(!byName.contains("empty"));
    QVERIFY(byName["a"].area.contains(byName["b"].area) && byName["b"].area.contains(byName["one"].area));
    QVERIFY(byName["b"].area.top() >= byName["a"].area.top() + TreemapMeasures().header - 0.001);
    QCOMPARE(byName["one"].depth, 3);
    QCOMPARE(byName["one"].branch, byName["a"].branch);
    QVERIFY(byName["three"].branch != byName["a"].branch);
    QVERIFY(byName["a"].hasChildren && !byName["one"].hasChildren);

    const PathTable::Node a = byName["a"].node;
    const std::vector<TreemapTile> inside = treemap(*files, a, {0, 0, 400, 300});
    QCOMPARE(inside.front().node, a);
    QCOMPARE(inside.size(), 4U);
}

void TestTreemap::whatIsTooSmallIsLeftOut()
{
    const auto files = arrangementOf(
        {{.path = "large", .data = QByteArray(100'000, 'l')}, {.path = "tiny", .data = "t"}});
    QCOMPARE(treemap(*files, PathTable::root, {0, 0, 100, 100}).size(), 2U);
}

void TestTreemap::nothingToShow()
{
    const auto files = arrangementOf({{.path = "empty"}});
    QVERIFY(treemap(*files, PathTable::root, {0, 0, 100, 100}).empty());
    const auto some = arrangementOf({{.path = "some", .data = "x"}});
    QVERIFY(treemap(*some, PathTable::root, {0, 0, 0, 100}).empty());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(treemap(*some, PathTable::root, {0, 0, 100, 100}, {}, stop.get_token()).empty());
}

/// As deep as there is room.
void TestTreemap::deepFolders()
{
    const auto files = arrangementOf(
        {{.path = QByteArray("d/").repeated(5'000) + "file", .data = QByteArray(10, 'x')}});
    const std::vector<TreemapTile> tiles = treemap(*files, PathTable::root, {0, 0, 800, 600});
    QVERIFY(tiles.size() > 10 && tiles.size() < 1'000);
}

void TestTreemap::manyFiles()
{
    QList<Item> items;
    for (int i = 0; i < 20'000; ++i)
        items.append({.path = "d/" + QByteArray::number(i), .data = "xxxxxxxxxx"});
    items.append({.path = "d/large", .data = QByteArray(200'000, 'x')});
    const auto files = arrangementOf(items);
    const std::vector<TreemapTile> tiles = treemap(*files, PathTable::root, {0, 0, 200, 200});
    QVERIFY(tiles.size() < 200 * 200 / TreemapMeasures().least);
    QVERIFY(std::ranges::any_of(tiles, [&](const TreemapTile &tile) { return nameOf(*files, tile) == "large"; }));
}

STRATA_TEST(TestTreemap)
#include "tst_treemap.moc"
