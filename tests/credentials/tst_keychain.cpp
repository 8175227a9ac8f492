// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/keychain.h"
#include "credentials/qtkeychain.h"
#include "credentials/secretsession.h"
#include "support/keychainsession.h"
#include "support/testprogram.h"
#include "testaccounts.h"

#include <QDBusError>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QProcess>

#include <atomic>
#include <thread>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// What docker's own helper says.
QByteArray docker(const QString &action, const QByteArray &input = {})
{
    QProcess helper;
    helper.start(u"docker-credential-secretservice"_s, {action});
    helper.write(input);
    helper.closeWriteChannel();
    if (!helper.waitForFinished())
        return "failed: " + helper.errorString().toUtf8();
    return helper.readAllStandardOutput().trimmed();
}

/// docker-credential-secretservice, for STRATA_NEED.
struct SecretserviceHelper
{
    bool isThere() const { return !QStandardPaths::findExecutable(u"docker-credential-secretservice"_s).isEmpty(); }
    bool isRequired() const { return KeychainSession::isRequired(); }
    QByteArray missing() const { return "no docker-credential-secretservice: scripts/setup test"; }
};

/// Takes every question and answers none.
struct Silence : QDBusVirtualObject
{
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &, const QDBusConnection &) override { return true; }
};

/// A service that knows only plain sessions, has one entry and asks before it unlocks it.
struct AskingService : QDBusVirtualObject
{
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const QVariant nothing = QVariant::fromValue(QDBusObjectPath(u"/"_s));
        const QVariant item = QVariant::fromValue(QDBusObjectPath(u"/item"_s));
        const QVariant items = QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(u"/item"_s)});
        const QVariant none = QVariant::fromValue(QList<QDBusObjectPath>());
        const QString method = message.member();
        if (method == u"OpenSession" && message.arguments().first() != u"plain"_s)
            return bus.send(message.createErrorReply(QDBusError::NotSupported, u"no"_s));
        if (method == u"OpenSession")
            return bus.send(message.createReply({QVariant::fromValue(QDBusVariant(QString())), nothing}));
        if (method == u"SearchItems")
            return bus.send(message.createReply({none, items}));
        if (method == u"Unlock")
            return bus.send(message.createReply({none, QVariant::fromValue(QDBusObjectPath(u"/prompt"_s))}));
        if (method == u"Prompt")
            return bus.send(message.createReply()) && (isSilent || complete(bus));
        if (method == u"Get")
            return bus.send(message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(
                QMap<QString, QString>{{u"server"_s, u"a.example"_s}, {u"username"_s, u"kim"_s}})))));
        if (method == u"GetSecret" && !isUnlocked)
            return bus.send(message.createErrorReply(u"org.freedesktop.Secret.Error.IsLocked"_s, u"locked"_s));
        if (method == u"GetSecret")
            return bus.send(message.createErrorReply(QDBusError::AccessDenied, u"denied"_s));
        return bus.send(message.createErrorReply(QDBusError::UnknownMethod, method));
    }
    bool complete(const QDBusConnection &bus)
    {
        isUnlocked = !isDeclined;
        QDBusMessage signal = QDBusMessage::createSignal(u"/prompt"_s, u"org.freedesktop.Secret.Prompt"_s,
                                                         u"Completed"_s);
        signal.setArguments({isDeclined, QVariant::fromValue(QDBusVariant(QString()))});
        return bus.send(signal);
    }

    bool isDeclined = false; ///< set before anybody asks
    bool isSilent = false;
    bool isUnlocked = false;
};

std::unique_ptr<Keychain> open()
{
    auto keychain = Keychain::open();
    if (!keychain)
        qWarning("%s", qPrintable(keychain.error().message + keychain.error().detail));
    return keychain ? std::move(*keychain) : nullptr;
}

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_session = std::make_unique<KeychainSession>(); }
    void init();
    void cleanup() { m_session->endKeyring(); }
    void agreesOnAKey();
    void refusesNumbersThatGiveTheSecretAway_data();
    void refusesNumbersThatGiveTheSecretAway();
    void keepsAccounts();
    void anyThread();
    void oneUserForEachServer();
    void dockersHelperFindsOurs();
    void findsWhatDockersHelperKeeps();
    void noService();
    void lockedKeychain();
    void stopsWhileTheServiceHangs();
    void prompts_data();
    void prompts();
    void throughQtKeychain();

private:
    std::unique_ptr<KeychainSession> m_session;
};

void TestKeychain::init()
{
    if (m_session->isThere())
        m_session->startKeyring();
}

void TestKeychain::agreesOnAKey()
{
    SecretSession a;
    SecretSession b;
    const QByteArray fromA = a.begin();
    const QByteArray fromB = b.begin();
    QCOMPARE(fromA.size(), 128);
    QVERIFY(a.agree(fromB) && b.agree('\0' + fromA)); // as KWallet writes it, for a sign
    for (const qsizetype size : {0, 1, 15, 16, 17, 5000}) {
        QByteArray text(size, 'x');
        const Secret secret = Secret::take(text);
        auto message = a.encrypt(secret);
        QVERIFY(message);
        QVERIFY(size < 15 || !message->value.contains("xxxxxxxxxx"));
        QVERIFY(*b.decrypt(*message) == secret);
        QVERIFY(message->value.size() % 16 == 0);
    }
    SecretSession::Message garbage{QByteArray(16, 'i'), QByteArray(15, 'v')};
    QVERIFY(!b.decrypt(garbage));
    garbage.parameters.clear();
    QVERIFY(!b.decrypt(garbage));
}

void TestKeychain::refusesNumbersThatGiveTheSecretAway_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("0") << QByteArray(128, '\0');
    QTest::newRow("1") << QByteArray("\x01");
    QTest::newRow("beyond the prime") << QByteArray(128, '\xff');
    QTest::newRow("too long") << QByteArray(129, '\x02');
}

void TestKeychain::refusesNumbersThatGiveTheSecretAway()
{
    QFETCH(QByteArray, number);
    SecretSession session;
    session.begin();
    QVERIFY(!session.agree(number));
}

void TestKeychain::keepsAccounts()
{
    STRATA_NEED(*m_session);
    const auto keychain = open();
    QVERIFY(keychain);
    QVERIFY(keychain->isSharedWith(u"secretservice"_s));
    QVERIFY(!*keychain->read(u"a.example"_s));
    QVERIFY(keychain->list()->isEmpty());
    QVERIFY(keychain->remove(u"a.example"_s));
    for (const QByteArray &secret : {QByteArray("pw"), QByteArray("비밀 \" \\ \n"), QByteArray(20'000, 'l')}) {
        const Credential given = account(u"a.example"_s, secret);
        QVERIFY(keychain->write(given));
        QCOMPARE(**keychain->read(u"a.example"_s), given);
    }
    Credential token = account(u"https://index.docker.io/v1/"_s, "token", {});
    token.isIdentityToken = true;
    QVERIFY(keychain->write(token));
    QCOMPARE(**keychain->read(token.server), token);
    QCOMPARE(keychain->list()->size(), 2);
    QVERIFY(keychain->list()->contains(AccountName{token.server, tokenUser}));
    QVERIFY(keychain->remove(token.server));
    QVERIFY(!*keychain->read(token.server));
    QVERIFY(*keychain->read(u"a.example"_s));
}

void TestKeychain::anyThread()
{
    STRATA_NEED(*m_session);
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&good, i] {
                const Credential given = account(u"t%1.example"_s.arg(i), QByteArray::number(i));
                const auto keychain = open();
                if (keychain && keychain->write(given) && **keychain->read(given.server) == given)
                    ++good;
            });
    }
    QCOMPARE(good, 8);
}

void TestKeychain::oneUserForEachServer()
{
    STRATA_NEED(*m_session);
    const auto keychain = open();
    QVERIFY(keychain->write(account(u"a.example"_s, "old", u"lee"_s)));
    QVERIFY(keychain->write(account(u"a.example"_s, "new", u"kim"_s)));
    QCOMPARE(*keychain->list(), (QList<AccountName>{{u"a.example"_s, u"kim"_s}}));
    QCOMPARE((**keychain->read(u"a.example"_s)).secret.view(), "new");
}

void TestKeychain::dockersHelperFindsOurs()
{
    STRATA_NEED(*m_session);
    STRATA_NEED(SecretserviceHelper());
    const auto keychain = open();
    QVERIFY(keychain->write(account(u"a.example"_s, "p\"w")));
    QCOMPARE(docker(u"get"_s, "a.example"), R"({"ServerURL":"a.example","Username":"kim","Secret":"p\"w"})");
    QCOMPARE(docker(u"list"_s), R"({"a.example":"kim"})");
    QCOMPARE(docker(u"erase"_s, "a.example"), "");
    QVERIFY(!*keychain->read(u"a.example"_s));
}

void TestKeychain::findsWhatDockersHelperKeeps()
{
    STRATA_NEED(*m_session);
    STRATA_NEED(SecretserviceHelper());
    QCOMPARE(docker(u"store"_s, R"({"ServerURL":"b.example","Username":"lee","Secret":"from docker"})"), "");
    const auto keychain = open();
    QCOMPARE((**keychain->read(u"b.example"_s)).secret.view(), "from docker");
    QCOMPARE(*keychain->list(), (QList<AccountName>{{u"b.example"_s, u"lee"_s}}));
    QVERIFY(keychain->write(account(u"b.example"_s, "from us")));
    QCOMPARE(docker(u"get"_s, "b.example"), R"({"ServerURL":"b.example","Username":"kim","Secret":"from us"})");
    QVERIFY(keychain->remove(u"b.example"_s));
    QCOMPARE(docker(u"get"_s, "b.example"), "credentials not found in native keychain");
}

void TestKeychain::noService()
{
    STRATA_NEED(*m_session);
    m_session->endKeyring();
    QCOMPARE(Keychain::open().error().kind, Error::Kind::NoKeychain);
}

void TestKeychain::lockedKeychain()
{
    STRATA_NEED(*m_session);
    const auto keychain = open();
    QVERIFY(keychain->write(account(u"a.example"_s)));
    m_session->lock();
    QCOMPARE(keychain->read(u"a.example"_s).error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(keychain->write(account(u"b.example"_s)).error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(keychain->remove(u"a.example"_s).error().kind, Error::Kind::KeychainLocked);
    QVERIFY(!*keychain->read(u"b.example"_s)); // nobody is asked for what is not there
    QCOMPARE(*keychain->list(), (QList<AccountName>{{u"a.example"_s, u"kim"_s}}));
}

/// A service that takes the name and answers nothing.
void TestKeychain::stopsWhileTheServiceHangs()
{
    STRATA_NEED(*m_session);
    m_session->endKeyring();
    const QString name = u"hanging"_s;
    Silence silence; // its thread, this one, waits below
    {
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
        QVERIFY(bus.registerVirtualObject(u"/"_s, &silence, QDBusConnection::SubPath));
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));
    }
    std::stop_source stop;
    const std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    std::optional<Error> error;
    std::jthread([&] {
        const auto opened = Keychain::open(stop.get_token());
        if (!opened)
            error = opened.error();
    }).join();
    QDBusConnection::disconnectFromBus(name);
    QVERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Cancelled);
}

void TestKeychain::prompts_data()
{
    QTest::addColumn<bool>("isDeclined");
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("unlocked, then denied") << false << false << Error::Kind::PermissionDenied;
    QTest::newRow("declined") << true << false << Error::Kind::KeychainLocked;
    QTest::newRow("left open, then stopped") << false << true << Error::Kind::Cancelled;
}

void TestKeychain::prompts()
{
    STRATA_NEED(*m_session);
    m_session->endKeyring();
    QFETCH(bool, isDeclined);
    QFETCH(bool, isSilent);
    AskingService service;
    service.isDeclined = isDeclined;
    service.isSilent = isSilent;
    const QString name = u"asking"_s;
    {
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
        QVERIFY(bus.registerVirtualObject(u"/"_s, &service, QDBusConnection::SubPath));
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));
    }
    std::stop_source stop;
    std::atomic<bool> isDone = false;
    std::optional<Error> error;
    {
        const std::jthread worker([&] {
            const auto keychain = Keychain::open(stop.get_token());
            const auto found = keychain ? (*keychain)->read(u"a.example"_s) : std::unexpected(keychain.error());
            if (!found)
                error = found.error();
            isDone = true;
        });
        if (isSilent) {
            QTest::qWait(300);
            QVERIFY(!isDone);
            stop.request_stop();
        }
        QTRY_VERIFY(isDone);
    }
    QDBusConnection::disconnectFromBus(name);
    QVERIFY(error);
    QTEST(error->kind, "kind");
}

/// Through QtKeychain's libsecret back end: KWallet needs a desktop.
void TestKeychain::throughQtKeychain()
{
    STRATA_NEED(*m_session);
    QtKeychain keychain;
    const Credential given = account(u"a.example"_s, "p\"w");
    QVERIFY(!*keychain.read(u"a.example"_s));
    QVERIFY(keychain.write(given));
    QCOMPARE(**keychain.read(u"a.example"_s), given);
    QCOMPARE(*keychain.list(), (QList<AccountName>{{u"a.example"_s, u"kim"_s}}));
    QVERIFY(keychain.remove(u"a.example"_s));
    QVERIFY(keychain.remove(u"a.example"_s));
    QVERIFY(keychain.list()->isEmpty());
    QVERIFY(!*keychain.read(u"a.example"_s));

    std::atomic<bool> isDone = false;
    std::optional<Credential> back;
    const std::jthread worker([&] {
        QtKeychain other;
        if (other.write(given))
            back = other.read(given.server).value_or(std::nullopt);
        isDone = true;
    });
    QTRY_VERIFY(isDone);
    QCOMPARE(back, given);
}

STRATA_TEST(TestKeychain)
#include "tst_keychain.moc"
