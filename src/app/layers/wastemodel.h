// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/fetchedrows.h"
#include "layers/imagetree.h"

#include <QAbstractTableModel>

namespace strata {

/// What is in an image for nothing, the largest first: copies of files that no container sees, with the layer that brought
/// each and the one that hid it.
class WasteModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Size, Path, From, HiddenBy, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 16 }; ///< double 0…1: of the largest

    using QAbstractTableModel::QAbstractTableModel;

    void setTree(std::shared_ptr<const ImageTree> tree); ///< null: nothing
    const ImageTree::Waste &waste(int row) const { return m_tree->waste()[size_t(row)]; }
    QByteArray path(int row) const; ///< "etc/motd"

    int rowCount(const QModelIndex &parent = {}) const override; ///< more come as they are asked for
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(int row, int column) const;

    std::shared_ptr<const ImageTree> m_tree;
    FetchedRows m_fetched;
};

} // namespace strata
