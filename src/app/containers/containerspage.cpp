// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"

#include "app/common/text.h"
#include "app/common/visibletimer.h"
#include "app/connection/enginesession.h"
#include "app/containers/containercommands.h"
#include "app/containers/containerdetailspane.h"
#include "app/finder/finder.h"
#include "app/shell/icons.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCheckBox>
#include <QDesktopServices>
#include <QEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>

namespace strata {

using namespace Qt::StringLiterals;

ContainersPage::ContainersPage(Activity &activity, QWidget *parent)
    : TablePage(u"containers"_s, parent), m_commands(new ContainerCommands(activity, this)),
      m_pane(new ContainerDetailsPane), m_browse([](const QUrl &address) { QDesktopServices::openUrl(address); })
{
    setAccessibleName(title());
    m_model.setFilterWords([](const ContainerSummary &container) {
        return QString(containerStateWord(container.state) + u' '
                       + containerStateWord(container.state, container.health));
    });
    setUp(m_model, m_presentation, m_pane);
    setUpBar();
    setUpTable();
    setUpStats();
    connect(m_commands, &ContainerCommands::openRequested, this, &Page::openRequested);
    connect(m_commands, &ContainerCommands::browseRequested, this,
            [this](const QString &address) { m_browse(QUrl(address)); });
}

void ContainersPage::setUpBar()
{
    toolBar().addActions({m_commands->start, m_commands->stop, m_commands->restart});
    toolBar().addSeparator();
    toolBar().addActions({m_commands->pause, m_commands->unpause, m_commands->kill});
    toolBar().addSeparator();
    toolBar().addActions({m_commands->remove, m_commands->prune});
    const auto addMenu = [this](QAction *action, const QList<QAction *> &entries) {
        auto *button = qobject_cast<QToolButton *>(toolBar().widgetForAction(action));
        auto *menu = new QMenu(button);
        menu->addActions(entries);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::MenuButtonPopup);
    };
    addMenu(m_commands->stop, {m_commands->stopAll});
    addMenu(m_commands->remove, {m_commands->removeAll});
    if (auto *button = qobject_cast<QToolButton *>(toolBar().widgetForAction(m_commands->kill)))
        button->setPopupMode(QToolButton::MenuButtonPopup);
    // Signs that everybody knows from players stand without words, so that all find room beside the filter.
    for (QAction *action : {m_commands->restart, m_commands->pause, m_commands->unpause, m_commands->kill}) {
        if (auto *button = qobject_cast<QToolButton *>(toolBar().widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }

    m_runningOnly = addOption(u"containersRunningOnly"_s, tr("Running only"), tr("Hide containers that do not run"));
    m_grouped = addOption(u"containersGrouped"_s, tr("Group by project"),
                          tr("Show the containers of a compose project below it"));
    connect(m_runningOnly, &QCheckBox::toggled, &m_model, &ContainerModel::setRunningOnly);
    connect(m_grouped, &QCheckBox::toggled, this, [this](bool grouped) {
        m_model.setGrouped(grouped);
        table().setRootIsDecorated(grouped);
        table().setBranchKeyRole(LiveTreeModelBase::GroupNameRole); // opens what the person has not closed
    });
    filter().setPlaceholderText(tr("Filter containers…"));
}

void ContainersPage::setUpTable()
{
    table().setAccessibleName(tr("Containers"));
    table().setRootIsDecorated(false);
    table().setMouseTracking(true);
    auto *cpu = new SparklineDelegate(ContainerModel::CpuHistoryRole, &table());
    cpu->setMinimumCeiling(10);
    auto *memory = new SparklineDelegate(ContainerModel::MemoryHistoryRole, &table());
    auto *ports = new LinksDelegate(ContainerPresentation::PortTextsRole, ContainerPresentation::PortTargetsRole,
                                    &table());
    table().setItemDelegateForColumn(ContainerModel::Cpu, cpu);
    table().setItemDelegateForColumn(ContainerModel::Memory, memory);
    table().setItemDelegateForColumn(ContainerModel::Ports, ports);
    table().setDefaultWidths({18, 14, 25, 10, 12, 17, 13, 24});
    table().setStretchColumn(ContainerModel::Command);
    table().sortByColumn(ContainerModel::Name, Qt::AscendingOrder);
    connect(ports, &LinksDelegate::activated, this, [this](const QString &address) { m_browse(QUrl(address)); });
}

void ContainersPage::setUpStats()
{
    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(150);
    connect(&m_visibleTimer, &QTimer::timeout, this, &ContainersPage::followVisibleRows);
    const auto later = [this] {
        if (!m_visibleTimer.isActive())
            m_visibleTimer.start();
    };
    connect(table().verticalScrollBar(), &QScrollBar::valueChanged, this, later);
    connect(&table(), &QTreeView::expanded, this, later);
    connect(&table(), &QTreeView::collapsed, this, later);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, later);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, later);
    connect(&m_model, &QAbstractItemModel::rowsMoved, this, later);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, later);
    connect(&clock(), &VisibleTimer::seenChanged, this, later);
    table().viewport()->installEventFilter(this);
    connect(&m_stats, &StatsHub::sampled, this,
            [this](const ContainerId &id, const StatsSample &sample) { m_model.setStats(id, sample); });
    connect(&m_stats, &StatsHub::dropped, this, [this](const ContainerId &id) { m_model.clearStats(id); });
}

bool ContainersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == table().viewport() && event->type() == QEvent::Resize)
        m_visibleTimer.start();
    return TablePage::eventFilter(watched, event);
}

void ContainersPage::followVisibleRows()
{
    const bool hasColumns = !table().isColumnHidden(ContainerModel::Cpu)
        || !table().isColumnHidden(ContainerModel::Memory);
    const bool wanted = clock().isSeen() && hasColumns && table().isVisible();
    m_stats.setWanted(wanted ? visibleRunning() : QList<ContainerId>());
}

QList<ContainerId> ContainersPage::visibleRunning() const
{
    QList<ContainerId> ids;
    const int bottom = table().viewport()->height();
    QModelIndex index = table().indexAt({0, 0});
    while (index.isValid() && table().visualRect(index).top() < bottom) {
        const ContainerSummary *container = m_model.container(m_presentation.mapToSource(index));
        if (container && container->state == ContainerState::Running)
            ids.append(container->id);
        index = table().indexBelow(index);
    }
    return ids;
}

void ContainersPage::attach(EngineSession &session)
{
    const Inventory &inventory = session.inventory();
    m_presentation.setEngineHost(session.engine().endpoint().host);
    m_model.apply({.upserted = inventory.containers().values(), .removed = {}});
    m_commands->setSession(&session);
    m_pane->setSession(&session);
    m_stats.setEngine(&session.engine());
    m_visibleTimer.start();
    connect(&inventory, &Inventory::containersChanged, this, [this](const ContainerChanges &changes) {
        m_model.apply(changes);
        m_commands->refresh();
        m_visibleTimer.start();
        selectionMayHaveChanged();
        updateState();
        Q_EMIT countChanged();
    });
}

void ContainersPage::detach()
{
    m_stats.setEngine(nullptr);
    m_model.clear();
    m_commands->setSession(nullptr);
    m_pane->setSession(nullptr);
}

bool ContainersPage::hasList() const
{
    return session() && session()->inventory().hasContainers();
}

void ContainersPage::describeEmpty(EmptyState &state)
{
    state.setIcon(icon(iconName()));
    state.setTitle(tr("No containers yet"));
    state.setText(tr("A container is a program that runs from an image, apart from the rest of the system. Run one:"));
    state.setCommand(u"docker run hello-world"_s);
}

QString ContainersPage::countText() const
{
    return hasList() ? u"%1/%2"_s.arg(m_model.activeCount()).arg(m_model.totalCount()) : QString();
}

QList<QAction *> ContainersPage::pageActions() const
{
    return m_commands->all();
}

void ContainersPage::selectionChanged()
{
    const QModelIndexList indexes = selectedSourceRows();
    QList<ContainerSummary> containers;
    for (const ContainerId &id : m_model.keysBelow(indexes)) {
        if (const ContainerSummary *container = m_model.container(id))
            containers.append(*container);
    }
    m_commands->setSelection(containers);
    const bool isRow = indexes.size() == 1 && !m_model.isGroup(indexes.first());
    if (isRow && containers.size() == 1)
        m_pane->showContainer(containers.first());
    else if (containers.isEmpty())
        m_pane->showNoContainer(tr("No container is selected"), tr("Select one to see how it is and how it was made."));
    else
        describeSeveral(containers, indexes);
}

void ContainersPage::describeSeveral(const QList<ContainerSummary> &containers, const QModelIndexList &indexes)
{
    const bool isOneGroup = indexes.size() == 1;
    const int count = static_cast<int>(containers.size());
    const auto active = std::ranges::count_if(containers, &ContainerSummary::isActive);
    const QString title = isOneGroup ? tr("Project %1").arg(visibleLine(m_model.groupName(indexes.first()), 80))
                                     : tr("%n containers selected", nullptr, count);
    m_pane->showNoContainer(title, tr("%1 of %2 are running. Actions are done to all of them.").arg(active).arg(count));
}

void ContainersPage::timePassed()
{
    m_presentation.refreshColumns({ContainerModel::State, ContainerModel::Created});
    m_pane->refreshTimes();
}

QMenu *ContainersPage::makeContextMenu()
{
    return m_commands->makeContextMenu(this);
}

void ContainersPage::clearFilters()
{
    TablePage::clearFilters();
    m_runningOnly->setChecked(false);
}

void ContainersPage::removeRequested()
{
    selectionChanged();
    m_commands->remove->trigger();
}

void ContainersPage::renameRequested()
{
    selectionChanged();
    m_commands->rename->trigger();
}

QList<FinderEntry> ContainersPage::finderEntries(const QString &text)
{
    QList<FinderEntry> entries;
    for (const ContainerRow *row :
         finderBest(m_model.rows(), text, [](const ContainerRow &r) { return r.summary.name; })) {
        const ContainerSummary &container = row->summary;
        const QIcon sign = containerStateIcon(container.state, container.health, container.exitCode, palette());
        entries.append({.title = visibleLine(container.name),
                        .subtitle = tr("Container · %1").arg(containerStateWord(container.state, container.health)),
                        .icon = sign,
                        .activate = [page = QPointer(this), id = container.id.toString()] {
                            if (!page)
                                return;
                            page->openItem(u"container"_s, id);
                        }});
    }
    return entries;
}

bool ContainersPage::openItem(const QString &kind, const QString &id)
{
    const ContainerId key(id);
    if (kind != u"container" || !m_model.container(key))
        return false;
    if (!m_model.indexOf(key).isValid())
        clearFilters();
    showSource(m_model.indexOf(key));
    return true;
}

void ContainersPage::saveOptions(QSettings &settings)
{
    settings.setValue(u"containers/grouped"_s, m_grouped->isChecked());
    settings.setValue(u"containers/runningOnly"_s, m_runningOnly->isChecked());
}

void ContainersPage::restoreOptions(const QSettings &settings)
{
    m_grouped->setChecked(settings.value(u"containers/grouped"_s, true).toBool());
    m_runningOnly->setChecked(settings.value(u"containers/runningOnly"_s, false).toBool());
}

} // namespace strata
