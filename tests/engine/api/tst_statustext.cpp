// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/statustext.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestStatusText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void agesCoverWhatTheyMean();
    void words();
};

void TestStatusText::reads_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<qint64>("age");   // -1: none
    QTest::addColumn<int>("exitCode"); // -1: none
    QTest::addColumn<Health>("health");
    const auto none = Health::None;
    QTest::newRow("seconds") << u"Up 32 seconds"_s << qint64(32) << -1 << none;
    QTest::newRow("just now") << u"Up Less than a second"_s << qint64(0) << -1 << none;
    QTest::newRow("one second") << u"Up 1 second"_s << qint64(1) << -1 << none;
    QTest::newRow("a minute") << u"Up About a minute (Paused)"_s << qint64(60) << -1 << none;
    QTest::newRow("healthy") << u"Up 3 hours (healthy)"_s << qint64(3 * 3600) << -1 << Health::Healthy;
    QTest::newRow("unhealthy") << u"Up 2 days (unhealthy)"_s << qint64(2 * 86400) << -1 << Health::Unhealthy;
    QTest::newRow("starting") << u"Up 5 minutes (health: starting)"_s << qint64(300) << -1 << Health::Starting;
    QTest::newRow("exited") << u"Exited (137) 2 days ago"_s << qint64(2 * 86400) << 137 << none;
    QTest::newRow("exited long ago") << u"Exited (0) 3 months ago"_s << qint64(90 * 86400) << 0 << none;
    QTest::newRow("exited years ago") << u"Exited (255) 2 years ago"_s << qint64(730 * 86400) << 255 << none;
    QTest::newRow("weeks") << u"Exited (1) 4 weeks ago"_s << qint64(28 * 86400) << 1 << none;
    QTest::newRow("an hour") << u"Exited (1) About an hour ago"_s << qint64(3600) << 1 << none;
    QTest::newRow("restarting") << u"Restarting (2) 5 seconds ago"_s << qint64(5) << 2 << none;
    QTest::newRow("created") << u"Created"_s << qint64(-1) << -1 << none;
    QTest::newRow("dead") << u"Dead"_s << qint64(-1) << -1 << none;
    QTest::newRow("removal") << u"Removal In Progress"_s << qint64(-1) << -1 << none;
    QTest::newRow("empty") << QString() << qint64(-1) << -1 << none;
    QTest::newRow("only up") << u"Up "_s << qint64(-1) << -1 << none;
    QTest::newRow("nonsense") << u"Exited (x) y z"_s << qint64(-1) << -1 << none;
    QTest::newRow("open bracket") << u"Exited (1"_s << qint64(-1) << -1 << none;
    QTest::newRow("huge number") << u"Up 99999999999999999999 years"_s << qint64(-1) << -1 << none;
}

void TestStatusText::reads()
{
    QFETCH(QString, status);
    const StatusText text = StatusText::parse(status);
    QTEST(text.age ? text.age->nominal : -1, "age");
    QTEST(text.exitCode.value_or(-1), "exitCode");
    QTEST(text.health, "health");
}

/// go-units HumanDuration, the engine's side of it.
static QString humanDuration(qint64 seconds)
{
    if (seconds < 1)
        return u"Less than a second"_s;
    if (seconds == 1)
        return u"1 second"_s;
    if (seconds < 60)
        return u"%1 seconds"_s.arg(seconds);
    if (seconds < 120)
        return u"About a minute"_s;
    if (seconds < 3600)
        return u"%1 minutes"_s.arg(seconds / 60);
    const qint64 hours = (seconds + 1800) / 3600;
    if (hours == 1)
        return u"About an hour"_s;
    if (hours < 48)
        return u"%1 hours"_s.arg(hours);
    if (hours < 24 * 14)
        return u"%1 days"_s.arg(hours / 24);
    if (hours < 24 * 60)
        return u"%1 weeks"_s.arg(hours / 24 / 7);
    if (hours < 24 * 365 * 2)
        return u"%1 months"_s.arg(hours / 24 / 30);
    return u"%1 years"_s.arg(seconds / 3600 / 24 / 365);
}

void TestStatusText::agesCoverWhatTheyMean()
{
    for (qint64 seconds = 0; seconds < qint64{5} * 365 * 86400; seconds += 1 + seconds / 97) {
        const QString words = u"Up "_s + humanDuration(seconds);
        const auto age = StatusText::parse(words).age;
        QVERIFY2(age && age->shortest <= seconds && seconds < age->longest, qPrintable(words));
    }
}

void TestStatusText::words()
{
    QCOMPARE(containerStateFromWord(u"running"), ContainerState::Running);
    QCOMPARE(containerStateFromWord(u"stopped"), ContainerState::Exited);     // Podman
    QCOMPARE(containerStateFromWord(u"stopping"), ContainerState::Running);   // Podman: it still does
    QCOMPARE(containerStateFromWord(u"configured"), ContainerState::Created); // Podman
    QCOMPARE(containerStateFromWord(u"from the future"), ContainerState::Unknown);
    QCOMPARE(containerStateFromWord({}), ContainerState::Unknown);
    QCOMPARE(healthFromWord(u"none"), Health::None);
}

STRATA_TEST(TestStatusText)
#include "tst_statustext.moc"
