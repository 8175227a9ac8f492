// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/basefacts.h"
#include "app/builder/forecastsource.h"
#include "app/builder/recoverystore.h"
#include "app/shell/page.h"
#include "app/transfers/registrylookup.h"

#include <QPointer>

class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace strata {

class AccountSource;
class BuildCacheView;
class BuildHistory;
class BuildHistoryView;
class BuildResults;
class Builds;
class Activity;
class DockerfileView;
class EmptyState;
class OpenDockerfile;

/// Where Dockerfiles are written, and built: open documents in tabs, each with its preview. What was open is open again the
/// next time, and what was not saved when the program ended is there again.
class BuilderPage : public Page
{
    Q_OBJECT

public:
    BuilderPage(Activity &activity, AccountSource &accounts, QWidget *parent = nullptr);
    ~BuilderPage() override;

    QString title() const override { return tr("Builder"); }
    QString iconName() const override { return QStringLiteral("strata-builder"); }
    QString countText() const override;
    void setSession(EngineSession *session) override;
    QList<QAction *> pageActions() const override;
    void focusFilter() override;
    void refresh() override;
    void saveState() override;
    void restoreState() override;

    /// Opens a file, or brings the tab to the front that has it. Null when it cannot be opened: the page says why.
    DockerfileView *openFile(const QString &path);
    DockerfileView *openText(const QString &name, const QString &text); ///< one that was never saved
    DockerfileView *currentView() const;
    QList<DockerfileView *> views() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setUpActions();
    void setUpBar();
    DockerfileView *add(std::unique_ptr<OpenDockerfile> document);
    QWidget *makeDocuments();
    void setUpSections(Activity &activity);
    void sayProblem(const QString &what, const QString &why);
    void askFile();
    void close(int tab);
    void updateTabs();
    void updateActions();
    void wantBases();
    void recover();
    void setUpNewMenu();
    void askImage();
    void openImage(const QString &image);

    RegistryLookup m_registries;
    BaseFactsSource m_bases;
    ForecastSource m_forecasts;
    RecoveryStore m_recovery;
    QPointer<EngineSession> m_session;
    Builds *m_builds = nullptr;
    QToolBar *m_toolBar = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QTabWidget *m_sections = nullptr; ///< Dockerfiles, builds, cache
    QTabWidget *m_tabs = nullptr;     ///< open Dockerfiles
    std::unique_ptr<BuildHistory> m_history;
    BuildResults *m_results = nullptr;
    BuildHistoryView *m_historyView = nullptr;
    BuildCacheView *m_cacheView = nullptr;
    QAction *m_new = nullptr;
    QAction *m_fromImage = nullptr;
    QAction *m_open = nullptr;
    QAction *m_save = nullptr;
    QAction *m_saveAs = nullptr;
    QAction *m_close = nullptr;
    QAction *m_format = nullptr;
    QAction *m_build = nullptr;
    int m_untitled = 0;
};

} // namespace strata
