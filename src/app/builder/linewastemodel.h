// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/linewaste.h"
#include "app/common/rowsmodel.h"

namespace strata {

/// What the lines of a Dockerfile waste in the image that was built from it, the largest first.
class LineWasteModel : public RowsModel<LineWaste>
{
    Q_OBJECT

public:
    enum Column { Size, From, Fate, Files, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 16 }; ///< double 0…1: of the largest

    using RowsModel::RowsModel;

    void setWaste(const QList<LineWaste> &waste) { setRows(waste); }
    const LineWaste &waste(int row) const { return rows()[row]; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const LineWaste &waste, int column);
    static QString toolTip(const LineWaste &waste, int column);
};

} // namespace strata
