// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/inventory.h"
#include "support/scriptedserver.h"
#include "support/slowness.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Link = Inventory::Link;

namespace {

QString idOf(int number)
{
    return QString::number(number).rightJustified(64, u'0');
}

/// A scripted engine with containers that the test changes, and an event stream that it feeds.
class Script
{
public:
    Script()
    {
        server.on("GET", u"/containers/json"_s, [this](const ScriptedRequest &request, const ScriptedReply &reply) {
            const QMutexLocker lock(&m_mutex);
            if (m_failures > 0 && m_failures--)
                return reply.send(500, "<html><body><h1>502</h1>Bad gateway</body></html>", "text/html");
            if (m_hold)
                m_held.append([reply, json = listJson(request)] { reply.json(json); });
            else
                reply.json(listJson(request));
        });
        server.on("GET", u"/events"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
            const QMutexLocker lock(&m_mutex);
            m_events = reply;
            if (!m_silent)
                reply.open();
        });
        server.onJson("GET", u"/images/json"_s, R"([{"Id":"sha256:a","RepoTags":["a:1"],"Size":10,"SharedSize":-1}])");
        server.onJson("GET", u"/version"_s, R"({"Version":"1.0","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
        server.onJson("GET", u"/info"_s, R"({"NCPU":2})");
    }

    void put(int number, const QByteArray &state = "running", const QByteArray &status = "Up 5 seconds")
    {
        const QMutexLocker lock(&m_mutex);
        m_rows[number] = {state, status};
    }
    void take(int number)
    {
        const QMutexLocker lock(&m_mutex);
        m_rows.remove(number);
    }
    void failNext(int count)
    {
        const QMutexLocker lock(&m_mutex);
        m_failures = count;
    }
    void beSilent()
    {
        const QMutexLocker lock(&m_mutex);
        m_silent = true;
    }
    void hold()
    {
        const QMutexLocker lock(&m_mutex);
        m_hold = true;
    }
    void release()
    {
        const QMutexLocker lock(&m_mutex);
        m_hold = false;
        for (const auto &answer : std::exchange(m_held, {}))
            answer();
    }
    qsizetype held() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_held.size();
    }
    void tell(const QByteArray &action, int number, const QByteArray &type = "container",
              qint64 seconds = 1'800'000'000)
    {
        const QMutexLocker lock(&m_mutex);
        m_events.chunk(eventJson(action, number, type, seconds));
    }
    void tellRaw(const QByteArray &bytes)
    {
        const QMutexLocker lock(&m_mutex);
        m_events.chunk(bytes);
    }
    static QByteArray eventJson(const QByteArray &action, int number, const QByteArray &type, qint64 seconds)
    {
        return "{\"Type\":\"" + type + "\",\"Action\":\"" + action + "\",\"Actor\":{\"ID\":\"" + idOf(number).toLatin1()
            + "\",\"Attributes\":{\"name\":\"x\"}},\"time\":" + QByteArray::number(seconds) + "}\n";
    }
    int lists() const { return server.requestCount("GET", u"/containers/json"_s); }
    int requests() const { return static_cast<int>(server.requests().size()); }

    ScriptedServer server;

private:
    struct Row
    {
        QByteArray state, status;
    };

    QByteArray listJson(const ScriptedRequest &request) const
    {
        const QString filters = request.query.queryItemValue(u"filters"_s, QUrl::FullyDecoded);
        const QJsonArray ids = QJsonDocument::fromJson(filters.toUtf8()).object().value(u"id"_s).toArray();
        QByteArrayList rows;
        for (const auto &[number, row] : m_rows.asKeyValueRange()) {
            if (ids.isEmpty() || ids.contains(idOf(number))) {
                rows.append("{\"Id\":\"" + idOf(number).toLatin1() + "\",\"Names\":[\"/c" + QByteArray::number(number)
                            + "\"],\"Image\":\"a:1\",\"ImageID\":\"sha256:a\",\"State\":\"" + row.state
                            + "\",\"Status\":\"" + row.status + "\"}");
            }
        }
        return "[" + rows.join(',') + "]";
    }

    mutable QMutex m_mutex;
    QMap<int, Row> m_rows;
    ScriptedReply m_events;
    QList<std::function<void()>> m_held;
    int m_failures = 0;
    bool m_silent = false;
    bool m_hold = false;
};

/// How long the event loop did not come round while this existed.
class LongestTurn
{
public:
    LongestTurn()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_sinceTurn.durationElapsed());
            m_sinceTurn.start();
        });
        m_sinceTurn.start();
        m_timer.start(0);
    }
    double milliseconds() const { return std::chrono::duration<double, std::milli>(m_longest).count(); }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    std::chrono::nanoseconds m_longest{};
};

/// An inventory of a script's engine that heard everything.
struct Heard
{
    explicit Heard(Script &script)
        : engine(script.server.endpoint()), inventory(engine), changes(&inventory, &Inventory::containersChanged),
          links(&inventory, &Inventory::linkChanged)
    {
        inventory.start();
    }
    bool has(int number) const { return inventory.containers().contains(ContainerId(idOf(number))); }
    ContainerSummary row(int number) const { return inventory.containers().value(ContainerId(idOf(number))); }
    ContainerChanges lastChange() const { return changes.last().first().value<ContainerChanges>(); }

    Engine engine;
    Inventory inventory;
    QSignalSpy changes;
    QSignalSpy links;
};

} // namespace

class TestInventory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsOnceAndFollows();
    void anEmptyEngineIsToldToo();
    void sharedSizesComeSecond();
    void noiseCausesNoRequest_data();
    void noiseCausesNoRequest();
    void anEventAsksForOneContainer();
    void destroyedContainersGoAtOnce();
    void aListThatIsBehindDoesNotBringBackTheDead();
    void aListThatContradictsAnEventIsAskedAgain();
    void aStormOfEvents();
    void tenThousandContainers();
    void aFailedRefreshIsNotForgotten();
    void anEngineThatAnswersWithHtml();
    void anEngineRestart();
    void theSocketAppears();
    void theSocketIsReplacedWhileTheOldEngineLives();
    void podmanSaysNothingUntilTheFirstEvent();
    void eventsThatAreNotJson();
    void refreshListsAgain();
    void endsInTheMiddleOfEverything();
};

void TestInventory::listsOnceAndFollows()
{
    Script script;
    script.put(1);
    script.put(2, "exited", "Exited (3) 2 hours ago");
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY(heard.inventory.hasContainers() && heard.inventory.hasImages());
    QCOMPARE(heard.inventory.containers().size(), 2);
    QCOMPARE(heard.row(2).exitCode, 3);
    QCOMPARE(heard.inventory.images().size(), 1);
    QTRY_VERIFY(heard.inventory.info());
    QCOMPARE(heard.inventory.info()->version, u"1.0"_s);
    QCOMPARE(script.lists(), 1);
    // Nothing may fall between the list and the stream: the stream comes first.
    QStringList order;
    for (const ScriptedRequest &request : script.server.requests())
        order.append(request.path);
    QVERIFY(order.indexOf(u"/events"_s) < order.indexOf(u"/containers/json"_s));
}

void TestInventory::anEmptyEngineIsToldToo()
{
    Script script;
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QCOMPARE(heard.changes.size(), 1);
    QVERIFY(heard.lastChange().isEmpty());
}

void TestInventory::sharedSizesComeSecond()
{
    Script script;
    script.server.on("GET", u"/images/json"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        const QByteArray shared = request.query.hasQueryItem(u"shared-size"_s) ? "7" : "-1";
        reply.json(R"([{"Id":"sha256:a","RepoTags":["a:1"],"Size":10,"SharedSize":)" + shared + "}]");
    });
    Engine engine(script.server.endpoint());
    Inventory inventory(engine);
    QList<qint64> told;
    connect(&inventory, &Inventory::imagesChanged, this,
            [&told](const ImageChanges &changes) { told.append(changes.upserted.first().sharedSize); });
    inventory.start();
    QTRY_COMPARE(told, (QList<qint64>{-1, 7}));
    script.tell("tag", 1, "image"); // nothing is different: nothing is told, and the known size stays
    const int before = script.server.requestCount("GET", u"/images/json"_s);
    QTRY_VERIFY(script.server.requestCount("GET", u"/images/json"_s) > before);
    QCOMPARE(inventory.images().value(ImageId(u"sha256:a"_s)).sharedSize, 7);
    QCOMPARE(told.size(), 2);
}

void TestInventory::noiseCausesNoRequest_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("action");
    for (const char *action :
         {"exec_create: sh -c 'a: b'", "exec_start: sh", "exec_die", "top", "attach", "resize", "kill"})
        QTest::addRow("%s", action) << QByteArray("container") << QByteArray(action);
    QTest::newRow("push") << QByteArray("image") << QByteArray("push");
    QTest::newRow("network") << QByteArray("network") << QByteArray("connect");
    QTest::newRow("volume") << QByteArray("volume") << QByteArray("mount");
}

void TestInventory::noiseCausesNoRequest()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, action);
    Script script;
    script.put(1);
    Heard heard(script);
    QSignalSpy events(&heard.inventory, &Inventory::eventsArrived);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QTRY_VERIFY(heard.inventory.info());
    QTRY_COMPARE(script.server.requestCount("GET", u"/images/json"_s), 2);
    const int before = script.requests();
    script.tell(action, 1, type);
    QTRY_COMPARE(events.size(), 1);
    QElapsedTimer quiet;
    quiet.start();
    QTRY_VERIFY(quiet.durationElapsed() > 250ms);
    QCOMPARE(script.requests(), before);
}

void TestInventory::anEventAsksForOneContainer()
{
    Script script;
    script.put(1);
    script.put(2);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.put(1, "exited", "Exited (137) Less than a second ago");
    script.put(2, "paused", "Up 5 seconds (Paused)"); // nobody tells of this one
    script.tell("die", 1, "container", 1'799'999'000);
    QTRY_COMPARE(heard.row(1).state, ContainerState::Exited);
    QCOMPARE(heard.row(1).exitCode, 137);
    QCOMPARE(heard.row(1).stateSince, 1'799'999'000);
    QCOMPARE(heard.row(2).state, ContainerState::Running);
    QCOMPARE(heard.lastChange().upserted.size(), 1);
}

void TestInventory::destroyedContainersGoAtOnce()
{
    Script script;
    script.put(1);
    script.put(2);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.hold(); // no list is answered any more
    script.take(1);
    script.take(2);
    script.tell("destroy", 1);
    script.tell("remove", 2); // Podman's word
    QTRY_VERIFY(heard.inventory.containers().isEmpty());
    QCOMPARE(script.lists(), 1);
}

void TestInventory::aListThatIsBehindDoesNotBringBackTheDead()
{
    Script script;
    script.put(1);
    script.put(2);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.hold();
    script.put(2, "paused", "Up 6 seconds (Paused)");
    heard.inventory.refresh();
    QTRY_COMPARE(script.held(), 1); // made while container 1 was there
    script.tell("destroy", 1);
    QTRY_VERIFY(!heard.has(1));
    script.release();
    QTRY_COMPARE(heard.row(2).state, ContainerState::Paused);
    QVERIFY(!heard.has(1));
    for (const auto &arguments : heard.changes.sliced(2)) {
        for (const ContainerSummary &row : arguments.first().value<ContainerChanges>().upserted)
            QVERIFY(row.id != ContainerId(idOf(1)));
    }
}

void TestInventory::aListThatContradictsAnEventIsAskedAgain()
{
    Script script;
    script.put(1);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.tell("die", 1); // the list still says running
    QTRY_VERIFY(script.lists() >= 2);
    script.put(1, "exited", "Exited (0) 1 second ago");
    QTRY_COMPARE(heard.row(1).state, ContainerState::Exited);
}

void TestInventory::tenThousandContainers()
{
    Script script;
    for (int i = 0; i < 10'000; ++i)
        script.put(i, "running", "Up 2 hours"); // true for an hour, however slow this machine is
    Heard heard(script);
    QTRY_COMPARE_WITH_TIMEOUT(heard.inventory.link(), Link::Live, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(heard.inventory.info(), 30'000);
    QCOMPARE(heard.lastChange().upserted.size(), 10'000);
    script.put(5000, "paused", "Up 2 hours (Paused)");
    script.take(7000);
    LongestTurn turn;
    heard.inventory.refresh();
    QVERIFY(heard.changes.wait(30'000)); // a real event loop; QTRY_ sleeps
    qInfo("GUI thread busy for %.1f ms at most", turn.milliseconds());
    QCOMPARE(heard.lastChange().upserted.size(), 1);
    QCOMPARE(heard.lastChange().removed, QList{ContainerId(idOf(7000))});
    QCOMPARE(heard.inventory.containers().size(), 9'999);
}

void TestInventory::aStormOfEvents()
{
    Script script;
    for (int i = 0; i < 200; ++i)
        script.put(i);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QTRY_COMPARE(script.server.requestCount("GET", u"/images/json"_s), 2);
    const int before = script.requests();
    qsizetype arrived = 0;
    connect(&heard.inventory, &Inventory::eventsArrived, this,
            [&arrived](const auto &events) { arrived += events.size(); });
    LongestTurn turn;
    QElapsedTimer whole;
    whole.start();
    for (int burst = 0; burst < 100; ++burst) {
        QByteArray bytes;
        for (int i = 0; i < 100; ++i)
            bytes += Script::eventJson(i % 2 ? "start" : "pause", (burst * 7 + i) % 200, "container", 1'800'000'000);
        QTRY_VERIFY(whole.durationElapsed() >= burst * 10ms);
        script.tellRaw(bytes);
    }
    for (int i = 0; i < 200; ++i)
        script.put(i, "paused", "Up 1 second (Paused)");
    script.tell("pause", 0);
    QTRY_COMPARE_WITH_TIMEOUT(arrived, 10'001, 30'000);
    const auto seconds = std::chrono::duration<double>(whole.durationElapsed()).count();
    const int requests = script.requests() - before;
    qInfo("%d requests in %.1f s; GUI thread busy for %.1f ms at most", requests, seconds, turn.milliseconds());
    QVERIFY2(requests <= 3 + 11 * seconds, qPrintable(QString::number(requests)));
    QTRY_COMPARE(heard.row(0).state, ContainerState::Paused);
    QVERIFY(heard.inventory.link() == Link::Live);
}

void TestInventory::aFailedRefreshIsNotForgotten()
{
    Script script;
    script.put(1);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.put(1, "paused", "Up 7 seconds (Paused)");
    script.failNext(1);
    script.tell("pause", 1);
    QTRY_COMPARE(heard.row(1).state, ContainerState::Paused);
    QCOMPARE(heard.inventory.link(), Link::Live); // one failure is none
    QCOMPARE(heard.links.size(), 1);
}

void TestInventory::anEngineThatAnswersWithHtml()
{
    Script script;
    script.put(1);
    script.failNext(3);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Lost);
    QVERIFY(heard.inventory.error()->message.contains(u"Bad gateway"_s));
    QVERIFY(!heard.inventory.error()->message.contains(u'<'));
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY(!heard.inventory.error());
    QVERIFY(heard.has(1));
}

void TestInventory::anEngineRestart()
{
    Script script;
    script.put(1);
    script.put(2);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QTRY_VERIFY(heard.inventory.info());
    QElapsedTimer timer;
    timer.start();
    script.server.stop();
    QTRY_COMPARE(heard.inventory.link(), Link::Lost);
    QVERIFY(timer.durationElapsed() < slowness * 4s);
    QVERIFY(heard.has(1)); // the last picture stays
    QTRY_COMPARE(heard.inventory.error()->kind, Error::Kind::SocketMissing);

    script.take(1);
    script.put(2, "exited", "Exited (1) 1 second ago");
    script.put(3);
    script.server.onJson("GET", u"/version"_s, R"({"Version":"2.0","ApiVersion":"1.45"})");
    QTRY_VERIFY(timer.durationElapsed() > 3s); // by now it tries every 1.6 s only
    heard.changes.clear();
    timer.start();
    script.server.start();
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY2(timer.durationElapsed() < slowness * 1500ms, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!heard.has(1));
    QCOMPARE(heard.row(2).state, ContainerState::Exited);
    QVERIFY(heard.has(3));
    QCOMPARE(heard.changes.size(), 1);
    QCOMPARE(heard.lastChange().removed, QList{ContainerId(idOf(1))});
    QTRY_COMPARE(heard.inventory.info()->version, u"2.0"_s);
    script.put(4);
    script.tell("create", 4);
    QTRY_VERIFY(heard.has(4));
}

void TestInventory::theSocketAppears()
{
    Script script;
    script.put(1);
    script.server.stop();
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Lost);
    QCOMPARE(heard.inventory.error()->kind, Error::Kind::SocketMissing);
    script.server.start();
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY(heard.has(1));
}

void TestInventory::theSocketIsReplacedWhileTheOldEngineLives()
{
    Script old, next;
    old.put(1);
    old.put(2);
    next.put(2, "exited", "Exited (1) 1 second ago");
    next.put(3);
    Heard heard(old);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QTRY_VERIFY(heard.inventory.info());
    QCOMPARE(::rename(qPrintable(next.server.socketPath()), qPrintable(old.server.socketPath())), 0);
    QTRY_VERIFY(heard.has(3));
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY(!heard.has(1));
    QCOMPARE(heard.row(2).state, ContainerState::Exited);
    QTRY_COMPARE(old.server.openConnections(), 0);
    old.tell("destroy", 3); // nobody listens there any more
    next.put(4);
    next.tell("create", 4);
    QTRY_VERIFY(heard.has(4));
    QVERIFY(heard.has(3));
}

void TestInventory::podmanSaysNothingUntilTheFirstEvent()
{
    Script script;
    script.put(1);
    script.beSilent();
    script.server.setPing("1.41", true);
    QElapsedTimer timer;
    timer.start();
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    QVERIFY2(timer.durationElapsed() < slowness * 4s, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(heard.has(1));
}

void TestInventory::eventsThatAreNotJson()
{
    Script script;
    script.put(1);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.tellRaw("<html>");
    QTRY_COMPARE(heard.inventory.link(), Link::Lost);
    QCOMPARE(heard.inventory.error()->kind, Error::Kind::MalformedAnswer);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
}

void TestInventory::refreshListsAgain()
{
    Script script;
    script.put(1);
    Heard heard(script);
    QTRY_COMPARE(heard.inventory.link(), Link::Live);
    script.put(2);
    heard.inventory.refresh();
    QTRY_VERIFY(heard.has(2));
}

void TestInventory::endsInTheMiddleOfEverything()
{
    Script script;
    script.put(1);
    for (int i = 0; i < 20; ++i) {
        Heard heard(script);
        QTRY_VERIFY(script.requests() > i); // at a different moment each time
        if (i % 2)
            QCoreApplication::processEvents();
    }
    QTRY_COMPARE(script.server.openConnections(), 0);
}

STRATA_TEST(TestInventory)
#include "tst_inventory.moc"
