// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/activity.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace strata {

class ElidedLabel;

/// One line for what is going on: the newest running operation with its progress and Cancel, how many more there are,
/// and the result of the last one. Grows into the Activity panel. Hidden until there was an operation.
class ActivityStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityStrip(Activity &activity, QWidget *parent = nullptr);

    void setPanelOpen(bool open);

Q_SIGNALS:
    void panelRequested(bool open);

private:
    void review();
    Operation *mostInteresting() const;

    Activity &m_activity;
    QPointer<Operation> m_shown;
    QLabel *m_sign = nullptr;
    ElidedLabel *m_text = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancel = nullptr;
    QToolButton *m_more = nullptr;
    QTimer m_reviewSoon;
    bool m_panelOpen = false;
};

} // namespace strata
