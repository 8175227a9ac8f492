// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace strata {

/// A small turning circle. Its timer runs only while it is visible; with animations switched off in the style it stands
/// still.
class BusyIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit BusyIndicator(QWidget *parent = nullptr);

    void setExtent(int pixels); ///< width and height; the style's small icon size unless told
    bool isTurning() const { return m_timer.isActive(); }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_timer;
    int m_extent = 0;
    int m_step = 0;
};

} // namespace strata
