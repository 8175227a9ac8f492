// SPDX-License-Identifier: GPL-3.0-or-later
#include "runstratactl.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QUrl>

using namespace strata::test;
using namespace Qt::StringLiterals;

class TestStratactlCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsLines();
    void rangesGoOnOverLines();
    void saysNothingOfAGoodFile();
    void errorsEndWithOne_data();
    void errorsEndWithOne();
    void usageMistakesEndWithTwo_data();
    void usageMistakesEndWithTwo();
    void controlCharactersAreNotPrinted();
    void readsStandardInput();
    void printsJson();
    void printsSarif();
    void printsRules();
    void looksIntoTheContext();
    void helps();

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    Run check(const QByteArray &bytes, const QStringList &options = {}) const
    {
        write(u"Dockerfile"_s, bytes);
        return run(QStringList{u"dockerfile"_s, u"check"_s} + options + QStringList{path()});
    }
    QString path() const { return m_folder->filePath(u"Dockerfile"_s); }
    static QJsonObject object(const Run &run) { return QJsonDocument::fromJson(run.output.toUtf8()).object(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStratactlCheck::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStratactlCheck::printsLines()
{
    const Run result = check("FROM debian AS Base\nRUN \\\n  cd /한 && apt install x\n");
    QCOMPARE(
        result.output,
        path()
            + u":1:6-12: warning: debian has no tag: that is latest, another image every time [UnpinnedBaseImage]\n"_s
            + path() + u":1:16-20: warning: Stage name 'Base' should be lowercase [StageNameCasing]\n"_s + path()
            + u":3:3-8: info: WORKDIR tells where commands run, also those of later instructions "
              "[CdInsteadOfWorkdir]\n"_s
            + path()
            + u":3:12-25: warning: apt install asks whether to go on, and nobody is there to answer [MissingYes]\n"_s
            + path()
            + u":3:12-15: warning: apt is for people at a terminal; scripts use apt-get [AptInsteadOfAptGet]\n"_s
            + path() + u":3:12-25: info: Packages that are only recommended are installed as well [AptRecommends]\n"_s
            + path()
            + u":3:12-25: warning: apt install without apt update in the same RUN uses whatever lists an older "
              "layer has [AptInstallWithoutUpdate]\n"_s
            + path() + u":3:24-25: info: No version is given for x [UnpinnedAptPackage]\n5 warnings, 3 infos\n"_s);
    QCOMPARE(result.errors, QString());
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlCheck::rangesGoOnOverLines()
{
    const Run result = check("FROM debian:12\nENV a \xF0\x9F\x98\x80 \\\n  c\nRUN a \\\n\n  b\n");
    QCOMPARE(result.output,
             path()
                 + u":2:5-3:4: warning: \"ENV key=value\" should be used instead of legacy \"ENV key value\" format "
                   "[LegacyKeyValueFormat]\n"_s
                 + path() + u":5:1-1: warning: Empty continuation line [NoEmptyContinuation]\n2 warnings\n"_s);
}

void TestStratactlCheck::saysNothingOfAGoodFile()
{
    const Run result = check("FROM debian:12\n");
    QCOMPARE(result.output + result.errors, QString());
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlCheck::errorsEndWithOne_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("parser")
        << QByteArray("FROM debian:12\nFOO\n")
        << u":2:1-4: error: unknown instruction: FOO (did you mean FROM?) [ParseError]\n1 error\n"_s;
    QTest::newRow("later") << QByteArray("FROM debian:12\nEXPOSE 99999\n")
                           << u":2:8-13: error: invalid containerPort: 99999 [InvalidPort]\n1 error\n"_s;
    QTest::newRow("error=true")
        << QByteArray("# check=error=true\nFROM debian:12 as x\n")
        << u":2:16-18: error: 'as' and 'FROM' keywords' casing do not match [FromAsCasing]\n1 error\n"_s;
}

void TestStratactlCheck::errorsEndWithOne()
{
    QFETCH(QByteArray, text);
    const Run result = check(text);
    QFETCH(QString, line);
    QCOMPARE(result.output, path() + line);
    QVERIFY2(result.errors.startsWith(u"stratactl: %1:"_s.arg(path())), qPrintable(result.errors)); // with its line
    QCOMPARE(result.exitCode, 1);
}

void TestStratactlCheck::usageMistakesEndWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no file") << QStringList{};
    QTest::newRow("two files") << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s, u"a"_s};
    QTest::newRow("two forms") << QStringList{u"--json"_s, u"--sarif"_s, u"a"_s};
    QTest::newRow("rules of a file") << QStringList{u"--rules"_s, u"a"_s};
}

void TestStratactlCheck::usageMistakesEndWithTwo()
{
    QFETCH(QStringList, arguments);
    const Run result = run(QStringList{u"dockerfile"_s, u"check"_s} + arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    QVERIFY(result.errors.startsWith(u"stratactl: "));
}

void TestStratactlCheck::controlCharactersAreNotPrinted()
{
    const Run result = check("FROM debian:12\nWORKDIR \x1b[31mred\n");
    QVERIFY(result.output.contains(u"WorkdirRelativePath"));
    QVERIFY(!result.output.contains(u'\x1b'));
}

void TestStratactlCheck::readsStandardInput()
{
    QProcess process;
    process.start(QStringLiteral(STRATACTL), {u"dockerfile"_s, u"check"_s, u"-"_s});
    process.write("FROM debian\n");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QVERIFY(process.readAllStandardOutput().startsWith("-:1:6-12: warning: "));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(run({u"dockerfile"_s, u"check"_s, u"/nonexistent"_s}).exitCode, 1);
}

void TestStratactlCheck::printsJson()
{
    const Run result = check(
        "FROM debian:12\nRUN \"\xF0\x9F\x98\x80\" && \\\n apt-get -y upgrade && sudo\\\n -u a b\nADD c /d\n",
        {u"--json"_s});
    const QJsonObject json = object(result);
    QCOMPARE(json[u"file"].toString(), path());
    QCOMPARE(json[u"errors"].toInt(), 0);
    QCOMPARE(json[u"warnings"].toInt(), 2);
    QCOMPARE(json[u"infos"].toInt(), 1);
    QCOMPARE(json[u"hints"].toInt(), 0);
    const QJsonArray findings = json[u"findings"].toArray();
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings[0][u"rule"].toString(), u"SystemUpgrade"_s);
    QCOMPARE(findings[0][u"line"].toInt(), 3);
    QCOMPARE(findings[0][u"column"].toInt(), 2);
    QCOMPARE(findings[0][u"endLine"].toInt(), 3);
    QCOMPARE(findings[0][u"endColumn"].toInt(), 20);
    const QJsonObject add = findings[2].toObject();
    QCOMPARE(add[u"severity"].toString(), u"warning"_s);
    QCOMPARE(add[u"fix"][u"title"].toString(), u"Use COPY"_s);
    QCOMPARE(add[u"fix"][u"edits"][0].toObject(),
             QJsonObject(
                 {{u"line"_s, 5}, {u"column"_s, 1}, {u"endLine"_s, 5}, {u"endColumn"_s, 4}, {u"text"_s, u"COPY"_s}}));
    const QJsonObject buildKits = object(check("FROM debian:12 as x\n", {u"--json"_s}))[u"findings"][0].toObject();
    QCOMPARE(buildKits[u"url"].toString(), u"https://docs.docker.com/reference/build-checks/from-as-casing/"_s);
}

void TestStratactlCheck::printsSarif()
{
    const Run result = check("FROM debian:12\nRUN echo \xF0\x9F\x98\x80 && curl https://x\nFOO\n", {u"--sarif"_s});
    const QJsonObject log = object(result);
    QCOMPARE(log[u"version"].toString(), u"2.1.0"_s);
    QCOMPARE(log[u"runs"].toArray().size(), 1);
    const QJsonObject first = log[u"runs"][0].toObject();
    QCOMPARE(first[u"columnKind"].toString(), u"utf16CodeUnits"_s);
    const QJsonArray rules = first[u"tool"][u"driver"][u"rules"].toArray(), results = first[u"results"].toArray();
    QCOMPARE(results.size(), 2);
    for (const QJsonValue &each : results) {
        QCOMPARE(rules[each[u"ruleIndex"].toInt()][u"id"], each[u"ruleId"]);
        const QJsonValue place = each[u"locations"][0][u"physicalLocation"];
        QCOMPARE(QUrl(place[u"artifactLocation"][u"uri"].toString()).toLocalFile(), path());
    }
    QCOMPARE(results[0][u"ruleId"].toString(), u"CurlWithoutFail"_s);
    QCOMPARE(results[0][u"level"].toString(), u"note"_s);
    QCOMPARE(results[0][u"locations"][0][u"physicalLocation"][u"region"].toObject(),
             QJsonObject({{u"startLine"_s, 2}, {u"startColumn"_s, 16}, {u"endLine"_s, 2}, {u"endColumn"_s, 30}}));
    const QJsonValue replacement = results[0][u"fixes"][0][u"artifactChanges"][0][u"replacements"][0];
    QCOMPARE(replacement[u"insertedContent"][u"text"].toString(), u" -f"_s);
    QCOMPARE(replacement[u"deletedRegion"][u"startColumn"].toInt(), 20);
    QCOMPARE(results[1][u"ruleId"].toString(), u"ParseError"_s);
    QCOMPARE(results[1][u"level"].toString(), u"error"_s);
    QCOMPARE(result.exitCode, 1);
}

void TestStratactlCheck::printsRules()
{
    const Run result = run({u"dockerfile"_s, u"check"_s, u"--rules"_s});
    const QJsonArray rules = QJsonDocument::fromJson(result.output.toUtf8()).array();
    QVERIFY(rules.size() >= 40);
    for (const QJsonValue &rule : rules) {
        for (const QString &key : {u"name"_s, u"origin"_s, u"severity"_s, u"summary"_s, u"why"_s, u"bad"_s, u"good"_s})
            QVERIFY2(!rule[key].toString().isEmpty(), qPrintable(key));
    }
    QCOMPARE(result.exitCode, 0);
}

void TestStratactlCheck::looksIntoTheContext()
{
    write(u".dockerignore"_s, "*.txt\n");
    const QByteArray text = "FROM debian:12\nCOPY . a.txt /srv/\n";
    QCOMPARE(check(text).output, QString());
    const QStringList context{u"--context"_s, m_folder->path()};
    const QString line = path()
        + u":2:8-13: warning: Attempting to Copy file \"a.txt\" that is excluded by .dockerignore "
          "[CopyIgnoredFile]\n1 warning\n"_s;
    QCOMPARE(check(text, context).output, line);
    write(u".dockerignore"_s, "*.txt\n!b\n");
    QCOMPARE(check(text, context).output, QString());
    write(u".dockerignore"_s, "**\n");
    QVERIFY(check(text, context).output.contains(u"file \".\" that"));
    write(u".dockerignore"_s, "[\n");
    QCOMPARE(check(text, context).exitCode, 1);
}

void TestStratactlCheck::helps()
{
    const Run result = run({u"dockerfile"_s, u"check"_s, u"--help"_s});
    QVERIFY(result.output.contains(u"--sarif") && result.output.contains(u"endColumn"));
    QCOMPARE(result.exitCode, 0);
}

STRATA_TEST(TestStratactlCheck)
#include "tst_stratactl_check.moc"
