// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/busyindicator.h"

#include <QPainter>
#include <QStyle>

namespace strata {

namespace {

constexpr int Steps = 12; // of one turn

} // namespace

BusyIndicator::BusyIndicator(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Busy"));
    m_timer.setInterval(std::chrono::milliseconds(80));
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_step = (m_step + 1) % Steps;
        update();
    });
}

void BusyIndicator::setExtent(int pixels)
{
    m_extent = pixels;
    updateGeometry();
}

QSize BusyIndicator::sizeHint() const
{
    const int extent = m_extent > 0 ? m_extent : style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    return {extent, extent};
}

void BusyIndicator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double extent = std::min(width(), height());
    const double thickness = std::max(1.5, extent / 9);
    QRectF circle(0, 0, extent - thickness, extent - thickness);
    circle.moveCenter(QRectF(rect()).center());
    QColor track = palette().color(foregroundRole());
    track.setAlphaF(0.2F);
    painter.setPen(QPen(track, thickness));
    painter.drawEllipse(circle);
    painter.setPen(QPen(palette().color(QPalette::Accent), thickness, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(circle, -m_step * 360 * 16 / Steps, 100 * 16);
}

void BusyIndicator::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
        m_timer.start();
}

void BusyIndicator::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

} // namespace strata
