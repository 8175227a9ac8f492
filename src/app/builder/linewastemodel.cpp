// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/linewastemodel.h"

#include "app/builder/linewastetext.h"
#include "app/layers/layertext.h"
#include "core/bytesize.h"

#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

void LineWasteModel::setWaste(const QList<LineWaste> &waste)
{
    const auto now = waste.size();
    const auto before = m_waste.size();
    if (now > before) {
        beginInsertRows({}, int(before), int(now) - 1);
        m_waste += waste.sliced(before);
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, int(now), int(before) - 1);
        m_waste.resize(now);
        endRemoveRows();
    }
    m_waste = waste;
    if (!m_waste.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(now) - 1, ColumnCount - 1));
}

int LineWasteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_waste.size());
}

int LineWasteModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LineWasteModel::text(const LineWaste &waste, int column)
{
    switch (column) {
    case Size: return formatBytes(waste.files.bytes);
    case From: return wastePlaceText(waste.brought);
    case Fate: return wasteFateText(waste);
    default: return wastedFilesText(waste.files);
    }
}

QString LineWasteModel::toolTip(const LineWaste &waste, int column)
{
    if (column == Size)
        return tr("%1 bytes").arg(QLocale().toString(waste.files.bytes));
    if (column == Files && waste.files.files > 1)
        return tr("The largest: %1, %2").arg(pathText(waste.files.largest), formatBytes(waste.files.largestBytes));
    return {};
}

QVariant LineWasteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LineWaste &waste = m_waste[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(waste, index.column());
    case Qt::ToolTipRole: return toolTip(waste, index.column());
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case ShareRole:
        return index.column() == Size
            ? QVariant(double(waste.files.bytes) / double(std::max<qint64>(1, m_waste.first().files.bytes)))
            : QVariant();
    default: return {};
    }
}

QVariant LineWasteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Size: return tr("Wasted");
    case From: return tr("Comes from");
    case Fate: return tr("What happened");
    default: return tr("Files");
    }
}

} // namespace strata
