// SPDX-License-Identifier: GPL-3.0-or-later
#include "ownregistry.h"
#include "registry/certificates.h"
#include "registryasking.h"
#include "scriptedregistry.h"
#include "servedimage.h"
#include "support/testprogram.h"
#include "testauthority.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

const QString here = u"IP:127.0.0.1,DNS:localhost"_s;
const QByteArray someTags = R"({"tags":["1"]})";

} // namespace

/// Servers that are known by certificates of a private authority, as docker's certs.d names them.
class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void readsTheFolder();
    void mistakesNameTheFile_data();
    void mistakesNameTheFile();
    void whatMayNotBeReadIsSaid();
    void foldersOfOthersAreLeftAlone();
    void anUnknownAuthority();
    void invalidCertificates_data();
    void invalidCertificates();
    void theTokenServerOfTheSameAuthority();
    void aTokenServerOfAnother();
    void realmsWithoutTls();
    void redirectsToPlainHttp();
    void aClientCertificateIsForItsServer();
    void aRealRegistry();
    void thousandsOfTagsOfARealRegistry();

private:
    void copy(const QString &file, const QString &host, const QString &as) const;
    QStringList withTls() const
    {
        return {u"REGISTRY_HTTP_TLS_CERTIFICATE="_s + m_authority->path(u"server.crt"_s),
                u"REGISTRY_HTTP_TLS_KEY="_s + m_authority->path(u"server.key"_s)};
    }
    QString place(const QString &host, const QString &file) const { return m_folder->filePath(host + u'/' + file); }

    std::unique_ptr<TestAuthority> m_authority;
    std::unique_ptr<TestAuthority> m_other;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RegistryClient> m_client;
};

void TestCertificates::initTestCase()
{
    m_authority = std::make_unique<TestAuthority>();
    m_authority->issue(u"server"_s, here);
    m_authority->issue(u"elsewhere"_s, u"DNS:registry.example"_s);
    m_authority->issueEnded(u"over"_s, here);
    m_authority->issue(u"client"_s, u"DNS:ann"_s);
    m_other = std::make_unique<TestAuthority>();
    m_other->issue(u"server"_s, here);
}

void TestCertificates::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<RegistryClient>(
        RegistryClient::Options{.certificateFolders = {m_folder->path(), m_folder->filePath(u"none"_s)}});
}

void TestCertificates::copy(const QString &file, const QString &host, const QString &as) const
{
    QDir().mkpath(m_folder->filePath(host));
    QVERIFY(QFile::copy(m_authority->path(file), place(host, as)));
}

void TestCertificates::readsTheFolder()
{
    const auto read = [this](const QString &host) { return readCertificates({m_folder->path()}, host); };
    QVERIFY(read(u"r:5000"_s)->authorities.isEmpty());
    copy(u"ca.crt"_s, u"r:5000"_s, u"b.crt"_s);
    copy(u"server.crt"_s, u"r:5000"_s, u"a.crt"_s);
    copy(u"client.crt"_s, u"r:5000"_s, u"ann.cert"_s);
    copy(u"client.key"_s, u"r:5000"_s, u"ann.key"_s);
    copy(u"ca.key"_s, u"r:5000"_s, u"notes.txt"_s);
    const auto certificates = read(u"r:5000"_s);
    QVERIFY(certificates);
    QCOMPARE(certificates->authorities.size(), 2);
    QCOMPARE(certificates->own.size(), 1);
    QCOMPARE(certificates->own.first(), QSslCertificate::fromPath(m_authority->path(u"client.crt"_s)).first());
    QVERIFY(!certificates->key.isNull());
    QVERIFY(read(u"r:5001"_s)->authorities.isEmpty());
}

void TestCertificates::mistakesNameTheFile_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("named");
    QTest::newRow("a key for an authority") << u"ca.key"_s << u"ca.crt"_s << QString() << u"ca.crt"_s;
    QTest::newRow("no key") << u"client.crt"_s << u"ann.cert"_s << QString() << u"ann.key"_s;
    QTest::newRow("a key for a client") << u"client.key"_s << u"ann.cert"_s << u"client.key"_s << u"ann.cert"_s;
    QTest::newRow("a certificate for a key") << u"client.crt"_s << u"ann.cert"_s << u"client.crt"_s << u"ann.key"_s;
}

void TestCertificates::mistakesNameTheFile()
{
    QFETCH(QString, source);
    QFETCH(QString, name);
    QFETCH(QString, key);
    QFETCH(QString, named);
    copy(source, u"registry.invalid"_s, name);
    if (!key.isEmpty())
        copy(key, u"registry.invalid"_s, u"ann.key"_s);
    const auto certificates = readCertificates({m_folder->path()}, u"registry.invalid"_s);
    QCOMPARE(kindOf(certificates), Error::Kind::InvalidInput);
    QVERIFY(certificates.error().message.contains(place(u"registry.invalid"_s, named)));
    const auto asked = tagsOf(*m_client, u"registry.invalid/app"_s);
    QCOMPARE(kindOf(asked), Error::Kind::InvalidInput);
}

void TestCertificates::whatMayNotBeReadIsSaid()
{
    copy(u"client.crt"_s, u"r"_s, u"ann.cert"_s);
    copy(u"client.key"_s, u"r"_s, u"ann.key"_s);
    const bool isRoot = ::geteuid() == 0; // who may read everything
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)));
    QVERIFY(QFile::setPermissions(place(u"r"_s, u"ann.key"_s), isRoot ? QFile::ReadOwner : QFile::Permissions()));
    if (isRoot)
        QVERIFY(::seteuid(65534) == 0);
    const auto certificates = readCertificates({m_folder->path()}, u"r"_s);
    if (isRoot)
        QVERIFY(::seteuid(0) == 0);
    QCOMPARE(kindOf(certificates), Error::Kind::PermissionDenied);
    QVERIFY(certificates.error().message.contains(place(u"r"_s, u"ann.key"_s)));
}

void TestCertificates::foldersOfOthersAreLeftAlone()
{
    QVERIFY(QFile::copy(m_authority->path(u"ca.crt"_s), m_folder->filePath(u"ca.crt"_s)));
    const QString inner = m_folder->filePath(u"inner"_s);
    QVERIFY(QDir().mkdir(inner));
    for (const QString &host : {u".."_s, u"."_s, u"../inner/.."_s, u"a/../.."_s})
        QVERIFY(readCertificates({inner}, host)->authorities.isEmpty());
}

void TestCertificates::anUnknownAuthority()
{
    ScriptedRegistry registry(m_authority->server(u"server"_s));
    registry.on(u"/v2/*"_s, [](const RegistryRequest &) { return RegistryReply::json(someTags); });
    const QString name = registry.name(u"app"_s);
    const auto tags = tagsOf(*m_client, name, accountAt(registry.host(), "pw"));
    QCOMPARE(kindOf(tags), Error::Kind::UntrustedCertificate);
    const QString mend = place(registry.host(), u"ca.crt"_s);
    QVERIFY2(tags.error().message.contains(mend), qPrintable(tags.error().message));
    QVERIFY(registry.requests().isEmpty());
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s); // it counts at once
    QVERIFY(tagsOf(*m_client, name));
    QVERIFY(QFile::remove(mend));
    RegistryClient later({.certificateFolders = {m_folder->path()}});
    QCOMPARE(kindOf(tagsOf(later, name)), Error::Kind::UntrustedCertificate);
}

void TestCertificates::invalidCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::newRow("of another host") << u"elsewhere"_s;
    QTest::newRow("over") << u"over"_s;
}

void TestCertificates::invalidCertificates()
{
    QFETCH(QString, certificate);
    ScriptedRegistry registry(m_authority->server(certificate));
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    const auto tags = tagsOf(*m_client, registry.name(u"app"_s));
    QCOMPARE(kindOf(tags), Error::Kind::UntrustedCertificate);
    QVERIFY(!tags.error().message.contains(u"ca.crt"_s)); // which would not help
    QVERIFY(registry.requests().isEmpty());
}

/// As docker does it: who vouches for the registry vouches for its token server.
void TestCertificates::theTokenServerOfTheSameAuthority()
{
    ScriptedRegistry registry(m_authority->server(u"server"_s));
    ScriptedRegistry realm(m_authority->server(u"server"_s));
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    registry.on(u"/v2/*"_s, [&realm](const RegistryRequest &request) {
        return request.authorization() == "Bearer t"
            ? RegistryReply::json(someTags)
            : RegistryReply::challenge("Bearer realm=\"" + realm.url(u"/t"_s).toEncoded() + '"');
    });
    realm.on(u"/t"_s, [](const RegistryRequest &) { return RegistryReply::json(R"({"token":"t"})"); });
    QVERIFY(tagsOf(*m_client, registry.name(u"app"_s), accountAt(registry.host(), "pw")));
    QCOMPARE(realm.requests().first().authorization(), "Basic " + QByteArray("ann:pw").toBase64());
}

void TestCertificates::aTokenServerOfAnother()
{
    ScriptedRegistry registry(m_authority->server(u"server"_s));
    ScriptedRegistry realm(m_other->server(u"server"_s));
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    registry.on(u"/v2/*"_s, [&realm](const RegistryRequest &) {
        return RegistryReply::challenge("Bearer realm=\"" + realm.url(u"/t"_s).toEncoded() + '"');
    });
    const auto tags = tagsOf(*m_client, registry.name(u"app"_s), accountAt(registry.host(), "pw"));
    QCOMPARE(kindOf(tags), Error::Kind::UntrustedCertificate);
    QVERIFY(tags.error().message.contains(realm.host()));
    QVERIFY(realm.requests().isEmpty());
}

void TestCertificates::realmsWithoutTls()
{
    ScriptedRegistry registry(m_authority->server(u"server"_s));
    ScriptedRegistry realm;
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    registry.on(u"/v2/*"_s, [&realm](const RegistryRequest &) {
        return RegistryReply::challenge("Bearer realm=\"" + realm.url(u"/t"_s).toEncoded() + '"');
    });
    QCOMPARE(kindOf(tagsOf(*m_client, registry.name(u"app"_s), accountAt(registry.host(), "pw"))),
             Error::Kind::NotSupported);
    QVERIFY(realm.requests().isEmpty());
    QCOMPARE(realm.openConnections(), 0);
}

/// A store without TLS on this computer is nobody's secret, and is shown none.
void TestCertificates::redirectsToPlainHttp()
{
    ScriptedRegistry registry(m_authority->server(u"server"_s));
    ScriptedRegistry store;
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    const QByteArray header = "Basic " + QByteArray("ann:pw").toBase64();
    registry.on(u"/v2/*"_s, [&](const RegistryRequest &request) {
        return request.authorization() == header ? RegistryReply::redirect(store.url(u"/there"_s))
                                                 : RegistryReply::challenge("Basic realm=r");
    });
    store.on(u"/there"_s, [](const RegistryRequest &) { return RegistryReply::json(someTags); });
    QVERIFY(tagsOf(*m_client, registry.name(u"app"_s), accountAt(registry.host(), "pw")));
    QCOMPARE(store.requests().first().authorization(), "");
}

void TestCertificates::aClientCertificateIsForItsServer()
{
    QSslConfiguration wantsClients = m_authority->server(u"server"_s);
    wantsClients.setCaCertificates(QSslCertificate::fromPath(m_authority->path(u"ca.crt"_s)));
    wantsClients.setPeerVerifyMode(QSslSocket::VerifyPeer);
    ScriptedRegistry registry(wantsClients);
    ScriptedRegistry store(wantsClients);
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    registry.on(u"/v2/app/tags/list"_s, [](const RegistryRequest &) { return RegistryReply::json(someTags); });
    registry.on(u"/v2/moved/tags/list"_s,
                [&store](const RegistryRequest &) { return RegistryReply::redirect(store.url(u"/there"_s)); });
    store.on(u"/there"_s, [](const RegistryRequest &) { return RegistryReply::json(someTags); });
    QVERIFY(!tagsOf(*m_client, registry.name(u"app"_s)));
    QVERIFY(registry.requests().isEmpty());
    copy(u"client.crt"_s, registry.host(), u"ann.cert"_s);
    copy(u"client.key"_s, registry.host(), u"ann.key"_s);
    RegistryClient later({.certificateFolders = {m_folder->path()}});
    QVERIFY(tagsOf(later, registry.name(u"app"_s)));
    QVERIFY(!tagsOf(later, registry.name(u"moved"_s)));
    QVERIFY(store.requests().isEmpty());
    copy(u"client.crt"_s, store.host(), u"ann.cert"_s);
    copy(u"client.key"_s, store.host(), u"ann.key"_s);
    RegistryClient last({.certificateFolders = {m_folder->path()}});
    QVERIFY(tagsOf(last, registry.name(u"moved"_s)));
}

void TestCertificates::aRealRegistry()
{
    STRATA_OWN_REGISTRY(registry, withTls());
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_authority->path(u"ca.crt"_s)));
    RegistryPusher pusher(QUrl(u"https://"_s + registry.host()), {}, tls);
    const ServedImage image(u"arm64"_s, "layer", u"v8"_s);
    QVERIFY(pusher.putBlob(u"team/app"_s, image.config));
    QVERIFY(pusher.putBlob(u"team/app"_s, image.layer));
    QVERIFY(pusher.putManifest(u"team/app"_s, u"1"_s, image.manifest, ociManifestType));

    const QString name = registry.name(u"team/app:1"_s);
    QCOMPARE(kindOf(tagsOf(*m_client, name)), Error::Kind::UntrustedCertificate);
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    QCOMPARE(tagsOf(*m_client, name)->names, QStringList{u"1"_s});
    const auto manifest = manifestOf(*m_client, name);
    QVERIFY(manifest);
    QCOMPARE(manifest->self.digest, image.digest());
    QCOMPARE(manifest->images.first().platform.toString(), u"linux/arm64/v8"_s);
    QCOMPARE(manifest->images.first().compressedSize, image.compressedSize());
    QCOMPARE(digestOf(*m_client, name), image.digest());
    registry.stop();
    QCOMPARE(kindOf(digestOf(*m_client, name)), Error::Kind::HostUnreachable);
}

void TestCertificates::thousandsOfTagsOfARealRegistry()
{
    STRATA_OWN_REGISTRY(registry, withTls());
    copy(u"ca.crt"_s, registry.host(), u"ca.crt"_s);
    for (int i = 0; i < 5'000; ++i)
        registry.addTagOnDisk(u"many"_s, u"1.%1"_s.arg(i), registrydata::digestOf("x"));
    const auto tags = tagsOf(*m_client, registry.name(u"many"_s));
    QVERIFY(tags);
    QCOMPARE(tags->names.size(), 5'000);
    QCOMPARE(kindOf(tagsOf(*m_client, registry.name(u"none"_s))), Error::Kind::NotFound);
}

STRATA_TEST(TestCertificates)
#include "tst_certificates.moc"
