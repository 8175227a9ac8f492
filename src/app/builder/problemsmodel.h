// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/dockerfileinsight.h"
#include "app/common/rowsmodel.h"

#include <memory>

namespace strata {

/// What is to be said against a Dockerfile, in the order of its lines: what would stop a build, and what checks found.
class ProblemsModel : public RowsModel<Finding>
{
    Q_OBJECT

public:
    enum Column { Message, Rule, Line, ColumnCount };

    using RowsModel::RowsModel;

    void setInsight(const std::shared_ptr<const DockerfileInsight> &insight);
    const Finding &finding(int row) const { return rows()[row]; }
    const QList<Finding> &findings() const { return rows(); }
    /// The text that the findings are of.
    const Document &document() const { return m_insight->document; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const DockerfileInsight> m_insight;
};

/// "error", "warning" and so on, in the language of the window.
QString severityText(Finding::Severity severity);
QIcon severityIcon(Finding::Severity severity);

} // namespace strata
