// SPDX-License-Identifier: GPL-3.0-or-later
#include "markedtext.h"

#include "../contextfolder.h"
#include "dockerfile/checks/checkrule.h"
#include "dockerfile/instructionflags.h"
#include "dockerfile/language/description.h"
#include "dockerfile/language/reference.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <ctime>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Description describedIn(QStringView marked, const LanguageKnowledge &knowledge = {}, const PlanOptions &options = {})
{
    const MarkedText at(marked);
    const Document document = parseDockerfile(at.text);
    return describeAt(document, planBuild(document, options), at.offset, knowledge);
}

} // namespace

class TestDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryInstruction();
    void knowsEveryFlag();
    void examplesParse();
    void describes_data();
    void describes();
    void saysNothing_data();
    void saysNothing();
    void tellsWhatIsUnderTheCursor();
    void tellsValuesOfVariables();
    void tellsOfBuildArguments();
    void tellsOfImages();
    void tellsWhatIsCopied();
    void answersEverywhere();
    void isQuickInALongFile();
};

void TestDescription::knowsEveryInstruction()
{
    for (const QString &name : instructionNames()) {
        const ReferenceText text = instructionReference(instructionKind(name));
        QVERIFY2(!text.summary.isEmpty() && text.body.count(u'.') >= 2 && !text.example.isEmpty(), qPrintable(name));
        QVERIFY2(describedIn(QString(u"FROM a\n¦"_s + name + u" x")).title.startsWith(name), qPrintable(name));
    }
    QVERIFY(instructionReference(InstructionKind::Unknown).isEmpty());
}

void TestDescription::knowsEveryFlag()
{
    for (const QString &name : instructionNames()) {
        for (const FlagRule &rule : flagRules(instructionKind(name))) {
            const ReferenceText text = flagReference(instructionKind(name), rule.name);
            QVERIFY2(!text.summary.isEmpty() && !text.body.isEmpty(), qPrintable(name + rule.name));
            QVERIFY(text.example.contains(u"--"_s + rule.name));
        }
    }
    QVERIFY(flagReference(InstructionKind::Run, u"from").isEmpty());
}

void TestDescription::examplesParse()
{
    const auto parses = [](const QString &example) {
        const QString from = example.startsWith(u"FROM") ? QString() : u"FROM a AS build\n"_s;
        const Document document = parseDockerfile(from + example);
        const Diagnostic *error = document.firstError();
        return error ? error->message : QString();
    };
    for (const QString &name : instructionNames()) {
        const InstructionKind kind = instructionKind(name);
        QCOMPARE(parses(instructionReference(kind).example), QString());
        for (const FlagRule &rule : flagRules(kind))
            QCOMPARE(parses(flagReference(kind, rule.name).example), QString());
    }
    for (const QStringView type : {u"bind", u"cache", u"tmpfs", u"secret", u"ssh"})
        QCOMPARE(parses(mountTypeReference(type).example), QString());
}

void TestDescription::describes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body"); ///< a part of it
    QTest::newRow("instruction") << u"FROM a\nru¦n x"_s << u"RUN: runs a command and keeps what it changed"_s
                                 << u"one layer"_s;
    QTest::newRow("trigger") << u"FROM a\nONBUILD CO¦PY a b"_s << u"COPY: copies files into the image"_s
                             << u"context"_s;
    QTest::newRow("flag") << u"FROM a\nCOPY --ch¦own=1 a b"_s << u"--chown: whose the files are"_s << u"root"_s;
    QTest::newRow("flag of a trigger") << u"FROM a\nONBUILD COPY --li¦nk a b"_s << u"--link: a layer of its own"_s
                                       << u"cache"_s;
    QTest::newRow("mount") << u"FROM a\nRUN --mo¦unt=type=cache,target=/x b"_s
                           << u"--mount: shows a folder or file to the command"_s << u"layer"_s;
    QTest::newRow("mount type") << u"FROM a\nRUN --mount=type=ca¦che,target=/x b"_s
                                << u"type=cache: a folder that stays between builds"_s << u"package managers"_s;
    QTest::newRow("mount option") << u"FROM a\nRUN --mount=type=cache,ds¦t=/x b"_s << u"dst"_s << u"WORKDIR"_s;
    QTest::newRow("directive") << u"# esc¦ape=`\nFROM a"_s << u"escape: the character that continues a line"_s
                               << u"backtick"_s;
    QTest::newRow("check") << u"FROM a\n# ch¦eck=skip=all\nRUN b"_s << u"check: which rules are checked"_s
                           << u"skip="_s;
    QTest::newRow("rule") << u"# check=skip=StageName¦Casing,UndefinedVar\nFROM a"_s << u"StageNameCasing"_s
                          << u"lower case"_s;
    QTest::newRow("hadolint") << u"FROM a\n# hadolint ignore=DL30¦07\nRUN b"_s << u"LatestBaseImage"_s << u"latest"_s;
    QTest::newRow("stage")
        << u"FROM a AS b¦x\nRUN x\nENV y=1\nFROM c\nCOPY --from=bx d e\nRUN --mount=from=bx,target=/ f"_s
        << u"Stage bx, line 1"_s << u"Used by: COPY in line 5, RUN in line 6"_s;
    QTest::newRow("stage by number") << u"FROM a\nRUN x\nFROM c\nCOPY --from=¦0 d e"_s << u"Stage 0, line 1"_s
                                     << u"It builds on the image a.\nIt adds 1 layer(s)."_s;
    QTest::newRow("skipped stage") << u"FROM a AS b¦x\nFROM c"_s << u"Stage bx, line 1"_s << u"skipped"_s;
    QTest::newRow("stage on a stage") << u"FROM a AS b\nFROM b AS ¦c"_s << u"Stage c, line 2"_s << u"on the stage b"_s;
    QTest::newRow("scratch") << u"FROM scr¦atch"_s << u"scratch"_s << u"Nothing"_s;
    QTest::newRow("image with variables") << u"ARG V=12\nFROM deb¦ian:${V}"_s << u"Image debian:12"_s << u"Tag: 12"_s;
    QTest::newRow("destination") << u"FROM a\nWORKDIR /srv\nCOPY x y¦/"_s << u"/srv/y/"_s << u"come to"_s;
    QTest::newRow("source of a stage") << u"FROM a AS b\nFROM c\nCOPY --from=b ¦x y"_s << u"x"_s << u"stage b"_s;
    QTest::newRow("inline file") << u"FROM a\nCOPY <<E¦ /x\nhello\nE\n"_s << u"E"_s << u"6 B"_s;
    QTest::newRow("download") << u"FROM a\nADD https://exam¦ple.org/x /x"_s << u"https://example.org/x"_s
                              << u"downloads"_s;
}

void TestDescription::describes()
{
    QFETCH(QString, text);
    QFETCH(QString, body);
    const Description description = describedIn(text);
    QTEST(description.title, "title");
    QVERIFY2(description.body.contains(body), qPrintable(description.body));
}

void TestDescription::saysNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << u"¦"_s;
    QTest::newRow("between") << u"FROM a\n¦\nRUN b"_s;
    QTest::newRow("a comment") << u"# so¦ what\nFROM a"_s;
    QTest::newRow("a command") << u"FROM a\nRUN apt-g¦et update"_s;
    QTest::newRow("an unknown instruction") << u"FROM a\nCP¦OY b c"_s;
    QTest::newRow("an unknown flag") << u"FROM a\nCOPY --fr¦m=b c d"_s;
    QTest::newRow("a heredoc") << u"FROM a\nRUN <<E\nRU¦N x\nE"_s;
}

void TestDescription::saysNothing()
{
    QFETCH(QString, text);
    QCOMPARE(describedIn(text).title, QString());
}

void TestDescription::tellsWhatIsUnderTheCursor()
{
    const QString text = u"# escape=`\nFROM debian:12 AS b\nCOPY --chown=1 a b\nRUN echo ${PATH}\n"_s;
    const auto under = [&text](QStringView word) {
        const qsizetype at = text.indexOf(word);
        const Document document = parseDockerfile(text);
        return document.textOf(describeAt(document, planBuild(document), at + 1).range).toString();
    };
    for (const QString &word : {u"escape"_s, u"FROM"_s, u"debian:12"_s, u"COPY"_s, u"--chown"_s, u"PATH"_s})
        QCOMPARE(under(word), word);
}

void TestDescription::tellsValuesOfVariables()
{
    const QString file =
        u"ARG %1V=1\nFROM a:$%2V AS s\nARG V\nENV E=x$%3V\nENV %4E=y\nRUN echo $%5E $%6PATH $%7NONE\nFROM "
        u"s\nWORKDIR $%8E"_s;
    const auto at = [&file](int place) {
        QString text = file;
        for (int i = 1; i <= 8; ++i)
            text.replace(u'%' + QString::number(i), i == place ? u"¦"_s : QString());
        return describedIn(text);
    };
    QCOMPARE(at(1).code, u"1"_s);
    QVERIFY(at(1).body.startsWith(u"Set by ARG in line 1."));
    QCOMPARE(at(2).code, u"1"_s);
    QCOMPARE(at(3).code, u"1"_s);
    QVERIFY(at(3).body.startsWith(u"Set by ARG in line 1."));
    QCOMPARE(at(4).code, u"y"_s); // what it gets
    QCOMPARE(at(5).code, u"y"_s);
    QVERIFY(at(5).body.startsWith(u"Set by ENV in line 5. Containers"));
    QVERIFY(at(6).code.startsWith(u"/usr"));
    QVERIFY(at(6).body.startsWith(u"It comes from the base image."));
    QCOMPARE(at(7).code, QString());
    QVERIFY(at(7).body.contains(u"not set in this file"));
    QCOMPARE(at(8).code, u"y"_s);
    QVERIFY(
        describedIn(u"FROM --platform=$¦BUILDPLATFORM a").body.startsWith(u"Built in: the platform of the builder."));
    QVERIFY(describedIn(u"FROM a\nARG ¦FREE").body.contains(u"no value unless --build-arg"));
}

void TestDescription::tellsOfBuildArguments()
{
    const PlanOptions options{.buildArguments = {{u"V"_s, u"2"_s}, {u"W"_s, u"2"_s}}};
    const LanguageKnowledge knowledge{.buildArguments = options.buildArguments};
    const Description given = describedIn(u"FROM a\nARG V=1\nRUN $¦V", knowledge, options);
    QCOMPARE(given.code, u"2"_s);
    QVERIFY(given.body.contains(u"--build-arg gives it this value"));
    const Description hidden = describedIn(u"FROM a\nARG W=1\nENV W=3\nRUN $¦W", knowledge, options);
    QCOMPARE(hidden.code, u"3"_s);
    QVERIFY(hidden.body.contains(u"does not change it"));
    QVERIFY(!describedIn(u"FROM a\nARG X=1\nRUN $¦X", knowledge, options).body.contains(u"--build-arg"));
}

void TestDescription::tellsOfImages()
{
    const Description parts = describedIn(
        u"FROM ghcr.io/team/t¦ool:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    QVERIFY(parts.body.contains(u"Registry: ghcr.io"));
    QVERIFY(parts.body.contains(u"Repository: team/tool"));
    QVERIFY(parts.body.contains(u"Tag: 1.2"));
    QVERIFY(parts.body.contains(u"Digest: sha256:0123"));
    QVERIFY(describedIn(u"FROM de¦bian").body.contains(u"Tag: latest, because none is said"));
    QCOMPARE(describedIn(u"FROM de¦bian").image, u"debian"_s);

    LanguageKnowledge knowledge;
    knowledge.image = [](const QString &reference) -> std::optional<ImageDescription> {
        if (reference != u"debian:12")
            return std::nullopt;
        return ImageDescription{.bytes = 117'000'000,
                                .layers = 1,
                                .created = u"yesterday"_s,
                                .platform = u"linux/amd64"_s,
                                .environment = {u"A=1"_s},
                                .command = {u"bash"_s, u"-l"_s}};
    };
    const Description facts = describedIn(u"FROM a AS x\nCOPY --from=debi¦an:12 /etc /", knowledge);
    QCOMPARE(facts.body, u"Size: 117 MB\nLayers: 1\nCreated: yesterday\nPlatform: linux/amd64"_s);
    QCOMPARE(facts.code, u"CMD [\"bash\",\"-l\"]\nENV A=1"_s);
    QCOMPARE(facts.image, QString());
    QCOMPARE(describedIn(u"FROM de¦bian:11", knowledge).image, u"debian:11"_s);
}

void TestDescription::tellsWhatIsCopied()
{
    const ContextFolder folder;
    folder.write("src/a", QByteArray(600, 'x'));
    folder.write("src/b", QByteArray(400, 'x'));
    folder.write("key.pem");
    folder.write(".dockerignore", "# secrets\n*.pem\n");
    const LanguageKnowledge knowledge{.context = std::make_shared<ContextScan>(folder.scan())};
    QCOMPARE(describedIn(u"FROM a\nARG D=src\nCOPY ${D}¦/ /x/", knowledge).body, u"It takes 2 file(s), 1 kB."_s);
    QCOMPARE(describedIn(u"FROM a\nCOPY src/* key¦.pem /x/", knowledge).body,
             u"It is kept from the builder by line 2: *.pem."_s);
    QVERIFY(describedIn(u"FROM a\nCOPY no¦thing /x/", knowledge).body.contains(u"no such file"));
    QVERIFY(describedIn(u"FROM a\nCOPY *.¦txt /x/", knowledge).body.contains(u"Nothing"));
    QVERIFY(describedIn(u"FROM a\nCOPY sr¦c /x/").body.contains(u"build context"));
}

void TestDescription::answersEverywhere()
{
    const QString text =
        u"# check=skip=all,\nARG A=1\nFROM --platform=$X a AS b\nCOPY --from=b --chown=${A:-1} [\"x\", "
        u"\"y\"]\nRUN --mount=type=cache,,target=/x,from=b <<E cat \\\n  # c\n\n  b\n$A\nE\nONBUILD ONBUILD "
        u"RUN $\nHEALTHCHECK --interval=1s CMD x\nENV A\nADD $A\nFROM $Q\nLABEL\n"_s;
    const LanguageKnowledge knowledge{.buildArguments = {{u"A"_s, u"2"_s}}};
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const Document document = parseDockerfile(text.first(length));
        const BuildPlan older = planBuild(parseDockerfile(text.first(length / 2)));
        for (qsizetype offset = 0; offset <= length; ++offset) {
            const Description description = describeAt(document, older, offset, knowledge);
            QVERIFY(description.range.begin <= description.range.end && description.range.end <= length);
        }
    }
}

void TestDescription::isQuickInALongFile()
{
    QString text = u"ARG V=1\nFROM a AS base\nARG V\n"_s;
    for (int i = 0; i < 5000; ++i)
        text += i % 50 == 0 ? u"RUN echo $V $PATH\n"_s : u"COPY --from=base file%1 ${PATH}/\n"_s.arg(i);
    const Document document = parseDockerfile(text);
    const BuildPlan plan = planBuild(document);
    const qsizetype variable = text.lastIndexOf(u"$V") + 1, stage = text.lastIndexOf(u"=base") + 1;
    const std::clock_t start = std::clock();
    QCOMPARE(describeAt(document, plan, variable).code, u"1"_s);
    QVERIFY(describeAt(document, plan, stage).title.startsWith(u"Stage base"));
    const double milliseconds = double(std::clock() - start) * 1000 / CLOCKS_PER_SEC / 2;
    QVERIFY2(milliseconds < 200, qPrintable(QString::number(milliseconds)));
    qInfo("a description in 5,000 lines takes %.2f ms", milliseconds);
}

STRATA_TEST(TestDescription)
#include "tst_description.moc"
