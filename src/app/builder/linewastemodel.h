// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/linewaste.h"

#include <QAbstractTableModel>

namespace strata {

/// What the lines of a Dockerfile waste in the image that was built from it, the largest first.
class LineWasteModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Size, From, Fate, Files, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 16 }; ///< double 0…1: of the largest

    using QAbstractTableModel::QAbstractTableModel;

    void setWaste(const QList<LineWaste> &waste); ///< rows that stay where they are keep the selection
    const LineWaste &waste(int row) const { return m_waste[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const LineWaste &waste, int column);
    static QString toolTip(const LineWaste &waste, int column);

    QList<LineWaste> m_waste;
};

} // namespace strata
