// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QWidget;

namespace strata {

/// Ticks only while a widget can be seen (shown, and its window not minimised), and once when it can be seen again.
/// For relative times, which grow old by themselves. A coarse timer: it does not wake an idle machine by itself.
class VisibleTimer : public QObject
{
    Q_OBJECT

public:
    /// Becomes a child of `widget`.
    VisibleTimer(QWidget *widget, std::chrono::milliseconds interval);

    bool isSeen() const { return m_timer.isActive(); }

Q_SIGNALS:
    void tick();
    void seenChanged(bool seen);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    QWidget *m_widget;
    QPointer<QWidget> m_window;
    QTimer m_timer;
};

} // namespace strata
