// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildhistoryview.h"

#include "app/builder/buildsteptext.h"
#include "app/builder/buildview.h"
#include "app/common/confirmationdialog.h"
#include "app/common/text.h"
#include "app/common/visibletimer.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto historySettleTime = 60ms;
constexpr auto historyAge = 30s;

} // namespace

BuildHistoryView::BuildHistoryView(BuildHistory &history, QWidget *parent)
    : QWidget(parent), m_history(history), m_settle(this)
{
    setObjectName(u"buildHistory"_s);
    m_model.setPalette(palette());
    setUpActions();
    m_build = new BuildView;
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(u"buildHistorySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeTable());
    m_splitter->addWidget(m_build);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_problems = makePlainLabel(u"buildHistoryProblems"_s);
    m_problems->setMargin(6);
    m_problems->hide();

    auto *empty = new EmptyState;
    empty->say(
        icon(u"view-history"_s), tr("No builds are kept yet"),
        tr("Every build that ends is kept here with its steps, its log and its Dockerfile, also one that failed."));
    m_empty = empty;
    m_loading = new QWidget;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_problems);
    layout->addWidget(m_stack, 1);

    m_settle.setSingleShot(true);
    m_settle.setInterval(historySettleTime);
    connect(&m_settle, &QTimer::timeout, this, &BuildHistoryView::readSelected);
    connect(&m_history, &BuildHistory::changed, this, &BuildHistoryView::takeBuilds);
    connect(&m_history, &BuildHistory::failed, this, [this](const Error &error) {
        m_problems->setText(textBlock(error.message));
        m_problems->show();
    });
    connect(m_build, &BuildView::lineRequested, this,
            [this](int line) { Q_EMIT dockerfileRequested(m_shown.summary.dockerfile, m_shown.dockerfileText, line); });
    const auto *clock = new VisibleTimer(this, historyAge);
    connect(clock, &VisibleTimer::tick, this, [this] { m_model.timePassed(); });
    if (m_history.isLoaded())
        takeBuilds();
    updateStack();
    selectionChanged();
}

void BuildHistoryView::setUpActions()
{
    m_openDockerfile = makeAction(this, u"historyDockerfile"_s, u"text-x-generic"_s, tr("Open Dockerfile"),
                                  tr("Open the Dockerfile as it was built"));
    m_compare = makeAction(
        this, u"historyCompare"_s, u"view-list-tree"_s, tr("Compare"),
        tr("Compare the images of the two selected builds, or of this one and the one before it under "
           "the same name"));
    m_showImage = makeAction(this, u"historyImage"_s, u"strata-images"_s, tr("Show Image"),
                             tr("Show the image that was built"));
    m_copyCommand = makeAction(this, u"historyCommand"_s, u"edit-copy"_s, tr("Copy Command"),
                               tr("Copy the docker command that does the same"));
    m_remove = makeAction(this, u"historyDelete"_s, u"edit-delete"_s, tr("Delete…"),
                          tr("Forget the selected builds with their logs"));
    m_removeAll = makeAction(this, u"historyDeleteAll"_s, u"edit-clear-all"_s, tr("Delete All…"),
                             tr("Forget all builds with their logs"));
    connect(m_openDockerfile, &QAction::triggered, this,
            [this] { Q_EMIT dockerfileRequested(m_shown.summary.dockerfile, m_shown.dockerfileText, 0); });
    connect(m_compare, &QAction::triggered, this, &BuildHistoryView::compare);
    connect(m_showImage, &QAction::triggered, this, [this] { Q_EMIT imageRequested(m_shown.summary.imageId); });
    connect(m_copyCommand, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_shown.command); });
    connect(m_remove, &QAction::triggered, this, [this] { askRemove(selected(), false); });
    connect(m_removeAll, &QAction::triggered, this, [this] { askRemove(m_history.builds(), true); });
}

QList<QAction *> BuildHistoryView::historyActions() const
{
    return {m_openDockerfile, m_compare, m_showImage, m_copyCommand, m_remove, m_removeAll};
}

QWidget *BuildHistoryView::makeBar()
{
    auto *bar = new QWidget;
    auto *tools = new QToolBar;
    tools->setObjectName(u"buildHistoryToolBar"_s);
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    tools->setIconSize({extent, extent});
    tools->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    tools->addActions(historyActions());
    m_filter = new FilterField;
    m_filter->setObjectName(u"buildHistoryFilter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilterText(text);
        updateStack();
    });
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_table->setFocus(); });
    auto *row = new QHBoxLayout(bar);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    row->addWidget(tools, 3);
    row->addWidget(m_filter, 1);
    return bar;
}

QWidget *BuildHistoryView::makeTable()
{
    m_table = new TreeTable;
    m_table->setObjectName(u"buildHistoryTable"_s);
    m_table->setAccessibleName(tr("Builds that are kept"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->sortByColumn(BuildHistoryModel::Started, Qt::DescendingOrder);
    m_table->setDefaultWidths({13, 10, 30, 12, 10, 13, 9});
    m_table->setStretchColumn(BuildHistoryModel::Tag);
    connect(m_table, &QWidget::customContextMenuRequested, this, &BuildHistoryView::showMenu);
    connect(m_table, &TreeTable::deleteRequested, m_remove, &QAction::trigger);
    connect(m_table, &TreeTable::rowActivated, this, [this] { m_build->focusFind(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BuildHistoryView::selectionChanged);

    auto *noMatch = new EmptyState;
    noMatch->setObjectName(u"buildHistoryNoMatch"_s);
    noMatch->setTitle(tr("Nothing matches the filter"));
    auto *clear = new QAction(tr("Clear filter"), this);
    connect(clear, &QAction::triggered, this, [this] { m_filter->clear(); });
    noMatch->setActions({clear});
    m_noMatch = noMatch;
    auto *stack = new QStackedWidget;
    stack->addWidget(m_table);
    stack->addWidget(m_noMatch);
    return stack;
}

void BuildHistoryView::updateStack()
{
    QWidget *whole = m_splitter;
    if (!m_history.isLoaded())
        whole = m_loading;
    else if (m_model.totalCount() == 0)
        whole = m_empty;
    m_stack->setCurrentWidget(whole);
    const bool nothingMatches = m_model.totalCount() > 0 && m_model.visibleCount() == 0;
    static_cast<QStackedWidget *>(m_splitter->widget(0))
        ->setCurrentWidget(nothingMatches ? m_noMatch : static_cast<QWidget *>(m_table));
    m_removeAll->setEnabled(m_model.totalCount() > 0 || !m_history.problems().isEmpty());
}

void BuildHistoryView::takeBuilds()
{
    const bool hadSelection = m_table->selectionModel()->hasSelection();
    m_model.setBuilds(m_history.builds());
    const QStringList &problems = m_history.problems();
    m_problems->setVisible(!problems.isEmpty());
    m_problems->setText(problems.isEmpty() ? QString() : textBlock(problems.join(u'\n'), 600, 3));
    m_problems->setToolTip(plainToolTip(problems.join(u'\n')));
    updateStack();
    if (!m_wanted.isEmpty() && m_model.indexOf(m_wanted).isValid())
        showBuild(m_wanted);
    else if (!hadSelection && m_model.visibleCount() > 0)
        m_table->selectOnly(m_model.index(0, 0));
    selectionChanged();
}

void BuildHistoryView::showBuild(const QString &id)
{
    const QModelIndex index = m_model.indexOf(id);
    m_wanted = index.isValid() ? QString() : id;
    if (index.isValid())
        m_table->selectOnly(index);
}

QList<BuildSummary> BuildHistoryView::selected() const
{
    QList<BuildSummary> builds;
    for (const QModelIndex &index : m_table->selectedRowIndexes()) {
        if (const BuildSummary *build = m_model.row(index))
            builds.append(*build);
    }
    std::ranges::sort(builds, std::greater(), &BuildSummary::started);
    return builds;
}

/// Older and newer; nothing when they cannot be compared.
std::optional<std::pair<QString, QString>> BuildHistoryView::pairToCompare() const
{
    const QList<BuildSummary> builds = selected();
    if (builds.isEmpty() || builds.size() > 2)
        return {};
    const BuildSummary *older = builds.size() == 2 ? &builds[1] : m_model.previousOf(builds[0]);
    if (!older || older->imageId.isEmpty() || builds[0].imageId.isEmpty())
        return {};
    return std::pair(older->id, builds[0].id);
}

void BuildHistoryView::compare()
{
    if (const auto pair = pairToCompare())
        Q_EMIT compareRequested(pair->first, pair->second);
}

void BuildHistoryView::selectionChanged()
{
    const QList<BuildSummary> builds = selected();
    const bool isShown = builds.size() == 1 && builds.first().id == m_shown.summary.id;
    m_openDockerfile->setEnabled(isShown && !m_shown.dockerfileText.isEmpty());
    m_compare->setEnabled(pairToCompare().has_value());
    m_showImage->setEnabled(isShown && !m_shown.summary.imageId.isEmpty());
    m_copyCommand->setEnabled(isShown && !m_shown.command.isEmpty());
    m_remove->setEnabled(!builds.isEmpty());
    if (builds.size() == 1 && !isShown) {
        m_settle.start();
    } else if (builds.isEmpty()) {
        m_shown = {};
        m_build->showNothing();
    }
}

void BuildHistoryView::readSelected()
{
    const QList<BuildSummary> builds = selected();
    if (builds.size() != 1)
        return;
    const QString id = builds.first().id;
    const auto isStill = [this, id] {
        const QList<BuildSummary> now = selected();
        return now.size() == 1 && now.first().id == id;
    };
    m_history.read(id, this, [this, id, isStill](const Result<KeptBuild> &build) {
        if (!isStill())
            return;
        m_shown = build.value_or(KeptBuild{});
        m_shown.summary.id = id;
        if (!build) {
            m_build->showNothing();
            m_problems->setText(textBlock(build.error().message));
            m_problems->show();
            return;
        }
        m_build->showKept(*build);
        selectionChanged();
        if (!build->summary.hasLog)
            return;
        m_history.readLog(id, this, [this, isStill](const Result<std::shared_ptr<const BuildLog>> &log) {
            if (isStill())
                m_build->setKeptLog(log);
        });
    });
}

void BuildHistoryView::askRemove(const QList<BuildSummary> &builds, bool isAll)
{
    auto *dialog = new ConfirmationDialog(u"historyDeleteDialog"_s, this);
    ConfirmationDialog::Group group{.title = tr("Forgotten"), .rows = {}};
    qint64 logs = 0;
    QStringList ids;
    for (const BuildSummary &build : builds) {
        ids.append(build.id);
        logs += build.hasLog ? build.logSize : 0;
        group.rows.append({.text = buildTitle(build),
                           .note = u"%1 · %2"_s.arg(buildOutcomeWord(build.outcome), exactTime(build.started)),
                           .freed = build.hasLog ? formatBytes(build.logSize) : QString(),
                           .target = {},
                           .below = {}});
    }
    const auto count = static_cast<int>(builds.size());
    if (isAll)
        dialog->setHeading(tr("Forget all builds?"));
    else
        dialog->setHeading(count == 1 ? tr("Forget this build?") : tr("Forget %n builds?", nullptr, count));
    QString summary = tr("What is known of them goes: times, steps, Dockerfiles, and %1 of logs. Images and the build "
                         "cache stay.")
                          .arg(formatBytes(logs));
    if (isAll && !m_history.problems().isEmpty())
        summary += u' ' + tr("Damaged records go as well.");
    dialog->setSummary(summary);
    dialog->setGroups({group});
    dialog->setAcceptButton(tr("Forget"), true);
    connect(dialog, &QDialog::accepted, this, [this, ids, isAll] {
        if (isAll)
            m_history.removeAll();
        else
            m_history.remove(ids);
    });
    dialog->open();
}

void BuildHistoryView::showMenu(QPoint position)
{
    if (!m_table->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_openDockerfile, m_compare, m_showImage, m_copyCommand});
    menu->addSeparator();
    menu->addAction(m_remove);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void BuildHistoryView::focusFilter()
{
    if (m_build->isAncestorOf(focusWidget()))
        return m_build->focusFind();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void BuildHistoryView::refresh()
{
    m_history.load();
}

void BuildHistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_history.isLoaded())
        m_history.load();
}

void BuildHistoryView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_model.setPalette(palette());
}

void BuildHistoryView::saveState(QSettings &settings, const QString &group) const
{
    m_table->saveState(settings, group + u"/buildHistoryTable"_s);
    settings.setValue(group + u"/buildHistorySplitter"_s, m_splitter->saveState());
    m_build->saveState(settings, group + u"/kept"_s);
}

void BuildHistoryView::restoreState(const QSettings &settings, const QString &group)
{
    m_table->restoreState(settings, group + u"/buildHistoryTable"_s);
    m_splitter->restoreState(settings.value(group + u"/buildHistorySplitter"_s).toByteArray());
    m_build->restoreState(settings, group + u"/kept"_s);
}

} // namespace strata
