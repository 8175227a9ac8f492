// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activity.h"
#include "app/builder/buildcacheprunedialog.h"
#include "app/builder/buildcacheview.h"
#include "app/connection/enginesession.h"
#include "engine/actions/buildcacheactions.h"
#include "pagewindow.h"
#include "realbuilds.h"
#include "smallengine.h"
#include "support/realengine.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

BuildCacheRecord cacheRecord(const QString &id, const QString &description, qint64 size = 0)
{
    BuildCacheRecord record;
    record.id = id;
    record.type = u"regular"_s;
    record.description = description;
    record.size = size;
    record.usageCount = 1;
    return record;
}

} // namespace

/// The cache of BuildKit, as a real engine has it.
class TestBuildCacheView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatMadeIt_data();
    void whatMadeIt();
    void sums();
    void aRefreshMovesNothing();
    void entriesOfABuild();
    void filteredAndInFull();
    void selectedOnesGo();
    void thePreviewIsTrue();
    void rulesInTheDialog();
    void followsTheEngine();
    void noCache();

private:
    void open(const Endpoint &endpoint);
    void build(const QByteArray &dockerfile, const QString &tag = {});
    bool refresh();
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &table() const { return *find<TreeTable>("buildCacheTable"); }
    QModelIndex rowOf(const QString &text) const;
    BuildCachePruneDialog *dialog() const;
    QList<BuildCacheRecord> records();
    bool allAreLetGo();

    const RealEngine m_engine;
    std::unique_ptr<RealBuilds> m_builds;
    std::unique_ptr<Activity> m_activity;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<BuildCacheView> m_view;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

#define CACHE()                                                                                                        \
    STRATA_NEED(m_engine);                                                                                             \
    m_builds = std::make_unique<RealBuilds>(m_engine);                                                                 \
    open(m_engine.endpoint())

void TestBuildCacheView::init()
{
    m_activity = std::make_unique<Activity>();
    m_view = std::make_unique<BuildCacheView>(*m_activity);
    m_view->resize(1100, 600);
    m_tester = std::make_unique<QAbstractItemModelTester>(table().model());
}

void TestBuildCacheView::cleanup()
{
    m_tester.reset();
    m_view->setSession(nullptr);
    m_view.reset();
    m_activity.reset();
    m_session.reset();
    m_builds.reset();
}

void TestBuildCacheView::open(const Endpoint &endpoint)
{
    m_session = std::make_unique<EngineSession>(EngineCandidate{.name = u"test"_s, .endpoint = endpoint}, endpoint);
    m_view->show();
    m_view->setSession(m_session.get());
    QTRY_COMPARE(m_session->inventory().link(), Inventory::Link::Live);
}

void TestBuildCacheView::build(const QByteArray &dockerfile, const QString &tag)
{
    const auto operation = m_builds->make(dockerfile, {.tags = tag.isEmpty() ? QStringList() : QStringList{tag}});
    QVERIFY(RealBuilds::run(*operation));
    QCOMPARE(operation->outcome().kind, Outcome::Kind::Success);
    QVERIFY(allAreLetGo());
}

bool TestBuildCacheView::refresh()
{
    QSignalSpy spy(m_view.get(), &BuildCacheView::refreshed);
    m_view->refresh();
    return spy.wait(120'000);
}

QModelIndex TestBuildCacheView::rowOf(const QString &text) const
{
    for (int row = 0; row < table().model()->rowCount(); ++row) {
        if (const QModelIndex index = table().model()->index(row, 0); index.data().toString().contains(text))
            return index;
    }
    return {};
}

BuildCachePruneDialog *TestBuildCacheView::dialog() const
{
    for (auto *each : m_view->findChildren<BuildCachePruneDialog *>()) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

QList<BuildCacheRecord> TestBuildCacheView::records()
{
    std::optional<QList<BuildCacheRecord>> all;
    BuildCache(m_session->engine()).list(this, [&all](const auto &answer) {
        all = answer.value_or(QList<BuildCacheRecord>());
    });
    (void)QTest::qWaitFor([&] { return all.has_value(); }, 120'000); // BuildKit measures them, on a slow disk minutes
    return all.value_or(QList<BuildCacheRecord>());
}

/// BuildKit lets go of what a build used a moment after it. No answer is not "none in use": a build leaves some.
bool TestBuildCacheView::allAreLetGo()
{
    return QTest::qWaitFor(
        [this] {
            const QList<BuildCacheRecord> all = records();
            return !all.isEmpty() && std::ranges::none_of(all, &BuildCacheRecord::inUse);
        },
        240'000);
}

void TestBuildCacheView::whatMadeIt_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("step") << u"[stage-0 3/5] RUN make"_s << u"RUN make"_s << u"stage-0 3/5"_s;
    QTest::newRow("only stage") << u"[2/2] COPY . ."_s << u"COPY . ."_s << u"2/2"_s;
    QTest::newRow("platform") << u"[linux/arm64 b 2/2] RUN x"_s << u"RUN x"_s << u"linux/arm64 b 2/2"_s;
    QTest::newRow("run") << u"mount / from exec /bin/sh -c make all"_s << u"RUN make all"_s << QString();
    QTest::newRow("run of several lines") << u"mount / from exec /bin/sh -c a\nb"_s << u"RUN a␊b"_s << QString();
    QTest::newRow("exec form") << u"mount / from exec /bin/true x"_s << u"RUN /bin/true x"_s << QString();
    QTest::newRow("mount") << u"mount /m from exec /bin/sh -c x"_s << u"Mount /m of RUN x"_s << QString();
    QTest::newRow("cache mount")
        << u"cached mount /root/.cache from exec /bin/sh -c go build with id \"//root/.cache\""_s
        << u"Cache mount /root/.cache of RUN go build"_s << QString();
    QTest::newRow("context") << u"local source for context"_s << u"Build context"_s << QString();
    QTest::newRow("context over the API")
        << u"http url http://build-context-uxfxrotfqy"_s << u"Build context as it was sent"_s << QString();
    QTest::newRow("dockerfile") << u"local source for dockerfile"_s << u"Dockerfile"_s << QString();
    QTest::newRow("base") << u"from local "_s << u"Base image of this engine"_s << QString();
    QTest::newRow("pulled") << u"pulled from docker.io/library/alpine:3"_s << u"Layer of docker.io/library/alpine:3"_s
                            << QString();
    QTest::newRow("nothing") << QString() << u"Entry without a description"_s << QString();
    QTest::newRow("other") << u"<b>something</b>"_s << u"<b>something</b>"_s << QString();
}

void TestBuildCacheView::whatMadeIt()
{
    QFETCH(const QString, description);
    QFETCH(const QString, text);
    QFETCH(const QString, where);
    BuildCacheModel model;
    model.setRecords({cacheRecord(u"id"_s, description)});
    QCOMPARE(model.index(0, BuildCacheModel::What).data().toString(), text);
    QCOMPARE(model.index(0, BuildCacheModel::Where).data().toString(), where);
}

void TestBuildCacheView::sums()
{
    BuildCacheRecord shared = cacheRecord(u"a"_s, {}, 100);
    shared.shared = true;
    BuildCacheRecord used = cacheRecord(u"b"_s, {}, 10);
    used.inUse = true;
    const BuildCacheRecord free = cacheRecord(u"c"_s, {}, 1);
    QCOMPARE(CacheSums::of({shared, used, free}),
             (CacheSums{.total = 11, .reclaimable = 1, .shared = 100, .inUse = 10}));
}

void TestBuildCacheView::aRefreshMovesNothing()
{
    BuildCacheModel model;
    const QAbstractItemModelTester tester(&model);
    QList<BuildCacheRecord> records;
    for (int i = 0; i < 20; ++i)
        records.append(cacheRecord(QString::number(i), u"[1/1] RUN %1"_s.arg(i), 100 - i));
    model.setRecords(records);
    const QPersistentModelIndex kept = model.index(7, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRecords(records);
    QVERIFY(changed.isEmpty());
    records.removeAt(2);
    records[3].usageCount = 5;
    model.setRecords(records);
    QVERIFY(reset.isEmpty());
    QCOMPARE(kept.row(), 6);
    QCOMPARE(kept.data().toString(), u"RUN 7"_s);
    QCOMPARE(model.rowCount(), 19);
}

void TestBuildCacheView::entriesOfABuild()
{
    CACHE();
    const QString mark = QUuid::createUuid().toString(QUuid::Id128);
    build("FROM BASE AS left\nRUN echo " + mark.toUtf8() + " > /a\nFROM BASE\nCOPY --from=left /a /b\n",
          m_builds->name(u"cache"_s));
    QVERIFY(refresh());
    QTRY_VERIFY(rowOf(mark).isValid());
    const QModelIndex run = rowOf(mark);
    QVERIFY2(run.data().toString().startsWith(u"RUN echo"_s), qPrintable(run.data().toString()));
    QCOMPARE(run.siblingAtColumn(BuildCacheModel::State).data().toString(), u"reclaimable"_s);
    QCOMPARE(run.siblingAtColumn(BuildCacheModel::LastUsed).data().toString(), u"just now"_s);
    QCOMPARE(run.siblingAtColumn(BuildCacheModel::Uses).data().toString(), u"1"_s);
    const QModelIndex copy = rowOf(u"COPY --from=left /a /b"_s);
    QVERIFY(copy.isValid());
    QCOMPARE(copy.siblingAtColumn(BuildCacheModel::State).data().toString(), u"in an image"_s);
    QVERIFY(find<QLabel>("buildCacheSums")->text().contains(u"in all"_s));
}

void TestBuildCacheView::filteredAndInFull()
{
    CACHE();
    const QString mark = QUuid::createUuid().toString(QUuid::Id128);
    build("FROM BASE\nRUN echo " + mark.toUtf8() + " > /a\nRUN echo again " + mark.toUtf8() + " > /b\n");
    QVERIFY(refresh());
    QTest::keyClicks(find<QLineEdit>("buildCacheFilter"), mark + u" again"_s);
    QCOMPARE(table().model()->rowCount(), 1);
    table().selectOnly(table().model()->index(0, 0));
    const QString text = find<KeyValueView>("buildCacheEntry")->sectionsAsText();
    QVERIFY2(text.contains(u"RUN echo again "_s + mark), qPrintable(text));
    QVERIFY2(text.contains(u": RUN echo "_s + mark + u" > /a"_s), qPrintable(text)); // what it was made on
    QTest::keyClicks(find<QLineEdit>("buildCacheFilter"), u"nowhere"_s);
    QVERIFY(find<QWidget>("buildCacheNoMatch")->isVisible());
}

void TestBuildCacheView::selectedOnesGo()
{
    CACHE();
    const QString mark = QUuid::createUuid().toString(QUuid::Id128);
    build("FROM BASE\nRUN echo " + mark.toUtf8() + " > /a\nRUN echo again " + mark.toUtf8() + " > /b\n");
    QVERIFY(refresh());
    QTest::keyClicks(find<QLineEdit>("buildCacheFilter"), mark);
    QCOMPARE(table().model()->rowCount(), 2);
    table().selectOnly(rowOf(u"RUN echo "_s + mark)); // the lower one alone cannot go
    find<QAction>("cachePruneSelected")->trigger();
    QVERIFY(dialog());
    auto *accept = dialog()->findChild<QPushButton *>(u"confirmAccept"_s);
    QVERIFY(accept);
    QTRY_VERIFY(dialog()->findChild<QLabel *>(u"confirmSummary"_s)->text().contains(u"Nothing would go"_s));
    QVERIFY(!accept->isEnabled());
    QCOMPARE(dialog()->preview().stays.value(table().currentIndex().data(BuildCacheModel::IdRole).toString()),
             CacheStay::Below);
    dialog()->reject();
    table().selectAll();
    find<QAction>("cachePruneSelected")->trigger();
    QTRY_COMPARE(dialog()->preview().goes.size(), 2);
    dialog()->accept();
    QTRY_COMPARE(table().model()->rowCount(), 0);
    QCOMPARE(m_activity->operations().last()->outcome().kind, Outcome::Kind::Success);
    QTRY_VERIFY2(find<QLabel>("buildCacheNote")->text().startsWith(u"2 entries went"_s),
                 qPrintable(find<QLabel>("buildCacheNote")->text()));
}

/// What the preview says is what BuildKit does, entry by entry.
void TestBuildCacheView::thePreviewIsTrue()
{
    CACHE();
    for (const char *step : {"a", "b", "c"}) {
        build(QByteArray("FROM BASE AS one\nRUN head -c 100000 /dev/zero > /") + step + "\nFROM BASE\nCOPY --from=one /"
                  + step + " /x\nRUN true " + step + "\n",
              *step == 'a' ? m_builds->name(u"preview"_s) : QString());
    }
    const QList<BuildCachePrune> rules{
        {.keep = 250'000}, {.type = u"source.local"_s}, {.unusedFor = std::chrono::hours(1)}, {}, {.all = true}};
    for (const BuildCachePrune &rule : rules) {
        const QList<BuildCacheRecord> before = records();
        const CachePrunePreview preview = previewCachePrune(before, rule);
        std::optional<PruneReport> report;
        BuildCache(m_session->engine()).prune(rule, this, [&report](const auto &answer) {
            report = answer.value_or(PruneReport{});
        });
        QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 30'000);
        QStringList expected = preview.goes;
        QStringList deleted = report->deleted;
        expected.sort();
        deleted.sort();
        if (!preview.isEstimate) {
            QCOMPARE(deleted, expected);
            QCOMPARE(report->spaceReclaimed, preview.freed + preview.shared);
            continue;
        }
        BuildCachePrune withoutLimit = rule; // others of the same rank may have gone, but nothing that could not
        withoutLimit.keep = 0;
        const QStringList possible = previewCachePrune(before, withoutLimit).goes;
        for (const QString &id : std::as_const(deleted))
            QVERIFY(possible.contains(id));
        QVERIFY(CacheSums::of(records()).total < rule.keep);
    }
}

void TestBuildCacheView::rulesInTheDialog()
{
    QList<BuildCacheRecord> records;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int day = 0; day < 10; ++day) {
        records.append(cacheRecord(QString::number(day), u"[1/1] RUN %1"_s.arg(day), 100'000'000));
        records.last().lastUsed = now.addDays(-day);
    }
    records[0].type = u"exec.cachemount"_s;
    records[1].shared = true;
    BuildCachePruneDialog dialog(records, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QVERIFY(!dialog.findChild<QRadioButton *>(u"pruneSelected"_s)->isVisible());
    QTRY_COMPARE(dialog.preview().goes.size(), 9);
    auto *extent = dialog.findChild<QComboBox *>(u"pruneExtent"_s);
    extent->setCurrentIndex(1);
    QTRY_COMPARE(dialog.preview().goes.size(), 10);
    const auto summary = [&dialog] { return dialog.findChild<QLabel *>(u"confirmSummary"_s)->text(); };
    QVERIFY2(summary().contains(u"900 MB"_s) && summary().contains(u"100 MB more"_s), qPrintable(summary()));
    dialog.findChild<QCheckBox *>(u"pruneHasAge"_s)->setChecked(true);
    QTRY_COMPARE(dialog.preview().goes.size(), 3); // more than seven days: 7, 8, 9
    QVERIFY(dialog.findChild<QLabel *>(u"confirmSummary"_s));
    QVERIFY2(actions::pruneBuildCache(dialog.prunes()).commandLine.toString().contains(u"until=604800s"_s),
             qPrintable(actions::pruneBuildCache(dialog.prunes()).commandLine.toString()));
    dialog.findChild<QCheckBox *>(u"pruneHasAge"_s)->setChecked(false);
    dialog.findChild<QCheckBox *>(u"pruneHasKeep"_s)->setChecked(true);
    QTRY_COMPARE(dialog.preview().goes.size(), 0);
    dialog.findChild<QComboBox *>(u"pruneKeepUnit"_s)->setCurrentIndex(1);
    QTRY_COMPARE(dialog.preview().goes.size(), 9); // 10 MB; that of the image is counted as freed, so one may stay
    dialog.findChild<QCheckBox *>(u"pruneHasKeep"_s)->setChecked(false);
    dialog.findChild<QComboBox *>(u"pruneType"_s)->setCurrentIndex(1);
    QTRY_COMPARE(dialog.preview().goes, QStringList{u"0"_s});
    dialog.setRecords({});
    QTRY_VERIFY(dialog.preview().goes.isEmpty());
    QCOMPARE(summary(), u"Nothing would go."_s);
}

void TestBuildCacheView::followsTheEngine()
{
    CACHE();
    const QString mark = QUuid::createUuid().toString(QUuid::Id128);
    build("FROM BASE\nRUN echo " + mark.toUtf8() + "\n");
    QVERIFY(refresh());
    QTRY_VERIFY(rowOf(mark).isValid());
    const QString id = rowOf(mark).data(BuildCacheModel::IdRole).toString();
    m_builds->docker().output({u"builder"_s, u"prune"_s, u"-f"_s, u"-a"_s, u"--filter"_s, u"id="_s + id});
    m_builds->docker().output({u"tag"_s, m_builds->name(u"base"_s), m_builds->name(u"other"_s)}); // which is told
    QTRY_VERIFY(!rowOf(mark).isValid());
    m_view->hide();
    build("FROM BASE\nRUN echo again " + mark.toUtf8() + "\n");
    QVERIFY(!rowOf(mark).isValid());
    m_view->show(); // asks again
    QTRY_VERIFY(rowOf(mark).isValid());
}

void TestBuildCacheView::noCache()
{
    const RealEngine podman("STRATA_TEST_PODMAN");
    STRATA_NEED(podman);
    open(podman.endpoint());
    QTRY_VERIFY(find<EmptyState>("stateEmpty")->isVisible());
    QVERIFY(find<EmptyState>("stateEmpty")->title().contains(u"Podman"_s));
    QVERIFY(!find<QAction>("cachePrune")->isEnabled());
}

STRATA_WINDOW_TEST(TestBuildCacheView)
#include "tst_buildcacheview.moc"
