// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;

namespace strata {

/// A line above a view that says something about it, with buttons for what can be done. Plain text. Hidden while there is
/// nothing to say; it never takes the focus by itself.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(const QString &objectName, QWidget *parent = nullptr);

    /// A button for each action, which are not owned.
    void say(const QIcon &icon, const QString &text, const QList<QAction *> &actions = {});
    void clear();
    QString text() const;

private:
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_row = nullptr;
    QList<QWidget *> m_buttons;
};

} // namespace strata
