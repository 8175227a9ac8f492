// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transfers/transferoperation.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace strata {

/// The layers of one pull, push or load, a row each, in the order the engine named them. State words are the engine's
/// own, which are those that docker prints.
class TransferModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Layer, State, Size, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 1 }; ///< 0…1 of what the state word is about; invalid when unknown

    using QAbstractTableModel::QAbstractTableModel;

    void setOperation(TransferOperation *operation); ///< nullptr: none
    TransferOperation *operation() const { return m_operation; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void add(int row);

    QPointer<TransferOperation> m_operation;
    int m_rows = 0;
};

} // namespace strata
