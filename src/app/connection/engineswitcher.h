// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/sessionhost.h"

#include <QHash>
#include <QPushButton>

class QActionGroup;
class QMenu;

namespace strata {

/// Shows which engine the window looks at and lists the others that were found, each with what it answers.
/// The engines are asked only while the menu is open.
class EngineSwitcher : public QPushButton
{
    Q_OBJECT

public:
    explicit EngineSwitcher(SessionHost &host, QWidget *parent = nullptr);

    void openMenu();       ///< below the button, without waiting for it to close
    bool hasAsked() const; ///< the menu is open and every engine in it has answered, or has not in time

private:
    void sessionChanged(EngineSession *session);
    void review();
    void fillMenu();
    void addCandidate(const EngineCandidate &candidate);
    QList<EngineCandidate> candidates() const;
    void askForAddress();

    SessionHost &m_host;
    QMenu *m_menu = nullptr;
    QActionGroup *m_choice = nullptr; ///< one of the engines in the menu
    QObject *m_probes = nullptr;      ///< what asks the candidates while the menu is open
    int m_unanswered = 0;
};

} // namespace strata
