// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr qint64 memoryLimit = 450'000'000; // what was freed is kept in quarantine
#else
constexpr qint64 memoryLimit = 32'000'000;
#endif

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void negotiates_data();
    void negotiates();
    void fallsBackToGet_data();
    void fallsBackToGet();
    void refusesWhatIsNoEngine_data();
    void refusesWhatIsNoEngine();
    void negotiatesAgainAfterARestart();
    void sendsWhatWasAsked();
    void namesCannotBecomeRequests();
    void answersComeBackInFull();
    void errorsAreTheEnginesWords_data();
    void errorsAreTheEnginesWords();
    void manyAtOnce();
    void answersWithoutBody();
    void noAnswerWithoutContext();
    void aDeadContextAbortsItsRequest();
    void contextsMayDieInTheAnswer();
    void enginesMayDieInTheAnswer();
    void enginesDieAtOnce();
    void answersOnTheAskingThread();
    void contextsDieAtAnyMoment();
    void callbacksAreDestroyedOnTheAskingThread();
    void streamsTellInOrder();
    void streamsEndByReset();
    void streamsMayResetThemselves();
    void streamsOutliveRequests();
    void streamsAreRefused();
    void everyItemArrives();
    void slowReadersSlowTheEngine();
};

void TestEngine::negotiates_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<bool>("podman");
    QTest::addColumn<QString>("used");
    QTest::addRow("oldest") << "1.41"_ba << false << u"1.41"_s;
    QTest::addRow("docker 26") << "1.45"_ba << false << u"1.45"_s;
    QTest::addRow("newer than we know") << "1.99"_ba << false << u"1.51"_s;
    QTest::addRow("podman") << "1.41"_ba << true << u"1.41"_s;
}

void TestEngine::negotiates()
{
    QFETCH(QByteArray, offered);
    QFETCH(bool, podman);
    QFETCH(QString, used);
    ScriptedServer server;
    server.setPing(offered, podman);
    server.onJson("GET", u"/images/json"_s, "[]");
    Engine engine(server.endpoint());
    QVERIFY(!engine.identity());
    Question first(engine, Call::get(u"/images/json"_s)), second(engine, Call::get(u"/images/json"_s));
    QVERIFY(first.wait() && second.wait());
    QCOMPARE(first.body(), "[]");
    QCOMPARE(engine.identity()->apiVersion.toString(), used);
    QCOMPARE(engine.identity()->isPodman, podman);
    QCOMPARE(server.requestCount("HEAD", u"/_ping"_s), 1);
    QCOMPARE(server.requests().first().version, QString());
    QCOMPARE(server.requests().last().version, used);
}

void TestEngine::fallsBackToGet_data()
{
    QTest::addColumn<QByteArray>("answerToHead");
    QTest::addRow("405") << "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::addRow("no version") << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::addRow("hang up") << ""_ba;
}

void TestEngine::fallsBackToGet()
{
    QFETCH(QByteArray, answerToHead);
    ScriptedServer server;
    server.on("HEAD", u"/_ping"_s, [answerToHead](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(answerToHead);
        if (answerToHead.isEmpty())
            reply.close();
    });
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    Question question(engine, Call::get(u"/info"_s));
    QVERIFY(question.wait());
    QCOMPARE(question.body(), "{}");
    QCOMPARE(server.requestCount("GET", u"/_ping"_s), 1);
}

void TestEngine::refusesWhatIsNoEngine_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addRow("web server")
        << "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 18\r\n\r\n<h1>Not Found</h1>"_ba
        << Error::Kind::NotAnEngine;
    QTest::addRow("web server that likes all")
        << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("not HTTP") << "220 smtp ready\r\n"_ba << Error::Kind::NotAnEngine;
    QTest::addRow("says nothing and closes") << ""_ba << Error::Kind::BrokenStream;
    QTest::addRow("too old") << "HTTP/1.1 200 OK\r\nApi-Version: 1.40\r\nContent-Length: 0\r\n\r\n"_ba
                             << Error::Kind::TooOld;
    QTest::addRow("nonsense version") << "HTTP/1.1 200 OK\r\nApi-Version: new\r\nContent-Length: 0\r\n\r\n"_ba
                                      << Error::Kind::NotAnEngine;
    QTest::addRow("forbidden by a proxy")
        << "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"_ba << Error::Kind::Forbidden;
    QTest::addRow("gateway without an engine")
        << "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n"_ba << Error::Kind::EngineFailed;
}

void TestEngine::refusesWhatIsNoEngine()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.onConnection([answer](const ScriptedReply &reply) {
        reply.onData([reply, answer](const QByteArray &bytes) {
            const bool toHead = bytes.startsWith("HEAD");
            reply.raw(toHead && answer.startsWith("HTTP") ? answer.first(answer.indexOf("\r\n\r\n") + 4) : answer);
            reply.close();
        });
    });
    Engine engine(server.endpoint());
    Question question(engine, Call::get(u"/images/json"_s));
    QVERIFY(question.wait());
    QTEST(question.error().kind, "kind");
    QVERIFY(!question.error().message.isEmpty());
    QVERIFY(!engine.identity());
}

void TestEngine::negotiatesAgainAfterARestart()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    Question before(engine, Call::get(u"/info"_s));
    QVERIFY(before.wait());
    server.stop();
    Question during(engine, Call::get(u"/info"_s));
    QVERIFY(during.wait());
    QCOMPARE(during.error().kind, Error::Kind::SocketMissing);
    server.setPing("1.43");
    server.start();
    Question after(engine, Call::get(u"/info"_s));
    QVERIFY(after.wait());
    QVERIFY(after.isGood());
    QCOMPARE(engine.identity()->apiVersion.toString(), u"1.43");
    QCOMPARE(server.requests().last().version, u"1.43");
}

void TestEngine::sendsWhatWasAsked()
{
    ScriptedServer server;
    server.on("POST", u"/containers/a b%/start"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.nothing(); });
    server.on("POST", u"/images/create"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.json("{}"); });
    Engine engine(server.endpoint());
    Question start(
        engine,
        Call::post(u"/containers/"_s + pathSegment(u"a b%") + u"/start"_s, QUrlQuery{{u"t"_s, u"a+b&c=d ü"_s}}));
    Call create = Call::postJson(u"/images/create"_s, R"({"a":1})");
    create.headers = {{"X-Registry-Auth", "e30="}};
    Question made(engine, create);
    QVERIFY(start.wait() && made.wait());
    QVERIFY(start.isGood() && made.isGood());
    const QList<ScriptedRequest> requests = server.requests();
    for (const ScriptedRequest &request : requests) {
        QCOMPARE(request.header("Host"), "strata");
        QVERIFY(request.header("User-Agent").startsWith("Strata/"));
        if (request.path.endsWith(u"/start")) {
            QCOMPARE(request.query.queryItemValue(u"t"_s, QUrl::FullyDecoded), u"a+b&c=d ü");
            QCOMPARE(request.header("Content-Length"), "0");
        } else if (request.method == "POST") {
            QCOMPARE(request.body, R"({"a":1})");
            QCOMPARE(request.header("Content-Type"), "application/json");
            QCOMPARE(request.header("X-Registry-Auth"), "e30=");
        }
    }
}

void TestEngine::namesCannotBecomeRequests()
{
    ScriptedServer server;
    Engine engine(server.endpoint());
    Call call = Call::get(u"/images/x HTTP/1.1\r\nHost: evil\r\n\r\nDELETE /y/json"_s);
    call.headers = {{"X-A", "1\r\nX-Evil: 2"}};
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::NotFound);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().header("X-A"), "1X-Evil: 2");
    QCOMPARE(server.requests().last().header("X-Evil"), "");
}

void TestEngine::answersComeBackInFull()
{
    ScriptedServer server;
    QByteArray big(10'000'000, 'x');
    for (qsizetype i = 0; i < big.size(); i += 1000)
        big[i] = static_cast<char>('a' + i / 1000 % 26);
    server.onJson("GET", u"/big"_s, big);
    server.on("GET", u"/chunked"_s, [big](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        for (qsizetype i = 0; i < big.size(); i += 33'333)
            reply.chunk(big.mid(i, 33'333));
        reply.finish();
    });
    Engine engine(server.endpoint());
    for (const QString &path : {u"/big"_s, u"/chunked"_s}) {
        qsizetype spare = 0;
        std::optional<QByteArray> body;
        engine.ask<QByteArray>(
            Call::get(path),
            [&spare](const Answer &answer) -> Result<QByteArray> {
                spare = answer.body.capacity() - answer.body.size();
                return answer.body;
            },
            this, [&body](const Result<QByteArray> &answer) { body = answer.value_or(QByteArray()); });
        QTRY_VERIFY(body);
        QVERIFY(*body == big);
        QCOMPARE_GE(spare, 64);
    }
}

void TestEngine::errorsAreTheEnginesWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    const QByteArray json = "application/json", html = "text/html; charset=utf-8", text = "text/plain";
    using enum Error::Kind;
    QTest::addRow("400") << 400 << R"({"message":"invalid filter"})"_ba << json << InvalidInput << u"invalid filter"_s;
    QTest::addRow("401") << 401 << R"({"message":"x"})"_ba << json << Unauthorized << u"x"_s;
    QTest::addRow("403") << 403 << R"({"message":"x"})"_ba << json << Forbidden << u"x"_s;
    QTest::addRow("404") << 404 << "{\"message\":\"No such container: x\"}\n"_ba << json << NotFound
                         << u"No such container: x"_s;
    QTest::addRow("409") << 409 << R"({"message":"in use"})"_ba << json << Conflict << u"in use"_s;
    QTest::addRow("500") << 500 << R"({"message":"boom"})"_ba << json << EngineFailed << u"boom"_s;
    QTest::addRow("501") << 501 << R"({"message":"x"})"_ba << json << NotSupported << u"x"_s;
    QTest::addRow("503") << 503 << R"({"message":"x"})"_ba << json << EngineFailed << u"x"_s;
    QTest::addRow("podman") << 500 << R"({"cause":"no such thing","message":"","response":500})"_ba << json
                            << EngineFailed << u"no such thing"_s;
    QTest::addRow("plain text") << 500 << "it broke\r\n"_ba << text << EngineFailed << u"it broke"_s;
    QTest::addRow("html") << 502
                          << "<html><head><title>x</title><style>b{}</style></head><body><h1>Bad &amp; Gateway</h1>"
                             "<script>alert('<b>')</script><hr>nginx</body></html>"_ba
                          << html << EngineFailed << u"Bad & Gateway nginx"_s;
    QTest::addRow("html that does not end") << 500 << "<p>so <b"_ba << html << EngineFailed << u"so"_s;
    QTest::addRow("not html") << 500 << "1 < 2 and 3 > 2"_ba << html << EngineFailed << u"1 < 2 and 3 > 2"_s;
    QTest::addRow("control characters") << 500 << R"({"message":"a\u001b[31mb\u0000c"})"_ba << json << EngineFailed
                                        << u"a[31mbc"_s;
    QTest::addRow("nothing") << 500 << ""_ba << json << EngineFailed
                             << u"The engine answered with status 500 and no explanation."_s;
    QTest::addRow("json without message") << 418 << R"({"error":1})"_ba << json << EngineFailed
                                          << u"The engine answered with status 418 and no explanation."_s;
    QTest::addRow("100 kB") << 500 << QByteArray(100'000, 'x') << text << EngineFailed << QString(4000, u'x') + u'…';
    QTest::addRow("5 MB") << 500 << QByteArray(5'000'000, 'x') << text << EngineFailed << QString(4000, u'x') + u'…';
    QTest::addRow("many open scripts") << 500 << "<script>"_ba.repeated(50'000) << html << EngineFailed
                                       << u"The engine answered with status 500 and no explanation."_s;
}

void TestEngine::errorsAreTheEnginesWords()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    ScriptedServer server;
    server.on("GET", u"/x"_s,
              [=](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(status, body, type); });
    Engine engine(server.endpoint());
    Question question(engine, Call::get(u"/x"_s));
    QVERIFY(question.wait());
    QTEST(question.error().kind, "kind");
    QTEST(question.error().message, "message");
    QCOMPARE(question.error().detail, u"HTTP %1"_s.arg(status));
}

void TestEngine::manyAtOnce()
{
    ScriptedServer server;
    server.on("GET", u"/n/*"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        reply.after(1ms, [request, reply] { reply.json(request.path.toUtf8()); });
    });
    Engine engine(server.endpoint());
    std::vector<std::unique_ptr<Question>> questions;
    for (int i = 0; i < 200; ++i)
        questions.push_back(std::make_unique<Question>(engine, Call::get(u"/n/%1"_s.arg(i))));
    for (int i = 0; i < 200; ++i) {
        QVERIFY(questions[static_cast<size_t>(i)]->wait());
        QCOMPARE(questions[static_cast<size_t>(i)]->body(), "/n/" + QByteArray::number(i));
    }
    QCOMPARE_LE(server.connectionCount(), 6);
}

void TestEngine::answersWithoutBody()
{
    ScriptedServer server;
    server.on("POST", u"/start"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.nothing(304); });
    server.on("HEAD", u"/archive"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(200, "body"); });
    Engine engine(server.endpoint());
    Call head = Call::get(u"/archive"_s);
    head.method = Call::Method::Head;
    Question started(engine, Call::post(u"/start"_s)), looked(engine, head);
    QVERIFY(started.wait() && looked.wait());
    QVERIFY(started.isGood() && looked.isGood());
    QCOMPARE(looked.body(), "");
}

void TestEngine::noAnswerWithoutContext()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    bool answered = false;
    {
        QObject context;
        engine.ask<int>(
            Call::get(u"/info"_s), [](const Answer &) -> Result<int> { return 1; }, &context,
            [&](const Result<int> &) { answered = true; });
    }
    Question other(engine, Call::get(u"/info"_s));
    QVERIFY(other.wait());
    QVERIFY(!answered);
}

void TestEngine::aDeadContextAbortsItsRequest()
{
    ScriptedServer server;
    server.on("GET", u"/never"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    Engine engine(server.endpoint());
    auto question = std::make_unique<Question>(engine, Call::get(u"/never"_s));
    QTRY_COMPARE(server.requestCount("GET", u"/never"_s), 1);
    QCOMPARE(server.openConnections(), 1);
    question.reset();
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestEngine::contextsMayDieInTheAnswer()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    auto *context = new QObject;
    bool answered = false;
    engine.ask<int>(
        Call::get(u"/info"_s), [](const Answer &) -> Result<int> { return 1; }, context,
        [&answered, context](const Result<int> &) {
            delete context;
            answered = true;
        });
    QTRY_VERIFY(answered);
}

void TestEngine::enginesMayDieInTheAnswer()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    auto engine = std::make_unique<Engine>(server.endpoint());
    int answers = 0;
    QObject context;
    for (int i = 0; i < 3; ++i) {
        engine->ask<int>(
            Call::get(u"/info"_s), [](const Answer &) -> Result<int> { return 1; }, &context,
            [&](const Result<int> &) {
                ++answers;
                engine.reset();
            });
    }
    QTRY_COMPARE(answers, 1);
    QTRY_VERIFY2(context.children().isEmpty(), "what hung on the context is gone with the engine");
    QCOMPARE(answers, 1);
}

void TestEngine::enginesDieAtOnce()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless(QByteArray(1000, 'x'));
    });
    QElapsedTimer timer;
    timer.start();
    QObject context;
    for (int i = 0; i < 50; ++i) {
        Engine engine(server.endpoint());
        Stream stream(engine, Call::get(u"/events"_s));
        Question question(engine, Call::get(u"/info"_s));
        if (i % 2 == 0)
            QTRY_VERIFY(stream.isOpen);
    }
    QCOMPARE_LT(timer.elapsed(), 10'000);
    QTRY_COMPARE(server.openConnections(), 0);

    auto engine = std::make_unique<Engine>(server.endpoint());
    Stream stream(*engine, Call::get(u"/events"_s));
    QTRY_VERIFY(!stream.bytes.isEmpty());
    engine.reset();
    const qsizetype size = stream.bytes.size();
    QTRY_VERIFY(!stream.isActive());
    QCOMPARE(stream.bytes.size(), size);
    QCOMPARE(stream.endings, 0);
}

void TestEngine::answersOnTheAskingThread()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    const std::unique_ptr<QThread> thread(QThread::create([&engine] {
        const QThread *decoding = nullptr, *answering = nullptr;
        QObject context;
        engine.ask<int>(
            Call::get(u"/info"_s),
            [&](const Answer &) -> Result<int> {
                decoding = QThread::currentThread();
                return 1;
            },
            &context, [&](const Result<int> &) { answering = QThread::currentThread(); });
        QVERIFY(QTest::qWaitFor([&] { return answering != nullptr; }, 20'000));
        QCOMPARE(answering, QThread::currentThread());
        QVERIFY(decoding != answering);
    }));
    thread->start();
    QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 30'000);
}

void TestEngine::contextsDieAtAnyMoment()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, QByteArray(1000, 'x'));
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless(QByteArray(100, 'x'));
    });
    Engine engine(server.endpoint());
    const auto work = [&engine](int seed) {
        for (int i = 0; i < 150; ++i) {
            auto context = std::make_unique<QObject>();
            engine.ask<QByteArray>(
                Call::get(u"/info"_s), [](const Answer &a) -> Result<QByteArray> { return a.body; }, context.get(),
                [](const Result<QByteArray> &) {});
            Subscription events = engine.follow<QByteArray>(
                Call::get(u"/events"_s), std::make_unique<RawDecoder>(), context.get(),
                {.opened = {}, .items = [](const QList<QByteArray> &) {}, .ended = {}});
            QThread::usleep(static_cast<unsigned>((i * 37 + seed) % 900));
            QCoreApplication::processEvents();
            if (i % 3 == 0)
                events.reset();
            context.reset();
        }
    };
    const std::unique_ptr<QThread> thread(QThread::create([&work] { work(400); }));
    thread->start();
    work(0);
    QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 60'000);
    Question last(engine, Call::get(u"/info"_s));
    QVERIFY(last.wait());
    QVERIFY(last.isGood());
    QTRY_COMPARE_LE(server.openConnections(), 6);
}

void TestEngine::callbacksAreDestroyedOnTheAskingThread()
{
    struct Witness
    {
        std::atomic<int> *wrong;
        QThread *home = QThread::currentThread();
        ~Witness() { *wrong += QThread::currentThread() != home; }
    };
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    std::atomic<int> wrong = 0;
    int answers = 0;
    {
        Engine engine(server.endpoint());
        QObject context;
        for (int i = 0; i < 20; ++i) {
            engine.ask<int>(
                Call::get(u"/info"_s), [](const Answer &) -> Result<int> { return 1; }, &context,
                [&answers, witness = std::make_shared<Witness>(&wrong)](const Result<int> &) { ++answers; });
        }
        QTRY_COMPARE_GE(answers, 10);
    }
    QCOMPARE(wrong, 0);
}

void TestEngine::streamsTellInOrder()
{
    ScriptedServer server;
    ScriptedReply events;
    std::atomic<bool> isThere = false;
    server.on("GET", u"/events"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        events = reply;
        events.open();
        isThere = true;
    });
    Engine engine(server.endpoint());
    Stream stream(engine, Call::get(u"/events"_s));
    QTRY_VERIFY(stream.isOpen);
    QVERIFY(isThere);
    QCOMPARE(stream.bytes, "");
    events.chunk("one");
    QTRY_COMPARE(stream.bytes, "one");
    events.chunk("two");
    QTRY_COMPARE(stream.bytes, "onetwo");
    QCOMPARE(stream.endings, 0);
    QVERIFY(stream.isActive());
    events.chunk("three");
    events.finish();
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.bytes, "onetwothree");
    QVERIFY(stream.end);
    QCOMPARE(stream.endings, 1);
    QVERIFY(!stream.isActive());
}

void TestEngine::streamsEndByReset()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless("x");
    });
    Engine engine(server.endpoint());
    Stream stream(engine, Call::get(u"/events"_s));
    QTRY_VERIFY(!stream.bytes.isEmpty());
    stream.reset();
    const qsizetype size = stream.bytes.size();
    QVERIFY(!stream.isActive());
    QTRY_COMPARE(server.openConnections(), 1); // the pinging one
    QCOMPARE(stream.bytes.size(), size);
    QCOMPARE(stream.endings, 0);
}

void TestEngine::streamsMayResetThemselves()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless("x");
    });
    Engine engine(server.endpoint());
    Subscription subscription;
    QObject context;
    int batches = 0, endings = 0;
    subscription = engine.follow<QByteArray>(Call::get(u"/events"_s), std::make_unique<RawDecoder>(), &context,
                                             {.opened = {},
                                              .items =
                                                  [&](const QList<QByteArray> &) {
                                                      ++batches;
                                                      subscription.reset();
                                                  },
                                              .ended = [&](const Result<void> &) { ++endings; }});
    QTRY_COMPARE(batches, 1);
    QTRY_VERIFY(context.children().isEmpty());
    QCOMPARE(batches, 1);
    QCOMPARE(endings, 0);
}

void TestEngine::streamsOutliveRequests()
{
    ScriptedServer server;
    ScriptedReply events;
    server.on("GET", u"/events"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        events = reply;
        reply.open();
    });
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    std::vector<std::unique_ptr<Stream>> streams;
    for (int i = 0; i < 20; ++i)
        streams.push_back(std::make_unique<Stream>(engine, Call::get(u"/events"_s)));
    for (const auto &stream : streams)
        QTRY_VERIFY(stream->isOpen);
    Question question(engine, Call::get(u"/info"_s));
    QVERIFY2(question.wait(), "streams do not use up the connections of short requests");
    QVERIFY(question.isGood());
}

void TestEngine::streamsAreRefused()
{
    ScriptedServer server;
    server.on("GET", u"/logs"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.error(409, "not running"); });
    Engine engine(server.endpoint());
    Stream stream(engine, Call::get(u"/logs"_s));
    QVERIFY(stream.waitForEnd());
    QVERIFY(!stream.isOpen);
    QCOMPARE(stream.bytes, "");
    QCOMPARE(stream.end.error_or(Error{}).kind, Error::Kind::Conflict);
    QCOMPARE(stream.end.error_or(Error{}).message, u"not running");
}

/// One piece at a time, with the reader always a little late: nothing may wait for a piece that never comes.
void TestEngine::everyItemArrives()
{
    ScriptedServer server;
    ScriptedReply events;
    std::atomic<bool> isThere = false;
    server.on("GET", u"/events"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        events = reply;
        events.open();
        isThere = true;
    });
    Engine engine(server.endpoint());
    Stream stream(engine, Call::get(u"/events"_s));
    QTRY_VERIFY(isThere);
    qsizetype sent = 0;
    for (int burst = 0; burst < 300; ++burst) {
        for (int i = 0; i <= burst % 5; ++i) {
            events.chunk("piece");
            sent += 5;
            QThread::usleep(static_cast<unsigned>(burst % 7 * 40));
            if (i % 2 == 1)
                QCoreApplication::processEvents();
        }
        QTRY_COMPARE(stream.bytes.size(), sent);
    }
}

/// 500 MB through a reader that takes its time: what waits anywhere stays small.
void TestEngine::slowReadersSlowTheEngine()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless(QByteArray(64 * 1024, 'x'));
    });
    Engine engine(server.endpoint());
    QObject context;
    QSignalSpy done(&context, &QObject::objectNameChanged);
    qint64 taken = 0, ahead = 0;
    const auto rss = [] {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : -1;
    };
    const qint64 before = rss();
    qint64 most = before;
    int batches = 0;
    const Subscription stream = engine.follow<QByteArray>(Call::get(u"/events"_s), std::make_unique<RawDecoder>(),
                                                          &context,
                                                          {.opened = {},
                                                           .items =
                                                               [&](const QList<QByteArray> &items) {
                                                                   for (const QByteArray &item : items)
                                                                       taken += item.size();
                                                                   if (++batches % 20 == 0)
                                                                       QThread::msleep(1);
                                                                   ahead = std::max(ahead, server.bytesTaken() - taken);
                                                                   if (taken > 500'000'000)
                                                                       context.setObjectName(u"done"_s);
                                                                   most = std::max(most, rss());
                                                               },
                                                           .ended = {}});
    QTRY_VERIFY_WITH_TIMEOUT(taken > 1'000'000, 20'000);
    QThread::msleep(300); // the reader is busy elsewhere
    QCOMPARE_LT(server.bytesTaken() - taken, 8'000'000);
    QVERIFY(done.wait(100'000));
    QCOMPARE_LT(ahead, 8'000'000);
    QCOMPARE_LT(most - before, memoryLimit);
    qInfo("500 MB: at most %lld kB ahead, memory grew by %lld kB", ahead / 1000, (most - before) / 1000);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
