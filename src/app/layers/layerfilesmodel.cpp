// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerfilesmodel.h"

#include "app/common/text.h"
#include "app/layers/layertext.h"
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

constexpr qsizetype targetLimit = 2000;

constexpr std::array orders{FileQuery::Order::Name, FileQuery::Order::Change, FileQuery::Order::Size,
                            FileQuery::Order::Mode, FileQuery::Order::Owner,  FileQuery::Order::Modified,
                            FileQuery::Order::Layer};
static_assert(orders.size() == LayerFilesModel::ColumnCount);

} // namespace

void LayerFilesModel::setTree(std::shared_ptr<const ImageTree> tree)
{
    forgetNodes([&] {
        m_arrangement.reset();
        m_tree = m_wanted = std::move(tree);
    });
    m_query.layer = m_tree ? m_tree->layers().size() - 1 : 0;
    m_query.firstLayer = 0;
    arrange();
}

void LayerFilesModel::exchangeTree(std::shared_ptr<const ImageTree> tree)
{
    m_wanted = std::move(tree);
    m_query.layer = std::min(m_query.layer, m_wanted->layers().size() - 1);
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
    if (!m_wanted || m_wanted->layers().isEmpty())
        return;
    rearrange(
        [this, tree = m_wanted, query = m_query](const std::stop_token &stop) -> Exchange {
            const auto arranged = FileArrangement::build(tree, query, stop);
            if (!arranged)
                return {};
            return [this, tree, arrangement = *arranged] {
                m_tree = tree;
                m_arrangement = arrangement;
            };
        },
        m_wanted == m_tree ? Paths::Same : Paths::Others);
}

int LayerFilesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
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
    case What: {
        const bool isAgain = m_arrangement->isOfThisLayer(node) && type == FileType::Regular;
        return isChange(node) || isAgain ? changeText(event->change, event->differences) : QString();
    }
    case Size:
        if (isDevice(type))
            return u"%1, %2"_s.arg(view.entry->size >> 32).arg(view.entry->size & 0xffffffff);
        if (type == FileType::Regular && m_arrangement->bytes(node) == 0)
            return formatBytes(view.entry->size);
        return type == FileType::Regular || type == FileType::Directory ? formatBytes(m_arrangement->bytes(node))
                                                                        : QString();
    case Mode: return view.entry ? modeText(type, view.entry->mode) : QString();
    case Owner: return view.entry ? visibleLine(ownerText(view.index->attributes(*view.entry))) : QString();
    case Modified: return view.entry ? fileTime(view.entry->modified) : QString();
    case Layer: return event ? QString::number(event->layer + 1) : QString();
    default: break;
    }
    const QString name = nameText(m_tree->paths(), m_arrangement->nodes(), node);
    const auto target = [](const FileView &link) {
        return link.entry ? visibleLine(QString::fromUtf8(link.index->linkTarget(*link.entry)), targetLimit)
                          : QString();
    };
    if (const QString other = target(m_arrangement->hardLink(node)); !other.isEmpty())
        return tr("%1 → %2 (hard link)").arg(name, other);
    const QString other = target(view);
    return other.isEmpty() ? name : QString(name + u" → "_s + other);
}

QString LayerFilesModel::toolTip(ImageTree::Node node, int column) const
{
    switch (column) {
    case Name: return pathText(m_tree->paths().path(node));
    case Size: return tr("%1 bytes").arg(QLocale().toString(m_arrangement->bytes(node)));
    case Modified: {
        const FileView view = m_arrangement->view(node);
        return view.entry ? exactTime(QDateTime::fromSecsSinceEpoch(view.entry->modified)) : QString();
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
