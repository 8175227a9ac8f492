// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/transfermodel.h"

#include "app/common/text.h"
#include "core/bytesize.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct TransferText
{
    Q_DECLARE_TR_FUNCTIONS(TransferText)
};

QVariant shareOf(const TransferLayer &layer)
{
    if (layer.state == TransferLayer::State::Done)
        return layer.wasThere ? QVariant() : QVariant(1.0);
    if (layer.total <= 0)
        return {};
    return double(layer.current) / double(layer.total);
}

QString sizeText(const TransferLayer &layer)
{
    const bool isUnderWay = layer.state == TransferLayer::State::Moving
        || layer.state == TransferLayer::State::Unpacking;
    if (isUnderWay && layer.total > 0)
        return TransferText::tr("%1 of %2").arg(formatBytes(layer.current), formatBytes(layer.total));
    if (isUnderWay && layer.current > 0)
        return formatBytes(layer.current);
    return layer.size > 0 ? formatBytes(layer.size) : QString();
}

} // namespace

void TransferModel::setOperation(TransferOperation *operation)
{
    if (operation == m_operation)
        return;
    if (m_operation)
        m_operation->disconnect(this);
    beginResetModel();
    m_operation = operation;
    m_rows = operation ? static_cast<int>(operation->transfer().layers().size()) : 0;
    endResetModel();
    if (!operation)
        return;
    connect(operation, &TransferOperation::layerAdded, this, &TransferModel::add);
    connect(operation, &TransferOperation::layerChanged, this,
            [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
    connect(operation, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_rows = 0;
        endResetModel();
    });
}

void TransferModel::add(int row)
{
    beginInsertRows({}, row, row);
    ++m_rows;
    endInsertRows();
}

int TransferModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TransferModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TransferModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_operation)
        return {};
    const TransferLayer &layer = m_operation->transfer().layers().at(index.row());
    if (role == ShareRole)
        return shareOf(layer);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Layer: return visibleLine(layer.id);
    case State: return visibleLine(layer.word);
    default: return sizeText(layer);
    }
}

QVariant TransferModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Size)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Layer: return tr("Layer");
    case State: return tr("State");
    default: return tr("Size");
    }
}

} // namespace strata
