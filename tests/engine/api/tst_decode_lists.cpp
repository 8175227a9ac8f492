// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "support/testprogram.h"

#include <QElapsedTimer>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1'800'000'000;

QByteArray containers(int count)
{
    const QByteArray row =
        R"j({"Id":"%ID","Names":["/web-%N"],"Image":"shop/api:2.1","ImageID":"sha256:%B","Command":"/bin/sh -c 'nc -ll'",
"Created":1795487843,"Ports":[{"IP":"0.0.0.0","PrivatePort":8080,"PublicPort":32773,"Type":"tcp"}],
"Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"api",
"com.docker.compose.config-hash":"%B","org.opencontainers.image.version":"2.1"},"State":"running",
"Status":"Up 3 hours (healthy)","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{
"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"02:42:ac:11:00:02","NetworkID":"%B","EndpointID":"%B",
"Gateway":"172.17.0.1","IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"",
"GlobalIPv6PrefixLen":0,"DriverOpts":null,"DNSNames":null}}},"Mounts":[]})j";
    QByteArray json = "[";
    for (int i = 0; i < count; ++i) {
        QByteArray one = row;
        one.replace("%ID", QByteArray::number(i).rightJustified(64, 'a')).replace("%N", QByteArray::number(i));
        json += (i > 0 ? "," : "") + one.replace("%B", QByteArray(64, 'b'));
    }
    return json + "]";
}

} // namespace

class TestDecodeLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imageIdsAreAlikeWithAndWithoutAlgorithm();
    void aContainer();
    void aContainerOfPodman();
    void healthFromItsOwnField();
    void linksAreNotTheName();
    void whatIsMissing();
    void wrongTypesAreNamed_data();
    void wrongTypesAreNamed();
    void brokenJson_data();
    void brokenJson();
    void everyCutIsAnError();
    void images();
    void imagesWithoutNames();
    void textsOfEveryKind();
    void changesOfAContainer();
    void tenThousandContainers();
};

void TestDecodeLists::changesOfAContainer()
{
    const auto changes = decode::containerChanges(
        R"([{"Path":"/etc","Kind":0},{"Path":"/etc/\u00fc","Kind":1},{"Path":"/gone","Kind":2},{"Path":"/x","Kind":7},{}])");
    QVERIFY(changes);
    QCOMPARE(changes->size(), 3);
    QCOMPARE(changes->at(0).kind, PathChange::Kind::Modified);
    QCOMPARE(changes->at(1).path, u"/etc/ü"_s);
    QCOMPARE(changes->at(1).kind, PathChange::Kind::Added);
    QCOMPARE(changes->at(2).kind, PathChange::Kind::Deleted);
    QCOMPARE(decode::containerChanges("null")->size(), 0); // nothing was changed
    QCOMPARE(decode::containerChanges("[{\"Path\":1}]").error().kind, Error::Kind::MalformedAnswer);
}

void TestDecodeLists::aContainer()
{
    const auto list = decode::containerList(containers(2), now);
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    const ContainerSummary &c = list->at(1);
    QCOMPARE(c.id.toString(), QString(63, u'a') + u'1');
    QCOMPARE(c.name, u"web-1"_s);
    QCOMPARE(c.image, u"shop/api:2.1"_s);
    QCOMPARE(c.imageId.toString(), u"sha256:"_s + QString(64, u'b'));
    QCOMPARE(c.command, u"/bin/sh -c 'nc -ll'"_s);
    QCOMPARE(c.created, 1795487843);
    QCOMPARE(c.state, ContainerState::Running);
    QCOMPARE(c.health, Health::Healthy);
    QCOMPARE(c.stateSince, now - 3 * 3600);
    QCOMPARE(c.composeProject, u"shop"_s);
    QCOMPARE(c.composeService, u"api"_s);
    QCOMPARE(c.ports.size(), 1);
    QCOMPARE(c.ports.first(), (PortMapping{u"0.0.0.0"_s, 8080, 32773, u"tcp"_s}));
    QVERIFY(c.isActive());
    QVERIFY(!c.exitCode);
}

void TestDecodeLists::aContainerOfPodman()
{
    const auto list = decode::containerList(
        R"([{"Id":"e9","Names":["/pexit"],"Image":"localhost/harbour:3.20","ImageID":"sha256:c4","Command":"sh -c exit 3",
        "Created":1795487990,"Ports":[{"PrivatePort":80,"PublicPort":8099,"Type":"tcp"}],"Labels":null,"State":"stopped",
        "Status":"Exited (3) Less than a second ago","Name":"","Config":null,"NetworkSettings":null,"Mounts":null}])",
        now);
    QVERIFY(list);
    const ContainerSummary &c = list->first();
    QCOMPARE(c.state, ContainerState::Exited);
    QCOMPARE(c.exitCode, 3);
    QCOMPARE(c.stateSince, now);
    QVERIFY(c.ports.first().ip.isEmpty());
    QVERIFY(!c.isActive());
}

void TestDecodeLists::healthFromItsOwnField()
{
    const auto list = decode::containerList(
        R"j([{"Id":"a","State":"running","Status":"Up 1 second","Health":{"Status":"unhealthy","FailingStreak":3}},
            {"Id":"b","State":"running","Status":"Up 1 second (healthy)","Health":{"Status":"none"}}])j",
        now);
    QVERIFY(list);
    QCOMPARE(list->at(0).health, Health::Unhealthy);
    QCOMPARE(list->at(1).health, Health::None);
}

void TestDecodeLists::linksAreNotTheName()
{
    const auto list = decode::containerList(
        R"([{"Id":"a","Names":["/web/db","/db"]},{"Id":"0123456789abcdef"},{"Id":"odd:"}])", now);
    QVERIFY(list);
    QCOMPARE(list->at(0).name, u"db"_s);
    QCOMPARE(list->at(1).name, u"0123456789ab"_s);
    QCOMPARE(list->at(2).name, u"odd:"_s);
}

void TestDecodeLists::whatIsMissing()
{
    QCOMPARE(decode::containerList("[]", now)->size(), 0);
    QCOMPARE(decode::containerList("null", now)->size(), 0); // Go's nil slice
    QCOMPARE(decode::imageList(" [ ] \n")->size(), 0);
    const auto list = decode::containerList(
        R"([null,{},{"Names":["/no-id"]},{"Id":"a","Names":null,"Ports":null,"Labels":null,"Created":null,"State":null,
        "Status":null,"Image":null,"SomethingNew":{"deep":[1,{"x":[]}]}}])",
        now);
    QVERIFY(list);
    QCOMPARE(list->size(), 1);
    QCOMPARE(list->first().state, ContainerState::Unknown);
}

void TestDecodeLists::wrongTypesAreNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::newRow("text for a list") << QByteArray(R"([{"Id":"a"},{"Id":"b","Names":"x"}])") << u"[1].Names"_s;
    QTest::newRow("number for a text") << QByteArray(R"([{"Id":1}])") << u"[0].Id"_s;
    QTest::newRow("text for a number") << QByteArray(R"([{"Id":"a","Created":"x"}])") << u"[0].Created"_s;
    QTest::newRow("deep") << QByteArray(R"([{"Id":"a","Ports":[{},{"PrivatePort":true}]}])")
                          << u"[0].Ports[1].PrivatePort"_s;
    QTest::newRow("row") << QByteArray("[1]") << u"[0]"_s;
    QTest::newRow("object") << QByteArray(R"({"message":"x"})") << u"JSON"_s;
    QTest::newRow("string") << QByteArray(R"("x")") << u"JSON"_s;
}

void TestDecodeLists::wrongTypesAreNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto list = decode::containerList(json, now);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, Error::Kind::MalformedAnswer);
    QVERIFY2(list.error().detail.startsWith(place + u": "_s), qPrintable(list.error().detail));
    QVERIFY(!list.error().message.isEmpty());
}

void TestDecodeLists::brokenJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html><body>502 Bad Gateway</body></html>");
    QTest::newRow("text") << QByteArray("OK");
    QTest::newRow("two documents") << QByteArray("[] []");
    QTest::newRow("invalid UTF-8") << QByteArray("[{\"Id\":\"\xff\xfe\"}]");
    QTest::newRow("control character") << QByteArray("[{\"Id\":\"a\nb\"}]");
    QTest::newRow("zero bytes") << QByteArray(20, '\0');
    QTest::newRow("deep") << QByteArray(3000, '[') + QByteArray(3000, ']');
}

void TestDecodeLists::brokenJson()
{
    QFETCH(QByteArray, json);
    for (const auto kind : {decode::containerList(json, now).error().kind, decode::imageList(json).error().kind,
                            decode::imageHistory(json).error().kind, decode::imageDetails(json).error().kind,
                            decode::containerDetails(json).error().kind, decode::version(json).error().kind})
        QCOMPARE(kind, Error::Kind::MalformedAnswer);
}

void TestDecodeLists::everyCutIsAnError()
{
    const QByteArray whole = containers(2);
    QVERIFY(decode::containerList(whole, now));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decode::containerList(whole.first(size), now), qPrintable(QString::number(size)));
}

void TestDecodeLists::images()
{
    const auto list = decode::imageList(
        R"([{"Containers":-1,"Created":1795046400,"Id":"sha256:a2","Labels":null,"ParentId":"sha256:p",
        "RepoDigests":["127.0.0.1:5000/web@sha256:fe"],"RepoTags":["127.0.0.1:5000/web:1.4","shop/web:latest"],
        "SharedSize":2026604,"Size":2886658,"Manifests":[{"Kind":"image"}]},
        {"Id":"sha256:b","Created":-62135596800,"Size":1.5e3,"SharedSize":-1}])");
    QVERIFY(list);
    QCOMPARE(list->at(0).repoTags, (QStringList{u"127.0.0.1:5000/web:1.4"_s, u"shop/web:latest"_s}));
    QCOMPARE(list->at(0).repoDigests, (QStringList{u"127.0.0.1:5000/web@sha256:fe"_s}));
    QCOMPARE(list->at(0).size, 2886658);
    QCOMPARE(list->at(0).sharedSize, 2026604);
    QCOMPARE(list->at(0).parentId.toString(), u"sha256:p"_s);
    QCOMPARE(list->at(1).created, 0); // the engine's "never"
    QCOMPARE(list->at(1).size, 1500);
    QCOMPARE(list->at(1).sharedSize, -1);
}

void TestDecodeLists::imagesWithoutNames()
{
    const auto list = decode::imageList(
        R"([{"Id":"a","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"]},{"Id":"b","RepoTags":null},
        {"Id":"c","RepoTags":[],"RepoDigests":["x@sha256:1"]}])");
    QVERIFY(list);
    for (const ImageSummary &image : *list)
        QVERIFY(image.isDangling());
    QVERIFY(list->at(0).repoDigests.isEmpty());
    QCOMPARE(list->at(2).repoDigests.size(), 1);
}

void TestDecodeLists::textsOfEveryKind()
{
    const QByteArray longText(100'000, 'x');
    const auto list = decode::containerList(
        R"([{"Id":"a","Command":"<b>\u202e한국\u0000\u001b[31m\ud83d\ude00","Image":")" + longText
            + R"("},{"Id":"b","Command":"\ud800"}])",
        now);
    QVERIFY(list);
    QCOMPARE(list->at(0).command, u"<b>\u202e한국"_s + QChar(0) + u"\u001b[31m😀"_s);
    QCOMPARE(list->at(0).image.size(), 100'000);
    QCOMPARE(list->at(1).command, u"\ufffd"_s); // half a surrogate pair
}

void TestDecodeLists::tenThousandContainers()
{
    QByteArray json = containers(10'000);
    json.reserve(json.size() + 64); // as the HTTP layer hands it over
    QElapsedTimer timer;
    timer.start();
    const auto list = decode::containerList(json, now);
    qInfo("%lld kB in %lld ms", static_cast<long long>(json.size() / 1000), static_cast<long long>(timer.elapsed()));
    QVERIFY(list);
    QCOMPARE(list->size(), 10'000);
    QCOMPARE(list->at(0).image.constData(), list->at(9999).image.constData()); // one copy of what repeats
    QCOMPARE(list->at(0).status.constData(), list->at(9999).status.constData());
}

void TestDecodeLists::imageIdsAreAlikeWithAndWithoutAlgorithm()
{
    const auto images = decode::imageList(R"([{"Id":"c4","ParentId":""}])");
    const auto containers = decode::containerList(R"([{"Id":"e9","ImageID":"c4"},{"Id":"ea","ImageID":"sha256:c4"}])",
                                                  now);
    QVERIFY(images && containers);
    QCOMPARE(images->first().id.toString(), u"sha256:c4"_s);
    QVERIFY(images->first().parentId.isEmpty());
    QCOMPARE(containers->at(0).imageId, images->first().id);
    QCOMPARE(containers->at(1).imageId, images->first().id);
}

STRATA_TEST(TestDecodeLists)
#include "tst_decode_lists.moc"
