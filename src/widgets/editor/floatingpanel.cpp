// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/floatingpanel.h"

#include <QEvent>
#include <QPainter>

namespace strata {

FloatingPanel::FloatingPanel(QWidget *owner) : QFrame(owner), m_owner(owner)
{
    setFrameStyle(QFrame::Box | QFrame::Plain); // for the width; paintEvent() draws
    setFocusPolicy(Qt::NoFocus);
    setAutoFillBackground(true);
    hide();
    owner->installEventFilter(this);
}

void FloatingPanel::showBeside(const QRect &rect, QSize size)
{
    QWidget *window = m_owner->window();
    if (parentWidget() != window)
        setParent(window);
    const QPoint corner = m_owner->mapTo(window, rect.topLeft());
    const int below = window->height() - corner.y() - rect.height();
    const int above = corner.y();
    const bool isBelow = size.height() <= below || below >= above;
    size = size.boundedTo({window->width(), isBelow ? below : above});
    const int x = std::clamp(corner.x(), 0, std::max(0, window->width() - size.width()));
    const int y = isBelow ? corner.y() + rect.height() : corner.y() - size.height();
    setGeometry(QRect(QPoint(x, y), size));
    show();
    raise();
}

void FloatingPanel::paintEvent(QPaintEvent *)
{
    QColor line = palette().color(foregroundRole());
    line.setAlphaF(0.35F);
    QPainter painter(this);
    painter.setPen(line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool FloatingPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide || event->type() == QEvent::FocusOut)
        hide();
    else if (event->type() == QEvent::Resize && isVisible())
        Q_EMIT ownerResized();
    return QFrame::eventFilter(watched, event);
}

} // namespace strata
