// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/fetchedrows.h"
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
    QByteArray path(const QModelIndex &index) const { return m_tree->paths().path(node(index)); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override; ///< more come as they are asked for
    bool hasChildren(const QModelIndex &parent = {}) const override { return rowCount(parent) > 0; }
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ImageTree::Duplicates &group(const QModelIndex &index) const;
    QString text(const QModelIndex &index) const;
    size_t allRows(const QModelIndex &parent) const;
    static qint64 savings(const ImageTree::Duplicates &same) { return same.bytes * (qint64(same.nodes.size()) - 1); }

    std::shared_ptr<const ImageTree> m_tree;
    FetchedRows m_fetched; ///< by the content's number, 0 for the contents
};

} // namespace strata
