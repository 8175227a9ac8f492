// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/linewastemodel.h"

#include "app/builder/linewastetext.h"
#include "app/layers/layertext.h"
#include "core/bytesize.h"

#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

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
    const LineWaste &waste = rows()[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(waste, index.column());
    case Qt::ToolTipRole: return toolTip(waste, index.column());
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case ShareRole:
        return index.column() == Size
            ? QVariant(double(waste.files.bytes) / double(std::max<qint64>(1, rows().first().files.bytes)))
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
