// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/registry.h"
#include "engine/api/registryauth.h"
#include "engine/api/registryerrors.h"
#include "engine/stream/ratemeter.h"
#include "engine/stream/tarend.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Credential accountOf(const QString &user, const QByteArray &password, const QString &server = u"r:5000"_s)
{
    QByteArray secret = password;
    return {.server = server, .user = user, .secret = Secret::take(secret)};
}

} // namespace

/// What engines say of registries, and what is said to them.
class TestRegistryWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void eachReadsDifferently();
    void otherErrorsStay();
    void configsAreJson_data();
    void configsAreJson();
    void headers();
    void loginIsWiped();
    void searches();
    void distributions();
    void podmanHasNoDistribution();
    void rates();
    void tarEnds();
};

void TestRegistryWords::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *name, const char *text, Error::Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(text) << kind;
    };
    // Docker 26.1 and Podman 5.4, as recorded; Hub's by its documentation.
    row("login", "login attempt to http://127.0.0.1:44107/v2/ failed with status: 401 Unauthorized",
        Error::Kind::Unauthorized);
    row("login, Podman",
        "login attempt to quay.io failed with status: unable to retrieve auth token: invalid username/password: "
        "unauthorized: Invalid Username or Password",
        Error::Kind::Unauthorized);
    row("login, Hub", "Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password",
        Error::Kind::Unauthorized);
    row("no account", "Head \"http://127.0.0.1:44107/v2/rec/app/manifests/1\": no basic auth credentials",
        Error::Kind::Unauthorized);
    row("Hub, private",
        "pull access denied for ann/x, repository does not exist or may require 'docker login': denied: requested "
        "access to the resource is denied",
        Error::Kind::Unauthorized);
    row("refused", "Get \"http://127.0.0.1:9/v2/\": dial tcp 127.0.0.1:9: connect: connection refused",
        Error::Kind::HostUnreachable);
    row("no host", "Get \"https://nowhere.invalid/v2/\": dial tcp: lookup nowhere.invalid on 10.0.0.1:53: no such host",
        Error::Kind::HostUnreachable);
    row("timeout", "Get \"https://r/v2/\": net/http: TLS handshake timeout", Error::Kind::HostUnreachable);
    row("end", "Get \"https://r/v2/\": EOF", Error::Kind::HostUnreachable);
    row("certificate",
        "Get \"https://r:5000/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
        Error::Kind::UntrustedCertificate);
    row("limit", "toomanyrequests: You have reached your unauthenticated pull rate limit.", Error::Kind::RateLimited);
    row("plain", "Get \"https://r:5000/v2/\": http: server gave HTTP response to HTTPS client",
        Error::Kind::NotSupported);
    row("unknown tag", "manifest for r:5000/a:1 not found: manifest unknown: manifest unknown", Error::Kind::NotFound);
    row("disk", "write /var/lib/docker/tmp/x: no space left on device", Error::Kind::Local);
    row("shutdown", "context canceled", Error::Kind::BrokenStream);
    row("anything", "something else", Error::Kind::EngineFailed);
}

void TestRegistryWords::words()
{
    QFETCH(QString, text);
    const Error error = registryError({Error::Kind::EngineFailed, text, u"HTTP 500"_s});
    QTEST(error.kind, "kind");
    QVERIFY(error.message.contains(text));
    QCOMPARE(error.detail, u"HTTP 500"_s);
}

void TestRegistryWords::eachReadsDifferently()
{
    QSet<QString> sentences;
    for (const QString &text : {u"401 Unauthorized"_s, u"connection refused"_s, u"x509: unknown"_s,
                                u"toomanyrequests"_s, u"server gave HTTP response to HTTPS client"_s})
        sentences.insert(registryError({Error::Kind::EngineFailed, text, {}}).message.remove(text));
    QCOMPARE(sentences.size(), 5);
}

void TestRegistryWords::otherErrorsStay()
{
    const Error broken{Error::Kind::BrokenStream, u"unexpected EOF"_s, {}};
    QCOMPARE(registryError(broken), broken);
    const Error missing{Error::Kind::SocketMissing, u"no such host"_s, {}};
    QCOMPARE(registryError(missing), missing);
    QCOMPARE(archiveError(broken), broken);
    QCOMPARE(registryError({Error::Kind::Unauthorized, u"please"_s, {}}).kind, Error::Kind::Unauthorized);
}

void TestRegistryWords::configsAreJson_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("plain") << u"ann"_s << QByteArray("secret");
    QTest::newRow("quotes") << u"a\"n\\n"_s << QByteArray("\"\\/\b\f\n\r\t\x01\x1f");
    QTest::newRow("Korean") << u"안나"_s << QByteArray("비밀번호");
    QTest::newRow("empty") << QString() << QByteArray("x");
    QTest::newRow("long") << QString(5000, u'u') << QByteArray(20'000, '\x02');
}

void TestRegistryWords::configsAreJson()
{
    QFETCH(QString, user);
    QFETCH(QByteArray, password);
    const Secret json = authConfigJson(accountOf(user, password));
    const QJsonObject object = QJsonDocument::fromJson(json.view().toByteArray()).object();
    QCOMPARE(object.keys(), QStringList({u"password"_s, u"serveraddress"_s, u"username"_s}));
    QCOMPARE(object[u"username"].toString(), user);
    QCOMPARE(object[u"password"].toString().toUtf8(), password);
}

void TestRegistryWords::headers()
{
    for (qsizetype length = 0; length < 40; ++length) {
        const Credential who = accountOf(u"u"_s, QByteArray(length, '\xc3') + "?>~");
        Call call;
        addRegistryAuth(call, who);
        QVERIFY(call.headers.isEmpty());
        QCOMPARE(call.secretHeaders.size(), 1);
        QCOMPARE(call.secretHeaders.first().second.view().toByteArray(),
                 authConfigJson(who).view().toByteArray().toBase64(QByteArray::Base64UrlEncoding));
    }
    Call anonymous;
    addRegistryAuth(anonymous, {});
    QCOMPARE(anonymous.headers.first().second, "e30=");
}

void TestRegistryWords::loginIsWiped()
{
    ScriptedServer server;
    server.onJson("POST", u"/auth"_s, "{\"Status\":\"Login Succeeded\",\"IdentityToken\":\"t0k\\u0065n\"}");
    Engine engine(server.endpoint());
    std::optional<Result<Registry::Login>> answer;
    QObject context;
    engine.registry().login(accountOf(u"ann"_s, "p"), &context,
                            [&](Result<Registry::Login> result) { answer = std::move(result); });
    QTRY_VERIFY(answer);
    QCOMPARE((*answer)->identityToken.view(), QByteArrayView("t0ken"));
    const ScriptedRequest request = server.requests().last();
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(QJsonDocument::fromJson(request.body).object()[u"username"].toString(), u"ann"_s);
    QVERIFY(Registry::loginCall(accountOf(u"ann"_s, "p")).body.isEmpty());
}

void TestRegistryWords::searches()
{
    const auto hits = decode::searchHits(R"([{"star_count":10,"is_official":true,"name":"busybox","description":"B"},
        {"name":"","star_count":1},{"Name":"docker.io/ann/web","Stars":2,"Description":null}])");
    QCOMPARE(hits->size(), 2);
    QVERIFY(hits->first().isOfficial && hits->first().stars == 10 && hits->first().description == u"B");
    QCOMPARE(hits->last().name, u"docker.io/ann/web"_s);
    const Call call = Registry::searchCall(u"a b&c"_s, 500, {});
    QCOMPARE(call.query.queryItemValue(u"term"_s, QUrl::FullyDecoded), u"a b&c"_s);
    QCOMPARE(call.query.queryItemValue(u"limit"_s), u"100"_s);
}

void TestRegistryWords::distributions()
{
    const auto info = decode::distribution(
        R"({"Descriptor":{"mediaType":"m","digest":"sha256:7","size":950},
            "Platforms":[{"architecture":"amd64","os":"linux"},{"architecture":"arm","os":"linux","variant":"v7"}]})");
    QCOMPARE(info->digest, u"sha256:7"_s);
    QCOMPARE(info->size, 950);
    QCOMPARE(info->platforms, QStringList({u"linux/amd64"_s, u"linux/arm/v7"_s}));
    QVERIFY(decode::distribution("{\"Platforms\":null}")->platforms.isEmpty());
    QVERIFY(!decode::distribution("[]"));
}

void TestRegistryWords::podmanHasNoDistribution()
{
    ScriptedServer server;
    server.setPing("1.41", true);
    Engine engine(server.endpoint());
    QObject context;
    std::optional<Error::Kind> kind;
    const auto ask = [&] {
        kind.reset();
        engine.registry().distribution(u"a"_s, {}, &context, [&](const Result<DistributionInfo> &answer) {
            kind = answer ? Error::Kind::Local : answer.error().kind;
        });
    };
    ask(); // before the first answer of the engine nobody knows that it is Podman
    QTRY_COMPARE(kind, std::optional(Error::Kind::NotFound));
    ask();
    QTRY_COMPARE(kind, std::optional(Error::Kind::NotSupported));
}

void TestRegistryWords::rates()
{
    RateMeter meter;
    QCOMPARE(meter.perSecond(), 0.0);
    meter.add(0, 0);
    meter.add(1000, 1000);
    QCOMPARE(meter.perSecond(), 1000.0);
    for (int t = 1001; t <= 20'000; ++t)
        meter.add(1000 + (t - 1000) * 5, t); // 5,000 a second from now on
    QVERIFY(std::abs(meter.perSecond() - 5000) < 100);
    meter.add(0, 20'100); // begun again
    QCOMPARE(meter.perSecond(), 0.0);
}

void TestRegistryWords::tarEnds()
{
    const QByteArray whole = QByteArray(3000, 'x') + QByteArray(1024, '\0');
    for (qsizetype piece = 1; piece < 5000; piece += 97) {
        TarEnd end;
        for (qsizetype at = 0; at < whole.size(); at += piece)
            end.feed(QByteArrayView(whole).sliced(at, std::min(piece, whole.size() - at)));
        QVERIFY(end.finish());
    }
    TarEnd shorter;
    shorter.feed(QByteArray(1023, '\0'));
    QCOMPARE(shorter.finish().error().kind, Error::Kind::BrokenStream);
    TarEnd failed;
    failed.feed(whole);
    for (const char c : QByteArray("{\"errorDetail\":{\"message\":\"a {b} \\\"c\\\"\"},\"error\":\"a\"}\r\n"))
        failed.feed(QByteArrayView(&c, 1));
    QCOMPARE(failed.finish().error().message, u"a {b} \"c\""_s);
}

STRATA_TEST(TestRegistryWords)
#include "tst_registrywords.moc"
