// SPDX-License-Identifier: GPL-3.0-or-later
#include "runstratactl.h"
#include "support/images.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QString realHost()
{
    const QString socket = qEnvironmentVariable("STRATA_TEST_SOCKET");
    return socket.isEmpty() ? QString() : u"unix://"_s + socket;
}

/// An image whose second layer rewrites 1000 bytes of the first.
QString wastefulArchive(const QTemporaryDir &folder)
{
    TestImage image{.names = {u"shop:1"_s}};
    image.layers = {{tarOf({{.path = "a", .data = QByteArray(1000, 'a')}, {.path = "gone", .data = "1"}}), u"COPY a"_s},
                    {tarOf({{.path = "a", .data = QByteArray(3000, 'A')}, {.path = ".wh.gone"}}), u"RUN more"_s}};
    QFile file(folder.filePath(u"image.tar"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(tarOf(ociLayout({image})));
    return file.fileName();
}

QStringList dockerLines(const QStringList &arguments)
{
    QProcess docker;
    docker.start(u"docker"_s, QStringList{u"--host"_s, realHost()} + arguments);
    docker.waitForFinished(30'000);
    QStringList lines = QString::fromUtf8(docker.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

} // namespace

class TestStratactl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageMistakesExitWithTwo_data();
    void usageMistakesExitWithTwo();
    void looksIntoArchives();
    void aCutFileSystemIsIncomplete();
    void outputThatCannotBeWrittenIsAFailure();
    void looksIntoLayers();
    void imagesThatWasteTooMuchFail();
    void aPlatformIsMeantWithItsVariants();
    void filesAreInOrder();
    void comparesImages();
    void looksIntoLayersOfTheEngine();
    void anAbsentEngineExitsWithOneLine();
    void aWrongHostIsNamed();
    void listsWhatDockerLists();
    void pings();
    void followsEvents();
    void saves();

private:
    static bool needsEngine();
};

bool TestStratactl::needsEngine()
{
    if (!realHost().isEmpty())
        return true;
    if (qEnvironmentVariableIsSet("STRATA_REQUIRE_REAL"))
        QTest::qFail("no real engine: STRATA_TEST_SOCKET is not set", __FILE__, __LINE__);
    else
        QTest::qSkip("no real engine: STRATA_TEST_SOCKET is not set", __FILE__, __LINE__);
    return false;
}

void TestStratactl::usageMistakesExitWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command") << QStringList();
    QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
    QTest::newRow("two commands") << QStringList{u"ping"_s, u"images"_s};
    QTest::newRow("save without a file") << QStringList{u"save"_s, u"a:1"_s};
    QTest::newRow("load with a name") << QStringList{u"load"_s, u"-i"_s, u"/x"_s, u"a:1"_s};
    QTest::newRow("pull of nothing") << QStringList{u"pull"_s};
    QTest::newRow("pull of a wrong name") << QStringList{u"pull"_s, u"A B"_s};
    QTest::newRow("archive of nothing") << QStringList{u"archive"_s};
    QTest::newRow("two archives") << QStringList{u"archive"_s, u"a.tar"_s, u"b.tar"_s};
    QTest::newRow("tags of nothing") << QStringList{u"tags"_s};
    QTest::newRow("tags of two") << QStringList{u"tags"_s, u"a"_s, u"b"_s};
    QTest::newRow("manifest of a wrong name") << QStringList{u"manifest"_s, u"A B"_s};
    QTest::newRow("layers of nothing") << QStringList{u"layers"_s};
    QTest::newRow("an efficiency that is none")
        << QStringList{u"layers"_s, u"a.tar"_s, u"--min-efficiency"_s, u"95%"_s};
    QTest::newRow("an efficiency of nan") << QStringList{u"layers"_s, u"a.tar"_s, u"--min-efficiency"_s, u"nan"_s};
    QTest::newRow("an efficiency of nothing") << QStringList{u"layers"_s, u"a.tar"_s, u"--min-efficiency"_s, QString()};
    QTest::newRow("a size of nothing") << QStringList{u"layers"_s, u"a.tar"_s, u"--max-wasted="_s};
    QTest::newRow("a size that is none") << QStringList{u"layers"_s, u"a.tar"_s, u"--max-wasted"_s, u"much"_s};
    QTest::newRow("difference of one") << QStringList{u"layers"_s, u"--diff"_s, u"a.tar"_s};
    QTest::newRow("unknown option") << QStringList{u"ping"_s, u"--frobnicate"_s};
}

void TestStratactl::usageMistakesExitWithTwo()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    QVERIFY(result.errors.startsWith(u"stratactl: "));
}

void TestStratactl::looksIntoArchives()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"files.tar"_s);
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(u"sh"_s, {u"-c"_s, u"mkdir etc usr && echo hello > etc/motd && tar -cf files.tar etc usr"_s});
    QVERIFY(shell.waitForFinished() && shell.exitCode() == 0);
    const Run text = run({u"archive"_s, path, u"--entries"_s});
    QVERIFY2(text.exitCode == 0 && text.errors.isEmpty(), qPrintable(text.errors));
    QVERIFY(text.output.startsWith(u"root-filesystem, "));
    QVERIFY(text.output.contains(u" etc/motd\n"));

    const Run json = run({u"archive"_s, path, u"--entries"_s, u"--json"_s});
    const QStringList lines = json.output.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(QJsonDocument::fromJson(lines[0].toUtf8())[u"kind"].toString(), u"root-filesystem"_s);
    QCOMPARE(QJsonDocument::fromJson(lines[0].toUtf8())[u"entries"].toInt(), 3);
    const QJsonDocument file = QJsonDocument::fromJson(lines[2].toUtf8());
    QCOMPARE(file[u"path"].toString(), u"etc/motd"_s);
    QCOMPARE(file[u"bytes"].toInt(), 6);

    QVERIFY(QFile::resize(path, 1027)); // inside the file's data
    const Run cut = run({u"archive"_s, path, u"--json"_s});
    QCOMPARE(cut.exitCode, 1);
    QCOMPARE(cut.errors.count(u'\n'), 1);
    QCOMPARE(QJsonDocument::fromJson(cut.output.toUtf8())[u"incomplete"].toBool(), true);
}

/// Nothing but its end tells that the archive of a file system is whole.
void TestStratactl::aCutFileSystemIsIncomplete()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"files.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray whole = strata::test::tarOf(
        {strata::test::folder("etc/"), strata::test::folder("usr/"), {.path = "etc/motd", .data = "hello"}});
    file.write(whole.first(4 * 512)); // three headers and the data
    file.close();
    const Run layers = run({u"layers"_s, file.fileName(), u"--json"_s});
    QCOMPARE(layers.exitCode, 1);
    const QJsonDocument image = QJsonDocument::fromJson(layers.output.toUtf8());
    QCOMPARE(image[u"incomplete"].toBool(), true);
    QCOMPARE(image[u"totalBytes"].toInt(), 5);
}

void TestStratactl::outputThatCannotBeWrittenIsAFailure()
{
    if (!QFileInfo::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    const QTemporaryDir folder;
    const QString path = wastefulArchive(folder);
    for (const QStringList &arguments :
         {QStringList{u"layers"_s, path, u"--json"_s}, {u"archive"_s, path}, {u"--help"_s}, {u"--version"_s}}) {
        QProcess process;
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start(QStringLiteral(STRATACTL), arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(), "stratactl: the output could not be written\n");
    }
}

void TestStratactl::looksIntoLayers()
{
    const QTemporaryDir folder;
    const QString path = wastefulArchive(folder);
    const Run text = run({u"layers"_s, path});
    QVERIFY2(text.exitCode == 0 && text.errors.isEmpty(), qPrintable(text.errors));
    QVERIFY(text.output.startsWith(u"shop:1, linux/amd64\n"));
    QVERIFY2(text.output.contains(u"efficiency 75.0 %"), qPrintable(text.output));

    const Run json = run({u"layers"_s, path, u"--json"_s, u"--files"_s});
    QCOMPARE(json.exitCode, 0);
    QCOMPARE(json.output.count(u'\n'), 1);
    const QJsonObject image = QJsonDocument::fromJson(json.output.toUtf8()).object();
    QCOMPARE(image[u"image"].toString(), u"shop:1"_s);
    QCOMPARE(image[u"incomplete"].toBool(true), false);
    QCOMPARE(image[u"totalBytes"].toInt(), 4001);
    QCOMPARE(image[u"visibleBytes"].toInt(), 3000);
    QCOMPARE(image[u"wastedBytes"].toInt(), 1001);
    QCOMPARE(image[u"duplicateBytes"].toInt(-1), 0);
    QCOMPARE(image[u"efficiency"].toDouble(), 3000.0 / 4001);
    const QJsonArray layers = image[u"layers"].toArray();
    QCOMPARE(layers.size(), 2);
    QCOMPARE(layers[0][u"chainId"].toString(), layers[0][u"diffId"].toString());
    QCOMPARE(layers[0][u"wastedBytes"].toInt(), 1001);
    QCOMPARE(layers[1][u"createdBy"].toString(), u"RUN more"_s);
    QCOMPARE(layers[1][u"modified"].toInt(), 1);
    QCOMPARE(layers[1][u"deleted"].toInt(), 1);
    QStringList changes;
    for (const QJsonValue &file : layers[1][u"files"].toArray())
        changes.append(file[u"change"].toString() + u' ' + file[u"path"].toString());
    changes.sort();
    QCOMPARE(changes, QStringList({u"deleted gone"_s, u"modified a"_s}));
    QCOMPARE(image[u"merged"].toArray().size(), 1);
    QCOMPARE(image[u"merged"][0][u"bytes"].toInt(), 3000);
}

void TestStratactl::imagesThatWasteTooMuchFail()
{
    const QTemporaryDir folder;
    const QString path = wastefulArchive(folder);
    QCOMPARE(run({u"layers"_s, path, u"--min-efficiency"_s, u"0.7"_s, u"--max-wasted"_s, u"1001"_s}).exitCode, 0);
    for (const QStringList &limit : {QStringList{u"--min-efficiency"_s, u"0.76"_s},
                                     {u"--max-wasted"_s, u"1kB"_s},
                                     {u"--platform"_s, u"linux/arm64"_s}}) {
        const Run result = run(QStringList{u"layers"_s, path} + limit);
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.errors.count(u'\n'), 1);
    }
}

void TestStratactl::aPlatformIsMeantWithItsVariants()
{
    const QTemporaryDir folder;
    strata::test::TestImage image = strata::test::smallImage();
    image.architecture = u"arm64"_s;
    image.variant = u"v8"_s;
    const QString path = folder.filePath(u"arm.tar"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(strata::test::tarOf(strata::test::ociLayout({image})));
    file.close();
    const auto exitCode = [&](const QString &platform) {
        return run({u"layers"_s, path, u"--platform"_s, platform}).exitCode;
    };
    QCOMPARE(exitCode(u"linux/arm64"_s), 0);
    QCOMPARE(exitCode(u"linux/arm64/v8"_s), 0);
    QCOMPARE(exitCode(u"linux/arm"_s), 1);
    QCOMPARE(exitCode(u"linux/arm64/v9"_s), 1);
}

/// Folders before what is in them, by name, however deep they are.
void TestStratactl::filesAreInOrder()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"files.tar"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray deep = QByteArray("d/").repeated(3'000) + "file";
    file.write(strata::test::tarOf({strata::test::folder("usr/"),
                                    strata::test::folder("etc/"),
                                    {.path = "etc/b", .data = "1"},
                                    {.path = "etc/a", .data = "2"},
                                    {.path = "etc-", .data = "3"},
                                    {.path = deep, .data = "4"}}));
    file.close();
    const Run files = run({u"layers"_s, path, u"--files"_s});
    QCOMPARE(files.exitCode, 0);
    QStringList shown;
    for (const QString &line : files.output.split(u'\n')) {
        if (line.startsWith(u"A ") && !line.endsWith(u'd') && !line.contains(u"d/"_s))
            shown.append(line.section(u' ', -1));
    }
    QCOMPARE(shown, QStringList({u"etc"_s, u"etc/a"_s, u"etc/b"_s, u"etc-"_s, u"usr"_s}));
    QVERIFY(files.output.contains(QString::fromLatin1(deep)));
}

void TestStratactl::comparesImages()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    const QString before = wastefulArchive(one);
    const QString after = two.filePath(u"after.tar"_s);
    QFile file(after);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(strata::test::tarOf(
        {strata::test::folder("usr/"), strata::test::folder("etc/"), {.path = "a", .data = "small"}}));
    file.close();
    const Run same = run({u"layers"_s, u"--diff"_s, before, before});
    QVERIFY2(same.exitCode == 0, qPrintable(same.errors));
    QVERIFY2(same.output.contains(u"2 layers in common"), qPrintable(same.output));
    const Run json = run({u"layers"_s, u"--diff"_s, u"--json"_s, before, after});
    QCOMPARE(json.exitCode, 1);
    const QJsonObject difference = QJsonDocument::fromJson(json.output.toUtf8()).object();
    QCOMPARE(difference[u"sharedLayers"].toInt(-1), 0);
    QCOMPARE(difference[u"bytesBefore"].toInt(), 3000);
    QCOMPARE(difference[u"bytesAfter"].toInt(), 5);
    QStringList changes;
    for (const QJsonValue &path : difference[u"files"].toArray())
        changes.append(path[u"change"].toString() + u' ' + path[u"path"].toString());
    QCOMPARE(changes, QStringList({u"modified a"_s, u"added etc"_s, u"added usr"_s}));
}

void TestStratactl::looksIntoLayersOfTheEngine()
{
    if (!needsEngine())
        return;
    QProcess shell;
    shell.start(
        u"sh"_s,
        {u"-c"_s, u"tar -C / -c etc/hostname | docker --host %1 import - strata-cli-layers:1"_s.arg(realHost())});
    QVERIFY(shell.waitForFinished() && shell.exitCode() == 0);
    const Run layers = run({u"-H"_s, realHost(), u"layers"_s, u"strata-cli-layers:1"_s, u"--json"_s, u"--files"_s});
    QVERIFY2(layers.exitCode == 0, qPrintable(layers.errors));
    const QJsonObject image = QJsonDocument::fromJson(layers.output.toUtf8()).object();
    QCOMPARE(image[u"image"].toString(), u"strata-cli-layers:1"_s);
    QCOMPARE(image[u"merged"].toArray().size(), 2); // etc and etc/hostname
    dockerLines({u"rmi"_s, u"strata-cli-layers:1"_s});
    const Run none = run({u"-H"_s, realHost(), u"layers"_s, u"strata-cli-layers:1"_s});
    QCOMPARE(none.exitCode, 1);
    QCOMPARE(none.errors.count(u'\n'), 1);
}

void TestStratactl::anAbsentEngineExitsWithOneLine()
{
    QTemporaryDir folder;
    const Run result = run({u"ping"_s, u"--host"_s, u"unix://"_s + folder.filePath(u"none.sock"_s)});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.output.isEmpty());
    QCOMPARE(result.errors.count(u'\n'), 1);
}

void TestStratactl::aWrongHostIsNamed()
{
    const Run result = run({u"ping"_s}, {{u"DOCKER_HOST"_s, u"gopher://hole"_s}});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"gopher"), qPrintable(result.errors));
}

void TestStratactl::listsWhatDockerLists()
{
    if (!needsEngine())
        return;
    const Run images = run({u"images"_s, u"--json"_s, u"--host"_s, realHost()});
    QCOMPARE(images.exitCode, 0);
    QStringList ids;
    for (const QJsonValue &image : QJsonDocument::fromJson(images.output.toUtf8()).array())
        ids.append(image[u"id"].toString());
    ids.sort();
    QStringList expected = dockerLines({u"images"_s, u"--no-trunc"_s, u"--quiet"_s});
    expected.removeDuplicates();
    QCOMPARE(ids, expected);

    const Run containers = run({u"containers"_s, u"--json"_s}, {{u"DOCKER_HOST"_s, realHost()}});
    QCOMPARE(containers.exitCode, 0);
    QStringList names;
    for (const QJsonValue &container : QJsonDocument::fromJson(containers.output.toUtf8()).array())
        names.append(container[u"name"].toString());
    names.sort();
    QCOMPARE(names, dockerLines({u"ps"_s, u"--all"_s, u"--format"_s, u"{{.Names}}"_s}));
}

void TestStratactl::pings()
{
    if (!needsEngine())
        return;
    const Run result = run({u"ping"_s, u"--host"_s, realHost(), u"--json"_s});
    QCOMPARE(result.exitCode, 0);
    const QJsonObject answer = QJsonDocument::fromJson(result.output.toUtf8()).object();
    const QStringList version = dockerLines({u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s});
    QCOMPARE(answer[u"version"].toString(), version.value(0));
    QVERIFY(!answer[u"apiVersion"].toString().isEmpty());
}

void TestStratactl::followsEvents()
{
    if (!needsEngine())
        return;
    QProcess events;
    events.start(QStringLiteral(STRATACTL), {u"events"_s, u"--json"_s, u"--host"_s, realHost()});
    QVERIFY(events.waitForStarted());
    const QString name = u"strata-events-%1"_s.arg(QCoreApplication::applicationPid());
    QByteArray output;
    const auto sawTheName = [&] {
        dockerLines({u"volume"_s, u"create"_s, name});
        dockerLines({u"volume"_s, u"rm"_s, name});
        events.waitForReadyRead(200);
        output += events.readAllStandardOutput();
        return output.contains(name.toUtf8());
    };
    QTRY_VERIFY(sawTheName());
    const QJsonObject first = QJsonDocument::fromJson(output.left(output.indexOf('\n'))).object();
    QCOMPARE(first[u"type"].toString(), u"volume"_s);
    events.terminate();
    QVERIFY(events.waitForFinished());
}

void TestStratactl::saves()
{
    if (!needsEngine())
        return;
    const QTemporaryDir folder;
    const QString image = u"strata-cli-save:1"_s;
    const QString path = folder.filePath(u"out.tar.gz"_s);
    QProcess shell;
    shell.start(u"sh"_s,
                {u"-c"_s, u"tar -C / -c etc/hostname | docker --host %1 import - %2"_s.arg(realHost(), image)});
    QVERIFY(shell.waitForFinished() && shell.exitCode() == 0);
    const Run saved = run({u"-H"_s, realHost(), u"save"_s, u"-o"_s, path, image});
    QVERIFY2(saved.exitCode == 0 && saved.output.startsWith(path), qPrintable(saved.errors));
    dockerLines({u"rmi"_s, image});
    const Run loaded = run({u"-H"_s, realHost(), u"load"_s, u"-i"_s, path});
    QVERIFY2(loaded.exitCode == 0 && loaded.output.contains(image), qPrintable(loaded.errors));
    QCOMPARE(dockerLines({u"images"_s, u"-q"_s, image}).size(), 1);
    dockerLines({u"rmi"_s, image});
    const Run pulled = run({u"-H"_s, realHost(), u"pull"_s, u"127.0.0.1:9/none:1"_s});
    QCOMPARE(pulled.exitCode, 1);
    QVERIFY2(pulled.errors.contains(u"cannot be reached"), qPrintable(pulled.errors));
}

STRATA_TEST(TestStratactl)
#include "tst_stratactl.moc"
