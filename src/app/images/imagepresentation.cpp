// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagepresentation.h"

#include "app/common/text.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLocale>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column)
{
    return column == ImageModel::Size || column == ImageModel::SharedSize || column == ImageModel::UsedBy;
}

QString count(const QModelIndex &index)
{
    const int containers = index.data(ImageModel::UsedByCountRole).toInt();
    return containers > 0 ? QString::number(containers) : QString();
}

} // namespace

QString imageTitle(const QString &reference, const ImageId &id)
{
    return reference.isEmpty() || reference == id.toString() ? visibleLine(id.shortened()) : visibleLine(reference);
}

QVariant ImagePresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = isNumber(section) ? Qt::AlignRight : Qt::AlignLeft;
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == ImageModel::SharedSize)
        return tr("Bytes in layers that other images have too. They stay when this image is removed.");
    if (role == Qt::ToolTipRole && section == ImageModel::UsedBy)
        return tr("How many containers were made from the image.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ImageModel::Repository: return tr("Repository");
    case ImageModel::Tag: return tr("Tag");
    case ImageModel::Id: return tr("ID");
    case ImageModel::Created: return tr("Created");
    case ImageModel::Size: return tr("Size");
    case ImageModel::SharedSize: return tr("Shared");
    case ImageModel::UsedBy: return tr("Used by");
    default: return {};
    }
}

QVariant ImagePresentation::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return text(index);
    case Qt::AccessibleTextRole: return isNewer(index) ? tr("%1, newer at the registry").arg(text(index)) : text(index);
    case Qt::DecorationRole: return isNewer(index) ? icon(u"download"_s) : QVariant();
    case Qt::ToolTipRole: return toolTip(index);
    case Qt::FontRole: return font(index);
    case Qt::ForegroundRole: return foreground(index);
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return QIdentityProxyModel::data(index, role);
    }
}

bool ImagePresentation::isNewer(const QModelIndex &index)
{
    return index.column() == ImageModel::Tag && index.data(ImageModel::NewerRole).toBool();
}

QString ImagePresentation::text(const QModelIndex &index) const
{
    if (index.data(ImageModel::IsGroupRole).toBool())
        return groupText(index);
    switch (index.column()) {
    case ImageModel::Repository:
    case ImageModel::Tag: {
        const QString name = line(index);
        return name.isEmpty() ? u"<none>"_s : name; // docker's own word
    }
    case ImageModel::Created: return relativeTime(index.data(ImageModel::CreatedRole).toLongLong());
    case ImageModel::Size: return orDash(formatBytes(index.data(ImageModel::SizeRole).toLongLong()));
    case ImageModel::SharedSize: return orDash(formatBytes(index.data(ImageModel::SharedSizeRole).toLongLong()));
    case ImageModel::UsedBy: return orDash(count(index));
    default: return line(index);
    }
}

QString ImagePresentation::groupText(const QModelIndex &index) const
{
    switch (index.column()) {
    case ImageModel::Repository: {
        const QString name = visibleLine(index.data(ImageModel::GroupNameRole).toString());
        return name.isEmpty() ? u"<none>"_s : name;
    }
    case ImageModel::Tag: {
        const int rows = index.data(ImageModel::RowCountRole).toInt();
        return rows == 1 ? tr("1 tag") : tr("%n tags", nullptr, rows);
    }
    case ImageModel::Created: return relativeTime(index.data(ImageModel::CreatedRole).toLongLong());
    case ImageModel::Size: return orDash(formatBytes(index.data(ImageModel::SizeRole).toLongLong()));
    case ImageModel::UsedBy: return orDash(count(index));
    default: return {};
    }
}

QString ImagePresentation::toolTip(const QModelIndex &index) const
{
    constexpr qsizetype limit = 2000;
    const bool isGroup = index.data(ImageModel::IsGroupRole).toBool();
    switch (index.column()) {
    case ImageModel::Created: return exactTime(index.data(ImageModel::CreatedRole).toLongLong());
    case ImageModel::UsedBy: {
        constexpr qsizetype shown = 20;
        const QStringList names = index.data(ImageModel::UsedByNamesRole).toStringList();
        QStringList lines;
        for (const QString &name : names.first(std::min(shown, names.size())))
            lines.append(visibleLine(name, 100));
        if (names.size() > shown)
            lines.append(u"…"_s);
        return lines.join(u'\n');
    }
    case ImageModel::Size: {
        const qint64 size = index.data(ImageModel::SizeRole).toLongLong();
        return size < 0 ? QString() : tr("%1 bytes").arg(QLocale().toString(size));
    }
    case ImageModel::Id: return index.data(ImageModel::IdRole).toString();
    case ImageModel::Tag:
        if (isNewer(index))
            return tr("The registry has a newer image under this name. Pull it to get it.");
        [[fallthrough]];
    case ImageModel::Repository:
        return isGroup ? QString() : visibleLine(index.data(ImageModel::ReferenceRole).toString(), limit);
    default: return {};
    }
}

QVariant ImagePresentation::font(const QModelIndex &index) const
{
    if (index.column() == ImageModel::Id)
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (index.column() == ImageModel::Repository && index.data(ImageModel::IsGroupRole).toBool()) {
        QFont bold = QApplication::font("QAbstractItemView");
        bold.setBold(true);
        return bold;
    }
    return {};
}

QVariant ImagePresentation::foreground(const QModelIndex &index) const
{
    const bool nameless = index.column() <= ImageModel::Tag
        && QIdentityProxyModel::data(index, Qt::DisplayRole).toString().isEmpty();
    if (!nameless && index.column() != ImageModel::Created && index.column() != ImageModel::Id)
        return {};
    QColor color = palette().color(QPalette::Text);
    color.setAlphaF(0.75F);
    return color;
}

} // namespace strata
