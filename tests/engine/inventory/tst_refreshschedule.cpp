// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/refreshschedule.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A schedule whose refreshes end when the test says so.
struct RecordedSchedule
{
    explicit RecordedSchedule(RefreshSchedule::Limits limits)
        : schedule(limits, [this](const RefreshBatch &batch) {
              batches.append(batch);
              begins.append(clock.durationElapsed());
          })
    {
        clock.start();
    }
    QElapsedTimer clock;
    QList<RefreshBatch> batches;
    QList<std::chrono::nanoseconds> begins;
    RefreshSchedule schedule;
};

} // namespace

class TestRefreshSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesTogetherIsOneRefresh();
    void oneAtATime();
    void aStormIsFewRefreshes();
    void manyRowsAreEverything();
    void aFailureIsTriedAgainWithTheSameRows();
    void resetForgetsWhatIsUnderWay();
    void delaysGrowToTwoSeconds();
};

void TestRefreshSchedule::whatComesTogetherIsOneRefresh()
{
    RecordedSchedule recorded({});
    recorded.schedule.want(u"a"_s);
    recorded.schedule.want(u"b"_s);
    recorded.schedule.want(u"a"_s);
    QVERIFY(recorded.batches.isEmpty());
    QTRY_COMPARE(recorded.batches.size(), 1);
    QCOMPARE(recorded.batches[0].ids, (QSet<QString>{u"a"_s, u"b"_s}));
    QVERIFY(!recorded.batches[0].all);
    recorded.schedule.succeeded();
    QVERIFY(recorded.schedule.isIdle());
}

void TestRefreshSchedule::oneAtATime()
{
    RecordedSchedule recorded({});
    recorded.schedule.wantAllNow();
    QCOMPARE(recorded.batches.size(), 1);
    recorded.schedule.want(u"a"_s);
    recorded.schedule.wantAllNow();
    QTRY_VERIFY(recorded.clock.durationElapsed() > 150ms); // longer than any gap
    QCOMPARE(recorded.batches.size(), 1);
    recorded.schedule.succeeded();
    QTRY_COMPARE(recorded.batches.size(), 2);
    QVERIFY(recorded.batches[1].all);
}

void TestRefreshSchedule::aStormIsFewRefreshes()
{
    RecordedSchedule recorded({});
    QTimer storm;
    connect(&storm, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 10; ++i)
            recorded.schedule.want(QString::number(i));
        if (recorded.schedule.isRunning())
            recorded.schedule.succeeded();
    });
    storm.start(1);
    QTRY_VERIFY(recorded.clock.durationElapsed() > 1050ms);
    storm.stop();
    QVERIFY2(recorded.batches.size() <= 11, qPrintable(QString::number(recorded.batches.size())));
    QVERIFY(recorded.batches.size() >= 5);
    for (qsizetype i = 1; i < recorded.begins.size(); ++i)
        QVERIFY(recorded.begins[i] - recorded.begins[i - 1] >= 95ms);
}

void TestRefreshSchedule::manyRowsAreEverything()
{
    RecordedSchedule recorded({.rows = 3});
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        recorded.schedule.want(id);
    QTRY_COMPARE(recorded.batches.size(), 1);
    QVERIFY(recorded.batches[0].all);
}

void TestRefreshSchedule::aFailureIsTriedAgainWithTheSameRows()
{
    RecordedSchedule recorded({});
    recorded.schedule.want(u"a"_s);
    QTRY_COMPARE(recorded.batches.size(), 1);
    recorded.schedule.want(u"b"_s);
    recorded.schedule.failed();
    QCOMPARE(recorded.schedule.failures(), 1);
    QTRY_COMPARE(recorded.batches.size(), 2);
    QVERIFY(recorded.begins[1] - recorded.begins[0] >= 195ms);
    QCOMPARE(recorded.batches[1].ids, (QSet<QString>{u"a"_s, u"b"_s}));
    recorded.schedule.succeeded();
    QCOMPARE(recorded.schedule.failures(), 0);
    QVERIFY(recorded.schedule.isIdle());
}

void TestRefreshSchedule::resetForgetsWhatIsUnderWay()
{
    RecordedSchedule recorded({});
    recorded.schedule.wantAllNow();
    recorded.schedule.want(u"a"_s);
    recorded.schedule.reset();
    QVERIFY(recorded.schedule.isIdle());
    recorded.schedule.want(u"b"_s);
    QTRY_COMPARE(recorded.batches.size(), 2);
    QCOMPARE(recorded.batches[1].ids, QSet<QString>{u"b"_s});
}

void TestRefreshSchedule::delaysGrowToTwoSeconds()
{
    QCOMPARE(retryDelay(1), 200ms);
    QCOMPARE(retryDelay(2), 400ms);
    QCOMPARE(retryDelay(4), 1600ms);
    QCOMPARE(retryDelay(5), 2000ms);
    QCOMPARE(retryDelay(1000), 2000ms);
}

STRATA_TEST(TestRefreshSchedule)
#include "tst_refreshschedule.moc"
