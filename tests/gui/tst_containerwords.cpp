// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/text.h"
#include "app/common/visibletimer.h"
#include "app/containers/containerpresentation.h"
#include "app/containers/containerspage.h"
#include "pagewindow.h"
#include "smallengine.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000);
constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

PortMapping port(const QString &ip, quint16 inside, quint16 outside, const QString &protocol = u"tcp"_s)
{
    return {.ip = ip, .privatePort = inside, .publicPort = outside, .protocol = protocol};
}

QString text(const QList<PortLink> &links)
{
    QStringList lines;
    for (const PortLink &link : links)
        lines.append(link.address.isEmpty() ? link.text : QString(link.text + u' ' + link.address));
    return lines.join(u'\n');
}

} // namespace

/// The words of the containers page: ports as links, states, and times that grow.
class TestContainerWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void ports_data();
    void ports();
    void states_data();
    void states();
    void ages_data();
    void ages();
    void theTimerTicksOnlyWhileItIsSeen();
    void uptimeGrowsByItself();
};

void TestContainerWords::ports_data()
{
    QTest::addColumn<QList<PortMapping>>("given");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected");
    using Ports = QList<PortMapping>;
    QTest::newRow("none") << Ports{} << QString() << QString();
    QTest::newRow("twins of IPv4 and IPv6 once") << Ports{port(u"0.0.0.0"_s, 80, 8080), port(u"::"_s, 80, 8080)}
                                                 << QString() << u"8080→80 http://localhost:8080"_s;
    QTest::newRow("twins with other ports are two")
        << Ports{port(u"0.0.0.0"_s, 80, 32768), port(u"::"_s, 80, 32769)} << QString()
        << u"32768→80 http://localhost:32768\n32769→80 http://localhost:32769"_s;
    QTest::newRow("https") << Ports{port(u"0.0.0.0"_s, 443, 8443), port(u"0.0.0.0"_s, 8443, 9443)} << QString()
                           << u"8443→443 https://localhost:8443\n9443→8443 https://localhost:9443"_s;
    QTest::newRow("a browser does nothing with udp")
        << Ports{port(u"0.0.0.0"_s, 53, 5353, u"udp"_s)} << QString() << u"5353→53/udp"_s;
    QTest::newRow("not published") << Ports{port({}, 5432, 0)} << QString() << u"5432"_s;
    QTest::newRow("links first") << Ports{port({}, 5432, 0), port(u"0.0.0.0"_s, 80, 80)} << QString()
                                 << u"80→80 http://localhost:80\n5432"_s;
    QTest::newRow("an address of its own")
        << Ports{port(u"127.0.0.1"_s, 80, 8080)} << QString() << u"127.0.0.1:8080→80 http://127.0.0.1:8080"_s;
    QTest::newRow("an IPv6 address of its own")
        << Ports{port(u"::1"_s, 80, 8080)} << QString() << u"[::1]:8080→80 http://[::1]:8080"_s;
    QTest::newRow("a remote engine") << Ports{port(u"0.0.0.0"_s, 80, 8080), port(u"10.0.0.7"_s, 81, 8081)}
                                     << u"build.example.com"_s
                                     << u"8080→80 http://build.example.com:8080\n"
                                        "10.0.0.7:8081→81 http://10.0.0.7:8081"_s;
}

void TestContainerWords::ports()
{
    QFETCH(QList<PortMapping>, given);
    QFETCH(QString, host);
    QFETCH(QString, expected);
    QCOMPARE(text(portLinks(given, host)), expected);
}

void TestContainerWords::states_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("health");
    QTest::addColumn<int>("exitCode"); // -1: none
    QTest::addColumn<qint64>("age");   // -1: unknown
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, ContainerState state, Health health, int exitCode, qint64 age,
                        const QString &expected) {
        QTest::newRow(name) << int(state) << int(health) << exitCode << age << expected;
    };
    using enum ContainerState;
    row("created", Created, Health::None, -1, -1, u"Created"_s);
    row("running", Running, Health::None, -1, 3 * hour, u"Up 3 hours"_s);
    row("running since unknown", Running, Health::None, -1, -1, u"Running"_s);
    row("healthy", Running, Health::Healthy, -1, 2 * day, u"Up 2 days (healthy)"_s);
    row("unhealthy", Running, Health::Unhealthy, -1, 1 * minute, u"Up 1 minute (unhealthy)"_s);
    row("starting", Running, Health::Starting, -1, 5, u"Up under a minute (health: starting)"_s);
    row("paused", Paused, Health::None, -1, 20 * minute, u"Up 20 minutes (paused)"_s);
    row("paused since unknown", Paused, Health::None, -1, -1, u"Paused"_s);
    row("exited", Exited, Health::None, 137, 14 * day, u"Exited (137) 2 weeks ago"_s);
    row("exited with 0", Exited, Health::None, 0, 10, u"Exited (0) just now"_s);
    row("exited, nothing known", Exited, Health::None, -1, -1, u"Exited"_s);
    row("restarting", Restarting, Health::None, 1, 2 * minute, u"Restarting (1) 2 minutes ago"_s);
    row("dead", Dead, Health::None, -1, -1, u"Dead"_s);
    row("being removed", Removing, Health::None, -1, -1, u"Removing"_s);
    row("a state of the future", Unknown, Health::None, -1, -1, u"Unknown"_s);
}

void TestContainerWords::states()
{
    QFETCH(int, state);
    QFETCH(int, health);
    QFETCH(int, exitCode);
    QFETCH(qint64, age);
    QFETCH(QString, expected);
    ContainerSummary container;
    container.state = static_cast<ContainerState>(state);
    container.health = static_cast<Health>(health);
    if (exitCode >= 0)
        container.exitCode = exitCode;
    if (age >= 0)
        container.stateSince = now.toSecsSinceEpoch() - age;
    QCOMPARE(containerStateText(container, now), expected);
}

void TestContainerWords::ages_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("expected");
    QTest::newRow("future") << -5 * minute << u"just now"_s;
    QTest::newRow("59 s") << minute - 1 << u"just now"_s;
    QTest::newRow("60 s") << minute << u"1 minute ago"_s;
    QTest::newRow("59 min") << hour - 1 << u"59 minutes ago"_s;
    QTest::newRow("1 h") << hour << u"1 hour ago"_s;
    QTest::newRow("47 h") << 2 * day - 1 << u"47 hours ago"_s;
    QTest::newRow("2 d") << 2 * day << u"2 days ago"_s;
    QTest::newRow("13 d") << 14 * day - 1 << u"13 days ago"_s;
    QTest::newRow("2 w") << 14 * day << u"2 weeks ago"_s;
    QTest::newRow("8 w") << 60 * day - 1 << u"8 weeks ago"_s;
    QTest::newRow("2 months") << 60 * day << u"2 months ago"_s;
    QTest::newRow("24 months") << 730 * day - 1 << u"24 months ago"_s;
    QTest::newRow("2 years") << 730 * day << u"2 years ago"_s;
}

void TestContainerWords::ages()
{
    QFETCH(qint64, age);
    QFETCH(QString, expected);
    QCOMPARE(relativeTime(now.toSecsSinceEpoch() - age, now), expected);
    QCOMPARE(relativeTime(0, now), QString());
}

void TestContainerWords::theTimerTicksOnlyWhileItIsSeen()
{
    QWidget window;
    QWidget widget(&window);
    VisibleTimer timer(&widget, 5ms);
    QSignalSpy ticks(&timer, &VisibleTimer::tick);
    QVERIFY(!timer.isSeen());
    window.show();
    QTRY_VERIFY(ticks.size() >= 3);
    window.hide();
    QTRY_VERIFY(!timer.isSeen());
    ticks.clear();
    QVERIFY(!ticks.wait(50));
    window.show();
    QVERIFY(ticks.size() > 0 || ticks.wait());
}

void TestContainerWords::uptimeGrowsByItself()
{
    SmallEngine engine({with(containerRow(1, u"web"_s), u"Status"_s, u"Up 58 seconds"_s)}, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_COMPARE(window.cell(u"web"_s, ContainerModel::State), u"Up under a minute"_s);
    QTRY_COMPARE(window.cell(u"web"_s, ContainerModel::State), u"Up 1 minute"_s); // no event told it
    auto *timer = window.page->findChild<VisibleTimer *>();
    QVERIFY(timer && timer->isSeen());
    QSignalSpy changed(window.table().model(), &QAbstractItemModel::dataChanged);
    Q_EMIT timer->tick();
    const bool repainted = std::ranges::any_of(changed, [](const QVariantList &signal) {
        return signal[0].toModelIndex().column() <= ContainerModel::State
            && signal[1].toModelIndex().column() >= ContainerModel::State;
    });
    QVERIFY(repainted);
}

STRATA_WINDOW_TEST(TestContainerWords)
#include "tst_containerwords.moc"
