// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/load.h"
#include "engine/transfers/save.h"
#include "running.h"
#include "support/faultproxy.h"
#include "support/memory.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray tarEnd(1024, '\0');

/// A tar with one file, as an engine would send it.
QByteArray smallTar(const QByteArray &content = "hello")
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
        return {};
    file.close();
    QProcess tar;
    tar.start(u"tar"_s, {u"-C"_s, folder.path(), u"-c"_s, u"file"_s});
    return tar.waitForFinished() ? tar.readAllStandardOutput() : QByteArray();
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeTo(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QStringList entries(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

/// No file of this process grows beyond a size while this lives: the disk is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t size)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{size, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

} // namespace

/// Save, export, load and import on an engine that does what a test tells it.
class TestFileTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands();
    void saved_data();
    void saved();
    void theSizeIsExpected();
    void exported();
    void nothingIsLeft_data();
    void nothingIsLeft();
    void whatWasThereStays();
    void theDiskIsFull_data();
    void theDiskIsFull();
    void aSmallDiskIsFull();
    void targetsThatCannotBe();
    void cancelledAtEveryState_data();
    void cancelledAtEveryState();
    void destroyedMidway();
    void memoryStaysFlat();
    void theOtherEngineMayGo();
    void loaded();
    void imported();
    void whatIsNoArchive_data();
    void whatIsNoArchive();
    void loadsThatFail_data();
    void loadsThatFail();
    void aLoadIsCancelled();
    void aLoadIsSentInPieces();
};

void TestFileTransfer::commands()
{
    QCOMPARE(SaveOperation::commandFor({u"a:1"_s, u"b c"_s}, {.path = u"/x/y z.tar"_s}).toString(),
             u"docker save -o '/x/y z.tar' a:1 'b c'"_s);
    QCOMPARE(SaveOperation::commandFor({u"a:1"_s}, {u"/x.tar.gz"_s, Compression::Gzip}).toString(),
             u"sh -c 'docker save a:1 | gzip > /x.tar.gz'"_s);
    QCOMPARE(SaveOperation::commandFor({u"a:1"_s}, {u"/x y"_s, Compression::Zstd}).words().last(),
             u"docker save a:1 | zstd -q > '/x y'"_s);
    ScriptedServer server;
    Engine engine(server.endpoint());
    QCOMPARE(ExportOperation(engine, u"id1"_s, u"web"_s, {.path = u"/w.tar"_s}).commandLine().toString(),
             u"docker export -o /w.tar web"_s);
    QCOMPARE(SaveOperation(engine, {u"a:1"_s, u"b:1"_s}, {.path = u"/w.tar"_s}).title(), u"Save a:1, b:1"_s);
    QCOMPARE(LoadOperation(engine, u"/x/a b.tar"_s).commandLine().toString(), u"docker load -i '/x/a b.tar'"_s);
    QCOMPARE(LoadOperation(engine, u"/x/a b.tar"_s).title(), u"Load a b.tar"_s);
    QCOMPARE(ImportOperation::commandFor({.path = u"/r.tar"_s,
                                          .reference = u"a:1"_s,
                                          .changes = {u"CMD [\"sh\"]"_s},
                                          .message = u"by hand"_s,
                                          .platform = u"linux/arm64"_s})
                 .toString(),
             u"docker import -c 'CMD [\"sh\"]' -m 'by hand' --platform linux/arm64 /r.tar a:1"_s);
}

void TestFileTransfer::saved_data()
{
    QTest::addColumn<Compression>("compression");
    QTest::addColumn<QString>("program");
    QTest::newRow("plain") << Compression::None << u"cat"_s;
    QTest::newRow("gzip") << Compression::Gzip << u"zcat"_s;
    QTest::newRow("zstd") << Compression::Zstd << u"zstdcat"_s;
}

void TestFileTransfer::saved()
{
    QFETCH(Compression, compression);
    QFETCH(QString, program);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("the program that unpacks it is not installed");
    const QByteArray tar = smallTar(QByteArray(700'000, 'x') + "end");
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [tar](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open(200, "application/x-tar");
        for (qsizetype at = 0; at < tar.size(); at += 9999)
            reply.chunk(tar.sliced(at, std::min<qsizetype>(9999, tar.size() - at)));
        reply.finish();
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.tar"_s);
    SaveOperation operation(engine, {u"a:1"_s, u"b/c&d:2"_s}, {path, compression});
    STRATA_SUCCEEDS(operation);
    QCOMPARE(outputOf(program, {path}), tar);
    QCOMPARE(entries(folder), QStringList{u"out.tar"_s});
    QCOMPARE(operation.progress().done, tar.size());
    QVERIFY(operation.outcome().summary.startsWith(path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    for (const ScriptedRequest &request : server.requests()) {
        if (request.path == u"/images/get")
            QCOMPARE(request.query.allQueryItemValues(u"names"_s, QUrl::FullyDecoded),
                     QStringList({u"a:1"_s, u"b/c&d:2"_s}));
    }
}

void TestFileTransfer::theSizeIsExpected()
{
    ScriptedServer server;
    ScriptedReply answer;
    std::atomic<bool> isOpen = false;
    server.on("GET", u"/images/get"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        answer = reply;
        reply.open(200, "application/x-tar");
        reply.chunk(QByteArray(1000, 'x'));
        isOpen = true;
    });
    server.onJson("GET", u"/images/json"_s,
                  R"([{"Id":"sha256:1","RepoTags":["docker.io/library/a:latest","a:2"],"Size":3000},
                      {"Id":"sha256:2","RepoTags":["b:1"],"Size":1000},{"Id":"sha256:3","RepoTags":["c:1"],"Size":7}])");
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(engine, {u"a"_s, u"a:2"_s, u"b:1"_s}, {.path = folder.filePath(u"out.tar"_s)});
    operation.start();
    QTRY_VERIFY(isOpen);
    QTRY_COMPARE(operation.progress().total, 4000); // Podman's long names are the same names
    QTRY_COMPARE(operation.progress().done, 1000);
    operation.cancel();
}

void TestFileTransfer::exported()
{
    const QByteArray tar = smallTar();
    ScriptedServer server;
    server.on("GET", u"/containers/id1/export"_s, [tar](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.send(200, tar, "application/x-tar");
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.tar"_s);
    ExportOperation operation(engine, u"id1"_s, u"web"_s, {.path = path});
    STRATA_SUCCEEDS(operation);
    QCOMPARE(contentOf(path), tar);
}

void TestFileTransfer::nothingIsLeft_data()
{
    QTest::addColumn<QByteArray>("answer"); // behind the head; "cut" is the connection's end
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("words");
    const QByteArray tar = smallTar();
    QTest::newRow("cut") << tar.first(600) + "cut" << Error::Kind::BrokenStream << QString();
    QTest::newRow("ends too early") << tar.first(600) << Error::Kind::BrokenStream << QString();
    QTest::newRow("error behind the tar") << QByteArray(tar
                                                        + "{\"errorDetail\":{\"message\":\"no {such} layer\"},"
                                                          "\"error\":\"no {such} layer\"}\r\n")
                                          << Error::Kind::EngineFailed << u"no {such} layer"_s;
    QTest::newRow("error in the middle") << QByteArray(tar.first(700) + "{\"message\":\"read error\"}\n")
                                         << Error::Kind::EngineFailed << u"read error"_s;
    QTest::newRow("nothing at all") << QByteArray() << Error::Kind::BrokenStream << QString();
}

void TestFileTransfer::nothingIsLeft()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, words);
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [answer](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open(200, "application/x-tar");
        if (!answer.isEmpty())
            reply.chunk(answer.endsWith("cut") ? answer.chopped(3) : answer);
        if (answer.endsWith("cut"))
            reply.abort();
        else
            reply.finish();
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(engine, {u"a:1"_s}, {.path = folder.filePath(u"out.tar"_s)});
    QFETCH(Error::Kind, kind);
    STRATA_FAILS(operation, kind);
    QVERIFY(operation.outcome().error->message.contains(words));
    QCOMPARE(entries(folder), QStringList());
}

void TestFileTransfer::whatWasThereStays()
{
    ScriptedServer server;
    const QByteArray tar = smallTar();
    std::atomic<bool> good = false;
    server.on("GET", u"/images/get"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        if (good)
            return reply.send(200, tar, "application/x-tar");
        reply.error(404, "reference does not exist");
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.tar"_s);
    QVERIFY(writeTo(path, "precious"));
    SaveOperation bad(engine, {u"a:1"_s}, {.path = path});
    STRATA_FAILS(bad, Error::Kind::NotFound);
    QCOMPARE(contentOf(path), "precious");
    good = true;
    SaveOperation operation(engine, {u"a:1"_s}, {.path = path});
    STRATA_SUCCEEDS(operation);
    QCOMPARE(contentOf(path), tar);
    QCOMPARE(entries(folder), QStringList{u"out.tar"_s});
}

void TestFileTransfer::theDiskIsFull_data()
{
    saved_data();
}

void TestFileTransfer::theDiskIsFull()
{
    QFETCH(Compression, compression);
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        QByteArray noise(8 << 20, Qt::Uninitialized); // more than zstd remembers, or it would be small
        for (char &c : noise)
            c = static_cast<char>(std::rand());
        reply.open(200, "application/x-tar");
        reply.endless(noise);
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(engine, {u"a:1"_s}, {folder.filePath(u"out.tar"_s), compression});
    const FullDisk full(3'000'000);
    STRATA_FAILS(operation, Error::Kind::Local);
    QVERIFY(operation.outcome().error->message.contains(u"Nothing was kept"));
    QCOMPARE(entries(folder), QStringList());
    QTRY_VERIFY(server.openConnections() <= 2); // the engine is not made to go on
}

void TestFileTransfer::aSmallDiskIsFull()
{
    const QTemporaryDir folder;
    QProcess mount;
    mount.start(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=2m"_s, u"strata-small"_s, folder.path()});
    if (!mount.waitForFinished() || mount.exitCode() != 0)
        QSKIP("this user may not mount; the test before has seen the same with a limit");
    const auto unmount = qScopeGuard([&] { QProcess::execute(u"umount"_s, {folder.path()}); });
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open(200, "application/x-tar");
        reply.endless(QByteArray(100'000, 'x'));
    });
    Engine engine(server.endpoint());
    SaveOperation operation(engine, {u"a:1"_s}, {.path = folder.filePath(u"out.tar"_s)});
    STRATA_FAILS(operation, Error::Kind::Local);
    QVERIFY(operation.outcome().error->message.startsWith(u"There is no room left"));
    QCOMPARE(entries(folder), QStringList());
}

void TestFileTransfer::targetsThatCannotBe()
{
    ScriptedServer server;
    const QByteArray tar = smallTar();
    server.on("GET", u"/images/get"_s, [tar](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.send(200, tar, "application/x-tar");
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), u"/dev/full"_s, folder.filePath(u"no/such/folder.tar"_s)}) {
        SaveOperation operation(engine, {u"a:1"_s}, {.path = path});
        STRATA_FAILS(operation, Error::Kind::Local);
        QVERIFY(operation.outcome().error->message.contains(path));
    }
}

void TestFileTransfer::cancelledAtEveryState_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("before the start is done") << 0;
    QTest::newRow("no answer yet") << 1;
    QTest::newRow("midway") << 2;
    QTest::newRow("compressing") << 3;
}

void TestFileTransfer::cancelledAtEveryState()
{
    QFETCH(int, state);
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [state](const ScriptedRequest &, const ScriptedReply &reply) {
        if (state == 1)
            return;
        reply.open(200, "application/x-tar");
        reply.endless(QByteArray(100'000, 'x'));
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(engine, {u"a:1"_s},
                            {folder.filePath(u"out.tar"_s), state == 3 ? Compression::Gzip : Compression::None});
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    if (state == 1)
        QTRY_COMPARE(server.requestCount("GET", u"/images/get"_s), 1);
    if (state >= 2)
        QTRY_VERIFY(operation.progress().done > 1'000'000);
    QCOMPARE(entries(folder).size(), state >= 2 ? 1 : 0);
    operation.cancel();
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QTRY_COMPARE(entries(folder), QStringList());
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(finished.size(), 1);
}

void TestFileTransfer::destroyedMidway()
{
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open(200, "application/x-tar");
        reply.endless(QByteArray(100'000, 'x'));
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    auto operation = std::make_unique<SaveOperation>(engine, QStringList{u"a:1"_s},
                                                     ArchiveTarget{.path = folder.filePath(u"out.tar"_s)});
    operation->start();
    QTRY_VERIFY(operation->progress().done > 1'000'000);
    operation.reset();
    QCOMPARE(entries(folder), QStringList());
}

void TestFileTransfer::memoryStaysFlat()
{
    ScriptedServer server;
    server.on("GET", u"/images/get"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.open(200, "application/x-tar");
        reply.endless(QByteArray(100'000, '\0'));
    });
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(engine, {u"a:1"_s}, {folder.filePath(u"out.tar"_s), Compression::Zstd});
    operation.start();
    QTRY_VERIFY(operation.progress().done > 20'000'000);
    const qint64 before = residentBytes();
    QTRY_VERIFY_WITH_TIMEOUT(operation.progress().done > 300'000'000, 60'000);
    QVERIFY(residentBytes() - before < memoryLimit);
    operation.cancel();
}

void TestFileTransfer::theOtherEngineMayGo()
{
    ScriptedServer server;
    ScriptedReply answer;
    std::atomic<bool> isOpen = false;
    const QByteArray tar = smallTar();
    server.on("GET", u"/images/get"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        answer = reply;
        reply.open(200, "application/x-tar");
        isOpen = true;
    });
    auto engine = std::make_unique<Engine>(server.endpoint());
    const QTemporaryDir folder;
    SaveOperation operation(*engine, {u"a:1"_s}, {.path = folder.filePath(u"out.tar"_s)});
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_VERIFY(isOpen);
    engine.reset();
    answer.chunk(tar);
    answer.finish();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Success);
}

void TestFileTransfer::loaded()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/load"_s,
                  "{\"status\":\"Loading layer\",\"progressDetail\":{\"current\":10,\"total\":10},\"id\":\"aa\"}\r\n"
                  "{\"stream\":\"Loaded image: a:1\\n\"}\r\n{\"stream\":\"Loaded image ID: sha256:77\\n\"}\r\n");
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in.tar"_s);
    const QByteArray tar = smallTar(QByteArray(300'000, 'y'));
    QVERIFY(writeTo(path, tar));
    LoadOperation operation(engine, path);
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.outcome().summary, u"Loaded: a:1, sha256:77"_s);
    QCOMPARE(operation.transfer().layers().size(), 1);
    QCOMPARE(operation.progress().done, tar.size());
    const ScriptedRequest request = server.requests().last();
    QCOMPARE(request.body, tar);
    QCOMPARE(request.header("Content-Type"), "application/x-tar");
    QCOMPARE(request.query.queryItemValue(u"quiet"_s), u"0"_s);
}

void TestFileTransfer::imported()
{
    ScriptedServer server;
    server.onJson("POST", u"/images/create"_s, "{\"status\":\"sha256:77\"}\r\n");
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in.tar"_s);
    QVERIFY(writeTo(path, smallTar()));
    ImportOperation operation(engine,
                              {.path = path,
                               .reference = u"shop/base"_s,
                               .changes = {u"CMD [\"a&b=c%20\"]"_s, u"USER 5"_s},
                               .message = u"한국"_s,
                               .platform = u"linux/arm64"_s});
    STRATA_SUCCEEDS(operation);
    QCOMPARE(operation.transfer().digest(), u"sha256:77"_s);
    const QUrlQuery query = server.requests().last().query;
    QCOMPARE(query.queryItemValue(u"fromSrc"_s), u"-"_s);
    QCOMPARE(query.queryItemValue(u"repo"_s, QUrl::FullyDecoded), u"shop/base"_s);
    QCOMPARE(query.queryItemValue(u"tag"_s), u"latest"_s);
    QCOMPARE(query.allQueryItemValues(u"changes"_s, QUrl::FullyDecoded),
             QStringList({u"CMD [\"a&b=c%20\"]"_s, u"USER 5"_s}));
    QCOMPARE(query.queryItemValue(u"message"_s, QUrl::FullyDecoded), u"한국"_s);
    QCOMPARE(query.queryItemValue(u"platform"_s, QUrl::FullyDecoded), u"linux/arm64"_s);
}

void TestFileTransfer::whatIsNoArchive_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isArchive");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("text") << QByteArray("hello, world") << false;
    QTest::newRow("long text") << QByteArray(5000, 'a') << false;
    QTest::newRow("zeros") << QByteArray(5000, '\0') << false;
    QTest::newRow("a program") << contentOf(u"/bin/sh"_s) << false;
    QTest::newRow("a tar") << smallTar() << true;
    QTest::newRow("half a header") << smallTar().first(300) << false;
    QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08") << true;
    QTest::newRow("zstd") << QByteArray("\x28\xb5\x2f\xfd") << true;
    QTest::newRow("xz") << QByteArray("\xfd"
                                      "7zXZ\0",
                                      6)
                        << true;
    QTest::newRow("bzip2") << QByteArray("BZh9") << true;
}

void TestFileTransfer::whatIsNoArchive()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in"_s);
    QVERIFY(writeTo(path, content));
    const Result<void> result = checkArchive(path);
    QTEST(result.has_value(), "isArchive");
    if (!result)
        QVERIFY(result.error().kind == Error::Kind::InvalidInput && result.error().message.startsWith(path));
    QVERIFY(!checkArchive(folder.path()));
    QCOMPARE(checkArchive(folder.filePath(u"nobody"_s)).error().kind, Error::Kind::Local);
}

void TestFileTransfer::loadsThatFail_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("Docker, in the stream")
        << 200 << QByteArray("{\"errorDetail\":{\"message\":\"unexpected EOF\"},\"error\":\"unexpected EOF\"}\r\n")
        << Error::Kind::InvalidInput;
    QTest::newRow("Docker, the disk") << 200
                                      << QByteArray(
                                             "{\"errorDetail\":{\"message\":\"write /x: no space left on device\"}}")
                                      << Error::Kind::Local;
    QTest::newRow("Podman") << 500
                            << QByteArray(
                                   "{\"cause\":\"x\",\"message\":\"failed to load image: payload does not match any "
                                   "of the supported image formats\",\"response\":500}")
                            << Error::Kind::InvalidInput;
    QTest::newRow("something else") << 503 << QByteArray("{\"message\":\"later\"}") << Error::Kind::EngineFailed;
}

void TestFileTransfer::loadsThatFail()
{
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.onJson("POST", u"/images/load"_s, answer, status);
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in.tar"_s);
    QVERIFY(writeTo(path, smallTar()));
    LoadOperation operation(engine, path);
    QFETCH(Error::Kind, kind);
    STRATA_FAILS(operation, kind);
    LoadOperation none(engine, folder.filePath(u"nobody.tar"_s));
    STRATA_FAILS(none, Error::Kind::Local);
}

void TestFileTransfer::aLoadIsCancelled()
{
    ScriptedServer server;
    server.on("POST", u"/images/load"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    Engine engine(server.endpoint());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in.tar"_s);
    QVERIFY(writeTo(path, smallTar()));
    LoadOperation operation(engine, path);
    QSignalSpy finished(&operation, &Operation::finished);
    operation.start();
    QTRY_COMPARE(server.requestCount("POST", u"/images/load"_s), 1);
    QTRY_COMPARE(operation.progress().text, u"All sent; the engine is at work"_s);
    operation.cancel();
    QCOMPARE(operation.outcome().kind, Outcome::Kind::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(finished.size(), 1);
}

void TestFileTransfer::aLoadIsSentInPieces()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"in.tar"_s);
    QVERIFY(writeTo(path, smallTar()));
    QVERIFY(QFile::resize(path, qint64{200} << 20)); // most of it a hole
    ScriptedServer server;
    server.onJson("POST", u"/images/load"_s, "{}");
    FaultProxy proxy(server.socketPath());
    proxy.stall(FaultProxy::Direction::ToServer, 1'000'000);
    Engine engine(proxy.endpoint());
    const qint64 before = residentBytes();
    LoadOperation operation(engine, path);
    operation.start();
    QTRY_VERIFY(proxy.passed(FaultProxy::Direction::ToServer) >= 1'000'000);
    QTest::qWait(300);
    QVERIFY(residentBytes() - before < memoryLimit);
    QVERIFY(operation.progress().done < 20'000'000); // what the kernel and a small window hold
    operation.cancel();
}

STRATA_TEST(TestFileTransfer)
#include "tst_filetransfer.moc"
