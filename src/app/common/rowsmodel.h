// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QList>

namespace strata {

/// A table whose rows are given anew all at once. The selection stays where it is, as far as there are rows.
template<typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row> &rows() const { return m_rows; }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }

protected:
    void setRows(const QList<Row> &rows)
    {
        const auto before = m_rows.size();
        if (rows.size() > before) {
            beginInsertRows({}, int(before), int(rows.size()) - 1);
            m_rows += rows.sliced(before);
            endInsertRows();
        } else if (rows.size() < before) {
            beginRemoveRows({}, int(rows.size()), int(before) - 1);
            m_rows.resize(rows.size());
            endRemoveRows();
        }
        m_rows = rows;
        if (!rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(int(rows.size()) - 1, columnCount() - 1));
    }

private:
    QList<Row> m_rows;
};

} // namespace strata
