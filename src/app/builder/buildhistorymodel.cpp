// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildhistorymodel.h"

#include "app/builder/buildsteptext.h"
#include "app/common/text.h"
#include "core/bytesize.h"

#include <QApplication>
#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

qint64 tookOf(const BuildSummary &build)
{
    return std::max<qint64>(build.started.msecsTo(build.finished), 0);
}

} // namespace

QString buildTitle(const BuildSummary &build)
{
    const QString title = build.tags.isEmpty() ? build.dockerfile : build.tags.join(u", "_s);
    return visibleLine(title.isEmpty() ? u"Dockerfile"_s : title);
}

BuildHistoryModel::BuildHistoryModel(QObject *parent)
    : LiveTreeModel(ColumnCount, Started, parent), m_palette(QApplication::palette())
{
    sort(Started, Qt::DescendingOrder);
}

void BuildHistoryModel::setBuilds(const QList<BuildSummary> &builds)
{
    Changes<BuildSummary, QString> changes;
    QSet<QString> gone;
    for (const BuildSummary *row : rows())
        gone.insert(row->id);
    for (const BuildSummary &build : builds) {
        gone.remove(build.id);
        const BuildSummary *known = find(build.id);
        if (!known || *known != build)
            changes.upserted.append(build);
    }
    changes.removed = gone.values();
    if (!changes.isEmpty())
        apply(std::move(changes));
}

void BuildHistoryModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    tellColumns(OutcomeColumn, OutcomeColumn);
}

const BuildSummary *BuildHistoryModel::previousOf(const BuildSummary &build) const
{
    const BuildSummary *previous = nullptr;
    for (const BuildSummary *row : rows()) {
        const bool sharesName = std::ranges::any_of(row->tags,
                                                    [&build](const QString &tag) { return build.tags.contains(tag); });
        if (sharesName && row->started < build.started && (!previous || row->started > previous->started))
            previous = row;
    }
    return previous;
}

QString BuildHistoryModel::text(const BuildSummary &row, int column) const
{
    switch (column) {
    case Started: return relativeTime(row.started.toSecsSinceEpoch());
    case OutcomeColumn: return buildOutcomeWord(row.outcome);
    case Tag: return buildTitle(row);
    case Target: {
        QStringList parts{row.target, row.platform};
        parts.removeAll(QString());
        return orDash(visibleLine(parts.join(u" · "_s)));
    }
    case Duration: return timeTaken(tookOf(row) * 1'000'000);
    case Steps:
        return row.totals.steps > 0 ? tr("%1 of %2 cached").arg(row.totals.cached).arg(row.totals.steps) : orDash({});
    default: return orDash(formatBytes(row.imageSize));
    }
}

QString BuildHistoryModel::toolTip(const BuildSummary &row, int column) const
{
    switch (column) {
    case Started: return exactTime(row.started);
    case Tag: return visibleText(QStringList(row.tags + QStringList{row.dockerfile}).join(u'\n')).trimmed();
    case Size: return row.imageSize < 0 ? QString() : tr("%1 bytes").arg(QLocale().toString(row.imageSize));
    case OutcomeColumn:
        return row.totals.warnings > 0 ? tr("%n warning(s) of the builder", nullptr, row.totals.warnings) : QString();
    default: return {};
    }
}

QVariant BuildHistoryModel::cell(const BuildSummary &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: return toolTip(row, column);
    case Qt::DecorationRole:
        return column == OutcomeColumn ? QVariant(buildOutcomeIcon(row.outcome, m_palette)) : QVariant();
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, role);
    case IdRole: return row.id;
    default: return {};
    }
}

std::weak_ordering BuildHistoryModel::compare(const BuildSummary &a, const BuildSummary &b, int column) const
{
    switch (column) {
    case Started: return a.started.toMSecsSinceEpoch() <=> b.started.toMSecsSinceEpoch();
    case OutcomeColumn: return a.outcome <=> b.outcome;
    case Tag: return compareNames(buildTitle(a), buildTitle(b));
    case Target: return compareNames(a.target, b.target);
    case Duration: return tookOf(a) <=> tookOf(b);
    case Steps: return a.totals.cached <=> b.totals.cached;
    default: return a.imageSize <=> b.imageSize;
    }
}

QString BuildHistoryModel::searchText(const BuildSummary &row) const
{
    return QStringList{row.tags.join(u' '),           row.dockerfile, row.target, row.platform,
                       buildOutcomeWord(row.outcome), row.imageId}
        .join(u'\n');
}

QVariant BuildHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Duration || section == Size || section == Steps;
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Started: return tr("Started");
    case OutcomeColumn: return tr("Outcome");
    case Tag: return tr("Tag");
    case Target: return tr("Target");
    case Duration: return tr("Took");
    case Steps: return tr("Steps");
    case Size: return tr("Image");
    default: return {};
    }
}

} // namespace strata
