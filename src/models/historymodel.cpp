// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historymodel.h"

#include "core/bytesize.h"

#include <numeric>

namespace strata {

using namespace Qt::StringLiterals;

QString cleanedInstruction(const QString &createdBy)
{
    QStringView text = QStringView(createdBy).trimmed();
    if (constexpr auto mark = "# buildkit"_L1; text.endsWith(mark))
        text = text.chopped(mark.size()).trimmed();
    if (constexpr auto nop = "/bin/sh -c #(nop)"_L1; text.startsWith(nop))
        return text.mid(nop.size()).trimmed().toString();
    if (constexpr auto shell = "/bin/sh -c "_L1; text.startsWith(shell))
        return u"RUN "_s + text.mid(shell.size()).trimmed();
    if (constexpr auto run = "RUN /bin/sh -c "_L1; text.startsWith(run))
        return u"RUN "_s + text.mid(run.size()).trimmed();
    return text.toString();
}

HistoryModel::HistoryModel(QObject *parent) : QAbstractTableModel(parent) {}

void HistoryModel::setHistory(QList<HistoryEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_instructions.clear();
    m_largest = 0;
    for (const HistoryEntry &entry : std::as_const(m_entries)) {
        m_instructions.append(cleanedInstruction(entry.createdBy));
        m_largest = std::max(m_largest, entry.size);
    }
    endResetModel();
}

bool HistoryModel::isHistoryOf(const QList<HistoryEntry> &entries) const
{
    return std::ranges::equal(m_entries, entries, [](const HistoryEntry &a, const HistoryEntry &b) {
        return a.createdBy == b.createdBy && a.created == b.created && a.size == b.size;
    });
}

qint64 HistoryModel::totalSize() const
{
    return std::accumulate(m_entries.begin(), m_entries.end(), qint64(0),
                           [](qint64 sum, const HistoryEntry &entry) { return sum + std::max<qint64>(entry.size, 0); });
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const HistoryEntry &line = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return displayText(index.row(), index.column());
    case InstructionRole: return m_instructions.at(index.row());
    case RawRole: return line.createdBy;
    case SizeRole: return line.size;
    case SizeShareRole: return m_largest > 0 ? QVariant(double(line.size) / double(m_largest)) : QVariant();
    case CreatedRole: return line.created;
    case IsMetadataRole: return line.size <= 0;
    case ImageIdRole: return line.id.toString();
    case TagsRole: return line.tags;
    case SortRole: return sortValue(index.row(), index.column());
    }
    return {};
}

QString HistoryModel::displayText(int row, int column) const
{
    const HistoryEntry &line = m_entries.at(row);
    switch (column) {
    case Instruction: return m_instructions.at(row);
    case Size: return formatBytes(line.size);
    case Created:
        return line.created > 0 ? QDateTime::fromSecsSinceEpoch(line.created).toString(Qt::ISODate) : QString();
    case Comment: return line.comment;
    }
    return {};
}

QVariant HistoryModel::sortValue(int row, int column) const
{
    switch (column) {
    case Size: return m_entries.at(row).size;
    case Created: return m_entries.at(row).created;
    }
    return displayText(row, column);
}

} // namespace strata
