// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/agentgate.h"
#include "engine/stream/grpcserver.h"
#include "grpcclient.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

using CallId = GrpcServer::CallId;

Secret secretOf(QByteArray text)
{
    return Secret::take(text);
}

/// Answers each message with itself and ends with the question; writes down what it is told.
class Echo final : public GrpcServer::Handler
{
public:
    void callBegan(CallId call, const GrpcServer::CallHead &head) override
    {
        began.append(head.method);
        headers = head.headers;
        if (head.method == "/end/at/once")
            server->finish(call, GrpcStatus::NotFound, "not \xc3\xa9 100%\n");
    }
    void messageCame(CallId call, QByteArrayView message) override
    {
        messages.append(message.toByteArray());
        server->send(call, secretOf(message.toByteArray()));
        if (pauseAfterEach)
            server->setPaused(call, true);
    }
    void requestEnded(CallId call) override
    {
        ended.append(call);
        server->finish(call);
    }
    void callGone(CallId call) override { gone.append(call); }

    GrpcServer *server = nullptr;
    bool pauseAfterEach = false;
    QList<QByteArray> began;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QList<QByteArray> messages;
    QList<CallId> ended;
    QList<CallId> gone;
};

/// A client and a server, and the wire between them.
struct Wire
{
    explicit Wire(quint32 window = 65'535) : client(window) { echo.server = &server; }

    /// Until nobody says anything, in pieces of one size.
    Result<void> run(qsizetype piece = 1 << 20)
    {
        for (bool isQuiet = false; !isQuiet;) {
            const QByteArray questions = client.output();
            for (qsizetype at = 0; at < questions.size(); at += piece) {
                const Result<void> fed = server.feed(
                    QByteArrayView(questions).sliced(at, std::min(piece, questions.size() - at)));
                if (!fed)
                    return fed;
            }
            QByteArray answers;
            for (QByteArray more = server.output(); !more.isEmpty(); more = server.output())
                answers += more;
            for (qsizetype at = 0; at < answers.size(); at += piece) {
                if (!client.feed(QByteArrayView(answers).sliced(at, std::min(piece, answers.size() - at))))
                    return failure(Error::Kind::BrokenStream, u"the client does not understand"_s);
            }
            isQuiet = questions.isEmpty() && answers.isEmpty();
        }
        return {};
    }

    Echo echo;
    GrpcServer server{echo};
    GrpcClient client;
};

QByteArray agentMessage(char type, const QByteArray &rest = {})
{
    QByteArray message(4, '\0');
    qToBigEndian(static_cast<quint32>(rest.size() + 1), message.data());
    return message + type + rest;
}

} // namespace

class TestGrpcServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echoes();
    void manyMessages();
    void largeMessages();
    void endsAtOnce();
    void refusedMessages_data();
    void refusedMessages();
    void largeHeads();
    void garbage_data();
    void garbage();
    void everyByteWrong();
    void floods_data();
    void floods();
    void tooManyCalls();
    void pausedCallsWait();
    void anEndThatWaits();
    void aSmallWindow();
    void outputIsBounded();
    void theOtherSideGivesUp();
    void goingAway();
    void agentGate_data();
    void agentGate();
    void agentGateLimits();
};

void TestGrpcServer::echoes()
{
    for (qsizetype piece = 1; piece < 200; ++piece) {
        Wire wire;
        const int first = wire.client.ask("/a.B/C", "hello");
        const int second = wire.client.ask("/a.B/D", "");
        QVERIFY(wire.run(piece));
        QCOMPARE(wire.echo.began, QList<QByteArray>({"/a.B/C", "/a.B/D"}));
        QCOMPARE(wire.echo.messages, QList<QByteArray>({"hello", ""}));
        QCOMPARE(wire.echo.headers, (QList<std::pair<QByteArray, QByteArray>>({{"content-type", "application/grpc"}})));
        for (const int call : {first, second}) {
            const GrpcAnswer &answer = wire.client.answers[call];
            QVERIFY(answer.isClosed);
            QCOMPARE(answer.code, 0U);
            QCOMPARE(answer.status(), 0);
            QCOMPARE(answer.fields.value(":status"), "200");
            QCOMPARE(answer.fields.value("content-type"), "application/grpc");
            QCOMPARE(answer.messages(), QList<QByteArray>({call == first ? "hello" : ""}));
        }
        QCOMPARE(wire.server.calls(), 0);
        QVERIFY(wire.echo.gone.isEmpty());
    }
}

void TestGrpcServer::manyMessages()
{
    Wire wire;
    const int call = wire.client.begin("/a.B/Stream");
    QList<QByteArray> all;
    for (int i = 0; i < 500; ++i) {
        all.append(QByteArray::number(i));
        wire.client.more(call, grpcMessage(all.last()));
        if (i % 100 == 0)
            QVERIFY(wire.run(7));
    }
    QVERIFY(wire.run(7));
    QVERIFY(!wire.client.answers[call].isClosed);
    QCOMPARE(wire.client.answers[call].messages(), all); // before the end
    wire.client.end(call);
    QVERIFY(wire.run(7));
    QCOMPARE(wire.client.answers[call].status(), 0);
}

/// Through the windows of both sides.
void TestGrpcServer::largeMessages()
{
    const QByteArray large(250'000, 'x');
    Wire wire;
    const int call = wire.client.begin("/a.B/C");
    for (int i = 0; i < 8; ++i)
        wire.client.more(call, grpcMessage(large));
    wire.client.end(call);
    QVERIFY(wire.run(1000));
    QCOMPARE(wire.client.answers[call].messages().size(), 8);
    QVERIFY(wire.client.answers[call].messages().last() == large);
    QCOMPARE(wire.client.answers[call].status(), 0);
}

void TestGrpcServer::endsAtOnce()
{
    Wire wire;
    const int call = wire.client.begin("/end/at/once"); // and never ends the question
    QVERIFY(wire.run());
    const GrpcAnswer &answer = wire.client.answers[call];
    QVERIFY(answer.isClosed);
    QCOMPARE(answer.code, 0U);
    QCOMPARE(answer.status(), 5);
    QCOMPARE(answer.fields.value("grpc-message"), "not %C3%A9 100%25%0A");
    QVERIFY(wire.echo.gone.isEmpty());
}

void TestGrpcServer::refusedMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isTold");
    const QByteArray grpc = "application/grpc";
    QTest::newRow("compressed") << grpcMessage("x", '\1') << grpc << 12 << true;
    QTest::newRow("too large") << QByteArray("\0\0\4\0\1", 5) << grpc << 8 << true;
    QTest::newRow("as large as can be said") << QByteArray("\0\xff\xff\xff\xff", 5) << grpc << 8 << true;
    QTest::newRow("cut off") << grpcMessage("hello").chopped(1) << grpc << 3 << true;
    QTest::newRow("cut in its prefix") << QByteArray("\0\0", 2) << grpc << 3 << true;
    QTest::newRow("no gRPC") << grpcMessage("x") << QByteArray("text/html") << 3 << false;
}

void TestGrpcServer::refusedMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    QFETCH(bool, isTold);
    Wire wire;
    const int call = wire.client.begin("/a.B/C", {{"content-type", type}});
    wire.client.more(call, body);
    wire.client.end(call);
    QVERIFY(wire.run(3));
    QCOMPARE(wire.client.answers[call].status(), status);
    QCOMPARE(wire.echo.gone.size(), isTold ? 1 : 0);
    QVERIFY(wire.echo.messages.isEmpty() && wire.echo.ended.isEmpty());
    const int next = wire.client.ask("/a.B/C", "still there");
    QVERIFY(wire.run());
    QCOMPARE(wire.client.answers[next].messages(), QList<QByteArray>({"still there"}));
}

void TestGrpcServer::largeHeads()
{
    Wire wire;
    GrpcClient::Fields headers{{"content-type", "application/grpc"}};
    for (int i = 0; i < 20; ++i)
        headers.append({"x-" + QByteArray::number(i), QByteArray(4000, 'x')});
    const int call = wire.client.begin("/a.B/C", headers);
    wire.client.end(call);
    (void)wire.run(); // the call or the connection ends
    QVERIFY(wire.echo.began.isEmpty());
    QVERIFY(wire.client.answers[call].isClosed);
    QVERIFY(wire.client.answers[call].code != 0);
}

void TestGrpcServer::garbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    const QByteArray settings("\0\0\0\4\0\0\0\0\0", 9);
    QTest::newRow("HTTP/1.1") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("a wrong preface") << QByteArray(preface).replace("SM", "XX") + settings;
    QTest::newRow("no settings") << preface + QByteArray("\0\0\0\1\5\0\0\0\1", 9);
    QTest::newRow("a frame that is too large") << preface + settings + QByteArray("\xff\xff\xff\0\0\0\0\0\1", 9);
    QTest::newRow("data without a call") << preface + settings + QByteArray("\0\0\1\0\0\0\0\0\1x", 10);
    QTest::newRow("broken headers") << preface + settings + QByteArray("\0\0\4\1\5\0\0\0\1\xff\xff\xff\xff", 13);
    QTest::newRow("a wrong window") << preface + settings + QByteArray("\0\0\4\x8\0\0\0\0\0\0\0\0\0", 13);
}

/// Refused at once, or told in a frame and then over.
void TestGrpcServer::garbage()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype piece : {qsizetype{1}, bytes.size()}) {
        Echo echo;
        GrpcServer server(echo);
        echo.server = &server;
        Result<void> fed;
        for (qsizetype at = 0; at < bytes.size() && fed; at += piece)
            fed = server.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        while (!server.output().isEmpty()) {}
        QVERIFY(!fed || server.isOver());
        if (!fed) {
            QCOMPARE(fed.error().kind, Error::Kind::BrokenStream);
            QVERIFY(!server.feed("x")); // and stays so
        }
        QVERIFY(echo.began.isEmpty());
    }
}

/// Whatever byte is another one: no crash, and bounded.
void TestGrpcServer::everyByteWrong()
{
    GrpcClient client;
    client.ask("/a.B/C", "hello");
    const QByteArray right = client.output();
    for (qsizetype at = 0; at < right.size(); ++at) {
        for (const char flip : {'\x01', '\x80', '\xff'}) {
            QByteArray wrong = right;
            wrong[at] = static_cast<char>(wrong[at] ^ flip);
            Echo echo;
            GrpcServer server(echo);
            echo.server = &server;
            (void)server.feed(wrong);
            qsizetype size = 0;
            for (QByteArray more = server.output(); !more.isEmpty(); more = server.output())
                size += more.size();
            QVERIFY(size < 1000);
        }
    }
}

void TestGrpcServer::floods_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("pings") << QByteArray("\0\0\x8\6\0\0\0\0\0"
                                         "12345678",
                                         17);
    QTest::newRow("settings") << QByteArray("\0\0\0\4\0\0\0\0\0", 9);
}

/// Somebody who asks and does not read the answers.
void TestGrpcServer::floods()
{
    QFETCH(QByteArray, frame);
    Wire wire;
    QVERIFY(wire.run());
    Result<void> fed;
    int frames = 0;
    for (; fed && frames < 10'000; ++frames)
        fed = wire.server.feed(frame);
    QVERIFY(!fed);
    QVERIFY2(frames < 200, QByteArray::number(frames).constData());
    Wire patient;
    QVERIFY(patient.run());
    for (int i = 0; i < 1000; ++i) { // who reads may ask as often as he likes
        patient.client.ping();
        QVERIFY(patient.run());
    }
}

void TestGrpcServer::tooManyCalls()
{
    Wire wire;
    QVERIFY(wire.run());
    QList<int> calls;
    for (int i = 0; i < 150; ++i)
        calls.append(wire.client.begin("/a.B/C"));
    QVERIFY(wire.run());
    QCOMPARE(wire.server.calls(), 100); // the client knows the limit and waits with the others
    for (const int call : std::as_const(calls))
        wire.client.end(call);
    QVERIFY(wire.run());
    QCOMPARE(wire.echo.ended.size(), 150);
}

void TestGrpcServer::pausedCallsWait()
{
    constexpr int messages = 40;
    Wire wire;
    wire.echo.pauseAfterEach = true;
    const int call = wire.client.begin("/a.B/C");
    const int other = wire.client.begin("/a.B/Other");
    for (int i = 0; i < messages; ++i)
        wire.client.more(call, grpcMessage(QByteArray(10'000, 'x')));
    wire.client.end(call);
    QVERIFY(wire.run());
    QCOMPARE(wire.echo.messages.size(), 1);
    QVERIFY(wire.client.unsent(call) >= messages * 10'000 - 65'535);
    wire.client.more(other, grpcMessage("passes by")); // a call that is paused holds up no other
    QVERIFY(wire.run());
    QCOMPARE(wire.echo.messages.last(), "passes by");
    for (int i = 1; i < messages; ++i) {
        QCOMPARE(wire.echo.messages.size(), i + 1);
        wire.server.setPaused(call, false);
        QVERIFY(wire.run());
    }
    QCOMPARE(wire.echo.ended.size(), 0);
    wire.server.setPaused(call, false);
    QVERIFY(wire.run());
    QCOMPARE(wire.echo.ended, QList<CallId>({call}));
    QCOMPARE(wire.client.answers[call].messages().size(), messages);
    QCOMPARE(wire.client.answers[call].status(), 0);
}

void TestGrpcServer::anEndThatWaits()
{
    Wire wire;
    wire.echo.pauseAfterEach = true;
    const int call = wire.client.begin("/a.B/C");
    wire.client.more(call, grpcMessage("one") + grpcMessage("two").chopped(1));
    wire.client.end(call);
    QVERIFY(wire.run());
    QVERIFY(!wire.client.answers[call].isClosed);
    wire.server.setPaused(call, false);
    QVERIFY(wire.run());
    QCOMPARE(wire.client.answers[call].status(), 3); // cut off
    QCOMPARE(wire.echo.gone.size(), 1);
}

void TestGrpcServer::aSmallWindow()
{
    Wire wire(100);
    const int call = wire.client.ask("/a.B/C", QByteArray(50'000, 'x'));
    QVERIFY(wire.run()); // nghttp2's client opens its window again and again
    QCOMPARE(wire.client.answers[call].messages().value(0).size(), 50'000);
    QCOMPARE(wire.client.answers[call].status(), 0);
}

/// The other side opens no window: what is to be said waits, and is counted.
void TestGrpcServer::outputIsBounded()
{
    GrpcClient client(0);
    Echo echo;
    GrpcServer server(echo);
    echo.server = &server;
    const int call = client.ask("/a.B/C", QByteArray(50'000, 'x'));
    QVERIFY(server.feed(client.output()));
    qsizetype size = 0;
    for (QByteArray more = server.output(); !more.isEmpty(); more = server.output())
        size += more.size();
    QVERIFY(size < 1000);
    QCOMPARE(server.unsent(call), 50'005);

    GrpcClient open(1 << 30);
    Echo second;
    GrpcServer other(second);
    second.server = &other;
    open.ask("/a.B/C", QByteArray(50'000, 'x'));
    QVERIFY(other.feed(open.output()));
    QVERIFY(other.output(1000).size() < 1000 + 16'400 + 9); // one frame more at most
}

void TestGrpcServer::theOtherSideGivesUp()
{
    Wire wire;
    const int call = wire.client.begin("/a.B/C");
    wire.client.more(call, grpcMessage("x") + QByteArray(2, '\0'));
    QVERIFY(wire.run());
    QCOMPARE(wire.server.calls(), 1);
    wire.client.reset(call);
    QVERIFY(wire.run());
    QCOMPARE(wire.echo.gone, QList<CallId>({call}));
    QCOMPARE(wire.server.calls(), 0);
    wire.server.send(call, secretOf("too late"));
    wire.server.finish(call);
    wire.server.setPaused(call, true);
    QCOMPARE(wire.server.unsent(call), 0);
    QVERIFY(wire.run());
    const int next = wire.client.ask("/a.B/C", "next");
    QVERIFY(wire.run());
    QCOMPARE(wire.client.answers[next].status(), 0);
}

void TestGrpcServer::goingAway()
{
    Wire wire;
    const int call = wire.client.ask("/a.B/C", "x");
    QVERIFY(wire.run());
    QCOMPARE(wire.client.answers[call].status(), 0);
    QVERIFY(!wire.server.isOver());
    wire.client.goAway();
    (void)wire.run();
    QVERIFY(wire.server.isOver());
}

void TestGrpcServer::agentGate_data()
{
    QTest::addColumn<QByteArray>("questions");
    QTest::addColumn<QByteArray>("reachTheAgent");
    QTest::addColumn<QByteArray>("answers"); // what the build gets in the end
    const QByteArray list = agentMessage(11);
    const QByteArray sign = agentMessage(13, "key and data");
    const QByteArray add = agentMessage(17, "a key");
    const QByteArray no = agentMessage(5);
    const QByteArray yes = agentMessage(14, "good");
    QTest::newRow("a list") << list << list << yes;
    QTest::newRow("a signature") << sign << sign << yes;
    QTest::newRow("a key to be added") << add << QByteArray() << no;
    QTest::newRow("in order") << QByteArray(list + add + sign + add) << QByteArray(list + sign)
                              << QByteArray(yes + no + yes + no);
    QTest::newRow("removing, locking, extensions")
        << QByteArray(agentMessage(18) + agentMessage(19) + agentMessage(22) + agentMessage(27)) << QByteArray()
        << QByteArray(no + no + no + no);
    QTest::newRow("nothing in it") << QByteArray(4, '\0') << QByteArray() << no;
    QTest::newRow("cut off") << sign.chopped(1) << QByteArray() << QByteArray();
}

void TestGrpcServer::agentGate()
{
    QFETCH(QByteArray, questions);
    for (qsizetype piece = 1; piece <= questions.size(); ++piece) {
        AgentGate gate;
        QByteArray reached;
        QByteArray answered;
        for (qsizetype at = 0; at < questions.size(); at += piece) {
            QVERIFY(gate.fromBuild(QByteArrayView(questions).sliced(at, std::min(piece, questions.size() - at))));
            for (QByteArray asked = gate.toAgent(); !asked.isEmpty(); asked = gate.toAgent()) {
                reached += asked;
                for (const char byte : agentMessage(14, "good")) {
                    QVERIFY(!gate.isIdle());
                    QVERIFY(gate.fromAgent({&byte, 1}));
                }
            }
            answered += gate.toBuild();
        }
        QTEST(reached, "reachTheAgent");
        QTEST(answered, "answers");
    }
}

void TestGrpcServer::agentGateLimits()
{
    AgentGate gate;
    QVERIFY(gate.fromAgent(agentMessage(14, "nobody asked")));
    QCOMPARE(gate.toBuild(), QByteArray());
    QVERIFY(gate.isIdle());
    QVERIFY(gate.fromBuild(agentMessage(11)));
    QVERIFY(gate.fromBuild(agentMessage(11)));
    QCOMPARE(gate.waiting(), 5);
    QVERIFY(!gate.fromAgent(QByteArray("\x7f\xff\xff\xff")));
    AgentGate other;
    QVERIFY(!other.fromBuild(QByteArray("\0\4\0\1\13", 5)));
}

STRATA_TEST(TestGrpcServer)
#include "tst_grpcserver.moc"
