// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/buildcache.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace strata {

/// Why an entry of the build cache stays.
enum class CacheStay {
    NotMeant,   ///< another type, another ID
    InUse,      ///< a build works with it
    Shared,     ///< an image has it too, and only what is dangling goes
    Internal,   ///< BuildKit's own, and only what is dangling goes
    Recent,     ///< used within the time
    Below,      ///< something that stays was made on top of it
    WithinKept, ///< there is room for it in what may stay
};

/// What a prune would do, before it is done.
struct CachePrunePreview
{
    QStringList goes;                ///< IDs, in the order in which they go
    QHash<QString, CacheStay> stays; ///< all others
    qint64 freed = 0;                ///< bytes of what goes and no image has
    qint64 shared = 0;               ///< bytes of what goes, and stays on the disk because images have it
    qint64 left = 0;                 ///< bytes of what stays and no image has
    /// Several entries might go as well as others: engines take them in no certain order.
    bool isEstimate = false;
};

/// The rules of moby/buildkit cache/manager.go (prune, sortDeleteRecords; the same from 0.12 to 0.32), and of moby's filters
/// (builder-next, toBuildkitPruneInfo). What an entry was made on goes after it, never before. With bytes that may stay,
/// one after the other goes, the longest unused and least used first, until what is left is less. What a build does
/// meanwhile nobody knows. A pure function, for any thread.
CachePrunePreview previewCachePrune(const QList<BuildCacheRecord> &records, const BuildCachePrune &what,
                                    const QDateTime &now = QDateTime::currentDateTimeUtc());

/// The same for entries that were chosen one by one, whatever keeps them otherwise: one prune for each, in the order of
/// `goes`. An entry that is in use, or on which one stands that was not chosen, stays.
CachePrunePreview previewCacheRemoval(const QList<BuildCacheRecord> &records, const QStringList &ids);

/// What removes them: of previewCacheRemoval().goes.
QList<BuildCachePrune> cacheRemovals(const QStringList &ids);

} // namespace strata
