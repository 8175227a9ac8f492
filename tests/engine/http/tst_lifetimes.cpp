// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QElapsedTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Contexts, engines and threads that end at any moment.
class TestLifetimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noAnswerWithoutContext();
    void aDeadContextAbortsItsRequest();
    void contextsMayDieInTheAnswer();
    void enginesMayDieInTheAnswer();
    void enginesDieAtOnce();
    void answersOnTheAskingThread();
    void contextsDieAtAnyMoment();
    void callbacksAreDestroyedOnTheAskingThread();
};

void TestLifetimes::noAnswerWithoutContext()
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

void TestLifetimes::aDeadContextAbortsItsRequest()
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

void TestLifetimes::contextsMayDieInTheAnswer()
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

void TestLifetimes::enginesMayDieInTheAnswer()
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

void TestLifetimes::enginesDieAtOnce()
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

void TestLifetimes::answersOnTheAskingThread()
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

void TestLifetimes::contextsDieAtAnyMoment()
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

void TestLifetimes::callbacksAreDestroyedOnTheAskingThread()
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

STRATA_TEST(TestLifetimes)
#include "tst_lifetimes.moc"
