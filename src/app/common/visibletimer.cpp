// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/visibletimer.h"

#include <QEvent>
#include <QWidget>

namespace strata {

VisibleTimer::VisibleTimer(QWidget *widget, std::chrono::milliseconds interval) : QObject(widget), m_widget(widget)
{
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &VisibleTimer::tick);
    m_widget->installEventFilter(this);
    update();
}

bool VisibleTimer::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
        // The widget's own state is told before it is true.
        QMetaObject::invokeMethod(this, &VisibleTimer::update, Qt::QueuedConnection);
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void VisibleTimer::update()
{
    if (m_window != m_widget->window()) {
        if (m_window && m_window != m_widget)
            m_window->removeEventFilter(this);
        m_window = m_widget->window();
        if (m_window != m_widget)
            m_window->installEventFilter(this);
    }
    const bool seen = m_widget->isVisible() && !m_window->isMinimized();
    if (seen == m_timer.isActive())
        return;
    if (seen)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT seenChanged(seen);
    if (seen)
        Q_EMIT tick();
}

} // namespace strata
