// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/builderpage.h"

#include "app/builder/buildbar.h"
#include "app/builder/buildcacheview.h"
#include "app/builder/buildhistoryview.h"
#include "app/builder/buildresults.h"
#include "app/builder/builds.h"
#include "app/builder/dockerfileview.h"
#include "app/builder/imagedockerfile.h"
#include "app/common/dockerfiletext.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/shell/controls.h"
#include "app/shell/helpbutton.h"
#include "app/shell/icons.h"
#include "dockerfile/language/templates.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString stateGroup = u"builder"_s;

QString historyFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/builds"_s;
}

} // namespace

BuilderPage::BuilderPage(Activity &activity, AccountSource &accounts, QWidget *parent)
    : Page(parent), m_registries(accounts), m_bases(m_registries), m_forecasts(ForecastSource::defaultFile()),
      m_recovery(RecoveryStore::defaultFolder()), m_builds(new Builds(activity, accounts, this)),
      m_toolBar(new QToolBar), m_stack(new QStackedWidget), m_empty(new EmptyState), m_sections(new QTabWidget),
      m_tabs(new QTabWidget), m_history(std::make_unique<BuildHistory>(historyFolder())),
      m_results(new BuildResults(*m_history, this))
{
    setObjectName(stateGroup);
    setAcceptDrops(true);
    setUpActions();
    setUpBar();
    setUpSections(activity);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_sections);
    updateTabs();
}

/// Views know what this has.
BuilderPage::~BuilderPage()
{
    m_tabs->disconnect(this); // closing is none of their business any more
    delete m_sections;
}

QWidget *BuilderPage::makeDocuments()
{
    m_empty->setObjectName(u"builderEmpty"_s);
    m_empty->say(icon(iconName()), tr("No Dockerfile is open"),
                 tr("Write one, and see what each line makes of the image before it is built."), {m_new, m_open});
    m_tabs->setObjectName(u"builderTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tabs);
    auto *documents = new QWidget;
    auto *column = new QVBoxLayout(documents);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &BuilderPage::close);
    connect(m_tabs, &QTabWidget::currentChanged, this, &BuilderPage::updateActions);
    return documents;
}

void BuilderPage::setUpSections(Activity &activity)
{
    m_historyView = new BuildHistoryView(*m_history);
    m_cacheView = new BuildCacheView(activity);
    m_sections->setObjectName(u"builderSections"_s);
    m_sections->setDocumentMode(true);
    m_sections->addTab(makeDocuments(), tr("Dockerfiles"));
    m_sections->addTab(m_historyView, tr("Builds"));
    m_sections->addTab(m_cacheView, tr("Build cache"));
    m_sections->setCornerWidget(m_toolBar);
    connect(m_sections, &QTabWidget::currentChanged, m_toolBar,
            [this](int section) { m_toolBar->setVisible(section == 0); });
    connect(m_builds, &Builds::started, this,
            [this](DockerfileView *view, BuildOperation *operation) { view->showBuild(*operation, *m_session); });
    connect(m_builds, &Builds::ended, this,
            [this](DockerfileView *view, BuildOperation *operation, const QString &text, const QString &path) {
                m_results->take(view, *operation, text, path);
                m_cacheView->refresh();
            });
    connect(m_results, &BuildResults::problemFound, this, &BuilderPage::sayProblem);
    connect(m_historyView, &BuildHistoryView::imageRequested, this,
            [this](const QString &id) { Q_EMIT openRequested(u"image"_s, id); });
    connect(m_historyView, &BuildHistoryView::compareRequested, m_results, &BuildResults::compare);
    connect(m_historyView, &BuildHistoryView::dockerfileRequested, this,
            [this](const QString &path, const QString &text, int line) {
                const Result<DockerfileText> now = readDockerfileText(path);
                const bool isSame = now && now->text == text;
                DockerfileView *view = isSame ? openFile(path) : openText(tr("%1, as built").arg(path), text);
                m_sections->setCurrentIndex(0);
                if (view && line > 0)
                    view->showLine(line - 1);
            });
}

void BuilderPage::setUpActions()
{
    m_new = makeAction(this, u"builderNew"_s, u"list-add"_s, tr("New Dockerfile"), {});
    m_new->setShortcut(QKeySequence::New);
    m_fromImage = makeAction(this, u"builderFromImage"_s, {}, tr("From the history of an image…"), {});
    connect(m_fromImage, &QAction::triggered, this, &BuilderPage::askImage);
    m_open = makeAction(this, u"builderOpen"_s, u"document-open"_s, tr("Open…"), tr("Open a Dockerfile"));
    m_open->setShortcut(QKeySequence::Open);
    m_save = makeAction(this, u"builderSave"_s, u"document-save"_s, tr("Save"), {});
    m_save->setShortcut(QKeySequence::Save);
    m_saveAs = makeAction(this, u"builderSaveAs"_s, {}, tr("Save as…"), {});
    m_saveAs->setShortcut(QKeySequence::SaveAs);
    m_close = makeAction(this, u"builderClose"_s, u"window-close"_s, tr("Close"), {});
    m_close->setShortcut(QKeySequence::Close);
    m_format = makeAction(this, u"builderFormat"_s, {}, tr("Format"), tr("Put blanks and capitals in order"));
    m_format->setShortcut(QKeySequence(u"Ctrl+Shift+F"_s));
    m_build = makeAction(this, u"builderBuildNow"_s, u"system-run"_s, tr("Build"), tr("Save the file and build it"));
    m_build->setShortcut(QKeySequence(u"Ctrl+B"_s));
    for (QAction *action : {m_new, m_open, m_save, m_saveAs, m_close, m_format, m_build})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_new, m_open, m_save, m_saveAs, m_close, m_format, m_build});
    connect(m_new, &QAction::triggered, this, [this] { openText({}, {}); });
    connect(m_open, &QAction::triggered, this, &BuilderPage::askFile);
    connect(m_save, &QAction::triggered, this, [this] { currentView()->save(); });
    connect(m_saveAs, &QAction::triggered, this, [this] { currentView()->saveAs(); });
    connect(m_close, &QAction::triggered, this, [this] { close(m_tabs->currentIndex()); });
    connect(m_format, &QAction::triggered, this, [this] { currentView()->format(); });
    connect(m_build, &QAction::triggered, this, [this] { m_builds->build(currentView()); });
}

void BuilderPage::setUpBar()
{
    m_toolBar->setObjectName(u"builderToolBar"_s);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_toolBar->setIconSize({extent, extent});
    m_toolBar->addActions({m_new, m_open, m_save, m_format});
    m_toolBar->addWidget(new HelpButton(HelpTopic::Builder));
    setUpNewMenu();
}

/// Beside an empty one: templates, and what an image's history tells.
void BuilderPage::setUpNewMenu()
{
    auto *menu = new QMenu(this);
    for (const DockerfileTemplate &one : dockerfileTemplates()) {
        QAction *action = menu->addAction(menuText(one.title), this, [this, one] {
            if (DockerfileView *view = openText(one.title, one.dockerfile))
                view->proposeIgnoreFile(one.ignoreFile);
        });
        action->setObjectName(u"builderTemplate-"_s + one.id);
        action->setToolTip(one.description);
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    menu->addAction(m_fromImage);
    auto *button = qobject_cast<QToolButton *>(m_toolBar->widgetForAction(m_new));
    button->setObjectName(u"builderNewButton"_s);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
}

void BuilderPage::askImage()
{
    if (!m_session)
        return;
    QStringList names;
    for (const ImageSummary &image : m_session->inventory().images())
        names += image.repoTags;
    names.sort();
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"builderImageDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Dockerfile of an image"));
    dialog->setLabelText(tr("The Dockerfile is made again from the history of this image, as far as that tells:"));
    dialog->setComboBoxItems(names);
    connect(dialog, &QInputDialog::textValueSelected, this, &BuilderPage::openImage);
    dialog->open();
}

void BuilderPage::openImage(const QString &image)
{
    if (!m_session)
        return;
    dockerfileOfImage(*m_session, image, this, [this, image](const Result<QString> &text) {
        if (text)
            openText(tr("From %1").arg(visibleLine(image, 60)), *text);
        else
            sayProblem(tr("There is no Dockerfile of %1.").arg(visibleLine(image, 200)), text.error().message);
    });
}

void BuilderPage::sayProblem(const QString &what, const QString &why)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Builder"), what, QMessageBox::Ok, this);
    box->setObjectName(u"builderProblem"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(why);
    box->open();
}

QList<QAction *> BuilderPage::pageActions() const
{
    return {m_new, m_fromImage, m_open, m_save, m_saveAs, m_close, m_format, m_build};
}

QString BuilderPage::countText() const
{
    return m_tabs->count() > 0 ? QString::number(m_tabs->count()) : QString();
}

void BuilderPage::setSession(EngineSession *session)
{
    m_session = session;
    m_bases.setSession(session);
    m_forecasts.setSession(session);
    m_builds->setSession(session);
    m_results->setSession(session);
    m_cacheView->setSession(session);
    for (DockerfileView *view : views())
        view->setSession(session);
    updateActions();
}

DockerfileView *BuilderPage::currentView() const
{
    return qobject_cast<DockerfileView *>(m_tabs->currentWidget());
}

QList<DockerfileView *> BuilderPage::views() const
{
    QList<DockerfileView *> views;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        views.append(qobject_cast<DockerfileView *>(m_tabs->widget(tab)));
    return views;
}

DockerfileView *BuilderPage::add(std::unique_ptr<OpenDockerfile> document)
{
    OpenDockerfile *shown = document.get();
    auto *view = new DockerfileView(std::move(document), m_registries, m_forecasts);
    view->setSession(m_session);
    view->buildBar().setAction(m_build);
    view->restoreState(QSettings(), stateGroup);
    connect(shown, &OpenDockerfile::titleChanged, this, &BuilderPage::updateTabs);
    connect(shown, &OpenDockerfile::modificationChanged, this, &BuilderPage::updateTabs);
    connect(shown, &OpenDockerfile::insightChanged, this, &BuilderPage::wantBases);
    m_tabs->setCurrentIndex(m_tabs->addTab(view, {}));
    updateTabs();
    view->editor().setFocus();
    return view;
}

DockerfileView *BuilderPage::openFile(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    for (DockerfileView *view : views()) {
        if (view->document().file().path() == whole) {
            m_tabs->setCurrentWidget(view);
            return view;
        }
    }
    auto document = std::make_unique<OpenDockerfile>(m_bases, m_recovery);
    if (const Result<void> opened = document->open(whole); !opened) {
        sayProblem(tr("%1 cannot be opened.").arg(visibleLine(QDir::toNativeSeparators(whole), 300)),
                   opened.error().message);
        return nullptr;
    }
    return add(std::move(document));
}

DockerfileView *BuilderPage::openText(const QString &name, const QString &text)
{
    auto document = std::make_unique<OpenDockerfile>(m_bases, m_recovery);
    ++m_untitled;
    document->startUntitled(
        name.isEmpty() ? (m_untitled == 1 ? tr("New Dockerfile") : tr("New Dockerfile %1").arg(m_untitled)) : name,
        text);
    return add(std::move(document));
}

void BuilderPage::askFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a Dockerfile"));
    dialog->setObjectName(u"builderOpenDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(dockerfileNameFilters());
    if (DockerfileView *view = currentView(); view && !view->document().folder().isEmpty())
        dialog->setDirectory(view->document().folder());
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            openFile(path);
    });
    dialog->open();
}

void BuilderPage::close(int tab)
{
    auto *view = qobject_cast<DockerfileView *>(m_tabs->widget(tab));
    if (!view || !view->mayClose())
        return;
    QSettings settings;
    view->saveState(settings, stateGroup);
    m_tabs->removeTab(tab);
    view->deleteLater();
    updateTabs();
    wantBases();
}

void BuilderPage::updateTabs()
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const OpenDockerfile &document = qobject_cast<DockerfileView *>(m_tabs->widget(tab))->document();
        const QString path = document.file().path();
        const QString folder = QFileInfo(QFileInfo(path).path()).fileName();
        const QString title = path.isEmpty() || folder.isEmpty() ? document.title() : folder + u'/' + document.title();
        m_tabs->setTabText(tab, menuText(visibleLine(title, 60)) + (document.isModified() ? u" ●"_s : QString()));
        m_tabs->setTabToolTip(tab, visibleLine(QDir::toNativeSeparators(path)).toHtmlEscaped());
    }
    m_stack->setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs) : m_empty);
    updateActions();
    Q_EMIT countChanged();
}

void BuilderPage::updateActions()
{
    const DockerfileView *view = currentView();
    for (QAction *action : {m_save, m_saveAs, m_close, m_format})
        action->setEnabled(view);
    m_build->setEnabled(view && m_session);
    m_fromImage->setEnabled(m_session);
}

void BuilderPage::wantBases()
{
    QSet<QString> references, pulled;
    for (DockerfileView *view : views()) {
        const auto &insight = view->document().insight();
        if (!insight)
            continue;
        references += insight->references();
        if (view->document().settings().pull)
            pulled += insight->references();
    }
    m_bases.want(references, pulled);
}

void BuilderPage::focusFilter()
{
    if (m_sections->currentWidget() == m_historyView)
        return m_historyView->focusFilter();
    if (m_sections->currentWidget() == m_cacheView)
        return m_cacheView->focusFilter();
    if (DockerfileView *view = currentView())
        view->editor().action(CodeEditor::Command::Find)->trigger();
}

void BuilderPage::refresh()
{
    if (m_sections->currentWidget() == m_historyView)
        return m_historyView->refresh();
    if (m_sections->currentWidget() == m_cacheView)
        return m_cacheView->refresh();
    if (DockerfileView *view = currentView())
        view->document().context().scanAgain();
}

void BuilderPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void BuilderPage::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openFile(url.toLocalFile());
    }
    event->acceptProposedAction();
}

void BuilderPage::saveState()
{
    QSettings settings;
    QStringList paths;
    for (DockerfileView *view : views()) {
        if (!view->document().file().path().isEmpty())
            paths.append(view->document().file().path());
    }
    settings.setValue(stateGroup + u"/open"_s, paths);
    settings.setValue(stateGroup + u"/current"_s, m_tabs->currentIndex());
    if (const DockerfileView *view = currentView())
        view->saveState(settings, stateGroup);
    m_historyView->saveState(settings, stateGroup + u"/history"_s);
    m_cacheView->saveState(settings, stateGroup + u"/cache"_s);
}

void BuilderPage::restoreState()
{
    const QSettings settings;
    m_historyView->restoreState(settings, stateGroup + u"/history"_s);
    m_cacheView->restoreState(settings, stateGroup + u"/cache"_s);
    recover();
    for (const QString &path : settings.value(stateGroup + u"/open"_s).toStringList()) {
        if (QFileInfo::exists(path))
            openFile(path);
    }
    m_tabs->setCurrentIndex(std::clamp(settings.value(stateGroup + u"/current"_s).toInt(), 0, m_tabs->count()));
}

void BuilderPage::recover()
{
    for (const QString &key : m_recovery.leftBehind()) {
        auto document = std::make_unique<OpenDockerfile>(m_bases, m_recovery);
        document->recover(key);
        add(std::move(document));
    }
}

} // namespace strata
