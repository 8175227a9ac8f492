// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <QAbstractItemModel>

namespace strata {

/// Contents that an image shows at several paths, what saves most first; the paths are below each.
class DuplicatesModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Savings, Copies, Path, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 16 }; ///< double 0…1: of the first one's savings

    using QAbstractItemModel::QAbstractItemModel;

    void setTree(std::shared_ptr<const ImageTree> tree);  ///< null: nothing
    ImageTree::Node node(const QModelIndex &index) const; ///< of a content its first path

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ImageTree::Duplicates &group(const QModelIndex &index) const;
    QString text(const QModelIndex &index) const;
    static qint64 savings(const ImageTree::Duplicates &same) { return same.bytes * (qint64(same.nodes.size()) - 1); }

    std::shared_ptr<const ImageTree> m_tree;
};

} // namespace strata
