// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/nodetreemodel.h"
#include "layers/comparisonarrangement.h"

namespace strata {

/// What one image shows otherwise than another, as a tree.
class ComparisonModel : public NodeTreeModel
{
    Q_OBJECT

public:
    enum Column { Name, What, Before, After, Growth, ColumnCount };

    using NodeTreeModel::NodeTreeModel;

    void setComparison(std::shared_ptr<const ImageComparison> comparison); ///< null: nothing. Keeps the query
    void setQuery(const ComparisonQuery &query);
    const ComparisonQuery &query() const { return m_query; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

protected:
    const NodeTree *nodes() const override { return m_arrangement ? &m_arrangement->nodes() : nullptr; }
    const PathTable &paths() const override { return m_comparison->paths(); }

private:
    void arrange();
    QString text(PathTable::Node node, int column) const;

    std::shared_ptr<const ImageComparison> m_comparison;
    std::shared_ptr<const ComparisonArrangement> m_arrangement;
    ComparisonQuery m_query;
};

/// "+1.2 MB", "−300 B", empty for 0.
QString growthText(qint64 bytes);

} // namespace strata
