// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinedelegate.h"

#include "widgets/statusdot.h"

#include <QPainter>

#include <algorithm>

namespace strata {

TimelineDelegate::TimelineDelegate(int beginRole, int endRole, int colorRole, QObject *parent)
    : TableDelegate(parent), m_beginRole(beginRole), m_endRole(endRole), m_colorRole(colorRole)
{}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyleOptionViewItem cell = paintBackground(painter, option, index);
    const QVariant begin = index.data(m_beginRole);
    if (!begin.isValid())
        return;
    constexpr double shortest = 3; // pixels: what took no time is seen as well
    const bool isSelected = cell.state & QStyle::State_Selected;
    const QColor color = isSelected
        ? textColor(cell)
        : statusColor(static_cast<StatusColor>(index.data(m_colorRole).toInt()), cell.palette);
    const QRectF axis = QRectF(contentRect(cell)).adjusted(2, 0, -2, 0);
    const double from = std::clamp(begin.toDouble(), 0.0, 1.0);
    const double to = std::clamp(index.data(m_endRole).toDouble(), from, 1.0);
    const double width = std::max(shortest, (to - from) * axis.width());
    const double left = std::min(axis.left() + from * axis.width(), axis.right() - width);
    const bool isBranch = index.model()->hasChildren(index.siblingAtColumn(0));
    const double height = isBranch ? 2 : std::max(4.0, cell.fontMetrics.height() * 0.5);
    const QRectF bar(left, axis.center().y() - height / 2, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(bar, 1.5, 1.5);
    painter->restore();
}

} // namespace strata
