// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/wastemodel.h"

#include "app/layers/layertext.h"
#include "core/bytesize.h"

#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

void WasteModel::setTree(std::shared_ptr<const ImageTree> tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    m_fetched.forget();
    endResetModel();
}

int WasteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_tree ? 0 : m_fetched.count(0, m_tree->waste().size());
}

bool WasteModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_tree && m_fetched.hasMore(0, m_tree->waste().size());
}

void WasteModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    FetchedRows more = m_fetched;
    more.fetch(0);
    beginInsertRows({}, rowCount(), more.count(0, m_tree->waste().size()) - 1);
    m_fetched = more;
    endInsertRows();
}

int WasteModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// A file that is no file for containers has its name in the layer only.
QByteArray WasteModel::path(int row) const
{
    const ImageTree::Waste &one = waste(row);
    return one.node == PathTable::root ? m_tree->layers()[one.file.layer]->path(m_tree->entry(one.file))
                                       : m_tree->paths().path(one.node);
}

QString WasteModel::text(int row, int column) const
{
    const ImageTree::Waste &one = waste(row);
    switch (column) {
    case Size: return formatBytes(one.bytes);
    case Path: return pathText(path(row));
    case From: return tr("layer %1").arg(one.file.layer + 1);
    default: break;
    }
    return one.buriedBy == one.file.layer ? tr("the same layer") : tr("layer %1").arg(one.buriedBy + 1);
}

QVariant WasteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ImageTree::Waste &one = waste(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::ToolTipRole: return index.column() == Size ? tr("%1 bytes").arg(QLocale().toString(one.bytes)) : QString();
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case ShareRole:
        return index.column() == Size ? QVariant(double(one.bytes) / double(std::max<qint64>(1, waste(0).bytes)))
                                      : QVariant();
    default: return {};
    }
}

QVariant WasteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Size: return tr("Size");
    case Path: return tr("Path");
    case From: return tr("Brought by");
    default: return tr("Hidden by");
    }
}

} // namespace strata
