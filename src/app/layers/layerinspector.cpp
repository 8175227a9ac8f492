// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerinspector.h"

#include "app/common/text.h"
#include "app/layers/changechoice.h"
#include "app/layers/comparebutton.h"
#include "app/layers/dockerfilepage.h"
#include "app/layers/filemap.h"
#include "app/layers/foundfilesview.h"
#include "app/layers/layerfacts.h"
#include "app/layers/layertext.h"
#include "app/shell/controls.h"
#include "app/shell/helpbutton.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"
#include "widgets/busyindicator.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/keyvalueview.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QAbstractItemView>
#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int WastedTab = 2, DuplicatesTab = 3;

QString percent(double share)
{
    return QLocale().toString(share * 100, 'f', share > 0.995 && share < 1 ? 2 : 1) + u" %"_s;
}

/// Read again, or with more of its layers, or with a container's on top.
bool isSameImage(const InspectedImage &before, const InspectedImage &after)
{
    return before.tree && after.tree
        && before.image.diffIds().first(before.imageLayers()) == after.image.diffIds().first(after.imageLayers());
}

template<typename Button>
Button *makeButton(const QString &objectName, const QString &text, const QString &toolTip)
{
    auto *button = new Button;
    button->setObjectName(objectName);
    button->setText(text);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

LayerInspector::LayerInspector(QWidget *parent) : QWidget(parent), m_splitter(new QSplitter(Qt::Horizontal))
{
    m_layers.setPalette(palette());
    m_splitter->setObjectName(u"layersSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeLayers());
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"layersTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeFiles(), tr("Files"));
    m_map = new FileMap;
    m_tabs->addTab(m_map, tr("Map"));
    setUpWaste();
    setUpDuplicates();
    m_tabs->addTab(m_wasted, tr("Wasted"));
    m_tabs->addTab(m_doubled, tr("Duplicates"));
    m_facts = new KeyValueView;
    m_facts->setObjectName(u"layersFacts"_s);
    m_facts->setAccessibleName(tr("The selected layer"));
    m_facts->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(m_facts, tr("Layer"));
    m_dockerfile = new DockerfilePage;
    m_tabs->addTab(m_dockerfile, tr("Dockerfile"));
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({450, 550}); // shares of what there is
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_splitter);
    for (QWidget *table :
         {static_cast<QWidget *>(m_layerTable), static_cast<QWidget *>(m_fileTable), static_cast<QWidget *>(m_facts)})
        table->setMinimumHeight(2 * fontMetrics().lineSpacing()); // fits the lower half of a small window
    connect(&m_files, &LayerFilesModel::arrangingChanged, this, &LayerInspector::showBusy);
    connect(&m_files, &LayerFilesModel::arranged, this, [this] {
        if (const std::optional<ImageTree::Node> node = std::exchange(m_wanted, std::nullopt))
            m_fileTable->selectOnly(m_files.indexOf(*node));
        m_map->setFiles(m_files.arrangement());
        showLife();
    });
    setUpMap();
    setUpDockerfile();
}

QWidget *LayerInspector::makeLayers()
{
    auto *side = new QWidget;
    m_layerTable = new TreeTable;
    m_layerTable->setObjectName(u"layersTable"_s);
    m_layerTable->setAccessibleName(tr("Layers, the lowest first"));
    m_layerTable->setModel(&m_layers);
    m_layerTable->setSortingEnabled(false);
    m_layerTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_layerTable->setFrameShape(QFrame::NoFrame);
    m_layerTable->setItemDelegateForColumn(LayerListModel::Size,
                                           new BarDelegate(LayerListModel::ShareRole, m_layerTable));
    m_layerTable->setDefaultWidths({6, 10, 30, 14, 9, 13, 6});
    m_layerTable->setStretchColumn(LayerListModel::Instruction);
    m_layerTable->setColumnHidden(LayerListModel::Changes, true);
    m_layerTable->setColumnHidden(LayerListModel::Source, true);
    connect(m_layerTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LayerInspector::showLayer);
    connect(m_layerTable, &TreeTable::rowActivated, this, [this] {
        m_tabs->setCurrentIndex(0);
        m_fileTable->setFocus();
    });
    m_summary = makePlainLabel(u"layersSummary"_s);
    m_summary->setMargin(2);
    m_summary->setToolTip(tr("Wasted is what no container of the image can see: files that a later layer deleted or "
                             "replaced. Efficiency is what can be seen, of all bytes in files."));
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_hideBase = new QCheckBox(tr("Hide the layers of the base image"));
    m_hideBase->setObjectName(u"layersHideBase"_s);
    m_hideBase->hide();
    connect(m_hideBase, &QAbstractButton::toggled, this, &LayerInspector::hideBase);
    column->addWidget(m_layerTable, 1);
    m_compare = new CompareButton;
    m_compare->setObjectName(u"layersCompare"_s);
    auto *row = new QHBoxLayout;
    row->setContentsMargins({});
    row->addWidget(m_hideBase);
    row->addStretch();
    row->addWidget(m_compare);
    column->addWidget(m_summary);
    column->addLayout(row);
    return side;
}

QWidget *LayerInspector::makeFileBar()
{
    auto *bar = new QWidget;
    m_thisLayer = makeButton<QRadioButton>(
        u"layersThisLayer"_s, tr("In this layer"),
        tr("What the selected layer added, modified and deleted, and files that it has once more as they were"));
    m_upToHere = makeButton<QRadioButton>(u"layersUpToHere"_s, tr("Up to here"),
                                          tr("What a container of the layers up to the selected one sees"));
    m_upToHere->setChecked(true);
    auto *scope = new QButtonGroup(bar);
    scope->addButton(m_thisLayer);
    scope->addButton(m_upToHere);
    connect(scope, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool isOn) {
        if (isOn)
            askFiles();
    });
    m_filter = new FilterField;
    m_filter->setObjectName(u"layersFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by name or /path…"));
    connect(m_filter, &QLineEdit::textChanged, this, &LayerInspector::askFiles);
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_fileTable->setFocus(); });
    m_kind = new QComboBox;
    m_kind->setObjectName(u"layersKind"_s);
    m_kind->setAccessibleName(tr("Kind"));
    for (const QString &kind :
         {tr("All kinds"), tr("Files"), tr("Folders"), tr("Links"), tr("Devices and pipes"), tr("setuid or setgid")})
        m_kind->addItem(kind);
    m_change = new ChangeChoice(ChangeChoice::Of::Layer);
    m_change->setObjectName(u"layersChange"_s);
    m_kind->view()->setAccessibleName(m_kind->accessibleName());
    for (QComboBox *choice : {m_kind, static_cast<QComboBox *>(m_change)}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        choice->setMinimumContentsLength(4); // in a narrow window
        connect(choice, &QComboBox::currentIndexChanged, this, &LayerInspector::askFiles);
    }
    auto *largest = makeButton<QToolButton>(u"layersLargest"_s, tr("Largest"),
                                            tr("Select the largest file that is shown"));
    connect(largest, &QToolButton::clicked, this, &LayerInspector::selectLargest);
    m_busy = new BusyIndicator;
    QSizePolicy stays = m_busy->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(stays);
    m_busy->hide();
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 2, 6, 2);
    row->addWidget(m_thisLayer);
    row->addWidget(m_upToHere);
    row->addWidget(m_filter, 1);
    row->addWidget(m_kind);
    row->addWidget(m_change);
    row->addWidget(largest);
    row->addWidget(m_busy);
    m_help = new HelpButton(HelpTopic::Layers);
    m_help->setObjectName(u"layersHelp"_s);
    m_help->setShortcut({}); // F1 is the page's
    row->addWidget(m_help);
    return bar;
}

QWidget *LayerInspector::makeFiles()
{
    auto *page = new QWidget;
    m_fileTable = new TreeTable;
    m_fileTable->setObjectName(u"layersFiles"_s);
    m_fileTable->setAccessibleName(tr("Files"));
    m_fileTable->setModel(&m_files);
    m_fileTable->setRootIsDecorated(true);
    m_fileTable->setFrameShape(QFrame::NoFrame);
    m_fileTable->setItemDelegateForColumn(LayerFilesModel::Size,
                                          new BarDelegate(LayerFilesModel::ShareRole, m_fileTable));
    m_fileTable->setDefaultWidths({30, 13, 10, 12, 9, 17, 7});
    m_fileTable->setStretchColumn(LayerFilesModel::Name);
    m_fileTable->setColumnHidden(LayerFilesModel::Layer, true);
    m_fileTable->sortByColumn(LayerFilesModel::Name, Qt::AscendingOrder);
    connect(m_fileTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LayerInspector::showLife);
    connect(m_fileTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LayerInspector::enableFileActions);
    setUpFileActions();
    m_life = makePlainLabel(u"layersLife"_s);
    m_life->setMargin(2);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeFileBar());
    column->addWidget(m_fileTable, 1);
    column->addWidget(m_life);
    return page;
}

void LayerInspector::setUpFileActions()
{
    m_preview = makeAction(this, u"layersPreview"_s, u"text-x-generic"_s, tr("Show content"), {});
    connect(m_preview, &QAction::triggered, this, [this] {
        if (const std::optional<CurrentFile> file = currentFile())
            Q_EMIT previewRequested(file->stored, currentPath(), file->isOfContainer);
    });
    connect(m_fileTable, &TreeTable::rowActivated, m_preview, &QAction::trigger);
    m_saveAs = makeAction(this, u"layersSaveAs"_s, u"document-save"_s, tr("Save as…"), {});
    connect(m_saveAs, &QAction::triggered, this, &LayerInspector::saveCurrent);
    m_copyPath = makeAction(this, u"layersCopyPath"_s, u"edit-copy"_s, tr("Copy path"), {});
    connect(m_copyPath, &QAction::triggered, this, &LayerInspector::copyPaths);
    m_goToBringer = makeAction(this, u"layersGoToBringer"_s, u"go-jump"_s, tr("Go to the layer that made it so"), {});
    connect(m_goToBringer, &QAction::triggered, this, &LayerInspector::showBringer);
    QAction *largest = makeAction(this, u"layersSelectLargest"_s, u"go-bottom"_s, tr("Select the largest file"), {});
    connect(largest, &QAction::triggered, this, &LayerInspector::selectLargest);
    m_fileTable->addActions({m_preview, m_saveAs, m_copyPath, m_goToBringer, largest});
    m_fileTable->setContextMenuPolicy(Qt::ActionsContextMenu);
}

/// What is chosen in the map is chosen in the tree, and the other way round.
void LayerInspector::setUpMap()
{
    m_map->setObjectName(u"layersMap"_s);
    connect(m_map, &FileMap::currentChanged, this, [this](PathTable::Node node) {
        if (!m_files.isArranging())
            m_fileTable->selectOnly(m_files.indexOf(node));
    });
    connect(m_map, &FileMap::fileActivated, m_preview, &QAction::trigger);
}

/// What is chosen in the list is chosen in the Dockerfile, and the other way round.
void LayerInspector::setUpDockerfile()
{
    m_dockerfile->setObjectName(u"layersDockerfile"_s);
    connect(m_dockerfile, &DockerfilePage::matched, this, &LayerInspector::showSourceLines);
    connect(m_dockerfile, &DockerfilePage::instructionChosen, this, [this](int line) {
        if (const int row = m_layers.rowOfSourceLine(line); row >= 0)
            m_layerTable->selectOnly(m_layers.index(row, 0));
    });
}

void LayerInspector::showSourceLines()
{
    m_layers.setSourceLines(m_dockerfile->lines());
    m_layerTable->setColumnHidden(LayerListModel::Source, m_dockerfile->lines().isEmpty());
    showLayer();
}

void LayerInspector::setUpWaste()
{
    m_wasted = new FoundFilesView(u"layersWaste"_s, &m_waste,
                                  [this](const QModelIndex &index) { return wholePath(m_waste.path(index.row())); });
    TreeTable *table = m_wasted->table();
    table->setAccessibleName(tr("Wasted files, the largest first"));
    table->setItemDelegateForColumn(WasteModel::Size, new BarDelegate(WasteModel::ShareRole, table));
    table->setDefaultWidths({12, 40, 14, 16});
    table->setStretchColumn(WasteModel::Path);
    connect(m_wasted, &FoundFilesView::fileChosen, this, &LayerInspector::showWasted);
}

void LayerInspector::setUpDuplicates()
{
    m_doubled = new FoundFilesView(u"layersDuplicates"_s, &m_duplicates,
                                   [this](const QModelIndex &index) { return wholePath(m_duplicates.path(index)); });
    TreeTable *table = m_doubled->table();
    table->setAccessibleName(tr("Contents that are there more than once"));
    table->setRootIsDecorated(true);
    table->setItemDelegateForColumn(DuplicatesModel::Savings, new BarDelegate(DuplicatesModel::ShareRole, table));
    table->setDefaultWidths({18, 16, 40});
    table->setStretchColumn(DuplicatesModel::Path);
    connect(m_doubled, &FoundFilesView::fileChosen, this, [this](const QModelIndex &index) {
        goTo(m_duplicates.node(index), m_layers.image().image.layers.size() - 1, FileQuery::Scope::UpToHere);
    });
}

void LayerInspector::setImage(const InspectedImage &image)
{
    const bool isMore = isSameImage(m_layers.image(), image);
    const bool isOnTop = currentLayer() == int(m_layers.image().image.layers.size()) - 1;
    const int top = int(image.image.layers.size()) - 1;
    const int layer = isMore && !isOnTop ? std::min(currentLayer(), top) : top;
    const int rowBefore = m_layerTable->currentIndex().row();
    const int rowsBefore = m_layers.rowCount();
    m_wanted.reset();
    m_stored.clear();
    if (!isMore) {
        m_hideBase->setChecked(false);
        m_hideBase->hide();
    }
    m_layers.setImage(image);
    m_dockerfile->setImage(image);
    if (isMore) {
        m_files.exchangeTree(image.tree);
    } else {
        m_map->setFiles(nullptr);
        m_files.setTree(image.tree);
    }
    m_waste.setTree(image.tree);
    m_duplicates.setTree(image.tree);
    const auto wasted = image.tree ? qint64(image.tree->waste().size()) : 0;
    const auto doubled = image.tree ? qint64(image.tree->duplicates().size()) : 0;
    m_tabs->setTabText(WastedTab, wasted > 0 ? tr("Wasted (%L1)").arg(wasted) : tr("Wasted"));
    m_tabs->setTabText(DuplicatesTab, doubled > 0 ? tr("Duplicates (%L1)").arg(doubled) : tr("Duplicates"));
    showSummary();
    sayNothingFound();
    const bool isSameRow = isMore && rowBefore >= 0 && rowsBefore == m_layers.rowCount();
    if (m_layers.rowCount() > 0)
        m_layerTable->selectOnly(m_layers.index(isSameRow ? rowBefore : m_layers.rowOf(layer), 0));
    QMetaObject::invokeMethod( // once everything has its size
        m_layerTable, [this] { m_layerTable->scrollTo(m_layerTable->currentIndex()); }, Qt::QueuedConnection);
    showLayer();
}

void LayerInspector::setSharing(const LayerSharing &sharing)
{
    m_layers.setSharing(sharing);
    if (sharing.baseLayers() == 0)
        m_hideBase->setChecked(false);
    m_hideBase->setVisible(sharing.baseLayers() > 0);
    m_hideBase->setToolTip(tr("Leave out the layers of the base image, and files that are as it has them: %1")
                               .arg(visibleLine(sharing.baseNames().join(u", "_s), 200)));
    hideBase();
    showFacts();
}

void LayerInspector::hideBase()
{
    const int base = m_hideBase->isChecked() ? m_layers.rowOf(m_layers.sharing().baseLayers() - 1) : -1;
    for (int row = 0; row < m_layers.rowCount(); ++row)
        m_layerTable->setRowHidden(row, {}, row <= base);
    const int first = m_layers.rowOf(m_layers.sharing().baseLayers());
    if (first >= 0 && m_layerTable->currentIndex().row() <= base)
        m_layerTable->selectOnly(m_layers.index(first, 0));
    askFiles();
}

void LayerInspector::setStored(const QList<StoredLayer> &stored)
{
    m_stored = stored;
    showFacts();
}

int LayerInspector::currentLayer() const
{
    for (int row = m_layerTable->currentIndex().row(); row >= 0; --row) {
        if (const int layer = m_layers.index(row, 0).data(LayerListModel::LayerRole).toInt(); layer >= 0)
            return layer;
    }
    return 0;
}

void LayerInspector::showLayer()
{
    askFiles();
    showFacts();
    if (const int row = m_layerTable->currentIndex().row(); row >= 0)
        m_dockerfile->setCurrentLine(m_layers.sourceLine(row).line);
}

void LayerInspector::askFiles()
{
    if (!m_layers.image().tree)
        return;
    FileQuery query = m_files.query();
    query.layer = currentLayer();
    query.scope = m_thisLayer->isChecked() ? FileQuery::Scope::ThisLayer : FileQuery::Scope::UpToHere;
    query.firstLayer = m_hideBase->isChecked() ? m_layers.sharing().baseLayers() : 0;
    query.text = m_filter->text();
    query.kind = FileQuery::Kind(m_kind->currentIndex());
    query.change = m_change->change();
    m_files.setQuery(query);
}

void LayerInspector::showBusy()
{
    m_busy->setVisible(m_files.isArranging());
}

/// While layers are missing nobody knows.
void LayerInspector::sayNothingFound()
{
    if (!m_layers.image().image.isRead()) {
        for (const FoundFilesView *view : {m_wasted, m_doubled})
            view->none()->say({}, tr("Not all layers are read yet"));
        return;
    }
    m_wasted->none()->say(
        icon(u"dialog-ok"_s), tr("Nothing is wasted"),
        tr("Containers see every file of every layer: no layer deletes or replaces what another one brought."));
    m_doubled->none()->say(icon(u"dialog-ok"_s), tr("Nothing is there twice"),
                           tr("No two files have the same content."));
}

void LayerInspector::showSummary()
{
    const InspectedImage &image = m_layers.image();
    if (!image.tree)
        return m_summary->setText({});
    const ImageTree &tree = *image.tree;
    QStringList sentences;
    if (!image.image.isRead()) {
        const auto read = std::ranges::count_if(image.image.layers, &ArchiveLayer::isRead);
        return m_summary->setText(tr("%1 of %n layer(s) are read.", nullptr, int(image.image.layers.size())).arg(read));
    }
    if (image.image.problem)
        sentences.append(textBlock(image.image.problem->message));
    sentences.append(
        tr("Efficiency %1: containers see %2 of %3.")
            .arg(percent(tree.efficiency()), formatBytes(tree.visibleBytes()), formatBytes(tree.totalBytes())));
    if (tree.wastedBytes() > 0)
        sentences.append(tr("%1 are wasted.").arg(formatBytes(tree.wastedBytes())));
    if (tree.duplicateBytes() > 0)
        sentences.append(tr("%1 are there more than once.").arg(formatBytes(tree.duplicateBytes())));
    m_summary->setText(sentences.join(u' '));
}

void LayerInspector::showFacts()
{
    const int row = m_layerTable->currentIndex().row();
    m_facts->setSections(row < 0 ? QList<KeyValueView::Section>() : layerFacts(m_layers, row, m_stored));
}

std::optional<ImageTree::Node> LayerInspector::currentNode() const
{
    const QModelIndex index = m_fileTable->currentIndex();
    return index.isValid() ? std::optional(index.data(LayerFilesModel::NodeRole).toUInt()) : std::nullopt;
}

/// What every layer did to the selected file.
void LayerInspector::showLife()
{
    const std::optional<ImageTree::Node> node = currentNode();
    QStringList told;
    if (node) {
        for (const ImageTree::Event &event : m_files.tree()->life(*node)) {
            if (event.change != Change::Unchanged)
                told.append(tr("layer %1: %2").arg(event.layer + 1).arg(changeText(event.change, event.differences)));
        }
    }
    const std::shared_ptr<const FileArrangement> &files = m_files.arrangement();
    if (told.isEmpty() && files)
        told.append(tr("%n file(s) and folder(s)", nullptr, int(files->count())) + u", "_s
                    + formatBytes(files->bytes(PathTable::root)));
    m_life->setText(textBlock(told.join(u" · "_s), 300, 2));
    m_map->setCurrent(node.value_or(PathTable::root));
    enableFileActions();
}

/// Several files have paths to be copied, and one has a content.
void LayerInspector::enableFileActions()
{
    const QItemSelection selection = m_fileTable->selectionModel()->selection();
    const std::optional<ImageTree::Node> node = currentNode();
    const bool isOne = node && selection.size() <= 1 && (selection.isEmpty() || selection.first().height() == 1);
    m_copyPath->setEnabled(node.has_value());
    m_preview->setEnabled(isOne && currentFile());
    m_saveAs->setEnabled(isOne && (m_preview->isEnabled() || currentFolder()));
    m_goToBringer->setEnabled(isOne && m_files.arrangement() && m_files.arrangement()->event(*node));
}

void LayerInspector::showWasted(const QModelIndex &index)
{
    const ImageTree::Waste waste = m_waste.waste(index.row());
    goTo(waste.node, waste.file.layer, FileQuery::Scope::ThisLayer);
}

/// Shows a file in the tree, whatever was filtered.
void LayerInspector::goTo(ImageTree::Node node, qsizetype layer, FileQuery::Scope scope)
{
    m_filter->clear();
    m_hideBase->setChecked(false);
    m_kind->setCurrentIndex(0);
    m_change->setCurrentIndex(0);
    (scope == FileQuery::Scope::ThisLayer ? m_thisLayer : m_upToHere)->setChecked(true);
    m_layerTable->selectOnly(m_layers.index(m_layers.rowOf(layer), 0));
    m_tabs->setCurrentIndex(0);
    if (m_files.isArranging())
        m_wanted = node;
    else
        m_fileTable->selectOnly(m_files.indexOf(node));
    m_fileTable->setFocus();
}

void LayerInspector::selectLargest()
{
    const std::shared_ptr<const FileArrangement> &files = m_files.arrangement();
    if (!files)
        return;
    ImageTree::Node largest = PathTable::root;
    qint64 bytes = -1;
    for (ImageTree::Node node = 1; node < files->tree().paths().count(); ++node) {
        if (files->nodes().isShown(node) && files->nodes().childCount(node) == 0 && files->bytes(node) > bytes) {
            largest = node;
            bytes = files->bytes(node);
        }
    }
    m_fileTable->selectOnly(m_files.indexOf(largest));
    m_fileTable->setFocus();
}

void LayerInspector::copyPaths() const
{
    QStringList paths;
    for (const QModelIndex &index : m_fileTable->selectedRowIndexes())
        paths.append(wholePath(m_files.tree()->paths().path(index.data(LayerFilesModel::NodeRole).toUInt())));
    if (!paths.isEmpty())
        QGuiApplication::clipboard()->setText(paths.join(u'\n'));
}

QString LayerInspector::currentPath() const
{
    const std::optional<ImageTree::Node> node = currentNode();
    return node ? wholePath(m_files.tree()->paths().path(*node)) : QString();
}

void LayerInspector::focusFilter()
{
    m_tabs->setCurrentIndex(0);
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LayerInspector::showHelp()
{
    m_help->showHelp();
}

/// Of what was deleted the file as it was.
std::optional<LayerInspector::CurrentFile> LayerInspector::currentFile() const
{
    const std::optional<ImageTree::Node> node = currentNode();
    const ImageTree::Event *event = node && m_files.arrangement() ? m_files.arrangement()->event(*node) : nullptr;
    const InspectedImage &image = m_layers.image();
    if (event && event->change == Change::Deleted)
        event = m_files.tree()->before(*event);
    if (!event || m_files.tree() != image.tree)
        return {};
    const EntryReference reference = m_files.tree()->file(*event);
    if (image.isPart && !image.image.layers[reference.layer].archiveEntry)
        return {}; // known from another image, and where it is in this one is not told yet
    const Result<StoredFile> stored = storedFile(image.image, *m_files.tree(), reference);
    if (!stored)
        return {};
    CurrentFile file{*stored, reference.layer >= image.imageLayers()};
    if (file.isOfContainer)
        file.stored.entry = (*image.containerEntries)[reference.entry];
    return file;
}

/// As the layers up to the selected one leave it.
std::optional<FolderChoice> LayerInspector::currentFolder() const
{
    const std::optional<ImageTree::Node> node = currentNode();
    const InspectedImage &image = m_layers.image();
    const qsizetype layer = m_files.query().layer;
    const auto isThere = [&](const ArchiveLayer &each) { return each.isRead() && each.archiveEntry; };
    if (!node || m_files.tree() != image.tree || layer >= image.imageLayers()
        || (image.isPart && !std::ranges::all_of(image.image.layers.first(layer + 1), isThere)))
        return {};
    const ImageTree::Event *event = image.tree->at(*node, layer);
    const LayerIndex::Entry *entry = event ? image.tree->entry(*event) : nullptr;
    if (!event || (entry && entry->type != FileType::Directory))
        return {};
    return FolderChoice{image, *node, layer};
}

void LayerInspector::saveCurrent()
{
    if (const std::optional<CurrentFile> file = currentFile())
        Q_EMIT saveRequested(file->stored, currentPath(), file->isOfContainer);
    else if (const std::optional<FolderChoice> folder = currentFolder())
        Q_EMIT saveFolderRequested(*folder, currentPath());
}

void LayerInspector::showBringer()
{
    const std::optional<ImageTree::Node> node = currentNode();
    const ImageTree::Event *event = node && m_files.arrangement() ? m_files.arrangement()->event(*node) : nullptr;
    if (!event)
        return;
    m_wanted = node;
    m_layerTable->selectOnly(m_layers.index(m_layers.rowOf(event->layer), 0));
    if (!m_files.isArranging())
        m_wanted.reset();
}

void LayerInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_layers.setPalette(palette());
    QWidget::changeEvent(event);
}

void LayerInspector::saveState(QSettings &settings, const QString &group) const
{
    m_layerTable->saveState(settings, group + u"/layersTable"_s);
    m_fileTable->saveState(settings, group + u"/layersFiles"_s);
    m_wasted->table()->saveState(settings, group + u"/layersWaste"_s);
    m_doubled->table()->saveState(settings, group + u"/layersDuplicates"_s);
    m_dockerfile->saveState(settings);
    settings.setValue(group + u"/layersSplitter"_s, m_splitter->saveState());
    settings.setValue(group + u"/layersScope"_s, m_thisLayer->isChecked() ? u"this"_s : u"all"_s);
}

void LayerInspector::restoreState(const QSettings &settings, const QString &group)
{
    m_layerTable->restoreState(settings, group + u"/layersTable"_s);
    m_layerTable->setColumnHidden(LayerListModel::Source, m_dockerfile->lines().isEmpty());
    m_dockerfile->restoreState(settings);
    m_fileTable->restoreState(settings, group + u"/layersFiles"_s);
    m_wasted->table()->restoreState(settings, group + u"/layersWaste"_s);
    m_doubled->table()->restoreState(settings, group + u"/layersDuplicates"_s);
    m_splitter->restoreState(settings.value(group + u"/layersSplitter"_s).toByteArray());
    if (settings.value(group + u"/layersScope"_s).toString() == u"this")
        m_thisLayer->setChecked(true);
}

} // namespace strata
