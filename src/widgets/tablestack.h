// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QAbstractItemView;

namespace strata {

class EmptyState;

/// A table, or something to say in its place while its model has no rows.
class TableStack : public QStackedWidget
{
    Q_OBJECT

public:
    TableStack(QAbstractItemView *table, EmptyState *state, QWidget *parent = nullptr); ///< the table has its model

private:
    void choose();

    QAbstractItemView *m_table;
    EmptyState *m_state;
};

} // namespace strata
