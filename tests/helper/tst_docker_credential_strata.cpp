// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/credentialstore.h"
#include "support/docker.h"
#include "support/keychainsession.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode = -1;
    QByteArray output;

    friend bool operator==(const Run &, const Run &) = default;
};

Run runProgram(const QString &program, const QStringList &arguments, const QByteArray &input,
               const QString &bus = QString())
{
    QProcess process;
    if (!bus.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
        process.setProcessEnvironment(environment);
    }
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAll().trimmed()};
}

Run helper(const QString &action, const QByteArray &input = {})
{
    return runProgram(QStringLiteral(STRATA_HELPER), {action}, input);
}

Run secretservice(const QString &action, const QByteArray &input = {})
{
    return runProgram(u"docker-credential-secretservice"_s, {action}, input);
}

QJsonObject jsonOf(const Run &run)
{
    return QJsonDocument::fromJson(run.output).object();
}

} // namespace

class TestDockerCredentialStrata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void usage();
    void refusesInExactWords_data();
    void refusesInExactWords();
    void keepsAccounts();
    void sharesWithDockersHelper();
    void withoutAKeychain();
    void aLockedKeychain();
    void dockerLogsInAndOut();
    void dockerGoesOnAfterTheMove();

private:
    bool push() const;

    std::unique_ptr<KeychainSession> m_session;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_registry = qEnvironmentVariable("STRATA_TEST_REGISTRY");
    QString m_user = qEnvironmentVariable("STRATA_TEST_REGISTRY_USER");
    QByteArray m_password;
    QString m_image;
};

void TestDockerCredentialStrata::initTestCase()
{
    m_session = std::make_unique<KeychainSession>();
    QFile file(qEnvironmentVariable("STRATA_TEST_REGISTRY_PASSWORD_FILE"));
    if (file.open(QIODevice::ReadOnly))
        m_password = file.readAll().trimmed();
    const QByteArray folder = QFile::encodeName(QFileInfo(QStringLiteral(STRATA_HELPER)).path());
    qputenv("PATH", QByteArray(folder + ':' + qgetenv("PATH")));
}

void TestDockerCredentialStrata::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    if (m_session->isThere())
        m_session->startKeyring();
}

void TestDockerCredentialStrata::cleanup()
{
    m_session->endKeyring();
}

void TestDockerCredentialStrata::usage()
{
    const QString program = QStringLiteral(STRATA_HELPER);
    QCOMPARE(helper(u"version"_s).exitCode, 0);
    QVERIFY(helper(u"version"_s).output.startsWith("docker-credential-strata "));
    QCOMPARE(helper(u"frobnicate"_s).exitCode, 1);
    QCOMPARE(runProgram(program, {}, {}).exitCode, 1);
    QVERIFY(runProgram(program, {u"--help"_s}, {}).output.startsWith("Usage: docker-credential-strata <"));
}

void TestDockerCredentialStrata::refusesInExactWords_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("words");
    const QByteArray none("credentials not found in native keychain");
    const QByteArray noServer("no credentials server URL");
    QTest::newRow("get none") << u"get"_s << QByteArray("none.example") << none;
    QTest::newRow("get nothing") << u"get"_s << QByteArray(" \n") << noServer;
    QTest::newRow("erase nothing") << u"erase"_s << QByteArray() << noServer;
    QTest::newRow("store no server") << u"store"_s << QByteArray(R"({"Username":"u","Secret":"s"})") << noServer;
    QTest::newRow("store no user") << u"store"_s << QByteArray(R"({"ServerURL":"a","Secret":"s"})")
                                   << QByteArray("no credentials username");
}

void TestDockerCredentialStrata::refusesInExactWords()
{
    STRATA_NEED(*m_session);
    QFETCH(QString, action);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, words);
    QCOMPARE(helper(action, input), (Run{1, words}));
}

void TestDockerCredentialStrata::keepsAccounts()
{
    STRATA_NEED(*m_session);
    QCOMPARE(helper(u"list"_s), (Run{0, "{}"}));
    const QByteArray account = R"({"ServerURL":"a.example:5000","Username":"kim","Secret":"p\"w 비밀"})";
    QCOMPARE(helper(u"store"_s, account), (Run{0, ""}));
    QCOMPARE(helper(u"get"_s, "a.example:5000\n"), (Run{0, account}));
    QCOMPARE(helper(u"list"_s), (Run{0, R"({"a.example:5000":"kim"})"}));
    QCOMPARE(helper(u"erase"_s, "a.example:5000"), (Run{0, ""}));
    QCOMPARE(helper(u"erase"_s, "a.example:5000"), (Run{0, ""}));
    QCOMPARE(helper(u"get"_s, "a.example:5000").exitCode, 1);
    const Run garbage = helper(u"store"_s, "{\"Secret\":\"planted");
    QCOMPARE(garbage.exitCode, 1);
    QVERIFY(!garbage.output.contains("planted"));
}

void TestDockerCredentialStrata::sharesWithDockersHelper()
{
    STRATA_NEED(*m_session);
    if (QStandardPaths::findExecutable(u"docker-credential-secretservice"_s).isEmpty()) {
        if (KeychainSession::isRequired())
            QFAIL("no docker-credential-secretservice");
        QSKIP("no docker-credential-secretservice");
    }
    const QByteArray account =
        "{\"ServerURL\":\"https://index.docker.io/v1/\",\"Username\":\"<token>\",\"Secret\":\"t\"}";
    const QByteArray server = "https://index.docker.io/v1/";
    QCOMPARE(helper(u"store"_s, account), (Run{0, ""}));
    QCOMPARE(jsonOf(secretservice(u"get"_s, server)), jsonOf({0, account})); // Go writes \u003c
    QCOMPARE(jsonOf(secretservice(u"list"_s)), jsonOf(helper(u"list"_s)));
    QCOMPARE(secretservice(u"erase"_s, server), (Run{0, ""}));
    QCOMPARE(helper(u"get"_s, server), secretservice(u"get"_s, server));
    QCOMPARE(secretservice(u"store"_s, account), (Run{0, ""}));
    QCOMPARE(helper(u"get"_s, server), (Run{0, account}));
}

void TestDockerCredentialStrata::withoutAKeychain()
{
    for (const QString &bus : {u"unix:path=/nonexistent/bus"_s, u"nonsense"_s}) {
        const Run run = runProgram(QStringLiteral(STRATA_HELPER), {u"get"_s}, "a.example", bus);
        QCOMPARE(run, (Run{1, "This desktop session has no keychain."}));
    }
    m_session->endKeyring();
    if (m_session->isThere())
        QCOMPARE(helper(u"get"_s, "a.example"), (Run{1, "This desktop session has no keychain."}));
}

void TestDockerCredentialStrata::aLockedKeychain()
{
    STRATA_NEED(*m_session);
    QCOMPARE(helper(u"store"_s, R"({"ServerURL":"a","Username":"u","Secret":"s"})").exitCode, 0);
    m_session->lock();
    QCOMPARE(helper(u"get"_s, "a"), (Run{1, "The keychain was not unlocked."}));
    QCOMPARE(helper(u"list"_s), (Run{0, R"({"a":"u"})"}));
}

/// Whether docker may write to the registry, with the accounts of the test's configuration.
bool TestDockerCredentialStrata::push() const
{
    const Docker docker(qEnvironmentVariable("STRATA_TEST_SOCKET"));
    return docker.shell(u"docker --config '%1' push -q '%2'"_s.arg(m_folder->path(), m_image));
}

void TestDockerCredentialStrata::dockerLogsInAndOut()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    STRATA_NEED(*m_session);
    const Docker docker(engine.socketPath());
    m_image = m_registry + u"/credentials/probe:1"_s;
    QVERIFY(!docker.makeBusyboxImage(m_image).isEmpty());
    QFile config(m_folder->filePath(u"config.json"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"credsStore":"strata"})");
    config.close();
    QVERIFY(!push());
    const QStringList place{u"--config"_s, m_folder->path()};
    const Run login = runProgram(
        u"docker"_s, place + QStringList{u"login"_s, u"-u"_s, m_user, u"--password-stdin"_s, m_registry}, m_password);
    QVERIFY2(login.exitCode == 0 && login.output.contains("Login Succeeded"), login.output.constData());
    QVERIFY(config.open(QIODevice::ReadOnly));
    const QByteArray text = config.readAll();
    QVERIFY2(!text.contains("\"auth\""), text.constData());
    QVERIFY(push());
    QVERIFY(helper(u"get"_s, m_registry.toUtf8()).output.contains(m_password));
    QCOMPARE(runProgram(u"docker"_s, place + QStringList{u"logout"_s, m_registry}, {}).exitCode, 0);
    QCOMPARE(helper(u"list"_s), (Run{0, "{}"}));
    QVERIFY(!push());
    docker.removeEverythingNamed(u"credentials/probe"_s);
}

/// From plain text to the keychain and back, and docker finds the account all the time.
void TestDockerCredentialStrata::dockerGoesOnAfterTheMove()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    STRATA_NEED(*m_session);
    const Docker docker(engine.socketPath());
    m_image = m_registry + u"/credentials/move:1"_s;
    QVERIFY(!docker.makeBusyboxImage(m_image).isEmpty());
    QFile config(m_folder->filePath(u"config.json"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    const QByteArray auth = QByteArray(m_user.toUtf8() + ':' + m_password).toBase64();
    const QByteArray before = "{\n\t\"auths\": {\n\t\t\"" + m_registry.toUtf8() + "\": {\n\t\t\t\"auth\": \"" + auth
        + "\"\n\t\t}\n\t}\n}";
    config.write(before);
    config.close();
    QVERIFY(push());

    CredentialStore store({config.fileName(), &Keychain::open});
    std::optional<Result<MovedAccount>> moved;
    store.moveToKeychain(m_registry, this, [&moved](const Result<MovedAccount> &answer) { moved = answer; });
    QTRY_VERIFY(moved);
    QVERIFY2(*moved, *moved ? "" : qPrintable(moved->error().message));
    QVERIFY(config.open(QIODevice::ReadOnly));
    QVERIFY(!config.readAll().contains(auth));
    config.close();
    QVERIFY(push());

    std::optional<Result<void>> undone;
    store.undo(**moved, this, [&undone](const Result<void> &answer) { undone = answer; });
    QTRY_VERIFY(undone);
    QVERIFY(*undone);
    QVERIFY(config.open(QIODevice::ReadOnly));
    QCOMPARE(config.readAll(), before);
    QVERIFY(push());
    QCOMPARE(helper(u"list"_s), (Run{0, "{}"}));
    docker.removeEverythingNamed(u"credentials/move"_s);
}

STRATA_TEST(TestDockerCredentialStrata)
#include "tst_docker_credential_strata.moc"
