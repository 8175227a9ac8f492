// SPDX-License-Identifier: GPL-3.0-or-later
#include "markedtext.h"

#include "../contextfolder.h"
#include "dockerfile/language/completion.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

#include <algorithm>
#include <ctime>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

struct Completed
{
    Completions answer;
    QString replaced; ///< what would be

    QStringList labels() const
    {
        QStringList list;
        for (const Proposal &item : answer.items)
            list.append(item.label);
        return list;
    }
    std::optional<Proposal> item(const QString &label) const
    {
        const auto found = std::ranges::find(answer.items, label, &Proposal::label);
        return found == answer.items.end() ? std::nullopt : std::optional(*found);
    }
};

LanguageKnowledge someKnowledge()
{
    return {.images = {{u"python:3.12-slim"_s, 130'000'000},
                       {u"python:3.13"_s, -1},
                       {u"localhost:5000/shop/api:v2"_s, 1000}},
            .image = {},
            .context = {},
            .buildArguments = {},
            .secrets = {u"npmrc"_s}};
}

Completed completed(QStringView marked, const LanguageKnowledge &knowledge = someKnowledge())
{
    const MarkedText at(marked);
    const Document document = parseDockerfile(at.text);
    Completed result{completeDockerfile(document, planBuild(document), at.offset, knowledge), {}};
    result.replaced = at.text.sliced(result.answer.from, at.offset - result.answer.from);
    return result;
}

} // namespace

class TestDockerfileCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposes_data();
    void proposes();
    void proposesNothing_data();
    void proposesNothing();
    void keepsTheCaseOfTheFile();
    void insertsWhatIsMissing();
    void showsValuesOfVariables();
    void scopesVariables();
    void asksForWhatItDoesNotKnow();
    void leavesUsedFlagsOut();
    void proposesFilesOfTheContext();
    void proposesManyFiles();
    void answersEverywhere();
    void takesAnOlderPlan();
    void isQuickInALongFile();
};

void TestDockerfileCompletion::proposes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("replaced");
    QTest::addColumn<QStringList>("labels"); ///< that must be there
    const QString from = u"FROM a\n"_s;

    QTest::newRow("empty file") << u"¦"_s << u""_s << QStringList{u"FROM"_s, u"ARG"_s};
    QTest::newRow("line") << QString(from + u"RU¦\n") << u"RU"_s << QStringList{u"RUN"_s, u"COPY"_s, u"WORKDIR"_s};
    QTest::newRow("indented") << QString(from + u"  WO¦") << u"WO"_s << QStringList{u"WORKDIR"_s};
    QTest::newRow("above others") << QString(from + u"¦\nRUN b") << u""_s << QStringList{u"RUN"_s};
    QTest::newRow("trigger") << QString(from + u"ONBUILD CO¦") << u"CO"_s << QStringList{u"COPY"_s, u"RUN"_s};
    QTest::newRow("empty trigger") << QString(from + u"ONBUILD ¦") << u""_s << QStringList{u"COPY"_s};
    QTest::newRow("healthcheck") << QString(from + u"HEALTHCHECK ¦") << u""_s << QStringList{u"CMD"_s, u"NONE"_s};
    QTest::newRow("healthcheck with flags")
        << QString(from + u"HEALTHCHECK --interval=5s C¦") << u"C"_s << QStringList{u"CMD"_s};
    QTest::newRow("healthcheck flag") << QString(from + u"HEALTHCHECK --¦") << u"--"_s
                                      << QStringList{u"--interval"_s, u"--retries"_s};

    QTest::newRow("flags") << QString(from + u"COPY --¦") << u"--"_s
                           << QStringList{u"--from"_s, u"--chown"_s, u"--link"_s, u"--parents"_s};
    QTest::newRow("one hyphen") << QString(from + u"COPY -¦ a b") << u"-"_s << QStringList{u"--from"_s};
    QTest::newRow("flags of a trigger") << QString(from + u"ONBUILD COPY --f¦") << u"--f"_s << QStringList{u"--from"_s};
    QTest::newRow("flag in the second line") << QString(from + u"RUN --network=none \\\n  # why\n  --mo¦ \\\n  make")
                                             << u"--mo"_s << QStringList{u"--mount"_s};
    QTest::newRow("flag value") << QString(from + u"RUN --network=n¦") << u"n"_s << QStringList{u"none"_s, u"host"_s};
    QTest::newRow("platform") << u"FROM --platform=¦ a"_s << u""_s
                              << QStringList{u"linux/arm64"_s, u"$BUILDPLATFORM"_s};
    QTest::newRow("chmod") << QString(from + u"COPY --chmod=¦") << u""_s << QStringList{u"755"_s};
    QTest::newRow("chown") << QString(from + u"USER me\nCOPY --chown=¦") << u""_s << QStringList{u"me"_s};
    QTest::newRow("bool") << QString(from + u"COPY --link=¦") << u""_s << QStringList{u"true"_s, u"false"_s};

    const QString mount = from + u"RUN --mount=";
    QTest::newRow("mount") << QString(mount + u"¦") << u""_s << QStringList{u"type="_s, u"target="_s, u"from="_s};
    QTest::newRow("mount type") << QString(mount + u"type=c¦") << u"c"_s << QStringList{u"cache"_s, u"secret"_s};
    QTest::newRow("cache options") << QString(mount + u"type=cache,¦") << u""_s
                                   << QStringList{u"target="_s, u"sharing="_s, u"id="_s, u"uid="_s};
    QTest::newRow("cache target") << QString(mount + u"type=cache,target=/ro¦ x") << u"/ro"_s
                                  << QStringList{u"/root/.cache/pip"_s};
    QTest::newRow("sharing") << QString(mount + u"type=cache,sharing=¦") << u""_s << QStringList{u"locked"_s};
    QTest::newRow("secret id") << QString(mount + u"type=secret,id=t a\nRUN --mount=type=secret,id=¦") << u""_s
                               << QStringList{u"t"_s, u"npmrc"_s};
    QTest::newRow("mount from") << u"FROM a AS b\nFROM c\nRUN --mount=from=¦"_s << u""_s
                                << QStringList{u"b"_s, u"python:3.13"_s};
    QTest::newRow("mount source of a stage")
        << u"FROM a AS b\nWORKDIR /w\nFROM c\nRUN --mount=from=b,source=/¦"_s << u"/"_s << QStringList{u"/w/"_s};
    QTest::newRow("second mount") << QString(mount + u"type=ssh --mount=type=tmpfs,s¦") << u"s"_s
                                  << QStringList{u"size="_s};

    QTest::newRow("image") << u"FROM py¦"_s << u"py"_s << QStringList{u"python:3.12-slim"_s, u"scratch"_s};
    QTest::newRow("stage") << u"FROM a AS one\nFROM b AS two\nFROM ¦"_s << u""_s << QStringList{u"two"_s, u"one"_s};
    QTest::newRow("tag") << u"FROM python:3¦"_s << u"3"_s << QStringList{u"3.12-slim"_s, u"3.13"_s};
    QTest::newRow("tag with a port") << u"FROM localhost:5000/shop/api:¦"_s << u""_s << QStringList{u"v2"_s};
    QTest::newRow("as") << u"FROM a ¦"_s << u""_s << QStringList{u"AS"_s};
    QTest::newRow("copy from") << u"FROM a\nFROM b AS c\nFROM d\nCOPY --from=¦"_s << u""_s
                               << QStringList{u"c"_s, u"0"_s, u"python:3.13"_s};

    QTest::newRow("destination") << QString(from + u"WORKDIR /srv\nCOPY a ¦") << u""_s
                                 << QStringList{u"./"_s, u"/srv/"_s};
    QTest::newRow("copy of a stage") << u"FROM a AS b\nWORKDIR /src\nCOPY x /out/\nFROM c\nCOPY --from=b ¦"_s << u""_s
                                     << QStringList{u"/src/"_s, u"/out/"_s};
    QTest::newRow("workdir") << QString(from + u"WORKDIR /one\nWORKDIR /¦") << u"/"_s
                             << QStringList{u"/one/"_s, u"/app"_s};
    QTest::newRow("port") << QString(from + u"EXPOSE 80 ¦") << u""_s << QStringList{u"8080"_s, u"53/udp"_s};
    QTest::newRow("protocol") << QString(from + u"EXPOSE 53/¦") << u""_s << QStringList{u"tcp"_s, u"udp"_s, u"sctp"_s};
    QTest::newRow("signal") << QString(from + u"STOPSIGNAL SIG¦") << u"SIG"_s
                            << QStringList{u"SIGTERM"_s, u"SIGQUIT"_s};
    QTest::newRow("user") << QString(from + u"RUN useradd -r ann && adduser -D \"bob\"\nUSER ¦") << u""_s
                          << QStringList{u"ann"_s, u"bob"_s, u"nobody"_s};
    QTest::newRow("shell") << QString(from + u"SHELL ¦") << u""_s
                           << QStringList{uR"(["/bin/bash", "-o", "pipefail", "-c"])"_s};
    QTest::newRow("label") << QString(from + u"LABEL org.¦") << u"org."_s
                           << QStringList{u"org.opencontainers.image.title"_s};
    QTest::newRow("argument") << u"ARG ¦"_s << u""_s << QStringList{u"TARGETARCH"_s};
    QTest::newRow("argument of a stage") << u"ARG V=1\nFROM a\nARG ¦"_s << u""_s
                                         << QStringList{u"V"_s, u"TARGETARCH"_s};
    QTest::newRow("exec form") << QString(from + u"CMD ¦") << u""_s << QStringList{u"[\"…\"]"_s};

    QTest::newRow("variable") << QString(from + u"ENV A=1\nRUN echo $¦") << u""_s
                              << QStringList{u"A"_s, u"PATH"_s, u"HTTP_PROXY"_s};
    QTest::newRow("begun") << QString(from + u"ENV ALL=1\nWORKDIR /x/$A¦/y") << u"A"_s << QStringList{u"ALL"_s};
    QTest::newRow("braces") << QString(from + u"ENV ALL=1\nWORKDIR ${AL¦") << u"AL"_s << QStringList{u"ALL"_s};
    QTest::newRow("forms") << QString(from + u"ENV ALL=1\nWORKDIR ${ALL¦") << u"ALL"_s
                           << QStringList{u"ALL"_s, u"ALL:-"_s, u"ALL:+"_s, u"ALL#"_s};
    QTest::newRow("operation") << QString(from + u"WORKDIR ${ALL:¦") << u"ALL:"_s
                               << QStringList{u"ALL:-"_s, u"ALL:?"_s};
    QTest::newRow("in quotes") << QString(from + u"ENV A=1 B=\"x $¦\"") << u""_s << QStringList{u"PATH"_s};
    QTest::newRow("in a flag") << QString(from + u"ENV A=1\nCOPY --chown=$¦ a b") << u""_s << QStringList{u"A"_s};
    QTest::newRow("for FROM") << u"ARG V=1\nFROM a:$¦"_s << u""_s << QStringList{u"V"_s, u"TARGETARCH"_s};
    QTest::newRow("in a file") << QString(from + u"ENV A=1\nCOPY <<E /x\nhello $¦\nE\n") << u""_s
                               << QStringList{u"A"_s};
    QTest::newRow("in a script") << QString(from + u"ENV A=1\nRUN <<E\nhello ${¦\nE\n") << u""_s << QStringList{u"A"_s};

    QTest::newRow("directive") << u"# ¦"_s << u""_s << QStringList{u"syntax="_s, u"escape="_s, u"check="_s};
    QTest::newRow("begun directive") << u"# syntax=x\n# esc¦\nFROM a"_s << u"esc"_s
                                     << QStringList{u"escape="_s, u"check="_s};
    QTest::newRow("syntax") << u"# syntax=¦"_s << u""_s << QStringList{u"docker/dockerfile:1"_s};
    QTest::newRow("escape") << u"# escape = ¦"_s << u""_s << QStringList{u"`"_s};
    QTest::newRow("check") << u"# check=¦"_s << u""_s << QStringList{u"skip="_s, u"error=true"_s};
    QTest::newRow("rules") << u"# check=skip=StageNameCasing,JS¦;error=true"_s << u"JS"_s
                           << QStringList{u"JSONArgsRecommended"_s, u"all"_s, u"AptRecommends"_s};
    QTest::newRow("rules of a line") << QString(from + u"# check=skip=¦\nRUN b") << u""_s
                                     << QStringList{u"UndefinedVar"_s};
    QTest::newRow("hadolint") << QString(from + u"# hadolint ignore=DL3008,D¦\nRUN b") << u"D"_s
                              << QStringList{u"DL3009"_s};
}

void TestDockerfileCompletion::proposes()
{
    QFETCH(QString, text);
    QFETCH(QStringList, labels);
    const Completed result = completed(text);
    QTEST(result.replaced, "replaced");
    const QStringList there = result.labels();
    for (const QString &label : std::as_const(labels))
        QVERIFY2(there.contains(label), qPrintable(label + u" is not in " + there.join(u' ')));
}

void TestDockerfileCompletion::proposesNothing_data()
{
    QTest::addColumn<QString>("text");
    const QString from = u"FROM a\n"_s;
    QTest::newRow("a comment") << QString(from + u"# words ¦");
    QTest::newRow("a comment inside") << QString(from + u"RUN a \\\n# $¦\n b");
    QTest::newRow("a command") << QString(from + u"RUN apt-get ¦");
    QTest::newRow("single quotes") << QString(from + u"ENV A='$¦'");
    QTest::newRow("an escaped dollar") << QString(from + u"WORKDIR \\$¦");
    QTest::newRow("a quoted heredoc") << QString(from + u"COPY <<'E' /x\n$¦\nE\n");
    QTest::newRow("a heredoc") << QString(from + u"RUN <<E\nRU¦\nE\n");
    QTest::newRow("an open heredoc") << QString(from + u"RUN <<E\n\n¦");
    QTest::newRow("the name of a stage") << u"FROM a AS ¦"_s;
    QTest::newRow("an unknown flag") << QString(from + u"COPY --frm=¦");
    QTest::newRow("an unknown instruction") << QString(from + u"CPOY ¦");
    QTest::newRow("a flag behind the sources") << QString(from + u"RUN make --¦");
    QTest::newRow("maintainer") << QString(from + u"MAINTAINER ¦");
    QTest::newRow("a digest") << u"FROM a@sha¦"_s;
    QTest::newRow("directives too late") << u"\n# syntax=¦\nFROM a"_s;
}

void TestDockerfileCompletion::proposesNothing()
{
    QFETCH(QString, text);
    QCOMPARE(completed(text).labels(), QStringList());
}

void TestDockerfileCompletion::keepsTheCaseOfTheFile()
{
    QVERIFY(completed(u"from a\nru¦").item(u"run"_s));
    QVERIFY(completed(u"FROM a\nru¦").item(u"RUN"_s)); // the file decides
    QVERIFY(completed(u"fr¦").item(u"from"_s));        // what is typed does
    QVERIFY(completed(u"from a ¦").item(u"as"_s));
    QVERIFY(completed(u"from a\nhealthcheck ¦").item(u"none"_s));
}

void TestDockerfileCompletion::insertsWhatIsMissing()
{
    QCOMPARE(completed(u"FROM a\nRU¦").item(u"RUN"_s)->insertText, u"RUN "_s);
    QCOMPARE(completed(u"FROM a\nRU¦ b").item(u"RUN"_s)->insertText, u"RUN"_s);
    QCOMPARE(completed(u"FROM a\nCOPY --f¦").item(u"--from"_s)->insertText, u"--from="_s);
    QCOMPARE(completed(u"FROM a\nCOPY --l¦").item(u"--link"_s)->insertText, u"--link "_s);
    QCOMPARE(completed(u"FROM a\nENV A=1\nUSER ${¦").item(u"A"_s)->insertText, u"A}"_s);
    QCOMPARE(completed(u"FROM a\nENV A=1\nUSER ${¦}").item(u"A"_s)->insertText, u"A"_s);
    const Proposal form = *completed(u"FROM a\nENV A=1\nUSER ${A¦").item(u"A:-"_s);
    QCOMPARE(form.insertText, u"A:-}"_s);
    QCOMPARE(form.cursor, 3);
    QCOMPARE(completed(u"#¦").item(u"syntax="_s)->insertText, u" syntax="_s);
}

void TestDockerfileCompletion::showsValuesOfVariables()
{
    const Completed result = completed(
        u"ARG BASE=12\nFROM a\nARG BASE\nARG FREE\nENV DIR=/srv/$BASE LATE=1\nRUN $¦\nENV DIR=2\n");
    QCOMPARE(result.item(u"BASE"_s)->detail, u"12"_s);
    QCOMPARE(result.item(u"DIR"_s)->detail, u"/srv/12"_s);
    QCOMPARE(result.item(u"FREE"_s)->detail, u"no value yet"_s);
    QVERIFY(result.item(u"PATH"_s)->detail.startsWith(u'/'));
}

void TestDockerfileCompletion::scopesVariables()
{
    const QString file =
        u"ARG GLOBAL=1\nFROM a AS b\nENV INB=1\nFROM b AS c\nENV INC=1\nRUN $%1\nENV BELOW=1\nFROM d\nRUN $%2"_s;
    QStringList there = completed(file.arg(u"¦", u"")).labels();
    QVERIFY(there.contains(u"INB"));
    QVERIFY(there.contains(u"INC"));
    QVERIFY(!there.contains(u"BELOW"));
    QVERIFY(!there.contains(u"GLOBAL"));
    QVERIFY(!there.contains(u"TARGETARCH"));
    there = completed(file.arg(u"", u"¦")).labels();
    QVERIFY(!there.contains(u"INB"));
    QVERIFY(!completed(u"ARG A=$¦\nARG LATER=1\nFROM a").item(u"LATER"_s));
    QVERIFY(completed(u"ARG A=1\nARG B=$¦\nFROM a").item(u"A"_s));
}

void TestDockerfileCompletion::asksForWhatItDoesNotKnow()
{
    using Kind = CompletionWant::Kind;
    QCOMPARE(completed(u"FROM py¦").answer.wants, (QList<CompletionWant>{{Kind::Images, u"py"_s}}));
    QCOMPARE(completed(u"FROM p¦").answer.wants, QList<CompletionWant>());
    QCOMPARE(completed(u"FROM ghcr.io/a/b:1¦").answer.wants, (QList<CompletionWant>{{Kind::Tags, u"ghcr.io/a/b"_s}}));
    QCOMPARE(completed(u"FROM a\nCOPY --from=ngi¦").answer.wants, (QList<CompletionWant>{{Kind::Images, u"ngi"_s}}));
    QCOMPARE(completed(u"FROM a:$¦").answer.wants, QList<CompletionWant>());
    QCOMPARE(completed(u"FROM python:¦").item(u"3.12-slim"_s)->detail, u"130 MB"_s);
}

void TestDockerfileCompletion::leavesUsedFlagsOut()
{
    const QStringList copy = completed(u"FROM a\nCOPY --from=b --exclude=c --¦").labels();
    QVERIFY(!copy.contains(u"--from"));
    QVERIFY(copy.contains(u"--exclude")); // any number of times
    const QStringList mount = completed(u"FROM a\nRUN --mount=type=bind,dst=/x,¦").labels();
    QVERIFY(!mount.contains(u"type="));
    QVERIFY(!mount.contains(u"target=")); // dst is another name for it
    QVERIFY(!mount.contains(u"sharing="));
    QVERIFY(mount.contains(u"source="));
}

void TestDockerfileCompletion::proposesFilesOfTheContext()
{
    const ContextFolder folder;
    folder.write("src/main.c", QByteArray(1500, 'x'));
    folder.write("src/lib/a.h");
    folder.write("secret.txt");
    folder.write("readme.md");
    folder.write("a b");
    folder.write(".dockerignore", "secret.txt\nsrc/lib\n");
    const LanguageKnowledge knowledge{.context = std::make_shared<ContextScan>(folder.scan())};

    Completed result = completed(u"FROM a\nCOPY ¦", knowledge);
    QCOMPARE(result.labels(), (QStringList{u".dockerignore"_s, u"readme.md"_s, u"src/"_s}));
    QCOMPARE(result.item(u"src/"_s)->kind, Proposal::Kind::Folder);
    result = completed(u"FROM a\nCOPY readme.md ./src/m¦", knowledge);
    QCOMPARE(result.replaced, u"m"_s);
    QCOMPARE(result.labels(), QStringList{u"main.c"_s});
    QCOMPARE(result.item(u"main.c"_s)->detail, u"1.5 kB"_s);
    QCOMPARE(completed(u"FROM a\nCOPY [\"src/¦", knowledge).labels(), QStringList{u"main.c"_s});
    QCOMPARE(completed(u"FROM a\nCOPY nowhere/¦", knowledge).labels(), QStringList());
    QCOMPARE(completed(u"FROM a\nRUN --mount=type=bind,source=src/¦", knowledge).labels(), QStringList{u"main.c"_s});
    QCOMPARE(completed(u"FROM a\nADD re¦", knowledge).labels().first(), u"readme.md"_s); // what begins so comes first
}

void TestDockerfileCompletion::proposesManyFiles()
{
    const ContextFolder folder;
    for (int i = 0; i < 700; ++i)
        folder.write("f" + QByteArray::number(i), "");
    folder.write("z", "");
    const LanguageKnowledge knowledge{.context = std::make_shared<ContextScan>(folder.scan())};
    const Completed all = completed(u"FROM a\nCOPY ¦", knowledge);
    QCOMPARE(all.answer.items.size(), 500);
    QVERIFY(!all.answer.isComplete);
    QVERIFY(completed(u"FROM a\nCOPY z¦", knowledge).item(u"z"_s));
}

void TestDockerfileCompletion::answersEverywhere()
{
    const QString text = u"# check=skip=all\nARG A=1\nFROM --platform=$X a AS b\nCOPY --from=b --chown=${A:-1} [\"x\", "
                         u"\"y\"]\nRUN --mount=type=cache,target=/x <<E cat \\\n  # c\n\n  b\n$A\nE\nONBUILD ONBUILD "
                         u"RUN $\nHEALTHCHECK --interval=1s CMD x\nENV A\nLABEL\n"_s;
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const QString part = text.first(length);
        const Document document = parseDockerfile(part);
        const BuildPlan plan = planBuild(document);
        for (qsizetype offset = 0; offset <= length; ++offset) {
            const Completions answer = completeDockerfile(document, plan, offset, someKnowledge());
            QVERIFY(answer.from >= 0 && answer.from <= offset);
        }
    }
}

void TestDockerfileCompletion::takesAnOlderPlan()
{
    const MarkedText at(u"FROM a\nENV A=1\nFROM b\nFROM c\nRUN $¦");
    const Document document = parseDockerfile(at.text);
    for (const QString &before : {QString(), u"FROM a"_s, u"FROM a\nFROM b\nFROM c\nENV B=1\nENV C=1\nFROM d"_s})
        QCOMPARE(completeDockerfile(document, planBuild(parseDockerfile(before)), at.offset).from, at.offset);
}

void TestDockerfileCompletion::isQuickInALongFile()
{
    QString text = u"FROM a AS s0\n"_s;
    for (int i = 1; i < 5000; ++i)
        text += i % 500 == 0 ? u"FROM s%1 AS s%2\n"_s.arg(i / 500 - 1).arg(i / 500)
                             : u"RUN echo $PATH && make x%1\n"_s.arg(i);
    const qsizetype offset = text.size();
    text += u"COPY --from=\nRUN $\n"_s;
    const Document document = parseDockerfile(text);
    const BuildPlan plan = planBuild(document);
    const std::clock_t start = std::clock();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(!completeDockerfile(document, plan, offset + 12, someKnowledge()).items.isEmpty());
        QVERIFY(!completeDockerfile(document, plan, offset + 18, someKnowledge()).items.isEmpty());
        QVERIFY(!completeDockerfile(document, plan, offset + 1, someKnowledge()).items.isEmpty());
    }
    const double milliseconds = double(std::clock() - start) * 1000 / CLOCKS_PER_SEC / 60;
    QVERIFY2(milliseconds < 40, qPrintable(QString::number(milliseconds)));
    qInfo("a completion in 5,000 lines takes %.2f ms", milliseconds);
}

STRATA_TEST(TestDockerfileCompletion)
#include "tst_dockerfilecompletion.moc"
