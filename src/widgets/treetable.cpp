// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/treetable.h"

#include "widgets/delegates.h"
#include "widgets/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QToolTip>

namespace strata {

using namespace Qt::StringLiterals;

TreeTable::TreeTable(QWidget *parent) : QTreeView(parent)
{
    setItemDelegate(new TableDelegate(this));
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setRootIsDecorated(false);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    setTextElideMode(Qt::ElideRight);
    setUpHeader();
    setExpandsOnDoubleClick(false); // activate() decides, the same for keys and mouse
    connect(this, &QTreeView::doubleClicked, this, &TreeTable::activate);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { noteBranch(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { noteBranch(index, false); });
}

void TreeTable::setUpHeader()
{
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(true);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setSortIndicator(0, Qt::AscendingOrder);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != m_stretchColumn)
            fitStretchColumn();
    });
    connect(header(), &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        QMenu *menu = makeColumnsMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header()->viewport()->mapToGlobal(position));
    });
}

void TreeTable::setModel(QAbstractItemModel *newModel)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections))
        disconnect(connection);
    m_modelConnections.clear();
    QTreeView::setModel(newModel);
    if (!newModel)
        return;
    // After the view's own connections, so that the view already knows the rows.
    m_modelConnections = {
        connect(newModel, &QAbstractItemModel::rowsInserted, this, &TreeTable::openBranches),
        connect(newModel, &QAbstractItemModel::layoutChanged, this, &TreeTable::openAllBranches),
        connect(newModel, &QAbstractItemModel::modelReset, this, &TreeTable::openAllBranches),
    };
    openAllBranches();
}

void TreeTable::setBranchKeyRole(int role)
{
    m_branchKeyRole = role;
    openAllBranches();
}

void TreeTable::openAllBranches()
{
    if (model())
        openBranches({}, 0, model()->rowCount() - 1);
}

void TreeTable::openBranches(const QModelIndex &parent, int first, int last)
{
    if (m_branchKeyRole < 0)
        return;
    QModelIndexList closed;
    const auto consider = [&](const QModelIndex &index) {
        if (model()->hasChildren(index) && !isExpanded(index)
            && !m_closedBranches.contains(index.data(m_branchKeyRole).toString()))
            closed.append(index);
    };
    if (parent.isValid())
        consider(parent.siblingAtColumn(0)); // the first rows below a group that was empty
    for (int row = first; row <= last && !parent.isValid(); ++row)
        consider(model()->index(row, 0));
    setRootIsDecorated(rootIsDecorated() || !closed.isEmpty());
    if (closed.size() > 1)
        scheduleDelayedItemsLayout(); // one layout for all of them
    m_isOpening = true;
    for (const QModelIndex &index : std::as_const(closed))
        expand(index);
    m_isOpening = false;
}

void TreeTable::noteBranch(const QModelIndex &index, bool open)
{
    if (m_branchKeyRole < 0 || m_isOpening)
        return;
    const QString key = index.data(m_branchKeyRole).toString();
    if (open)
        m_closedBranches.remove(key);
    else
        m_closedBranches.insert(key);
}

void TreeTable::setStretchColumn(int logicalColumn)
{
    m_stretchColumn = logicalColumn;
    fitStretchColumn();
}

/// Qt makes a stretching column as narrow as a few pixels before it lets the table scroll.
void TreeTable::fitStretchColumn()
{
    if (m_stretchColumn < 0 || m_stretchColumn >= header()->count())
        return;
    constexpr int leastCharacters = 16;
    const int least = leastCharacters * fontMetrics().averageCharWidth();
    const bool isHidden = header()->isSectionHidden(m_stretchColumn);
    const int others = header()->length() - (isHidden ? 0 : header()->sectionSize(m_stretchColumn));
    const bool hasRoom = viewport()->width() - others >= least;
    const auto mode = hasRoom ? QHeaderView::Stretch : QHeaderView::Fixed;
    if (header()->sectionResizeMode(m_stretchColumn) != mode)
        header()->setSectionResizeMode(m_stretchColumn, mode);
    if (!hasRoom && !isHidden && header()->sectionSize(m_stretchColumn) != least)
        header()->resizeSection(m_stretchColumn, least);
}

void TreeTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitStretchColumn();
}

void TreeTable::setFixedColumns(const QSet<int> &logicalColumns)
{
    m_fixedColumns = logicalColumns;
}

void TreeTable::setDefaultWidths(const QList<int> &characters)
{
    for (int column = 0; column < std::min(int(characters.size()), header()->count()); ++column) {
        if (characters[column] > 0)
            header()->resizeSection(column, characters[column] * fontMetrics().averageCharWidth() + 16);
    }
}

void TreeTable::saveState(QSettings &settings, const QString &group) const
{
    settings.beginGroup(group);
    settings.setValue(u"columns"_s, header()->count());
    settings.setValue(u"header"_s, header()->saveState());
    QStringList closed(m_closedBranches.begin(), m_closedBranches.end());
    closed.sort();
    settings.setValue(u"closed"_s, closed);
    settings.endGroup();
}

void TreeTable::restoreState(const QSettings &settings, const QString &group)
{
    if (settings.value(group + "/columns"_L1).toInt() != header()->count())
        return;
    const QStringList closed = settings.value(group + "/closed"_L1).toStringList();
    m_closedBranches = QSet<QString>(closed.begin(), closed.end());
    if (header()->restoreState(settings.value(group + "/header"_L1).toByteArray()))
        sortByColumn(header()->sortIndicatorSection(), header()->sortIndicatorOrder());
    fitStretchColumn();
}

QModelIndexList TreeTable::selectedRowIndexes() const
{
    QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    const auto path = [](QModelIndex index) { // a folder before what is in it
        std::vector<int> steps;
        for (; index.isValid(); index = index.parent())
            steps.push_back(index.row());
        std::ranges::reverse(steps);
        return steps;
    };
    std::vector<std::pair<std::vector<int>, QModelIndex>> sorted;
    for (const QModelIndex &row : std::as_const(rows))
        sorted.emplace_back(path(row), row);
    std::ranges::sort(sorted, {}, &std::pair<std::vector<int>, QModelIndex>::first);
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i] = sorted[size_t(i)].second;
    return rows;
}

QString TreeTable::selectionAsText() const
{
    QStringList lines;
    for (const QModelIndex &row : selectedRowIndexes()) {
        QStringList cells;
        for (int visual = 0; visual < header()->count(); ++visual) {
            const int column = header()->logicalIndex(visual);
            if (!header()->isSectionHidden(column))
                cells.append(singleLine(row.siblingAtColumn(column).data().toString(), 100'000));
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void TreeTable::selectOnly(const QModelIndex &index)
{
    if (!index.isValid() || !selectionModel())
        return;
    const QModelIndex row = index.siblingAtColumn(0);
    selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(row);
}

QMenu *TreeTable::makeColumnsMenu(QWidget *menuParent)
{
    auto *menu = new QMenu(tr("Columns"), menuParent);
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header()->isSectionHidden(column));
        action->setEnabled(!m_fixedColumns.contains(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            header()->setSectionHidden(column, !on);
            if (on && header()->sectionSize(column) < header()->minimumSectionSize())
                header()->resizeSection(column, header()->defaultSectionSize());
        });
    }
    return menu;
}

void TreeTable::activate(const QModelIndex &index)
{
    const QModelIndex first = index.siblingAtColumn(0);
    if (!first.isValid())
        return;
    if (model()->hasChildren(first))
        setExpanded(first, !isExpanded(first));
    else
        Q_EMIT rowActivated(first);
}

void TreeTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectionAsText());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return activate(currentIndex());
    case Qt::Key_Delete: Q_EMIT deleteRequested(); return;
    case Qt::Key_F2: Q_EMIT renameRequested(); return;
    default: QTreeView::keyPressEvent(event);
    }
}

void TreeTable::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    const auto *links = index.isValid() ? qobject_cast<LinksDelegate *>(itemDelegateForIndex(index)) : nullptr;
    bool isOverLink = false;
    if (links) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        option.rect = visualRect(index);
        isOverLink = !links->targetAt(option, index, position).isEmpty();
    }
    if (isOverLink)
        viewport()->setCursor(Qt::PointingHandCursor);
    else if (viewport()->testAttribute(Qt::WA_SetCursor))
        viewport()->unsetCursor();
}

bool TreeTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        showToolTip(static_cast<QHelpEvent *>(event));
        return true;
    }
    return QTreeView::viewportEvent(event);
}

// The cell's tooltip, or its text when there is not enough room for it.
QString TreeTable::toolTipText(const QModelIndex &index) const
{
    QString tip = index.data(Qt::ToolTipRole).toString();
    if (!tip.isEmpty() || !index.isValid())
        return tip;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    const bool isCut = itemDelegateForIndex(index)->sizeHint(option, index).width() > option.rect.width();
    return isCut ? index.data().toString() : QString();
}

void TreeTable::showToolTip(const QHelpEvent *event) const
{
    const QModelIndex index = indexAt(event->pos());
    QToolTip::showText(event->globalPos(), plainToolTip(toolTipText(index)), viewport(), visualRect(index));
}

} // namespace strata
