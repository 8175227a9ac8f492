// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/comparisonmodel.h"

#include "app/layers/layertext.h"
#include "core/bytesize.h"

#include <QFont>
#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

QString growthText(qint64 bytes)
{
    if (bytes == 0)
        return {};
    return bytes > 0 ? u'+' + formatBytes(bytes) : u'−' + formatBytes(-bytes);
}

void ComparisonModel::setComparison(std::shared_ptr<const ImageComparison> comparison)
{
    forgetNodes([&] {
        m_arrangement.reset();
        m_comparison = std::move(comparison);
    });
    arrange();
}

void ComparisonModel::setQuery(const ComparisonQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    arrange();
}

void ComparisonModel::sort(int column, Qt::SortOrder order)
{
    ComparisonQuery query = m_query;
    query.order = ComparisonQuery::Order(std::max(column, 0)); // the columns are in the same order
    query.isDescending = order == Qt::DescendingOrder;
    setQuery(query);
}

void ComparisonModel::arrange()
{
    if (!m_comparison)
        return;
    rearrange([this, comparison = m_comparison, query = m_query](const std::stop_token &stop) -> Exchange {
        const auto arranged = ComparisonArrangement::build(comparison, query, stop);
        if (!arranged)
            return {};
        return [this, arrangement = *arranged] { m_arrangement = arrangement; };
    });
}

int ComparisonModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ComparisonModel::text(PathTable::Node node, int column) const
{
    const ImageComparison::Path &path = m_comparison->at(node);
    switch (column) {
    case What: return path.change == Change::Unchanged ? QString() : changeText(path.change, path.differences);
    case Before: return path.change == Change::Added ? QString() : formatBytes(path.bytesBefore);
    case After: return path.change == Change::Deleted ? QString() : formatBytes(path.bytesAfter);
    case Growth: return growthText(path.bytesAfter - path.bytesBefore);
    default: return nameText(m_comparison->paths(), m_arrangement->nodes(), node);
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_arrangement)
        return {};
    const PathTable::Node node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: return text(node, index.column());
    case Qt::ToolTipRole: return index.column() == Name ? pathText(m_comparison->paths().path(node)) : QString();
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::FontRole: {
        if (index.column() != Name || m_comparison->at(node).change != Change::Deleted)
            return {};
        QFont font;
        font.setStrikeOut(true);
        return font;
    }
    default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section >= Before ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case What: return tr("Change");
    case Before: return tr("Before");
    case After: return tr("After");
    default: return tr("Difference");
    }
}

} // namespace strata
