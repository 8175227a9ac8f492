// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"

#include "app/common/previewtext.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/finder/finder.h"
#include "app/images/imagecommands.h"
#include "app/images/imagedetailspane.h"
#include "app/layers/layercommands.h"
#include "app/shell/icons.h"
#include "app/transfers/transfercommands.h"
#include "core/bytesize.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCheckBox>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The file stays where it is, also when moving it is proposed.
void takeCopy(QDropEvent &event)
{
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

} // namespace

ImagesPage::ImagesPage(Activity &activity, AccountSource &accounts, QWidget *parent)
    : TablePage(u"images"_s, parent), m_commands(new ImageCommands(activity, this)),
      m_transfers(new TransferCommands(activity, accounts, this)), m_layers(new LayerCommands(this)),
      m_pane(new ImageDetailsPane)
{
    setAccessibleName(title());
    setUp(m_model, m_presentation, m_pane);
    setUpBar();
    setUpTable();
    setAcceptDrops(true);
    connect(m_commands, &ImageCommands::openRequested, this, &Page::openRequested);
    connect(m_transfers, &TransferCommands::newerKnown, &m_model, &ImageModel::setNewer);
    connect(m_pane, &ImageDetailsPane::containerActivated, this,
            [this](const QString &id) { Q_EMIT openRequested(u"container"_s, id); });
}

void ImagesPage::setUpBar()
{
    toolBar().addActions({m_transfers->pull, m_transfers->load});
    toolBar().addSeparator();
    toolBar().addAction(m_commands->remove);
    auto *prune = new QToolButton;
    prune->setObjectName(u"imagesPrune"_s);
    prune->setText(tr("Prune"));
    prune->setToolTip(tr("Remove what is not needed, after showing what that is"));
    prune->setIcon(icon(u"edit-clear-all"_s));
    prune->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    prune->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(prune);
    menu->setObjectName(u"imagesPruneMenu"_s);
    menu->addActions({m_commands->pruneDangling, m_commands->pruneUnused});
    menu->addSeparator();
    menu->addAction(m_commands->removeAll);
    prune->setMenu(menu);
    toolBar().addWidget(prune);
    m_grouped = addOption(u"imagesGrouped"_s, tr("Group by repository"), tr("Show the tags of a repository below it"));
    connect(m_grouped, &QCheckBox::toggled, this, [this](bool grouped) {
        m_model.setGrouped(grouped);
        table().setRootIsDecorated(grouped);
        table().setBranchKeyRole(LiveTreeModelBase::GroupNameRole); // opens what the person has not closed
    });
    filter().setPlaceholderText(tr("Filter images…"));
}

void ImagesPage::setUpTable()
{
    table().setAccessibleName(tr("Images"));
    table().setRootIsDecorated(false);
    table().setItemDelegateForColumn(ImageModel::Size, new BarDelegate(ImageModel::SizeShareRole, &table()));
    table().setDefaultWidths({32, 15, 14, 15, 18, 12, 9});
    table().setStretchColumn(ImageModel::Repository);
    table().sortByColumn(ImageModel::Repository, Qt::AscendingOrder);
}

void ImagesPage::attach(EngineSession &session)
{
    const Inventory &inventory = session.inventory();
    m_model.apply({.upserted = inventory.images().values(), .removed = {}});
    m_model.applyContainers({.upserted = inventory.containers().values(), .removed = {}});
    m_commands->setSession(&session);
    m_transfers->setSession(&session);
    m_layers->setSession(&session);
    m_pane->setSession(&session);
    connect(&inventory, &Inventory::imagesChanged, this, [this](const ImageChanges &changes) {
        m_model.apply(changes);
        m_commands->refresh();
        selectionMayHaveChanged();
        updateState();
        Q_EMIT countChanged();
    });
    connect(&inventory, &Inventory::containersChanged, this, [this](const ContainerChanges &changes) {
        m_model.applyContainers(changes);
        m_pane->containersChanged();
        selectionMayHaveChanged();
    });
}

void ImagesPage::detach()
{
    m_model.clear();
    m_commands->setSession(nullptr);
    m_transfers->setSession(nullptr);
    m_layers->setSession(nullptr);
    m_pane->setSession(nullptr);
}

bool ImagesPage::hasList() const
{
    return session() && session()->inventory().hasImages();
}

void ImagesPage::describeEmpty(EmptyState &state)
{
    state.setIcon(icon(iconName()));
    state.setTitle(tr("No images yet"));
    state.setText(tr("An image is what containers are made from. Get one from a registry:"));
    state.setCommand(u"docker pull hello-world"_s);
    state.setActions({m_transfers->pull, m_transfers->load});
}

QString ImagesPage::countText() const
{
    return hasList() ? QString::number(m_model.imageCount()) : QString();
}

QList<QAction *> ImagesPage::pageActions() const
{
    return m_transfers->all() + m_layers->all() + m_commands->all();
}

void ImagesPage::selectionChanged()
{
    const QModelIndexList indexes = selectedSourceRows();
    QList<ImageRow> rows;
    for (const ImageRowKey &key : m_model.keysBelow(indexes)) {
        if (const ImageRow *row = m_model.find(key))
            rows.append(*row);
    }
    m_commands->setSelection(rows);
    m_transfers->setSelection(rows);
    m_layers->setSelection(rows);
    const ImageSummary *image = rows.size() == 1 ? m_model.image(rows.first().id) : nullptr;
    if (image)
        m_pane->showImage(*image, rows.first().reference());
    else if (rows.isEmpty())
        m_pane->showNoImage(tr("No image is selected"),
                            tr("Select one to see what made it, how it is configured and who uses it."));
    else
        describeSeveral(rows, indexes);
}

void ImagesPage::describeSeveral(const QList<ImageRow> &rows, const QModelIndexList &indexes)
{
    QList<ImageSummary> images;
    QSet<ImageId> seen;
    qint64 total = 0;
    for (const ImageRow &row : rows) {
        if (seen.contains(row.id))
            continue;
        seen.insert(row.id);
        total += std::max<qint64>(0, row.size);
        if (const ImageSummary *image = m_model.image(row.id))
            images.append(*image);
    }
    const bool isOneGroup = indexes.size() == 1;
    const int count = static_cast<int>(images.size());
    const QString title = isOneGroup ? visibleLine(m_model.groupName(indexes.first()), 80)
        : count == 1                 ? tr("1 image under several names")
                                     : tr("%n images selected", nullptr, count);
    m_pane->showNoImage(
        title,
        tr("%n tags, together %1. Removing all of them would free %2.", nullptr, static_cast<int>(rows.size()))
            .arg(formatBytes(total), freedText(bytesFreedBy(images))));
}

void ImagesPage::timePassed()
{
    m_presentation.refreshColumns({ImageModel::Created});
    m_pane->refreshTimes();
}

QMenu *ImagesPage::makeContextMenu()
{
    QMenu *menu = m_commands->makeContextMenu(this);
    menu->addSeparator();
    menu->addActions({m_layers->inspect, m_layers->compare});
    menu->addActions({m_transfers->pull, m_transfers->checkNewer, m_transfers->push, m_transfers->save});
    return menu;
}

/// Archives that are dropped here are loaded.
void ImagesPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (session() && !urls.isEmpty() && std::ranges::all_of(urls, &QUrl::isLocalFile))
        takeCopy(*event);
}

void ImagesPage::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        paths.append(url.toLocalFile());
    takeCopy(*event);
    m_transfers->loadFiles(paths);
}

void ImagesPage::removeRequested()
{
    selectionChanged();
    m_commands->remove->trigger();
}

void ImagesPage::renameRequested()
{
    selectionChanged();
    m_commands->tag->trigger();
}

QList<FinderEntry> ImagesPage::finderEntries(const QString &text)
{
    QList<FinderEntry> entries;
    for (const ImageRow *row : finderBest(m_model.rows(), text, [](const ImageRow &r) { return r.reference(); })) {
        const QString reference = row->reference();
        const ImageRowKey key{row->id, row->isDangling() ? QString() : reference};
        entries.append({.title = imageTitle(reference, row->id),
                        .subtitle = tr("Image · %1").arg(formatBytes(row->size)),
                        .icon = icon(iconName()),
                        .activate = [page = QPointer(this), key] {
                            if (!page)
                                return;
                            page->clearFilters();
                            page->showSource(page->m_model.indexOf(key));
                        }});
    }
    return entries;
}

bool ImagesPage::openItem(const QString &kind, const QString &id)
{
    if (kind != u"image" || !m_model.image(ImageId(id)))
        return false;
    if (!m_model.indexOfImage(ImageId(id)).isValid())
        clearFilters();
    showSource(m_model.indexOfImage(ImageId(id)));
    return true;
}

void ImagesPage::saveOptions(QSettings &settings)
{
    settings.setValue(u"images/grouped"_s, m_grouped->isChecked());
}

void ImagesPage::restoreOptions(const QSettings &settings)
{
    m_grouped->setChecked(settings.value(u"images/grouped"_s, false).toBool());
}

} // namespace strata
