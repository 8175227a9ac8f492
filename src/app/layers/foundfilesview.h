// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QAbstractItemModel;
class QModelIndex;

namespace strata {

class EmptyState;
class TreeTable;

/// A list of files that were found in an image, those that are wasted or there twice: Enter, a double click and the context
/// menu go to one, or copy the paths of those that are selected.
class FoundFilesView : public QWidget
{
    Q_OBJECT

public:
    /// "/etc/motd"; of any column.
    using PathOf = std::function<QString(const QModelIndex &index)>;

    /// `objectName` is the table's, and begins those of what belongs to it: "…None", "…GoTo", "…CopyPath".
    FoundFilesView(const QString &objectName, QAbstractItemModel *model, PathOf pathOf, QWidget *parent = nullptr);

    TreeTable *table() const { return m_table; }
    EmptyState *none() const { return m_none; } ///< shown when there are no files

Q_SIGNALS:
    void fileChosen(const QModelIndex &index);

private:
    void copyPaths() const;

    PathOf m_pathOf;
    TreeTable *m_table = nullptr;
    EmptyState *m_none = nullptr;
};

} // namespace strata
