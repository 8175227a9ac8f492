// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildcachepreview.h"
#include "support/testprogram.h"

#include <algorithm>

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime cacheNow = QDateTime::fromString(u"2026-11-27T12:00:00Z"_s, Qt::ISODate);

BuildCacheRecord cacheEntry(const QString &id, qint64 size, const QStringList &parents = {}, int hoursUnused = 1)
{
    return {.id = id,
            .parents = parents,
            .type = u"regular"_s,
            .description = id,
            .size = size,
            .created = cacheNow.addDays(-30),
            .lastUsed = cacheNow.addSecs(-3600 * hoursUnused),
            .usageCount = 1};
}

QStringList sortedIds(QStringList texts)
{
    texts.sort();
    return texts;
}

} // namespace

/// What BuildKit's prune would take.
class TestBuildCachePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void danglingOnly();
    void all();
    void whatStandsBelowStays();
    void childrenFirst();
    void unusedFor();
    void oneType();
    void bytesThatMayStay();
    void lessThanMayStay();
    void theLeastUsedFirst();
    void equalsAreAnEstimate();
    void chosenOnes();
    void chosenWithSomethingOnTop();
};

void TestBuildCachePreview::danglingOnly()
{
    BuildCacheRecord shared = cacheEntry(u"shared"_s, 100);
    shared.shared = true;
    BuildCacheRecord used = cacheEntry(u"used"_s, 50);
    used.inUse = true;
    BuildCacheRecord internal = cacheEntry(u"internal"_s, 5);
    internal.type = u"internal"_s;
    BuildCacheRecord frontend = cacheEntry(u"frontend"_s, 6);
    frontend.type = u"frontend"_s;
    const CachePrunePreview preview = previewCachePrune({shared, used, internal, frontend, cacheEntry(u"a"_s, 7)}, {},
                                                        cacheNow);
    QCOMPARE(preview.goes, QStringList{u"a"_s});
    QCOMPARE(preview.freed, 7);
    QCOMPARE(preview.left, 50 + 5 + 6);
    QCOMPARE(preview.stays.value(u"shared"_s), CacheStay::Shared);
    QCOMPARE(preview.stays.value(u"used"_s), CacheStay::InUse);
    QCOMPARE(preview.stays.value(u"internal"_s), CacheStay::Internal);
    QCOMPARE(preview.stays.value(u"frontend"_s), CacheStay::Internal);
    QVERIFY(!preview.isEstimate);
}

void TestBuildCachePreview::all()
{
    BuildCacheRecord shared = cacheEntry(u"shared"_s, 100);
    shared.shared = true;
    BuildCacheRecord internal = cacheEntry(u"internal"_s, 5);
    internal.type = u"internal"_s;
    const CachePrunePreview preview = previewCachePrune({shared, internal, cacheEntry(u"a"_s, 7)}, {.all = true},
                                                        cacheNow);
    QCOMPARE(sortedIds(preview.goes), QStringList({u"a"_s, u"internal"_s, u"shared"_s}));
    QCOMPARE(preview.freed, 12);
    QCOMPARE(preview.shared, 100);
    QCOMPARE(preview.left, 0);
}

/// A reference counts what stands on an entry.
void TestBuildCachePreview::whatStandsBelowStays()
{
    BuildCacheRecord top = cacheEntry(u"top"_s, 1, {u"middle"_s});
    top.inUse = true;
    const CachePrunePreview preview = previewCachePrune({cacheEntry(u"bottom"_s, 4),
                                                         cacheEntry(u"middle"_s, 2, {u"bottom"_s}), top,
                                                         cacheEntry(u"other"_s, 8, {u"bottom"_s})},
                                                        {}, cacheNow);
    QCOMPARE(preview.goes, QStringList{u"other"_s});
    QCOMPARE(preview.stays.value(u"middle"_s), CacheStay::Below);
    QCOMPARE(preview.stays.value(u"bottom"_s), CacheStay::Below);
}

void TestBuildCachePreview::childrenFirst()
{
    const CachePrunePreview preview = previewCachePrune(
        {cacheEntry(u"a"_s, 1), cacheEntry(u"b"_s, 2, {u"a"_s}), cacheEntry(u"c"_s, 4, {u"b"_s})}, {}, cacheNow);
    QCOMPARE(preview.goes, QStringList({u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(preview.freed, 7);
}

void TestBuildCachePreview::unusedFor()
{
    BuildCacheRecord never = cacheEntry(u"never"_s, 1);
    never.lastUsed = {};
    const QList<BuildCacheRecord> records{cacheEntry(u"old"_s, 4, {}, 50), cacheEntry(u"young"_s, 2, {}, 10), never};
    const CachePrunePreview preview = previewCachePrune(records, {.unusedFor = 24h}, cacheNow);
    QCOMPARE(sortedIds(preview.goes), QStringList({u"never"_s, u"old"_s}));
    QCOMPARE(preview.stays.value(u"young"_s), CacheStay::Recent);
}

void TestBuildCachePreview::oneType()
{
    BuildCacheRecord mount = cacheEntry(u"mount"_s, 3);
    mount.type = u"exec.cachemount"_s;
    const CachePrunePreview preview = previewCachePrune({mount, cacheEntry(u"a"_s, 7)}, {.type = u"exec.cachemount"_s},
                                                        cacheNow);
    QCOMPARE(preview.goes, QStringList{u"mount"_s});
    QCOMPARE(preview.stays.value(u"a"_s), CacheStay::NotMeant);
}

/// One after the other, until less is left than may stay.
void TestBuildCachePreview::bytesThatMayStay()
{
    const QList<BuildCacheRecord> records{cacheEntry(u"new"_s, 40, {}, 1), cacheEntry(u"older"_s, 40, {}, 20),
                                          cacheEntry(u"oldest"_s, 40, {}, 30)};
    CachePrunePreview preview = previewCachePrune(records, {.keep = 90}, cacheNow);
    QCOMPARE(preview.goes, QStringList{u"oldest"_s}); // 80 are left, which is less than 90
    QCOMPARE(preview.stays.value(u"new"_s), CacheStay::WithinKept);
    preview = previewCachePrune(records, {.keep = 80}, cacheNow); // 80 are not less than 80
    QCOMPARE(preview.goes, QStringList({u"oldest"_s, u"older"_s}));
    QCOMPARE(preview.left, 40);
}

void TestBuildCachePreview::lessThanMayStay()
{
    BuildCacheRecord shared = cacheEntry(u"shared"_s, 1000); // does not count
    shared.shared = true;
    const CachePrunePreview preview = previewCachePrune({shared, cacheEntry(u"a"_s, 40)}, {.all = true, .keep = 50},
                                                        cacheNow);
    QVERIFY(preview.goes.isEmpty());
}

void TestBuildCachePreview::theLeastUsedFirst()
{
    BuildCacheRecord often = cacheEntry(u"often"_s, 40, {}, 30);
    often.usageCount = 9;
    BuildCacheRecord seldom = cacheEntry(u"seldom"_s, 40, {}, 29);
    const CachePrunePreview preview = previewCachePrune({often, seldom}, {.keep = 50}, cacheNow);
    QCOMPARE(preview.goes, QStringList{u"seldom"_s}); // 2/2 + 1/2 against 1/2 + 2/2: equal, hence
    QVERIFY(preview.isEstimate);
    BuildCacheRecord fresh = cacheEntry(u"fresh"_s, 40, {}, 1);
    fresh.usageCount = 9;
    QCOMPARE(previewCachePrune({seldom, fresh}, {.keep = 50}, cacheNow).goes, QStringList{u"seldom"_s});
    QVERIFY(!previewCachePrune({seldom, fresh}, {.keep = 50}, cacheNow).isEstimate);
}

void TestBuildCachePreview::equalsAreAnEstimate()
{
    const CachePrunePreview preview = previewCachePrune({cacheEntry(u"a"_s, 40), cacheEntry(u"b"_s, 40)}, {.keep = 50},
                                                        cacheNow);
    QCOMPARE(preview.goes.size(), 1);
    QVERIFY(preview.isEstimate);
}

void TestBuildCachePreview::chosenOnes()
{
    BuildCacheRecord shared = cacheEntry(u"shared"_s, 100, {u"a"_s});
    shared.shared = true;
    const QList<BuildCacheRecord> records{cacheEntry(u"a"_s, 1), shared, cacheEntry(u"b"_s, 2)};
    const CachePrunePreview preview = previewCacheRemoval(records, {u"a"_s, u"shared"_s});
    QCOMPARE(preview.goes, QStringList({u"shared"_s, u"a"_s}));
    QCOMPARE(preview.freed, 1);
    QCOMPARE(preview.shared, 100);
    QCOMPARE(preview.stays.value(u"b"_s), CacheStay::NotMeant);
    const QList<BuildCachePrune> prunes = cacheRemovals(preview.goes);
    QCOMPARE(prunes.size(), 2);
    QCOMPARE(prunes.first().id, u"shared"_s);
    QVERIFY(prunes.first().all);
}

void TestBuildCachePreview::chosenWithSomethingOnTop()
{
    BuildCacheRecord used = cacheEntry(u"used"_s, 3);
    used.inUse = true;
    const QList<BuildCacheRecord> records{cacheEntry(u"a"_s, 1), cacheEntry(u"b"_s, 2, {u"a"_s}), used};
    const CachePrunePreview preview = previewCacheRemoval(records, {u"a"_s, u"used"_s});
    QVERIFY(preview.goes.isEmpty());
    QCOMPARE(preview.stays.value(u"a"_s), CacheStay::Below);
    QCOMPARE(preview.stays.value(u"used"_s), CacheStay::InUse);
    QCOMPARE(preview.stays.value(u"b"_s), CacheStay::NotMeant);
}

STRATA_TEST(TestBuildCachePreview)
#include "tst_buildcachepreview.moc"
