// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace strata {

/// A line for filtering or searching: a magnifier, a clear button; Escape clears it, and leaves it when it is already
/// empty. Down and Enter are told, so that a page can go on in its table.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

Q_SIGNALS:
    void leaveRequested(); ///< Down, Enter, or Escape in an empty field

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace strata
