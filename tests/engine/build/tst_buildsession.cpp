// SPDX-License-Identifier: GPL-3.0-or-later
#include "../transfers/running.h"
#include "engine/build/buildoperation.h"
#include "engine/build/buildsession.h"
#include "grpcclient.h"
#include "protobuf.h"
#include "support/archives.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray upgraded =
    "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Type: application/octet-stream\r\n\r\n";
const QByteArray secretMethod = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
const QByteArray credentialsMethod = "/moby.filesync.v1.Auth/Credentials";
const QByteArray checkMethod = "/moby.sshforward.v1.SSH/CheckAgent";
const QByteArray forwardMethod = "/moby.sshforward.v1.SSH/ForwardAgent";

Secret secretFrom(QByteArray text)
{
    return Secret::take(text);
}

/// An engine that opens a session and asks; the client is used on the server's thread, and under the mutex.
class AskingEngine
{
public:
    AskingEngine()
    {
        server.on("POST", u"/session"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
            reply.raw(upgraded);
            reply.onData([this](const QByteArray &bytes) {
                const std::lock_guard lock(m_mutex);
                if (bytes.isEmpty()) // the other side's end
                    return m_reply.close();
                client.feed(bytes);
                m_reply.raw(client.output());
            });
            const std::lock_guard lock(m_mutex);
            m_reply = reply;
            m_reply.raw(client.output());
        });
    }

    template<typename Use>
    auto with(Use use)
    {
        const std::lock_guard lock(m_mutex);
        const auto result = use(client);
        m_reply.raw(client.output());
        return result;
    }
    GrpcAnswer answer(int call)
    {
        return with([call](GrpcClient &c) { return c.answers.value(call); });
    }
    GrpcAnswer ask(const QByteArray &method, const QByteArray &request)
    {
        const int call = with([&](GrpcClient &c) { return c.ask(method, request); });
        return QTest::qWaitFor([&] { return answer(call).isClosed; }, QDeadlineTimer(patience)) ? answer(call)
                                                                                                : GrpcAnswer();
    }

    ScriptedServer server;
    GrpcClient client;

private:
    std::mutex m_mutex;
    ScriptedReply m_reply;
};

QByteArray idOf(const QByteArray &id)
{
    return Message().text(1, id).bytes();
}

BuildSessionSources someSources()
{
    return {.account = [](const QString &registry) -> std::optional<Credential> {
                if (registry == u"with.account:5000")
                    return Credential{.server = registry, .user = u"me"_s, .secret = secretFrom("s3cret")};
                if (registry == u"https://index.docker.io/v1/")
                    return Credential{
                        .server = registry, .user = u"me"_s, .secret = secretFrom("token"), .isIdentityToken = true};
                if (registry == u"wrong.example")
                    return Credential{.server = u"other.example"_s, .user = u"me"_s, .secret = secretFrom("s3cret")};
                return {};
            },
            .secret = [](const QString &id) -> Result<Secret> {
                if (id == u"large")
                    return secretFrom(QByteArray(BuildSession::largestSecret, 'x'));
                if (id == u"too large")
                    return secretFrom(QByteArray(BuildSession::largestSecret + 1, 'x'));
                if (id == u"empty")
                    return Secret();
                if (id == u"npm")
                    return secretFrom("line 1\nline 2\xff");
                return failure(Error::Kind::NotFound, u"no"_s);
            }};
}

/// An ssh agent: answers each message with one of its own, or as it is told.
class FakeAgent : public QObject
{
public:
    FakeAgent()
    {
        m_server.listen(m_folder.filePath(u"agent"_s));
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            socket = m_server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, this, [this] {
                const QByteArray bytes = socket->readAll();
                asked += bytes;
                if (!answer.isEmpty())
                    socket->write(answer);
            });
        });
    }
    QString path() const { return m_server.fullServerName(); }

    QByteArray asked;
    QByteArray answer;
    QLocalSocket *socket = nullptr;

private:
    QTemporaryDir m_folder;
    QLocalServer m_server;
};

const QByteArray listQuestion("\0\0\0\1\13", 5);
const QByteArray addQuestion("\0\0\0\1\21", 5);
const QByteArray noAnswer("\0\0\0\1\5", 5);

BuildContext smallContext()
{
    return []() -> Result<std::unique_ptr<ByteSource>> {
        return std::make_unique<MemorySource>(tarOf({{.path = "Dockerfile", .data = "FROM scratch\n"}}));
    };
}

} // namespace

/// Sessions with an engine that does what a test tells it.
class TestBuildSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens();
    void answers_data();
    void answers();
    void nothingIsOffered();
    void agentsAreChecked();
    void anAgentIsForwarded();
    void anAgentThatIsNotThere();
    void anAgentThatBreaks_data();
    void anAgentThatBreaks();
    void aSlowAgent();
    void aSlowEngine();
    void theEngineCloses();
    void anEngineWithoutSessions();
    void buildsWithASession();
    void secretsThatAreNotThere_data();
    void secretsThatAreNotThere();
    void accountsOfOtherBuilders();
};

void TestBuildSession::opens()
{
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildSession session(engine, {});
    QSignalSpy opened(&session, &BuildSession::opened);
    session.open();
    QTRY_COMPARE(opened.size(), 1);
    const GrpcAnswer health = asking.ask("/grpc.health.v1.Health/Check", {});
    QCOMPARE(health.status(), 0);
    QCOMPARE(health.messages(), QList<QByteArray>({"\x08\x01"}));
    const ScriptedRequest request = asking.server.requests().last();
    QCOMPARE(request.header("Upgrade"), "h2c");
    QCOMPARE(request.header("X-Docker-Expose-Session-Uuid"), session.id().toLatin1());
    QCOMPARE(session.id().size(), 32);
    QStringList methods;
    for (const auto &[name, value] : request.headers) {
        if (name.toLower() == "x-docker-expose-session-grpc-method")
            methods.append(QString::fromLatin1(value));
    }
    QVERIFY(methods.contains(u"/moby.filesync.v1.Auth/Credentials"));
    QCOMPARE(methods.size(), 5);
}

void TestBuildSession::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a secret") << secretMethod << idOf("npm") << 0 << Message().text(1, "line 1\nline 2\xff").bytes();
    QTest::newRow("an empty one") << secretMethod << idOf("empty") << 0 << QByteArray();
    QTest::newRow("a large one") << secretMethod << idOf("large") << 0
                                 << Message().text(1, QByteArray(BuildSession::largestSecret, 'x')).bytes();
    QTest::newRow("too large") << secretMethod << idOf("too large") << 8 << QByteArray();
    QTest::newRow("not there") << secretMethod << idOf("nobody's") << 5 << QByteArray();
    QTest::newRow("annotated") << secretMethod << Message().text(1, "npm").text(2, "more").number(7, 1).bytes() << 0
                               << Message().text(1, "line 1\nline 2\xff").bytes();
    QTest::newRow("no message") << secretMethod << QByteArray("\x0a\xff") << 5 << QByteArray();
    QTest::newRow("an account") << credentialsMethod << idOf("with.account:5000") << 0
                                << Message().text(1, "me").text(2, "s3cret").bytes();
    QTest::newRow("a token of the Hub") << credentialsMethod << idOf("registry-1.docker.io") << 0
                                        << Message().text(2, "token").bytes();
    QTest::newRow("no account") << credentialsMethod << idOf("other.example") << 0 << QByteArray();
    QTest::newRow("another's account") << credentialsMethod << idOf("wrong.example") << 0 << QByteArray();
    QTest::newRow("what nobody knows") << QByteArray("/moby.filesync.v1.Auth/GetTokenAuthority") << idOf("x") << 12
                                       << QByteArray();
    QTest::newRow("no agent") << checkMethod << idOf("default") << 12 << QByteArray();
}

void TestBuildSession::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildSession session(engine, someSources());
    QSignalSpy opened(&session, &BuildSession::opened);
    session.open();
    QTRY_COMPARE(opened.size(), 1);
    const GrpcAnswer is = asking.ask(method, request);
    QCOMPARE(is.status(), status);
    if (status == 0)
        QVERIFY(is.messages().value(0) == answer && is.messages().size() == 1);
    QVERIFY(!session.asked().join(u' ').contains(u"s3cret"));
    QVERIFY(!is.fields.value("grpc-message").contains("s3cret"));
}

void TestBuildSession::nothingIsOffered()
{
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildSession session(engine, {});
    QSignalSpy opened(&session, &BuildSession::opened);
    session.open();
    QTRY_COMPARE(opened.size(), 1);
    for (const QByteArray &method : {secretMethod, credentialsMethod, checkMethod})
        QCOMPARE(asking.ask(method, idOf("x")).status(), 12);
    QCOMPARE(asking.ask(forwardMethod, {}).status(), 5);
}

void TestBuildSession::agentsAreChecked()
{
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildSession session(engine, {.agent = [](const QString &id) { return id == u"default" ? u"/x"_s : QString(); }});
    QSignalSpy opened(&session, &BuildSession::opened);
    session.open();
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(asking.ask(checkMethod, idOf("default")).status(), 0);
    QCOMPARE(asking.ask(checkMethod, {}).status(), 0);
    QCOMPARE(asking.ask(checkMethod, idOf("other")).status(), 5);
    QCOMPARE(session.asked(), QStringList({u"ssh agent default"_s, u"ssh agent other"_s}));
}

#define SESSION_WITH_AGENT(path)                                                                                       \
    AskingEngine asking;                                                                                               \
    Engine engine(asking.server.endpoint());                                                                           \
    BuildSession session(engine, {.agent = [socket = QString(path)](const QString &) { return socket; }});             \
    QSignalSpy opened(&session, &BuildSession::opened);                                                                \
    session.open();                                                                                                    \
    QTRY_COMPARE(opened.size(), 1);                                                                                    \
    const int call = asking.with([](GrpcClient &c) {                                                                   \
        return c.begin(forwardMethod, {{"content-type", "application/grpc"}, {"buildkit.ssh.id", "default"}});         \
    });                                                                                                                \
    const auto say = [&](const QByteArray &bytes) {                                                                    \
        asking.with([&](GrpcClient &c) {                                                                               \
            c.more(call, grpcMessage(Message().text(1, bytes).bytes()));                                               \
            return 0;                                                                                                  \
        });                                                                                                            \
    };                                                                                                                 \
    const auto heard = [&] {                                                                                           \
        QByteArray all;                                                                                                \
        for (const QByteArray &message : asking.answer(call).messages())                                               \
            all += message.sliced(2); /* short ones: a tag and a length */                                             \
        return all;                                                                                                    \
    }

void TestBuildSession::anAgentIsForwarded()
{
    FakeAgent agent;
    agent.answer = QByteArray("\0\0\0\3\14ab", 7);
    SESSION_WITH_AGENT(agent.path());
    say(listQuestion.first(3));
    say(listQuestion.sliced(3));
    QTRY_COMPARE(heard(), agent.answer);
    say(addQuestion);
    QTRY_COMPARE(heard(), QByteArray(agent.answer + noAnswer));
    QCOMPARE(agent.asked, listQuestion);
    say(listQuestion);
    asking.with([call](GrpcClient &c) {
        c.end(call);
        return 0;
    });
    QTRY_VERIFY(asking.answer(call).isClosed); // after the last answer
    QCOMPARE(asking.answer(call).status(), 0);
    QCOMPARE(heard(), QByteArray(agent.answer + noAnswer + agent.answer));
    QTRY_COMPARE(agent.socket->state(), QLocalSocket::UnconnectedState);
}

void TestBuildSession::anAgentThatIsNotThere()
{
    SESSION_WITH_AGENT(u"/nowhere/agent"_s);
    say(listQuestion);
    QTRY_VERIFY(asking.answer(call).isClosed);
    QCOMPARE(asking.answer(call).status(), 14);
    QCOMPARE(heard(), QByteArray());
}

void TestBuildSession::anAgentThatBreaks_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: it closes
    QTest::addColumn<int>("status");
    QTest::newRow("closes") << QByteArray() << 0;
    QTest::newRow("an answer without end") << QByteArray("\x7f\xff\xff\xff", 4) << 14;
}

void TestBuildSession::anAgentThatBreaks()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    FakeAgent agent;
    SESSION_WITH_AGENT(agent.path());
    say(listQuestion);
    QTRY_COMPARE(agent.asked, listQuestion);
    if (answer.isEmpty())
        agent.socket->close();
    else
        agent.socket->write(answer);
    QTRY_VERIFY(asking.answer(call).isClosed);
    QCOMPARE(asking.answer(call).status(), status);
    QCOMPARE(heard(), QByteArray());
}

/// The build asks and asks, and the agent does not answer: the engine is made to wait.
void TestBuildSession::aSlowAgent()
{
    constexpr int questions = 400;
    FakeAgent agent;
    SESSION_WITH_AGENT(agent.path());
    QByteArray sign(1005, '\0');
    qToBigEndian(quint32{1001}, sign.data());
    sign[4] = 13;
    for (int i = 0; i < questions; ++i)
        say(sign);
    const auto unsent = [&] { return asking.with([call](GrpcClient &c) { return c.unsent(call); }); };
    QTRY_VERIFY(!agent.asked.isEmpty());
    QTest::qWait(100);
    QCOMPARE(agent.asked.size(), sign.size()); // one question at a time
    QVERIFY(unsent() > 200'000);
    agent.answer = noAnswer;
    agent.socket->write(noAnswer);
    QTRY_COMPARE(agent.asked.size(), questions * sign.size());
    QTRY_COMPARE(heard().size(), questions * noAnswer.size());
}

/// The agent's answers are long, and the engine's window is small.
void TestBuildSession::aSlowEngine()
{
    FakeAgent agent;
    agent.answer = QByteArray(100'004, 'x');
    qToBigEndian(quint32{100'000}, agent.answer.data());
    SESSION_WITH_AGENT(agent.path());
    for (int i = 0; i < 30; ++i)
        say(listQuestion);
    QTRY_VERIFY(heard().size() >= 30 * agent.answer.size());
}

void TestBuildSession::theEngineCloses()
{
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildSession session(engine, someSources());
    QSignalSpy opened(&session, &BuildSession::opened);
    QSignalSpy ended(&session, &BuildSession::ended);
    session.open();
    QTRY_COMPARE(opened.size(), 1);
    asking.server.dropConnections();
    QTRY_COMPARE(ended.size(), 1);
    QTest::qWait(20);
    QCOMPARE(ended.size(), 1);
}

void TestBuildSession::anEngineWithoutSessions()
{
    QString value = u"x"_s;
    const BuildSecret secret{.id = u"a"_s, .source = BuildSecret::Source::Typed, .value = Secret::take(value)};
    ScriptedServer server;
    server.on("POST", u"/session"_s,
              [](const ScriptedRequest &, const ScriptedReply &reply) { reply.error(404, "page not found"); });
    Engine engine(server.endpoint());
    BuildOperation operation(engine, {.secrets = {secret}}, smallContext());
    STRATA_FAILS(operation, Error::Kind::NotSupported);
    QCOMPARE(server.requestCount("POST", u"/build"_s), 0);

    AskingEngine broken;
    broken.server.on("POST", u"/session"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.raw(upgraded);
        reply.raw("HTTP/1.1 200 OK\r\n\r\n");
    });
    Engine other(broken.server.endpoint());
    BuildSession session(other, {});
    QSignalSpy ended(&session, &BuildSession::ended);
    session.open();
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!ended.first().first().value<Result<void>>());
}

void TestBuildSession::buildsWithASession()
{
    AskingEngine asking;
    asking.server.on("POST", u"/build"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.send(200, R"({"id":"moby.image.id","aux":{"ID":"sha256:1"}})");
    });
    Engine engine(asking.server.endpoint());
    QStringList lookedFor;
    BuildOperation operation(engine, {.registries = {u"docker.io"_s, u"a.example"_s, u"b.example"_s, u"a.example"_s}},
                             smallContext());
    operation.setFindAccount([&](const QString &registry, QObject *context, const auto &answer) {
        lookedFor.append(registry);
        QMetaObject::invokeMethod(
            context,
            [registry, answer] {
                if (registry == u"a.example")
                    answer(std::optional(Credential{.server = registry, .user = u"u"_s, .secret = secretFrom("p")}));
                else if (registry == u"b.example")
                    answer(failure(Error::Kind::KeychainLocked, u"It is locked."_s));
                else
                    answer(std::optional<Credential>());
            },
            Qt::QueuedConnection);
    });
    STRATA_SUCCEEDS(operation);
    QCOMPARE(lookedFor, QStringList({u"https://index.docker.io/v1/"_s, u"a.example"_s, u"b.example"_s}));
    QVERIFY(operation.log().contains(u"Without an account: It is locked."_s));
    QString session;
    QByteArray opened;
    for (const ScriptedRequest &request : asking.server.requests()) {
        if (request.path == u"/build")
            session = request.query.queryItemValue(u"session"_s);
        if (request.path == u"/session")
            opened = request.header("X-Docker-Expose-Session-Uuid");
    }
    QVERIFY(!session.isEmpty());
    QCOMPARE(session.toLatin1(), opened);
    QTRY_COMPARE(asking.server.openConnections(), 0); // the session ends with the build
}

void TestBuildSession::secretsThatAreNotThere_data()
{
    QTest::addColumn<BuildOptions>("options");
    QTest::addColumn<Error::Kind>("kind");
    const auto of = [](BuildSecret::Source source, const QString &from) {
        return BuildOptions{.secrets = {{.id = u"npm"_s, .source = source, .from = from}}};
    };
    using Source = BuildSecret::Source;
    QTest::newRow("no file") << of(Source::File, u"/nowhere/secret"_s) << Error::Kind::NotFound;
    QTest::newRow("a folder") << of(Source::File, u"/tmp"_s) << Error::Kind::Local;
    QTest::newRow("too large") << of(Source::File, u"/usr/bin/git"_s) << Error::Kind::TooLarge;
    QTest::newRow("no variable") << of(Source::Environment, u"STRATA_NOT_SET"_s) << Error::Kind::NotFound;
    QTest::newRow("no agent") << BuildOptions{.agents = {{.socket = u"/nowhere/agent"_s}}} << Error::Kind::NotFound;
}

void TestBuildSession::secretsThatAreNotThere()
{
    QFETCH(BuildOptions, options);
    QFETCH(Error::Kind, kind);
    AskingEngine asking;
    Engine engine(asking.server.endpoint());
    BuildOperation operation(engine, options, smallContext());
    STRATA_FAILS(operation, kind);
    QCOMPARE(asking.server.requestCount("POST", u"/session"_s), 0);
    if (!options.secrets.isEmpty())
        QVERIFY(operation.outcome().error->message.contains(u"npm"));
}

/// The classic builder and Podman get the accounts in a header.
void TestBuildSession::accountsOfOtherBuilders()
{
    AskingEngine asking;
    asking.server.on("POST", u"/build"_s,
                     [](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(200, "{}"); });
    Engine engine(asking.server.endpoint());
    BuildOperation operation(engine, {.builder = Builder::Classic, .registries = {u"a.example"_s, u"docker.io"_s}},
                             smallContext());
    operation.setFindAccount([](const QString &registry, QObject *context, const auto &answer) {
        QMetaObject::invokeMethod(
            context,
            [registry, answer] {
                answer(std::optional(Credential{.server = registry, .user = u"u"_s, .secret = secretFrom("p\"1")}));
            },
            Qt::QueuedConnection);
    });
    STRATA_SUCCEEDS(operation);
    const QByteArray header = asking.server.requests().last().header("X-Registry-Config");
    QCOMPARE(QByteArray::fromBase64(header, QByteArray::Base64UrlEncoding),
             R"({"a.example":{"username":"u","password":"p\"1","serveraddress":"a.example"},)"
             R"("https://index.docker.io/v1/":{"username":"u","password":"p\"1",)"
             R"("serveraddress":"https://index.docker.io/v1/"}})");
    QCOMPARE(asking.server.requestCount("POST", u"/session"_s), 0);
}

STRATA_TEST(TestBuildSession)
#include "tst_buildsession.moc"
