// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/buildcache.h"
#include "engine/api/decode.h"
#include "engine/build/builderrors.h"
#include "engine/build/buildoptions.h"
#include "support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

BuildOptions everything()
{
    QString typed = u"hunter2"_s;
    return {.tags = {u"shop/api:1"_s, u"shop/api:latest"_s},
            .dockerfile = u"docker/api file"_s,
            .target = u"run"_s,
            .platform = u"linux/arm64"_s,
            .arguments = {{u"VERSION"_s, u"1+2 & \"3\""_s}, {u"FROM_HERE"_s, {}}, {u"EMPTY"_s, u""_s}},
            .labels = {{u"maintainer"_s, u"한국 it's"_s}},
            .noCache = true,
            .pull = true,
            .network = u"host"_s,
            .extraHosts = {u"a:10.0.0.1"_s, u"b:host-gateway"_s},
            .cacheFrom = {u"shop/api:0"_s, u"x"_s},
            .limits = {u"nofile=1024:2048"_s, u"core=0"_s},
            .sharedMemory = 128 << 20,
            .cgroupParent = u"builds"_s,
            .secrets = {{.id = u"npm"_s, .source = BuildSecret::Source::File, .from = u"/home/a, b/.npmrc"_s},
                        {.id = u"aws"_s, .source = BuildSecret::Source::Environment, .from = u"AWS_TOKEN"_s},
                        {.id = u"my-pass.1"_s, .source = BuildSecret::Source::Typed, .value = Secret::take(typed)}},
            .agents = {{}, {.id = u"git"_s, .socket = u"/run/agent.sock"_s}},
            .contextFolder = u"/src/shop api"_s};
}

QString value(const QUrlQuery &query, const QString &key)
{
    return query.queryItemValue(key, QUrl::FullyDecoded);
}

QJsonObject object(const QUrlQuery &query, const QString &key)
{
    return QJsonDocument::fromJson(value(query, key).toUtf8()).object();
}

} // namespace

/// What is asked of an engine, and the command that asks the same; errors; the cache.
class TestBuildOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query();
    void plainQuery();
    void command();
    void commands_data();
    void commands();
    void problems_data();
    void problems();
    void errors_data();
    void errors();
    void cacheRecords_data();
    void cacheRecords();
    void cacheRecordsOfAllAges();
    void pruning();
};

void TestBuildOptions::query()
{
    const QUrlQuery query = buildQuery(everything());
    QCOMPARE(value(query, u"version"_s), u"2"_s);
    QCOMPARE(query.allQueryItemValues(u"t"_s, QUrl::FullyDecoded), everything().tags);
    QCOMPARE(value(query, u"dockerfile"_s), u"docker/api file"_s);
    QCOMPARE(value(query, u"target"_s), u"run"_s);
    QCOMPARE(value(query, u"platform"_s), u"linux/arm64"_s);
    const QJsonObject arguments = object(query, u"buildargs"_s);
    QCOMPARE(arguments.value(u"VERSION"_s).toString(), u"1+2 & \"3\""_s);
    QVERIFY(arguments.value(u"FROM_HERE"_s).isNull());
    QVERIFY(arguments.value(u"EMPTY"_s).isString());
    QCOMPARE(object(query, u"labels"_s).value(u"maintainer"_s).toString(), u"한국 it's"_s);
    QCOMPARE(value(query, u"nocache"_s), u"1"_s);
    QCOMPARE(value(query, u"pull"_s), u"1"_s);
    QCOMPARE(value(query, u"networkmode"_s), u"host"_s);
    QCOMPARE(query.allQueryItemValues(u"extrahosts"_s, QUrl::FullyDecoded), everything().extraHosts);
    QCOMPARE(value(query, u"cachefrom"_s), u"[\"shop/api:0\",\"x\"]"_s);
    QCOMPARE(value(query, u"ulimits"_s),
             u"[{\"Hard\":2048,\"Name\":\"nofile\",\"Soft\":1024},{\"Hard\":0,\"Name\":\"core\",\"Soft\":0}]"_s);
    QCOMPARE(value(query, u"shmsize"_s), u"134217728"_s);
    QCOMPARE(value(query, u"cgroupparent"_s), u"builds"_s);
    const QString text = query.toString(QUrl::FullyEncoded);
    QVERIFY(!text.contains(u"hunter2") && !text.contains(u"npm") && !text.contains(u"AWS"));
}

void TestBuildOptions::plainQuery()
{
    QCOMPARE(buildQuery({}).toString(), u"version=2&dockerfile=Dockerfile&rm=1"_s);
    QCOMPARE(value(buildQuery({.builder = Builder::Buildah, .limits = {u"nofile=1:2"_s}}), u"ulimits"_s),
             u"[\"nofile=1:2\"]"_s);
    const QUrlQuery old = buildQuery({.builder = Builder::Classic,
                                      .memory = 1,
                                      .memoryAndSwap = -1,
                                      .cpuShares = 3,
                                      .cpuPeriod = 4,
                                      .cpuQuota = 5,
                                      .cpus = u"0-1"_s,
                                      .memoryNodes = u"0"_s});
    QCOMPARE(old.toString(),
             u"version=1&dockerfile=Dockerfile&rm=1&memory=1&memswap=-1&cpushares=3&cpuperiod=4&cpuquota=5"
             "&cpusetcpus=0-1&cpusetmems=0"_s);
}

void TestBuildOptions::command()
{
    const QString line = buildCommand(everything()).toString();
    QCOMPARE(line,
             uR"(docker buildx build --load -f '/src/shop api/docker/api file' -t shop/api:1 -t shop/api:latest )"
             R"(--target run --platform linux/arm64 --build-arg 'VERSION=1+2 & "3"' --build-arg FROM_HERE )"
             R"(--build-arg EMPTY= --label 'maintainer=한국 it'\''s' --no-cache --pull --network host )"
             R"(--add-host a:10.0.0.1 --add-host b:host-gateway --cache-from shop/api:0 --cache-from x )"
             R"(--ulimit nofile=1024:2048 --ulimit core=0 --shm-size 134217728 --cgroup-parent builds )"
             R"(--secret 'id=npm,"src=/home/a, b/.npmrc"' --secret id=aws,env=AWS_TOKEN )"
             R"(--secret id=my-pass.1,env=MY_PASS_1 --ssh default --ssh git=/run/agent.sock '/src/shop api')"_s);
    QVERIFY(!line.contains(u"hunter2"));
}

void TestBuildOptions::commands_data()
{
    QTest::addColumn<BuildOptions>("options");
    QTest::addColumn<QString>("command");
    QTest::newRow("nothing") << BuildOptions() << u"docker buildx build --load ."_s;
    QTest::newRow("another name") << BuildOptions{.dockerfile = u"Dockerfile.dev"_s}
                                  << u"docker buildx build --load -f Dockerfile.dev ."_s;
    QTest::newRow("from elsewhere") << BuildOptions{.dockerfile = u".dockerfile.x1"_s,
                                                    .contextFolder = u"/src"_s,
                                                    .dockerfilePath = u"/other/Dockerfile"_s}
                                    << u"docker buildx build --load -f /other/Dockerfile /src"_s;
    const QString classic = u"env DOCKER_BUILDKIT=0 docker build --memory 5 /src"_s;
    QTest::newRow("classic") << BuildOptions{.builder = Builder::Classic, .memory = 5, .contextFolder = u"/src"_s}
                             << classic;
    QTest::newRow("Podman") << BuildOptions{.builder = Builder::Buildah, .memory = 5, .contextFolder = u"/src"_s}
                            << classic;
}

void TestBuildOptions::commands()
{
    QFETCH(BuildOptions, options);
    QFETCH(QString, command);
    QCOMPARE(buildCommand(options).toString(), command);
}

void TestBuildOptions::problems_data()
{
    QTest::addColumn<BuildOptions>("options");
    QTest::addColumn<int>("kind"); // -1: none
    const int none = -1;
    const int unsupported = static_cast<int>(Error::Kind::NotSupported);
    const int wrong = static_cast<int>(Error::Kind::InvalidInput);
    QTest::newRow("everything") << everything() << none;
    const auto heredocs = [](Builder builder) { return BuildOptions{.builder = builder, .hasHeredocs = true}; };
    QTest::newRow("here-documents, classic") << heredocs(Builder::Classic) << unsupported;
    QTest::newRow("here-documents, BuildKit") << heredocs(Builder::BuildKit) << none;
    QTest::newRow("here-documents, Podman") << heredocs(Builder::Buildah) << none;
    QTest::newRow("secrets, classic") << BuildOptions{.builder = Builder::Classic, .secrets = everything().secrets}
                                      << unsupported;
    QTest::newRow("agents, Podman") << BuildOptions{.builder = Builder::Buildah, .agents = {{}}} << unsupported;
    QTest::newRow("memory, BuildKit") << BuildOptions{.memory = 1} << unsupported;
    QTest::newRow("processors, BuildKit") << BuildOptions{.cpus = u"0"_s} << unsupported;
    QTest::newRow("a network, BuildKit") << BuildOptions{.network = u"mine"_s} << unsupported;
    QTest::newRow("a network, classic") << BuildOptions{.builder = Builder::Classic, .network = u"mine"_s} << none;
    QTest::newRow("no limit") << BuildOptions{.limits = {u"nofile"_s}} << wrong;
    QTest::newRow("no number") << BuildOptions{.limits = {u"nofile=many"_s}} << wrong;
    QTest::newRow("three numbers") << BuildOptions{.limits = {u"nofile=1:2:3"_s}} << wrong;
    QTest::newRow("no name") << BuildOptions{.limits = {u"=1"_s}} << wrong;
}

void TestBuildOptions::problems()
{
    QFETCH(BuildOptions, options);
    QFETCH(int, kind);
    const Result<void> possible = problemWith(options);
    QCOMPARE(possible ? -1 : static_cast<int>(possible.error().kind), kind);
}

void TestBuildOptions::errors_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *words, Error::Kind kind, int line = 0, int exitCode = 0) {
        QTest::newRow(words) << QString::fromUtf8(words) << kind << line << exitCode;
    };
    using Kind = Error::Kind;
    // Docker 26.1, BuildKit
    row(R"(process "/bin/sh -c echo hi && exit 3" did not complete successfully: exit code: 3)", Kind::EngineFailed, 0,
        3);
    row(R"(process "/bin/sh -c curl x509: not found" did not complete successfully: exit code: 60)", Kind::EngineFailed,
        0, 60);
    row("dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)", Kind::InvalidInput, 2);
    row("dockerfile parse error line 12: FROM requires either one or three arguments", Kind::InvalidInput, 12);
    row("failed to compute cache key: failed to calculate checksum of ref 6398e9b5::ytq: \"/nope\": not found",
        Kind::InvalidInput);
    row("target stage \"zzz\" could not be found", Kind::InvalidInput);
    row("failed to read dockerfile: open Dockerfile: no such file or directory", Kind::InvalidInput);
    row("file with no instructions", Kind::InvalidInput);
    row("no active sessions", Kind::NotFound);
    row("r:5000/shop/web:1.9: failed to resolve source metadata for r:5000/shop/web:1.9: no active sessions",
        Kind::Unauthorized);
    row("r:5000/a:1: failed to resolve source metadata for r:5000/a:1: pull access denied, repository does not exist "
        "or "
        "may require authorization: authorization failed: no basic auth credentials",
        Kind::Unauthorized);
    row("nowhere-such:1: failed to resolve source metadata for docker.io/library/nowhere-such:1: failed to do request: "
        "Head \"https://registry-1.docker.io/v2/library/nowhere-such/manifests/1\": dial tcp: lookup "
        "registry-1.docker.io "
        "on 10.255.255.53:53: no such host",
        Kind::HostUnreachable);
    row("r:5000/a:2: failed to resolve source metadata for r:5000/a:2: r:5000/a:2: not found", Kind::NotFound);
    row("failed to copy files: write /x: no space left on device", Kind::Local);
    // Docker 26.1, classic
    row("The command '/bin/sh -c exit 3' returned a non-zero code: 3", Kind::EngineFailed, 0, 3);
    row("COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist",
        Kind::InvalidInput);
    row("Head \"http://127.0.0.1:41711/v2/shop/web/manifests/1.9\": no basic auth credentials", Kind::Unauthorized);
    row("Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host",
        Kind::HostUnreachable);
    row("unauthorized: authentication required", Kind::Unauthorized);
    row("Cannot locate specified Dockerfile: Dockerfile", Kind::InvalidInput);
    // Podman 5.4
    row("building at STEP \"RUN exit 3\": while running runtime: exit status 3", Kind::EngineFailed, 0, 3);
    row("something else altogether", Kind::EngineFailed);
}

void TestBuildOptions::errors()
{
    QFETCH(QString, words);
    const Error error = buildError(words);
    QTEST(error.kind, "kind");
    QTEST(dockerfileLineIn(words), "line");
    QTEST(exitCodeIn(words), "exitCode");
    QVERIFY(!error.message.isEmpty());
}

void TestBuildOptions::cacheRecords_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray record = R"([{"ID":"abc"," Parents":["p1","p2"],"Type":"regular","Description":"[2/2] RUN make",
        "InUse":false,"Shared":true,"Size":4096,"CreatedAt":"2024-01-02T03:04:05.123456789Z",
        "LastUsedAt":"2024-02-03T04:05:06Z","UsageCount":3,"New":{"x":[1]}},{"Type":"regular"}])";
    QTest::newRow("up to 1.51") << QByteArray(R"({"LayersSize":5,"Images":null,"BuildCache":)" + record + "}");
    QTest::newRow("from 1.52") << QByteArray(R"({"BuildCacheUsage":{"TotalCount":1,"Items":)" + record + "}}");
    QByteArray plain = record;
    QTest::newRow("without the blank") << QByteArray(R"({"BuildCache":)" + plain.replace("\" Parents", "\"Parents")
                                                     + "}");
}

void TestBuildOptions::cacheRecords()
{
    QFETCH(QByteArray, json);
    const auto records = decode::buildCache(json);
    QVERIFY(records);
    QCOMPARE(
        *records,
        QList<BuildCacheRecord>({{.id = u"abc"_s,
                                  .parents = {u"p1"_s, u"p2"_s},
                                  .type = u"regular"_s,
                                  .description = u"[2/2] RUN make"_s,
                                  .shared = true,
                                  .size = 4096,
                                  .created = QDateTime::fromString(u"2024-01-02T03:04:05.123Z"_s, Qt::ISODateWithMs),
                                  .lastUsed = QDateTime::fromString(u"2024-02-03T04:05:06Z"_s, Qt::ISODate),
                                  .usageCount = 3}}));
    QVERIFY(!records->first().isReclaimable());
}

void TestBuildOptions::cacheRecordsOfAllAges()
{
    const auto old = decode::buildCache(
        R"({"BuildCache":[{"ID":"a","Parent":"p","LastUsedAt":null,"InUse":true},{"ID":"b","Parent":""},
            {"ID":"c","Parent":null," Parents":null,"LastUsedAt":"0001-01-01T00:00:00Z"}]})");
    QVERIFY(old);
    QCOMPARE(old->size(), 3);
    QCOMPARE(old->at(0).parents, QStringList{u"p"_s});
    QVERIFY(!old->at(0).lastUsed.isValid() && !old->at(0).isReclaimable());
    QCOMPARE(old->at(1).parents, QStringList());
    QVERIFY(!old->at(2).lastUsed.isValid() && old->at(2).isReclaimable());
    for (const char *none : {R"({"BuildCache":null})", R"({"BuildCache":[]})", R"({"BuildCacheUsage":null})", "{}"}) {
        const auto records = decode::buildCache(none);
        QVERIFY2(records && records->isEmpty(), none);
    }
    QCOMPARE(decode::buildCache(R"({"BuildCache":5})").error().kind, Error::Kind::MalformedAnswer);
    const auto report = decode::buildCachePrune(R"({"CachesDeleted":["a","b"],"SpaceReclaimed":12})");
    QVERIFY(report);
    QCOMPARE(report->deleted, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(report->spaceReclaimed, 12);
    QVERIFY(decode::buildCachePrune(R"({"CachesDeleted":null,"SpaceReclaimed":0})")->deleted.isEmpty());
}

void TestBuildOptions::pruning()
{
    QCOMPARE(BuildCache::pruneCall({}).query.toString(), QString());
    QCOMPARE(BuildCache::pruneCommand({}).toString(), u"docker builder prune -f"_s);
    const BuildCachePrune what{
        .all = true, .keep = 1000, .unusedFor = 48h, .id = u"ab"_s, .type = u"exec.cachemount"_s};
    const Call call = BuildCache::pruneCall(what);
    QCOMPARE(value(call.query, u"all"_s), u"1"_s);
    QCOMPARE(value(call.query, u"reserved-space"_s), u"1000"_s);
    QCOMPARE(value(call.query, u"keep-storage"_s), u"1000"_s);
    QCOMPARE(object(call.query, u"filters"_s).keys(), QStringList({u"id"_s, u"type"_s, u"until"_s}));
    QCOMPARE(BuildCache::pruneCommand(what).toString(),
             u"docker builder prune -f -a --keep-storage 1000 --filter until=172800s --filter id=ab "
             "--filter type=exec.cachemount"_s);
}

STRATA_TEST(TestBuildOptions)
#include "tst_buildoptions.moc"
