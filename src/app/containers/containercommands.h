// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/containeractions.h"
#include "engine/api/types.h"

#include <QObject>
#include <QPointer>

#include <array>
#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace strata {

class Activity;
class EngineSession;

/// Everything that can be done to the selected containers, as actions for tool bar, menus and keys. Each is enabled when
/// it does something to at least one of them, and is done to those only: Start leaves running ones alone.
class ContainerCommands : public QObject
{
    Q_OBJECT

public:
    ContainerCommands(Activity &activity, QWidget *window); ///< `window` is the dialogs' parent, and owns this

    void setSession(EngineSession *session);
    void setSelection(const QList<ContainerSummary> &containers);
    void refresh(); ///< the containers of the engine are others: "stop all" and "prune" may have become possible

    QList<QAction *> all() const;            ///< for the menu bar
    QMenu *makeContextMenu(QWidget *parent); ///< deletes itself when closed

    QAction *start = nullptr;
    QAction *stop = nullptr;
    QAction *restart = nullptr;
    QAction *pause = nullptr;
    QAction *unpause = nullptr;
    QAction *kill = nullptr; ///< SIGKILL; its menu has other signals
    QAction *rename = nullptr;
    QAction *remove = nullptr;
    QAction *stopAll = nullptr;
    QAction *removeAll = nullptr;
    QAction *prune = nullptr;
    QAction *exportFiles = nullptr;
    QAction *copyName = nullptr;
    QAction *copyId = nullptr;
    QAction *showImage = nullptr;

Q_SIGNALS:
    void openRequested(const QString &kind, const QString &id);
    void browseRequested(const QString &address);

private:
    using Condition = bool (*)(const ContainerSummary &);

    void makeActions();
    void makeKillMenu();
    void connectRun(QAction *action, Condition condition,
                    std::function<Action(const actions::ContainerTargets &)> make);
    void run(Action action);
    void killWith(const QString &signal);
    void askSignal();
    void askName();
    void askRemoval(const QList<ContainerId> &ids);
    void askStopAll();
    void askPrune();
    void askExport();
    void addPorts(QMenu *menu);
    actions::ContainerTargets targets(Condition condition) const;
    bool has(Condition condition) const;

    Activity &m_activity;
    QWidget *m_window;
    QPointer<EngineSession> m_session;
    QList<ContainerSummary> m_selection;
    QMenu *m_killMenu = nullptr;
    std::array<QAction *, 3> m_separators{};
};

} // namespace strata
