// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Which connections requests use, and what happens to those that are lost.
class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneConnectionServesManyRequests();
    void closedByTheEngineMeansANewOne();
    void lostBeforeAnAnswerIsAskedAgain_data();
    void lostBeforeAnAnswerIsAskedAgain();
    void lostTwiceIsAnError();
    void lostInTheAnswerIsAnError();
    void headersTakeTooLong();
    void headersMayTakeForever();
    void quietStreamsGoOn();
    void unaskedBytesEndAConnection();
    void abortedRequestsFreeTheirPlace();
    void idleOnesAreClosed();
};

void TestConnections::oneConnectionServesManyRequests()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    server.on("POST", u"/stop"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.nothing(); });
    Engine engine(server.endpoint());
    for (int i = 0; i < 20; ++i) {
        Question question(engine, i % 2 ? Call::get(u"/info"_s) : Call::post(u"/stop"_s));
        QVERIFY(question.wait());
        QVERIFY(question.isGood());
    }
    Question missing(engine, Call::get(u"/nothing"_s));
    QVERIFY(missing.wait());
    QCOMPARE(server.connectionCount(), 1);
    QCOMPARE(server.requestCount("HEAD", u"/_ping"_s), 1);
}

void TestConnections::closedByTheEngineMeansANewOne()
{
    ScriptedServer server;
    server.on("GET", u"/info"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        reply.close();
    });
    Engine engine(server.endpoint());
    for (int i = 0; i < 5; ++i) {
        Question question(engine, Call::get(u"/info"_s));
        QVERIFY(question.wait());
        QVERIFY(question.isGood());
    }
    QCOMPARE_GE(server.connectionCount(), 5);
}

void TestConnections::lostBeforeAnAnswerIsAskedAgain_data()
{
    QTest::addColumn<Call::Method>("method");
    QTest::addColumn<int>("times");
    QTest::addRow("GET") << Call::Method::Get << 2;
    QTest::addRow("HEAD") << Call::Method::Head << 2;
    QTest::addRow("POST") << Call::Method::Post << 1;
    QTest::addRow("PUT") << Call::Method::Put << 1;
    QTest::addRow("DELETE") << Call::Method::Delete << 1;
}

/// The engine closes an idle connection at the moment when we use it again.
void TestConnections::lostBeforeAnAnswerIsAskedAgain()
{
    QFETCH(Call::Method, method);
    QFETCH(int, times);
    ScriptedServer server;
    std::atomic<int> seen = 0;
    for (const char *name : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
        server.on(name, u"/x"_s, [&seen](const ScriptedRequest &, const ScriptedReply &reply) {
            if (seen++ == 0)
                reply.abort();
            else
                reply.json("{}");
        });
    }
    Engine engine(server.endpoint());
    Question warmUp(engine, Call::get(u"/nothing"_s));
    QVERIFY(warmUp.wait());
    Call call = Call::get(u"/x"_s);
    call.method = method;
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(seen, times);
    QCOMPARE(question.isGood(), times == 2);
    if (times == 1)
        QCOMPARE(question.error().kind, Error::Kind::BrokenStream);
}

void TestConnections::lostTwiceIsAnError()
{
    ScriptedServer server;
    server.on("GET", u"/x"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.abort(); });
    Engine engine(server.endpoint());
    Question warmUp(engine, Call::get(u"/nothing"_s));
    QVERIFY(warmUp.wait());
    Question question(engine, Call::get(u"/x"_s));
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::BrokenStream);
    QCOMPARE(server.requestCount("GET", u"/x"_s), 2);
    QCOMPARE(question.count(), 1);
}

void TestConnections::lostInTheAnswerIsAnError()
{
    ScriptedServer server;
    server.on("GET", u"/x"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw("H");
        reply.close();
    });
    Engine engine(server.endpoint());
    Question warmUp(engine, Call::get(u"/nothing"_s));
    QVERIFY(warmUp.wait());
    Question question(engine, Call::get(u"/x"_s));
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::BrokenStream);
    QCOMPARE(server.requestCount("GET", u"/x"_s), 1);
}

void TestConnections::headersTakeTooLong()
{
    ScriptedServer server;
    server.on("GET", u"/late"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.raw("HTTP/1.1 200 O"); });
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    Call call = Call::get(u"/late"_s);
    call.headerTimeout = 200ms;
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::Timeout);
    QCOMPARE(server.requestCount("GET", u"/late"_s), 1);
    Question next(engine, Call::get(u"/info"_s));
    QVERIFY(next.wait());
    QVERIFY(next.isGood());
    QTRY_COMPARE(server.openConnections(), 1);
}

void TestConnections::headersMayTakeForever()
{
    ScriptedServer server;
    server.on("POST", u"/stop"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.after(700ms, [reply] { reply.nothing(); });
    });
    Engine engine(server.endpoint());
    Call call = Call::post(u"/stop"_s);
    call.headerTimeout = 0ms;
    Question question(engine, call);
    QVERIFY(question.wait());
    QVERIFY(question.isGood());
}

void TestConnections::quietStreamsGoOn()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.after(1s, [reply] {
            reply.chunk("at last");
            reply.finish();
        });
    });
    Engine engine(server.endpoint());
    Call call = Call::get(u"/events"_s);
    call.headerTimeout = 200ms;
    Stream stream(engine, call);
    QVERIFY(stream.waitForEnd());
    QVERIFY(stream.end);
    QCOMPARE(stream.bytes, "at last");
}

void TestConnections::unaskedBytesEndAConnection()
{
    ScriptedServer server;
    server.on("GET", u"/x"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.json("{}");
        reply.after(20ms, [reply] { reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"); });
    });
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    Question first(engine, Call::get(u"/x"_s));
    QVERIFY(first.wait());
    QTRY_COMPARE(server.openConnections(), 0);
    Question second(engine, Call::get(u"/info"_s));
    QVERIFY(second.wait());
    QCOMPARE(second.body(), "{}");
}

void TestConnections::abortedRequestsFreeTheirPlace()
{
    ScriptedServer server;
    server.on("GET", u"/never"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    for (int round = 0; round < 5; ++round) {
        const int before = server.requestCount("GET", u"/never"_s);
        std::vector<std::unique_ptr<Question>> stuck;
        for (int i = 0; i < 20; ++i)
            stuck.push_back(std::make_unique<Question>(engine, Call::get(u"/never"_s)));
        Question behind(engine, Call::get(u"/info"_s));
        if (round % 2 == 0)
            QTRY_COMPARE_GE(server.requestCount("GET", u"/never"_s), before + 6);
        stuck.clear();
        QVERIFY(behind.wait());
        QVERIFY(behind.isGood());
    }
}

void TestConnections::idleOnesAreClosed()
{
    ScriptedServer server;
    server.onJson("GET", u"/info"_s, "{}");
    Engine engine(server.endpoint());
    Question first(engine, Call::get(u"/info"_s));
    QVERIFY(first.wait());
    QCOMPARE(server.openConnections(), 1);
    QTRY_COMPARE(server.openConnections(), 0);
    Question second(engine, Call::get(u"/info"_s));
    QVERIFY(second.wait());
    QVERIFY(second.isGood());
    QCOMPARE(server.requestCount("HEAD", u"/_ping"_s), 1);
}

STRATA_TEST(TestConnections)
#include "tst_connections.moc"
