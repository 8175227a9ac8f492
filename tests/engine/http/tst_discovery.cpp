// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport/discovery.h"
#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace strata;
using namespace Qt::StringLiterals;
using Source = EngineCandidate::Source;

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_home.reset(); }
    void parsesAddresses_data();
    void parsesAddresses();
    void refusesAddresses_data();
    void refusesAddresses();
    void nothingSaidMeansTheDefault();
    void dockerHostComesFirst();
    void contextOfConfig();
    void contextOfEnvironmentWins();
    void contextThatIsMissing();
    void brokenFilesAreToldAndHarmless_data();
    void brokenFilesAreToldAndHarmless();
    void rootlessSocketsWhenTheyExist();
    void anEngineThatIsThereBeforeOneThatIsNot();
    void noEndpointTwice();

private:
    QList<EngineCandidate> discover() const { return discoverEngines({m_variables, m_rootful}); }
    void write(const QString &path, const QByteArray &text) const;
    QString addContext(const QString &name, const QString &host) const;
    const EngineCandidate *find(const QList<EngineCandidate> &all, Source source) const;

    std::unique_ptr<QTemporaryDir> m_home;
    QHash<QString, QString> m_variables;
    QString m_rootful;
};

void TestDiscovery::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_rootful = u"/var/run/docker.sock"_s;
    m_variables = {{u"HOME"_s, m_home->path()}, {u"XDG_RUNTIME_DIR"_s, m_home->filePath(u"run"_s)}};
}

void TestDiscovery::write(const QString &path, const QByteArray &text) const
{
    const QString full = m_home->filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QString TestDiscovery::addContext(const QString &name, const QString &host) const
{
    const QByteArray id = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString path = u".docker/contexts/meta/"_s + QString::fromLatin1(id) + u"/meta.json"_s;
    write(path,
          "{\"Name\":\"" + name.toUtf8() + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host.toUtf8()
              + "\",\"SkipTLSVerify\":false}}}");
    return path;
}

const EngineCandidate *TestDiscovery::find(const QList<EngineCandidate> &all, Source source) const
{
    const auto it = std::ranges::find(all, source, &EngineCandidate::source);
    return it == all.end() ? nullptr : &*it;
}

void TestDiscovery::parsesAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Endpoint::Scheme>("scheme");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("user");
    using enum Endpoint::Scheme;
    QTest::addRow("unix") << u"unix:///var/run/docker.sock"_s << Unix << u"/var/run/docker.sock"_s << QString() << -1
                          << QString();
    QTest::addRow("unix with a blank") << u"unix:///a b/c%20d"_s << Unix << u"/a b/c%20d"_s << QString() << -1
                                       << QString();
    QTest::addRow("tcp") << u"tcp://10.0.0.1:2376"_s << Tcp << QString() << u"10.0.0.1"_s << 2376 << QString();
    QTest::addRow("ipv6") << u"tcp://[::1]:2375"_s << Tcp << QString() << u"::1"_s << 2375 << QString();
    QTest::addRow("ssh") << u"ssh://ann@host"_s << Ssh << QString() << u"host"_s << -1 << u"ann"_s;
}

void TestDiscovery::parsesAddresses()
{
    QFETCH(QString, text);
    const Result<Endpoint> endpoint = Endpoint::parse(text);
    QVERIFY2(endpoint, qPrintable(endpoint.error_or(Error{}).message));
    QTEST(endpoint->scheme, "scheme");
    QTEST(endpoint->path, "path");
    QTEST(endpoint->host, "host");
    QTEST(endpoint->port, "port");
    QTEST(endpoint->user, "user");
    QCOMPARE(endpoint->toString(), text);
}

void TestDiscovery::refusesAddresses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "unix://", "unix://relative.sock", "/var/run/docker.sock", "http://x", "tcp://", "ssh://",
          "tcp://host:99999", "ssh://ann:secret@host", "ssh://host?x=1", "nonsense", "tcp://a b"})
        QTest::addRow("%s", text) << QString::fromLatin1(text);
}

void TestDiscovery::refusesAddresses()
{
    QFETCH(QString, text);
    const Result<Endpoint> endpoint = Endpoint::parse(text);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!endpoint.error().message.contains(u"secret"));
}

void TestDiscovery::nothingSaidMeansTheDefault()
{
    const auto all = discover();
    QVERIFY(!all.isEmpty());
    QCOMPARE(all.first().source, Source::Rootful);
    QVERIFY(all.first().isCurrent);
    QCOMPARE(all.first().endpoint->toString(), u"unix:///var/run/docker.sock");
    QVERIFY(!find(all, Source::Rootless));
    QCOMPARE(std::ranges::count(all, true, &EngineCandidate::isCurrent), 1);
}

void TestDiscovery::dockerHostComesFirst()
{
    addContext(u"far"_s, u"ssh://far"_s);
    m_variables.insert(u"DOCKER_CONTEXT"_s, u"far"_s);
    m_variables.insert(u"DOCKER_HOST"_s, u"unix:///tmp/mine.sock"_s);
    auto all = discover();
    QCOMPARE(all.first().source, Source::DockerHost);
    QVERIFY(all.first().isCurrent);
    QCOMPARE(all.first().endpoint->path, u"/tmp/mine.sock");
    QVERIFY(find(all, Source::Context));
    QVERIFY(find(all, Source::Rootful));

    m_variables.insert(u"DOCKER_HOST"_s, u"rubbish"_s);
    all = discover();
    QCOMPARE(all.first().source, Source::DockerHost);
    QVERIFY(!all.first().endpoint);
    QCOMPARE(all.first().endpoint.error().kind, Error::Kind::InvalidInput);
}

void TestDiscovery::contextOfConfig()
{
    addContext(u"zebra"_s, u"ssh://zebra"_s);
    addContext(u"ape"_s, u"tcp://ape:2376"_s);
    write(u".docker/config.json"_s, R"({"auths":{},"currentContext":"zebra"})");
    const auto all = discover();
    QCOMPARE(all[0].name, u"zebra");
    QVERIFY(all[0].isCurrent);
    QCOMPARE(all[0].endpoint->host, u"zebra");
    QCOMPARE(all[1].name, u"ape");
    QVERIFY(!all[1].isCurrent);
}

void TestDiscovery::contextOfEnvironmentWins()
{
    addContext(u"zebra"_s, u"ssh://zebra"_s);
    write(u".docker/config.json"_s, R"({"currentContext":"zebra"})");
    m_variables.insert(u"DOCKER_CONTEXT"_s, u"default"_s);
    QCOMPARE(discover().first().source, Source::Rootful);

    m_variables.insert(u"DOCKER_CONFIG"_s, m_home->filePath(u"elsewhere"_s));
    QCOMPARE(find(discover(), Source::Context), nullptr);
}

void TestDiscovery::contextThatIsMissing()
{
    m_variables.insert(u"DOCKER_CONTEXT"_s, u"gone"_s);
    const auto all = discover();
    QCOMPARE(all.first().name, u"gone");
    QVERIFY(all.first().isCurrent);
    QVERIFY(!all.first().endpoint);
    QVERIFY(all.first().endpoint.error().message.contains(u"gone"));
    QVERIFY(find(all, Source::Rootful));
}

void TestDiscovery::brokenFilesAreToldAndHarmless_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("empty") << ""_ba;
    QTest::addRow("cut") << R"({"Name":"far","Endpo)"_ba;
    QTest::addRow("array") << "[]"_ba;
    QTest::addRow("binary") << QByteArray(100, '\xff');
    QTest::addRow("no host") << R"({"Name":"far","Endpoints":{}})"_ba;
    QTest::addRow("wrong types") << R"({"Name":1,"Endpoints":[],"currentContext":{}})"_ba;
}

void TestDiscovery::brokenFilesAreToldAndHarmless()
{
    QFETCH(QByteArray, text);
    write(u".docker/contexts/meta/short/meta.json"_s, text);
    QVERIFY(QDir().mkpath(m_home->filePath(u".docker/contexts/meta/empty folder"_s)));
    write(u".docker/config.json"_s, text);
    const auto all = discover();
    QCOMPARE(all.first().source, Source::Rootful);
    QVERIFY(all.first().isCurrent);
    QCOMPARE_GE(std::ranges::count_if(all,
                                      [](const EngineCandidate &c) {
                                          return c.source == Source::Context && !c.endpoint
                                              && !c.endpoint.error().message.isEmpty() && !c.name.isEmpty();
                                      }),
                2);
}

void TestDiscovery::rootlessSocketsWhenTheyExist()
{
    m_rootful = m_home->filePath(u"rootful.sock"_s);
    write(u"rootful.sock"_s, "");
    write(u"run/docker.sock"_s, "");
    write(u"run/podman/podman.sock"_s, "");
    const auto all = discover();
    QVERIFY(find(all, Source::Rootless));
    QCOMPARE(find(all, Source::Rootless)->endpoint->path, m_home->filePath(u"run/docker.sock"_s));
    QVERIFY(find(all, Source::PodmanRootless));
    QCOMPARE(all.first().source, Source::Rootful);
}

void TestDiscovery::anEngineThatIsThereBeforeOneThatIsNot()
{
    m_rootful = m_home->filePath(u"rootful.sock"_s);
    QCOMPARE(discover().first().source, Source::Rootful); // nothing is there: what is missing is told of this one
    write(u"run/podman/podman.sock"_s, "");
    QCOMPARE(discover().first().source, Source::PodmanRootless);
    QVERIFY(find(discover(), Source::Rootful)->isCurrent); // still what docker itself would use
    write(u"run/docker.sock"_s, "");
    QCOMPARE(discover().first().source, Source::Rootless);

    m_variables.insert(u"DOCKER_CONTEXT"_s, u"default"_s);
    QCOMPARE(discover().first().source, Source::Rootful); // somebody's choice
    m_variables.remove(u"DOCKER_CONTEXT"_s);
    write(u"rootful.sock"_s, "");
    QCOMPARE(discover().first().source, Source::Rootful);
}

void TestDiscovery::noEndpointTwice()
{
    write(u"run/docker.sock"_s, "");
    QVERIFY(QFile::link(m_home->filePath(u"run/docker.sock"_s), m_home->filePath(u"link.sock"_s)));
    const QString link = u"unix://"_s + m_home->filePath(u"link.sock"_s);
    addContext(u"one"_s, link);
    addContext(u"two"_s, u"unix:///var/run/docker.sock"_s);
    m_variables.insert(u"DOCKER_HOST"_s, link);
    auto all = discover();
    QCOMPARE(all.first().source, Source::DockerHost);
    QVERIFY2(!find(all, Source::Rootless), "the same socket by its own name");
    QCOMPARE(std::ranges::count(all, u"two"_s, &EngineCandidate::name), 1);
    QCOMPARE(std::ranges::count(all, u"one"_s, &EngineCandidate::name), 0);

    m_variables.remove(u"DOCKER_HOST"_s);
    all = discover();
    QCOMPARE(all.first().name, u"default"); // although a context names the same socket
    QVERIFY(all.first().isCurrent);
}

STRATA_TEST(TestDiscovery)
#include "tst_discovery.moc"
