// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/reconstruction.h"
#include "support/testprogram.h"

#include <QTest>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// Each line begins with `L ` or `. `: with a layer or without one.
QList<HistoryLine> linesOfHistory(const QStringList &lines)
{
    QList<HistoryLine> history;
    for (const QString &line : lines)
        history.append({.createdBy = line.sliced(2), .isEmptyLayer = line.startsWith(u'.')});
    return history;
}

/// The instructions that came out of it, without FROM and comments.
QStringList instructionsOf(const QString &dockerfile)
{
    const Document document = parseDockerfile(dockerfile);
    QStringList instructions;
    for (const Instruction &instruction : document.instructions.sliced(1))
        instructions.append(document.textOf(instruction.range).toString());
    return instructions;
}

QStringList commentsOf(const QString &dockerfile)
{
    QStringList comments;
    for (const Comment &comment : parseDockerfile(dockerfile).comments)
        comments.append(comment.text);
    return comments;
}

} // namespace

class TestReconstruction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void tellsWhatIsNotKnown_data();
    void tellsWhatIsNotKnown();
    void beginsWithTheBase();
    void addsWhatTheConfigurationHas();
    void makesTheSameHistory_data();
    void makesTheSameHistory();
    void parsesWhateverItReads_data();
    void parsesWhateverItReads();
};

void TestReconstruction::readsLines_data()
{
    QTest::addColumn<QStringList>("history");
    QTest::addColumn<QStringList>("instructions");

    const auto line = [](const char *name, const QString &createdBy, const QString &instruction) {
        QTest::newRow(name) << QStringList{createdBy} << QStringList{instruction};
    };
    line("RUN", u"L RUN /bin/sh -c make   all # buildkit"_s, u"RUN make   all"_s);
    line("RUN of the classic builder", u"L /bin/sh -c make all"_s, u"RUN make all"_s);
    line("RUN of another builder", u"L RUN apk add curl"_s, u"RUN apk add curl"_s);
    line("a script", u"L RUN /bin/sh -c one\n  two\n # buildkit"_s, u"RUN <<EOF\none\n  two\nEOF"_s);
    line("a script with such a mark", u"L RUN /bin/sh -c one\nEOF\n # buildkit"_s, u"RUN <<EOFF\none\nEOF\nEOFF"_s);
    line("documents", u"L RUN /bin/sh -c cat <<A >/f\none\nA # buildkit"_s, u"RUN cat <<A >/f\none\nA"_s);
    line("COPY", u"L COPY --chown=1:2 a b /c/ # buildkit"_s, u"COPY --chown=1:2 a b /c/"_s);
    line("WORKDIR", u"L WORKDIR /a$b"_s, u"WORKDIR /a\\$b"_s);
    line("CMD in a shell", u". CMD [\"/bin/sh\" \"-c\" \"echo \\\"hi\\\" $X\"]"_s, u"CMD echo \"hi\" $X"_s);
    line("CMD", u". /bin/sh -c #(nop)  CMD [\"a\\tb\" \"c d\" \"\\u00ad\"]"_s,
         u"CMD [\"a\\tb\", \"c d\", \"\u00ad\"]"_s);
    line("typed", u". /bin/sh -c #(nop) CMD [\"a\", \"b\"]"_s, u"CMD [\"a\", \"b\"]"_s);
    line("typed ENV", u". /bin/sh -c #(nop) ENV a=\"$b c\""_s, u"ENV a=\"$b c\""_s);
    line("EXPOSE", u". EXPOSE map[443/tcp:{} 80/tcp:{}]"_s, u"EXPOSE 443/tcp 80/tcp"_s);
    line("EXPOSE, newest", u". EXPOSE [443/tcp 80/tcp]"_s, u"EXPOSE 443/tcp 80/tcp"_s);
    line("VOLUME", u". VOLUME [/a b /c]"_s, u"VOLUME [\"/a b\", \"/c\"]"_s);
    line("SHELL", u". SHELL [/bin/sh -e -c]"_s, u"SHELL [\"/bin/sh\", \"-e\", \"-c\"]"_s);
    line("MAINTAINER", u". MAINTAINER me  <a@b>"_s, u"MAINTAINER me  <a@b>"_s);
    line("USER", u". /bin/sh -c #(nop)  USER a\"b"_s, u"USER a\\\"b"_s);
    line("ONBUILD", u". /bin/sh -c #(nop)  ONBUILD RUN x $y"_s, u"ONBUILD RUN x $y"_s);
    line("HEALTHCHECK", uR"(. HEALTHCHECK &{["CMD-SHELL" "echo \"x\""] "1m30s" "0s" "0s" "1s" '\x02'})"_s,
         u"HEALTHCHECK --interval=1m30s --start-interval=1s --retries=2 CMD echo \"x\""_s);
    line("HEALTHCHECK of old", uR"(. /bin/sh -c #(nop)  HEALTHCHECK &{["CMD" "a" "b c"] "0s" "5s" "0s" '"'})"_s,
         u"HEALTHCHECK --timeout=5s --retries=34 CMD [\"a\", \"b c\"]"_s);
    line(
        "HEALTHCHECK, newest",
        u". HEALTHCHECK {Test:[CMD-SHELL echo x] Interval:1m0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}"_s,
        u"HEALTHCHECK --interval=1m0s CMD echo x"_s);
    line("no HEALTHCHECK", uR"(. HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\x00'})"_s, u"HEALTHCHECK NONE"_s);
    line("ENV", u". ENV V=1 W=two words C=$x\\ U="_s, u"ENV V=1 W=\"two words C=\\$x\\\\\" U=\"\""_s);
    line("LABEL", u". LABEL a=b c com.x=say \"x\""_s, u"LABEL a=\"b c\" com.x=\"say \\\"x\\\"\""_s);

    QTest::newRow("another shell") << QStringList{u"L RUN /bin/bash -o pipefail -c make # buildkit"_s,
                                                  u"L RUN /bin/bash -o pipefail -c more # buildkit"_s}
                                   << QStringList{u"SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]"_s,
                                                  u"RUN make"_s, u"RUN more"_s};
    QTest::newRow("arguments that were declared")
        << QStringList{u". ARG A=1 B"_s, u"L RUN |2 A=1 B= /bin/sh -c x # buildkit"_s}
        << QStringList{u"ARG A=1 B"_s, u"RUN x"_s};
    QTest::newRow("arguments with another value")
        << QStringList{u". ARG A=1"_s, u"L RUN |1 A=two 2 /bin/sh -c x # buildkit"_s,
                       u"L RUN |1 A=two 2 /bin/sh -c y # buildkit"_s}
        << QStringList{u"ARG A=1"_s, u"ARG A=\"two 2\""_s, u"RUN x"_s, u"RUN y"_s};
    QTest::newRow("arguments that nobody declared") << QStringList{u"L |2 A=1 TARGETARCH=amd64 /bin/sh -c x"_s}
                                                    << QStringList{u"ARG A=1"_s, u"ARG TARGETARCH"_s, u"RUN x"_s};
    QTest::newRow("arguments without quotes")
        << QStringList{u". ARG A=1 C=q d D"_s, u"L |3 A=1 C=q d D=3 /bin/sh -c x"_s}
        << QStringList{u"ARG A=1 C=\"q d\" D"_s, u"ARG D=3"_s, u"RUN x"_s};
    QTest::newRow("a shell that was set")
        << QStringList{u". SHELL [my shell -x]"_s, u"L RUN |1 A=1 my shell -x make # buildkit"_s,
                       u". CMD [\"my\" \"shell\" \"-x\" \"go\"]"_s}
        << QStringList{u"SHELL [\"my\", \"shell\", \"-x\"]"_s, u"ARG A=1"_s, u"RUN make"_s, u"CMD go"_s};
}

void TestReconstruction::readsLines()
{
    QFETCH(QStringList, history);
    QFETCH(QStringList, instructions);
    const ImageFacts image{.history = linesOfHistory(history),
                           .environment = {u"V=1"_s, u"W=two words C=$x\\"_s, u"U="_s},
                           .volumes = {u"/a b"_s, u"/c"_s},
                           .labels = {{u"a"_s, u"b c"_s}, {u"com.x"_s, u"say \"x\""_s}}};
    const QString text = dockerfileFromHistory(image, {.reference = u"base"_s});
    QCOMPARE(instructionsOf(text), instructions);
    QVERIFY(!parseDockerfile(text).firstError());
}

void TestReconstruction::tellsWhatIsNotKnown_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("comment");

    QTest::newRow("classic copy") << u"L /bin/sh -c #(nop) ADD file:12ab in / "_s << u"ADD file:12ab in /"_s;
    QTest::newRow("classic copy with an owner")
        << u"L /bin/sh -c #(nop) COPY --chown=1:2 multi:12ab in /x/ "_s << u"COPY --chown=1:2 multi:12ab in /x/"_s;
    QTest::newRow("inline file") << u"L COPY <<EOF a /x/ # buildkit"_s << u"COPY <<EOF a /x/"_s;
    QTest::newRow("script file") << u"L RUN /bin/sh -c /dev/pipes/EOF # buildkit"_s << u"script"_s;
    QTest::newRow("committed") << u"L bash"_s << u"bash"_s;
    QTest::newRow("nothing") << u"L "_s << u"A layer of which the history says nothing."_s;
    QTest::newRow("Bazel") << u"L bazel build ...\nsecond"_s << u"second"_s;
    QTest::newRow("Buildah's script") << u"L /bin/sh -c <<EOF"_s << u"RUN <<EOF"_s;
}

void TestReconstruction::tellsWhatIsNotKnown()
{
    QFETCH(QString, line);
    QFETCH(QString, comment);
    const QString text = dockerfileFromHistory({.history = linesOfHistory({line})});
    QCOMPARE(instructionsOf(text), QStringList());
    const QStringList comments = commentsOf(text);
    QVERIFY2(comments.join(u'\n').contains(comment), qPrintable(text));
    QVERIFY(comments.first().contains(u"Reconstructed"));
}

void TestReconstruction::beginsWithTheBase()
{
    const ImageFacts image{
        .history = linesOfHistory({u"L ADD rootfs.tar / # buildkit"_s, u". CMD [\"bash\"]"_s, u". USER me"_s}),
        .environment = {u"OF_BASE=1"_s},
        .labels = {{u"of-base"_s, u"1"_s}}};
    const QString known = dockerfileFromHistory(image, {u"debian:13"_s, 2});
    QVERIFY2(known.contains(u"\nFROM debian:13\n"), qPrintable(known));
    QCOMPARE(instructionsOf(known), QStringList{u"USER me"_s});
    QCOMPARE(instructionsOf(dockerfileFromHistory(image, {u"debian:13"_s, 99})), QStringList());
    const QString unknown = dockerfileFromHistory(image);
    QVERIFY2(unknown.contains(u"\nFROM scratch\n"), qPrintable(unknown));
    QCOMPARE(instructionsOf(unknown),
             QStringList(
                 {u"ADD rootfs.tar /"_s, u"CMD [\"bash\"]"_s, u"USER me"_s, u"ENV OF_BASE=1"_s, u"LABEL of-base=1"_s}));
}

void TestReconstruction::addsWhatTheConfigurationHas()
{
    const ImageFacts image{
        .history = linesOfHistory({u". ENV A=1"_s, u". CMD [\"gone\"]"_s, u". ENTRYPOINT [\"e\"]"_s}),
        .environment = {u"PATH=/bin"_s, u"A=1"_s, u"B=2 $"_s},
        .command = {u"c"_s},
        .entrypoint = {u"e"_s},
        .workingDirectory = u"/w"_s,
        .user = u"me"_s,
        .exposedPorts = {u"80/tcp"_s},
        .volumes = {u"/v"_s},
        .labels = {{u"l"_s, u"m n"_s}},
        .stopSignal = u"SIGINT"_s,
        .healthcheck = HealthcheckInstruction{.isNone = true},
        .triggers = {u"RUN x"_s}};
    const QString text = dockerfileFromHistory(image);
    QCOMPARE(instructionsOf(text),
             QStringList({u"ENV A=1"_s, u"CMD [\"gone\"]"_s, u"ENTRYPOINT [\"e\"]"_s, u"ENV B=\"2 \\$\""_s,
                          u"LABEL l=\"m n\""_s, u"EXPOSE 80/tcp"_s, u"VOLUME [\"/v\"]"_s, u"WORKDIR /w"_s, u"USER me"_s,
                          u"STOPSIGNAL SIGINT"_s, u"HEALTHCHECK NONE"_s, u"CMD [\"c\"]"_s, u"ONBUILD RUN x"_s}));
    const BaseImage result = planBuild(parseDockerfile(text)).stages[0].result;
    QCOMPARE(result.command, image.command);
    QCOMPARE(result.entrypoint, image.entrypoint);
    QCOMPARE(ShellEnvironment(result.environment).value(u"B"_s), u"2 $"_s);
}

void TestReconstruction::makesTheSameHistory_data()
{
    QTest::addColumn<QString>("dockerfile");

    QTest::newRow("variables") << u"ENV A=1 B=\"x \\\"y\\\" \\$z\"\nENV C=a\\ b D=\"'\"\nLABEL a=\"b c\" d=e"_s;
    QTest::newRow("arguments") << u"ARG A=1 B\nRUN x $A\nARG C=\"q d\"\nRUN y"_s;
    QTest::newRow("commands")
        << u"RUN a && \\\n  b\nRUN <<E\nc\n  d\nE\nRUN cat <<A <<B\n1\nA\n2\nB\nSHELL [\"bash\", \"-c\"]\nRUN e\nCMD f\nENTRYPOINT [\"g\", \"h i\"]"_s;
    QTest::newRow("metadata")
        << u"WORKDIR /w\nUSER u\nEXPOSE 80 90/udp\nVOLUME /v /w\nSTOPSIGNAL 9\nMAINTAINER me\nHEALTHCHECK --retries=3 CMD x"_s;
    QTest::newRow("copies") << u"COPY a b /c/\nADD --chown=1:1 d /e"_s;
}

/// What the plan says of a Dockerfile, read back, says the same.
void TestReconstruction::makesTheSameHistory()
{
    QFETCH(QString, dockerfile);
    const auto historyOfPlan = [](const QString &text) {
        ImageFacts image;
        const PlanStage stage = planBuild(parseDockerfile(text)).stages[0];
        for (const PlanStep &step : stage.steps)
            image.history.append({step.createdBy, step.effect != StepEffect::Layer});
        image.environment = stage.result.environment;
        return image;
    };
    const ImageFacts image = historyOfPlan(u"FROM scratch\n"_s + dockerfile);
    const QString text = dockerfileFromHistory(image, {.reference = u"scratch"_s});
    QCOMPARE(historyOfPlan(text).history, image.history);
}

void TestReconstruction::parsesWhateverItReads_data()
{
    QTest::addColumn<QString>("line");

    QTest::newRow("flags") << u"L RUN /bin/sh -c --mount=x y # buildkit"_s;
    QTest::newRow("JSON") << u"L RUN /bin/sh -c [\"a\"] # buildkit"_s;
    QTest::newRow("an escape at the end") << u"L RUN /bin/sh -c a \\ # buildkit"_s;
    QTest::newRow("an open document") << u"L RUN /bin/sh -c cat <<EOF\nx # buildkit"_s;
    QTest::newRow("comment lines") << u"L RUN /bin/sh -c a\n# b\n\nc # buildkit"_s;
    QTest::newRow("a broken list") << u". CMD [\"a\" b]"_s;
    QTest::newRow("lines in a variable") << u". ENV A=1\nRUN evil"_s;
    QTest::newRow("lines in a user") << u". USER me\nRUN evil"_s;
    QTest::newRow("lines in a label") << u". LABEL a=\"\nRUN evil\n\""_s;
    QTest::newRow("no variable") << u". ENV nothing"_s;
    QTest::newRow("no port") << u". EXPOSE map[]"_s;
    QTest::newRow("no volume") << u". VOLUME []"_s;
    QTest::newRow("no argument") << u". ARG "_s;
    QTest::newRow("a stage") << u". FROM x AS y"_s;
    QTest::newRow("a directive") << u". escape=`"_s;
    QTest::newRow("an unfinished check") << u". HEALTHCHECK &{[\"CMD\"] \"0s\" '\\x"_s;
    QTest::newRow("arguments only") << u"L |2 A=1"_s;
    QTest::newRow("no command") << u"L RUN "_s;
    QTest::newRow("nothing behind") << u"L RUN |1 A=1 /bin/sh -c  # buildkit"_s;
}

void TestReconstruction::parsesWhateverItReads()
{
    QFETCH(QString, line);
    const QString text = dockerfileFromHistory({.history = linesOfHistory({line, u". USER last"_s})});
    const Document document = parseDockerfile(text);
    QVERIFY2(!document.firstError(), qPrintable(text));
    QVERIFY2(document.instructions.size() <= 3, qPrintable(text));
    QCOMPARE(document.instructions.last().original.trimmed(), u"USER last"_s);
    QVERIFY(document.directives.isEmpty());
    QVERIFY2(!text.contains(u"\nRUN evil"), qPrintable(text));
}

STRATA_TEST(TestReconstruction)
#include "tst_reconstruction.moc"
