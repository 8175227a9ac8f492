// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What engine answers there, and which version of its API is spoken.
class TestNegotiation : public QObject
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
};

void TestNegotiation::negotiates_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<bool>("podman");
    QTest::addColumn<QString>("used");
    QTest::addRow("oldest") << "1.41"_ba << false << u"1.41"_s;
    QTest::addRow("docker 26") << "1.45"_ba << false << u"1.45"_s;
    QTest::addRow("newer than we know") << "1.99"_ba << false << u"1.51"_s;
    QTest::addRow("podman") << "1.41"_ba << true << u"1.41"_s;
}

void TestNegotiation::negotiates()
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

void TestNegotiation::fallsBackToGet_data()
{
    QTest::addColumn<QByteArray>("answerToHead");
    QTest::addRow("405") << "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::addRow("no version") << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::addRow("hang up") << ""_ba;
}

void TestNegotiation::fallsBackToGet()
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

void TestNegotiation::refusesWhatIsNoEngine_data()
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

void TestNegotiation::refusesWhatIsNoEngine()
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

void TestNegotiation::negotiatesAgainAfterARestart()
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

STRATA_TEST(TestNegotiation)
#include "tst_negotiation.moc"
