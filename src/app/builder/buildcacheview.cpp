// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildcacheview.h"

#include "app/activity/activity.h"
#include "app/builder/buildcacheprunedialog.h"
#include "app/common/detailssections.h"
#include "app/common/text.h"
#include "app/common/visibletimer.h"
#include "app/connection/enginesession.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "app/shell/statestack.h"
#include "core/bytesize.h"
#include "engine/actions/buildcacheactions.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/keyvalueview.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto cacheEventPause = 300ms;
constexpr auto cacheAge = 30s;

bool mayChangeCache(const EngineEvent &event)
{
    if (event.type == u"builder")
        return true;
    return event.type == u"image"
        && (event.action == u"tag" || event.action == u"untag" || event.action == u"delete"
            || event.action == u"prune");
}

} // namespace

BuildCacheView::BuildCacheView(Activity &activity, QWidget *parent)
    : QWidget(parent), m_activity(activity), m_soon(this)
{
    setObjectName(u"buildCache"_s);
    m_model.setPalette(palette());
    setUpActions();
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(u"buildCacheSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeTable());
    m_entry = new KeyValueView;
    m_entry->setObjectName(u"buildCacheEntry"_s);
    m_entry->setAccessibleName(tr("The selected entry in full"));
    m_entry->setFrameShape(QFrame::NoFrame);
    m_splitter->addWidget(m_entry);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins({});
    inside->setSpacing(0);
    inside->addWidget(makeSums());
    inside->addWidget(m_splitter, 1);
    m_states = new StateStack(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_states, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(cacheEventPause);
    connect(&m_soon, &QTimer::timeout, this, &BuildCacheView::refresh);
    connect(&m_model, &LiveTreeModelBase::countsChanged, this, &BuildCacheView::updateState);
    connect(&m_activity, &Activity::finished, this, [this] {
        if (m_session)
            m_soon.start(); // a build, a prune, an image that was removed
    });
    const auto *clock = new VisibleTimer(this, cacheAge);
    connect(clock, &VisibleTimer::tick, this, [this] {
        if (m_model.totalCount() > 0)
            m_model.timePassed();
    });
    updateState();
    showEntry();
}

BuildCacheView::~BuildCacheView() = default;

void BuildCacheView::setUpActions()
{
    m_prune = makeAction(this, u"cachePrune"_s, u"edit-clear-all"_s, tr("Prune…"),
                         tr("Choose what goes out of the build cache, and see before what that is"));
    m_pruneSelected = makeAction(this, u"cachePruneSelected"_s, u"edit-delete"_s, tr("Delete…"),
                                 tr("Take the selected entries out of the build cache"));
    m_refresh = makeAction(this, u"cacheRefresh"_s, u"view-refresh"_s, tr("Refresh"), tr("Ask the engine again"));
    connect(m_prune, &QAction::triggered, this, &BuildCacheView::askPrune);
    connect(m_pruneSelected, &QAction::triggered, this, &BuildCacheView::askPrune);
    connect(m_refresh, &QAction::triggered, this, &BuildCacheView::refresh);
}

QList<QAction *> BuildCacheView::cacheActions() const
{
    return {m_prune, m_pruneSelected, m_refresh};
}

QWidget *BuildCacheView::makeBar()
{
    auto *bar = new QWidget;
    auto *tools = new QToolBar;
    tools->setObjectName(u"buildCacheToolBar"_s);
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    tools->setIconSize({extent, extent});
    tools->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    tools->addActions(cacheActions());
    m_filter = new FilterField;
    m_filter->setObjectName(u"buildCacheFilter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilterText(text);
        updateState();
    });
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_table->setFocus(); });
    auto *row = new QHBoxLayout(bar);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    row->addWidget(tools, 3);
    row->addWidget(m_filter, 1);
    return bar;
}

QWidget *BuildCacheView::makeSums()
{
    auto *side = new QWidget;
    m_sums = makePlainLabel(u"buildCacheSums"_s);
    m_note = makePlainLabel(u"buildCacheNote"_s);
    m_note->hide();
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(10, 2, 10, 6);
    column->setSpacing(2);
    column->addWidget(m_sums);
    column->addWidget(m_note);
    return side;
}

QWidget *BuildCacheView::makeTable()
{
    m_table = new TreeTable;
    m_table->setObjectName(u"buildCacheTable"_s);
    m_table->setAccessibleName(tr("Entries of the build cache"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setItemDelegateForColumn(BuildCacheModel::Size, new BarDelegate(BuildCacheModel::SizeShareRole, m_table));
    m_table->setDefaultWidths({34, 13, 10, 10, 15, 14, 14, 5});
    m_table->setStretchColumn(BuildCacheModel::What);
    m_table->setColumnHidden(BuildCacheModel::Created, true);
    m_table->sortByColumn(BuildCacheModel::Size, Qt::DescendingOrder);
    connect(m_table, &QWidget::customContextMenuRequested, this, &BuildCacheView::showMenu);
    connect(m_table, &TreeTable::deleteRequested, m_pruneSelected, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BuildCacheView::showEntry);
    auto *noMatch = new EmptyState;
    noMatch->setObjectName(u"buildCacheNoMatch"_s);
    noMatch->setTitle(tr("Nothing matches the filter"));
    auto *clear = new QAction(tr("Clear filter"), this);
    connect(clear, &QAction::triggered, this, [this] { m_filter->clear(); });
    noMatch->setActions({clear});
    m_noMatch = noMatch;
    m_tableStack = new QStackedWidget;
    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_noMatch);
    return m_tableStack;
}

void BuildCacheView::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    if (m_dialog)
        m_dialog->reject();
    m_session = session;
    m_requests = std::make_unique<QObject>();
    m_soon.stop();
    m_records.clear();
    m_model.clear();
    m_isLoaded = m_isAsking = false;
    m_isStale = true;
    m_pruned.reset();
    m_note->hide();
    m_states->setInventory(session ? &session->inventory() : nullptr,
                           session ? session->engine().endpoint() : Endpoint());
    if (session) {
        connect(&session->inventory(), &Inventory::eventsArrived, this, &BuildCacheView::eventsArrived);
        connect(&session->inventory(), &Inventory::linkChanged, this, [this] {
            if (m_session->inventory().link() == Inventory::Link::Live)
                refresh();
        });
        refresh();
    }
    updateState();
    showEntry();
}

void BuildCacheView::eventsArrived(const QList<EngineEvent> &events)
{
    if (std::ranges::any_of(events, mayChangeCache))
        m_soon.start();
}

void BuildCacheView::refresh()
{
    m_isStale = true;
    if (isVisible())
        ask();
}

void BuildCacheView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask(); // builds of others are told by no event
}

void BuildCacheView::ask()
{
    if (!m_session || m_isAsking)
        return;
    m_isAsking = true;
    m_isStale = false;
    if (m_pruned)
        m_pruned->isAsked = true;
    BuildCache(m_session->engine()).list(m_requests.get(), [this](const Result<QList<BuildCacheRecord>> &records) {
        take(records);
    });
}

void BuildCacheView::take(const Result<QList<BuildCacheRecord>> &records)
{
    m_isAsking = false;
    if (records) {
        m_isLoaded = true;
        m_records = *records;
        m_model.setRecords(*records);
        if (m_dialog)
            m_dialog->setRecords(*records);
        tellPruned();
    } else if (m_session->inventory().link() == Inventory::Link::Live) { // else the state says it
        m_isLoaded = true;
        showNote(records.error().message);
    }
    showSums();
    updateState();
    showEntry();
    if (m_isStale)
        ask();
    Q_EMIT refreshed();
}

/// What a prune did, from the first list that was asked for behind it.
void BuildCacheView::tellPruned()
{
    if (!m_pruned || !m_pruned->isAsked)
        return;
    const qint64 freed = std::max<qint64>(m_pruned->total - CacheSums::of(m_records).total, 0);
    const auto gone = static_cast<int>(std::max<qsizetype>(m_pruned->entries - m_records.size(), 0));
    m_pruned.reset();
    showNote(gone == 1 ? tr("1 entry went, %1 freed.").arg(formatBytes(freed))
                       : tr("%n entries went, %1 freed.", nullptr, gone).arg(formatBytes(freed)));
}

void BuildCacheView::showNote(const QString &text)
{
    m_note->setText(textBlock(text));
    m_note->show();
}

void BuildCacheView::showSums()
{
    const CacheSums sums = CacheSums::of(m_records);
    m_sums->setText(tr("%1 in all · %2 reclaimable · %3 in use · %4 more are in images")
                        .arg(formatBytes(sums.total), formatBytes(sums.reclaimable), formatBytes(sums.inUse),
                             formatBytes(sums.shared)));
    m_sums->setToolTip(plainToolTip(tr(
        "Reclaimable is what no build works with and no image has. What images have too takes no space of its own.")));
}

void BuildCacheView::updateState()
{
    EmptyState &empty = m_states->emptyState();
    const auto &identity = m_session ? m_session->engine().identity() : std::optional<EngineIdentity>();
    if (identity && identity->isPodman)
        empty.say(
            icon(u"view-history"_s), tr("Podman has no build cache of this kind"),
            tr("Buildah keeps what a step made as an image without a name. Such images are in the list of images, and "
               "go when unused images are removed."));
    else
        empty.say(
            icon(u"view-history"_s), tr("The build cache is empty"),
            tr("BuildKit keeps here what each step of a build made, so that the next build need not do it again. The "
               "classic builder keeps it as images without a name."));
    m_states->setLoaded(m_isLoaded);
    m_states->setEmpty(m_isLoaded && m_model.totalCount() == 0);
    const bool nothingMatches = m_model.totalCount() > 0 && m_model.visibleCount() == 0;
    m_tableStack->setCurrentWidget(nothingMatches ? m_noMatch : static_cast<QWidget *>(m_table));
    m_prune->setEnabled(m_session && m_model.totalCount() > 0);
    m_refresh->setEnabled(m_session);
}

QStringList BuildCacheView::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : m_table->selectedRowIndexes())
        ids.append(index.data(BuildCacheModel::IdRole).toString());
    return ids;
}

void BuildCacheView::showEntry()
{
    const QStringList ids = selectedIds();
    m_pruneSelected->setEnabled(!ids.isEmpty());
    m_entry->setVisible(ids.size() == 1);
    const BuildCacheRecord *record = ids.size() == 1 ? m_model.find(ids.first()) : nullptr;
    if (!record)
        return m_entry->setSections({});
    const CacheEntryName name = cacheEntryName(*record);
    KeyValueView::Section entry{
        .title = {},
        .rows = {codeRow(tr("What made it"), name.text), plainRow(tr("Step"), name.where),
                 plainRow(tr("Type"), cacheTypeWord(record->type)), plainRow(tr("Size"), formatBytes(record->size)),
                 plainRow(tr("State"), cacheStateWord(*record)),
                 plainRow(tr("Last used"), timeAndAge(record->lastUsed)),
                 plainRow(tr("Created"), timeAndAge(record->created)), codeRow(tr("ID"), record->id)}};
    KeyValueView::Section below{.title = tr("Made on"), .rows = {}};
    for (const QString &id : record->parents) {
        const BuildCacheRecord *parent = m_model.find(id);
        below.rows.append(
            codeRow(parent ? cacheStateWord(*parent) : tr("gone"), parent ? cacheEntryName(*parent).text : id));
    }
    QList<KeyValueView::Section> sections{entry};
    if (!below.rows.isEmpty())
        sections.append(below);
    m_entry->setSections(sections);
    if (std::exchange(m_entryId, record->id) != record->id)
        m_entry->verticalScrollBar()->setValue(0);
}

void BuildCacheView::askPrune()
{
    const bool isSelection = sender() == m_pruneSelected;
    auto *dialog = new BuildCachePruneDialog(m_records, isSelection ? selectedIds() : QStringList(), this);
    m_dialog = dialog;
    connect(dialog, &QDialog::accepted, this, [this, dialog] { prune(dialog->prunes()); });
    dialog->open();
}

/// What was freed the list tells afterwards: the engine counts what images have as well.
void BuildCacheView::prune(const QList<BuildCachePrune> &prunes)
{
    if (!m_session || prunes.isEmpty())
        return;
    const Pruned before{.total = CacheSums::of(m_records).total, .entries = m_records.size(), .isAsked = false};
    auto *operation = new ActionOperation(m_session->engine(), actions::pruneBuildCache(prunes));
    connect(operation, &Operation::finished, this, [this, before](const Outcome &outcome) {
        if (outcome.kind == Outcome::Kind::Failure)
            showNote(outcome.error->message);
        else
            m_pruned = before;
        refresh();
    });
    m_activity.run(operation);
}

void BuildCacheView::showMenu(QPoint position)
{
    if (!m_table->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_pruneSelected);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void BuildCacheView::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void BuildCacheView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_model.totalCount() > 0)
        m_model.setPalette(palette());
}

void BuildCacheView::saveState(QSettings &settings, const QString &group) const
{
    m_table->saveState(settings, group + u"/buildCacheTable"_s);
    settings.setValue(group + u"/buildCacheSplitter"_s, m_splitter->saveState());
}

void BuildCacheView::restoreState(const QSettings &settings, const QString &group)
{
    m_table->restoreState(settings, group + u"/buildCacheTable"_s);
    m_splitter->restoreState(settings.value(group + u"/buildCacheSplitter"_s).toByteArray());
}

} // namespace strata
