// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultproxy.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QFile>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Direction = FaultProxy::Direction;

namespace {

/// Recorded from Docker 26.1.5, shortened.
const QByteArray pingAnswer = "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nBuilder-Version: 2\r\nContent-Length: 0\r\n"
                              "Docker-Experimental: false\r\nOstype: linux\r\nServer: Docker/26.1.5 (linux)\r\n\r\n";
QByteArray inChunks(const QList<QByteArray> &pieces)
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Type: application/json\r\n"
                       "Server: Docker/26.1.5 (linux)\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const QByteArray &piece : pieces)
        bytes += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    return bytes + "0\r\n\r\n";
}

const QByteArray listAnswer = inChunks({R"([{"Containers":-1,"Created":1763948000,"Id":)",
                                        "\"sha256:abc\",\"Labels\":null,\"ParentId\":\"\",\"Size\":4261550}]\n"});
const QByteArray eventAnswer = inChunks({"{\"Type\":\"volume\",\"Action\":\"create\",\"Actor\":{\"ID\":\"a\"}}\n",
                                         "{\"Type\":\"volume\",\"Action\":\"destroy\",\"Actor\":{\"ID\":\"a\"}}\n"});

void script(ScriptedServer &server)
{
    const auto always = [](const QByteArray &bytes) {
        return [bytes](const ScriptedRequest &, const ScriptedReply &reply) { reply.raw(bytes); };
    };
    server.on("HEAD", u"/_ping"_s, always(pingAnswer));
    server.on("GET", u"/images/json"_s, always(listAnswer));
    server.on("GET", u"/events"_s, always(eventAnswer));
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedAnswersAreRight();
    void cutAtEveryByteOfAList();
    void cutAtEveryByteOfAStream();
    void cutRequests();
    void slowBytesAreOnlySlow();
    void garbledFraming();
    void lyingLengths_data();
    void lyingLengths();
    void endlessAnswerIsTooLarge();
    void decoderErrorsEndAStream();
    void engineKilledInTheMiddle();
    void stalledConnectionsTimeOut();
};

void TestFaults::recordedAnswersAreRight()
{
    ScriptedServer server;
    script(server);
    const FaultProxy proxy(server.socketPath());
    Engine engine(proxy.endpoint());
    Question list(engine, Call::get(u"/images/json"_s));
    Stream events(engine, Call::get(u"/events"_s));
    QVERIFY(list.wait() && events.waitForEnd());
    QVERIFY(list.body().startsWith("[{") && list.body().endsWith("}]\n"));
    QVERIFY(events.end);
    QCOMPARE(events.bytes.count('\n'), 2);
}

void TestFaults::cutAtEveryByteOfAList()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    const qsizetype all = pingAnswer.size() + listAnswer.size();
    for (qsizetype offset = 0; offset <= all; ++offset) {
        proxy.cut(Direction::ToClient, offset);
        Engine engine(proxy.endpoint());
        Question list(engine, Call::get(u"/images/json"_s));
        QVERIFY2(list.wait(), qPrintable(u"cut at %1: no answer"_s.arg(offset)));
        if (offset == all)
            QVERIFY(list.isGood());
        else if (offset
                 == pingAnswer.size()) // the ping's connection is lost at the moment of use: asked again on another
            QVERIFY2(!list.isGood() && list.error().kind == Error::Kind::BrokenStream,
                     qPrintable(list.error().message));
        else
            QVERIFY2(list.error().kind == Error::Kind::BrokenStream,
                     qPrintable(u"cut at %1: %2"_s.arg(offset).arg(list.error().message)));
        QVERIFY(list.isGood() || !list.error().message.isEmpty());
    }
}

void TestFaults::cutAtEveryByteOfAStream()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    const qsizetype head = eventAnswer.indexOf("\r\n\r\n") + 4;
    Engine engine(proxy.endpoint());
    Question first(engine, Call::get(u"/images/json"_s));
    QVERIFY(first.wait());
    for (qsizetype offset = 0; offset <= eventAnswer.size(); ++offset) {
        proxy.heal();
        Question again(engine, Call::get(u"/images/json"_s)); // negotiates if it must
        QVERIFY(again.wait() && again.isGood());
        proxy.cut(Direction::ToClient, offset);
        Stream events(engine, Call::get(u"/events"_s));
        QVERIFY2(events.waitForEnd(), qPrintable(u"cut at %1: no end"_s.arg(offset)));
        QCOMPARE(events.endings, 1);
        QCOMPARE(events.isOpen, offset >= head);
        if (offset == eventAnswer.size())
            QVERIFY(events.end);
        else
            QVERIFY2(!events.end && events.end.error().kind == Error::Kind::BrokenStream,
                     qPrintable(u"cut at %1"_s.arg(offset)));
        if (offset < head)
            QCOMPARE(events.bytes, "");
        else if (offset == eventAnswer.size())
            QCOMPARE(events.bytes.count('\n'), 2);
    }
}

void TestFaults::cutRequests()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    qint64 all = 0;
    {
        Engine engine(proxy.endpoint());
        Question whole(engine, Call::get(u"/images/json"_s));
        QVERIFY(whole.wait() && whole.isGood());
        all = proxy.passed(Direction::ToServer);
        QCOMPARE_GT(all, 100);
    }
    for (qint64 offset = 0; offset < all; offset += 5) {
        proxy.cut(Direction::ToServer, offset);
        Engine engine(proxy.endpoint());
        Question list(engine, Call::get(u"/images/json"_s));
        QVERIFY(list.wait());
        if (offset < all / 2) // else the second request is asked again, alone on a connection where it fits
            QVERIFY(!list.isGood());
        if (!list.isGood())
            QCOMPARE(list.error().kind, Error::Kind::BrokenStream);
    }
}

void TestFaults::slowBytesAreOnlySlow()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    proxy.slow(Direction::ToClient, 3, 1ms);
    proxy.slow(Direction::ToServer, 5, 1ms);
    Engine engine(proxy.endpoint());
    Question list(engine, Call::get(u"/images/json"_s));
    Stream events(engine, Call::get(u"/events"_s));
    QVERIFY(list.wait() && events.waitForEnd());
    QVERIFY(list.body().endsWith("}]\n"));
    QVERIFY(events.end);
    QCOMPARE(events.bytes.count('\n'), 2);
}

void TestFaults::garbledFraming()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    const qsizetype list = pingAnswer.size();
    const struct
    {
        qsizetype offset;
        QByteArray bytes;
        Error::Kind kind;
    } cases[] = {
        {0, "SPDY", Error::Kind::NotAnEngine},
        {list, QByteArray(8, '\0'), Error::Kind::NotAnEngine},
        {list + listAnswer.indexOf("Content-Type"), "\x01\x02", Error::Kind::NotAnEngine},
        {list + listAnswer.indexOf("\r\n\r\n") + 4, "zz", Error::Kind::BrokenStream},
        {list + listAnswer.lastIndexOf("0\r\n\r\n"), "x", Error::Kind::BrokenStream},
    };
    for (const auto &c : cases) {
        proxy.garble(Direction::ToClient, c.offset, c.bytes);
        Engine engine(proxy.endpoint());
        Question question(engine, Call::get(u"/images/json"_s));
        QVERIFY(question.wait());
        QCOMPARE(question.error().kind, c.kind);
    }
}

void TestFaults::lyingLengths_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addRow("10 GB") << "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n[]"_ba << Error::Kind::TooLarge;
    QTest::addRow("10 GB and closed")
        << "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10000000000\r\n\r\n"_ba << Error::Kind::TooLarge;
    QTest::addRow("200 MB, then nothing")
        << "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n[]"_ba << Error::Kind::BrokenStream;
    QTest::addRow("chunk of 10 GB") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2540be400\r\n[]"_ba
                                    << Error::Kind::BrokenStream;
    QTest::addRow("error of 10 GB") << "HTTP/1.1 500 No\r\nContent-Length: 10000000000\r\n\r\n"_ba
            + QByteArray(2'000'000, 'x')
                                    << Error::Kind::EngineFailed;
    QTest::addRow("too many headers") << "HTTP/1.1 200 OK\r\n"_ba + "A: b\r\n"_ba.repeated(100'000)
                                      << Error::Kind::TooLarge;
}

void TestFaults::lyingLengths()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.on("GET", u"/x"_s, [answer](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(answer);
        reply.close();
    });
    const auto peak = [] {
        QFile file(u"/proc/self/status"_s);
        if (!file.open(QIODevice::ReadOnly))
            return qint64{-1};
        const QByteArray status = file.readAll();
        return status.mid(status.indexOf("VmHWM:") + 6).simplified().split(' ').first().toLongLong();
    };
    Engine engine(server.endpoint());
    Question warmUp(engine, Call::get(u"/nothing"_s));
    QVERIFY(warmUp.wait());
    const qint64 before = peak();
    Question question(engine, Call::get(u"/x"_s));
    QVERIFY(question.wait());
    QTEST(question.error().kind, "kind");
    QCOMPARE_LT(peak() - before, 50'000); // kB
}

void TestFaults::endlessAnswerIsTooLarge()
{
    ScriptedServer server;
    server.on("GET", u"/x"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.endless(QByteArray(10'000, 'x'));
    });
    Engine engine(server.endpoint());
    Call call = Call::get(u"/x"_s);
    call.bodyLimit = 5'000'000;
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::TooLarge);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestFaults::decoderErrorsEndAStream()
{
    class Fussy : public RawDecoder
    {
    public:
        Result<void> feed(QByteArrayView bytes, QList<QByteArray> &items) override
        {
            if (bytes.contains("bad"))
                return failure(Error::Kind::MalformedAnswer, u"no"_s);
            return RawDecoder::feed(bytes, items);
        }
    };
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk("good");
        reply.after(20ms, [reply] { reply.endless("bad"); });
    });
    Engine engine(server.endpoint());
    QByteArray seen;
    int endings = 0;
    Result<void> end;
    const Subscription stream = engine.follow<QByteArray>(
        Call::get(u"/events"_s), std::make_unique<Fussy>(), this,
        {.opened = {},
         .items = [&](const QList<QByteArray> &items) { seen += items.join(); },
         .ended =
             [&](Result<void> how) {
                 ++endings;
                 end = std::move(how);
             }});
    QTRY_COMPARE(endings, 1);
    QCOMPARE(seen, "good");
    QVERIFY(!end);
    QCOMPARE(end.error().kind, Error::Kind::MalformedAnswer);
    QTRY_COMPARE_LE(server.openConnections(), 1);
    QCOMPARE(endings, 1);
}

void TestFaults::engineKilledInTheMiddle()
{
    ScriptedServer server;
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); });
    server.on("GET", u"/slow"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    server.on("GET", u"/late"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    Engine engine(server.endpoint());
    Stream events(engine, Call::get(u"/events"_s));
    Question slow(engine, Call::get(u"/slow"_s)), late(engine, Call::get(u"/late"_s));
    QTRY_VERIFY(events.isOpen);
    QTRY_COMPARE(server.requestCount("GET", u"/slow"_s) + server.requestCount("GET", u"/late"_s), 2);
    server.stop();
    QVERIFY(events.waitForEnd() && slow.wait() && late.wait());
    QCOMPARE(events.end.error_or(Error{}).kind, Error::Kind::BrokenStream);
    QCOMPARE(slow.error().kind, Error::Kind::BrokenStream);
    QVERIFY(late.error().kind == Error::Kind::BrokenStream || late.error().kind == Error::Kind::SocketMissing);
    server.start();
    server.onJson("GET", u"/late"_s, "{}");
    Question back(engine, Call::get(u"/late"_s));
    QVERIFY(back.wait());
    QVERIFY(back.isGood());
}

void TestFaults::stalledConnectionsTimeOut()
{
    ScriptedServer server;
    script(server);
    FaultProxy proxy(server.socketPath());
    Engine engine(proxy.endpoint());
    Question first(engine, Call::get(u"/images/json"_s));
    QVERIFY(first.wait() && first.isGood());
    proxy.stall(Direction::ToClient, pingAnswer.size() + listAnswer.size() + 20);
    Call call = Call::get(u"/images/json"_s);
    call.headerTimeout = 200ms;
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::Timeout);
    proxy.heal();
    Question healed(engine, Call::get(u"/images/json"_s));
    QVERIFY(healed.wait());
    QVERIFY(healed.isGood());
}

STRATA_TEST(TestFaults)
#include "tst_faults.moc"
