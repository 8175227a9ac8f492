// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrydata.h"
#include "registry/tokencache.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray ociIndex = "application/vnd.oci.image.index.v1+json";
const QByteArray ociManifest = "application/vnd.oci.image.manifest.v1+json";
const QByteArray dockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
const QByteArray dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

const QByteArray indexJson = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:aa","size":500,
  "platform":{"architecture":"amd64","os":"linux"}},
 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:bb","size":501,
  "platform":{"architecture":"arm64","os":"linux","variant":"v8"}},
 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:cc","size":502,
  "platform":{"architecture":"amd64","os":"windows","os.version":"10.0.20348.2700"}},
 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:dd","size":503,
  "annotations":{"vnd.docker.reference.digest":"sha256:aa","vnd.docker.reference.type":"attestation-manifest"},
  "platform":{"architecture":"unknown","os":"unknown"}}]})";

const QByteArray imageJson = R"({"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
 "digest":"sha256:cf","size":100},"layers":[{"mediaType":"l","digest":"sha256:l1","size":2000},
 {"mediaType":"l","digest":"sha256:l2","size":30000}]})";

Secret secret(QByteArray text)
{
    return Secret::take(text);
}

} // namespace

/// What registries send, read into values.
class TestRegistryData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tags_data();
    void tags();
    void readsAnIndex();
    void readsAnImage();
    void mediaTypes_data();
    void mediaTypes();
    void whatMayBeTwoThingsIsRefused_data();
    void whatMayBeTwoThingsIsRefused();
    void firstFormat_data();
    void firstFormat();
    void sizesAreNotMadeUp_data();
    void sizesAreNotMadeUp();
    void cutAtEveryByte();
    void platforms();
    void tokens_data();
    void tokens();
    void tokensThatAreNone_data();
    void tokensThatAreNone();
    void words_data();
    void words();
    void digests();
    void tokensAreKeptByWhatTheyAreFor();
};

void TestRegistryData::tags_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("some") << QByteArray(R"({"name":"a","tags":["2","1"]})") << QStringList{u"2"_s, u"1"_s};
    QTest::newRow("none") << QByteArray(R"({"name":"a","tags":[]})") << QStringList();
    QTest::newRow("null") << QByteArray(R"({"name":"a","tags":null})") << QStringList();
    QTest::newRow("other types in it") << QByteArray(R"({"tags":["1",2,null,["3"],{"4":"4"}]})") << QStringList{u"1"_s};
}

void TestRegistryData::tags()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, expected);
    const auto tags = registrydata::tags(json);
    QVERIFY(tags);
    QCOMPARE(*tags, expected);
    for (const QByteArray &wrong : {QByteArray("{}"), QByteArray("[]"), QByteArray(R"({"tags":"1"})"), QByteArray(),
                                    QByteArray("<html>"), json.chopped(1)})
        QCOMPARE(registrydata::tags(wrong).error().kind, Error::Kind::MalformedAnswer);
}

void TestRegistryData::readsAnIndex()
{
    const auto manifest = registrydata::manifest(indexJson, ociIndex);
    QVERIFY(manifest);
    QVERIFY(manifest->isIndex);
    QCOMPARE(manifest->self.mediaType, QString::fromLatin1(ociIndex));
    QCOMPARE(manifest->self.size, indexJson.size());
    QCOMPARE(manifest->images.size(), 3);
    const RegistryImage &arm = manifest->images[1];
    QCOMPARE(arm.platform.toString(), u"linux/arm64/v8"_s);
    QCOMPARE(arm.manifest, (RegistryBlob{QString::fromLatin1(ociManifest), u"sha256:bb"_s, 501}));
    QCOMPARE(arm.compressedSize, -1);
    QCOMPARE(manifest->images[2].platform.osVersion, u"10.0.20348.2700"_s);
    QCOMPARE(manifest->images[2].platform.toString(), u"windows/amd64"_s);
    QVERIFY(manifest->layers.isEmpty());
}

void TestRegistryData::readsAnImage()
{
    const auto manifest = registrydata::manifest(imageJson, ociManifest);
    QVERIFY(manifest);
    QVERIFY(!manifest->isIndex);
    QCOMPARE(manifest->images.size(), 1);
    QCOMPARE(manifest->images.first().compressedSize, 32'100);
    QCOMPARE(manifest->images.first().platform, RegistryPlatform());
    QCOMPARE(manifest->config.digest, u"sha256:cf"_s);
    QCOMPARE(manifest->layers.size(), 2);
    QCOMPARE(manifest->layers.last(), (RegistryBlob{u"l"_s, u"sha256:l2"_s, 30'000}));
}

void TestRegistryData::mediaTypes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("expected");
    QByteArray list = indexJson;
    list.replace(ociIndex, dockerList);
    QTest::newRow("of the header") << imageJson << dockerManifest << dockerManifest;
    QTest::newRow("with parameters") << imageJson << dockerManifest + "; charset=utf-8" << dockerManifest;
    QTest::newRow("in capitals") << imageJson << dockerManifest.toUpper() << dockerManifest;
    QTest::newRow("of the document") << list << QByteArray("application/json") << dockerList;
    QTest::newRow("no header") << indexJson << QByteArray() << ociIndex;
    QTest::newRow("of neither") << imageJson << QByteArray("text/plain") << ociManifest;
}

void TestRegistryData::mediaTypes()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, contentType);
    const auto manifest = registrydata::manifest(json, contentType);
    QVERIFY(manifest);
    QTEST(manifest->self.mediaType.toLatin1(), "expected");
}

void TestRegistryData::whatMayBeTwoThingsIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("an index that has layers")
        << QByteArray(R"({"schemaVersion":2,"manifests":[],"layers":[]})") << ociIndex;
    QTest::newRow("an image that has manifests")
        << QByteArray(R"({"schemaVersion":2,"config":{},"layers":[],"manifests":[]})") << ociManifest;
    QTest::newRow("header and document differ") << indexJson << ociManifest;
    QTest::newRow("an index without images") << QByteArray(R"({"schemaVersion":2})") << ociIndex;
    QTest::newRow("an image without a configuration")
        << QByteArray(R"({"schemaVersion":2,"layers":[]})") << ociManifest;
    QTest::newRow("nothing") << QByteArray("{}") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]") << ociIndex;
}

void TestRegistryData::whatMayBeTwoThingsIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, contentType);
    QCOMPARE(registrydata::manifest(json, contentType).error().kind, Error::Kind::MalformedAnswer);
}

void TestRegistryData::firstFormat_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("signed") << QByteArray("application/vnd.docker.distribution.manifest.v1+prettyjws");
    QTest::newRow("unsigned") << QByteArray("application/vnd.docker.distribution.manifest.v1+json");
    QTest::newRow("by the document") << QByteArray("text/plain");
}

void TestRegistryData::firstFormat()
{
    QFETCH(QByteArray, contentType);
    const auto manifest = registrydata::manifest(R"({"schemaVersion":1,"name":"a","tag":"1","fsLayers":[]})",
                                                 contentType);
    QCOMPARE(manifest.error().kind, Error::Kind::NotSupported);
}

void TestRegistryData::sizesAreNotMadeUp_data()
{
    QTest::addColumn<QByteArray>("size");
    for (const char *size : {"-5", "null", "\"2000\"", "1e30", "1.5", "{}"})
        QTest::newRow(size) << QByteArray(size);
}

void TestRegistryData::sizesAreNotMadeUp()
{
    QFETCH(QByteArray, size);
    QByteArray json = imageJson;
    json.replace("\"size\":2000}", QByteArray("\"size\":" + size + '}'));
    const auto manifest = registrydata::manifest(json, ociManifest);
    QVERIFY(manifest);
    QCOMPARE(manifest->layers.first().size, -1);
    QCOMPARE(manifest->images.first().compressedSize, -1);
}

void TestRegistryData::cutAtEveryByte()
{
    for (const QByteArray &whole : {indexJson, imageJson}) {
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!registrydata::manifest(whole.first(size), {}));
    }
}

void TestRegistryData::platforms()
{
    const auto platform = registrydata::platform(
        R"({"os":"linux","architecture":"arm","variant":"v7","config":{},"rootfs":{}})");
    QCOMPARE(platform->toString(), u"linux/arm/v7"_s);
    QCOMPARE(registrydata::platform("{\"os\":1}")->toString(), QString());
    QVERIFY(!registrydata::platform("7"));
}

void TestRegistryData::tokens_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("lifetime");
    QTest::newRow("token") << QByteArray(R"({"token":"a.b-c","expires_in":300})") << QByteArray("a.b-c") << 300;
    QTest::newRow("access_token") << QByteArray(R"({"access_token":"x","expires_in":3600})") << QByteArray("x") << 3600;
    QTest::newRow("both") << QByteArray(R"({"access_token":"x","token":"t"})") << QByteArray("t") << 60;
    QTest::newRow("too short") << QByteArray(R"({"token":"t","expires_in":1})") << QByteArray("t") << 60;
    QTest::newRow("too long") << QByteArray(R"({"token":"t","expires_in":1e17})") << QByteArray("t") << 86'400;
    QTest::newRow("no number") << QByteArray(R"({"token":"t","expires_in":"300"})") << QByteArray("t") << 60;
    QTest::newRow("ended") << QByteArray(R"({"token":"t","expires_in":-300})") << QByteArray("t") << 60;
}

void TestRegistryData::tokens()
{
    QFETCH(QByteArray, json);
    QFETCH(int, lifetime);
    const auto token = registrydata::token(json);
    QVERIFY(token);
    QTEST(token->value.view().toByteArray(), "value");
    QCOMPARE(token->lifetime, std::chrono::seconds(lifetime));
}

void TestRegistryData::tokensThatAreNone_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("empty") << QByteArray(R"({"token":""})");
    QTest::newRow("another header") << QByteArray(R"({"token":"a\r\nX-Other: b"})");
    QTest::newRow("a space") << QByteArray(R"({"token":"a b"})");
    QTest::newRow("no ASCII") << QByteArray(R"({"token":"토큰"})");
    QTest::newRow("a number") << QByteArray(R"({"token":7})");
    QTest::newRow("no JSON") << QByteArray("token");
}

void TestRegistryData::tokensThatAreNone()
{
    QFETCH(QByteArray, json);
    const auto token = registrydata::token(json);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, Error::Kind::MalformedAnswer);
}

void TestRegistryData::words_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("registry") << QByteArray(R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]})")
                              << u"manifest unknown"_s;
    QTest::newRow("only a code") << QByteArray(R"({"errors":[{"code":"DENIED","message":""}]})") << u"DENIED"_s;
    QTest::newRow("Hub's login") << QByteArray(R"({"details":"incorrect username or password"})")
                                 << u"incorrect username or password"_s;
    QTest::newRow("OAuth") << QByteArray(R"({"error":"invalid_grant","error_description":"it ended"})")
                           << u"it ended"_s;
    QTest::newRow("a page") << QByteArray("<html>no</html>") << QString();
    QTest::newRow("other types") << QByteArray(R"({"errors":{"message":"x"},"message":[1],"error":5})") << QString();
    QTest::newRow("lines and escapes") << QByteArray("{\"message\":\"a\\nb\\u001b[2J\\u202ec\"}") << u"a b [2J c"_s;
}

void TestRegistryData::words()
{
    QFETCH(QByteArray, json);
    QTEST(registrydata::words(json), "expected");
    const QByteArray longest = "{\"message\":\"" + QByteArray(5000, 'x') + "\"}";
    QCOMPARE(registrydata::words(longest).size(), 301);
}

void TestRegistryData::digests()
{
    const QString empty = u"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
    QCOMPARE(registrydata::digestOf({}), empty);
    QVERIFY(registrydata::isDigestOf(empty, {}));
    QVERIFY(!registrydata::isDigestOf(empty, "x"));
    QVERIFY(registrydata::isDigestOf(
        u"sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"_s,
        {}));
    QVERIFY(registrydata::isDigest(empty));
    for (const QString &wrong : {QString(), u"sha256:"_s, empty.chopped(1), QString(empty + u'0'), empty.toUpper(),
                                 u"md5:d41d8cd98f00b204e9800998ecf8427e"_s,
                                 u"sha256:../../../../../../../../../../../../../../../../../../../../../x"_s}) {
        QVERIFY2(!registrydata::isDigest(wrong), qPrintable(wrong));
        QVERIFY(!registrydata::isDigestOf(wrong, {}));
    }
}

void TestRegistryData::tokensAreKeptByWhatTheyAreFor()
{
    const auto account = [](const QString &user, const QByteArray &password) {
        return Credential{.server = u"r"_s, .user = user, .secret = secret(password)};
    };
    const TokenCache::Key anonymous{.realm = u"https://a/t"_s, .service = u"s"_s, .scope = u"x"_s};
    TokenCache::Key ann = anonymous;
    ann.account = account(u"ann"_s, "1");
    TokenCache cache;
    const TokenCache::Time now{};
    cache.keep(anonymous, secret("everybody's"), now + 60s);
    cache.keep(ann, secret("ann's"), now + 300s);
    QCOMPARE(cache.find(anonymous, now)->view(), "everybody's");
    QCOMPARE(cache.find(ann, now)->view(), "ann's");
    for (const TokenCache::Key &other :
         {TokenCache::Key{u"https://b/t"_s, u"s"_s, u"x"_s}, TokenCache::Key{u"https://a/t"_s, u"r"_s, u"x"_s},
          TokenCache::Key{u"https://a/t"_s, u"s"_s, u"y"_s},
          TokenCache::Key{u"https://a/t"_s, u"s"_s, u"x"_s, account(u"ann"_s, "2")},
          TokenCache::Key{u"https://a/t"_s, u"s"_s, u"x"_s, account(u"lee"_s, "1")}})
        QVERIFY(!cache.find(other, now));
    QVERIFY(cache.find(anonymous, now + 59s));
    QVERIFY(!cache.find(anonymous, now + 60s));
    cache.keep(ann, secret("newer"), now + 400s);
    cache.drop(secret("ann's")); // which is not kept any more
    QCOMPARE(cache.find(ann, now + 61s)->view(), "newer");
    cache.drop(secret("newer"));
    QVERIFY(!cache.find(ann, now + 61s));
}

STRATA_TEST(TestRegistryData)
#include "tst_registrydata.moc"
