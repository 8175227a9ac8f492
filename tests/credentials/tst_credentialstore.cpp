// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/credentialstore.h"
#include "support/testprogram.h"
#include "testaccounts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// A keychain in memory, with what can go wrong.
struct Drawer
{
    std::mutex mutex;
    QMap<QString, Credential> entries;
    std::optional<Error> error;
    std::atomic<bool> isForgetful = false; ///< takes everything and keeps nothing
    std::atomic<bool> asksForever = false; ///< as a prompt does
    std::atomic<bool> isAsking = false;
    std::atomic<bool> isGarbling = false; ///< the next entry is written wrongly
};

class MemoryKeychain : public Keychain
{
public:
    MemoryKeychain(Drawer &drawer, std::stop_token stop) : m_drawer(drawer), m_stop(std::move(stop)) {}

    Result<std::optional<Credential>> read(const QString &server) override
    {
        if (const Result<void> unlocked = unlock(); !unlocked)
            return std::unexpected(unlocked.error());
        const std::lock_guard lock(m_drawer.mutex);
        if (m_drawer.error)
            return std::unexpected(*m_drawer.error);
        return m_drawer.entries.contains(server) ? std::optional(m_drawer.entries.value(server)) : std::nullopt;
    }
    Result<void> write(const Credential &credential) override
    {
        if (Result<void> unlocked = unlock(); !unlocked)
            return unlocked;
        const std::lock_guard lock(m_drawer.mutex);
        if (m_drawer.error)
            return std::unexpected(*m_drawer.error);
        Credential kept = credential;
        if (m_drawer.isGarbling.exchange(false))
            kept.user += u'?';
        if (!m_drawer.isForgetful)
            m_drawer.entries.insert(credential.server, kept);
        return {};
    }
    Result<void> remove(const QString &server) override
    {
        const std::lock_guard lock(m_drawer.mutex);
        m_drawer.entries.remove(server);
        return {};
    }
    Result<QList<AccountName>> list() override
    {
        const std::lock_guard lock(m_drawer.mutex);
        QList<AccountName> names;
        for (const Credential &credential : std::as_const(m_drawer.entries))
            names.append({credential.server, credential.isIdentityToken ? tokenUser : credential.user});
        return names;
    }
    bool isSharedWith(const QString &helper) const override { return helper == u"shared"; }

private:
    Result<void> unlock()
    {
        m_drawer.isAsking = m_drawer.asksForever.load();
        while (m_drawer.asksForever && !m_stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        m_drawer.isAsking = false;
        return m_stop.stop_requested() ? Result<void>(failure(Error::Kind::Cancelled, {})) : Result<void>();
    }

    Drawer &m_drawer;
    std::stop_token m_stop;
};

} // namespace

class TestCredentialStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsInDockersOrder();
    void listsEverything();
    void brokenPlacesAreTold();
    void storesInTheKeychain();
    void storesWhereDockerIsTold();
    void tellsWhenDockerDoesNotFindIt();
    void aForgetfulKeychainIsNoticed();
    void whatWasNotKeptLeavesTheOlder();
    void forThisRunOnly();
    void noKeychainIsNoAccount();
    void logOutRemovesItEverywhere();
    void movesAndUndoes();
    void movingFailsWithoutAChange();
    void undoKeepsANewerPassword();
    void undoKeepsANewerAccountInTheKeychain();
    void noAnswerWithoutContext();
    void whatWaitsForAPromptEndsWithItsContext();
    void aPromptHoldsUpNobody();
    void endsWhileAskingTheKeychain();
    void backsUpWithoutSecrets();

private:
    template<typename T>
    T answerOf(const std::function<void(std::function<void(T)>)> &question)
    {
        std::optional<T> answer;
        question([&answer](T value) { answer = std::move(value); });
        if (answer)
            qFatal("answered from inside the call");
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qFatal("no answer");
        return std::move(*answer);
    }
    std::optional<Credential> find(const QString &registry)
    {
        using Found = Result<std::optional<Credential>>;
        const Found found = answerOf<Found>([&](auto answer) { m_store->find(registry, this, answer); });
        return found.value_or(std::nullopt);
    }
    AccountList list()
    {
        return answerOf<AccountList>([&](auto answer) { m_store->list(this, answer); });
    }
    Result<StoredAccount> store(const Credential &credential)
    {
        return answerOf<Result<StoredAccount>>([&](auto answer) { m_store->store(credential, this, answer); });
    }
    Result<void> remove(const QString &registry)
    {
        return answerOf<Result<void>>([&](auto answer) { m_store->remove(registry, this, answer); });
    }
    Result<MovedAccount> move(const QString &registry)
    {
        return answerOf<Result<MovedAccount>>([&](auto answer) { m_store->moveToKeychain(registry, this, answer); });
    }
    Result<void> undo(const MovedAccount &moved)
    {
        return answerOf<Result<void>>([&](auto answer) { m_store->undo(moved, this, answer); });
    }
    void script(const QString &name, const QString &body) const;
    void helperWithFile(const QString &name) const;
    void setConfig(const QByteArray &text) const;
    QByteArray config() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Drawer> m_drawer;
    std::unique_ptr<CredentialStore> m_store;
};

void TestCredentialStore::init()
{
    static const QByteArray path = qgetenv("PATH");
    m_folder = std::make_unique<QTemporaryDir>();
    QDir(m_folder->path()).mkdir(u"bin"_s);
    qputenv("PATH", QByteArray(QFile::encodeName(m_folder->filePath(u"bin"_s)) + ':' + path));
    qputenv("STORE", QFile::encodeName(m_folder->path()));
    qunsetenv("DOCKER_AUTH_CONFIG");
    script(u"strata"_s, u"exit 9"_s); // it is enough that it is there
    m_drawer = std::make_unique<Drawer>();
    m_store = std::make_unique<CredentialStore>(Accounts::Places{
        m_folder->filePath(u"config.json"_s), [drawer = m_drawer.get()](std::stop_token stop) {
            return Result<std::unique_ptr<Keychain>>(std::make_unique<MemoryKeychain>(*drawer, std::move(stop)));
        }});
}

void TestCredentialStore::cleanup()
{
    m_store.reset();
    qunsetenv("DOCKER_AUTH_CONFIG");
}

void TestCredentialStore::script(const QString &name, const QString &body) const
{
    QFile file(m_folder->filePath(u"bin/docker-credential-"_s + name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\n" + body.toUtf8() + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// Keeps one account, of "h.example".
void TestCredentialStore::helperWithFile(const QString &name) const
{
    script(
        name,
        u"f=$STORE/%1.kept; case $1 in store) cat >$f ;; erase) rm -f $f ;; "
        "list) [ -e $f ] && echo '{\"h.example\":\"kim\"}' || echo '{}' ;; "
        "get) cat $f 2>/dev/null || { echo 'credentials not found in native keychain'; exit 1; } ;; esac"_s.arg(name));
}

void TestCredentialStore::setConfig(const QByteArray &text) const
{
    QFile file(m_folder->filePath(u"config.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
}

QByteArray TestCredentialStore::config() const
{
    QFile file(m_folder->filePath(u"config.json"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCredentialStore::findsInDockersOrder()
{
    QVERIFY(!find(u"h.example"_s));
    m_drawer->entries.insert(u"https://H.example/v1"_s, account(u"https://H.example/v1"_s, "keychain"));
    QCOMPARE(find(u"h.example"_s)->secret.view(), "keychain");
    QCOMPARE(find(u"h.example"_s)->server, u"h.example"_s);
    setConfig(R"({"auths":{"h.example":{"auth":"dTphdXRocw=="}}})");
    QCOMPARE(find(u"https://h.example/v2/"_s)->secret.view(), "auths");
    script(u"all"_s, u"echo '{\"Username\":\"u\",\"Secret\":\"credsStore\"}'"_s);
    setConfig(R"({"auths":{"h.example":{"auth":"dTphdXRocw=="}},"credsStore":"all"})");
    QCOMPARE(find(u"h.example"_s)->secret.view(), "credsStore");
    script(u"one"_s, u"echo '{\"Username\":\"u\",\"Secret\":\"credHelpers\"}'"_s);
    setConfig(R"({"credsStore":"all","credHelpers":{"h.example":"one"}})");
    QCOMPARE(find(u"h.example"_s)->secret.view(), "credHelpers");
    setConfig(R"({"credHelpers":{"h.example":"gone"}})");
    QCOMPARE(find(u"h.example"_s)->secret.view(), "keychain");
    qputenv("DOCKER_AUTH_CONFIG", R"({"auths":{"h.example":{"auth":"dTplbnY="}}})");
    QCOMPARE(find(u"h.example"_s)->secret.view(), "env");
    m_store->storeForThisRun(account(u"h.example"_s, "this run"));
    QCOMPARE(find(u"h.example"_s)->secret.view(), "this run");
    QVERIFY(!find(u"other.example"_s));
}

void TestCredentialStore::listsEverything()
{
    script(u"all"_s, u"echo '{\"h.example\":\"helped\",\"https://index.docker.io/v1/access-token\":\"x\"}'"_s);
    setConfig(R"({"auths":{"h.example":{"auth":"dTphdXRocw=="},"m.example":{}},"credsStore":"all"})");
    qputenv("DOCKER_AUTH_CONFIG", R"({"auths":{"e.example":{"auth":"dTplbnY="}}})");
    m_drawer->entries.insert(hub, account(hub));
    m_drawer->entries.insert(u"h.example"_s, account(u"h.example"_s));
    m_store->storeForThisRun(account(u"docker.io"_s, "once", u"lee"_s));
    const AccountList found = list();
    QVERIFY(found.problems.isEmpty());
    using Place = Account::Place;
    const QList<Account> expected{
        {u"e.example"_s, u"u"_s, false, Place::Environment, {}, true},
        {u"h.example"_s, u"helped"_s, false, Place::Helper, u"all"_s, true},
        {u"h.example"_s, u"kim"_s, false, Place::Keychain, {}, false},
        {u"h.example"_s, u"u"_s, false, Place::PlainText, {}, false},
        {hub, u"lee"_s, false, Place::ThisRunOnly, {}, true},
        {hub, u"kim"_s, false, Place::Keychain, {}, false},
    };
    QCOMPARE(found.accounts.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(found.accounts[i] == expected[i], qPrintable(QString::number(i)));
}

void TestCredentialStore::brokenPlacesAreTold()
{
    setConfig("{\"auths\":");
    m_drawer->entries.insert(hub, account(hub));
    AccountList found = list();
    QCOMPARE(found.problems.size(), 1);
    QCOMPARE(found.problems.first().kind, Error::Kind::InvalidInput);
    QCOMPARE(found.accounts.size(), 1);
    QVERIFY(find(hub));
    setConfig(R"({"credsStore":"gone","auths":{"a.example":{"auth":"dTpw"}}})");
    found = list();
    QCOMPARE(found.problems.size(), 1);
    QCOMPARE(found.problems.first().kind, Error::Kind::NoKeychain);
    QCOMPARE(found.accounts.size(), 2);
}

void TestCredentialStore::storesInTheKeychain()
{
    setConfig("{\"auths\":{\"https://h.example/v1/\":{\"auth\":\"dTpvbGQ=\"}},\"x\":1.0}");
    const auto stored = store(account(u"https://h.example"_s, "new"));
    QVERIFY(stored && !stored->dockerProblem);
    QCOMPARE(stored->account.place, Account::Place::Keychain);
    QCOMPARE(config(),
             "{\"auths\":{\"https://h.example/v1/\":{}},\"x\":1.0,\"credHelpers\":{\"h.example\":\"strata\"}}");
    QCOMPARE(find(u"h.example"_s)->secret.view(), "new");
    QVERIFY(list().accounts.first().isUsed);
    QCOMPARE(store(account(u"https://"_s)).error().kind, Error::Kind::InvalidInput);
    QCOMPARE(store(account(u"h.example"_s, "")).error().kind, Error::Kind::InvalidInput);
    Credential token = account(u"t.example"_s, "token");
    token.isIdentityToken = true;
    QVERIFY(store(token));
    script(u"shared"_s, u"exit 9"_s);
    setConfig(R"({"credsStore":"shared"})");
    QVERIFY(store(account(u"h.example"_s)));
    QCOMPARE(config(), R"({"credsStore":"shared"})"); // docker finds it there already
}

void TestCredentialStore::storesWhereDockerIsTold()
{
    helperWithFile(u"all"_s);
    setConfig(R"({"credsStore":"all"})");
    const auto stored = store(account(u"h.example"_s));
    QVERIFY(stored);
    QCOMPARE(stored->account.place, Account::Place::Helper);
    QCOMPARE(stored->account.helper, u"all"_s);
    QVERIFY(m_drawer->entries.isEmpty());
    QVERIFY(QFile::exists(m_folder->filePath(u"all.kept"_s)));
    setConfig(
        R"({"credsStore":"all","auths":{"h.example":{"auth":"dTpzZWNyZXQ="},"o.example":{"auth":"dTpvdGhlcg=="}}})");
    QVERIFY(store(account(u"h.example"_s)));
    QVERIFY(!config().contains("dTpzZWNyZXQ=")); // the older password
    QVERIFY(config().contains("dTpvdGhlcg=="));
    script(u"all"_s, u"cat >/dev/null; [ $1 = store ] || echo '{\"Username\":\"kim\",\"Secret\":\"another\"}'"_s);
    QCOMPARE(store(account(u"h.example"_s)).error().kind, Error::Kind::Local);
    setConfig(R"({"credsStore":"desktop"})"); // left behind, not installed
    QVERIFY(store(account(u"h.example"_s)));
    QCOMPARE(config(), R"({"credsStore":"desktop","credHelpers":{"h.example":"strata"}})");
}

void TestCredentialStore::tellsWhenDockerDoesNotFindIt()
{
    QVERIFY(QFile::remove(m_folder->filePath(u"bin/docker-credential-strata"_s)));
    setConfig("{}");
    auto stored = store(account(u"h.example"_s));
    QVERIFY(stored && stored->dockerProblem);
    QCOMPARE(stored->dockerProblem->kind, Error::Kind::NotSupported);
    QCOMPARE(config(), "{}");
    setConfig("{");
    stored = store(account(u"h.example"_s));
    QCOMPARE(stored->dockerProblem->kind, Error::Kind::InvalidInput);
    QCOMPARE(config(), "{");
}

void TestCredentialStore::aForgetfulKeychainIsNoticed()
{
    m_drawer->isForgetful = true;
    setConfig("{}");
    QCOMPARE(store(account(u"h.example"_s)).error().kind, Error::Kind::Local);
    QCOMPARE(config(), "{}");
}

void TestCredentialStore::whatWasNotKeptLeavesTheOlder()
{
    const Credential older = account(u"h.example"_s, "older");
    m_drawer->entries.insert(u"h.example"_s, older);
    m_drawer->isGarbling = true;
    QCOMPARE(store(account(u"h.example"_s, "newer")).error().kind, Error::Kind::Local);
    QCOMPARE(m_drawer->entries.value(u"h.example"_s), older);
    setConfig(R"({"auths":{"h.example":{"auth":"dTpzZWNyZXQ="}}})");
    m_drawer->isGarbling = true;
    QCOMPARE(move(u"h.example"_s).error().kind, Error::Kind::Local);
    QCOMPARE(m_drawer->entries.value(u"h.example"_s), older);
}

void TestCredentialStore::forThisRunOnly()
{
    m_drawer->error = Error{Error::Kind::KeychainLocked, u"locked"_s, {}};
    QCOMPARE(store(account(u"h.example"_s)).error().kind, Error::Kind::KeychainLocked);
    m_store->storeForThisRun(account(u"h.example"_s));
    QVERIFY(find(u"h.example"_s));
    QCOMPARE(list().accounts.first().place, Account::Place::ThisRunOnly);
    QVERIFY(!QFile::exists(m_folder->filePath(u"config.json"_s)));
    m_drawer->error.reset();
    QVERIFY(store(account(u"h.example"_s, "kept")));
    QCOMPARE(find(u"h.example"_s)->secret.view(), "kept");
}

void TestCredentialStore::noKeychainIsNoAccount()
{
    CredentialStore store({m_folder->filePath(u"config.json"_s), [](std::stop_token) {
                               return Result<std::unique_ptr<Keychain>>(failure(Error::Kind::NoKeychain, u"none"_s));
                           }});
    using Found = Result<std::optional<Credential>>;
    const Found found = answerOf<Found>([&](auto answer) { store.find(hub, this, answer); });
    QVERIFY(found && !*found);
    const auto stored = answerOf<Result<StoredAccount>>([&](auto answer) { store.store(account(hub), this, answer); });
    QCOMPARE(stored.error().kind, Error::Kind::NoKeychain);
    QVERIFY(!QFile::exists(m_folder->filePath(u"config.json"_s)));
}

void TestCredentialStore::logOutRemovesItEverywhere()
{
    helperWithFile(u"all"_s);
    setConfig(R"({"credsStore":"all"})");
    QVERIFY(store(account(u"h.example"_s)));
    setConfig(
        "{\"auths\":{\"h.example\":{\"auth\":\"dTpw\"},\"https://h.example/v1\":{},\"o.example\":{\"auth\":\"dTpw\"}},"
        R"("credsStore":"all","credHelpers":{"h.example":"strata"}})");
    m_drawer->entries.insert(u"h.example"_s, account(u"h.example"_s));
    m_drawer->entries.insert(u"http://h.example"_s, account(u"http://h.example"_s));
    m_store->storeForThisRun(account(u"h.example"_s));
    QVERIFY(remove(u"h.example"_s));
    QVERIFY(!find(u"h.example"_s));
    QVERIFY(m_drawer->entries.isEmpty());
    QVERIFY(!QFile::exists(m_folder->filePath(u"all.kept"_s)));
    QCOMPARE(config(), R"({"auths":{"o.example":{"auth":"dTpw"}},"credsStore":"all"})");
    QVERIFY(remove(u"h.example"_s)); // a second time
    qputenv("DOCKER_AUTH_CONFIG", R"({"auths":{"h.example":{"auth":"dTplbnY="}}})");
    QCOMPARE(remove(u"h.example"_s).error().kind, Error::Kind::NotSupported);
}

void TestCredentialStore::movesAndUndoes()
{
    const QByteArray before =
        "{\n\t\"auths\": {\n\t\t\"https://h.example/v1/\": {\n\t\t\t\"auth\": \"dTpzZWNyZXQ=\"\n\t\t},"
        "\n\t\t\"o.example\": {\n\t\t\t\"auth\": \"dTpw\"\n\t\t}\n\t},\n\t\"x\": 1.0\n}";
    setConfig(before);
    const auto moved = move(u"h.example"_s);
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().message));
    QCOMPARE(m_drawer->entries.value(u"h.example"_s).secret.view(), "secret");
    QVERIFY(!config().contains("dTpzZWNyZXQ"));
    QVERIFY(config().contains("\"h.example\": \"strata\""));
    QCOMPARE(find(u"h.example"_s)->user, u"u"_s);
    QVERIFY(undo(*moved));
    QCOMPARE(config(), before);
    QVERIFY(m_drawer->entries.isEmpty());
    QCOMPARE(move(u"none.example"_s).error().kind, Error::Kind::NotFound);

    m_drawer->entries.insert(u"h.example"_s, account(u"h.example"_s, "older"));
    QVERIFY(undo(*move(u"h.example"_s)));
    QCOMPARE(m_drawer->entries.value(u"h.example"_s).secret.view(), "older");
}

void TestCredentialStore::movingFailsWithoutAChange()
{
    const QByteArray before = R"({"auths":{"h.example":{"auth":"dTpzZWNyZXQ="}}})";
    setConfig(before);
    m_drawer->isForgetful = true;
    QVERIFY(!move(u"h.example"_s));
    m_drawer->isForgetful = false;
    m_drawer->error = Error{Error::Kind::KeychainLocked, u"locked"_s, {}};
    QCOMPARE(move(u"h.example"_s).error().kind, Error::Kind::KeychainLocked);
    m_drawer->error.reset();
    QVERIFY(QFile::remove(m_folder->filePath(u"bin/docker-credential-strata"_s)));
    QCOMPARE(move(u"h.example"_s).error().kind, Error::Kind::NotSupported);
    QCOMPARE(config(), before);
    QVERIFY(m_drawer->entries.isEmpty());
    setConfig("{\"auths\":{\"h.example\":{\"auth\":\"dTpzZWNyZXQ=\"}},}");
    QCOMPARE(move(u"h.example"_s).error().kind, Error::Kind::InvalidInput);
    QVERIFY(m_drawer->entries.isEmpty());
}

void TestCredentialStore::undoKeepsANewerPassword()
{
    setConfig(R"({"auths":{"h.example":{"auth":"dTpzZWNyZXQ="}}})");
    const auto moved = move(u"h.example"_s);
    QVERIFY(moved);
    const QByteArray newer = R"({"auths":{"h.example":{"auth":"dTpuZXdlcg=="}}})";
    setConfig(newer);
    QCOMPARE(undo(*moved).error().kind, Error::Kind::Conflict);
    QCOMPARE(config(), newer);
    QVERIFY(!m_drawer->entries.isEmpty());
}

void TestCredentialStore::undoKeepsANewerAccountInTheKeychain()
{
    setConfig(R"({"auths":{"h.example":{"auth":"dTpzZWNyZXQ="}}})");
    const auto moved = move(u"h.example"_s);
    QVERIFY(moved);
    QVERIFY(store(account(u"h.example"_s, "newer")));
    const QByteArray after = config();
    QCOMPARE(undo(*moved).error().kind, Error::Kind::Conflict);
    QCOMPARE(config(), after);
    QCOMPARE(find(u"h.example"_s)->secret.view(), QByteArrayView("newer"));
}

void TestCredentialStore::noAnswerWithoutContext()
{
    bool isAnswered = false;
    auto context = std::make_unique<QObject>();
    m_store->list(context.get(), [&isAnswered](const AccountList &) { isAnswered = true; });
    context.reset();
    (void)list();
    QVERIFY(!isAnswered);
}

void TestCredentialStore::whatWaitsForAPromptEndsWithItsContext()
{
    m_drawer->asksForever = true;
    auto context = std::make_unique<QObject>();
    m_store->store(account(u"h.example"_s), context.get(), [](const auto &) { QFAIL("answered after its end"); });
    QTRY_VERIFY(m_drawer->isAsking);
    context.reset();
    QTRY_VERIFY(!m_drawer->isAsking);
    QVERIFY(m_drawer->entries.isEmpty());
    QVERIFY(!config().contains("h.example"));
}

void TestCredentialStore::aPromptHoldsUpNobody()
{
    m_drawer->entries.insert(hub, account(hub));
    m_drawer->asksForever = true;
    bool isAnswered = false;
    m_store->find(hub, this, [&isAnswered](const auto &) { isAnswered = true; });
    m_store->storeForThisRun(account(u"h.example"_s));
    QVERIFY(find(u"h.example"_s));
    QVERIFY(!isAnswered);
    m_drawer->asksForever = false;
    QTRY_VERIFY(isAnswered);
}

void TestCredentialStore::endsWhileAskingTheKeychain()
{
    m_drawer->entries.insert(hub, account(hub));
    m_drawer->asksForever = true;
    for (int i = 0; i < 20; ++i)
        m_store->find(hub, this, [](const auto &) { QFAIL("answered after its end"); });
    m_store.reset();
    QCoreApplication::processEvents();
}

void TestCredentialStore::backsUpWithoutSecrets()
{
    setConfig(R"({"auths":{"h.example":{"auth":"dTpzZWNyZXQ="}},"x":1})");
    const auto path = answerOf<Result<QString>>([&](auto answer) { m_store->backUpConfig(this, answer); });
    QVERIFY(path);
    QFile copy(*path);
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), R"({"auths":{"h.example":{}},"x":1})");
}

STRATA_TEST(TestCredentialStore)
#include "tst_credentialstore.moc"
