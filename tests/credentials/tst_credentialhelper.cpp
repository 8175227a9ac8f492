// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/credentialhelper.h"
#include "credentials/helperprotocol.h"
#include "support/testprogram.h"
#include "testaccounts.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <thread>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QString exampleServer = u"r.example:5000"_s;

QString wordsOf(const Error &error)
{
    return error.message + error.detail;
}

} // namespace

class TestCredentialHelper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void protocolRoundTrips();
    void protocolRefusesAllElse_data();
    void protocolRefusesAllElse();
    void speaksWithAHelper();
    void theSecretIsInNoArgument();
    void identityTokens();
    void knowsTheExactWords_data();
    void knowsTheExactWords();
    void labelsAreTakenOff();
    void aMissingProgramIsSaid();
    void impossibleNames();
    void faults_data();
    void faults();
    void whatLingersIsNotWaitedFor();
    void stops();
    void aHelperThatReadsNothing();

private:
    void script(const QString &body) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCredentialHelper::init()
{
    static const QByteArray path = qgetenv("PATH");
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("PATH", QByteArray(QFile::encodeName(m_folder->path()) + ':' + path));
    qputenv("STORE", QFile::encodeName(m_folder->path()));
}

void TestCredentialHelper::script(const QString &body) const
{
    QFile file(m_folder->filePath(u"docker-credential-test"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\n" + body.toUtf8() + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestCredentialHelper::protocolRoundTrips()
{
    Credential credential = account(exampleServer, "\"quo\\te\" \x01\n비밀");
    Result<Credential> back = helper::decode(helper::encode(credential));
    QVERIFY(back);
    QCOMPARE(*back, credential);
    credential.isIdentityToken = true;
    credential.user.clear();
    QCOMPARE(*helper::decode(helper::encode(credential)), credential);
    QCOMPARE(helper::decode(secretOf(R"({"Secret":"s","Username":"u"})"))->server, QString());
}

void TestCredentialHelper::protocolRefusesAllElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "[]", "{\"Secret\":1}", "{\"Username\":null}", "planted-secret", "{\"Secret\":\"plan"})
        QTest::newRow(text) << QByteArray(text);
}

void TestCredentialHelper::protocolRefusesAllElse()
{
    QFETCH(QByteArray, text);
    const Result<Credential> back = helper::decode(secretOf(text));
    QCOMPARE(back.error().kind, Error::Kind::MalformedAnswer);
    QVERIFY(!wordsOf(back.error()).contains(u"plan"_s));
}

void TestCredentialHelper::speaksWithAHelper()
{
    script(
        u"case $1 in store) cat >$STORE/kept ;; get) cat >$STORE/asked; cat $STORE/kept ;;"
        "erase) cat >$STORE/asked; rm $STORE/kept ;; list) cat >/dev/null; echo '{\"r.example:5000\":\"kim\"}' ;; esac"_s);
    const CredentialHelper helper(u"test"_s);
    QVERIFY(helper.isInstalled());
    const Credential given = account(exampleServer, QByteArray(100'000, 'x')); // more than a pipe holds
    QVERIFY(helper.store(given));
    const auto back = helper.get(given.server);
    QVERIFY(back);
    QCOMPARE(*back, given);
    QFile asked(m_folder->filePath(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), "r.example:5000");
    QCOMPARE(*helper.list(), (QList<AccountName>{{u"r.example:5000"_s, u"kim"_s}}));
    QVERIFY(helper.erase(given.server));
    QVERIFY(!QFile::exists(m_folder->filePath(u"kept"_s)));
}

void TestCredentialHelper::theSecretIsInNoArgument()
{
    script(u"tr '\\0' '\\n' </proc/self/environ >$STORE/seen; echo \"$@\" >>$STORE/seen; cat >/dev/null"_s);
    QVERIFY(CredentialHelper(u"test"_s).store(account(exampleServer, "planted-secret")));
    QFile seen(m_folder->filePath(u"seen"_s));
    QVERIFY(seen.open(QIODevice::ReadOnly));
    const QByteArray bytes = seen.readAll();
    QVERIFY(bytes.endsWith("store\n"));
    QVERIFY(!bytes.contains("planted"));
}

void TestCredentialHelper::identityTokens()
{
    script(u"echo '{\"ServerURL\":\"https://Elsewhere/v1\",\"Username\":\"<token>\",\"Secret\":\"t\"}'"_s);
    const auto found = CredentialHelper(u"test"_s).get(u"r.example"_s);
    QVERIFY(found && *found);
    QVERIFY((*found)->isIdentityToken);
    QCOMPARE((*found)->user, QString());
    QCOMPARE((*found)->server, u"r.example"_s); // what was asked counts
}

void TestCredentialHelper::knowsTheExactWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("kind"); // -1: no such account
    QTest::newRow("none") << u"credentials not found in native keychain"_s << -1;
    QTest::newRow("no server") << u"no credentials server URL"_s << int(Error::Kind::InvalidInput);
    QTest::newRow("no user") << u"no credentials username"_s << int(Error::Kind::InvalidInput);
    QTest::newRow("another") << u"The name org.freedesktop.secrets was not provided"_s << int(Error::Kind::Local);
    QTest::newRow("nothing") << u""_s << int(Error::Kind::Local);
}

void TestCredentialHelper::knowsTheExactWords()
{
    QFETCH(QString, words);
    QFETCH(int, kind);
    script(u"echo '%1'; exit 1"_s.arg(words));
    const CredentialHelper helper(u"test"_s);
    const auto found = helper.get(u"r.example"_s);
    const auto erased = helper.erase(u"r.example"_s);
    QCOMPARE(found.has_value() && !*found, kind < 0);
    QCOMPARE(erased.has_value(), kind < 0);
    if (kind < 0)
        return;
    QCOMPARE(int(found.error().kind), kind);
    QVERIFY(found.error().message.contains(words));
    QVERIFY(found.error().message.contains(u"docker-credential-test"_s));
}

void TestCredentialHelper::labelsAreTakenOff()
{
    script(u"echo '{\"Registry credentials for https://index.docker.io/v1/\":\"lee\",\"b\":\"c\"}'"_s);
    QCOMPARE(*CredentialHelper(u"test"_s).list(),
             (QList<AccountName>{{u"https://index.docker.io/v1/"_s, u"lee"_s}, {u"b"_s, u"c"_s}}));
    script(u"echo null"_s);
    QVERIFY(CredentialHelper(u"test"_s).list()->isEmpty());
}

void TestCredentialHelper::aMissingProgramIsSaid()
{
    const CredentialHelper helper(u"not-there"_s);
    QVERIFY(!helper.isInstalled());
    const auto found = helper.get(u"r.example"_s);
    QCOMPARE(found.error().kind, Error::Kind::NoKeychain);
    QVERIFY(found.error().message.contains(u"docker-credential-not-there"_s));
}

void TestCredentialHelper::impossibleNames()
{
    for (const QString &name : {QString(), u"../test"_s, u"a/b"_s})
        QCOMPARE(CredentialHelper(name).list().error().kind, Error::Kind::InvalidInput);
}

void TestCredentialHelper::faults_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("hangs") << u"exec sleep 60"_s << Error::Kind::Timeout;
    QTest::newRow("drips") << u"while :; do printf .; sleep 0.05; done"_s << Error::Kind::Timeout;
    QTest::newRow("closes its output and hangs") << u"exec sleep 60 >&-"_s << Error::Kind::Timeout;
    QTest::newRow("garbage") << u"head -c 5000 /dev/zero"_s << Error::Kind::MalformedAnswer;
    QTest::newRow("half") << u"printf '{\"Secret\":\"planted-secr'"_s << Error::Kind::MalformedAnswer;
    QTest::newRow("nothing") << u":"_s << Error::Kind::MalformedAnswer;
    QTest::newRow("signal") << u"printf '{\"Secret\":\"planted-secret\"}'; kill -SEGV $$"_s << Error::Kind::Local;
    QTest::newRow("10 MB") << u"head -c 10000000 /dev/zero"_s << Error::Kind::TooLarge;
    QTest::newRow("endless") << u"cat /dev/zero"_s << Error::Kind::TooLarge;
    QTest::newRow("fails with a secret") << u"echo '{\"Secret\":\"planted-secret\"}'; exit 1"_s << Error::Kind::Local;
}

void TestCredentialHelper::faults()
{
    QFETCH(QString, body);
    QFETCH(Error::Kind, kind);
    script(body);
    QElapsedTimer timer;
    timer.start();
    const auto found = CredentialHelper(u"test"_s, {}, std::chrono::milliseconds(800)).get(u"r.example"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, kind);
    QVERIFY(!wordsOf(found.error()).contains(u"planted"_s));
    QVERIFY(timer.elapsed() < 20'000);
}

/// An agent that a helper started keeps its output open.
void TestCredentialHelper::whatLingersIsNotWaitedFor()
{
    script(u"sleep 20 & echo '{\"Username\":\"u\",\"Secret\":\"s\"}'"_s);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(*CredentialHelper(u"test"_s).get(u"r.example"_s));
    QVERIFY(timer.elapsed() < 15'000);
}

void TestCredentialHelper::stops()
{
    script(u"exec sleep 60"_s);
    std::stop_source stop;
    const std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    const auto found = CredentialHelper(u"test"_s, stop.get_token()).get(u"r.example"_s);
    QCOMPARE(found.error().kind, Error::Kind::Cancelled);
}

void TestCredentialHelper::aHelperThatReadsNothing()
{
    script(u"exec <&-; exit 0"_s);
    QVERIFY(CredentialHelper(u"test"_s).store(account(exampleServer, QByteArray(500'000, 'x'))));
}

STRATA_TEST(TestCredentialHelper)
#include "tst_credentialhelper.moc"
