// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Requests and their answers.
class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatWasAsked();
    void namesCannotBecomeRequests();
    void answersComeBackInFull();
    void errorsAreTheEnginesWords_data();
    void errorsAreTheEnginesWords();
    void manyAtOnce();
    void answersWithoutBody();
};

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

STRATA_TEST(TestEngine)
#include "tst_engine.moc"
