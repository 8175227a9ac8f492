// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/tablepage.h"

#include "app/common/detailspane.h"
#include "app/common/presentationproxy.h"
#include "app/common/visibletimer.h"
#include "app/connection/enginesession.h"
#include "app/shell/helpbutton.h"
#include "app/shell/icons.h"
#include "app/shell/statestack.h"
#include "models/livetreemodel.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QToolBar>

namespace strata {

using namespace Qt::StringLiterals;

TablePage::TablePage(const QString &name, QWidget *parent) : Page(parent)
{
    setObjectName(name);
    m_selectionTimer.setSingleShot(true);
    m_selectionTimer.setInterval(0);
    connect(&m_selectionTimer, &QTimer::timeout, this, [this] { selectionChanged(); });
}

TablePage::~TablePage() = default;

void TablePage::setUp(LiveTreeModelBase &model, PresentationProxy &proxy, DetailsPane *details)
{
    m_model = &model;
    m_proxy = &proxy;
    m_details = details;
    m_clock = new VisibleTimer(this, AgeInterval);
    m_proxy->setPalette(palette());
    m_proxy->setSourceModel(m_model);

    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(objectName() + u"Splitter"_s);
    m_splitter->addWidget(makeTableStack());
    m_splitter->addWidget(m_details);
    m_splitter->setCollapsible(0, false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_states = new StateStack(m_splitter);
    m_states->setObjectName(objectName() + u"States"_s);
    m_states->setEmpty(false);
    describeEmpty(m_states->emptyState());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_states, 1);

    connect(m_model, &LiveTreeModelBase::countsChanged, this, &TablePage::updateMatches);
    connect(m_clock, &VisibleTimer::tick, this, [this] { timePassed(); });
    updateMatches();
    updateState();
    selectionMayHaveChanged();
}

QWidget *TablePage::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    m_toolBar = new QToolBar;
    m_toolBar->setObjectName(objectName() + u"ToolBar"_s);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_toolBar->setIconSize({extent, extent});
    m_toolBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_options = new QHBoxLayout;
    m_filter = new FilterField;
    m_filter->setObjectName(objectName() + u"Filter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    row->addWidget(m_toolBar, 3);
    row->addLayout(m_options);
    row->addWidget(m_filter, 1);
    row->addWidget(new HelpButton(helpTopic()));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilterText(text);
        updateMatches();
    });
    connect(m_filter, &FilterField::leaveRequested, this, [this] {
        m_table->setFocus();
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectOnly(m_proxy->index(0, 0));
    });
    return bar;
}

QCheckBox *TablePage::addOption(const QString &objectName, const QString &text, const QString &toolTip)
{
    auto *option = new QCheckBox(text);
    option->setObjectName(objectName);
    option->setToolTip(toolTip);
    m_options->addWidget(option);
    m_options->addSpacing(style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing));
    return option;
}

QWidget *TablePage::makeTableStack()
{
    setUpTable();
    m_noMatch = new EmptyState;
    m_noMatch->setObjectName(objectName() + u"NoMatch"_s);
    m_noMatch->setTitle(tr("Nothing matches the filter"));
    auto *clear = new QAction(tr("Clear filter"), this);
    clear->setObjectName(objectName() + u"ClearFilter"_s);
    connect(clear, &QAction::triggered, this, [this] { clearFilters(); });
    m_noMatch->setActions({clear});
    m_tableStack = new QStackedWidget;
    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_noMatch);
    return m_tableStack;
}

void TablePage::setUpTable()
{
    m_table = new TreeTable;
    m_table->setObjectName(objectName() + u"Table"_s);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setModel(m_proxy);
    m_table->setBranchKeyRole(LiveTreeModelBase::GroupNameRole);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &TablePage::showMenu);
    connect(m_table, &TreeTable::deleteRequested, this, [this] { removeRequested(); });
    connect(m_table, &TreeTable::renameRequested, this, [this] { renameRequested(); });
    connect(m_table, &TreeTable::rowActivated, this, [this](const QModelIndex &index) {
        if (index.data(LiveTreeModelBase::IsGroupRole).toBool())
            m_table->setExpanded(index, !m_table->isExpanded(index));
        else
            openDetails();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TablePage::selectionMayHaveChanged);
}

void TablePage::showMenu(QPoint position)
{
    if (!m_table->selectionModel()->hasSelection())
        return;
    selectionChanged(); // a right click selects and asks for the menu in one go
    makeContextMenu()->popup(m_table->viewport()->mapToGlobal(position));
}

void TablePage::openDetails()
{
    if (QList<int> sizes = m_splitter->sizes(); sizes.value(1) == 0) {
        const int total = sizes.value(0);
        m_splitter->setSizes({total * 3 / 5, total * 2 / 5});
    }
    selectionChanged();
    m_details->focusTabs();
}

void TablePage::setSession(EngineSession *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->inventory().disconnect(this);
    }
    m_session = session;
    detach();
    if (session) {
        m_states->setInventory(&session->inventory(), session->engine().endpoint());
        attach(*session);
    } else {
        m_states->setInventory(nullptr);
    }
    updateState();
    selectionMayHaveChanged();
    Q_EMIT countChanged();
}

void TablePage::updateState()
{
    m_states->setLoaded(hasList());
    m_states->setEmpty(hasList() && m_model->totalCount() == 0);
}

void TablePage::updateMatches()
{
    const bool nothingMatches = m_model->totalCount() > 0 && m_model->visibleCount() == 0;
    m_tableStack->setCurrentWidget(nothingMatches ? static_cast<QWidget *>(m_noMatch) : m_table);
    updateState();
    Q_EMIT countChanged();
}

void TablePage::clearFilters()
{
    m_filter->clear();
}

QModelIndexList TablePage::selectedSourceRows() const
{
    QModelIndexList rows;
    for (const QModelIndex &index : m_table->selectedRowIndexes())
        rows.append(m_proxy->mapToSource(index));
    return rows;
}

void TablePage::showSource(const QModelIndex &source)
{
    Q_EMIT showRequested(); // first: what is hidden takes no focus
    m_table->selectOnly(m_proxy->mapFromSource(source));
    m_table->setFocus();
}

void TablePage::selectionMayHaveChanged()
{
    if (!m_selectionTimer.isActive())
        m_selectionTimer.start();
}

void TablePage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TablePage::saveState()
{
    QSettings settings;
    m_table->saveState(settings, objectName() + u"/table"_s);
    settings.setValue(objectName() + u"/splitter"_s, m_splitter->saveState());
    m_details->saveState(settings, objectName());
    saveOptions(settings);
}

void TablePage::restoreState()
{
    const QSettings settings;
    restoreOptions(settings);
    m_table->restoreState(settings, objectName() + u"/table"_s);
    m_splitter->restoreState(settings.value(objectName() + u"/splitter"_s).toByteArray());
    m_details->restoreState(settings, objectName());
}

void TablePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_proxy) {
        m_proxy->setPalette(palette());
        m_table->viewport()->update();
    }
    Page::changeEvent(event);
}

} // namespace strata
