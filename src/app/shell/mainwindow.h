// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/activity.h"
#include "app/connection/sessionhost.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;

namespace strata {

class ActivityPanel;
class ActivityStrip;
class EmptyState;
class EngineSwitcher;
class Finder;
class Logins;
class Page;
class Sidebar;

/// The window: engine switcher, finder, sidebar, pages, activity and status line, put together. It decides nothing of
/// what a page shows. Geometry, splitters and the current page are kept in QSettings.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(SessionHost &host, Activity &activity, Logins &logins, QWidget *parent = nullptr);
    ~MainWindow() override;

    const QList<Page *> &pages() const { return m_pages; }
    void showPage(Page *page);
    bool showPage(const QString &objectName); ///< false: there is no such page
    Page *currentPage() const;
    void setActivityOpen(bool open);
    Finder &finder() const { return *m_finder; }
    EngineSwitcher &switcher() const { return *m_switcher; }

    void restoreState(); ///< before the first show
    void saveState();    ///< done by itself when the window closes, the program ends or the desktop session ends

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setUpPages();
    void setUpTopBar();
    void setUpCentre();
    void setUpMenus();
    void setUpFinder();
    void sessionChanged(EngineSession *session);
    void refreshNow();
    void showProblem();
    void showAbout();
    QList<QAction *> allActions() const;

    SessionHost &m_host;
    Activity &m_activity;
    Logins &m_logins;
    QList<Page *> m_pages;
    Sidebar *m_sidebar = nullptr;
    EngineSwitcher *m_switcher = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_problem = nullptr;
    ActivityStrip *m_strip = nullptr;
    ActivityPanel *m_panel = nullptr;
    Finder *m_finder = nullptr;
    QAction *m_find = nullptr;
    QList<QAction *> m_windowActions;
};

} // namespace strata
