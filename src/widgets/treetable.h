// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTreeView>

class QSettings;

namespace strata {

/// The one table of all pages: a QTreeView with uniform, comfortable rows, a header that sorts, moves and hides
/// columns (its context menu), several rows selectable at once. Enter or double click activates, Ctrl+C copies the
/// selected rows' cells as text with tabs between. Nothing is rendered as HTML, tooltips included. Columns keep their
/// widths; the stretching one takes what is left, and is never narrower than a few words: then the table scrolls.
///
/// Branches: with a branch key role, top-level rows that have rows below are open unless the person closed them, and
/// that is remembered by key even while a filter hides the branch.
class TreeTable : public QTreeView
{
    Q_OBJECT

public:
    explicit TreeTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    void setBranchKeyRole(int role); ///< QString in column 0; -1: branches are left to the caller
    void setStretchColumn(int logicalColumn);
    /// Columns that cannot be hidden from the header's menu; column 0 unless told.
    void setFixedColumns(const QSet<int> &logicalColumns);
    void setDefaultWidths(const QList<int> &characters); ///< by logical column, in average characters; 0: leave

    /// Order, widths, visibility and sort of the columns, and closed branches, below `group`. What was saved by
    /// another set of columns is ignored.
    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

    QModelIndexList selectedRowIndexes() const; ///< column 0, in the order of appearance
    QString selectionAsText() const;            ///< visible columns in visual order, tabs between cells, a line per row
    void selectOnly(const QModelIndex &index);  ///< selects the row, makes it current and scrolls to it

    QMenu *makeColumnsMenu(QWidget *menuParent); ///< a checkable entry per column

Q_SIGNALS:
    /// Enter or double click; column 0. A row that has rows below opens or closes instead.
    void rowActivated(const QModelIndex &index);
    void deleteRequested(); ///< the Delete key
    void renameRequested(); ///< F2

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void setUpHeader();
    void fitStretchColumn();
    void showToolTip(const class QHelpEvent *event) const;
    QString toolTipText(const QModelIndex &index) const;
    void activate(const QModelIndex &index); ///< opens or closes a branch, tells of a row
    void openAllBranches();
    void openBranches(const QModelIndex &parent, int first, int last);
    void noteBranch(const QModelIndex &index, bool open);

    int m_branchKeyRole = -1;
    int m_stretchColumn = -1;
    bool m_isOpening = false;
    QSet<QString> m_closedBranches;
    QSet<int> m_fixedColumns{0};
    QList<QMetaObject::Connection> m_modelConnections;
};

} // namespace strata
