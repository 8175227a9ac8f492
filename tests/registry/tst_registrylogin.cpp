// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryasking.h"
#include "scriptedregistry.h"
#include "support/testprogram.h"

#include <QUrlQuery>

#include <atomic>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray password = "s3cret/+&=%25";
const QByteArray annsHeader = "Basic " + QByteArray("ann:" + password).toBase64();
const QByteArray noTags = R"({"name":"app","tags":["1"]})";

/// A registry that wants tokens, and the token server that gives "t1", "t2", …
struct TokenRegistry
{
    TokenRegistry()
    {
        registry.on(u"/v2/*"_s, [this](const RegistryRequest &request) {
            return accepted.contains(request.authorization()) ? RegistryReply::json(noTags) : challenge();
        });
        realm.on(u"/token"_s, [this](const RegistryRequest &) {
            const QByteArray token = 't' + QByteArray::number(++given);
            accepted = {"Bearer " + token};
            return RegistryReply::json("{\"token\":\"" + token + "\",\"expires_in\":" + QByteArray::number(lifetime)
                                       + "}");
        });
    }
    RegistryReply challenge() const
    {
        return RegistryReply::challenge("Bearer realm=\"" + realm.url(u"/token"_s).toEncoded()
                                        + "\",service=\"registry.test\",scope=\"" + scope + '"');
    }
    QString name() const { return registry.name(u"app"_s); }

    ScriptedRegistry registry;
    ScriptedRegistry realm;
    QByteArray scope = "repository:app:pull";
    int lifetime = 300;
    int given = 0;
    QList<QByteArray> accepted;
};

} // namespace

/// Who is shown what: the registry, its token server, and nobody else.
class TestRegistryLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anonymousToken();
    void thePasswordGoesToTheRealm();
    void anIdentityTokenIsPosted();
    void scopes();
    void aTokenThatEndedIsRenewedOnce();
    void aRegistryThatIsNeverContentEnds();
    void tokensEndByTheClock_data();
    void tokensEndByTheClock();
    void aWrongPassword();
    void theRealmsAnswerMayBeAnything_data();
    void theRealmsAnswerMayBeAnything();
    void basic();
    void basicWithoutAnAccount();
    void unknownLogins();
    void anotherRegistrysAccountStaysHere();
    void registriesShareNoTokens();
    void accountsShareNoTokens();
    void realmsWithoutEncryption_data();
    void realmsWithoutEncryption();
    void aRealmThatMoved();
    void theGreetingHoldsNoSecret();
    void secretsAreNotTold_data();
    void secretsAreNotTold();
    void tokensAreNotTold();

private:
    RegistryClient m_client;
};

void TestRegistryLogin::anonymousToken()
{
    TokenRegistry there;
    QCOMPARE(tagsOf(m_client, there.name())->names, QStringList{u"1"_s});
    QCOMPARE(there.realm.requests().size(), 1);
    const RegistryRequest &asked = there.realm.requests().first();
    QCOMPARE(asked.method, "GET");
    QCOMPARE(asked.query.queryItemValue(u"service"_s), u"registry.test"_s);
    QCOMPARE(asked.query.queryItemValue(u"scope"_s, QUrl::FullyDecoded), u"repository:app:pull"_s);
    QVERIFY(!asked.query.hasQueryItem(u"account"_s));
    QVERIFY(asked.authorization().isEmpty());
    QCOMPARE(there.registry.requests().size(), 2);
    QVERIFY(there.registry.requests().first().authorization().isEmpty());
    QCOMPARE(there.registry.requests().last().authorization(), "Bearer t1");

    QVERIFY(tagsOf(m_client, there.name())); // with the token from the beginning
    QCOMPARE(there.realm.requests().size(), 1);
    QCOMPARE(there.registry.requests().size(), 3);
}

void TestRegistryLogin::thePasswordGoesToTheRealm()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password)));
    const RegistryRequest &asked = there.realm.requests().first();
    QCOMPARE(asked.authorization(), annsHeader);
    QCOMPARE(asked.query.queryItemValue(u"account"_s), u"ann"_s);
    for (const RegistryRequest &request : there.registry.requests())
        QVERIFY(request.authorization().isEmpty() || request.authorization() == "Bearer t1");
}

void TestRegistryLogin::anIdentityTokenIsPosted()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password, true)));
    QCOMPARE(there.realm.requests().size(), 1);
    const RegistryRequest &asked = there.realm.requests().first();
    QCOMPARE(asked.method, "POST");
    QVERIFY(asked.query.isEmpty());
    QVERIFY(asked.authorization().isEmpty());
    QCOMPARE(asked.header("Content-Type"), "application/x-www-form-urlencoded");
    const QUrlQuery form(QString::fromLatin1(asked.body));
    const auto field = [&form](const QString &name) { return form.queryItemValue(name, QUrl::FullyDecoded); };
    QCOMPARE(field(u"grant_type"_s), u"refresh_token"_s);
    QCOMPARE(field(u"refresh_token"_s).toLatin1(), password);
    QCOMPARE(field(u"service"_s), u"registry.test"_s);
    QCOMPARE(field(u"scope"_s), u"repository:app:pull"_s);
    QVERIFY(!field(u"client_id"_s).isEmpty());
}

void TestRegistryLogin::scopes()
{
    TokenRegistry there;
    there.scope = "repository:app:pull repository:base+x:pull";
    QVERIFY(tagsOf(m_client, there.name()));
    const auto scopes = [&there] {
        return there.realm.requests().last().query.allQueryItemValues(u"scope"_s, QUrl::FullyDecoded);
    };
    QCOMPARE(scopes(), QStringList({u"repository:app:pull"_s, u"repository:base+x:pull"_s}));
    there.scope.clear(); // then it is for us to say what we are about
    QVERIFY(tagsOf(m_client, there.registry.name(u"team/other"_s)));
    QCOMPARE(scopes(), QStringList{u"repository:team/other:pull"_s});
}

void TestRegistryLogin::aTokenThatEndedIsRenewedOnce()
{
    TokenRegistry there;
    there.registry.on(u"/v2/app/tags/list"_s, [&there](const RegistryRequest &request) {
        if (!there.accepted.contains(request.authorization()))
            return there.challenge();
        there.accepted.clear(); // each is good for one page
        const bool isLast = request.query.queryItemValue(u"last"_s) == u"b";
        RegistryReply reply = RegistryReply::json(isLast ? R"({"tags":["c"]})" : R"({"tags":["a","b"]})");
        if (!isLast)
            reply.headers.emplaceBack("Link", "</v2/app/tags/list?last=b>; rel=\"next\"");
        return reply;
    });
    QCOMPARE(tagsOf(m_client, there.name())->names, QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(there.realm.requests().size(), 2);
    QCOMPARE(there.registry.requests().size(), 4);
}

void TestRegistryLogin::aRegistryThatIsNeverContentEnds()
{
    TokenRegistry there;
    there.registry.on(u"/v2/*"_s, [&there](const RegistryRequest &) { return there.challenge(); });
    for (int round = 1; round <= 2; ++round) {
        const auto anonymous = tagsOf(m_client, there.name());
        QCOMPARE(kindOf(anonymous), Error::Kind::Unauthorized);
        QVERIFY(anonymous.error().message.contains(there.name()));
        QVERIFY2(there.realm.requests().size() <= 2 * round, "a token too many");
        QVERIFY2(there.registry.requests().size() <= 2 * round, "a question too many");
    }
    const auto refused = tagsOf(m_client, there.name(), accountAt(there.registry.host(), password));
    QCOMPARE(kindOf(refused), Error::Kind::Unauthorized);
    QVERIFY(refused.error().message != tagsOf(m_client, there.name()).error().message);
}

void TestRegistryLogin::tokensEndByTheClock_data()
{
    QTest::addColumn<int>("lifetime");
    QTest::addColumn<int>("good");
    QTest::newRow("as told") << 300 << 300;
    QTest::newRow("a minute at least") << 1 << 60;
}

void TestRegistryLogin::tokensEndByTheClock()
{
    QFETCH(int, lifetime);
    QFETCH(int, good);
    auto seconds = std::make_shared<std::atomic<int>>(1000);
    RegistryClient client({.now = [seconds] { return TokenCache::Time(std::chrono::seconds(seconds->load())); }});
    TokenRegistry there;
    there.lifetime = lifetime;
    QVERIFY(tagsOf(client, there.name()));
    *seconds += good - 1;
    QVERIFY(tagsOf(client, there.name()));
    QCOMPARE(there.given, 1);
    *seconds += 1;
    QVERIFY(tagsOf(client, there.name()));
    QCOMPARE(there.given, 2);
    QCOMPARE(there.registry.requests().size(), 4); // the registry was not shown what had ended
}

void TestRegistryLogin::aWrongPassword()
{
    TokenRegistry there;
    there.realm.on(u"/token"_s, [](const RegistryRequest &) {
        return RegistryReply{.status = 401, .body = R"({"details":"incorrect username or password"})"};
    });
    const auto tags = tagsOf(m_client, there.name(), accountAt(there.registry.host(), password));
    QCOMPARE(kindOf(tags), Error::Kind::Unauthorized);
    QVERIFY(tags.error().message.contains(u"incorrect username or password"));
    QCOMPARE(there.realm.requests().size(), 1);
    QCOMPARE(there.registry.requests().size(), 1);
}

void TestRegistryLogin::theRealmsAnswerMayBeAnything_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("a page") << 200 << QByteArray("<html>") << Error::Kind::MalformedAnswer;
    QTest::newRow("no token") << 200 << QByteArray("{}") << Error::Kind::MalformedAnswer;
    QTest::newRow("headers in it") << 200 << QByteArray(R"({"token":"a\r\nHost: b"})") << Error::Kind::MalformedAnswer;
    QTest::newRow("too much") << 200 << QByteArray(2 << 20, ' ') << Error::Kind::TooLarge;
    QTest::newRow("away") << 503 << QByteArray() << Error::Kind::HostUnreachable;
    QTest::newRow("enough") << 429 << QByteArray() << Error::Kind::RateLimited;
    QTest::newRow("denied") << 403 << QByteArray() << Error::Kind::Unauthorized;
    QTest::newRow("no such page") << 404 << QByteArray() << Error::Kind::EngineFailed;
}

void TestRegistryLogin::theRealmsAnswerMayBeAnything()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    TokenRegistry there;
    there.realm.on(u"/token"_s, [&](const RegistryRequest &) { return RegistryReply{.status = status, .body = body}; });
    QTEST(kindOf(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password))), "kind");
}

void TestRegistryLogin::basic()
{
    ScriptedRegistry registry;
    registry.on(u"/v2/*"_s, [](const RegistryRequest &request) {
        return request.authorization() == annsHeader ? RegistryReply::json(noTags)
                                                     : RegistryReply::challenge("Basic realm=\"r\"");
    });
    const QString name = registry.name(u"app"_s);
    QVERIFY(tagsOf(m_client, name, accountAt(registry.host(), password)));
    QVERIFY(registry.requests().first().authorization().isEmpty());
    QCOMPARE(registry.requests().size(), 2);
    QVERIFY(tagsOf(m_client, name, accountAt(registry.host(), password)));
    QCOMPARE(registry.requests().size(), 3);
    QCOMPARE(kindOf(tagsOf(m_client, name, accountAt(registry.host(), "wrong"))), Error::Kind::Unauthorized);
    QCOMPARE(registry.requests().size(), 5);
}

void TestRegistryLogin::basicWithoutAnAccount()
{
    ScriptedRegistry registry;
    bool isPublic = false;
    registry.on(u"/v2/*"_s, [&isPublic](const RegistryRequest &) {
        return isPublic ? RegistryReply::json(noTags) : RegistryReply::challenge("Basic realm=\"r\"");
    });
    const QString name = registry.name(u"app"_s);
    QCOMPARE(kindOf(tagsOf(m_client, name)), Error::Kind::Unauthorized);
    QCOMPARE(registry.requests().size(), 1);
    QCOMPARE(kindOf(tagsOf(m_client, name, accountAt(registry.host(), password, true))), Error::Kind::Unauthorized);
    isPublic = true;
    QVERIFY(tagsOf(m_client, name)); // what the registry said before is not held against it
}

void TestRegistryLogin::unknownLogins()
{
    ScriptedRegistry registry;
    registry.on(u"/v2/*"_s, [](const RegistryRequest &) { return RegistryReply::challenge("Negotiate"); });
    QCOMPARE(kindOf(tagsOf(m_client, registry.name(u"app"_s), accountAt(registry.host(), password))),
             Error::Kind::NotSupported);
    registry.on(u"/v2/*"_s, [](const RegistryRequest &) { return RegistryReply{.status = 401}; });
    QCOMPARE(kindOf(tagsOf(m_client, registry.name(u"app"_s))), Error::Kind::NotSupported);
}

void TestRegistryLogin::anotherRegistrysAccountStaysHere()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name(), accountAt(u"docker.io"_s, password)));
    ScriptedRegistry basicRegistry;
    basicRegistry.on(u"/v2/*"_s, [](const RegistryRequest &) { return RegistryReply::challenge("Basic realm=r"); });
    QCOMPARE(kindOf(tagsOf(m_client, basicRegistry.name(u"app"_s), accountAt(there.registry.host(), password))),
             Error::Kind::Unauthorized);
    for (const QList<RegistryRequest> &sent :
         {there.registry.requests(), there.realm.requests(), basicRegistry.requests()}) {
        for (const RegistryRequest &request : sent) {
            QVERIFY(!request.authorization().startsWith("Basic"));
            QVERIFY(!request.body.contains("s3cret"));
            QVERIFY(!request.query.hasQueryItem(u"account"_s));
        }
    }
}

void TestRegistryLogin::registriesShareNoTokens()
{
    TokenRegistry first;
    QVERIFY(tagsOf(m_client, first.name()));
    ScriptedRegistry second; // names the first one's token server, service and scope
    second.on(u"/v2/*"_s, [&first](const RegistryRequest &request) {
        return request.authorization().isEmpty() ? first.challenge() : RegistryReply::json(noTags);
    });
    QVERIFY(tagsOf(m_client, second.name(u"app"_s)));
    QCOMPARE(first.given, 2);
    QCOMPARE(second.requests().last().authorization(), "Bearer t2");
}

void TestRegistryLogin::accountsShareNoTokens()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password)));
    QVERIFY(tagsOf(m_client, there.name()));
    QCOMPARE(there.given, 2);
    QVERIFY(there.realm.requests().last().authorization().isEmpty());
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), "other")));
    QCOMPARE(there.given, 3);
}

void TestRegistryLogin::realmsWithoutEncryption_data()
{
    QTest::addColumn<QString>("realm");
    QTest::newRow("elsewhere") << u"http://registry.invalid/token"_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s;
    QTest::newRow("none") << QString();
    QTest::newRow("no host") << u"https:///token"_s;
    QTest::newRow("with a password") << u"https://a:b@registry.invalid/token"_s;
}

void TestRegistryLogin::realmsWithoutEncryption()
{
    QFETCH(QString, realm);
    ScriptedRegistry registry;
    registry.on(u"/v2/*"_s, [&realm](const RegistryRequest &) {
        return RegistryReply::challenge("Bearer realm=\"" + realm.toLatin1() + '"');
    });
    const auto tags = tagsOf(m_client, registry.name(u"app"_s), accountAt(registry.host(), password));
    QCOMPARE(kindOf(tags), Error::Kind::NotSupported);
    QVERIFY(!tags.error().message.contains(u"a:b"));
}

void TestRegistryLogin::aRealmThatMoved()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name()));
    there.accepted.clear();
    there.realm.stop();
    QCOMPARE(kindOf(tagsOf(m_client, there.name())), Error::Kind::HostUnreachable);
    ScriptedRegistry moved;
    moved.on(u"/token"_s, [](const RegistryRequest &) { return RegistryReply::json(R"({"token":"new"})"); });
    there.accepted = {"Bearer new"};
    there.registry.on(u"/v2/*"_s, [&](const RegistryRequest &request) {
        return there.accepted.contains(request.authorization())
            ? RegistryReply::json(noTags)
            : RegistryReply::challenge("Bearer realm=\"" + moved.url(u"/token"_s).toEncoded() + '"');
    });
    QVERIFY(tagsOf(m_client, there.name()));
}

/// The registry is tried with TLS first; it may be anybody who listens there.
void TestRegistryLogin::theGreetingHoldsNoSecret()
{
    TokenRegistry there;
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password)));
    QCOMPARE(there.registry.tlsGreetings(), 1);
    QVERIFY(tagsOf(m_client, there.name(), accountAt(there.registry.host(), password)));
    QCOMPARE(there.registry.tlsGreetings(), 1);
}

void TestRegistryLogin::secretsAreNotTold_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("told");
    const QByteArray longSecret = QByteArray("abcdefgh").repeated(150);
    QTest::newRow("plain") << password << password;
    QTest::newRow("the Basic header") << password << annsHeader;
    QTest::newRow("Base64") << password << password.toBase64();
    QTest::newRow("as in a form") << password << password.toPercentEncoding();
    QTest::newRow("longer than what is told") << longSecret << longSecret;
    QTest::newRow("its Basic header") << longSecret << "Basic " + QByteArray("ann:" + longSecret).toBase64();
    const QByteArray spaced = "two  spaces and more";
    QTest::newRow("spaces") << spaced << spaced;
}

void TestRegistryLogin::secretsAreNotTold()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, told);
    TokenRegistry there;
    there.realm.on(u"/token"_s, [&](const RegistryRequest &) {
        return RegistryReply::error(401, "DENIED", "no user ann with " + told);
    });
    const Error error = tagsOf(m_client, there.name(), accountAt(there.registry.host(), secret)).error();
    QCOMPARE(error.kind, Error::Kind::Unauthorized);
    for (const QString &text : {error.message, error.detail}) {
        QVERIFY2(!text.contains(u"no user ann"), qPrintable(text));
        QVERIFY2(!text.contains(QString::fromLatin1(told.first(12))), qPrintable(text));
    }
}

void TestRegistryLogin::tokensAreNotTold()
{
    TokenRegistry there;
    there.registry.on(u"/v2/*"_s, [&](const RegistryRequest &request) {
        return request.authorization().isEmpty()
            ? there.challenge()
            : RegistryReply::error(403, "DENIED", "not with " + request.authorization());
    });
    const QByteArray token(1'200, 'k');
    there.realm.on(u"/token"_s,
                   [&](const RegistryRequest &) { return RegistryReply::json("{\"token\":\"" + token + "\"}"); });
    const Error error = tagsOf(m_client, there.name()).error();
    QCOMPARE(error.kind, Error::Kind::Unauthorized);
    QVERIFY2(!error.message.contains(u"kkk"), qPrintable(error.message));
}

STRATA_TEST(TestRegistryLogin)
#include "tst_registrylogin.moc"
