// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layerindex.h"

#include <QAbstractTableModel>

namespace strata {

/// The entries of a tar archive as `tar tvf` lists them, in the archive's order. Nothing is copied: rows are made when
/// they are looked at.
class EntryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Mode, Owner, Size, Modified, Path, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setIndex(std::shared_ptr<const LayerIndex> index); ///< null: nothing

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LayerIndex::Entry &entry, int column) const;

    std::shared_ptr<const LayerIndex> m_index;
};

} // namespace strata
