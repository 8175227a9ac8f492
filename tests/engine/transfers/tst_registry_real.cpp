// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/registry.h"
#include "engine/api/registryauth.h"
#include "engine/transfers/pull.h"
#include "engine/transfers/push.h"
#include "running.h"
#include "support/docker.h"
#include "support/faultproxy.h"
#include "support/realengine.h"
#include "support/realregistry.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QUuid>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Bytes that are not in memory as they are.
QByteArray masked(QByteArrayView bytes)
{
    QByteArray result;
    for (const char c : bytes)
        result.append(static_cast<char>(c ^ 0x5a));
    return result;
}

/// Whether what was masked is anywhere in this process's writable memory.
bool isInMemory(const QByteArray &mask)
{
    QFile maps(u"/proc/self/maps"_s);
    QFile memory(u"/proc/self/mem"_s);
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return true;
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList words = line.split(' ');
        if (!words.value(1).startsWith("rw"))
            continue;
        const QByteArrayList range = words.first().split('-');
        const qint64 begin = range.first().toLongLong(nullptr, 16);
        const qint64 end = range.value(1).toLongLong(nullptr, 16);
        if (end - begin > qint64{1} << 30)
            continue; // a sanitizer's own
        for (qint64 at = begin; at < end; at += piece.size() - mask.size()) {
            if (!memory.seek(at))
                break;
            const qint64 count = memory.read(piece.data(), std::min<qint64>(piece.size(), end - at));
            for (qint64 i = 0; i + mask.size() <= count; ++i) {
                qsizetype k = 0;
                while (k < mask.size() && (piece[i + k] ^ 0x5a) == mask[k])
                    ++k;
                if (k == mask.size())
                    return true;
            }
            if (count < piece.size())
                break;
        }
    }
    return false;
}

} // namespace

/// Pull, push and login on real engines with the real registry, and the same by their printed commands.
class TestRegistryReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void logins_data();
    void logins();
    void thereAndBack_data();
    void thereAndBack();
    void accountsAreAskedFor_data();
    void accountsAreAskedFor();
    void whatIsNotThere_data();
    void whatIsNotThere();
    void allTags();
    void byDigestAndPlatform();
    void commandTwins();
    void cutMidPull();
    void isThereANewerOne();
    void searching();
    void secretsAreNowhere();

private:
    struct Side
    {
        std::unique_ptr<RealEngine> real;
        std::unique_ptr<Engine> engine;
        std::unique_ptr<Docker> docker;
    };

    void engines();
    Side side(const QString &variable) const;
    ImageReference reference(const QString &path) const { return *ImageReference::parse(m_registry.name(path)); }
    QString made(const Docker &docker, const QString &path) const;
    QString idOf(const Docker &docker, const QString &name) const;

    RealRegistry m_registry;
};

#define REGISTRY_SIDE()                                                                                                \
    QFETCH(QString, variable);                                                                                         \
    const Side s = side(variable);                                                                                     \
    STRATA_NEED(*s.real)

void TestRegistryReal::initTestCase()
{
    STRATA_NEED(m_registry);
}

void TestRegistryReal::cleanup()
{
    for (const char *variable : {"STRATA_TEST_SOCKET", "STRATA_TEST_PODMAN"}) {
        if (const Side s = side(QString::fromLatin1(variable)); s.real->isThere())
            s.docker->removeEverythingNamed(u"strata-reg"_s);
    }
}

void TestRegistryReal::engines()
{
    QTest::addColumn<QString>("variable");
    QTest::newRow("Docker") << u"STRATA_TEST_SOCKET"_s;
    QTest::newRow("Podman") << u"STRATA_TEST_PODMAN"_s;
}

TestRegistryReal::Side TestRegistryReal::side(const QString &variable) const
{
    Side s{std::make_unique<RealEngine>(variable.toLatin1().constData()), {}, {}};
    if (s.real->isThere()) {
        s.engine = std::make_unique<Engine>(s.real->endpoint());
        s.docker = std::make_unique<Docker>(s.real->socketPath());
    }
    return s;
}

/// An image that is under this path in the registry's name, and nowhere else.
QString TestRegistryReal::made(const Docker &docker, const QString &path) const
{
    return docker.makeBusyboxImage(m_registry.name(path));
}

QString TestRegistryReal::idOf(const Docker &docker, const QString &name) const
{
    return docker.output({u"inspect"_s, u"--type"_s, u"image"_s, u"--format"_s, u"{{.Id}}"_s, name});
}

void TestRegistryReal::logins_data()
{
    engines();
}

void TestRegistryReal::logins()
{
    REGISTRY_SIDE();
    const auto login = [&](const Credential &account) {
        QObject context;
        std::optional<Result<Registry::Login>> answer;
        s.engine->registry().login(account, &context,
                                   [&](Result<Registry::Login> result) { answer = std::move(result); });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        return answer.value_or(failure(Error::Kind::Timeout, {}));
    };
    const auto good = login(m_registry.account());
    if (s.engine->identity()->isPodman) { // its login wants TLS whatever its configuration says (5.4)
        QCOMPARE(good.error().kind, Error::Kind::NotSupported);
        return;
    }
    QVERIFY2(good.has_value(), good ? "" : qPrintable(good.error().message));
    QCOMPARE(good->status, u"Login Succeeded"_s);
    QVERIFY(good->identityToken.isEmpty());
    const auto wrong = login(m_registry.wrongAccount());
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().kind == Error::Kind::Unauthorized, qPrintable(wrong.error().message));
    Credential elsewhere = m_registry.account();
    elsewhere.server = u"127.0.0.1:9"_s;
    const auto unreachable = login(elsewhere);
    QVERIFY(!unreachable);
    QVERIFY2(unreachable.error().kind == Error::Kind::HostUnreachable, qPrintable(unreachable.error().message));
    QVERIFY(wrong.error().message != unreachable.error().message);
}

void TestRegistryReal::thereAndBack_data()
{
    engines();
}

void TestRegistryReal::thereAndBack()
{
    REGISTRY_SIDE();
    const QString path = u"strata-reg/trip:1"_s;
    const QString id = made(*s.docker, path);
    QVERIFY2(!id.isEmpty(), qPrintable(s.docker->lastError()));
    PushOperation push(*s.engine, reference(path), m_registry.account());
    STRATA_SUCCEEDS(push);
    QVERIFY2(push.transfer().digest().startsWith(u"sha256:"), qPrintable(push.outcome().summary));
    QVERIFY(push.outcome().summary.endsWith(push.transfer().digest()));
    s.docker->removeEverythingNamed(u"strata-reg"_s);
    QCOMPARE(idOf(*s.docker, id), QString());

    PullOperation pull(*s.engine, {.reference = reference(path)}, m_registry.account());
    STRATA_SUCCEEDS(pull);
    QCOMPARE(idOf(*s.docker, m_registry.name(path)), id);
    QVERIFY(!pull.transfer().layers().isEmpty());
    if (!s.engine->identity()->isPodman) {
        QCOMPARE(pull.transfer().digest(), push.transfer().digest());
        QCOMPARE(pull.transfer().totals().layersDone, pull.transfer().layers().size());
        QVERIFY(pull.transfer().totals().isExact && pull.transfer().totals().moved > 100'000);
        PullOperation again(*s.engine, {.reference = reference(path)}, m_registry.account());
        STRATA_SUCCEEDS(again);
        QVERIFY(again.transfer().isUpToDate());
        PushOperation pushedAgain(*s.engine, reference(path), m_registry.account());
        STRATA_SUCCEEDS(pushedAgain);
        QCOMPARE(pushedAgain.transfer().totals().moved, 0);
        QCOMPARE(pushedAgain.transfer().digest(), push.transfer().digest());
    }
}

void TestRegistryReal::accountsAreAskedFor_data()
{
    engines();
}

void TestRegistryReal::accountsAreAskedFor()
{
    REGISTRY_SIDE();
    const QString path = u"strata-reg/private:1"_s;
    made(*s.docker, path);
    PushOperation anonymous(*s.engine, reference(path));
    STRATA_FAILS(anonymous, Error::Kind::Unauthorized);
    PushOperation wrong(*s.engine, reference(path), m_registry.wrongAccount());
    STRATA_FAILS(wrong, Error::Kind::Unauthorized);
    const auto right = wrong.withAccount(m_registry.account());
    STRATA_SUCCEEDS(*right);
    PullOperation pull(*s.engine, {.reference = reference(path)});
    STRATA_FAILS(pull, Error::Kind::Unauthorized);
    const auto pullAgain = pull.withAccount(m_registry.account());
    STRATA_SUCCEEDS(*pullAgain);
}

void TestRegistryReal::whatIsNotThere_data()
{
    engines();
}

void TestRegistryReal::whatIsNotThere()
{
    REGISTRY_SIDE();
    PullOperation pull(*s.engine, {.reference = reference(u"strata-reg/nobody:1"_s)}, m_registry.account());
    STRATA_FAILS(pull, Error::Kind::NotFound);
    PullOperation nowhere(*s.engine, {.reference = *ImageReference::parse(u"127.0.0.1:9/a:1")});
    STRATA_FAILS(nowhere, Error::Kind::HostUnreachable);
    QCOMPARE(nowhere.attempts(), 1); // it never began
    PushOperation push(*s.engine, reference(u"strata-reg/nobody:1"_s), m_registry.account());
    const Outcome outcome = performed(push);
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
}

void TestRegistryReal::allTags()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    const QString repository = u"strata-reg/many-"_s + QUuid::createUuid().toString(QUuid::Id128);
    for (const QString &tag : {u":1"_s, u":2"_s, u":3"_s}) {
        made(*s.docker, repository + tag);
        PushOperation push(*s.engine, reference(repository + tag), m_registry.account());
        STRATA_SUCCEEDS(push);
    }
    s.docker->removeEverythingNamed(u"strata-reg"_s);
    PullOperation pull(*s.engine, {.reference = reference(repository), .allTags = true}, m_registry.account());
    STRATA_SUCCEEDS(pull);
    QCOMPARE(s.docker->lines({u"images"_s, u"-q"_s, m_registry.name(repository)}).size(), 3);
}

void TestRegistryReal::byDigestAndPlatform()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    const QString path = u"strata-reg/exact:1"_s;
    const QString id = made(*s.docker, path);
    PushOperation push(*s.engine, reference(path), m_registry.account());
    STRATA_SUCCEEDS(push);
    s.docker->removeEverythingNamed(u"strata-reg"_s);
    const QString digest = u"strata-reg/exact@"_s + push.transfer().digest();
    PullOperation pull(*s.engine, {.reference = reference(digest)}, m_registry.account());
    STRATA_SUCCEEDS(pull);
    QCOMPARE(idOf(*s.docker, m_registry.name(digest)), id);
    PullOperation other(*s.engine, {.reference = reference(path), .platform = u"linux/s390x"_s}, m_registry.account());
    STRATA_FAILS(other, Error::Kind::NotFound);
    s.docker->output({u"rmi"_s, u"-f"_s, id});
}

void TestRegistryReal::commandTwins()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    QVERIFY(m_registry.login());
    const QString path = u"strata-reg/twin:1"_s;
    const QString id = made(*s.docker, path);
    const auto perform = [&](TransferOperation &operation, bool byApi) {
        if (!byApi)
            QVERIFY2(s.docker->shell(operation.commandLine().toString()), qPrintable(s.docker->lastError()));
        else
            STRATA_SUCCEEDS(operation);
    };
    QString digest;
    for (const bool byApi : {true, false}) {
        PushOperation push(*s.engine, reference(path), m_registry.account());
        perform(push, byApi);
        if (byApi)
            digest = push.transfer().digest();
        QVERIFY(s.docker->output({u"inspect"_s, u"--format"_s, u"{{.RepoDigests}}"_s, m_registry.name(path)})
                    .contains(digest));
    }
    for (const QString &platform : {QString(), u"linux/amd64"_s}) {
        for (const bool byApi : {true, false}) {
            s.docker->removeEverythingNamed(u"strata-reg"_s);
            PullOperation pull(*s.engine, {.reference = reference(path), .platform = platform}, m_registry.account());
            perform(pull, byApi);
            QCOMPARE(idOf(*s.docker, m_registry.name(path)), id);
        }
    }
    for (const bool byApi : {true, false}) {
        s.docker->removeEverythingNamed(u"strata-reg"_s);
        PullOperation pull(*s.engine, {.reference = reference(path), .allTags = true}, m_registry.account());
        perform(pull, byApi);
        QCOMPARE(idOf(*s.docker, m_registry.name(path)), id);
    }
}

void TestRegistryReal::cutMidPull()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    const QString path = u"strata-reg/cut:1"_s;
    const QString id = made(*s.docker, path);
    PushOperation push(*s.engine, reference(path), m_registry.account());
    STRATA_SUCCEEDS(push);
    s.docker->removeEverythingNamed(u"strata-reg"_s);
    FaultProxy proxy(s.real->socketPath());
    Engine engine(proxy.endpoint());
    proxy.cut(FaultProxy::Direction::ToClient, 400); // the answers to pings are shorter
    PullOperation pull(engine, {.reference = reference(path)}, m_registry.account());
    pull.setRetryPolicy({.limit = 4, .first = 100ms});
    QSignalSpy progress(&pull, &Operation::progressChanged);
    connect(&pull, &Operation::progressChanged, this, [&] {
        if (pull.progress().text.startsWith(u"The connection broke"))
            proxy.heal();
    });
    STRATA_SUCCEEDS(pull);
    QVERIFY(pull.attempts() >= 2);
    QCOMPARE(idOf(*s.docker, m_registry.name(path)), id);
}

void TestRegistryReal::isThereANewerOne()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    const QString path = u"strata-reg/news:1"_s;
    made(*s.docker, path);
    PushOperation push(*s.engine, reference(path), m_registry.account());
    STRATA_SUCCEEDS(push);
    const QString old = m_registry.name(u"strata-reg/news@"_s + push.transfer().digest());
    const auto there = [&](const std::optional<Credential> &account) {
        QObject context;
        std::optional<Result<DistributionInfo>> answer;
        s.engine->registry().distribution(m_registry.name(path), account, &context,
                                          [&](Result<DistributionInfo> result) { answer = std::move(result); });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        return answer.value_or(failure(Error::Kind::Timeout, {}));
    };
    QCOMPARE(there({}).error().kind, Error::Kind::Unauthorized);
    auto info = there(m_registry.account());
    QVERIFY(info.has_value());
    QCOMPARE(info->digest, push.transfer().digest());
    QCOMPARE(info->platforms, QStringList{u"linux/amd64"_s});
    QCOMPARE(isNewer(info->digest, reference(path), {old}), std::optional(false));
    made(*s.docker, path);
    PushOperation newer(*s.engine, reference(path), m_registry.account());
    STRATA_SUCCEEDS(newer);
    info = there(m_registry.account());
    QCOMPARE(isNewer(info->digest, reference(path), {old}), std::optional(true));
    QCOMPARE(isNewer(info->digest, reference(path), {u"other@"_s + info->digest}), std::nullopt);
}

void TestRegistryReal::searching()
{
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    QObject context;
    std::optional<Result<QList<SearchHit>>> answer;
    s.engine->registry().search(u"busybox"_s, 5, {}, &context,
                                [&](Result<QList<SearchHit>> result) { answer = std::move(result); });
    QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }, 120'000));
    if (*answer)
        QVERIFY(!(*answer)->isEmpty());
    else // this machine does not reach the Hub, or the Hub has had enough of it
        QVERIFY2((*answer).error().kind == Error::Kind::HostUnreachable
                     || (*answer).error().kind == Error::Kind::RateLimited,
                 qPrintable((*answer).error().message));
}

void TestRegistryReal::secretsAreNowhere()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP(
        "A sanitizer keeps freed memory as it was, the libraries' as well, and maps terabytes; the other builds look");
#endif
    const Side s = side(u"STRATA_TEST_SOCKET"_s);
    STRATA_NEED(*s.real);
    made(*s.docker, u"strata-reg/secret:1"_s);
    QByteArray password = QUuid::createUuid().toByteArray(QUuid::Id128);
    const QByteArray mask = masked(password);
    QByteArray headerMask;
    {
        const Credential account{
            .server = registryKey(m_registry.host()), .user = u"ann"_s, .secret = Secret::take(password)};
        Call call;
        addRegistryAuth(call, account);
        headerMask = masked(call.secretHeaders.first().second.view().sliced(24));
        QVERIFY(isInMemory(mask)); // the search finds what is there
        PushOperation push(*s.engine, reference(u"strata-reg/secret:1"_s), account);
        STRATA_FAILS(push, Error::Kind::Unauthorized);
        QObject context;
        bool answered = false;
        s.engine->registry().login(account, &context, [&](const auto &) { answered = true; });
        QTRY_VERIFY(answered);
    }
    QTRY_VERIFY(!isInMemory(headerMask)); // the job's copy goes on the I/O thread
    QVERIFY(!isInMemory(mask));
}

STRATA_TEST(TestRegistryReal)
#include "tst_registry_real.moc"
