// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/entrymodel.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "layers/filetext.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QLocale>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pathLimit = 2000;

} // namespace

void EntryModel::setIndex(std::shared_ptr<const LayerIndex> index)
{
    beginResetModel();
    m_index = std::move(index);
    endResetModel();
}

int EntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_index ? 0 : static_cast<int>(m_index->count());
}

int EntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EntryModel::text(const LayerIndex::Entry &entry, int column) const
{
    switch (column) {
    case Mode: return modeText(entry.type, entry.mode);
    case Owner: return visibleLine(ownerText(m_index->attributes(entry)));
    case Size:
        if (entry.type == FileType::CharacterDevice || entry.type == FileType::BlockDevice)
            return u"%1, %2"_s.arg(entry.size >> 32).arg(entry.size & 0xffffffff);
        return entry.type == FileType::Regular ? formatBytes(entry.size) : QString();
    case Modified: return QLocale().toString(QDateTime::fromSecsSinceEpoch(entry.modified), QLocale::ShortFormat);
    default: break;
    }
    const QString path = QString::fromUtf8(m_index->writtenPath(entry));
    const QByteArrayView target = m_index->linkTarget(entry);
    return visibleLine(target.isEmpty() ? path : QString(path + u" → "_s + QString::fromUtf8(target)), pathLimit);
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LayerIndex::Entry &entry = m_index->entry(static_cast<quint32>(index.row()));
    switch (role) {
    case Qt::DisplayRole: return text(entry, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Size && entry.type == FileType::Regular)
            return tr("%1 bytes").arg(QLocale().toString(entry.size));
        return index.column() == Path ? text(entry, Path) : QString();
    case Qt::FontRole:
        return index.column() == Mode ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return {};
    }
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = section == Size ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Mode: return tr("Mode");
    case Owner: return tr("Owner");
    case Size: return tr("Size");
    case Modified: return tr("Modified");
    default: return tr("Path");
    }
}

} // namespace strata
