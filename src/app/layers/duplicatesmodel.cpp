// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/duplicatesmodel.h"

#include "app/layers/layertext.h"
#include "core/bytesize.h"

#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {
constexpr quintptr topLevel = 0; ///< else the number of the content, from 1

quint64 numberOf(const QModelIndex &content)
{
    return content.isValid() ? quint64(content.row()) + 1 : topLevel;
}
} // namespace

void DuplicatesModel::setTree(std::shared_ptr<const ImageTree> tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    m_fetched.forget();
    endResetModel();
}

const ImageTree::Duplicates &DuplicatesModel::group(const QModelIndex &index) const
{
    return m_tree->duplicates()[index.internalId() == topLevel ? size_t(index.row()) : index.internalId() - 1];
}

ImageTree::Node DuplicatesModel::node(const QModelIndex &index) const
{
    return group(index).nodes[index.internalId() == topLevel ? 0 : size_t(index.row())];
}

QModelIndex DuplicatesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : topLevel);
}

QModelIndex DuplicatesModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(int(index.internalId() - 1), 0, topLevel);
}

size_t DuplicatesModel::allRows(const QModelIndex &parent) const
{
    if (!m_tree || parent.column() > 0)
        return 0;
    if (!parent.isValid())
        return m_tree->duplicates().size();
    return parent.internalId() == topLevel ? group(parent).nodes.size() : 0;
}

int DuplicatesModel::rowCount(const QModelIndex &parent) const
{
    return m_fetched.count(numberOf(parent), allRows(parent));
}

bool DuplicatesModel::canFetchMore(const QModelIndex &parent) const
{
    return m_fetched.hasMore(numberOf(parent), allRows(parent));
}

void DuplicatesModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    FetchedRows more = m_fetched;
    more.fetch(numberOf(parent));
    beginInsertRows(parent, rowCount(parent), more.count(numberOf(parent), allRows(parent)) - 1);
    m_fetched = more;
    endInsertRows();
}

int DuplicatesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString DuplicatesModel::text(const QModelIndex &index) const
{
    const ImageTree::Duplicates &same = group(index);
    const bool isContent = index.internalId() == topLevel;
    switch (index.column()) {
    case Savings: return isContent ? formatBytes(savings(same)) : QString();
    case Copies: return isContent ? u"%1 × %2"_s.arg(same.nodes.size()).arg(formatBytes(same.bytes)) : QString();
    default: break;
    }
    return pathText(m_tree->paths().path(node(index)));
}

QVariant DuplicatesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(index);
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case ShareRole:
        return index.column() == Savings && index.internalId() == topLevel
            ? QVariant(double(savings(group(index)))
                       / double(std::max<qint64>(1, savings(m_tree->duplicates().front()))))
            : QVariant();
    default: return {};
    }
}

QVariant DuplicatesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Path ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Savings: return tr("Could be saved");
    case Copies: return tr("Copies");
    default: return tr("Path");
    }
}

} // namespace strata
