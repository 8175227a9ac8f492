// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusdot.h"

#include "widgets/contrast.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace strata {

namespace {

QColor readable(StatusColor color, const QPalette &palette, double wanted)
{
    float hue = 0;
    float saturation = 0;
    switch (color) {
    case StatusColor::Positive: hue = 0.38F, saturation = 0.75F; break;
    case StatusColor::Neutral: hue = 0.58F, saturation = 0.7F; break;
    case StatusColor::Negative: hue = 0.0F, saturation = 0.72F; break;
    case StatusColor::Warning: hue = 0.1F, saturation = 0.85F; break;
    case StatusColor::Inactive: break;
    }
    const float lightness = isDark(palette) ? 0.5F : 0.45F;
    return readableOn(palette.color(QPalette::Base), QColor::fromHslF(hue, saturation, lightness), wanted);
}

void drawShape(QPainter *painter, StatusShape shape, const QColor &color, double unit)
{
    const QPen pen(color, 2.2 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const QRectF inner(3 * unit, 3 * unit, 10 * unit, 10 * unit);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (shape) {
    case StatusShape::Disc: painter->drawEllipse(inner); return;
    case StatusShape::Square: painter->drawRoundedRect(inner.adjusted(unit, unit, -unit, -unit), unit, unit); return;
    case StatusShape::Triangle:
        painter->drawPolygon(QPolygonF({{8 * unit, 2.5 * unit}, {14 * unit, 13 * unit}, {2 * unit, 13 * unit}}));
        return;
    case StatusShape::PauseBars:
        painter->drawRect(QRectF(4 * unit, 3 * unit, 3 * unit, 10 * unit));
        painter->drawRect(QRectF(9 * unit, 3 * unit, 3 * unit, 10 * unit));
        return;
    case StatusShape::Ring:
    case StatusShape::Arc:
    case StatusShape::Cross: break;
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    const QRectF outline = inner.adjusted(unit, unit, -unit, -unit);
    if (shape == StatusShape::Ring) {
        painter->drawEllipse(outline);
    } else if (shape == StatusShape::Arc) {
        painter->drawArc(outline, 90 * 16, 270 * 16);
    } else {
        painter->drawLine(outline.topLeft(), outline.bottomRight());
        painter->drawLine(outline.topRight(), outline.bottomLeft());
    }
}

class StatusIconEngine : public QIconEngine
{
public:
    StatusIconEngine(StatusShape shape, QColor normal, QColor selected)
        : m_shape(shape), m_normal(normal), m_selected(selected)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.5);
        const double extent = std::min(rect.width(), rect.height());
        painter->translate(rect.x() + (rect.width() - extent) / 2, rect.y() + (rect.height() - extent) / 2);
        drawShape(painter, m_shape, mode == QIcon::Selected ? m_selected : m_normal, extent / 16);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new StatusIconEngine(*this); }

private:
    StatusShape m_shape;
    QColor m_normal;
    QColor m_selected;
};

} // namespace

QColor statusColor(StatusColor color, const QPalette &palette)
{
    return readable(color, palette, 3.2);
}

QColor statusTextColor(StatusColor color, const QPalette &palette)
{
    return readable(color, palette, 4.6);
}

QIcon statusIcon(StatusShape shape, StatusColor color, const QPalette &palette)
{
    return QIcon(new StatusIconEngine(shape, statusColor(color, palette), palette.color(QPalette::HighlightedText)));
}

} // namespace strata
