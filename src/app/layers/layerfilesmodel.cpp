// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerfilesmodel.h"

#include "app/common/text.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "layers/filetext.h"

#include <QDateTime>
#include <QFont>
#include <QFontDatabase>
#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 atOnce = LayerFilesModel::FetchedAtOnce;
constexpr qsizetype pathLimit = 2000;

constexpr std::array orders{FileQuery::Order::Name, FileQuery::Order::Change, FileQuery::Order::Size,
                            FileQuery::Order::Mode, FileQuery::Order::Owner,  FileQuery::Order::Modified,
                            FileQuery::Order::Layer};
static_assert(orders.size() == LayerFilesModel::ColumnCount);

bool isDevice(FileType type)
{
    return type == FileType::CharacterDevice || type == FileType::BlockDevice;
}

} // namespace

QString differenceText(quint8 differences)
{
    const std::pair<Difference, QString> words[]{
        {DiffersInType, LayerFilesModel::tr("type")}, {DiffersInContent, LayerFilesModel::tr("content")},
        {DiffersInMode, LayerFilesModel::tr("mode")}, {DiffersInOwner, LayerFilesModel::tr("owner")},
        {DiffersInTime, LayerFilesModel::tr("time")}, {DiffersInXattrs, LayerFilesModel::tr("attributes")}};
    QStringList said;
    for (const auto &[bit, word] : words) {
        if (differences & bit)
            said.append(word);
    }
    return said.join(u", "_s);
}

QString changeText(const ImageTree::Event &event)
{
    switch (event.change) {
    case Change::Added: return LayerFilesModel::tr("added");
    case Change::Modified: return LayerFilesModel::tr("modified (%1)").arg(differenceText(event.differences));
    case Change::Deleted: return LayerFilesModel::tr("deleted");
    case Change::Unchanged: break;
    }
    return LayerFilesModel::tr("unchanged");
}

LayerFilesModel::LayerFilesModel(QObject *parent) : QAbstractItemModel(parent) {}

LayerFilesModel::~LayerFilesModel()
{
    if (m_stop)
        m_stop->request_stop();
}

void LayerFilesModel::setTree(std::shared_ptr<const ImageTree> tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    m_arrangement.reset();
    m_fetched.clear();
    endResetModel();
    m_query.layer = m_tree ? m_tree->layers().size() - 1 : 0;
    m_query.firstLayer = 0;
    arrange();
}

void LayerFilesModel::setQuery(const FileQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    arrange();
}

void LayerFilesModel::sort(int column, Qt::SortOrder order)
{
    FileQuery query = m_query;
    query.order = column < 0 ? FileQuery::Order::Name : orders[static_cast<size_t>(column)];
    query.isDescending = order == Qt::DescendingOrder;
    setQuery(query);
}

void LayerFilesModel::arrange()
{
    if (m_stop)
        m_stop->request_stop();
    const bool wasArranging = m_stop.has_value();
    m_stop.reset();
    if (m_tree && !m_tree->layers().isEmpty()) {
        m_stop.emplace();
        inBackground(
            this,
            [tree = m_tree, query = m_query, token = m_stop->get_token()] {
                return FileArrangement::build(tree, query, token);
            },
            [this, token = m_stop->get_token()](const Result<std::shared_ptr<const FileArrangement>> &done) {
                if (!token.stop_requested() && done)
                    take(*done);
            });
    }
    if (wasArranging != m_stop.has_value())
        Q_EMIT arrangingChanged();
}

/// Rows change places; nodes keep their numbers as long as the tree is the same.
void LayerFilesModel::take(const std::shared_ptr<const FileArrangement> &arrangement)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    m_arrangement = arrangement;
    m_fetched.clear();
    for (const QModelIndex &index : before) {
        const ImageTree::Node node = nodeOf(index);
        const bool isThere = m_arrangement->isShown(node);
        if (isThere && m_arrangement->row(node) >= atOnce) {
            quint32 &fetched = m_fetched[m_tree->paths().parent(node)];
            fetched = std::max(fetched, m_arrangement->row(node) + 1);
        }
        changePersistentIndex(
            index, isThere ? createIndex(int(m_arrangement->row(node)), index.column(), node) : QModelIndex());
    }
    m_stop.reset();
    Q_EMIT layoutChanged();
    Q_EMIT arrangingChanged();
    Q_EMIT arranged();
}

ImageTree::Node LayerFilesModel::nodeOf(const QModelIndex &index)
{
    return index.isValid() ? static_cast<ImageTree::Node>(index.internalId()) : PathTable::root;
}

QModelIndex LayerFilesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, m_arrangement->child(nodeOf(parent), quint32(row)));
}

QModelIndex LayerFilesModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || !m_arrangement)
        return {};
    const ImageTree::Node node = m_tree->paths().parent(nodeOf(index));
    return node == PathTable::root ? QModelIndex() : createIndex(int(m_arrangement->row(node)), 0, node);
}

QModelIndex LayerFilesModel::indexOf(ImageTree::Node node, int column)
{
    if (!m_arrangement || node == PathTable::root || !m_arrangement->isShown(node))
        return {};
    const quint32 row = m_arrangement->row(node);
    fetchUpTo(m_tree->paths().parent(node), row);
    return createIndex(int(row), column, node);
}

int LayerFilesModel::rowCount(const QModelIndex &parent) const
{
    if (!m_arrangement || parent.column() > 0)
        return 0;
    const ImageTree::Node node = nodeOf(parent);
    const quint32 count = m_arrangement->childCount(node);
    return int(count <= atOnce ? count : std::min(count, m_fetched.value(node, atOnce)));
}

int LayerFilesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool LayerFilesModel::hasChildren(const QModelIndex &parent) const
{
    return m_arrangement && parent.column() <= 0 && m_arrangement->childCount(nodeOf(parent)) > 0;
}

bool LayerFilesModel::canFetchMore(const QModelIndex &parent) const
{
    return hasChildren(parent) && quint32(rowCount(parent)) < m_arrangement->childCount(nodeOf(parent));
}

void LayerFilesModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetchUpTo(nodeOf(parent), quint32(rowCount(parent)) + atOnce - 1);
}

void LayerFilesModel::fetchUpTo(ImageTree::Node folder, quint32 row)
{
    const QModelIndex parent = folder == PathTable::root ? QModelIndex()
                                                         : createIndex(int(m_arrangement->row(folder)), 0, folder);
    const int before = rowCount(parent);
    const quint32 wanted = std::min(row + 1, m_arrangement->childCount(folder));
    if (wanted <= quint32(before))
        return;
    beginInsertRows(parent, before, int(wanted) - 1);
    m_fetched[folder] = wanted;
    endInsertRows();
}

bool LayerFilesModel::isChange(ImageTree::Node node) const
{
    return m_arrangement->isOfThisLayer(node) && m_arrangement->event(node)->change != Change::Unchanged;
}

QString LayerFilesModel::text(ImageTree::Node node, int column) const
{
    const ImageTree::Event *event = m_arrangement->event(node);
    const FileView view = m_arrangement->view(node);
    const FileType type = view.entry ? view.entry->type : FileType::Directory;
    switch (column) {
    case What: return isChange(node) ? changeText(*event) : QString();
    case Size:
        if (isDevice(type))
            return u"%1, %2"_s.arg(view.entry->size >> 32).arg(view.entry->size & 0xffffffff);
        if (type == FileType::Regular && m_arrangement->bytes(node) == 0)
            return formatBytes(view.entry->size);
        return type == FileType::Regular || type == FileType::Directory ? formatBytes(m_arrangement->bytes(node))
                                                                        : QString();
    case Mode: return view.entry ? modeText(type, view.entry->mode) : QString();
    case Owner: return view.entry ? visibleLine(ownerText(view.index->attributes(*view.entry))) : QString();
    case Modified:
        return view.entry
            ? QLocale().toString(QDateTime::fromSecsSinceEpoch(view.entry->modified), QLocale::ShortFormat)
            : QString();
    case Layer: return event ? QString::number(event->layer + 1) : QString();
    default: break;
    }
    const QString name = QString::fromUtf8(m_tree->paths().name(node));
    const QByteArrayView target = view.entry ? view.index->linkTarget(*view.entry) : QByteArrayView();
    return visibleLine(target.isEmpty() ? name : QString(name + u" → "_s + QString::fromUtf8(target)), pathLimit);
}

QString LayerFilesModel::toolTip(ImageTree::Node node, int column) const
{
    switch (column) {
    case Name: return visibleLine(u'/' + QString::fromUtf8(m_tree->paths().path(node)), pathLimit);
    case Size: return tr("%1 bytes").arg(QLocale().toString(m_arrangement->bytes(node)));
    case Modified: {
        const FileView view = m_arrangement->view(node);
        return view.entry ? exactTime(view.entry->modified) : QString();
    }
    default: return {};
    }
}

QVariant LayerFilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_arrangement)
        return {};
    const ImageTree::Node node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: return text(node, index.column());
    case Qt::ToolTipRole: return toolTip(node, index.column());
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::FontRole: {
        if (index.column() == Mode)
            return QFontDatabase::systemFont(QFontDatabase::FixedFont);
        const ImageTree::Event *event = m_arrangement->event(node);
        if (index.column() != Name || !event || event->change != Change::Deleted)
            return {};
        QFont font;
        font.setStrikeOut(true);
        return font;
    }
    case ShareRole: {
        const qint64 all = m_arrangement->bytes(PathTable::root);
        return index.column() == Size && all > 0 ? QVariant(double(m_arrangement->bytes(node)) / double(all))
                                                 : QVariant();
    }
    case NodeRole: return node;
    case ChangeRole: return isChange(node) ? QVariant(int(m_arrangement->event(node)->change)) : QVariant();
    default: return {};
    }
}

QVariant LayerFilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Size || section == Layer;
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case What: return tr("Change");
    case Size: return tr("Size");
    case Mode: return tr("Mode");
    case Owner: return tr("Owner");
    case Modified: return tr("Modified");
    default: return tr("Layer");
    }
}

} // namespace strata
