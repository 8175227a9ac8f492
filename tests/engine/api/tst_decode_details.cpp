// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestDecodeDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anImage();
    void anImageOfANewEngine();
    void aHealthcheckInWords();
    void aContainer();
    void history();
    void whoTheEngineIs();
    void whatWasRemoved();
    void events();
    void wrongTypesAreNamed();
};

void TestDecodeDetails::anImage()
{
    const QByteArray json =
        R"({"Id":"sha256:f0","RepoTags":["shop/api:2.1","<none>:<none>"],"RepoDigests":[],"Parent":"",
"Comment":"buildkit.dockerfile.v0","Created":"2026-11-20T12:30:00.123456789Z","Author":"me","Config":{"User":"www",
"ExposedPorts":{"8080/tcp":{},"53/udp":{}},"Env":["PATH=/bin","A=b=c"],"Cmd":["nc","-l"],"Volumes":null,"WorkingDir":"/app",
"Entrypoint":["/bin/sh","-c"],"OnBuild":["RUN true"],"Labels":{"z":"last","a":"first"},"StopSignal":"SIGQUIT"},
"Architecture":"arm64","Os":"linux","Variant":"v8","Size":46206631,
"RootFS":{"Type":"layers","Layers":["sha256:1","sha256:2"]},"Metadata":{"LastTagTime":"0001-01-01T00:00:00Z"}})";
    const auto image = decode::imageDetails(json);
    QVERIFY(image);
    QCOMPARE(image->id.toString(), u"sha256:f0"_s);
    QCOMPARE(image->repoTags, QStringList{u"shop/api:2.1"_s});
    QCOMPARE(image->created, QDateTime(QDate(2026, 11, 20), QTime(12, 30, 0, 123), QTimeZone::UTC));
    QCOMPARE(image->env, (QStringList{u"PATH=/bin"_s, u"A=b=c"_s}));
    QCOMPARE(image->exposedPorts, (QStringList{u"8080/tcp"_s, u"53/udp"_s}));
    QCOMPARE(image->entrypoint, (QStringList{u"/bin/sh"_s, u"-c"_s}));
    QCOMPARE(image->labels.size(), 2);
    QCOMPARE(image->labels.first().first, u"z"_s); // the engine's order
    QCOMPARE(image->labels.first().second, u"last"_s);
    QCOMPARE(image->layers, (QStringList{u"sha256:1"_s, u"sha256:2"_s}));
    QCOMPARE(image->variant, u"v8"_s);
    QCOMPARE(image->stopSignal, u"SIGQUIT"_s);
    QVERIFY(image->healthcheck.isEmpty());
    QCOMPARE(image->json, json);
}

void TestDecodeDetails::anImageOfANewEngine()
{
    const auto image = decode::imageDetails(R"({"Id":"sha256:f0","Config":{"Cmd":null},"RootFS":{},"Created":""})");
    QVERIFY(image);
    QVERIFY(!image->created.isValid());
    QVERIFY(image->layers.isEmpty() && image->command.isEmpty());
    QCOMPARE(image->size, -1);
    QVERIFY(!decode::imageDetails(R"({"Created":"0001-01-01T00:00:00Z"})")->created.isValid());
    const auto folders = [](const QByteArray &driver) {
        return decode::imageDetails("{\"GraphDriver\":" + driver + "}").value().layerFolders;
    };
    QCOMPARE(folders(R"({"Data":{"LowerDir":"/o/b/diff:/o/a/diff","MergedDir":"/o/c/merged","UpperDir":"/o/c/diff"},)"
                     R"("Name":"overlay2"})"),
             (QStringList{u"/o/a/diff"_s, u"/o/b/diff"_s, u"/o/c/diff"_s}));
    QCOMPARE(folders(R"({"Data":{"UpperDir":"/o/c/diff"},"Name":"overlay2"})"), QStringList{u"/o/c/diff"_s});
    QCOMPARE(folders(R"({"Data":null,"Name":"vfs"})"), QStringList());
    QCOMPARE(folders("null"), QStringList());
    QCOMPARE(decode::imageDetails(R"({"Config":{"Entrypoint":"one string"}})")->entrypoint,
             QStringList{u"one string"_s});
}

void TestDecodeDetails::aHealthcheckInWords()
{
    const auto words = [](const QByteArray &check) {
        return decode::imageDetails(R"({"Config":{"Healthcheck":)" + check + "}}")->healthcheck;
    };
    QCOMPARE(words(R"({"Test":["CMD-SHELL","wget -qO- localhost"]})"), u"wget -qO- localhost"_s);
    QCOMPARE(
        words(R"({"Test":["CMD","true"],"Interval":30000000000,"Timeout":1500000000,"Retries":3,"StartPeriod":0})"),
        u"true (every 30 s, time limit 1.5 s, 3 retries)"_s);
    QVERIFY(words(R"({"Test":["NONE"]})").isEmpty());
    QVERIFY(words("null").isEmpty());
}

void TestDecodeDetails::aContainer()
{
    const auto container = decode::containerDetails(
        R"({"Id":"d6","Created":"2026-11-24T02:39:50.54523428Z","Path":"httpd",
"State":{"Status":"exited","Running":false,"OOMKilled":true,"ExitCode":137,"Error":"no such file","StartedAt":
"2026-11-24T02:39:51Z","FinishedAt":"0001-01-01T00:00:00Z","Health":{"Status":"unhealthy","FailingStreak":2,"Log":null}},
"Image":"sha256:a2","Name":"/pweb","RestartCount":4,"HostConfig":{"Binds":[],"RestartPolicy":{"Name":"on-failure",
"MaximumRetryCount":5}},"Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib","Destination":"/data","Mode":"z",
"RW":false},{"Type":"bind","Source":"/etc","Destination":"/host","RW":true}],"Config":{"Image":"shop/web:1.4","User":"u",
"Env":null,"Cmd":["-f"],"Entrypoint":null,"WorkingDir":"/srv","Labels":{"k":"v"}},
"NetworkSettings":{"Bridge":"","Ports":{},"Networks":{"front":{"IPAddress":"10.0.0.2"},"back":null}}})");
    QVERIFY(container);
    QCOMPARE(container->name, u"pweb"_s);
    QCOMPARE(container->image, u"shop/web:1.4"_s);
    QCOMPARE(container->imageId.toString(), u"sha256:a2"_s);
    QCOMPARE(container->state, ContainerState::Exited);
    QCOMPARE(container->exitCode, 137);
    QVERIFY(container->oomKilled);
    QVERIFY(!container->finishedAt.isValid());
    QCOMPARE(container->startedAt.toSecsSinceEpoch(), 1795487991);
    QCOMPARE(container->healthStatus, u"unhealthy"_s);
    QCOMPARE(container->restartPolicy, u"on-failure:5"_s);
    QCOMPARE(container->restartCount, 4);
    QCOMPARE(container->mounts.size(), 2);
    QVERIFY(!container->mounts.first().writable);
    QCOMPARE(container->mounts.last().destination, u"/host"_s);
    QCOMPARE(container->networks, (QStringList{u"front"_s, u"back"_s}));
    QVERIFY(container->entrypoint.isEmpty());
}

void TestDecodeDetails::history()
{
    const auto entries = decode::imageHistory(R"([{"Comment":"c","Created":1795132800,"CreatedBy":"CMD [\"nc\"]",
"Id":"sha256:f0","Size":0,"Tags":["a:1"]},{"Id":"<missing>","Created":-1,"CreatedBy":"COPY \u003e x","Size":480027,"Tags":null},
{"Id":"sha256:\u003cmissing\u003e"}])");
    QVERIFY(entries);
    QCOMPARE(entries->size(), 3);
    QCOMPARE(entries->at(0).id.toString(), u"sha256:f0"_s);
    QCOMPARE(entries->at(0).tags, QStringList{u"a:1"_s});
    QVERIFY(entries->at(1).id.isEmpty());
    QCOMPARE(entries->at(1).createdBy, u"COPY > x"_s);
    QCOMPARE(entries->at(1).size, 480027);
    QCOMPARE(entries->at(1).created, 0);
    QVERIFY(entries->at(2).id.isEmpty()); // Podman
}

void TestDecodeDetails::whoTheEngineIs()
{
    const auto podman = decode::version(R"({"Components":[{"Name":"Podman Engine","Version":"5.4.2"},{"Name":"Conmon"}],
"Version":"5.4.2","ApiVersion":"1.41","MinAPIVersion":"1.24"})");
    QCOMPARE(podman->productName, u"Podman"_s);
    const auto docker = decode::version(
        R"({"Platform":{"Name":""},"Components":[{"Name":"Engine"},{"Name":"containerd"}],
"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
    QCOMPARE(docker->productName, u"Docker"_s);
    const auto info = decode::info(*docker, R"({"Driver":"overlayfs","DriverStatus":[["driver-type",
"io.containerd.snapshotter.v1"]],"NCPU":2,"MemTotal":25276514304,"OperatingSystem":"Debian","KernelVersion":"6.1",
"Architecture":"x86_64","DockerRootDir":"/var/lib/docker","Warnings":["WARNING: no swap"]})");
    QVERIFY(info);
    QCOMPARE(info->version, u"26.1.5"_s);
    QVERIFY(info->containerdStore);
    QCOMPARE(info->memory, 25276514304);
    QCOMPARE(info->warnings.size(), 1);
    QVERIFY(!decode::info(*docker, R"({"DriverStatus":[["Backing Filesystem","extfs"]],"Warnings":null})")
                 ->containerdStore);
}

void TestDecodeDetails::whatWasRemoved()
{
    const auto removal = decode::imageRemoval(R"([{"Untagged":"a:1"},{"Deleted":"sha256:1"},{"Deleted":"sha256:2"}])");
    QCOMPARE(removal->untagged, QStringList{u"a:1"_s});
    QCOMPARE(removal->deleted, (QStringList{u"sha256:1"_s, u"sha256:2"_s}));
    const auto images = decode::imagePrune(
        R"({"ImagesDeleted":[{"Untagged":"a:1"},{"Deleted":"sha256:1"}],"SpaceReclaimed":5})");
    QCOMPARE(images->deleted, QStringList{u"sha256:1"_s});
    QCOMPARE(images->spaceReclaimed, 5);
    QCOMPARE(decode::imagePrune(R"({"ImagesDeleted":null,"SpaceReclaimed":0})")->deleted.size(), 0);
    QCOMPARE(decode::containerPrune(R"({"ContainersDeleted":["a","b"],"SpaceReclaimed":7})")->deleted.size(), 2);
}

void TestDecodeDetails::events()
{
    const QByteArray docker = R"({"status":"start","id":"d0","Type":"container","Action":"start","Actor":{"ID":"d0",
"Attributes":{"image":"harbour:3","name":"e1","com.\"x\"":"<b>"}},"scope":"local","time":1795488044,
"timeNano":1795488044499196474})";
    const QByteArray withoutNano = R"({"Type":"image","Action":"tag","Actor":{"ID":"","Attributes":null},"time":5})";
    const auto stream = decode::events();
    QList<EngineEvent> events;
    const QByteArray bytes = docker + "\r\n" + withoutNano + '\n';
    for (const char c : bytes)
        QVERIFY(stream->feed(QByteArrayView(&c, 1), events));
    QVERIFY(stream->finish(events));
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].action, u"start"_s);
    QCOMPARE(events[0].actorId, u"d0"_s);
    QCOMPARE(events[0].attributes.value(u"name"_s), u"e1"_s);
    QCOMPARE(events[0].attributes.value(u"com.\"x\""_s), u"<b>"_s);
    QCOMPARE(events[0].timeNano, 1795488044499196474);
    QCOMPARE(events[1].timeNano, 5'000'000'000);
    QVERIFY(!stream->feed(R"({"Type":7})", events));
}

void TestDecodeDetails::wrongTypesAreNamed()
{
    const auto image = decode::imageDetails(R"({"Config":{"Env":["A=1",2]}})");
    QVERIFY(!image);
    QVERIFY2(image.error().detail.startsWith(u"Config.Env[1]: "_s), qPrintable(image.error().detail));
    const auto container = decode::containerDetails(R"({"State":{"ExitCode":"zero"}})");
    QVERIFY2(container.error().detail.startsWith(u"State.ExitCode: "_s), qPrintable(container.error().detail));
    QVERIFY(!decode::imageDetails("[]"));
    QVERIFY(!decode::version("null"));
}

STRATA_TEST(TestDecodeDetails)
#include "tst_decode_details.moc"
