// SPDX-License-Identifier: GPL-3.0-or-later
#include "../transfers/running.h"
#include "engine/build/buildoperation.h"
#include "protobuf.h"
#include "support/archives.h"
#include "support/faultproxy.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QSignalSpy>

#include <deque>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = BuildStep::State;

Message scriptedStep(const QByteArray &digest, const QByteArray &name, qint64 started = 0, qint64 completed = 0)
{
    Message step = Message().text(1, digest).text(3, name);
    if (started > 0)
        step.time(5, started);
    if (completed > 0)
        step.time(6, completed);
    return step;
}

QByteArray stepLine(const QByteArray &digest, const QByteArray &name, qint64 started = 0, qint64 completed = 0)
{
    return traceLine(Message().message(1, scriptedStep(digest, name, started, completed)).bytes());
}

const QByteArray builtLine = R"({"id":"moby.image.id","aux":{"ID":"sha256:0123456789abcdef"}})";

BuildContext contextOf(const QByteArray &tar, qsizetype piece = 64 * 1024)
{
    return [tar, piece]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<MemorySource>(tar, piece); };
}

/// Never ends; waits a moment for each piece.
class EndlessSource final : public ByteSource
{
public:
    Result<QByteArrayView> next() override
    {
        QThread::msleep(1);
        return QByteArrayView(m_piece);
    }

private:
    QByteArray m_piece = QByteArray(100'000, 'x');
};

const QByteArray contextTar = tarOf({{.path = "Dockerfile", .data = "FROM scratch\n"}});

} // namespace

/// Builds on an engine that does what a test tells it.
class TestBuildOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void built();
    void theContextArrivesWhole_data();
    void theContextArrivesWhole();
    void answersWhileItIsSent();
    void aFailedStep();
    void refused_data();
    void refused();
    void heredocsAreRefused();
    void theContextFails_data();
    void theContextFails();
    void theEngineGoes();
    void cutAnywhere();
    void cancelled_data();
    void cancelled();
    void destroyedMidway();
    void theOtherEngineMayGo();
    void muchOutputIsTold();
    void classicBuilds();
};

void TestBuildOperation::built()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(stepLine("i", "[internal] load remote build context", 1, 2));
        reply.chunk(stepLine("a", "[1/2] FROM scratch") + stepLine("b", "[2/2] COPY . /"));
        const Message cached = Message(scriptedStep("a", "[1/2] FROM scratch", 3, 3)).number(4, 1);
        reply.chunk(traceLine(Message().message(1, cached).bytes()));
        reply.chunk(stepLine("b", "[2/2] COPY . /", 4, 6) + builtLine);
        reply.finish();
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {.tags = {u"a:1"_s, u"b:2"_s}}, contextOf(contextTar));
    operation.setContextSize(contextTar.size());
    QList<int> rows;
    connect(&operation, &BuildOperation::stepsAdded, this, [&](int first) {
        for (int row = first; row < operation.steps().size(); ++row)
            rows.append(row);
    });
    QCOMPARE(operation.title(), u"Build a:1, b:2"_s);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(rows, QList<int>({0, 1, 2}));
    QCOMPARE(operation.imageId(), u"sha256:0123456789abcdef"_s);
    QCOMPARE(operation.outcome().summary, u"a:1, b:2 built: 2 steps, 1 from the cache"_s);
    QCOMPARE(operation.log(), QStringList({u"[1/2] FROM scratch: from the cache"_s, u"[2/2] COPY . /: done, 2.0 s"_s}));
    QCOMPARE(operation.progress().done, 2);
    QCOMPARE(operation.progress().total, 2);
    QVERIFY(!operation.failedAt());
    for (const ScriptedRequest &request : server.requests()) {
        if (request.path != u"/build")
            continue;
        QCOMPARE(request.body, contextTar);
        QCOMPARE(request.header("Content-Type"), "application/x-tar");
        QCOMPARE(request.query.queryItemValue(u"version"_s), u"2"_s);
        QCOMPARE(request.query.queryItemValue(u"buildid"_s).size(), 32);
        QVERIFY(!request.query.hasQueryItem(u"session"_s));
    }
}

void TestBuildOperation::theContextArrivesWhole_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("piece");
    QTest::newRow("nothing") << qsizetype{0} << qsizetype{10};
    QTest::newRow("a byte") << qsizetype{1} << qsizetype{10};
    QTest::newRow("small pieces") << qsizetype{5'000} << qsizetype{1};
    QTest::newRow("large pieces") << qsizetype{9'000'000} << qsizetype{1'000'001};
    QTest::newRow("as large as it is sent") << qsizetype{1 << 20} << qsizetype{64 * 1024};
}

void TestBuildOperation::theContextArrivesWhole()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, piece);
    QByteArray context(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        context[i] = static_cast<char>(i * 7 + i / 256);
    ScriptedServer server;
    server.on("POST", u"/build"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(200, builtLine); });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {}, contextOf(context, piece));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.contextSent(), size);
    QVERIFY(server.requests().last().body == context);
}

/// Engines since 29.5 answer before they have the whole context.
void TestBuildOperation::answersWhileItIsSent()
{
    ScriptedServer server;
    ScriptedReply stream;
    std::atomic<int> pieces = 0;
    server.onConnection([&](const ScriptedReply &reply) {
        reply.onData([&pieces, reply, &stream](const QByteArray &bytes) {
            if (bytes.startsWith("HEAD"))
                return reply.raw("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 0\r\n\r\n");
            if (pieces == 0) {
                stream = reply;
                reply.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            }
            ++pieces;
        });
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {},
                             [] { return Result<std::unique_ptr<ByteSource>>(std::make_unique<EndlessSource>()); });
    operation.start();
    QTRY_VERIFY(pieces > 3);
    const QByteArray line = stepLine("a", "[1/1] FROM x", 1);
    stream.raw(QByteArray::number(line.size(), 16) + "\r\n" + line + "\r\n");
    QTRY_COMPARE(operation.steps().size(), 1);
    const int before = pieces;
    QTRY_VERIFY(pieces > before + 3); // and the context goes on
    QCOMPARE(operation.state(), Operation::State::Running);
    operation.cancel();
}

void TestBuildOperation::aFailedStep()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        const Message failed = Message(scriptedStep("b", "[2/3] RUN false", 4, 6)).text(7, "exit code: 1");
        reply.open();
        reply.chunk(stepLine("a", "[1/3] FROM x", 1, 2) + stepLine("c", "[3/3] RUN later"));
        reply.chunk(traceLine(Message().message(3, Message().text(1, "b").text(4, "no\n")).message(1, failed).bytes()));
        reply.chunk(R"({"errorDetail":{"message":"process \"false\" did not complete successfully: exit code: 1"}})");
        reply.finish();
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {}, contextOf(contextTar));
    STRATA_FAILS(operation, Error::Kind::EngineFailed);
    QVERIFY(operation.failedAt().has_value());
    QCOMPARE(*operation.failedAt(), (BuildFailure{.row = 2, .line = 0, .exitCode = 1}));
    QCOMPARE(operation.steps().at(1).state, State::Cancelled);
    QCOMPARE(operation.steps().at(2).state, State::Failed);
    QCOMPARE(operation.buildLog()->lines(u"b"_s, 0, 5).size(), 1);
    QVERIFY(operation.imageId().isEmpty());
}

void TestBuildOperation::refused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("line");
    QTest::newRow("a line") << 400 << QByteArray("dockerfile parse error on line 7: unknown instruction: X")
                            << Error::Kind::InvalidInput << 7;
    QTest::newRow("no Dockerfile") << 500 << QByteArray("Cannot locate specified Dockerfile: x")
                                   << Error::Kind::InvalidInput << 0;
    QTest::newRow("something") << 500 << QByteArray("something") << Error::Kind::EngineFailed << 0;
    QTest::newRow("not there") << 404 << QByteArray("page not found") << Error::Kind::NotFound << 0;
}

void TestBuildOperation::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    QFETCH(Error::Kind, kind);
    ScriptedServer server;
    server.on("POST", u"/build"_s,
              [=](const ScriptedRequest &, const ScriptedReply &reply) { reply.error(status, words); });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {}, contextOf(contextTar));
    STRATA_FAILS(operation, kind);
    QCOMPARE(operation.outcome().error->message, QString::fromUtf8(words));
    QTEST(operation.failedAt()->line, "line");
    QCOMPARE(operation.failedAt()->row, -1);
}

void TestBuildOperation::heredocsAreRefused()
{
    ScriptedServer server;
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {.builder = Builder::Classic, .hasHeredocs = true}, contextOf(contextTar));
    STRATA_FAILS(operation, Error::Kind::NotSupported);
    QCOMPARE(server.requestCount("POST", u"/build"_s), 0);
}

void TestBuildOperation::theContextFails_data()
{
    QTest::addColumn<qsizetype>("after"); // -1: it cannot even be made
    QTest::newRow("at once") << qsizetype{-1};
    QTest::newRow("with the first piece") << qsizetype{0};
    QTest::newRow("later") << qsizetype{3'000'000};
}

void TestBuildOperation::theContextFails()
{
    QFETCH(qsizetype, after);
    ScriptedServer server; // answers nothing before it has all
    server.on("POST", u"/build"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(200, builtLine); });
    Engine engine(server.endpoint());
    const Error gone{Error::Kind::Local, u"main.go has gone."_s, u"ENOENT"_s};
    BuildOperation operation(engine, {}, [&]() -> Result<std::unique_ptr<ByteSource>> {
        if (after < 0)
            return std::unexpected(gone);
        auto source = std::make_unique<MemorySource>(QByteArray(after, 'x'));
        source->error = gone;
        return source;
    });
    STRATA_FAILS(operation, Error::Kind::Local);
    QCOMPARE(*operation.outcome().error, gone);
    QCOMPARE(server.requestCount("POST", u"/build"_s), 0); // never whole
}

void TestBuildOperation::theEngineGoes()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(stepLine("a", "[1/1] RUN x", 1)
                    + traceLine(Message().message(3, Message().text(1, "a").text(4, "so far")).bytes()));
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {}, contextOf(contextTar));
    QSignalSpy ends(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.steps().size(), 1);
    QCOMPARE(operation.steps().first().state, State::Running);
    server.stop();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(operation.outcome().error->kind, Error::Kind::BrokenStream);
    QCOMPARE(operation.steps().first().state, State::Cancelled);
    QCOMPARE(operation.buildLog()->lines(u"a"_s, 0, 5), QList<BuildLogLine>({{.text = "so far"}}));
}

/// Wherever the answer ends: a failure, told once, with what came.
void TestBuildOperation::cutAnywhere()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(stepLine("a", "[1/1] RUN x", 1, 2));
        reply.chunk(builtLine);
        reply.finish();
    });
    int failures = 0;
    for (qint64 offset = 0; offset < 1000; offset += 5) {
        FaultProxy proxy(server.socketPath());
        Engine engine(proxy.endpoint());
        BuildOperation operation(engine, {}, contextOf(contextTar));
        proxy.cut(FaultProxy::Direction::ToClient, offset);
        const Outcome outcome = performed(operation);
        if (outcome.kind == Outcome::Kind::Success)
            break; // nothing was cut any more
        ++failures;
        QCOMPARE(outcome.kind, Outcome::Kind::Failure);
        QVERIFY(outcome.error->kind == Error::Kind::BrokenStream || outcome.error->kind == Error::Kind::NotAnEngine);
        QVERIFY(operation.imageId().isEmpty());
    }
    QVERIFY2(failures > 40 && failures < 150, QByteArray::number(failures).constData());
}

void TestBuildOperation::cancelled_data()
{
    QTest::addColumn<Builder>("builder");
    QTest::addColumn<int>("asked");
    QTest::newRow("BuildKit") << Builder::BuildKit << 1;
    QTest::newRow("classic") << Builder::Classic << 0;
}

void TestBuildOperation::cancelled()
{
    QFETCH(Builder, builder);
    QFETCH(int, asked);
    ScriptedServer server;
    server.onJson("POST", u"/build/cancel"_s, "", 204);
    server.on("POST", u"/build"_s, [builder](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(builder == Builder::BuildKit ? stepLine("a", "[1/1] RUN sleep", 1)
                                                 : QByteArray(R"({"stream":"Step 1/1 : RUN sleep"})"));
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {.builder = builder}, contextOf(contextTar));
    QSignalSpy changes(&operation, &BuildOperation::stepChanged);
    operation.start();
    QTRY_COMPARE(operation.steps().size(), 1);
    operation.cancel();
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QCOMPARE(operation.steps().first().state, State::Cancelled);
    QCOMPARE(changes.size(), 1);
    QTRY_COMPARE(server.requestCount("POST", u"/build/cancel"_s), asked);
    QString built;
    QString stopped;
    for (const ScriptedRequest &request : server.requests()) {
        if (request.path == u"/build")
            built = request.query.queryItemValue(u"buildid"_s);
        if (request.path == u"/build/cancel")
            stopped = request.query.queryItemValue(u"id"_s);
    }
    QVERIFY(!built.isEmpty());
    if (asked > 0)
        QCOMPARE(stopped, built);
    QTRY_COMPARE(server.openConnections(), 0); // and its engine is gone
}

void TestBuildOperation::destroyedMidway()
{
    ScriptedServer server;
    Engine engine(server.endpoint());
    std::atomic<bool> isRead = false;
    auto operation = std::make_unique<BuildOperation>(engine, BuildOptions(),
                                                      [&]() -> Result<std::unique_ptr<ByteSource>> {
                                                          isRead = true;
                                                          return std::make_unique<EndlessSource>();
                                                      });
    QSignalSpy ends(operation.get(), &Operation::finished);
    operation->start();
    QTRY_VERIFY(isRead);
    operation.reset();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(ends.size(), 0);
}

void TestBuildOperation::theOtherEngineMayGo()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.after(100ms, [reply] { reply.send(200, builtLine); });
    });
    auto engine = std::make_unique<Engine>(server.endpoint());
    BuildOperation operation(*engine, {}, contextOf(contextTar));
    connect(&operation, &Operation::progressChanged, &operation, [&] { engine.reset(); }, Qt::QueuedConnection);
    STRATA_SUCCEEDS(operation);
    BuildOperation second(*std::make_unique<Engine>(server.endpoint()), {}, contextOf(contextTar));
    second.start();
    QTest::qWait(1);
    second.cancel(); // with nobody to leave the engine to
    QCOMPARE(second.outcome().kind, Outcome::Kind::Cancelled);
}

/// A step that prints much is told once for many messages.
void TestBuildOperation::muchOutputIsTold()
{
    constexpr int messages = 5000;
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(stepLine("a", "[1/1] RUN x", 1));
        const QByteArray line = traceLine(
            Message().message(3, Message().text(1, "a").text(4, QByteArray(1000, 'x') + '\n')).bytes());
        QByteArray many;
        for (int i = 0; i < 100; ++i)
            many += line;
        for (int i = 0; i < messages / 100; ++i)
            reply.chunk(many);
        reply.chunk(builtLine);
        reply.finish();
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {}, contextOf(contextTar));
    QSignalSpy changes(&operation, &BuildOperation::stepChanged);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.buildLog()->lineCount(u"a"_s), messages);
    QVERIFY2(changes.size() < messages / 4, QByteArray::number(changes.size()).constData());
}

void TestBuildOperation::classicBuilds()
{
    ScriptedServer server;
    server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(R"({"stream":"Step 1/2 : FROM x"}{"stream":"\n"}{"stream":"Step 2/2 : RUN y"}{"stream":"\n"})");
        reply.chunk(R"({"stream":"out\n"}{"aux":{"ID":"sha256:77"}}{"stream":"Successfully built 77\n"})");
        reply.finish();
    });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {.builder = Builder::Classic}, contextOf(contextTar));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.steps().size(), 2);
    QCOMPARE(operation.imageId(), u"sha256:77"_s);
    QCOMPARE(server.requests().last().query.queryItemValue(u"version"_s), u"1"_s);
}

STRATA_TEST(TestBuildOperation)
#include "tst_buildoperation.moc"
