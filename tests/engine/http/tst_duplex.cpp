// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Call attachCall()
{
    Call call = Call::post(u"/containers/x/attach"_s);
    call.headers = {{"Connection", "Upgrade"}, {"Upgrade", "tcp"}};
    return call;
}

const QByteArray upgraded = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
                            "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

/// Our side of one conversation.
struct Talk
{
    explicit Talk(Engine &engine, Call call = attachCall())
    {
        duplex = engine.converse(std::move(call), &context,
                                 {.opened = [this](const Answer &h) { head = h; },
                                  .bytes = [this](const QByteArray &bytes) { heard += bytes; },
                                  .written = [this] { ++writtenTold; },
                                  .ended =
                                      [this](Result<void> how) {
                                          ++endings;
                                          end = std::move(how);
                                      }});
    }

    QObject context;
    std::optional<Answer> head;
    QByteArray heard;
    int writtenTold = 0;
    int endings = 0;
    Result<void> end;
    Duplex duplex;
};

/// A pipe that a test fills when it likes.
class Pipe : public QIODevice
{
public:
    Pipe() { QIODevice::open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_bytes.size(); }
    void add(const QByteArray &bytes)
    {
        m_bytes += bytes;
        Q_EMIT readyRead();
    }
    void end() { Q_EMIT readChannelFinished(); }
    void fail()
    {
        setErrorString(u"the disk is on fire"_s);
        close();
    }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qsizetype count = std::min<qsizetype>(size, m_bytes.size());
        std::copy_n(m_bytes.constData(), count, data);
        m_bytes.remove(0, count);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

/// Endless zeros that count how many were taken.
class Zeros : public QIODevice
{
public:
    explicit Zeros(std::shared_ptr<std::atomic<qint64>> taken) : m_taken(std::move(taken))
    {
        open(ReadOnly | Unbuffered);
    }
    bool atEnd() const override { return false; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        std::fill_n(data, size, '0');
        *m_taken += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<std::atomic<qint64>> m_taken;
};

} // namespace

class TestDuplex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talksAfterAnUpgrade_data();
    void talksAfterAnUpgrade();
    void closesOurSide();
    void isRefused();
    void endsWhenDropped();
    void writesWithBackPressure();
    void uploadsAFile_data();
    void uploadsAFile();
    void uploadsFromALateSource();
    void uploadsNoFasterThanTheEngineTakes();
    void sourcesThatFail();
    void refusalStopsAnUpload();
    void streamsAnAnswerToAnUpload();
};

void TestDuplex::talksAfterAnUpgrade_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addRow("101") << upgraded;
    QTest::addRow("200") << "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"_ba;
}

void TestDuplex::talksAfterAnUpgrade()
{
    QFETCH(QByteArray, head);
    ScriptedServer server;
    server.on("POST", u"/containers/x/attach"_s, [head](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(head + "$ "); // with bytes behind the head
        reply.onData([reply](const QByteArray &bytes) {
            if (bytes == "exit\n")
                reply.close();
            else
                reply.raw("echo " + bytes);
        });
    });
    Engine engine(server.endpoint());
    Talk talk(engine);
    talk.duplex.write("early\n"); // waits until the engine is ready for it
    QTRY_COMPARE(talk.heard, "$ echo early\n");
    QVERIFY(talk.head);
    QCOMPARE(talk.head->header("content-type"), "application/vnd.docker.raw-stream");
    talk.duplex.write(QByteArray("\0\xff\n", 3));
    QTRY_COMPARE(talk.heard, "$ echo early\necho " + QByteArray("\0\xff\n", 3));
    QTRY_COMPARE(talk.duplex.bytesToWrite(), 0);
    QCOMPARE(server.requests().last().header("Upgrade"), "tcp");
    talk.duplex.write("exit\n");
    QTRY_COMPARE(talk.endings, 1);
    QVERIFY(talk.end);
    QVERIFY(!talk.duplex.isActive());
}

void TestDuplex::closesOurSide()
{
    ScriptedServer server;
    server.on("POST", u"/containers/x/attach"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(upgraded);
        auto size = std::make_shared<qsizetype>(0);
        reply.onData([reply, size](const QByteArray &bytes) {
            *size += bytes.size();
            if (bytes.isEmpty()) {
                reply.raw("counted " + QByteArray::number(*size));
                reply.close();
            }
        });
    });
    Engine engine(server.endpoint());
    Talk talk(engine);
    talk.duplex.write(QByteArray(2'000'000, 'x'));
    talk.duplex.closeWrite();
    QTRY_COMPARE(talk.endings, 1);
    QCOMPARE(talk.heard, "counted 2000000");
    QVERIFY(talk.end);
}

void TestDuplex::isRefused()
{
    ScriptedServer server;
    server.on("POST", u"/containers/x/attach"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw("HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nNo such container: "
                  "x\r\n");
        reply.close();
    });
    Engine engine(server.endpoint());
    Talk talk(engine);
    talk.duplex.write("never sent");
    QTRY_COMPARE(talk.endings, 1);
    QVERIFY(!talk.head);
    QVERIFY(!talk.end);
    QCOMPARE(talk.end.error().kind, Error::Kind::NotFound);
    QCOMPARE(talk.end.error().message, u"No such container: x");
}

void TestDuplex::endsWhenDropped()
{
    ScriptedServer server;
    server.on("POST", u"/containers/x/attach"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.raw(upgraded); });
    Engine engine(server.endpoint());
    Talk talk(engine);
    QTRY_VERIFY(talk.head);
    QCOMPARE(server.openConnections(), 2);
    talk.duplex.reset();
    QTRY_COMPARE(server.openConnections(), 1);
    QCOMPARE(talk.endings, 0);
    QCOMPARE(talk.duplex.bytesToWrite(), 0);
    talk.duplex.write("into the void");
}

void TestDuplex::writesWithBackPressure()
{
    ScriptedServer server;
    std::atomic<qint64> got = 0;
    server.on("POST", u"/containers/x/attach"_s, [&got](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(upgraded);
        reply.after(200ms, [reply, &got] { reply.onData([&got](const QByteArray &bytes) { got += bytes.size(); }); });
    });
    Engine engine(server.endpoint());
    Talk talk(engine);
    talk.duplex.write(QByteArray(4'000'000, 'x'));
    QCOMPARE(talk.duplex.bytesToWrite(), 4'000'000);
    QTRY_COMPARE(talk.duplex.bytesToWrite(), 0);
    QCOMPARE_GT(talk.writtenTold, 1);
    QTRY_COMPARE(got, 4'000'000);
}

void TestDuplex::uploadsAFile_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 65'536, 65'537, 5'000'000})
        QTest::addRow("%lld", static_cast<long long>(size)) << size;
}

void TestDuplex::uploadsAFile()
{
    QFETCH(qsizetype, size);
    ScriptedServer server;
    server.on("POST", u"/images/load"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.json("{}"); });
    Engine engine(server.endpoint());
    QByteArray content(size, 'x');
    if (size > 0)
        content[size - 1] = 'y';
    Call call = Call::post(u"/images/load"_s);
    call.contentType = "application/x-tar";
    call.source = [content] {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(content);
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    };
    Question question(engine, call);
    QVERIFY(question.wait());
    QVERIFY(question.isGood());
    const ScriptedRequest request = server.requests().last();
    QVERIFY(request.body == content);
    QCOMPARE(request.header("Transfer-Encoding"), "chunked");
    QCOMPARE(request.header("Content-Length"), "");
    Question next(engine, Call::get(u"/nothing"_s));
    QVERIFY(next.wait());
    QCOMPARE(server.connectionCount(), 1);
}

void TestDuplex::uploadsFromALateSource()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.json("{}"); });
    Engine engine(server.endpoint());
    Call call = Call::post(u"/build"_s);
    call.headerTimeout = 300ms; // counts from the end of the upload
    call.source = [] {
        auto pipe = std::make_unique<Pipe>();
        for (int i = 1; i <= 5; ++i)
            QTimer::singleShot(i * 100, pipe.get(), [p = pipe.get(), i] { p->add(QByteArray::number(i)); });
        QTimer::singleShot(700, pipe.get(), [p = pipe.get()] { p->end(); });
        return pipe;
    };
    Question question(engine, call);
    QVERIFY(question.wait());
    QVERIFY2(question.isGood(), qPrintable(question.error().message));
    QCOMPARE(server.requests().last().body, "12345");
}

void TestDuplex::uploadsNoFasterThanTheEngineTakes()
{
    auto taken = std::make_shared<std::atomic<qint64>>(0);
    Call call = Call::post(u"/build"_s);
    call.source = [taken] { return std::make_unique<Zeros>(taken); };
    ScriptedServer stuck;
    stuck.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    stuck.on("GET", u"/hold"_s, [](const ScriptedRequest &, const ScriptedReply &) { QThread::msleep(1500); });
    Engine engine(stuck.endpoint());
    Question warmUp(engine, Call::get(u"/nothing"_s));
    QVERIFY(warmUp.wait());
    Question hold(engine, Call::get(u"/hold"_s)); // the whole server stands still
    QTRY_COMPARE(stuck.requestCount("GET", u"/hold"_s), 1);
    {
        Question upload(engine, call);
        QTRY_VERIFY(*taken > 0);
        QThread::msleep(500);
        QCOMPARE_LT(*taken, 2'000'000);
    }
}

void TestDuplex::sourcesThatFail()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.json("{}"); });
    Engine engine(server.endpoint());
    Call call = Call::post(u"/build"_s);
    call.source = [] {
        auto pipe = std::make_unique<Pipe>();
        QTimer::singleShot(50, pipe.get(), [p = pipe.get()] { p->add("some"); });
        QTimer::singleShot(100, pipe.get(), [p = pipe.get()] { p->fail(); });
        return pipe;
    };
    Question failing(engine, call);
    call.source = [] { return std::make_unique<QBuffer>(); }; // not open
    Question closed(engine, call);
    QVERIFY(failing.wait() && closed.wait());
    QCOMPARE(failing.error().kind, Error::Kind::Local);
    QVERIFY(failing.error().message.contains(u"the disk is on fire"));
    QCOMPARE(closed.error().kind, Error::Kind::Local);
    QCOMPARE(server.requestCount("POST", u"/build"_s), 0); // the body never ended, so there never was a request
}

void TestDuplex::refusalStopsAnUpload()
{
    ScriptedServer server;
    server.onConnection([](const ScriptedReply &reply) {
        auto seen = std::make_shared<QByteArray>();
        reply.onData([reply, seen](const QByteArray &bytes) {
            if (bytes.isEmpty())
                return reply.close();
            if (bytes.startsWith("HEAD"))
                return reply.raw("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 0\r\n\r\n");
            if (seen->size() < 100'000 && (*seen += bytes).size() >= 100'000)
                reply.raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 23\r\n\r\n{\"message\":\"no thanks\"}");
        });
    });
    Engine engine(server.endpoint());
    auto taken = std::make_shared<std::atomic<qint64>>(0);
    Call call = Call::post(u"/build"_s);
    call.source = [taken] { return std::make_unique<Zeros>(taken); };
    Question question(engine, call);
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(question.error().message, u"no thanks");
    const qint64 then = *taken;
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(*taken, then);
}

void TestDuplex::streamsAnAnswerToAnUpload()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        reply.open();
        reply.chunk("got " + QByteArray::number(request.body.size()));
        reply.after(50ms, [reply] {
            reply.chunk(", done");
            reply.finish();
        });
    });
    Engine engine(server.endpoint());
    Call call = Call::post(u"/build"_s);
    call.source = [] {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(QByteArray(300'000, 'x'));
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    };
    Stream stream(engine, call);
    QVERIFY(stream.waitForEnd());
    QVERIFY(stream.end);
    QCOMPARE(stream.bytes, "got 300000, done");
}

STRATA_TEST(TestDuplex)
#include "tst_duplex.moc"
