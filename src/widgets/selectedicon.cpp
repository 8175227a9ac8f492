// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selectedicon.h"

#include <QStyleOptionViewItem>
#include <QWidget>

namespace strata {

void keepIconReadable(QStyleOptionViewItem *option)
{
    const QPalette &palette = option->palette;
    const bool isPale = option->state.testFlag(QStyle::State_Selected) && !option->state.testFlag(QStyle::State_Active)
        && palette.color(QPalette::Inactive, QPalette::HighlightedText)
            != palette.color(QPalette::Active, QPalette::HighlightedText);
    if (!isPale || option->icon.isNull())
        return;
    const qreal ratio = option->widget ? option->widget->devicePixelRatio() : 1.0;
    const QPixmap pixmap = option->icon.pixmap(option->decorationSize, ratio, QIcon::Normal);
    option->icon = QIcon();
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected})
        option->icon.addPixmap(pixmap, mode);
}

} // namespace strata
