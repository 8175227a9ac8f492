// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/mainwindow.h"

#include "app/accounts/accountspage.h"
#include "app/accounts/logins.h"
#include "app/activity/activitypanel.h"
#include "app/activity/activitystrip.h"
#include "app/builder/builderpage.h"
#include "app/connection/diagnosis.h"
#include "app/connection/engineswitcher.h"
#include "app/containers/containerspage.h"
#include "app/finder/finder.h"
#include "app/images/imagespage.h"
#include "app/shell/icons.h"
#include "app/shell/sidebar.h"
#include "app/shell/statusline.h"
#include "widgets/emptystate.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(SessionHost &host, Activity &activity, Logins &logins, QWidget *parent)
    : QMainWindow(parent), m_host(host), m_activity(activity), m_logins(logins)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Strata"_s);
    setUpPages();
    setUpTopBar();
    setUpCentre();
    setUpMenus();
    setUpFinder();
    connect(&host, &SessionHost::sessionChanged, this, &MainWindow::sessionChanged);
    sessionChanged(host.session());
    // The end of the desktop session, and signals: no close event comes then.
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::saveState);
    connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::saveState);
}

MainWindow::~MainWindow()
{
    for (Page *page : std::as_const(m_pages))
        page->setSession(nullptr);
}

void MainWindow::setUpPages()
{
    m_pages = {new ImagesPage(m_activity, m_logins), new ContainersPage(m_activity),
               new BuilderPage(m_activity, m_logins), new AccountsPage(m_logins)};
    m_stack = new QStackedWidget;
    m_sidebar = new Sidebar;
    for (Page *page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        m_sidebar->addPage(page);
        connect(page, &Page::showRequested, this, [this, page] { showPage(page); });
        connect(page, &Page::openRequested, this, [this](const QString &kind, const QString &id) {
            for (Page *other : std::as_const(m_pages)) {
                if (other->openItem(kind, id))
                    return;
            }
        });
    }
    m_problem = new EmptyState;
    m_problem->setObjectName(u"engineProblem"_s);
    auto *retry = new QAction(tr("Retry"), this);
    connect(retry, &QAction::triggered, &m_host, &SessionHost::openAgain);
    m_problem->setActions({retry});
    m_stack->addWidget(m_problem);
    connect(m_sidebar, &Sidebar::currentRowChanged, this, [this](int row) {
        if (row >= 0 && !m_host.problem())
            m_stack->setCurrentWidget(m_pages[row]);
    });
}

void MainWindow::setUpTopBar()
{
    auto *bar = new QToolBar(tr("Engine and finder"));
    bar->setObjectName(u"topBar"_s);
    bar->setMovable(false);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    bar->setIconSize({extent, extent});
    bar->setFloatable(false);
    bar->toggleViewAction()->setVisible(false);
    m_switcher = new EngineSwitcher(m_host);
    bar->addWidget(m_switcher);
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_find = new QAction(icon(u"edit-find"_s), tr("Find anything"), this);
    m_find->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    auto *find = new QToolButton;
    find->setObjectName(u"findButton"_s);
    find->setAutoRaise(true);
    find->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    find->setIcon(m_find->icon());
    find->setText(tr("Find anything   %1").arg(m_find->shortcut().toString(QKeySequence::NativeText)));
    find->setAccessibleName(m_find->text());
    connect(find, &QToolButton::clicked, m_find, &QAction::trigger);
    bar->addWidget(find);
    addToolBar(bar);
}

void MainWindow::setUpCentre()
{
    m_strip = new ActivityStrip(m_activity);
    m_panel = new ActivityPanel(m_activity);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setObjectName(u"rowSplitter"_s);
    m_rows->addWidget(m_stack);
    m_rows->addWidget(m_panel);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    m_rows->setSizes({500, 220});
    m_columns = new QSplitter;
    m_columns->setObjectName(u"columnSplitter"_s);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);

    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_columns, 1);
    column->addWidget(m_strip);
    setCentralWidget(centre);
    statusBar()->addWidget(new StatusLine(m_host), 1);
    statusBar()->setSizeGripEnabled(false);
    connect(m_strip, &ActivityStrip::panelRequested, this, &MainWindow::setActivityOpen);
    connect(m_panel, &ActivityPanel::closeRequested, this, [this] { setActivityOpen(false); });
    setActivityOpen(false);
}

void MainWindow::setUpMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *quit = file->addAction(icon(u"application-exit"_s), tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));

    m_switcher->menu()->setTitle(tr("&Engine"));
    menuBar()->addMenu(m_switcher->menu());

    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        Page *page = m_pages[i];
        QAction *show = view->addAction(icon(page->iconName()), page->title(), this, [this, page] { showPage(page); });
        show->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)));
        m_windowActions.append(show);
    }
    view->addSeparator();
    view->addAction(m_find);
    QAction *filter = view->addAction(tr("&Filter the list"), this, [this] {
        if (Page *page = currentPage())
            page->focusFilter();
    });
    filter->setShortcut(QKeySequence::Find);
    QAction *refresh = view->addAction(icon(u"view-refresh"_s), tr("&Refresh"), this, &MainWindow::refreshNow);
    refresh->setShortcut(QKeySequence(Qt::Key_F5));
    QAction *activity = view->addAction(tr("&Activity"), this, [this] { setActivityOpen(m_panel->isHidden()); });
    activity->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
    m_windowActions << filter << refresh << activity << quit;

    for (Page *page : std::as_const(m_pages))
        menuBar()
            ->addMenu(tr("&%1", "menu of a page, such as Images").arg(page->title()))
            ->addActions(page->pageActions());

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *about = help->addAction(icon(u"help-about"_s), tr("&About Strata"), this, &MainWindow::showAbout);
    about->setObjectName(u"about"_s);
    m_windowActions.append(about);
    connect(m_find, &QAction::triggered, this, [this] { m_finder->popUp(); });
}

void MainWindow::setUpFinder()
{
    m_finder = new Finder(m_pages, [this] { return allActions(); }, this);
}

QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> actions = m_windowActions;
    for (const Page *page : m_pages) {
        for (QAction *action : page->pageActions()) {
            if (!action->isSeparator())
                actions.append(action);
        }
    }
    return actions;
}

void MainWindow::sessionChanged(EngineSession *session)
{
    for (Page *page : std::as_const(m_pages))
        page->setSession(session);
    if (session)
        showPage(m_pages[std::max(0, m_sidebar->currentRow())]);
    else
        QMetaObject::invokeMethod(this, &MainWindow::showProblem, Qt::QueuedConnection);
}

void MainWindow::showProblem()
{
    if (!m_host.problem())
        return;
    const Diagnosis diagnosis = diagnose(*m_host.problem(), {}, HostFacts::detect());
    m_problem->setIcon(icon(u"network-disconnect"_s));
    m_problem->setTitle(diagnosis.title);
    m_problem->setText(diagnosis.text);
    m_problem->setCommand(diagnosis.command);
    m_stack->setCurrentWidget(m_problem);
}

void MainWindow::showPage(Page *page)
{
    m_sidebar->setCurrentRow(static_cast<int>(m_pages.indexOf(page)));
    if (!m_host.problem())
        m_stack->setCurrentWidget(page);
}

bool MainWindow::showPage(const QString &objectName)
{
    for (Page *page : std::as_const(m_pages)) {
        if (page->objectName() == objectName) {
            showPage(page);
            return true;
        }
    }
    return false;
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::setActivityOpen(bool open)
{
    m_panel->setVisible(open);
    m_strip->setPanelOpen(open);
}

void MainWindow::refreshNow()
{
    if (Page *page = currentPage())
        page->refresh();
    if (m_host.session())
        m_host.session()->inventory().refresh();
    else
        m_host.openAgain();
}

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(this);
    about->setObjectName(u"aboutDialog"_s);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setWindowTitle(tr("About Strata"));
    about->setTextFormat(Qt::PlainText);
    about->setIconPixmap(windowIcon().pixmap(64, 64));
    about->setText(u"Strata %1"_s.arg(QCoreApplication::applicationVersion()));
    about->setInformativeText(
        tr("A native desktop for Docker on Linux. It talks to the engine of this computer and to nobody "
           "else.\n\nFree software under the GNU General Public License, version 3 or later."));
    about->open();
}

void MainWindow::restoreState()
{
    QSettings settings;
    const QSize room = screen()->availableSize() - QSize(40, 40); // for the frame
    resize(room.boundedTo({1400, 880}));
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_columns->restoreState(settings.value(u"window/columns"_s).toByteArray());
    m_rows->restoreState(settings.value(u"window/rows"_s).toByteArray());
    m_panel->splitter().restoreState(settings.value(u"window/activitySplitter"_s).toByteArray());
    setActivityOpen(settings.value(u"window/activity"_s, false).toBool());
    if (!showPage(settings.value(u"window/page"_s).toString()))
        showPage(m_pages.first());
    for (Page *page : std::as_const(m_pages))
        page->restoreState();
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/columns"_s, m_columns->saveState());
    settings.setValue(u"window/rows"_s, m_rows->saveState());
    settings.setValue(u"window/activitySplitter"_s, m_panel->splitter().saveState());
    settings.setValue(u"window/activity"_s, !m_panel->isHidden());
    settings.setValue(u"window/page"_s, m_pages.value(std::max(0, m_sidebar->currentRow()))->objectName());
    for (Page *page : std::as_const(m_pages))
        page->saveState();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

} // namespace strata
