// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/activity.h"

#include <QAbstractTableModel>

namespace strata {

/// The activity's operations, newest first, for a view: title with a state sign, and when it ran.
class OperationModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Time, ColumnCount };
    enum Role { StateRole = Qt::UserRole + 1 }; ///< Operation::State

    explicit OperationModel(Activity &activity, QObject *parent = nullptr);

    Operation *operation(const QModelIndex &index) const; ///< nullptr for an invalid index
    QModelIndex indexOf(const Operation *operation) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void take(Operation *operation);
    void forget();

    Activity &m_activity;
    QList<Operation *> m_rows;
};

} // namespace strata
