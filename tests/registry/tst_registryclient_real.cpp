// SPDX-License-Identifier: GPL-3.0-or-later
#include "ownregistry.h"
#include "registry/tagorder.h"
#include "registryasking.h"
#include "scriptedregistry.h"
#include "servedimage.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/realregistry.h"
#include "support/testprogram.h"
#include "testauthority.h"

#include <QDateTime>
#include <QSslCertificate>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray basicHeader(const Credential &account)
{
    return "Basic " + QByteArray(account.user.toUtf8() + ':' + account.secret.view().toByteArray()).toBase64();
}

/// A token server as Docker Hub has one, for a real registry that trusts its signatures (distribution spec,
/// auth/jwt.md).
class TokenServer
{
public:
    TokenServer()
    {
        m_authority.issueForSigning(u"signer"_s);
        m_realm.on(u"/token"_s, [this](const RegistryRequest &request) { return answer(request); });
    }

    QStringList registryEnvironment() const
    {
        return {u"REGISTRY_AUTH=token"_s, u"REGISTRY_AUTH_TOKEN_REALM="_s + m_realm.url(u"/token"_s).toString(),
                u"REGISTRY_AUTH_TOKEN_SERVICE=registry.test"_s, u"REGISTRY_AUTH_TOKEN_ISSUER=strata-test"_s,
                u"REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE="_s + m_authority.path(u"ca.crt"_s)};
    }

    /// Good for `seconds` from now.
    QByteArray token(const QStringList &actions, qint64 seconds = 600) const
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QSslCertificate certificate = QSslCertificate::fromPath(m_authority.path(u"signer.crt"_s)).first();
        const QJsonObject access{{u"type"_s, u"repository"_s},
                                 {u"name"_s, u"team/app"_s},
                                 {u"actions"_s, QJsonArray::fromStringList(actions)}};
        const QJsonObject head{{u"typ"_s, u"JWT"_s},
                               {u"alg"_s, u"RS256"_s},
                               {u"x5c"_s, QJsonArray{QString::fromLatin1(certificate.toDer().toBase64())}}};
        const QJsonObject claims{{u"iss"_s, u"strata-test"_s},
                                 {u"sub"_s, u"ann"_s},
                                 {u"aud"_s, u"registry.test"_s},
                                 {u"iat"_s, now - 7200},
                                 {u"nbf"_s, now - 7200},
                                 {u"exp"_s, now + seconds},
                                 {u"jti"_s, u"1"_s},
                                 {u"access"_s, QJsonArray{access}}};
        const QByteArray text = encoded(head) + '.' + encoded(claims);
        return text + '.' + url64(m_authority.signature(u"signer"_s, text));
    }

    const QList<RegistryRequest> &requests() const { return m_realm.requests(); }
    int ended = 0; ///< how many tokens are to be over when they are given

private:
    static QByteArray url64(const QByteArray &bytes)
    {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    static QByteArray encoded(const QJsonObject &object)
    {
        return url64(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

    RegistryReply answer(const RegistryRequest &request)
    {
        const bool isKnown = request.authorization() == "Basic " + QByteArray("ann:pw").toBase64()
            || request.body.contains("refresh_token=an-identity-token");
        if (!isKnown && (!request.authorization().isEmpty() || request.method == "POST"))
            return {.status = 401, .body = R"({"details":"incorrect username or password"})"};
        const QStringList actions = isKnown ? QStringList{u"pull"_s} : QStringList();
        const QByteArray made = token(actions, ended-- > 0 ? -3600 : 600);
        return RegistryReply::json("{\"token\":\"" + made + "\",\"expires_in\":300}");
    }

    TestAuthority m_authority;
    ScriptedRegistry m_realm;
};

void push(RegistryPusher &pusher, const ServedImage &image, const QString &tag = u"1"_s,
          const QString &repository = u"team/app"_s)
{
    QVERIFY(pusher.putBlob(repository, image.config));
    QVERIFY(pusher.putBlob(repository, image.layer));
    QVERIFY(pusher.putManifest(repository, tag, image.manifest, ociManifestType));
}

} // namespace

/// Real registries: with a login of their own, with a token server, and what an engine pushed.
class TestRegistryClientReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withALogin();
    void severalPlatforms();
    void withATokenServer();
    void withAnIdentityToken();
    void aTokenThatEnded();
    void goneInTheMiddle();
    void asTheEngineSeesIt();

private:
    RegistryClient m_client;
};

void TestRegistryClientReal::withALogin()
{
    const RealRegistry registry;
    STRATA_NEED(registry);
    const Credential account = registry.account();
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), basicHeader(account));
    const ServedImage image(u"amd64"_s, "a layer");
    for (const QString &tag : {u"1"_s, u"1.9"_s, u"1.10"_s, u"latest"_s})
        push(pusher, image, tag, u"team/login"_s);
    const QString name = registry.name(u"team/login"_s);
    const auto tags = tagsOf(m_client, name, account);
    QVERIFY(tags);
    QCOMPARE(sortedTags(tags->names), QStringList({u"latest"_s, u"1"_s, u"1.10"_s, u"1.9"_s}));
    const auto manifest = manifestOf(m_client, name, account);
    QVERIFY(manifest);
    QCOMPARE(manifest->self.digest, image.digest());
    QCOMPARE(manifest->images.first().platform.toString(), u"linux/amd64"_s);

    QCOMPARE(kindOf(tagsOf(m_client, name)), Error::Kind::Unauthorized);
    QCOMPARE(kindOf(tagsOf(m_client, name, registry.wrongAccount())), Error::Kind::Unauthorized);
    QCOMPARE(kindOf(tagsOf(m_client, registry.name(u"team/none"_s), account)), Error::Kind::NotFound);
    QCOMPARE(kindOf(digestOf(m_client, name + u":none"_s, account)), Error::Kind::NotFound);
    QCOMPARE(kindOf(manifestOf(m_client, name + u'@' + registrydata::digestOf("none"), account)),
             Error::Kind::NotFound);
}

void TestRegistryClientReal::severalPlatforms()
{
    const RealRegistry registry;
    STRATA_NEED(registry);
    const Credential account = registry.account();
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), basicHeader(account));
    const ServedImage amd(u"amd64"_s, QByteArray(1'000, 'a'));
    const ServedImage arm(u"arm64"_s, QByteArray(2'000, 'b'), u"v8"_s);
    for (const ServedImage &image : {amd, arm})
        push(pusher, image, image.digest(), u"team/many"_s);
    const QByteArray index = indexOf({amd, arm});
    QVERIFY(pusher.putManifest(u"team/many"_s, u"1"_s, index, ociIndexType));
    const auto manifest = manifestOf(m_client, registry.name(u"team/many:1"_s), account);
    QVERIFY(manifest);
    QVERIFY(manifest->isIndex);
    QVERIFY(!manifest->omission);
    QCOMPARE(manifest->self.digest, registrydata::digestOf(index));
    QCOMPARE(manifest->images.size(), 2);
    QCOMPARE(manifest->images[1].platform.toString(), u"linux/arm64/v8"_s);
    QCOMPARE(manifest->images[0].compressedSize, amd.compressedSize());
    QCOMPARE(manifest->images[1].compressedSize, arm.compressedSize());
}

void TestRegistryClientReal::withATokenServer()
{
    TokenServer tokens;
    STRATA_OWN_REGISTRY(registry, tokens.registryEnvironment());
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), "Bearer " + tokens.token({u"pull"_s, u"push"_s}));
    const ServedImage image(u"amd64"_s, "a layer");
    push(pusher, image);
    const QString name = registry.name(u"team/app"_s);
    const Credential account = accountAt(registry.host(), "pw");
    QCOMPARE(tagsOf(m_client, name, account)->names, QStringList{u"1"_s});
    const auto manifest = manifestOf(m_client, name + u":1"_s, account);
    QVERIFY(manifest);
    QCOMPARE(manifest->images.first().platform.toString(), u"linux/amd64"_s);
    QCOMPARE(tokens.requests().size(), 1);
    QCOMPARE(tokens.requests().first().query.queryItemValue(u"scope"_s, QUrl::FullyDecoded),
             u"repository:team/app:pull"_s);

    QCOMPARE(kindOf(tagsOf(m_client, name)), Error::Kind::Unauthorized); // its token gives no right
    const auto wrong = tagsOf(m_client, name, accountAt(registry.host(), "wrong"));
    QCOMPARE(kindOf(wrong), Error::Kind::Unauthorized);
    QVERIFY(wrong.error().message.contains(u"incorrect username or password"));
}

void TestRegistryClientReal::withAnIdentityToken()
{
    TokenServer tokens;
    STRATA_OWN_REGISTRY(registry, tokens.registryEnvironment());
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), "Bearer " + tokens.token({u"pull"_s, u"push"_s}));
    push(pusher, ServedImage(u"amd64"_s, "a layer"));
    const QString name = registry.name(u"team/app"_s);
    QVERIFY(tagsOf(m_client, name, accountAt(registry.host(), "an-identity-token", true)));
    QCOMPARE(tokens.requests().last().method, "POST");
    QCOMPARE(kindOf(tagsOf(m_client, name, accountAt(registry.host(), "another", true))), Error::Kind::Unauthorized);
}

void TestRegistryClientReal::aTokenThatEnded()
{
    TokenServer tokens;
    STRATA_OWN_REGISTRY(registry, tokens.registryEnvironment());
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), "Bearer " + tokens.token({u"pull"_s, u"push"_s}));
    push(pusher, ServedImage(u"amd64"_s, "a layer"));
    const Credential account = accountAt(registry.host(), "pw");
    tokens.ended = 1; // the registry refuses the first one: it is over
    QCOMPARE(kindOf(tagsOf(m_client, registry.name(u"team/app"_s), account)), Error::Kind::Unauthorized);
    QCOMPARE(tokens.requests().size(), 1);
    QVERIFY(tagsOf(m_client, registry.name(u"team/app"_s), account)); // and it is made anew
    QCOMPARE(tokens.requests().size(), 2);
}

void TestRegistryClientReal::goneInTheMiddle()
{
    STRATA_OWN_REGISTRY(registry, QStringList());
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), {});
    push(pusher, ServedImage(u"amd64"_s, "a layer"));
    const QString name = registry.name(u"team/app:1"_s);
    QVERIFY(digestOf(m_client, name));
    registry.stop();
    QCOMPARE(kindOf(digestOf(m_client, name)), Error::Kind::HostUnreachable);
}

/// What docker pushed has here the digest that docker tells, and another push is noticed.
void TestRegistryClientReal::asTheEngineSeesIt()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    const RealRegistry registry;
    STRATA_NEED(registry);
    QVERIFY(registry.login());
    const Docker docker(engine.socketPath());
    const QString name = registry.name(u"strata-client/app:1"_s);
    const auto reference = ImageReference::parse(name);
    const auto repoDigests = [&] {
        return docker.lines({u"inspect"_s, u"--format"_s, u"{{range .RepoDigests}}{{println .}}{{end}}"_s, name});
    };
    QVERIFY(!docker.makeBusyboxImage(name).isEmpty());
    docker.output({u"push"_s, name});
    const QStringList old = repoDigests();
    QCOMPARE(old.size(), 1);
    const auto digest = digestOf(m_client, name, registry.account());
    QVERIFY(digest);
    QCOMPARE(isNewer(*digest, *reference, old), std::optional(false));
    const auto manifest = manifestOf(m_client, name, registry.account());
    QVERIFY(manifest);
    QCOMPARE(manifest->self.digest, *digest);
    QCOMPARE(manifest->layers.size(), 1);
    QCOMPARE(manifest->images.first().platform.toString(),
             docker.output({u"inspect"_s, u"--format"_s, u"{{.Os}}/{{.Architecture}}"_s, name}));
    QVERIFY(manifest->images.first().compressedSize > 100'000);

    QVERIFY(!docker.makeBusyboxImage(name).isEmpty());
    docker.output({u"push"_s, name});
    const auto newer = digestOf(m_client, name, registry.account());
    QVERIFY(newer);
    QCOMPARE(isNewer(*newer, *reference, old), std::optional(true));
    QCOMPARE(isNewer(*newer, *reference, repoDigests()), std::optional(false));
    docker.removeEverythingNamed(u"strata-client"_s);
}

STRATA_TEST(TestRegistryClientReal)
#include "tst_registryclient_real.moc"
