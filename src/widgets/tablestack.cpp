// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tablestack.h"

#include "widgets/emptystate.h"

#include <QAbstractItemView>

namespace strata {

TableStack::TableStack(QAbstractItemView *table, EmptyState *state, QWidget *parent)
    : QStackedWidget(parent), m_table(table), m_state(state)
{
    addWidget(table);
    addWidget(state);
    const QAbstractItemModel *model = table->model();
    connect(model, &QAbstractItemModel::modelReset, this, &TableStack::choose);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableStack::choose);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &TableStack::choose);
    choose();
}

void TableStack::choose()
{
    setCurrentWidget(m_table->model()->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_state);
}

} // namespace strata
