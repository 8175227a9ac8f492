// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livetreemodel.h"
#include "support/testprogram.h"

#include "treetext.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

struct Item
{
    QString key;
    QString name;
    QString group;
    int number = 0;
};

class ItemModel : public LiveTreeModel<Item, QString>
{
public:
    enum Column { Name, Number, ColumnCount };

    ItemModel() : LiveTreeModel(ColumnCount, Name, nullptr) {}
    using LiveTreeModel::cellsEdited;
    using LiveTreeModel::edit;
    using LiveTreeModel::reposition;

protected:
    QString keyOf(const Item &item) const override { return item.key; }
    QVariant cell(const Item &item, int column, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return column == Name ? QVariant(item.name) : QVariant(item.number);
    }
    std::weak_ordering compare(const Item &a, const Item &b, int column) const override
    {
        return column == Name ? std::weak_ordering(compareNames(a.name, b.name)) : a.number <=> b.number;
    }
    QStringView nameOf(const Item &item) const override { return item.name; }
    QString groupOf(const Item &item) const override { return item.group; }
    QString searchText(const Item &item) const override { return QString(item.name + u'\n' + item.group); }
    QStringView idOf(const Item &item) const override { return item.key; }
};

using ItemChanges = Changes<Item, QString>;

Item item(const QString &name, const QString &group = {}, int number = 0)
{
    return {u"key-"_s + name, name, group, number};
}

// Counts what the model tells; a reset is never right.
struct Signals
{
    explicit Signals(QAbstractItemModel *model)
        : reset(model, &QAbstractItemModel::modelReset), layout(model, &QAbstractItemModel::layoutChanged),
          inserted(model, &QAbstractItemModel::rowsInserted), removed(model, &QAbstractItemModel::rowsRemoved),
          moved(model, &QAbstractItemModel::rowsMoved), changed(model, &QAbstractItemModel::dataChanged)
    {}
    int structural() const { return int(layout.size() + inserted.size() + removed.size() + moved.size()); }

    QSignalSpy reset, layout, inserted, removed, moved, changed;
};

QList<Item> numbered(int count, const std::function<QString(int)> &group = [](int) { return QString(); })
{
    QList<Item> items;
    for (int i = 0; i < count; ++i)
        items.append(item(u"web-%1"_s.arg(i), group(i), i % 100));
    return items;
}

// What the model must show, made the slow way.
QString expectedTree(QList<Item> items, const ItemModel &model)
{
    const bool descending = model.sortOrder() == Qt::DescendingOrder && model.sortColumn() >= 0;
    std::ranges::sort(items, [&](const Item &a, const Item &b) {
        if (model.sortColumn() == ItemModel::Number && a.number != b.number)
            return descending ? a.number > b.number : a.number < b.number;
        const auto order = compareNames(a.name, b.name);
        return model.sortColumn() == ItemModel::Name && descending ? order > 0 : order < 0;
    });
    items.removeIf([&](const Item &row) {
        return !row.name.contains(model.filterText()) && !row.group.contains(model.filterText());
    });
    QStringList top; // "g:name" or "r:name"
    QHash<QString, QStringList> groups;
    for (const Item &row : std::as_const(items)) {
        const bool isGrouped = model.isGrouped() && !row.group.isEmpty();
        const QString entry = isGrouped ? QString(u"g:"_s + row.group) : QString(u"r:"_s + row.name);
        if (!top.contains(entry))
            top.append(entry);
        if (isGrouped)
            groups[row.group].append(row.name);
    }
    if (model.sortColumn() != ItemModel::Number) {
        std::ranges::stable_sort(top, [&](const QString &a, const QString &b) {
            const auto order = compareNames(QStringView(a).mid(2), QStringView(b).mid(2));
            return order != 0 ? (descending ? order > 0 : order < 0) : a.front() < b.front();
        });
    }
    QString text;
    for (const QString &entry : std::as_const(top)) {
        text += entry.mid(2) + u'\n';
        if (entry.startsWith(u'g'))
            text += u' ' + groups[entry.mid(2)].join(u"\n "_s) + u'\n';
    }
    return text;
}

} // namespace

class LiveTreeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rowsArriveInOrder();
    void groupsStandAmongRows();
    void groupsFollowTheSortedValue();
    void oneChangedRowIsOneSignal();
    void groupIsToldWithItsRow();
    void manyChangedRowsAreFewSignals();
    void rowMovesToItsNewPlace();
    void rowChangesItsGroup();
    void groupVanishesWithItsLastRow();
    void bulkKeepsIndexesAndSelection_data();
    void bulkKeepsIndexesAndSelection();
    void everythingSelectedSurvivesGrouping();
    void removedSelectionIsGoneForGood();
    void filterFindsWordsAndIds();
    void predicateAndTextTogether();
    void countsAreTold();
    void editedCells();
    void sameKeyTwiceInABatch();
    void removedAndBackInABatch();
    void randomChanges();
    void tenThousandRowsInFewSignals();
    void namesAreComparedNaturally_data();
    void namesAreComparedNaturally();

private:
    std::unique_ptr<ItemModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

void LiveTreeModelTest::init()
{
    m_model = std::make_unique<ItemModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
}

void LiveTreeModelTest::cleanup()
{
    QCOMPARE(m_resets->size(), 0);
    m_tester.reset();
    m_model.reset();
}

void LiveTreeModelTest::rowsArriveInOrder()
{
    m_model->apply({{item(u"web-10"_s), item(u"db"_s), item(u"web-9"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"db\nweb-9\nweb-10\n"_s);
    m_model->apply({{item(u"Cache"_s)}, {u"key-web-9"_s, u"key-unknown"_s}});
    QCOMPARE(treeText(*m_model), u"Cache\ndb\nweb-10\n"_s);
    m_model->sort(ItemModel::Name, Qt::DescendingOrder);
    QCOMPARE(treeText(*m_model), u"web-10\ndb\nCache\n"_s);
    m_model->clear();
    QCOMPARE(treeText(*m_model), QString());
    QCOMPARE(m_model->totalCount(), 0);
}

void LiveTreeModelTest::groupsStandAmongRows()
{
    m_model->setGrouped(true);
    m_model->apply(
        {{item(u"shop-web"_s, u"shop"_s), item(u"proxy"_s), item(u"a-db"_s, u"shop"_s), item(u"tool"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"proxy\nshop\n a-db\n shop-web\ntool\n"_s);
    const QModelIndex shop = m_model->indexOfGroup(u"shop"_s);
    QVERIFY(m_model->isGroup(shop));
    QCOMPARE(m_model->groupName(shop), u"shop"_s);
    QCOMPARE(shop.data(ItemModel::RowCountRole).toInt(), 2);
    QCOMPARE(m_model->keysBelow(shop), (QList<QString>{u"key-a-db"_s, u"key-shop-web"_s}));
    QCOMPARE(m_model->row(shop), nullptr);
    QCOMPARE(m_model->row(m_model->indexOf(u"key-tool"_s))->name, u"tool"_s);
    QCOMPARE(m_model->keysBelow({shop, m_model->indexOf(u"key-a-db"_s), m_model->indexOf(u"key-tool"_s)}).size(), 3);

    m_model->sort(ItemModel::Name, Qt::DescendingOrder);
    QCOMPARE(treeText(*m_model), u"tool\nshop\n shop-web\n a-db\nproxy\n"_s);
    m_model->setGrouped(false);
    QCOMPARE(treeText(*m_model), u"tool\nshop-web\nproxy\na-db\n"_s);
    QVERIFY(!m_model->indexOfGroup(u"shop"_s).isValid());
}

void LiveTreeModelTest::groupsFollowTheSortedValue()
{
    m_model->setGrouped(true);
    m_model->apply(
        {{item(u"a"_s, u"low"_s, 1), item(u"b"_s, u"high"_s, 9), item(u"c"_s, u"low"_s, 2), item(u"d"_s, {}, 5)}, {}});
    m_model->sort(ItemModel::Number, Qt::DescendingOrder);
    QCOMPARE(treeText(*m_model), u"high\n b\nd\nlow\n c\n a\n"_s);
}

void LiveTreeModelTest::oneChangedRowIsOneSignal()
{
    m_model->apply({numbered(1000), {}});
    const Signals told(m_model.get());
    m_model->apply({{item(u"web-500"_s, {}, 77)}, {}});
    QCOMPARE(told.structural(), 0);
    QCOMPARE(told.changed.size(), 1);
    const QModelIndex index = m_model->indexOf(u"key-web-500"_s);
    QCOMPARE(told.changed.first().at(0).toModelIndex(), index);
    QCOMPARE(told.changed.first().at(1).toModelIndex(), index.siblingAtColumn(ItemModel::Number));
    QCOMPARE(index.siblingAtColumn(ItemModel::Number).data().toInt(), 77);
}

void LiveTreeModelTest::groupIsToldWithItsRow()
{
    m_model->setGrouped(true);
    m_model->apply({numbered(20, [](int i) { return i < 10 ? u"one"_s : u"two"_s; }), {}});
    const Signals told(m_model.get());
    m_model->apply({{item(u"web-3"_s, u"one"_s, 77)}, {}});
    QCOMPARE(told.structural(), 0);
    QCOMPARE(told.changed.size(), 2);
    QCOMPARE(told.changed.at(0).at(0).toModelIndex(), m_model->indexOf(u"key-web-3"_s));
    QCOMPARE(told.changed.at(1).at(0).toModelIndex(), m_model->indexOfGroup(u"one"_s));

    m_model->apply({{}, {u"key-web-15"_s}}); // its group counts one row less
    QCOMPARE(told.changed.size(), 3);
    QCOMPARE(told.changed.at(2).at(0).toModelIndex(), m_model->indexOfGroup(u"two"_s));
}

void LiveTreeModelTest::manyChangedRowsAreFewSignals()
{
    m_model->apply({numbered(5000), {}});
    const Signals told(m_model.get());
    ItemChanges changes;
    for (int i = 0; i < 5000; i += 2)
        changes.upserted.append(item(u"web-%1"_s.arg(i), {}, 7));
    m_model->apply(changes);
    QCOMPARE(told.structural(), 0);
    QCOMPARE(told.changed.size(), 1);
}

void LiveTreeModelTest::rowMovesToItsNewPlace()
{
    m_model->apply({numbered(100), {}});
    m_model->sort(ItemModel::Number);
    const QPersistentModelIndex held = m_model->indexOf(u"key-web-3"_s);
    const Signals told(m_model.get());
    m_model->apply({{item(u"web-3"_s, {}, 1000)}, {}});
    QCOMPARE(held.row(), 99);
    QCOMPARE(held.data().toString(), u"web-3"_s);
    QCOMPARE(told.moved.size(), 1);
    QCOMPARE(told.structural(), 1);
    QCOMPARE(told.changed.size(), 1);
}

void LiveTreeModelTest::rowChangesItsGroup()
{
    m_model->setGrouped(true);
    m_model->apply({{item(u"a"_s, u"one"_s), item(u"b"_s, u"one"_s), item(u"c"_s, u"two"_s), item(u"d"_s)}, {}});
    const QPersistentModelIndex a = m_model->indexOf(u"key-a"_s);
    const QPersistentModelIndex d = m_model->indexOf(u"key-d"_s);
    const Signals told(m_model.get());
    m_model->apply({{item(u"a"_s, u"two"_s), item(u"d"_s, u"three"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"one\n b\nthree\n d\ntwo\n a\n c\n"_s);
    QCOMPARE(told.layout.size(), 0);
    QCOMPARE(told.removed.size(), 0);
    QCOMPARE(a.parent().data().toString(), u"two"_s);
    QCOMPARE(m_model->groupName(a), u"two"_s);
    QCOMPARE(QModelIndex(d), m_model->indexOf(u"key-d"_s));
    m_model->apply({{item(u"a"_s), item(u"c"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"a\nc\none\n b\nthree\n d\n"_s);
    QCOMPARE(QModelIndex(a), m_model->index(0, 0));
}

void LiveTreeModelTest::groupVanishesWithItsLastRow()
{
    m_model->setGrouped(true);
    m_model->apply({{item(u"a"_s, u"one"_s), item(u"b"_s, u"one"_s), item(u"c"_s, u"two"_s)}, {}});
    const QPersistentModelIndex group = m_model->indexOfGroup(u"one"_s);
    m_model->apply({{}, {u"key-a"_s}});
    QVERIFY(group.isValid());
    m_model->apply({{}, {u"key-b"_s}});
    QVERIFY(!group.isValid());
    QCOMPARE(treeText(*m_model), u"two\n c\n"_s);
    m_model->apply({{item(u"b"_s, u"one"_s)}, {}});
    QCOMPARE(treeText(*m_model), u"one\n b\ntwo\n c\n"_s);
}

void LiveTreeModelTest::bulkKeepsIndexesAndSelection_data()
{
    QTest::addColumn<bool>("grouped");
    QTest::newRow("flat") << false;
    QTest::newRow("grouped") << true;
}

void LiveTreeModelTest::bulkKeepsIndexesAndSelection()
{
    QFETCH(bool, grouped);
    m_model->setGrouped(grouped);
    const auto group = [](int i) { return i % 3 ? u"group-%1"_s.arg(i % 40) : QString(); };
    m_model->apply({numbered(2000, group), {}});
    QItemSelectionModel selection(m_model.get());
    const QStringList chosen{u"key-web-40"_s, u"key-web-777"_s, u"key-web-1501"_s};
    for (const QString &key : chosen)
        selection.select(m_model->indexOf(key), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.setCurrentIndex(m_model->indexOf(u"key-web-777"_s), QItemSelectionModel::NoUpdate);

    const Signals told(m_model.get());
    ItemChanges changes;
    for (int i = 0; i < 2000; i += 2) {
        if (!chosen.contains(u"key-web-%1"_s.arg(i)))
            changes.removed.append(u"key-web-%1"_s.arg(i));
    }
    for (int i = 0; i < 2000; i += 3)
        changes.upserted.append(item(u"new-%1"_s.arg(i), group(i + 1)));
    m_model->apply(changes);

    QCOMPARE(told.layout.size(), 2);
    QCOMPARE(told.removed.size(), 1);
    QCOMPARE(told.inserted.size(), 1);
    QStringList selected;
    for (const QModelIndex &index : selection.selectedRows())
        selected.append(m_model->row(index)->key);
    selected.sort();
    QStringList expected = chosen;
    expected.sort();
    QCOMPARE(selected, expected);
    QCOMPARE(m_model->row(selection.currentIndex())->key, u"key-web-777"_s);
    m_model->sort(ItemModel::Number, Qt::DescendingOrder);
    m_model->setGrouped(!grouped);
    QCOMPARE(m_model->row(selection.currentIndex())->key, u"key-web-777"_s);
    QCOMPARE(selection.selectedRows().size(), 3);
}

void LiveTreeModelTest::everythingSelectedSurvivesGrouping()
{
    m_model->apply({numbered(1000, [](int i) { return u"group-%1"_s.arg(i % 7); }), {}});
    QItemSelectionModel selection(m_model.get());
    selection.select({m_model->index(0, 0), m_model->index(999, 1)}, QItemSelectionModel::Select);
    m_model->setGrouped(true);
    QVERIFY(selection.isSelected(m_model->indexOf(u"key-web-0"_s)));
    QVERIFY(selection.isSelected(m_model->indexOf(u"key-web-999"_s)));
    QVERIFY(!selection.isSelected(m_model->indexOfGroup(u"group-1"_s)));
}

void LiveTreeModelTest::removedSelectionIsGoneForGood()
{
    m_model->apply({numbered(10), {}});
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->indexOf(u"key-web-4"_s), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_model->apply({{}, {u"key-web-4"_s}});
    QVERIFY(!selection.hasSelection());
}

void LiveTreeModelTest::filterFindsWordsAndIds()
{
    m_model->apply(
        {{item(u"shop-web"_s, u"shop"_s), item(u"shop-db"_s, u"shop"_s), item(u"Proxy"_s), item(u"xx"_s)}, {}});
    m_model->setFilterText(u"  SHOP  web "_s);
    QCOMPARE(treeText(*m_model), u"shop-web\n"_s);
    QVERIFY(!m_model->indexOf(u"key-xx"_s).isValid());
    QVERIFY(m_model->find(u"key-xx"_s));
    m_model->setFilterText(u"prox"_s);
    QCOMPARE(treeText(*m_model), u"Proxy\n"_s);
    m_model->setFilterText(u"key-x"_s);
    QCOMPARE(treeText(*m_model), u"xx\n"_s);
    m_model->setFilterText(u"ke"_s); // in every ID
    QCOMPARE(treeText(*m_model), QString());
    m_model->setFilterText(u"xx"_s);
    m_model->apply({{{u"key-xx"_s, u"renamed"_s, {}, 0}, {u"key-Proxy"_s, u"Xxl"_s, {}, 0}}, {}});
    QCOMPARE(treeText(*m_model), u"Xxl\n"_s);
    m_model->setFilterText({});
    QCOMPARE(m_model->visibleCount(), 4);
}

void LiveTreeModelTest::predicateAndTextTogether()
{
    m_model->apply({numbered(100), {}});
    m_model->setFilter([](const Item &row) { return row.number < 20; });
    QCOMPARE(m_model->visibleCount(), 20);
    m_model->setFilterText(u"1"_s);
    QCOMPARE(m_model->visibleCount(), 11);
    m_model->apply({{item(u"web-19"_s, {}, 50)}, {}});
    QCOMPARE(m_model->visibleCount(), 10);
    m_model->setFilter({});
    m_model->setFilterText({});
    QCOMPARE(m_model->visibleCount(), 100);
}

void LiveTreeModelTest::countsAreTold()
{
    const QSignalSpy counts(m_model.get(), &ItemModel::countsChanged);
    m_model->apply({numbered(10), {}});
    QCOMPARE(counts.size(), 1);
    m_model->apply({{item(u"web-1"_s, {}, 5)}, {}});
    QCOMPARE(counts.size(), 1);
    m_model->setFilterText(u"web-1"_s);
    QCOMPARE(counts.size(), 2);
    m_model->apply({{}, {u"key-web-2"_s}}); // hidden, but one less
    QCOMPARE(counts.size(), 3);
    QCOMPARE(m_model->totalCount(), 9);
    QCOMPARE(m_model->visibleCount(), 1);
}

void LiveTreeModelTest::editedCells()
{
    m_model->apply({numbered(10), {}});
    m_model->sort(ItemModel::Number);
    const Signals told(m_model.get());
    m_model->edit(u"key-web-0"_s)->number = 1000;
    m_model->cellsEdited(u"key-web-0"_s, ItemModel::Number, ItemModel::Number);
    QCOMPARE(told.changed.size(), 1);
    QCOMPARE(told.changed.first().at(0).toModelIndex(), m_model->index(0, ItemModel::Number));
    QCOMPARE(told.structural(), 0);
    m_model->reposition({u"key-web-0"_s});
    QCOMPARE(m_model->indexOf(u"key-web-0"_s).row(), 9);
    m_model->setFilterText(u"web-5"_s);
    const qsizetype before = told.changed.size();
    m_model->cellsEdited(u"key-web-0"_s, ItemModel::Number, ItemModel::Number); // hidden: nothing to tell
    QCOMPARE(told.changed.size(), before);
}

void LiveTreeModelTest::sameKeyTwiceInABatch()
{
    m_model->apply({{item(u"a"_s, {}, 1), item(u"a"_s, {}, 2)}, {}});
    m_model->apply({{item(u"a"_s, {}, 3), item(u"a"_s, {}, 4)}, {}});
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->find(u"key-a"_s)->number, 4);
}

void LiveTreeModelTest::removedAndBackInABatch()
{
    m_model->apply({numbered(3), {}});
    m_model->apply({{item(u"web-1"_s, {}, 9)}, {u"key-web-1"_s}});
    QCOMPARE(treeText(*m_model), u"web-0\nweb-1\nweb-2\n"_s);
    QCOMPARE(m_model->find(u"key-web-1"_s)->number, 9);
}

void LiveTreeModelTest::randomChanges()
{
    QRandomGenerator random(42);
    QHash<QString, Item> reference;
    for (int round = 0; round < 600; ++round) {
        const int size = round % 10 == 0 ? 150 : 4;
        ItemChanges changes;
        for (int i = 0; i < size; ++i) {
            const int group = random.bounded(12);
            const Item row = item(u"n%1"_s.arg(random.bounded(300)), group < 8 ? u"g%1"_s.arg(group) : QString(),
                                  random.bounded(5));
            if (random.bounded(3)) {
                changes.upserted.append(row);
                reference.insert(row.key, row);
            }
        }
        for (int i = 0; i < size / 2; ++i) {
            const QString key = u"key-n%1"_s.arg(random.bounded(300));
            const auto isKey = [&](const Item &row) { return row.key == key; };
            if (std::ranges::none_of(changes.upserted, isKey)) {
                changes.removed.append(key);
                reference.remove(key);
            }
        }
        const QPersistentModelIndex held = m_model->indexOf(u"key-n7"_s);
        m_model->apply(changes);
        if (round % 7 == 0)
            m_model->setGrouped(!m_model->isGrouped());
        if (round % 11 == 0)
            m_model->setFilterText(random.bounded(2) ? QString() : QString::number(random.bounded(10)));
        if (round % 13 == 0)
            m_model->sort(random.bounded(3) - 1, random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        QCOMPARE(treeText(*m_model), expectedTree(reference.values(), *m_model));
        QVERIFY(!held.isValid() || m_model->row(held)->key == u"key-n7"_s);
    }
}

// What they cost is measured in tests/bench; here, that a view is not told row by row.
void LiveTreeModelTest::tenThousandRowsInFewSignals()
{
    m_tester.reset(); // it looks at every row at every step
    const QList<Item> items = numbered(10'000, [](int i) { return i % 2 ? u"group-%1"_s.arg(i % 300) : QString(); });
    const Signals told(m_model.get());
    const auto count = [&] { return told.structural() + told.changed.size(); };
    const auto atMost = [&](qsizetype limit, const char *what, const std::function<void()> &work) {
        const qsizetype before = count();
        work();
        const qsizetype signalCount = count() - before;
        QVERIFY2(signalCount > 0 && signalCount <= limit,
                 qPrintable(QString::number(signalCount) + u' ' + QLatin1StringView(what)));
    };
    atMost(1, "first list", [&] { m_model->apply({items, {}}); });
    QCOMPARE(m_model->rowCount(), 10'000);
    atMost(1, "sort by number", [&] { m_model->sort(ItemModel::Number); });
    atMost(1, "sort by name", [&] { m_model->sort(ItemModel::Name, Qt::DescendingOrder); });
    QCOMPARE(m_model->row(m_model->index(0, 0))->name, u"web-9999"_s);
    constexpr qsizetype inBulk = 4; // goners to the tail, one removal, one insertion, into place
    atMost(inBulk, "first filter", [&] { m_model->setFilterText(u"7"_s); });
    atMost(inBulk, "next filter", [&] { m_model->setFilterText(u"77"_s); });
    atMost(inBulk, "no filter", [&] { m_model->setFilterText({}); });
    atMost(inBulk, "group", [&] { m_model->setGrouped(true); });
    atMost(inBulk, "ungroup", [&] { m_model->setGrouped(false); });
    atMost(1, "one row", [&] { m_model->apply({{item(u"web-5000"_s, u"other"_s, 3)}, {}}); });
    atMost(1, "clear", [&] { m_model->clear(); });
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(told.reset.size(), 0);
}

void LiveTreeModelTest::namesAreComparedNaturally_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("digits") << u"web-2"_s << u"web-10"_s;
    QTest::newRow("digits inside") << u"a2b1"_s << u"a10b1"_s;
    QTest::newRow("huge digits") << u"99999999999999999999998"_s << u"99999999999999999999999"_s;
    QTest::newRow("case") << u"alpha"_s << u"Beta"_s;
    QTest::newRow("prefix") << u"web"_s << u"web-1"_s;
    QTest::newRow("empty") << QString() << u"a"_s;
    QTest::newRow("leading zeros") << u"web-007"_s << u"web-8"_s;
    QTest::newRow("only case differs") << u"Web"_s << u"web"_s;
    QTest::newRow("only zeros differ") << u"web-01"_s << u"web-1"_s;
    QTest::newRow("korean") << u"가게"_s << u"나무"_s;
}

void LiveTreeModelTest::namesAreComparedNaturally()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(compareNames(first, second) < 0);
    QVERIFY(compareNames(second, first) > 0);
    QVERIFY(compareNames(first, first) == 0);
}

STRATA_TEST(LiveTreeModelTest)
#include "tst_livetreemodel.moc"
