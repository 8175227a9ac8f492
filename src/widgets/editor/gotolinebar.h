// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace strata {

class TextArea;

/// Asks for a line, or a line and a column ("12:5"), and goes there with Enter. Escape closes.
class GoToLineBar : public QWidget
{
    Q_OBJECT

public:
    GoToLineBar(TextArea *area, QWidget *parent);

    void open();

Q_SIGNALS:
    void chosen(EditorPosition position);
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose();
    void close();

    TextArea *m_area;
    QLineEdit *m_field;
    QLabel *m_hint;
};

} // namespace strata
