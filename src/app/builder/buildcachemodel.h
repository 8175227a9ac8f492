// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/build/buildcachepreview.h"
#include "models/livetreemodel.h"

#include <QPalette>

namespace strata {

/// What made an entry of the build cache, in words for people.
struct CacheEntryName
{
    QString text;  ///< "RUN make", "Build context", "Layer of docker.io/library/alpine:3"
    QString where; ///< "builder 2/5"; empty where it is no instruction that BuildKit numbers

    bool operator==(const CacheEntryName &) const = default;
};
CacheEntryName cacheEntryName(const BuildCacheRecord &record);

QString cacheTypeWord(const QString &type); ///< "step", "cache mount", …; an unknown one as it is
QString cacheStateWord(const BuildCacheRecord &record);
QString cacheStayText(CacheStay reason);

struct CacheSums
{
    qint64 total = 0;       ///< without what images have as well
    qint64 reclaimable = 0; ///< neither in use nor in an image
    qint64 shared = 0;
    qint64 inUse = 0;

    static CacheSums of(const QList<BuildCacheRecord> &records);
    bool operator==(const CacheSums &) const = default;
};

/// The entries of BuildKit's cache, for a table. A refresh moves nothing.
class BuildCacheModel : public LiveTreeModel<BuildCacheRecord, QString>
{
    Q_OBJECT

public:
    enum Column { What, Where, Type, Size, State, LastUsed, Created, Uses, ColumnCount };
    enum Role {
        IdRole = FirstOwnRole, ///< QString
        SizeShareRole,         ///< double 0…1: of the largest
    };

    explicit BuildCacheModel(QObject *parent = nullptr);

    void setRecords(const QList<BuildCacheRecord> &records);
    void setPalette(const QPalette &palette);
    void timePassed();

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString keyOf(const BuildCacheRecord &row) const override { return row.id; }
    QVariant cell(const BuildCacheRecord &row, int column, int role) const override;
    std::weak_ordering compare(const BuildCacheRecord &a, const BuildCacheRecord &b, int column) const override;
    QStringView nameOf(const BuildCacheRecord &row) const override { return row.description; }
    QString searchText(const BuildCacheRecord &row) const override;
    QStringView idOf(const BuildCacheRecord &row) const override { return row.id; }

private:
    QString text(const BuildCacheRecord &row, int column) const;
    QString toolTip(const BuildCacheRecord &row, int column) const;

    QPalette m_palette;
    qint64 m_largest = 0;
};

} // namespace strata
