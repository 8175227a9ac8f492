// SPDX-License-Identifier: GPL-3.0-or-later
#include "ownregistry.h"
#include "runstratactl.h"
#include "scriptedregistry.h"
#include "servedimage.h"
#include "support/realregistry.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// stratactl's questions to registries.
class TestStratactlRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsTags();
    void printsManifests();
    void failsWithOneLine();
    void nothingSteersTheTerminal();
    void theProxyOfTheEnvironment();
    void theAccountOfDockersConfiguration();
    void transfersUseTheAccount();

private:
    std::unique_ptr<QTemporaryDir> m_docker;
    std::unique_ptr<ScriptedRegistry> m_registry;
};

void TestStratactlRegistry::init()
{
    m_docker = std::make_unique<QTemporaryDir>(); // no accounts
    for (const char *proxy : {"http_proxy", "https_proxy"})
        qunsetenv(proxy);
    qputenv("DOCKER_CONFIG", QFile::encodeName(m_docker->path()));
    m_registry = std::make_unique<ScriptedRegistry>();
}

void TestStratactlRegistry::printsTags()
{
    m_registry->on(u"/v2/app/tags/list"_s, [](const RegistryRequest &) {
        return RegistryReply::json(R"({"tags":["1.10","edge","1.9","latest"]})");
    });
    const Run text = run({u"tags"_s, m_registry->name(u"app"_s)});
    QCOMPARE(text.exitCode, 0);
    QCOMPARE(text.output, u"latest\n1.10\n1.9\nedge\n"_s);
    QCOMPARE(text.errors, QString());
    const Run json = run({u"tags"_s, m_registry->name(u"app"_s), u"--json"_s});
    QCOMPARE(json.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(json.output.toUtf8()).object(),
             (QJsonObject{{u"name"_s, m_registry->name(u"app"_s)},
                          {u"tags"_s, QJsonArray{u"latest"_s, u"1.10"_s, u"1.9"_s, u"edge"_s}},
                          {u"isComplete"_s, true}}));
}

void TestStratactlRegistry::printsManifests()
{
    const ServedImage amd(u"amd64"_s, QByteArray(1'000, 'a'));
    const ServedImage gone(u"arm64"_s, QByteArray(2'000, 'b'));
    const QByteArray index = indexOf({amd, gone});
    m_registry->on(u"/v2/app/manifests/latest"_s,
                   [&](const RegistryRequest &) { return RegistryReply::manifest(index, ociIndexType); });
    m_registry->on(u"/v2/app/manifests/"_s + amd.digest(),
                   [&](const RegistryRequest &) { return RegistryReply::manifest(amd.manifest, ociManifestType); });
    const QString name = m_registry->name(u"app"_s);
    const Run text = run({u"manifest"_s, name});
    QCOMPARE(text.exitCode, 0);
    const QStringList lines = text.output.split(u'\n');
    QVERIFY(lines.contains(QString(u"Digest:   "_s + registrydata::digestOf(index))));
    QVERIFY2(lines.contains(QString(u"linux/amd64   1.06 kB   "_s + amd.digest())), qPrintable(text.output));
    QVERIFY2(lines.contains(QString(u"linux/arm64   -         "_s + gone.digest())), qPrintable(text.output));
    QCOMPARE(text.errors.count(u'\n'), 1); // why one size is missing

    const Run json = run({u"manifest"_s, u"--json"_s, name + u'@' + amd.digest()});
    QCOMPARE(json.exitCode, 0);
    const QJsonObject object = QJsonDocument::fromJson(json.output.toUtf8()).object();
    QCOMPARE(object[u"digest"].toString(), amd.digest());
    QCOMPARE(object[u"isIndex"], QJsonValue(false));
    QCOMPARE(object[u"images"].toArray().at(0)[u"compressedSize"].toInteger(), amd.compressedSize());
    QCOMPARE(object[u"layers"].toArray().at(0)[u"size"].toInteger(), 1'000);
}

void TestStratactlRegistry::failsWithOneLine()
{
    for (const QString &command : {u"tags"_s, u"manifest"_s}) {
        const Run result = run({command, m_registry->name(u"none"_s)});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.output, QString());
        QVERIFY(result.errors.startsWith(u"stratactl: "));
        QCOMPARE(result.errors.count(u'\n'), 1);
    }
}

void TestStratactlRegistry::nothingSteersTheTerminal()
{
    m_registry->on(u"/v2/app/tags/list"_s,
                   [](const RegistryRequest &) { return RegistryReply::json(R"({"tags":["a\u001b[2J\nb"]})"); });
    m_registry->on(u"/v2/app/manifests/*"_s,
                   [](const RegistryRequest &) { return RegistryReply::error(403, "DENIED", "\x1b[2Jno"); });
    const Run tags = run({u"tags"_s, m_registry->name(u"app"_s)});
    QCOMPARE(tags.output.count(u'\n'), 1);
    QVERIFY(!tags.output.contains(QChar(0x1b)));
    QVERIFY(!run({u"manifest"_s, m_registry->name(u"app"_s)}).errors.contains(QChar(0x1b)));
}

void TestStratactlRegistry::theProxyOfTheEnvironment()
{
    ScriptedRegistry proxy;
    const QString address = u"http://"_s + proxy.host();
    const QHash<QString, QString> proxies{{u"http_proxy"_s, address}, {u"https_proxy"_s, address}};
    QCOMPARE(run({u"tags"_s, u"registry.invalid/app"_s}, proxies).exitCode, 1);
    QCOMPARE(proxy.requests().size(), 1);
    QCOMPARE(proxy.requests().first().method, "CONNECT");
    m_registry->on(u"/v2/app/tags/list"_s,
                   [](const RegistryRequest &) { return RegistryReply::json(R"({"tags":[]})"); });
    QCOMPARE(run({u"tags"_s, m_registry->name(u"app"_s)}, proxies).exitCode, 0); // on this computer
    QCOMPARE(proxy.requests().size(), 1);
}

void TestStratactlRegistry::theAccountOfDockersConfiguration()
{
    const RealRegistry registry;
    if (!registry.isThere() && registry.isRequired())
        QFAIL(registry.missing().constData());
    if (!registry.isThere())
        QSKIP(registry.missing().constData());
    const Credential account = registry.account();
    const QByteArray plain = account.user.toUtf8() + ':' + account.secret.view().toByteArray();
    RegistryPusher pusher(QUrl(u"http://"_s + registry.host()), "Basic " + plain.toBase64());
    const ServedImage image(u"amd64"_s, "a layer");
    QVERIFY(pusher.putBlob(u"stratactl/app"_s, image.config));
    QVERIFY(pusher.putBlob(u"stratactl/app"_s, image.layer));
    QVERIFY(pusher.putManifest(u"stratactl/app"_s, u"2.0"_s, image.manifest, ociManifestType));

    const QString name = registry.name(u"stratactl/app"_s);
    const Run anonymous = run({u"tags"_s, name});
    QCOMPARE(anonymous.exitCode, 1);
    QVERIFY2(anonymous.errors.contains(u"account"), qPrintable(anonymous.errors));
    QVERIFY(registry.login());
    QCOMPARE(run({u"tags"_s, name}).output, u"2.0\n"_s);
    const Run manifest = run({u"manifest"_s, name + u":2.0"_s});
    QVERIFY2(manifest.output.contains(image.digest()), qPrintable(manifest.errors));
    QVERIFY(manifest.output.contains(u"linux/amd64"_s));
}

void TestStratactlRegistry::transfersUseTheAccount()
{
    ScriptedServer engine;
    engine.onJson("POST", u"/images/create"_s, R"({"status":"Status: Image is up to date"})");
    QFile config(m_docker->filePath(u"config.json"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("{\"auths\":{\"registry.example\":{\"auth\":\"" + QByteArray("ann:secret").toBase64() + "\"}}}");
    config.close();
    const auto authOf = [&](const QString &name) {
        const Run pulled = run({u"-H"_s, engine.endpoint().toString(), u"pull"_s, name});
        if (pulled.exitCode != 0)
            return pulled.errors.toUtf8();
        return QByteArray::fromBase64(engine.requests().last().header("X-Registry-Auth"),
                                      QByteArray::Base64UrlEncoding);
    };
    const QJsonObject sent = QJsonDocument::fromJson(authOf(u"registry.example/app:1"_s)).object();
    QCOMPARE(sent[u"username"], u"ann"_s);
    QCOMPARE(sent[u"password"], u"secret"_s);
    QVERIFY(!authOf(u"another.example/app:1"_s).contains("secret"));
}

STRATA_TEST(TestStratactlRegistry)
#include "tst_stratactl_registry.moc"
