// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildsettings.h"
#include "app/builder/copytext.h"
#include "app/builder/dockerfileinsight.h"
#include "app/builder/previewmodel.h"
#include "app/builder/problemsmodel.h"
#include "app/builder/recoverystore.h"
#include "app/common/dockerfiletext.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace strata;
using namespace Qt::StringLiterals;

/// What the builder's page is made of, without the page.
class TestBuilderParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsComeBackAsTheyWere_data();
    void textsComeBackAsTheyWere();
    void whatIsNoText_data();
    void whatIsNoText();
    void aFileThatCannotBeWritten();
    void settingsComeBack();
    void aTypedSecretIsNotKept();
    void damagedSettings();
    void proposedTags();
    void unsavedTexts();
    void unsavedTextsOfAnotherProgram();
    void previewFollowsTheText();
    void problemsFollowTheText();
    void whatIsLargest();

private:
    static std::shared_ptr<const DockerfileInsight> look(const QString &text, const QString &target = {})
    {
        CopyCache cache;
        return std::make_shared<const DockerfileInsight>(lookInto({.text = text, .target = target}, cache));
    }
};

void TestBuilderParts::textsComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("FROM a\nRUN b\n") << u"FROM a\nRUN b\n"_s;
    QTest::newRow("no end") << QByteArray("FROM a") << u"FROM a"_s;
    QTest::newRow("CR LF") << QByteArray("FROM a\r\nRUN b\r\n") << u"FROM a\nRUN b\n"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "FROM a\n")
                                     << u"FROM a\n"_s;
    QTest::newRow("Korean") << QByteArray("# \xED\x95\x9C\n") << u"# 한\n"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestBuilderParts::textsComeBackAsTheyWere()
{
    QFETCH(QByteArray, bytes);
    const Result<DockerfileText> text = decodeForEditor(bytes);
    QVERIFY(text);
    QTEST(text->text, "text");
    QVERIFY(!text->hasMixedLineEnds);
    QCOMPARE(encodeForDisk(*text), bytes);
}

void TestBuilderParts::whatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line");
    QTest::newRow("NUL") << QByteArray("FROM a\nRUN \0b\n", 14) << u"Line 2"_s;
    QTest::newRow("Latin 1") << QByteArray("# \xE4\n") << u"Line 1"_s;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "F\0R\0",
                                          6)
                            << u"Line 1"_s;
}

void TestBuilderParts::whatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, line);
    const Result<DockerfileText> text = decodeForEditor(bytes);
    QVERIFY(!text);
    QCOMPARE(text.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(text.error().message.startsWith(line), qPrintable(text.error().message));
}

void TestBuilderParts::aFileThatCannotBeWritten()
{
    const QTemporaryDir folder;
    QVERIFY(!writeDockerfileText(folder.filePath(u"missing/Dockerfile"_s), {.text = u"FROM a\n"_s}));
    QVERIFY(!readDockerfileText(folder.filePath(u"Dockerfile"_s)));
    QVERIFY(writeDockerfileText(folder.filePath(u"Dockerfile"_s), {.text = u"FROM a\n"_s}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"Dockerfile"_s});
}

void TestBuilderParts::settingsComeBack()
{
    BuildSettings settings{.contextFolder = u"/a"_s, .tags = {u"a:1"_s, u"b"_s}, .target = u"t"_s};
    settings.platform = u"linux/arm64"_s;
    settings.arguments = {{u"A"_s, u"1=2"_s}, {u"B"_s, std::nullopt}};
    settings.labels = {{u"l"_s, u"v"_s}};
    settings.secrets = {{.id = u"f"_s, .source = BuildSecret::Source::File, .from = u"/s"_s},
                        {.id = u"e"_s, .source = BuildSecret::Source::Environment, .from = u"E"_s}};
    settings.agents = {{}};
    settings.network = u"none"_s;
    settings.noCache = settings.pull = settings.isClassic = true;
    const BuildSettings again = BuildSettings::fromJson(settings.toJson());
    QCOMPARE(again.toJson(), settings.toJson());
    QCOMPARE(again.arguments, settings.arguments);
    QCOMPARE(again.secrets[1].source, BuildSecret::Source::Environment);
    QCOMPARE(optionsOf(again).builder, Builder::Classic);
}

void TestBuilderParts::aTypedSecretIsNotKept()
{
    QByteArray value("hunter2");
    BuildSettings settings;
    settings.secrets = {{.id = u"s"_s, .source = BuildSecret::Source::Typed, .value = Secret::take(value)}};
    const QByteArray json = QJsonDocument(settings.toJson()).toJson();
    QVERIFY(json.contains("typed"));
    QVERIFY(!json.contains("hunter2"));
}

void TestBuilderParts::damagedSettings()
{
    const BuildSettings settings = BuildSettings::fromJson(
        QJsonDocument::fromJson(R"({"tags":"x","arguments":[1,["A"]],"secrets":[{}],"noCache":"yes"})").object());
    QVERIFY(settings.tags.isEmpty());
    QVERIFY(!settings.noCache);
    QCOMPARE(settings.arguments.size(), 2);
}

void TestBuilderParts::proposedTags()
{
    QCOMPARE(proposedTag(u"/home/a/My Shop_1"_s), u"my-shop-1:latest"_s);
    QCOMPARE(proposedTag(u"/home/a/한글"_s), QString());
    QCOMPARE(proposedTag(u"/"_s), QString());
}

void TestBuilderParts::unsavedTexts()
{
    const QTemporaryDir folder;
    QString key;
    {
        RecoveryStore store(folder.path());
        key = store.newKey();
        QVERIFY(key != store.newKey());
        store.keep(key, {.path = u"/a/Dockerfile"_s, .name = u"n"_s, .text = u"FROM a\n한\n"_s});
        QVERIFY(store.leftBehind().isEmpty()); // it is still open
        QCOMPARE(QFile::permissions(folder.filePath(key + u".json"_s)) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }
    RecoveryStore later(folder.path());
    QCOMPARE(later.leftBehind(), QStringList{key});
    QCOMPARE(later.find(key)->text, u"FROM a\n한\n"_s);
    QCOMPARE(later.find(key)->path, u"/a/Dockerfile"_s);
    later.drop(key);
    QVERIFY(later.leftBehind().isEmpty());
    QVERIFY(!later.find(key));
}

void TestBuilderParts::unsavedTextsOfAnotherProgram()
{
    const QTemporaryDir folder;
    RecoveryStore one(folder.path());
    RecoveryStore other(folder.path());
    one.keep(one.newKey(), {.text = u"FROM a\n"_s});
    QVERIFY(other.leftBehind().isEmpty());
    QFile damaged(folder.filePath(u"gone-1.json"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{");
    damaged.close();
    QCOMPARE(other.leftBehind(), QStringList{u"gone-1"_s});
    QVERIFY(!other.find(u"gone-1"_s));
}

void TestBuilderParts::previewFollowsTheText()
{
    PreviewModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setInsight(look(u"FROM scratch AS one\nRUN a\nFROM one\nCOPY <<EOF /x\nhello\nEOF\n"_s));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0, 0)), 2); // its base and a step
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setInsight(look(u"FROM scratch AS one\nRUN other\nFROM one\nCOPY <<EOF /x\nhello you\nEOF\n"_s));
    QCOMPARE(resets.count(), 0); // selection and scroll position stay
    QCOMPARE(model.indexOf({1, 0}).siblingAtColumn(PreviewModel::Size).data().toString(), u"10 B"_s);
    QCOMPARE(model.indexAtLine(4), model.indexOf({1, 0})); // inside of the heredoc
    QCOMPARE(model.indexAtLine(2), model.index(0, 0, model.index(1, 0)));
    QVERIFY(!model.indexAtLine(40).isValid());
    model.setNotes({{{0, 0}, {.mark = LineMark::Good, .text = u"cached"_s, .bytes = 5}}});
    QCOMPARE(model.indexOf({0, 0}).siblingAtColumn(PreviewModel::Cache).data().toString(), u"cached"_s);
    model.setInsight(look(u"FROM scratch\n"_s));
    QCOMPARE(resets.count(), 1);
    model.setInsight(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestBuilderParts::problemsFollowTheText()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setInsight(look(u"FROM debian\nRUM x\nADD a /\n"_s));
    QVERIFY(std::ranges::contains(model.findings(), Finding::Severity::Error, &Finding::severity));
    QCOMPARE(model.index(0, ProblemsModel::Line).data().toString(), u"1"_s);
    const int before = model.rowCount();
    model.setInsight(look(u"FROM debian:12\nCOPY a /\nUSER 1000\n"_s));
    QVERIFY(model.rowCount() < before);
    model.setInsight(look(u"FROM scratch\nFROM nothing-there AS x\n"_s, u"missing"_s)); // a problem of the plan
    QVERIFY(std::ranges::contains(model.findings(), Finding::Severity::Error, &Finding::severity));
    model.setInsight(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestBuilderParts::whatIsLargest()
{
    const QTemporaryDir folder;
    const auto write = [&](const QString &name, qsizetype size) {
        QDir(folder.path()).mkpath(QFileInfo(name).path());
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(size, 'x'));
    };
    write(u"a/b/large"_s, 5000);
    write(u"a/more"_s, 1000);
    write(u"b.txt"_s, 2000);
    write(u"left/out"_s, 90000);
    write(u".dockerignore"_s, 0);
    QFile rules(folder.filePath(u".dockerignore"_s));
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.write("left\n");
    rules.close();
    const Result<ContextScan> scan = scanContext({.folder = folder.path()});
    QVERIFY(scan);
    const auto largest = largestInContext(*scan, 2);
    QCOMPARE(largest.size(), 2);
    QCOMPARE(largest[0], (std::pair<QString, qint64>(u"a"_s, 6000)));
    QCOMPARE(largest[1], (std::pair<QString, qint64>(u"b.txt"_s, 2000)));
    QVERIFY2(contextText(*scan).contains(u"left out"), qPrintable(contextText(*scan)));
}

STRATA_WINDOW_TEST(TestBuilderParts)
#include "tst_builderparts.moc"
