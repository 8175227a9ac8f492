// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowdiff.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QAbstractListModel>
#include <QRandomGenerator>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

using Rows = std::vector<int>;

// The smallest model that a plan can drive; QAbstractItemModelTester watches every step.
class PlainList : public QAbstractListModel
{
public:
    explicit PlainList(Rows rows) : m_rows(std::move(rows)) {}

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(m_rows[size_t(index.row())]) : QVariant();
    }
    const Rows &rows() const { return m_rows; }

    void become(const Rows &after, const RowPlan &plan)
    {
        m_after = after;
        applyRowPlan(plan, *this);
    }
    void removeRows(int first, int last)
    {
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
    }
    void moveRows(int first, int last, int destination)
    {
        QVERIFY(beginMoveRows({}, first, last, {}, destination));
        const auto begin = m_rows.begin();
        if (destination < first)
            std::rotate(begin + destination, begin + first, begin + last + 1);
        else
            std::rotate(begin + first, begin + last + 1, begin + destination);
        endMoveRows();
    }
    void insertRows(int first, int last)
    {
        beginInsertRows({}, first, last);
        m_rows.insert(m_rows.begin() + first, m_after.begin() + first, m_after.begin() + last + 1);
        endInsertRows();
    }

private:
    Rows m_rows;
    Rows m_after;
};

RowPlan change(const Rows &before, const Rows &after)
{
    PlainList list(before);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QList<QPersistentModelIndex> held;
    for (int row = 0; row < list.rowCount(); ++row)
        held.append(list.index(row));

    const RowPlan plan = planRows<int>(before, after);
    list.become(after, plan);
    if (list.rows() != after)
        qFatal("the steps did not lead to the new order");
    for (size_t i = 0; i < before.size(); ++i) {
        const bool stays = std::ranges::find(after, before[i]) != after.end();
        const QPersistentModelIndex &index = held[qsizetype(i)];
        if (index.isValid() != stays || (stays && index.data().toInt() != before[i]))
            qFatal("a persistent index lost its row");
    }
    return plan;
}

Rows sequence(int first, int last)
{
    Rows rows;
    for (int i = first; i <= last; ++i)
        rows.push_back(i);
    return rows;
}

// The fewest single rows that have to move, found the slow way.
int fewestMovers(const Rows &before, const Rows &after)
{
    std::vector<int> lengths(before.size(), 1);
    int longest = 0;
    for (size_t i = 0; i < before.size(); ++i) {
        const auto rank = [&](size_t at) { return std::ranges::find(after, before[at]) - after.begin(); };
        for (size_t j = 0; j < i; ++j) {
            if (rank(j) < rank(i))
                lengths[i] = std::max(lengths[i], lengths[j] + 1);
        }
        longest = std::max(longest, lengths[i]);
    }
    return int(before.size()) - longest;
}

} // namespace

class RowDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leadsToTheNewOrder_data();
    void leadsToTheNewOrder();
    void randomSequences();
    void movesAsLittleAsPossible();
    void givesUpBeyondTheLimit();
    void coalescesPositions();
};

void RowDiffTest::leadsToTheNewOrder_data()
{
    QTest::addColumn<Rows>("before");
    QTest::addColumn<Rows>("after");
    QTest::addColumn<int>("removals");
    QTest::addColumn<int>("moves");
    QTest::addColumn<int>("insertions");

    QTest::newRow("nothing") << Rows{} << Rows{} << 0 << 0 << 0;
    QTest::newRow("the same") << sequence(1, 9) << sequence(1, 9) << 0 << 0 << 0;
    QTest::newRow("empty to n") << Rows{} << sequence(1, 9) << 0 << 0 << 1;
    QTest::newRow("n to empty") << sequence(1, 9) << Rows{} << 1 << 0 << 0;
    QTest::newRow("all others") << sequence(1, 9) << sequence(11, 14) << 1 << 0 << 1;
    QTest::newRow("dropped head") << sequence(1, 9) << sequence(4, 9) << 1 << 0 << 0;
    QTest::newRow("dropped tail") << sequence(1, 9) << sequence(1, 6) << 1 << 0 << 0;
    QTest::newRow("dropped middle") << sequence(1, 5) << Rows{1, 5} << 1 << 0 << 0;
    QTest::newRow("new head") << sequence(4, 9) << sequence(1, 9) << 0 << 0 << 1;
    QTest::newRow("new tail") << sequence(1, 6) << sequence(1, 9) << 0 << 0 << 1;
    QTest::newRow("interleaved") << Rows{1, 3, 5} << Rows{1, 2, 3, 4, 5} << 0 << 0 << 2;
    QTest::newRow("every other goes") << sequence(1, 6) << Rows{1, 3, 5} << 3 << 0 << 0;
    QTest::newRow("first to last") << sequence(1, 5) << Rows{2, 3, 4, 5, 1} << 0 << 1 << 0;
    QTest::newRow("last to first") << sequence(1, 5) << Rows{5, 1, 2, 3, 4} << 0 << 1 << 0;
    QTest::newRow("two neighbours together") << sequence(1, 6) << Rows{3, 4, 5, 6, 1, 2} << 0 << 1 << 0;
    QTest::newRow("swap") << Rows{1, 2} << Rows{2, 1} << 0 << 1 << 0;
    QTest::newRow("reversed") << sequence(1, 5) << Rows{5, 4, 3, 2, 1} << 0 << 4 << 0;
    QTest::newRow("everything at once") << Rows{1, 2, 3, 4, 5, 6} << Rows{6, 10, 2, 11, 3, 4} << 2 << 1 << 2;
}

void RowDiffTest::leadsToTheNewOrder()
{
    QFETCH(Rows, before);
    QFETCH(Rows, after);
    const RowPlan plan = change(before, after);
    QTEST(int(plan.removals.size()), "removals");
    QTEST(int(plan.moves.size()), "moves");
    QTEST(int(plan.insertions.size()), "insertions");
}

void RowDiffTest::randomSequences()
{
    QRandomGenerator random(20240229);
    for (int round = 0; round < 2000; ++round) {
        Rows all = sequence(0, random.bounded(24));
        std::ranges::shuffle(all, random);
        Rows before;
        std::ranges::copy_if(all, std::back_inserter(before), [&](int) { return random.bounded(4) > 0; });
        if (round % 2)
            std::ranges::shuffle(all, random);
        Rows after;
        std::ranges::copy_if(all, std::back_inserter(after), [&](int) { return random.bounded(4) > 0; });
        change(before, after);
    }
}

void RowDiffTest::movesAsLittleAsPossible()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        const Rows before = sequence(0, 15);
        Rows after = before;
        for (int swap = random.bounded(6); swap >= 0; --swap)
            std::swap(after[size_t(random.bounded(16))], after[size_t(random.bounded(16))]);
        int moved = 0;
        for (const RowPlan::Move &move : change(before, after).moves)
            moved += move.last - move.first + 1;
        QVERIFY2(moved <= fewestMovers(before, after), qPrintable(u"round %1"_s.arg(round)));
    }
}

void RowDiffTest::givesUpBeyondTheLimit()
{
    Rows odd;
    for (int i = 1; i < 200; i += 2)
        odd.push_back(i);
    QVERIFY(!planRows<int>(sequence(0, 199), odd, 64).complete);
    QVERIFY(planRows<int>(sequence(0, 199), odd, 100).complete);
    const Rows reversed(odd.rbegin(), odd.rend());
    QVERIFY(!planRows<int>(odd, reversed, 64).complete);
    QVERIFY(planRows<int>(odd, reversed, 99).complete);
}

void RowDiffTest::coalescesPositions()
{
    using Ranges = std::vector<RowPlan::Range>;
    QCOMPARE(coalesce(Rows{}, 3), Ranges{});
    QCOMPARE(coalesce(Rows{1, 2, 3, 7, 9, 10}, 3), (Ranges{{1, 3}, {7, 7}, {9, 10}}));
    QCOMPARE(coalesce(Rows{1, 2, 3, 7, 9, 10}, 2), (Ranges{{1, 10}}));
}

STRATA_TEST(RowDiffTest)
#include "tst_rowdiff.moc"
