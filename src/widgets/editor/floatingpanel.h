// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace strata {

/// A frame that floats over the window of a widget, beside a rectangle of it, and never takes the focus. It is a child of
/// that window: no window manager places it, and it goes with the window. Hidden until it is placed.
class FloatingPanel : public QFrame
{
    Q_OBJECT

public:
    explicit FloatingPanel(QWidget *owner);

    /// Below `rect` (of the owner), above it when there is more room; no larger than the window.
    void showBeside(const QRect &rect, QSize size);

Q_SIGNALS:
    void ownerResized();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_owner;
};

} // namespace strata
