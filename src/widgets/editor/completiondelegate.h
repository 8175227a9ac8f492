// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace strata {

/// A row of the completion list: a letter for the kind, the label, and the detail in quiet words at the right.
class CompletionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CompletionDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace strata
