// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode = -1;
    QString output;
    QString errors;
};

Run run(const QStringList &arguments, const QHash<QString, QString> &environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : environment.asKeyValueRange())
        variables.insert(name, value);
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(STRATACTL), arguments);
    if (!process.waitForFinished(30'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString realHost()
{
    const QString socket = qEnvironmentVariable("STRATA_TEST_SOCKET");
    return socket.isEmpty() ? QString() : u"unix://"_s + socket;
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
    void anAbsentEngineExitsWithOneLine();
    void aWrongHostIsNamed();
    void listsWhatDockerLists();
    void pings();
    void followsEvents();

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
    QTRY_VERIFY_WITH_TIMEOUT(sawTheName(), 20'000);
    const QJsonObject first = QJsonDocument::fromJson(output.left(output.indexOf('\n'))).object();
    QCOMPARE(first[u"type"].toString(), u"volume"_s);
    events.terminate();
    QVERIFY(events.waitForFinished());
}

QTEST_GUILESS_MAIN(TestStratactl)
#include "tst_stratactl.moc"
