// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/operationmodel.h"

#include "app/common/text.h"
#include "widgets/statusdot.h"

#include <QApplication>
#include <QLocale>

namespace strata {

namespace {

QIcon signOf(const Operation &operation)
{
    const QPalette palette = QApplication::palette();
    if (operation.state() != Operation::State::Finished)
        return statusIcon(StatusShape::Arc, StatusColor::Neutral, palette);
    switch (operation.outcome().kind) {
    case Outcome::Kind::Success: return statusIcon(StatusShape::Disc, StatusColor::Positive, palette);
    case Outcome::Kind::Failure: return statusIcon(StatusShape::Triangle, StatusColor::Negative, palette);
    case Outcome::Kind::Cancelled: break;
    }
    return statusIcon(StatusShape::Ring, StatusColor::Inactive, palette);
}

QString stateWord(const Operation &operation)
{
    if (operation.state() != Operation::State::Finished)
        return OperationModel::tr("running");
    switch (operation.outcome().kind) {
    case Outcome::Kind::Success: return OperationModel::tr("done");
    case Outcome::Kind::Failure: return OperationModel::tr("failed");
    case Outcome::Kind::Cancelled: break;
    }
    return OperationModel::tr("cancelled");
}

} // namespace

OperationModel::OperationModel(Activity &activity, QObject *parent) : QAbstractTableModel(parent), m_activity(activity)
{
    for (Operation *operation : activity.operations())
        m_rows.prepend(operation);
    connect(&activity, &Activity::added, this, &OperationModel::take);
    connect(&activity, &Activity::changed, this, [this](Operation *operation) {
        const QModelIndex index = indexOf(operation);
        if (index.isValid())
            Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
    });
    connect(&activity, &Activity::forgotten, this, &OperationModel::forget);
}

void OperationModel::take(Operation *operation)
{
    beginInsertRows({}, 0, 0);
    m_rows.prepend(operation);
    endInsertRows();
}

void OperationModel::forget()
{
    const QList<Operation *> kept = m_activity.operations();
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (kept.contains(m_rows[i]))
            continue;
        beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
        m_rows.removeAt(i);
        endRemoveRows();
    }
}

Operation *OperationModel::operation(const QModelIndex &index) const
{
    return index.isValid() ? m_rows.value(index.row()) : nullptr;
}

QModelIndex OperationModel::indexOf(const Operation *operation) const
{
    const qsizetype row = m_rows.indexOf(operation);
    return row < 0 ? QModelIndex() : index(static_cast<int>(row), 0);
}

int OperationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OperationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OperationModel::data(const QModelIndex &index, int role) const
{
    const Operation *shown = operation(index);
    if (!shown)
        return {};
    if (role == StateRole)
        return QVariant::fromValue(shown->state());
    if (index.column() == Time)
        return role == Qt::DisplayRole
            ? QVariant(QLocale().toString(shown->startedAt().toLocalTime().time(), QLocale::ShortFormat))
            : QVariant();
    switch (role) {
    case Qt::DisplayRole: return visibleLine(shown->title());
    case Qt::DecorationRole: return signOf(*shown);
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(visibleLine(shown->title()), stateWord(*shown));
    default: return {};
    }
}

QVariant OperationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Title ? tr("Operation") : tr("Started");
}

} // namespace strata
