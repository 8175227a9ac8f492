// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/treetable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QToolTip>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

constexpr int KeyRole = Qt::UserRole + 1;

QList<QStandardItem *> row(const QStringList &cells)
{
    QList<QStandardItem *> items;
    for (const QString &cell : cells)
        items.append(new QStandardItem(cell));
    items.first()->setData(cells.first(), KeyRole);
    return items;
}

QList<QStandardItem *> branch(const QString &name, const QStringList &children)
{
    QList<QStandardItem *> items = row({name, QString()});
    for (const QString &child : children)
        items.first()->appendRow(row({child, u"x"_s}));
    return items;
}

} // namespace

class TreeTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void rowsAreComfortable();
    void copiesVisibleCellsInVisualOrder();
    void keys();
    void enterOpensABranch();
    void branchesAreOpenUnlessClosed();
    void branchFilledLaterIsOpen();
    void columnsMenuHidesColumns();
    void stateIsRemembered();
    void stateOfOtherColumnsIsIgnored();
    void toolTipsAreNeverHtml();
    void theStretchingColumnStaysLegible();
    void selectionIsInOrderOfAppearance();
    void selectOnlyGoesThere();

private:
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<TreeTable> m_table;
};

void TreeTableTest::init()
{
    m_table = std::make_unique<TreeTable>();
    m_model = std::make_unique<QStandardItemModel>();
    m_model->setHorizontalHeaderLabels({u"Name"_s, u"Size"_s});
    m_model->appendRow(row({u"b"_s, u"2 kB"_s}));
    m_model->appendRow(row({u"a"_s, u"1 kB"_s}));
    m_model->appendRow(row({u"c"_s, u"3 kB"_s}));
    m_table->setModel(m_model.get());
    m_table->resize(400, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void TreeTableTest::rowsAreComfortable()
{
    const QRect rect = m_table->visualRect(m_model->index(0, 0));
    QVERIFY(rect.height() >= m_table->fontMetrics().height() * 3 / 2);
    m_model->item(0)->setText(u"several\nlines\nof text"_s);
    m_model->appendRow(row({u"x\ny"_s, {}}));
    QCOMPARE(m_table->visualRect(m_model->index(3, 0)).height(), rect.height());
}

void TreeTableTest::copiesVisibleCellsInVisualOrder()
{
    QCOMPARE(m_model->index(0, 0).data().toString(), u"a"_s); // sorted by the first column at the start
    m_table->selectAll();
    m_table->header()->moveSection(1, 0);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1 kB\ta\n2 kB\tb\n3 kB\tc"_s);
    m_table->setColumnHidden(1, true);
    QCOMPARE(m_table->selectionAsText(), u"a\nb\nc"_s);
}

void TreeTableTest::keys()
{
    const QSignalSpy activated(m_table.get(), &TreeTable::rowActivated);
    const QSignalSpy deleted(m_table.get(), &TreeTable::deleteRequested);
    const QSignalSpy renamed(m_table.get(), &TreeTable::renameRequested);
    m_table->setCurrentIndex(m_model->index(1, 1));
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toModelIndex(), m_model->index(1, 0));
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(renamed.size(), 1);
    QVERIFY(!m_table->findChild<QLineEdit *>()); // F2 edits nothing by itself
}

void TreeTableTest::enterOpensABranch()
{
    m_model->appendRow(branch(u"shop"_s, {u"web"_s}));
    const QModelIndex shop = m_model->index(3, 0);
    m_table->setCurrentIndex(shop);
    QVERIFY(!m_table->isExpanded(shop)); // without a branch key the caller decides
    const QSignalSpy activated(m_table.get(), &TreeTable::rowActivated);
    QTest::keyClick(m_table.get(), Qt::Key_Enter);
    QVERIFY(m_table->isExpanded(shop));
    // The first click of the two: a double click counts only where the mouse was pressed before.
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(shop).center());
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(shop).center());
    QVERIFY(!m_table->isExpanded(shop));
    QCOMPARE(activated.size(), 0);
}

void TreeTableTest::branchesAreOpenUnlessClosed()
{
    m_table->setBranchKeyRole(KeyRole);
    m_model->appendRow(branch(u"shop"_s, {u"web"_s, u"db"_s}));
    m_model->appendRow(branch(u"blog"_s, {u"web"_s}));
    const auto find = [this](const QString &name) { return m_model->findItems(name).first()->index(); };
    QVERIFY(m_table->isExpanded(find(u"shop"_s)));
    QVERIFY(m_table->isExpanded(find(u"blog"_s)));
    QVERIFY(m_table->rootIsDecorated());

    m_table->collapse(find(u"shop"_s));
    m_model->removeRow(find(u"shop"_s).row()); // as a filter does
    m_model->removeRow(find(u"blog"_s).row());
    m_model->appendRow(branch(u"shop"_s, {u"web"_s}));
    m_model->appendRow(branch(u"blog"_s, {u"web"_s}));
    QVERIFY(!m_table->isExpanded(find(u"shop"_s)));
    QVERIFY(m_table->isExpanded(find(u"blog"_s)));
}

void TreeTableTest::branchFilledLaterIsOpen()
{
    m_table->setBranchKeyRole(KeyRole);
    const QList<QStandardItem *> cells = branch(u"shop"_s, {});
    QStandardItem *shop = cells.first();
    m_model->appendRow(cells);
    shop->appendRow(row({u"web"_s, {}}));
    QVERIFY(m_table->isExpanded(shop->index()));
}

void TreeTableTest::columnsMenuHidesColumns()
{
    const std::unique_ptr<QMenu> menu(m_table->makeColumnsMenu(nullptr));
    QCOMPARE(menu->actions().size(), 2);
    QVERIFY(!menu->actions().at(0)->isEnabled());
    QAction *size = menu->actions().at(1);
    QCOMPARE(size->text(), u"Size"_s);
    size->trigger();
    QVERIFY(m_table->isColumnHidden(1));
    size->trigger();
    QVERIFY(!m_table->isColumnHidden(1));
    QVERIFY(m_table->columnWidth(1) > 0);
}

void TreeTableTest::stateIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    m_table->setBranchKeyRole(KeyRole);
    m_model->appendRow(branch(u"shop"_s, {u"web"_s}));
    m_table->collapse(m_model->findItems(u"shop"_s).first()->index());
    m_table->header()->moveSection(1, 0);
    m_table->setColumnWidth(1, 123);
    m_table->sortByColumn(1, Qt::DescendingOrder);
    m_table->saveState(settings, u"page/table"_s);

    QStandardItemModel model;
    model.setHorizontalHeaderLabels({u"Name"_s, u"Size"_s});
    model.appendRow(row({u"a"_s, u"1 kB"_s}));
    model.appendRow(row({u"c"_s, u"3 kB"_s}));
    TreeTable other;
    other.setModel(&model);
    other.setBranchKeyRole(KeyRole);
    other.restoreState(settings, u"page/table"_s);
    QCOMPARE(other.header()->visualIndex(1), 0);
    QCOMPARE(other.columnWidth(1), 123);
    QCOMPARE(model.index(0, 0).data().toString(), u"c"_s);
    model.appendRow(branch(u"shop"_s, {u"web"_s}));
    QVERIFY(!other.isExpanded(model.findItems(u"shop"_s).first()->index()));
}

void TreeTableTest::stateOfOtherColumnsIsIgnored()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    m_table->setColumnHidden(1, true);
    m_table->saveState(settings, u"t"_s);
    QStandardItemModel model(1, 3);
    TreeTable other;
    other.setModel(&model);
    other.restoreState(settings, u"t"_s);
    QVERIFY(!other.isColumnHidden(1));
}

void TreeTableTest::toolTipsAreNeverHtml()
{
    m_model->item(0)->setToolTip(u"<b>bold</b> & <img src=x>"_s);
    const QPoint position = m_table->visualRect(m_model->index(0, 0)).center();
    QHelpEvent event(QEvent::ToolTip, position, m_table->viewport()->mapToGlobal(position));
    QCoreApplication::sendEvent(m_table->viewport(), &event);
    QTRY_VERIFY(QToolTip::isVisible());
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img"_s));
    QToolTip::hideText();
}

void TreeTableTest::theStretchingColumnStaysLegible()
{
    const int least = 16 * m_table->fontMetrics().averageCharWidth();
    QHeaderView *header = m_table->header();
    m_table->setStretchColumn(0);
    header->resizeSection(1, 150);
    QCOMPARE(header->length(), m_table->viewport()->width());
    m_table->resize(180, 300);
    QCOMPARE(header->sectionSize(0), least);
    QCOMPARE(header->sectionSize(1), 150);
    header->resizeSection(1, 40); // by the person
    QCOMPARE(header->length(), m_table->viewport()->width());
    m_table->resize(400, 300);
    header->resizeSection(1, 380);
    QCOMPARE(header->sectionSize(0), least);
    QSettings settings(QTemporaryDir().filePath(u"s.ini"_s), QSettings::IniFormat);
    m_table->saveState(settings, u"t"_s);
    header->resizeSection(1, 100);
    m_table->restoreState(settings, u"t"_s);
    QCOMPARE(header->sectionSize(1), 380);
    m_table->resize(900, 300);
    QCOMPARE(header->length(), m_table->viewport()->width());
}

void TreeTableTest::selectionIsInOrderOfAppearance()
{
    m_model->clear();
    m_model->appendRow(branch(u"a"_s, {u"a1"_s, u"a2"_s}));
    m_model->item(0)->child(0)->appendRow(row({u"deep"_s, {}}));
    m_model->appendRow(row({u"b"_s, {}}));
    m_table->expandAll();
    m_table->setColumnHidden(1, true);
    m_table->selectAll();
    QCOMPARE(m_table->selectionAsText(), u"a\na1\ndeep\na2\nb"_s);
}

void TreeTableTest::selectOnlyGoesThere()
{
    for (int i = 0; i < 200; ++i)
        m_model->appendRow(row({u"row %1"_s.arg(i), {}}));
    m_table->selectAll();
    m_table->selectOnly(m_model->index(150, 1));
    QCOMPARE(m_table->selectedRowIndexes(), QModelIndexList{m_model->index(150, 0)});
    QCOMPARE(m_table->currentIndex(), m_model->index(150, 0));
    QVERIFY(m_table->viewport()->rect().intersects(m_table->visualRect(m_model->index(150, 0))));
    m_table->selectOnly({});
    QCOMPARE(m_table->selectedRowIndexes().size(), 1);
}

STRATA_WINDOW_TEST(TreeTableTest)
#include "tst_treetable.moc"
