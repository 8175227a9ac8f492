// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/pull.h"
#include "engine/transfers/push.h"
#include "running.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ImageReference reference(const QString &text)
{
    return *ImageReference::parse(text);
}

Credential account(const QString &server, const QString &password = u"p\"a\\ss\n한"_s)
{
    QString secret = password;
    return {.server = registryKey(server), .user = u"ann"_s, .secret = Secret::take(secret)};
}

QJsonObject authOf(const ScriptedRequest &request)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        request.header("X-Registry-Auth"), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject{{u"broken"_s, true}};
}

QByteArray line(const QString &id, const char *status, qint64 current = 0, qint64 total = 0)
{
    QByteArray detail;
    if (total > 0)
        detail = "\"current\":" + QByteArray::number(current) + ",\"total\":" + QByteArray::number(total);
    return "{\"status\":\"" + QByteArray(status) + "\",\"progressDetail\":{" + detail + "},\"id\":\"" + id.toLatin1()
        + "\"}\r\n";
}

constexpr RetryPolicy quickly{.limit = 3, .first = 1ms};

} // namespace

/// Pull and push on an engine that does what a real one does not do on demand.
class TestRegistryTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void whatIsAsked_data();
    void whatIsAsked();
    void accounts();
    void anAccountGoesOnlyToItsRegistry();
    void accountsAreFoundFirst();
    void rowsAreTold();
    void whatComesTogetherIsToldTogether();
    void aRefusalThenAnAccount();
    void aRefusalInTheStream();
    void cutMidLayerAndResumed();
    void theEngineGoesAwayAndComesBack();
    void theRegistryGoesAway();
    void retriesAreBounded();
    void theSameBytesAgainAreNoProgress();
    void progressRenewsThePatience();
    void noRetryBeforeTheBeginning();
    void noRetryForWhatStaysWrong();
    void cancelledWhileTheKeychainWaits();
    void cancelledAtEveryState_data();
    void cancelledAtEveryState();
    void theEngineIsDropped();
    void fiveHundredLayers();
    void garbage();
};

void TestRegistryTransfer::commands_data()
{
    QTest::addColumn<PullRequest>("request");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("title");
    QTest::newRow("name") << PullRequest{.reference = reference(u"busybox"_s)} << u"docker pull busybox:latest"_s
                          << u"Pull busybox:latest"_s;
    QTest::newRow("platform") << PullRequest{.reference = reference(u"a/b:1"_s), .platform = u"linux/arm64"_s}
                              << u"docker pull --platform linux/arm64 a/b:1"_s << u"Pull a/b:1"_s;
    QTest::newRow("all tags") << PullRequest{.reference = reference(u"r:5000/a:1"_s), .allTags = true}
                              << u"docker pull -a r:5000/a"_s << u"Pull all tags of r:5000/a"_s;
    const QString digest = u"a@sha256:"_s + QString(64, u'1');
    QTest::newRow("digest") << PullRequest{.reference = reference(digest)} << u"docker pull "_s + digest
                            << u"Pull "_s + digest.first(47) + u'…';
}

void TestRegistryTransfer::commands()
{
    QFETCH(PullRequest, request);
    ScriptedServer server;
    Engine engine(server.endpoint());
    const PullOperation operation(engine, request);
    QTEST(operation.commandLine().toString(), "command");
    QTEST(operation.title(), "title");
    const PushOperation push(engine, reference(u"ann/web"_s));
    QCOMPARE(push.commandLine().toString(), u"docker push ann/web:latest"_s);
    QCOMPARE(push.title(), u"Push ann/web:latest"_s);
}

void TestRegistryTransfer::whatIsAsked_data()
{
    QTest::addColumn<PullRequest>("request");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("tag");
    const QString digest = u"sha256:"_s + QString(64, u'1');
    QTest::newRow("latest") << PullRequest{.reference = reference(u"busybox"_s)} << u"busybox"_s << u"latest"_s;
    QTest::newRow("tag") << PullRequest{.reference = reference(u"r:5000/a/b:1"_s)} << u"r:5000/a/b"_s << u"1"_s;
    QTest::newRow("digest") << PullRequest{.reference = reference(u"a:1@"_s + digest)} << u"a"_s << digest;
    QTest::newRow("all") << PullRequest{.reference = reference(u"a:1"_s), .allTags = true} << u"a"_s << QString();
    QTest::newRow("platform") << PullRequest{.reference = reference(u"a:1"_s), .platform = u"linux/arm/v7"_s} << u"a"_s
                              << u"1"_s;
}

void TestRegistryTransfer::whatIsAsked()
{
    QFETCH(PullRequest, request);
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s, "{\"status\":\"Status: Image is up to date for x\"}");
    Engine engine(server.endpoint());
    PullOperation operation(engine, request);
    STRATA_SUCCEEDS(operation);
    QVERIFY(operation.outcome().summary.endsWith(u"is up to date"));
    const ScriptedRequest asked = server.requests().last();
    QTEST(asked.query.queryItemValue(u"fromImage"_s, QUrl::FullyDecoded), "name");
    QTEST(asked.query.queryItemValue(u"tag"_s, QUrl::FullyDecoded), "tag");
    QCOMPARE(asked.query.hasQueryItem(u"tag"_s), !request.allTags);
    QCOMPARE(asked.query.queryItemValue(u"platform"_s, QUrl::FullyDecoded), request.platform);
    QCOMPARE(asked.header("X-Registry-Auth"), "e30=");
}

void TestRegistryTransfer::accounts()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/r:5000/a/push"_s, "{\"aux\":{\"Digest\":\"sha256:7\"}}");
    Engine engine(server.endpoint());
    PushOperation operation(engine, reference(u"r:5000/a:1"_s), account(u"r:5000"_s));
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.outcome().summary, u"r:5000/a:1 pushed: sha256:7"_s);
    const QJsonObject sent = authOf(server.requests().last());
    QCOMPARE(sent[u"username"].toString(), u"ann"_s);
    QCOMPARE(sent[u"password"].toString(), u"p\"a\\ss\n한"_s);
    QCOMPARE(sent[u"serveraddress"].toString(), u"r:5000"_s);
    QCOMPARE(server.requests().last().query.queryItemValue(u"tag"_s), u"1"_s);

    Credential token = account(u"r:5000"_s, u"t0ken"_s);
    token.isIdentityToken = true;
    PushOperation second(engine, reference(u"r:5000/a:1"_s), token);
    STRATA_SUCCEEDS(second);
    QCOMPARE(authOf(server.requests().last())[u"identitytoken"].toString(), u"t0ken"_s);
    QVERIFY(!authOf(server.requests().last()).contains(u"password"));
}

void TestRegistryTransfer::anAccountGoesOnlyToItsRegistry()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s, "{}");
    Engine engine(server.endpoint());
    const auto sent = [&](const QString &image, const QString &registry) {
        PullOperation operation(engine, {.reference = reference(image)}, account(registry));
        performed(operation);
        return authOf(server.requests().last());
    };
    QVERIFY(sent(u"busybox"_s, u"r:5000"_s).isEmpty());
    QVERIFY(sent(u"r:5000/a"_s, u"r:5001"_s).isEmpty());
    QVERIFY(sent(u"r:5000/a"_s, u"docker.io"_s).isEmpty());
    QVERIFY(!sent(u"r:5000/a"_s, u"http://R:5000/v2/"_s).isEmpty());
    QVERIFY(!sent(u"busybox"_s, u"https://index.docker.io/v1/"_s).isEmpty());
}

void TestRegistryTransfer::accountsAreFoundFirst()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s, "{}");
    Engine engine(server.endpoint());
    const auto sent = [&](const FoundCredential &found, QStringList *log = nullptr) {
        PullOperation operation(engine, {.reference = reference(u"r:5000/a"_s)}, {});
        operation.setFindAccount([&found](const QString &registry, QObject *context, const auto &answer) {
            QCOMPARE(registry, u"r:5000"_s);
            QTimer::singleShot(0, context, [&found, answer] { answer(found); });
        });
        performed(operation);
        if (log)
            *log = operation.log();
        return authOf(server.requests().last());
    };
    QCOMPARE(sent(account(u"r:5000"_s))[u"username"].toString(), u"ann"_s);
    QVERIFY(sent(account(u"r:5001"_s)).isEmpty());
    QVERIFY(sent(std::nullopt).isEmpty());
    QStringList log;
    QVERIFY(sent(failure(Error::Kind::KeychainLocked, u"It is locked."_s), &log).isEmpty());
    QVERIFY2(log.join(u'\n').contains(u"It is locked."_s), qPrintable(log.join(u'\n')));
}

void TestRegistryTransfer::rowsAreTold()
{
    ScriptedServer server;
    server.on("POST", u"/images/create"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(line(u"1"_s, "Pulling from a") + line(u"aa"_s, "Pulling fs layer") + line(u"bb"_s, "Already exists")
                    + line(u"aa"_s, "Downloading", 10, 100) + line(u"aa"_s, "Downloading", 90, 100));
        reply.after(20ms, [reply] {
            reply.chunk(line(u"aa"_s, "Pull complete") + "{\"status\":\"Digest: sha256:12\"}");
            reply.finish();
        });
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    QSignalSpy added(&operation, &TransferOperation::layerAdded);
    QSignalSpy changed(&operation, &TransferOperation::layerChanged);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(added.size(), 2);
    QVERIFY(changed.size() >= 2);
    QCOMPARE(operation.outcome().summary, u"a:1 pulled: 2 layers, 100 B"_s);
    QCOMPARE(operation.transfer().digest(), u"sha256:12"_s);
    QCOMPARE(operation.progress().done, 100);
    QCOMPARE(operation.progress().total, 100);
    QCOMPARE(operation.log(), QStringList({u"Pulling from a"_s, u"Digest: sha256:12"_s}));
}

/// However many lines there are for a layer: a row is painted once for all of them.
void TestRegistryTransfer::whatComesTogetherIsToldTogether()
{
    class Fed : public TransferOperation
    {
    public:
        Fed() : TransferOperation(TransferProgress::Kind::Pull, u"fed"_s, {}, nullptr) {}
        using TransferOperation::apply;

    protected:
        void doStart() override {}
        void doCancel() override {}
    };
    Fed operation;
    const QSignalSpy added(&operation, &TransferOperation::layerAdded);
    const QSignalSpy changed(&operation, &TransferOperation::layerChanged);
    QList<TransferMessage> messages;
    for (const QString &id : {u"aa"_s, u"bb"_s}) {
        TransferMessage message;
        message.id = id;
        message.status = u"Pulling fs layer"_s;
        messages.append(message);
        message.status = u"Downloading"_s;
        message.total = 500;
        for (message.current = 1; message.current <= 500; ++message.current)
            messages.append(message);
    }
    operation.apply(messages);
    QCOMPARE(added.size(), 2);
    QCOMPARE(changed.size(), 2);
}

void TestRegistryTransfer::aRefusalThenAnAccount()
{
    for (const int status : {401, 500}) { // as the API says, and as Docker 26 and Podman do it
        ScriptedServer server;
        server.on("POST", u"/images/create"_s, [status](const ScriptedRequest &request, const ScriptedReply &reply) {
            if (authOf(request)[u"username"].toString() == u"ann")
                return reply.json("{\"status\":\"Status: Downloaded newer image for r:5000/a:1\"}");
            reply.error(status, "Head http://r:5000/v2/a/manifests/1: no basic auth credentials");
        });
        Engine engine(server.endpoint());
        PullOperation first(engine, {.reference = reference(u"r:5000/a:1"_s), .platform = u"linux/amd64"_s});
        STRATA_FAILS(first, Error::Kind::Unauthorized);
        QVERIFY(first.outcome().error->message.contains(u"no basic auth credentials"));
        QCOMPARE(first.attempts(), 1);
        const auto second = first.withAccount(account(u"r:5000"_s));
        QCOMPARE(second->state(), Operation::State::Ready);
        STRATA_SUCCEEDS(*second);
        QCOMPARE(server.requests().last().query.queryItemValue(u"platform"_s, QUrl::FullyDecoded), u"linux/amd64"_s);
    }
}

void TestRegistryTransfer::aRefusalInTheStream()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/r:5000/a/push"_s,
                  line(u"aa"_s, "Preparing")
                      + "{\"errorDetail\":{\"message\":\"unauthorized: authentication required\"},"
                        "\"error\":\"unauthorized: authentication required\"}\r\n");
    Engine engine(server.endpoint());
    PushOperation operation(engine, reference(u"r:5000/a"_s), account(u"r:5000"_s));
    STRATA_FAILS(operation, Error::Kind::Unauthorized);
    QVERIFY(!operation.outcome().error->message.contains(u"p\"a"));
}

void TestRegistryTransfer::cutMidLayerAndResumed()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        if (++attempts == 1) {
            reply.chunk(line(u"aa"_s, "Downloading", 100, 100) + line(u"aa"_s, "Pull complete")
                        + line(u"bb"_s, "Downloading", 30, 200));
            return reply.close(); // without the last chunk
        }
        reply.chunk(line(u"aa"_s, "Already exists") + line(u"bb"_s, "Downloading", 200, 200)
                    + line(u"bb"_s, "Pull complete"));
        reply.finish();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy({.limit = 3, .first = 30ms});
    QStringList texts;
    connect(&operation, &Operation::progressChanged, this, [&] { texts.append(operation.progress().text); });
    QSignalSpy added(&operation, &TransferOperation::layerAdded);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(attempts.load(), 2);
    QCOMPARE(operation.attempts(), 2);
    QCOMPARE(added.size(), 2); // the rows are the same ones
    QVERIFY(texts.contains(u"The connection broke; next attempt in 1 seconds"_s));
    QCOMPARE(operation.outcome().summary, u"a:1 pulled: 2 layers, 300 B"_s);
}

void TestRegistryTransfer::theEngineGoesAwayAndComesBack()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(line(u"aa"_s, "Downloading", 30, 200));
        if (++attempts > 1)
            reply.finish();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy({.limit = 8, .first = 5ms});
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.transfer().layers().size(), 1);
    server.stop();
    QTRY_VERIFY(operation.attempts() >= 3); // no socket: that counts, and it goes on
    QCOMPARE(finished.size(), 0);
    server.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
}

void TestRegistryTransfer::theRegistryGoesAway()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        if (++attempts == 1)
            return reply.json(
                line(u"aa"_s, "Downloading", 30, 200)
                + "{\"errorDetail\":{\"message\":\"dial tcp 127.0.0.1:5000: connect: connection refused\"}}");
        reply.json(line(u"aa"_s, "Pull complete"));
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(attempts.load(), 2);
    QVERIFY(operation.log().join(u'\n').contains(u"cannot be reached"));
}

void TestRegistryTransfer::retriesAreBounded()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        ++attempts;
        reply.open();
        reply.chunk(line(u"aa"_s, "Waiting"));
        reply.close();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_FAILS(operation, Error::Kind::BrokenStream);
    QCOMPARE(attempts.load(), 3);
}

void TestRegistryTransfer::theSameBytesAgainAreNoProgress()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        ++attempts;
        reply.open();
        reply.chunk(line(u"aa"_s, "Downloading", 30, 200)); // and always breaks there
        reply.close();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_FAILS(operation, Error::Kind::BrokenStream);
    QCOMPARE(attempts.load(), 4); // the first one got further than nothing
}

void TestRegistryTransfer::progressRenewsThePatience()
{
    ScriptedServer server;
    std::atomic<int> attempts = 0;
    server.on("POST", u"/images/create"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        const int attempt = ++attempts;
        reply.open();
        reply.chunk(line(QString::number(attempt), "Downloading", 10, 10)
                    + line(QString::number(attempt), "Pull complete"));
        if (attempt < 7)
            reply.close();
        else
            reply.finish();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(attempts.load(), 7);
}

void TestRegistryTransfer::noRetryBeforeTheBeginning()
{
    ScriptedServer server;
    server.stop();
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_FAILS(operation, Error::Kind::SocketMissing);
    QCOMPARE(operation.attempts(), 1);
}

void TestRegistryTransfer::noRetryForWhatStaysWrong()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s,
                  line(u"aa"_s, "Downloading", 1, 2)
                      + "{\"errorDetail\":{\"message\":\"write /var/lib/docker/x: no space left on device\"}}");
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy(quickly);
    STRATA_FAILS(operation, Error::Kind::Local);
    QCOMPARE(operation.attempts(), 1);
    QVERIFY(operation.outcome().error->message.startsWith(u"The engine's disk is full"));
}

void TestRegistryTransfer::cancelledWhileTheKeychainWaits()
{
    ScriptedServer server;
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"r:5000/a"_s)}, {});
    QPointer<QObject> waiting;
    operation.setFindAccount([&waiting](const QString &, QObject *context, const auto &) { waiting = context; });
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_VERIFY(waiting);
    QVERIFY(!operation.progress().text.isEmpty());
    operation.cancel();
    QVERIFY(!waiting);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(server.requestCount("POST", u"/images/create"_s), 0);
}

void TestRegistryTransfer::cancelledAtEveryState_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("before the start is done") << 0;
    QTest::newRow("no answer yet") << 1;
    QTest::newRow("mid-layer") << 2;
    QTest::newRow("waiting for a retry") << 3;
}

void TestRegistryTransfer::cancelledAtEveryState()
{
    QFETCH(int, state);
    ScriptedServer server;
    server.on("POST", u"/images/create"_s, [state](const ScriptedRequest &, const ScriptedReply &reply) {
        if (state == 1)
            return;
        reply.open();
        reply.chunk(line(u"aa"_s, "Downloading", 30, 200));
        if (state == 3)
            reply.close();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    operation.setRetryPolicy({.limit = 3, .first = 1h});
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    if (state == 1)
        QTRY_COMPARE(server.requestCount("POST", u"/images/create"_s), 1);
    if (state == 2)
        QTRY_COMPARE(operation.transfer().layers().size(), 1);
    if (state == 3)
        QTRY_VERIFY(operation.progress().text.startsWith(u"The connection broke"));
    QCOMPARE(finished.size(), 0);
    operation.cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QTRY_VERIFY(server.openConnections() <= 1); // the pinging one
    QTest::qWait(20);
    QCOMPARE(finished.size(), 1);
}

void TestRegistryTransfer::theEngineIsDropped()
{
    ScriptedServer server;
    server.on("POST", u"/images/create"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        reply.chunk(line(u"aa"_s, "Downloading", 30, 200));
    });
    auto engine = std::make_unique<Engine>(server.endpoint());
    PullOperation operation(*engine, {.reference = reference(u"a:1"_s)});
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(operation.transfer().layers().size(), 1);
    engine.reset();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().error->kind, Error::Kind::Cancelled);
    QVERIFY(!operation.withAccount(account(u"docker.io"_s)));

    auto second = std::make_unique<Engine>(server.endpoint());
    PullOperation late(*second, {.reference = reference(u"a:1"_s)});
    second.reset();
    STRATA_FAILS(late, Error::Kind::Cancelled);
}

void TestRegistryTransfer::fiveHundredLayers()
{
    ScriptedServer server;
    server.on("POST", u"/images/create"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open();
        for (const char *word : {"Pulling fs layer", "Downloading", "Extracting", "Pull complete"}) {
            QByteArray lines;
            for (int i = 0; i < 500; ++i)
                lines += line(QString::number(i), word, 50, 100);
            reply.chunk(lines);
        }
        reply.finish();
    });
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    QSignalSpy added(&operation, &TransferOperation::layerAdded);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(added.size(), 500);
    QCOMPARE(operation.transfer().totals().layersDone, 500);
    QCOMPARE(operation.outcome().summary, u"a:1 pulled: 500 layers, 50 kB"_s);
}

void TestRegistryTransfer::garbage()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s, "<html>no</html>");
    Engine engine(server.endpoint());
    PullOperation operation(engine, {.reference = reference(u"a:1"_s)});
    STRATA_FAILS(operation, Error::Kind::MalformedAnswer);
}

STRATA_TEST(TestRegistryTransfer)
#include "tst_registrytransfer.moc"
