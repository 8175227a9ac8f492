// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/helpbutton.h"

#include <QWidget>

namespace strata {

/// The small drawing of a help sheet, in the palette's colours.
class HelpDrawing : public QWidget
{
    Q_OBJECT

public:
    explicit HelpDrawing(HelpTopic topic, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {380, 150}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    HelpTopic m_topic;
};

} // namespace strata
