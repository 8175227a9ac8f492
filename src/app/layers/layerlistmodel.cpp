// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerlistmodel.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "models/historymodel.h"

#include <QFontDatabase>
#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

void LayerListModel::setImage(const InspectedImage &image)
{
    beginResetModel();
    m_image = image;
    m_sharing = {};
    m_sourceLines.clear();
    m_rows.clear();
    m_largest = 0;
    const qsizetype layers = image.tree ? image.image.layers.size() : 0;
    QList<bool> isTold(layers, false);
    for (int i = 0; layers > 0 && i < image.image.history.size(); ++i) {
        const int layer = image.image.history[i].layer;
        m_rows.append({layer, i});
        if (layer >= 0 && layer < layers)
            isTold[layer] = true;
    }
    if (isTold.contains(false)) { // a history that does not fit
        m_rows.clear();
        for (int i = 0; i < layers; ++i)
            m_rows.append({i, -1});
    }
    for (qsizetype i = 0; i < layers; ++i)
        m_largest = std::max(m_largest, image.tree->summaries()[size_t(i)].bytes);
    endResetModel();
}

void LayerListModel::setSharing(const LayerSharing &sharing)
{
    m_sharing = sharing;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Shared), index(rowCount() - 1, Shared));
}

void LayerListModel::setSourceLines(const QList<SourceLine> &lines)
{
    m_sourceLines = lines;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Source), index(rowCount() - 1, Source));
}

LayerListModel::SourceLine LayerListModel::sourceLine(int row) const
{
    return m_sourceLines.value(m_rows[row].history);
}

int LayerListModel::rowOfSourceLine(int line) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (sourceLine(row).line == line)
            return row;
    }
    return -1;
}

void LayerListModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int LayerListModel::rowOf(qsizetype layer) const
{
    const auto row = std::ranges::find(m_rows, int(layer), &Row::layer);
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

QString LayerListModel::instruction(int row) const
{
    const Row &at = m_rows[row];
    return cleanedInstruction(at.history >= 0 ? m_image.image.history[at.history].createdBy
                                              : m_image.image.layers[at.layer].createdBy);
}

QDateTime LayerListModel::created(int row) const
{
    const int history = m_rows[row].history;
    return history >= 0 ? m_image.image.history[history].created : QDateTime();
}

int LayerListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LayerListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LayerListModel::text(const Row &row, int column) const
{
    if (column == Instruction) {
        const QString said = visibleLine(instruction(int(&row - m_rows.data())));
        return said.isEmpty() ? tr("(no instruction is known)") : said;
    }
    if (column == Source) {
        const SourceLine line = m_sourceLines.value(row.history);
        const QString number = line.line < 0 ? QString() : QString::number(line.line + 1);
        return line.isExact ? number : u"~ "_s + number;
    }
    if (row.layer < 0)
        return column == Size ? orDash({}) : QString();
    if (column != Number && !m_image.image.layers[row.layer].isRead())
        return column == Size ? u"…"_s : QString();
    const ImageTree::LayerSummary &summary = m_image.tree->summaries()[size_t(row.layer)];
    switch (column) {
    case Number: return QString::number(row.layer + 1);
    case Size: return formatBytes(summary.bytes);
    case Changes: {
        const QLocale locale;
        QStringList parts;
        for (const auto &[sign, count] :
             {std::pair(u'+', summary.added), std::pair(u'~', summary.modified), std::pair(u'−', summary.deleted)}) {
            if (count > 0)
                parts.append(sign + locale.toString(count));
        }
        return parts.join(u' ');
    }
    case Wasted: return summary.wastedBytes > 0 ? formatBytes(summary.wastedBytes) : QString();
    case Shared: {
        const int others = int(m_sharing.images(row.layer).size());
        const QString count = others > 0 ? tr("%n other(s)", nullptr, others) : QString();
        return row.layer < m_sharing.baseLayers() ? tr("base, %1").arg(count) : count;
    }
    default: return {};
    }
}

QString LayerListModel::toolTip(const Row &row, int column) const
{
    if (column == Source)
        return m_sourceLines.value(row.history).isExact ? QString() : tr("The line is similar, not the same.");
    if (row.layer < 0)
        return tr("Changes only the configuration, adds no files.");
    const ImageTree::LayerSummary &summary = m_image.tree->summaries()[size_t(row.layer)];
    const ArchiveLayer &layer = m_image.image.layers[row.layer];
    if (!layer.isRead())
        return tr("This layer is not read yet.");
    switch (column) {
    case Size:
        return tr("%1 bytes in files; %2 as a tar, %3 as it is stored")
            .arg(QLocale().toString(summary.bytes), formatBytes(layer.unpackedBytes), formatBytes(layer.storedBytes));
    case Changes:
        return tr("%1 added, %2 modified, %3 deleted; folders are counted")
            .arg(QLocale().toString(summary.added), QLocale().toString(summary.modified),
                 QLocale().toString(summary.deleted));
    case Wasted:
        return summary.wastedBytes > 0
            ? tr("Files of this layer that no container sees: another layer replaced or deleted them.")
            : QString();
    case Shared: return m_sharing.images(row.layer).join(u'\n');
    default: return layer.problem ? layer.problem->message : QString();
    }
}

QVariant LayerListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return toolTip(row, index.column());
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case Qt::FontRole:
        return index.column() == Instruction ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
                                             : QVariant();
    case Qt::ForegroundRole: {
        if (row.layer >= 0)
            return {};
        QColor color = m_palette.color(QPalette::Text);
        color.setAlphaF(0.75F);
        return color;
    }
    case LayerRole: return row.layer;
    case ShareRole:
        return index.column() == Size && row.layer >= 0 && m_largest > 0
            ? QVariant(double(m_image.tree->summaries()[size_t(row.layer)].bytes) / double(m_largest))
            : QVariant();
    default: return {};
    }
}

QVariant LayerListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Number || section == Size || section == Wasted || section == Source;
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == Changes)
        return tr("+ added, ~ modified, − deleted");
    if (role == Qt::ToolTipRole && section == Source)
        return tr("The line in the Dockerfile");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("Layer");
    case Size: return tr("Size");
    case Instruction: return tr("Instruction");
    case Changes: return tr("Changes");
    case Wasted: return tr("Wasted");
    case Source: return tr("Line");
    default: return tr("Shared with");
    }
}

} // namespace strata
