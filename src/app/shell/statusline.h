// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/sessionhost.h"

#include <QDateTime>
#include <QWidget>

class QLabel;

namespace strata {

/// The last line of the window: whether the engine is connected, what runs, and where the engine is.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(SessionHost &host, QWidget *parent = nullptr);

private:
    void sessionChanged(EngineSession *session);
    void review();

    SessionHost &m_host;
    QLabel *m_sign = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_place = nullptr;
    QDateTime m_lostSince;
};

} // namespace strata
