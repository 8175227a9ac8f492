// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildhistory.h"
#include "models/livetreemodel.h"

#include <QPalette>

namespace strata {

/// The builds that are kept, for a table. A refresh moves nothing.
class BuildHistoryModel : public LiveTreeModel<BuildSummary, QString>
{
    Q_OBJECT

public:
    enum Column { Started, OutcomeColumn, Tag, Target, Duration, Steps, Size, ColumnCount };
    enum Role { IdRole = FirstOwnRole }; ///< QString: of the record

    explicit BuildHistoryModel(QObject *parent = nullptr);

    void setBuilds(const QList<BuildSummary> &builds);
    void setPalette(const QPalette &palette);
    void timePassed() { tellColumns(Started, Started); }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The build before this one that made an image under one of the same names; null: there is none.
    const BuildSummary *previousOf(const BuildSummary &build) const;

protected:
    QString keyOf(const BuildSummary &row) const override { return row.id; }
    QVariant cell(const BuildSummary &row, int column, int role) const override;
    std::weak_ordering compare(const BuildSummary &a, const BuildSummary &b, int column) const override;
    QStringView nameOf(const BuildSummary &row) const override { return row.id; }
    QString searchText(const BuildSummary &row) const override;

private:
    QString text(const BuildSummary &row, int column) const;
    QString toolTip(const BuildSummary &row, int column) const;

    QPalette m_palette;
};

/// The names of a build's image, or its Dockerfile when it had none.
QString buildTitle(const BuildSummary &build);

} // namespace strata
