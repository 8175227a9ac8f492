// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/memory.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Answers that do not end.
class TestStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsTellInOrder();
    void streamsEndByReset();
    void streamsMayResetThemselves();
    void streamsOutliveRequests();
    void streamsAreRefused();
    void everyItemArrives();
    void slowReadersSlowTheEngine();
};

void TestStreams::streamsTellInOrder()
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

void TestStreams::streamsEndByReset()
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

void TestStreams::streamsMayResetThemselves()
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

void TestStreams::streamsOutliveRequests()
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

void TestStreams::streamsAreRefused()
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

void TestStreams::everyItemArrives()
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

void TestStreams::slowReadersSlowTheEngine()
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
    const qint64 before = residentBytes();
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
                                                                   most = std::max(most, residentBytes());
                                                               },
                                                           .ended = {}});
    QTRY_VERIFY(taken > 1'000'000);
    QThread::msleep(300); // the reader is busy elsewhere
    QCOMPARE_LT(server.bytesTaken() - taken, 8'000'000);
    QVERIFY(done.wait(100'000));
    QCOMPARE_LT(ahead, 8'000'000);
    QCOMPARE_LT(most - before, memoryLimit);
    qInfo("500 MB: at most %lld kB ahead, memory grew by %lld kB", ahead / 1000, (most - before) / 1000);
}

STRATA_TEST(TestStreams)
#include "tst_streams.moc"
