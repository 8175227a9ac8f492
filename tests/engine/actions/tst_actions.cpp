// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/containeractions.h"
#include "engine/actions/imageactions.h"
#include "engine/engine.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace strata::actions;
using namespace Qt::StringLiterals;

namespace {

ContainerTargets targets(int count)
{
    ContainerTargets list;
    for (int i = 1; i <= count; ++i)
        list.append({ContainerId(u"id%1"_s.arg(i)), u"c%1"_s.arg(i)});
    return list;
}

} // namespace

Q_DECLARE_METATYPE(strata::Action)

class TestActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsAndTitles_data();
    void commandsAndTitles();
    void titlesAreBounded();
    void containerNames();
    void pushNames_data();
    void pushNames();
    void severalTags();
    void everyStepIsSentAndFailuresAreNamed();
    void notModifiedIsSuccess();
    void atMostEightAtATime();
    void imagesOneByOneNamesFirst();
    void manyFailures();
    void cancelKeepsWhatWasDone();
    void anEngineThatDiesFailsEachByName();
    void anEngineThatIsDroppedEndsTheOperation();
    void anEngineThatIsDroppedBeforeTheStart();
    void whatAPruneSays();
    void aNameWithEveryByteArrives();
};

void TestActions::commandsAndTitles_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("title");
    const ContainerTargets webAndDb{{ContainerId(u"1"_s), u"web"_s}, {ContainerId(u"2"_s), u"db"_s}};
    const ContainerTarget web = webAndDb.first();
    QTest::newRow("start") << start({web}) << u"docker start web"_s << u"Start web"_s;
    QTest::newRow("stop") << stop(webAndDb) << u"docker stop web db"_s << u"Stop web, db"_s;
    QTest::newRow("stop -t") << stop({web}, 0) << u"docker stop -t 0 web"_s << u"Stop web"_s;
    QTest::newRow("restart") << restart({web}, 5) << u"docker restart -t 5 web"_s << u"Restart web"_s;
    QTest::newRow("pause") << pause({web}) << u"docker pause web"_s << u"Pause web"_s;
    QTest::newRow("unpause") << unpause({web}) << u"docker unpause web"_s << u"Unpause web"_s;
    QTest::newRow("kill") << kill({web}) << u"docker kill web"_s << u"Kill web"_s;
    QTest::newRow("kill -s") << kill({web}, u"SIGHUP"_s) << u"docker kill --signal SIGHUP web"_s << u"Kill web"_s;
    QTest::newRow("rename") << rename(web, u"www"_s) << u"docker rename web www"_s << u"Rename web to www"_s;
    QTest::newRow("rm") << remove(webAndDb, false, false) << u"docker rm web db"_s << u"Remove web, db"_s;
    QTest::newRow("rm -f -v") << remove({web}, true, true) << u"docker rm -f -v web"_s << u"Remove web"_s;
    QTest::newRow("container prune") << pruneContainers() << u"docker container prune"_s
                                     << u"Remove all stopped containers"_s;
    QTest::newRow("rmi") << removeImages({{u"shop/api:2.1"_s}}, false) << u"docker rmi shop/api:2.1"_s
                         << u"Remove shop/api:2.1"_s;
    QTest::newRow("rmi -f") << removeImages({{u"sha256:0123456789abcdef0123"_s}, {u"a:1"_s}}, true)
                            << u"docker rmi -f a:1 0123456789ab"_s << u"Remove a:1, 0123456789ab"_s;
    QTest::newRow("image prune") << pruneImages(true) << u"docker image prune"_s << u"Remove dangling images"_s;
    QTest::newRow("image prune -a") << pruneImages(false) << u"docker image prune -a"_s << u"Remove unused images"_s;
    QTest::newRow("tag") << tagImage(u"a:1"_s, u"r:5000/b:2"_s) << u"docker tag a:1 r:5000/b:2"_s
                         << u"Tag a:1 as r:5000/b:2"_s;
}

void TestActions::commandsAndTitles()
{
    QFETCH(Action, action);
    QTEST(action.commandLine.toString(), "command");
    QTEST(action.title, "title");
}

void TestActions::titlesAreBounded()
{
    QCOMPARE(stop(targets(9)).title, u"Stop c1, c2, c3 and 6 more"_s);
    QVERIFY(stop({{ContainerId(u"1"_s), QString(100'000, u'x')}}).title.size() < 60);
    QVERIFY(rename({ContainerId(u"1"_s), QString(300, u'x')}, QString(300, u'y')).title.size() < 120);
    QCOMPARE(stop({{ContainerId(u"1"_s), u"a%1b"_s}}).title, u"Stop a%1b"_s);
}

void TestActions::containerNames()
{
    QVERIFY(containerNameProblem(u"web-1_a.b"_s).isEmpty());
    for (const QString &bad : {QString(), u"a"_s, u"-a"_s, u"a b"_s, u"한국"_s, u"a/b"_s, u"a\n"_s, u".a"_s})
        QVERIFY2(!containerNameProblem(bad).isEmpty(), qPrintable(bad));
}

void TestActions::pushNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<QString>("proposal");
    QTest::newRow("user's") << u"ann/web:1"_s << true << QString();
    QTest::newRow("without a tag") << u"ann/web"_s << true << QString();
    QTest::newRow("a registry's") << u"r:5000/web:1"_s << true << QString();
    QTest::newRow("official") << u"web:1"_s << false << u"ann/web:1"_s;
    QTest::newRow("official, latest") << u"web"_s << false << u"ann/web:latest"_s;
    QTest::newRow("Podman's local") << u"localhost/shop/web:1"_s << false << u"ann/web:1"_s;
    QTest::newRow("a digest") << u"ann/web@sha256:"_s + QString(64, u'1') << false << QString();
    QTest::newRow("not a name") << u"Web"_s << false << QString();
    QTest::newRow("empty") << QString() << false << QString();
}

void TestActions::pushNames()
{
    QFETCH(QString, name);
    const PushName result = pushName(name, u"Ann"_s);
    QTEST(result.problem.isEmpty(), "isGood");
    QTEST(result.proposal, "proposal");
    QCOMPARE(pushName(name, {}).problem, result.problem);
    QCOMPARE(pushName(name, {}).proposal, QString());
}

void TestActions::severalTags()
{
    const Action action = tagImage(u"a:1"_s, QStringList{u"b:1"_s, u"r:5000/c d"_s});
    QCOMPARE(action.steps.size(), 2);
    QCOMPARE(action.title, u"Tag a:1 as b:1, r:5000/c d"_s);
    QCOMPARE(action.commandLine.words().last(), u"docker tag a:1 b:1 && docker tag a:1 'r:5000/c d'"_s);
    QCOMPARE(tagImage(u"a:1"_s, QStringList{u"b:1"_s}).commandLine.toString(), u"docker tag a:1 b:1"_s);
    QCOMPARE(untagImages({u"a:1"_s, u"b:1"_s}).commandLine.toString(), u"docker rmi a:1 b:1"_s);
    QCOMPARE(untagImages({u"a:1"_s, u"b:1"_s}).title, u"Untag a:1, b:1"_s);
}

void TestActions::everyStepIsSentAndFailuresAreNamed()
{
    ScriptedServer server;
    server.on("POST", u"/containers/id1/stop"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(204); });
    server.on("POST", u"/containers/id2/stop"_s,
              [](const auto &, const ScriptedReply &reply) { reply.error(409, "it is <b>busy</b>"); });
    server.on("POST", u"/containers/id3/stop"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(204); });
    Engine engine(server.endpoint());
    ActionOperation operation(engine, stop(targets(3), 7));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(operation.outcome().error->kind, Error::Kind::Conflict);
    QCOMPARE(operation.outcome().error->message, u"c2: it is <b>busy</b>"_s);
    QCOMPARE(operation.failures().size(), 1);
    QCOMPARE(operation.failures().first().target, u"c2"_s);
    QCOMPARE(operation.progress().done, 3);
    QVERIFY(operation.log().contains(u"c1"_s) && operation.log().contains(u"c3"_s));
    for (const ScriptedRequest &request : server.requests()) {
        if (request.path.endsWith(u"/stop"))
            QCOMPARE(request.query.queryItemValue(u"t"_s), u"7"_s);
    }
}

void TestActions::notModifiedIsSuccess()
{
    ScriptedServer server;
    server.on("POST", u"/containers/*"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(304); });
    Engine engine(server.endpoint());
    ActionOperation operation(engine, start(targets(2)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
}

void TestActions::atMostEightAtATime()
{
    ScriptedServer server;
    QMutex mutex;
    int underWay = 0;
    int most = 0;
    server.on("POST", u"/containers/*"_s, [&](const auto &, const ScriptedReply &reply) {
        const QMutexLocker lock(&mutex);
        most = std::max(most, ++underWay);
        reply.after(std::chrono::milliseconds(20), [&, reply] {
            const QMutexLocker inner(&mutex);
            --underWay;
            reply.nothing(204);
        });
    });
    Engine engine(server.endpoint());
    ActionOperation operation(engine, stop(targets(40)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
    QVERIFY2(most > 1 && most <= 8, qPrintable(QString::number(most)));
}

void TestActions::imagesOneByOneNamesFirst()
{
    ScriptedServer server;
    server.on("DELETE", u"/images/*"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        const QByteArray name = request.path.mid(8).toUtf8();
        reply.after(std::chrono::milliseconds(name.startsWith("a") ? 30 : 0),
                    [reply, name] { reply.json(R"([{"Untagged":")" + name + R"("}])"); });
    });
    Engine engine(server.endpoint());
    const QString id = u"sha256:"_s + QString(64, u'c');
    ActionOperation operation(engine, removeImages({{id}, {u"a:1"_s}, {u"r:5000/b/c:1"_s}}, false));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.log(), (QStringList{u"Untagged: a:1"_s, u"Untagged: r:5000/b/c:1"_s, u"Untagged: "_s + id}));
}

void TestActions::manyFailures()
{
    ScriptedServer server;
    server.on("POST", u"/containers/*"_s, [](const auto &, const ScriptedReply &reply) { reply.error(500, "no"); });
    Engine engine(server.endpoint());
    ActionOperation operation(engine, stop(targets(100)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.failures().size(), 100);
    QCOMPARE(operation.outcome().error->message.count(u'\n'), 10);
    QVERIFY(operation.outcome().error->message.endsWith(u"90 more failed."));
}

void TestActions::cancelKeepsWhatWasDone()
{
    ScriptedServer server;
    server.on("POST", u"/containers/id1/stop"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(204); });
    server.on("POST", u"/containers/id2/stop"_s, [](const auto &, const ScriptedReply &) {}); // never answers
    Engine engine(server.endpoint());
    ActionOperation operation(engine, stop(targets(2)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.log(), QStringList{u"c1"_s});
    operation.cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QTRY_VERIFY(server.openConnections() <= 1); // the request under way was aborted
    QCOMPARE(finished.size(), 1);
}

void TestActions::anEngineThatDiesFailsEachByName()
{
    ScriptedServer server;
    server.on("POST", u"/containers/id1/stop"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(204); });
    server.on("POST", u"/containers/id2/stop"_s, [](const auto &, const ScriptedReply &) {});
    server.on("POST", u"/containers/id3/stop"_s, [](const auto &, const ScriptedReply &) {});
    Engine engine(server.endpoint());
    ActionOperation operation(engine, stop(targets(3)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.log(), QStringList{u"c1"_s});
    QTRY_VERIFY(server.requestCount("POST", u"/containers/id2/stop"_s) == 1
                && server.requestCount("POST", u"/containers/id3/stop"_s) == 1);
    server.stop();
    QTRY_COMPARE(operation.state(), Operation::State::Finished);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(operation.log().size(), 3);
    QCOMPARE(operation.log().filter(u"c2: "_s).size(), 1);
    QCOMPARE(operation.log().filter(u"c3: "_s).size(), 1);
    QVERIFY(operation.outcome().error->message.contains(u"c2: "_s)
            && operation.outcome().error->message.contains(u"c3: "_s));
    QCOMPARE(finished.size(), 1);
}

void TestActions::anEngineThatIsDroppedEndsTheOperation()
{
    ScriptedServer server;
    server.on("POST", u"/containers/*"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        if (request.path == u"/containers/id1/stop")
            reply.nothing(204);
    });
    auto engine = std::make_unique<Engine>(server.endpoint());
    Action action = stop(targets(4));
    action.parallel = 2;
    ActionOperation operation(*engine, action);
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(server.requestCount("POST", u"/containers/id3/stop"_s), 1);
    engine.reset(); // the person switches to another engine
    QTRY_COMPARE(operation.state(), Operation::State::Finished);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    const QStringList expected{u"c1"_s, u"c2: The engine was disconnected."_s, u"c3: The engine was disconnected."_s,
                               u"c4: The engine was disconnected."_s};
    QCOMPARE(operation.log(), expected);
    QCOMPARE(operation.outcome().error->message, expected.sliced(1).join(u'\n'));
    QCOMPARE(operation.failures().size(), 3);
    QCOMPARE(operation.progress().done, 4);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void TestActions::anEngineThatIsDroppedBeforeTheStart()
{
    ScriptedServer server;
    auto engine = std::make_unique<Engine>(server.endpoint());
    ActionOperation operation(*engine, stop(targets(2)));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    engine.reset();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(operation.log().size(), 2);
}

void TestActions::whatAPruneSays()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/prune"_s,
                  R"({"ImagesDeleted":[{"Untagged":"a:1"},{"Deleted":"sha256:1"}],"SpaceReclaimed":1500000})");
    server.onJson("POST", u"/containers/prune"_s, R"({"ContainersDeleted":null,"SpaceReclaimed":0})");
    Engine engine(server.endpoint());
    ActionOperation images(engine, pruneImages(true));
    QSignalSpy finished(&images, &Operation::finished);
    images.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(images.log(), (QStringList{u"Deleted: sha256:1"_s, u"1.5 MB freed"_s}));
    QCOMPARE(images.outcome().summary, u"1.5 MB freed"_s);
    const auto sent = server.requests();
    QCOMPARE(sent.last().query.queryItemValue(u"filters"_s, QUrl::FullyDecoded), u"{\"dangling\":[\"true\"]}"_s);
    ActionOperation containers(engine, pruneContainers());
    QSignalSpy ended(&containers, &Operation::finished);
    containers.start();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(containers.outcome().kind, Outcome::Kind::Success);
}

void TestActions::aNameWithEveryByteArrives()
{
    ScriptedServer server;
    server.on("POST", u"/containers/*"_s, [](const auto &, const ScriptedReply &reply) { reply.nothing(204); });
    Engine engine(server.endpoint());
    const QString name = u"a%25+b&c=d #e?f/한 \"q\""_s;
    ActionOperation operation(engine, rename({ContainerId(u"id1"_s), u"c1"_s}, name));
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(server.requests().last().query.queryItemValue(u"name"_s, QUrl::FullyDecoded), name);
}

STRATA_TEST(TestActions)
#include "tst_actions.moc"
