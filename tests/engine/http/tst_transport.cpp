// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

using Opening = std::optional<Result<std::unique_ptr<QIODevice>>>;

Opening open(Transport &transport)
{
    Opening opening;
    QObject context;
    transport.open(&context, [&](Result<std::unique_ptr<QIODevice>> device) { opening = std::move(device); });
    if (opening)
        qFatal("an answer from inside the call");
    (void)QTest::qWaitFor([&] { return opening.has_value(); }, QDeadlineTimer(std::chrono::seconds(15)));
    return opening;
}

Error::Kind kindAt(const QString &path)
{
    const auto transport = makeTransport(Endpoint::unixSocket(path));
    const Opening opening = open(*transport);
    if (!opening || *opening)
        return Error::Kind::Cancelled;
    return opening->error().message.isEmpty() ? Error::Kind::Cancelled : opening->error().kind;
}

/// The file of a socket that nobody listens on any more.
void leaveSocketFile(const QString &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof(address.sun_path));
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    ::close(fd);
}

constexpr uid_t nobody = 65534;

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItCannotConnect();
    void saysThatTheSocketIsForbidden();
    void connects();
    void answersNothingWithoutItsContext();
    void closesOurSideOnly();
    void remoteEndpointsAreNotSupportedYet();
};

void TestTransport::saysWhyItCannotConnect()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"x"_s);
    QCOMPARE(kindAt(path), Error::Kind::SocketMissing);
    QCOMPARE(kindAt(path + u"/below"_s), Error::Kind::SocketMissing);
    QCOMPARE(kindAt(folder.path()), Error::Kind::NotASocket);
    leaveSocketFile(path);
    QCOMPARE(kindAt(path), Error::Kind::ConnectionRefused);
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(kindAt(file.fileName()), Error::Kind::NotASocket);
    QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), folder.filePath(u"dangling"_s)));
    QCOMPARE(kindAt(folder.filePath(u"dangling"_s)), Error::Kind::SocketMissing);
    QCOMPARE(kindAt(u'/' + QString(200, u'x')), Error::Kind::Local);
}

/// Root may open everything, so the question is asked by a child that is not root.
void TestTransport::saysThatTheSocketIsForbidden()
{
    if (const QString path = qEnvironmentVariable("STRATA_ASK_AS_NOBODY"); !path.isEmpty()) {
        QCOMPARE(kindAt(path), Error::Kind::PermissionDenied);
        return;
    }
    QTemporaryDir folder;
    QVERIFY(::chmod(QFile::encodeName(folder.path()).constData(), 0755) == 0);
    QLocalServer server;
    const QString path = folder.filePath(u"x"_s);
    QVERIFY(server.listen(path));
    QVERIFY(::chmod(QFile::encodeName(path).constData(), 0600) == 0);
    if (::geteuid() != 0) {
        QVERIFY(::chmod(QFile::encodeName(path).constData(), 0) == 0);
        QCOMPARE(kindAt(path), Error::Kind::PermissionDenied);
        return;
    }
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STRATA_ASK_AS_NOBODY"_s, path);
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.setChildProcessModifier([] { // not the library's setuid(), which waits for threads that the child has not
        if (::syscall(SYS_setgid, nobody) != 0 || ::syscall(SYS_setuid, nobody) != 0)
            ::_exit(99);
    });
    // Through its open descriptor, because nobody may not reach a program below a private folder by name.
    const QStringList itself{u"tst_transport"_s, u"saysThatTheSocketIsForbidden"_s};
    child.start(u"/proc/%1/exe"_s.arg(::getpid()), itself);
    if (!child.waitForStarted())
        child.start(QCoreApplication::applicationFilePath(), itself);
    if (!child.waitForStarted())
        QSKIP("a user without rights may not run this test program");
    QVERIFY(child.waitForFinished());
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, child.readAll().constData());
}

void TestTransport::connects()
{
    ScriptedServer server;
    const auto transport = makeTransport(server.endpoint());
    const Opening opening = open(*transport);
    QVERIFY(opening && *opening);
    QVERIFY((**opening)->isWritable());
}

void TestTransport::answersNothingWithoutItsContext()
{
    ScriptedServer server;
    const auto transport = makeTransport(server.endpoint());
    bool answered = false;
    {
        QObject context;
        transport->open(&context, [&](const Result<std::unique_ptr<QIODevice>> &) { answered = true; });
    }
    const Opening second = open(*transport);
    QVERIFY(second && *second);
    QVERIFY(!answered);
}

void TestTransport::closesOurSideOnly()
{
    ScriptedServer server;
    server.onConnection([](const ScriptedReply &reply) {
        auto seen = std::make_shared<QByteArray>();
        reply.onData([reply, seen](const QByteArray &bytes) {
            *seen += bytes;
            if (bytes.isEmpty())
                reply.raw("got " + QByteArray::number(seen->size()));
        });
    });
    const auto transport = makeTransport(server.endpoint());
    const Opening opening = open(*transport);
    QVERIFY(opening && *opening);
    QIODevice *device = (*opening)->get();
    device->write(QByteArray(3'000'000, 'x')); // more than a socket takes at once: the end comes behind it
    QVERIFY(transport->closeWrite(device));
    QByteArray answer;
    QTRY_COMPARE((answer += device->readAll()), "got 3000000");
}

void TestTransport::remoteEndpointsAreNotSupportedYet()
{
    for (const QString &address : {u"tcp://127.0.0.1:2375"_s, u"ssh://host"_s}) {
        const auto transport = makeTransport(*Endpoint::parse(address));
        const Opening opening = open(*transport);
        QVERIFY(opening && !*opening);
        QCOMPARE(opening->error().kind, Error::Kind::NotSupported);
        QVERIFY(opening->error().message.contains(address));
    }
}

STRATA_TEST(TestTransport)
#include "tst_transport.moc"
