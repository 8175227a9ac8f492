// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildcachemodel.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "engine/stream/buildprogress.h"
#include "widgets/statusdot.h"

#include <QApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CacheText
{
    Q_DECLARE_TR_FUNCTIONS(BuildCacheModel)
};

/// "/bin/sh -c make" is what "RUN make" became.
QString runOf(const QString &command)
{
    constexpr auto shell = "/bin/sh -c "_L1;
    return u"RUN "_s + (command.startsWith(shell) ? command.sliced(shell.size()) : command);
}

/// What BuildKit notes for the result of a RUN and for its mounts (solver/llbsolver/mounts, solver/llbsolver/ops/exec.go).
std::optional<QString> mountName(const QString &description)
{
    static const QRegularExpression cached(u"^cached mount (.+?) from exec (.*?)(?: with id \".*\")?$"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression mount(u"^mount (.+?) from exec (.*)$"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    if (const QRegularExpressionMatch match = cached.match(description); match.hasMatch())
        return CacheText::tr("Cache mount %1 of %2").arg(match.captured(1), runOf(match.captured(2)));
    const QRegularExpressionMatch match = mount.match(description);
    if (!match.hasMatch())
        return {};
    const QString run = runOf(match.captured(2));
    return match.captured(1) == u"/" ? run : CacheText::tr("Mount %1 of %2").arg(match.captured(1), run);
}

struct CachePrefix
{
    QLatin1StringView begin;
    QString words; ///< "%1" is what follows
};

QString cacheSourceName(const QString &description)
{
    if (description == u"local source for context" || description == u"copy /context /")
        return CacheText::tr("Build context");
    if (description.startsWith(u"http url http://build-context-"_s)) // the engine's own name for it
        return CacheText::tr("Build context as it was sent");
    if (description == u"local source for dockerfile")
        return CacheText::tr("Dockerfile");
    if (description.trimmed() == u"from local")
        return CacheText::tr("Base image of this engine");
    const std::array prefixes{CachePrefix{"local source for "_L1, CacheText::tr("Local files for %1")},
                              CachePrefix{"pulled from "_L1, CacheText::tr("Layer of %1")},
                              CachePrefix{"git snapshot for "_L1, CacheText::tr("Git checkout of %1")},
                              CachePrefix{"http url "_L1, CacheText::tr("Download of %1")}};
    for (const CachePrefix &prefix : prefixes) {
        if (description.startsWith(prefix.begin))
            return prefix.words.arg(description.sliced(prefix.begin.size()));
    }
    return description;
}

QIcon cacheStateIcon(const BuildCacheRecord &record, const QPalette &palette)
{
    if (record.inUse)
        return statusIcon(StatusShape::Arc, StatusColor::Neutral, palette);
    return record.shared ? statusIcon(StatusShape::Disc, StatusColor::Neutral, palette)
                         : statusIcon(StatusShape::Ring, StatusColor::Inactive, palette);
}

qint64 secondsOf(const QDateTime &time)
{
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

} // namespace

CacheEntryName cacheEntryName(const BuildCacheRecord &record)
{
    const BuildStepName step = BuildStepName::parse(record.description);
    if (step.number > 0) {
        QStringList where{step.platform, step.stage, u"%1/%2"_s.arg(step.number).arg(step.count)};
        where.removeAll(QString());
        return {.text = step.text, .where = where.join(u' ')};
    }
    if (const std::optional<QString> mount = mountName(record.description))
        return {.text = *mount, .where = {}};
    const QString name = cacheSourceName(record.description);
    return {.text = name.isEmpty() ? CacheText::tr("Entry without a description") : name, .where = {}};
}

QString cacheTypeWord(const QString &type)
{
    if (type == u"regular" || type.isEmpty())
        return CacheText::tr("step");
    if (type == u"source.local")
        return CacheText::tr("local files");
    if (type == u"source.git.checkout")
        return CacheText::tr("git checkout");
    if (type == u"exec.cachemount")
        return CacheText::tr("cache mount");
    if (type == u"frontend")
        return CacheText::tr("syntax");
    return type == u"internal" ? CacheText::tr("internal") : visibleLine(type);
}

QString cacheStateWord(const BuildCacheRecord &record)
{
    if (record.inUse)
        return CacheText::tr("in use");
    return record.shared ? CacheText::tr("in an image") : CacheText::tr("reclaimable");
}

QString cacheStayText(CacheStay reason)
{
    switch (reason) {
    case CacheStay::NotMeant: return CacheText::tr("not chosen");
    case CacheStay::InUse: return CacheText::tr("in use");
    case CacheStay::Shared: return CacheText::tr("in an image");
    case CacheStay::Internal: return CacheText::tr("BuildKit's own");
    case CacheStay::Recent: return CacheText::tr("used lately");
    case CacheStay::Below: return CacheText::tr("something that stays stands on it");
    case CacheStay::WithinKept: break;
    }
    return CacheText::tr("there is room for it");
}

CacheSums CacheSums::of(const QList<BuildCacheRecord> &records)
{
    CacheSums sums;
    for (const BuildCacheRecord &record : records) {
        sums.total += record.shared ? 0 : record.size;
        sums.reclaimable += record.isReclaimable() ? record.size : 0;
        sums.shared += record.shared ? record.size : 0;
        sums.inUse += record.inUse ? record.size : 0;
    }
    return sums;
}

BuildCacheModel::BuildCacheModel(QObject *parent)
    : LiveTreeModel(ColumnCount, What, parent), m_palette(QApplication::palette())
{
    sort(Size, Qt::DescendingOrder);
}

void BuildCacheModel::setRecords(const QList<BuildCacheRecord> &records)
{
    Changes<BuildCacheRecord, QString> changes;
    QSet<QString> gone;
    for (const BuildCacheRecord *row : rows())
        gone.insert(row->id);
    qint64 largest = 0;
    for (const BuildCacheRecord &record : records) {
        gone.remove(record.id);
        largest = std::max(largest, record.size);
        const BuildCacheRecord *known = find(record.id);
        if (!known || *known != record)
            changes.upserted.append(record);
    }
    changes.removed = gone.values();
    const bool isOtherScale = std::exchange(m_largest, largest) != largest;
    if (!changes.isEmpty())
        apply(std::move(changes));
    if (isOtherScale && totalCount() > 0)
        tellColumns(Size, Size);
}

void BuildCacheModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    tellColumns(State, State);
}

void BuildCacheModel::timePassed()
{
    tellColumns(LastUsed, Created);
}

QString BuildCacheModel::text(const BuildCacheRecord &row, int column) const
{
    switch (column) {
    case What: return visibleLine(cacheEntryName(row).text);
    case Where: return visibleLine(cacheEntryName(row).where);
    case Type: return cacheTypeWord(row.type);
    case Size: return formatBytes(row.size);
    case State: return cacheStateWord(row);
    case LastUsed: return row.lastUsed.isValid() ? relativeTime(secondsOf(row.lastUsed)) : tr("never");
    case Created: return orDash(relativeTime(secondsOf(row.created)));
    default: return QLocale().toString(row.usageCount);
    }
}

QString BuildCacheModel::toolTip(const BuildCacheRecord &row, int column) const
{
    switch (column) {
    case What: return visibleText(row.description.left(2000));
    case Size: return tr("%1 bytes").arg(QLocale().toString(row.size));
    case LastUsed: return exactTime(row.lastUsed);
    case Created: return exactTime(row.created);
    case Type: return visibleLine(row.type);
    case State: return row.shared ? tr("An image has it too: to prune it frees nothing.") : QString();
    default: return {};
    }
}

QVariant BuildCacheModel::cell(const BuildCacheRecord &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: return toolTip(row, column);
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, role);
    case Qt::DecorationRole: return column == State ? QVariant(cacheStateIcon(row, m_palette)) : QVariant();
    case IdRole: return row.id;
    case SizeShareRole:
        return column == Size && m_largest > 0
            ? QVariant(static_cast<double>(row.size) / static_cast<double>(m_largest))
            : QVariant();
    default: return {};
    }
}

std::weak_ordering BuildCacheModel::compare(const BuildCacheRecord &a, const BuildCacheRecord &b, int column) const
{
    const auto rank = [](const BuildCacheRecord &record) { return record.inUse ? 2 : record.shared ? 1 : 0; };
    switch (column) {
    case What: return compareNames(cacheEntryName(a).text, cacheEntryName(b).text);
    case Where: return compareNames(cacheEntryName(a).where, cacheEntryName(b).where);
    case Type: return compareNames(cacheTypeWord(a.type), cacheTypeWord(b.type));
    case Size: return a.size <=> b.size;
    case State: return rank(a) <=> rank(b);
    case LastUsed: return secondsOf(a.lastUsed) <=> secondsOf(b.lastUsed);
    case Created: return secondsOf(a.created) <=> secondsOf(b.created);
    default: return a.usageCount <=> b.usageCount;
    }
}

QString BuildCacheModel::searchText(const BuildCacheRecord &row) const
{
    const CacheEntryName name = cacheEntryName(row);
    return QStringList{name.text, name.where, cacheTypeWord(row.type), cacheStateWord(row), row.description}.join(
        u'\n');
}

QVariant BuildCacheModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Size || section == Uses;
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == Uses)
        return tr("How many builds have used it since it was made.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What: return tr("What made it");
    case Where: return tr("Step");
    case Type: return tr("Type");
    case Size: return tr("Size");
    case State: return tr("State");
    case LastUsed: return tr("Last used");
    case Created: return tr("Created");
    case Uses: return tr("Uses");
    default: return {};
    }
}

} // namespace strata
