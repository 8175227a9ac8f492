// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"
#include "support/testprogram.h"

#include <QTest>

#include <ctime>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

BuildPlan planned(const QString &text, const PlanOptions &options = {})
{
    return planBuild(parseDockerfile(text), options);
}

/// What the history of the target will say, each line behind what it makes: L a layer, l perhaps one, `.` none, `-` not even
/// a line.
QStringList written(const BuildPlan &plan)
{
    QStringList lines;
    for (const int stage : plan.chain(plan.target)) {
        for (const PlanStep &step : plan.stages[stage].steps) {
            static constexpr QStringView marks = u"Ll.-";
            lines.append((QStringList{QString(marks[static_cast<int>(step.effect)]), step.createdBy}).join(u' '));
        }
    }
    return lines;
}

QStringList messages(const BuildPlan &plan)
{
    QStringList texts;
    for (const PlanProblem &problem : plan.problems)
        texts.append(u"%1: %2"_s.arg(problem.instruction).arg(problem.message));
    return texts;
}

QList<bool> needed(const BuildPlan &plan)
{
    QList<bool> list;
    for (const PlanStage &stage : plan.stages)
        list.append(stage.isNeeded);
    return list;
}

BaseImageLookup always(const BaseImage &image)
{
    return [image](const QString &, const QString &) { return std::optional(image); };
}

} // namespace

class TestBuildPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesHistory_data();
    void writesHistory();
    void findsStages();
    void findsDependencies();
    void picksATarget();
    void expandsFrom();
    void knowsPlatforms();
    void scopesVariables_data();
    void scopesVariables();
    void tellsUsedAndUnsetVariables();
    void followsWhatIsInEffect();
    void takesUpABaseImage();
    void runsTriggers();
    void plansCopies();
    void plansInlineFiles();
    void plansMounts();
    void tellsProblems_data();
    void tellsProblems();
    void isQuickWithManyVariables();
    void survivesBrokenFiles_data();
    void survivesBrokenFiles();
};

void TestBuildPlan::writesHistory_data()
{
    QTest::addColumn<QString>("instructions");
    QTest::addColumn<QStringList>("buildKit");
    QTest::addColumn<QStringList>("classic");

    QTest::newRow("ENV") << u"ENV X=1 Y=\"two words\"\nENV old some  text"_s
                         << QStringList{u". ENV X=1 Y=two words"_s, u". ENV old=some  text"_s}
                         << QStringList{u". /bin/sh -c #(nop)  ENV X=1 Y=two words"_s,
                                        u". /bin/sh -c #(nop)  ENV old=some  text"_s};
    QTest::newRow("LABEL") << u"ENV X=1\nLABEL a=\"b c\" d=$X"_s << QStringList{u". ENV X=1"_s, u". LABEL a=b c d=1"_s}
                           << QStringList{u". /bin/sh -c #(nop)  ENV X=1"_s, u". /bin/sh -c #(nop)  LABEL a=b c d=1"_s};
    QTest::newRow("RUN") << u"RUN echo a && \\\n    # comment\n    echo \"$X\"   \\\n  c\nRUN [\"a\", \"b c\"]"_s
                         << QStringList{u"L RUN /bin/sh -c echo a &&     echo \"$X\"     c # buildkit"_s,
                                        u"L RUN a b c # buildkit"_s}
                         << QStringList{u"l /bin/sh -c echo a &&     echo \"$X\"     c"_s, u"l a b c"_s};
    QTest::newRow("RUN with arguments") << u"ARG A=1 B\nARG HTTP_PROXY\nRUN x"_s
                                        << QStringList{u". ARG A=1 B"_s, u". ARG HTTP_PROXY"_s,
                                                       u"L RUN |3 A=1 B= HTTP_PROXY= /bin/sh -c x # buildkit"_s}
                                        << QStringList{u". /bin/sh -c #(nop)  ARG A=1 B"_s,
                                                       u". /bin/sh -c #(nop)  ARG HTTP_PROXY"_s,
                                                       u"l |1 A=1 /bin/sh -c x"_s};
    QTest::newRow("RUN with a script")
        << u"RUN <<EOF\none\n  two\nEOF\nRUN <<-EOF\n\tthree\nEOF\nRUN <<EOF\n#!/bin/sh\nfour\nEOF"_s
        << QStringList{u"L RUN /bin/sh -c one\n  two\n # buildkit"_s, u"L RUN /bin/sh -c three\n # buildkit"_s,
                       u"L RUN /bin/sh -c /dev/pipes/EOF # buildkit"_s}
        << QStringList{u"l /bin/sh -c <<EOF"_s, u"l /bin/sh -c <<-EOF"_s, u"l /bin/sh -c <<EOF"_s};
    QTest::newRow("RUN with files")
        << u"RUN cat <<A >/f && cat <<\"B\"\none\nA\n\ttwo\nB\nRUN cat <<-C\n\tx\n\tC"_s
        << QStringList{u"L RUN /bin/sh -c cat <<A >/f && cat <<\"B\"\none\nA\n\ttwo\nB # buildkit"_s,
                       u"L RUN /bin/sh -c cat <<-C\n\tx\nC # buildkit"_s}
        << QStringList{u"l /bin/sh -c cat <<A >/f && cat <<\"B\""_s, u"l /bin/sh -c cat <<-C"_s};
    QTest::newRow("COPY") << u"COPY a b ./\nCOPY --chown=1:2 --chmod=644 --link a /x/\nCOPY [\"a b\", \"/c d/\"]"_s
                          << QStringList{u"L COPY a b ./ # buildkit"_s,
                                         u"L COPY --chown=1:2 --chmod=644 a /x/ # buildkit"_s,
                                         u"L COPY a b /c d/ # buildkit"_s}
                          << QStringList{u"l /bin/sh -c #(nop) COPY multi:… in ./ "_s,
                                         u"l /bin/sh -c #(nop) COPY --chown=1:2 … in /x/ "_s,
                                         u"l /bin/sh -c #(nop) COPY … in /c d/ "_s};
    QTest::newRow("ADD") << u"ADD <<E a.tar /t/\nx\nE"_s << QStringList{u"L ADD a.tar <<E /t/ # buildkit"_s}
                         << QStringList{u"l /bin/sh -c #(nop) ADD multi:… in /t/ "_s};
    QTest::newRow("WORKDIR") << u"WORKDIR /\nWORKDIR a/../b\nWORKDIR c\nWORKDIR /d//e/../f/"_s
                             << QStringList{u". WORKDIR /"_s, u"L WORKDIR /b"_s, u"L WORKDIR /b/c"_s,
                                            u"L WORKDIR /d//e/../f/"_s}
                             << QStringList{u"l /bin/sh -c #(nop) WORKDIR /"_s, u"l /bin/sh -c #(nop) WORKDIR /b"_s,
                                            u"l /bin/sh -c #(nop) WORKDIR /b/c"_s,
                                            u"l /bin/sh -c #(nop) WORKDIR /d/f"_s};
    QTest::newRow("commands") << u"CMD echo \"hi\" $X\nENTRYPOINT [\"a\\tb\", \"<ü\"]\nCMD []"_s
                              << QStringList{u". CMD [\"/bin/sh\" \"-c\" \"echo \\\"hi\\\" $X\"]"_s,
                                             u". ENTRYPOINT [\"a\\tb\" \"<ü\"]"_s, u". CMD []"_s}
                              << QStringList{u". /bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"echo \\\"hi\\\" $X\"]"_s,
                                             u". /bin/sh -c #(nop)  ENTRYPOINT [\"a\\tb\" \"<ü\"]"_s,
                                             u". /bin/sh -c #(nop)  CMD []"_s};
    QTest::newRow("SHELL") << u"SHELL [\"/bin/sh\", \"-e\", \"-c\"]\nRUN x\nCMD y\nUSER z"_s
                           << QStringList{u". SHELL [/bin/sh -e -c]"_s, u"L RUN /bin/sh -e -c x # buildkit"_s,
                                          u". CMD [\"/bin/sh\" \"-e\" \"-c\" \"y\"]"_s, u". USER z"_s}
                           << QStringList{u". /bin/sh -e -c #(nop)  SHELL [/bin/sh -e -c]"_s, u"l /bin/sh -e -c x"_s,
                                          u". /bin/sh -e -c #(nop)  CMD [\"/bin/sh\" \"-e\" \"-c\" \"y\"]"_s,
                                          u". /bin/sh -e -c #(nop)  USER z"_s};
    QTest::newRow("HEALTHCHECK")
        << u"HEALTHCHECK --interval=1m30s --timeout=1.5s --retries=2 CMD echo \"x\"\nHEALTHCHECK CMD [\"a\",\"b\"]\n"
           "HEALTHCHECK --retries=39 --start-period=90m --start-interval=1ms NONE"_s
        << QStringList{uR"(. HEALTHCHECK &{["CMD-SHELL" "echo \"x\""] "1m30s" "1.5s" "0s" "0s" '\x02'})"_s,
                       uR"(. HEALTHCHECK &{["CMD" "a" "b"] "0s" "0s" "0s" "0s" '\x00'})"_s,
                       uR"(. HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\x00'})"_s}
        << QStringList{
               uR"(. /bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "echo \"x\""] "1m30s" "1.5s" "0s" "0s" '\x02'})"_s,
               uR"(. /bin/sh -c #(nop)  HEALTHCHECK &{["CMD" "a" "b"] "0s" "0s" "0s" "0s" '\x00'})"_s,
               uR"(. /bin/sh -c #(nop)  HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\x00'})"_s};
    QTest::newRow("EXPOSE") << u"EXPOSE 9000-9001/UDP 80 8080:81 443/tcp 80"_s
                            << QStringList{u". EXPOSE map[443/tcp:{} 80/tcp:{} 81/tcp:{} 9000/udp:{} 9001/udp:{}]"_s}
                            << QStringList{u". /bin/sh -c #(nop)  EXPOSE 443/tcp 80 80 8080:81 9000-9001/UDP"_s};
    QTest::newRow("other metadata")
        << u"MAINTAINER me  <x@y>\nSTOPSIGNAL SIG${T:-TERM}\nUSER 1:${G:-2}\nVOLUME /v \"/w\"\nVOLUME [\"/a b\"]"_s
        << QStringList{u". MAINTAINER me  <x@y>"_s, u". STOPSIGNAL SIGTERM"_s, u". USER 1:2"_s, u". VOLUME [/v /w]"_s,
                       u". VOLUME [/a b]"_s}
        << QStringList{u". /bin/sh -c #(nop)  MAINTAINER me  <x@y>"_s, u". /bin/sh -c #(nop)  STOPSIGNAL SIGTERM"_s,
                       u". /bin/sh -c #(nop)  USER 1:2"_s, u". /bin/sh -c #(nop)  VOLUME [/v /w]"_s,
                       u". /bin/sh -c #(nop)  VOLUME [/a b]"_s};
    QTest::newRow("ONBUILD") << u"ONBUILD RUN x"_s << QStringList{u"- "_s}
                             << QStringList{u". /bin/sh -c #(nop)  ONBUILD RUN x"_s};
}

void TestBuildPlan::writesHistory()
{
    QFETCH(QString, instructions);
    QFETCH(QStringList, buildKit);
    QFETCH(QStringList, classic);
    const QString text = u"FROM scratch\n"_s + instructions;
    QCOMPARE(written(planned(text)), buildKit);
    QCOMPARE(written(planned(text, {.builder = BuilderKind::Classic})), classic);
}

void TestBuildPlan::findsStages()
{
    const BuildPlan plan = planned(u"ARG V=3\nFROM debian:$V AS Base\nFROM scratch\nFROM base\nFROM Base\n"_s);
    QCOMPARE(plan.stages.size(), 4);
    QCOMPARE(plan.stages[0].name, u"base"_s);
    QCOMPARE(plan.stages[0].instruction, 1);
    QCOMPARE(plan.stages[0].baseKind, BaseKind::Image);
    QCOMPARE(plan.stages[0].baseReference, u"debian:3"_s);
    QCOMPARE(plan.stages[1].baseKind, BaseKind::Scratch);
    QCOMPARE(plan.stages[2].baseKind, BaseKind::Stage);
    QCOMPARE(plan.stages[2].baseStage, 0);
    QCOMPARE(plan.stages[3].baseKind, BaseKind::Image); // names of stages are in lower case
    QCOMPARE(plan.chain(2), QList<int>({0, 2}));
    QCOMPARE(plan.chain(3), QList<int>({3}));
    const BuildPlan classic = planned(u"FROM x AS Base\nFROM Base\n"_s, {.builder = BuilderKind::Classic});
    QCOMPARE(classic.stages[1].baseKind, BaseKind::Stage);
}

void TestBuildPlan::findsDependencies()
{
    const QString text = u"FROM a AS one\nFROM b AS two\nFROM c AS three\nFROM one\n"
                         "COPY --from=TWO x y\nCOPY --from=2 x y\nCOPY --from=img:1 x y\nCOPY --from=scratch x y\n"
                         "RUN --mount=from=two,target=/t --mount=type=cache,target=/c z\nFROM d AS never\nFROM e\n"
                         "COPY --from=3 x y\n"_s;
    const BuildPlan plan = planned(text);
    const QList<StageDependency> found = plan.stages[3].dependencies;
    const auto stage = [](int number) { return FileOrigin{.kind = FileOrigin::Kind::Stage, .stage = number}; };
    QCOMPARE(found.size(), 5);
    QCOMPARE(found[0], (StageDependency{StageDependency::Reason::From, 3, stage(0)}));
    QCOMPARE(found[1], (StageDependency{StageDependency::Reason::CopyFrom, 4, stage(1)}));
    QCOMPARE(found[2], (StageDependency{StageDependency::Reason::CopyFrom, 5, stage(2)}));
    QCOMPARE(found[3].origin, (FileOrigin{.kind = FileOrigin::Kind::Image, .image = u"img:1"_s}));
    QCOMPARE(found[4], (StageDependency{StageDependency::Reason::MountFrom, 8, stage(1)}));
    QCOMPARE(needed(plan), QList<bool>({true, true, true, true, false, true}));
    QCOMPARE(plan.neededStages(), QList<int>({0, 1, 2, 3, 5}));
    QCOMPARE(needed(planned(text, {.target = u"one"_s})), QList<bool>({true, false, false, false, false, false}));
    QCOMPARE(needed(planned(text, {.target = u"three"_s, .builder = BuilderKind::Classic})),
             QList<bool>({true, true, true, false, false, false}));
}

void TestBuildPlan::picksATarget()
{
    const QString text = u"FROM a AS one\nFROM b AS two\nFROM c\n"_s;
    QCOMPARE(planned(text).target, 2);
    QCOMPARE(planned(text, {.target = u"ONE"_s}).target, 0);
    const BuildPlan unknown = planned(text, {.target = u"none"_s});
    QCOMPARE(unknown.target, -1);
    QCOMPARE(messages(unknown),
             QStringList{u"-1: target stage \"none\" could not be found: the stages with a name are one, two"_s});
    QCOMPARE(planned(u"FROM a"_s, {.target = u"0"_s}).target, -1);
    QCOMPARE(planned(u""_s).target, -1);
    QVERIFY(planned(u""_s).neededStages().isEmpty());
}

void TestBuildPlan::expandsFrom()
{
    const QString text = u"ARG A=1 B=$A.2\nARG C\nFROM --platform=$BUILDPLATFORM img:$B$C$NOPE AS x\n"_s;
    const BuildPlan plan = planned(text, {.buildArguments = {{u"C"_s, u"-c"_s}}, .buildPlatform = u"linux/arm64"_s});
    QCOMPARE(plan.stages[0].baseReference, u"img:1.2-c"_s);
    QCOMPARE(plan.stages[0].platform, u"linux/arm64"_s);
    QCOMPARE(plan.stages[0].unsetVariables, QStringList{u"NOPE"_s});
    QCOMPARE(planned(text, {.buildArguments = {{u"A"_s, u"7"_s}}}).stages[0].baseReference, u"img:7.2"_s);
}

void TestBuildPlan::knowsPlatforms()
{
    const QString text = u"FROM x AS y\nARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDARCH TARGETSTAGE\n"
                         "ENV all=$TARGETPLATFORM,$TARGETOS,$TARGETARCH,$TARGETVARIANT,$BUILDARCH,$TARGETSTAGE\n"_s;
    const PlanOptions options{.platform = u"linux/arm/v7"_s};
    QCOMPARE(written(planned(text, options))[1], u". ENV all=linux/arm/v7,linux,arm,v7,amd64,"_s);
    PlanOptions newest = options;
    newest.version = BuildKitVersion::Newest;
    QCOMPARE(written(planned(text, newest))[1], u". ENV all=linux/arm/v7,linux,arm,v7,amd64,y"_s);
    PlanOptions overridden = options;
    overridden.buildArguments = {{u"TARGETARCH"_s, u"mine"_s}};
    QCOMPARE(written(planned(text, overridden))[1], u". ENV all=linux/arm/v7,linux,mine,v7,amd64,"_s);
    PlanOptions classic = options;
    classic.builder = BuilderKind::Classic;
    QCOMPARE(written(planned(text, classic))[1], u". /bin/sh -c #(nop)  ENV all=,,,,,"_s);
    PlanOptions windows;
    windows.platform = u"windows/amd64"_s;
    QCOMPARE(written(planned(u"FROM x\nRUN y"_s, windows)), QStringList{u"L RUN cmd /S /C y # buildkit"_s});
}

void TestBuildPlan::scopesVariables_data()
{
    QTest::addColumn<QString>("instructions");
    QTest::addColumn<QString>("buildKit");
    QTest::addColumn<QString>("newest");
    QTest::addColumn<QString>("classic");

    const auto same = [](const char *name, const QString &instructions, const QString &value) {
        QTest::newRow(name) << instructions << value << value << value;
    };
    same("a line does not see itself", u"FROM x\nENV A=1\nENV A=2 V=$A"_s, u"1"_s);
    same("a global ARG is not there", u"ARG A=1\nFROM x\nENV V=$A"_s, u""_s);
    same("unless it is asked for", u"ARG A=1\nFROM x\nARG A\nENV V=$A"_s, u"1"_s);
    same("a default in the stage is stronger", u"ARG A=1\nFROM x\nARG A=2\nENV V=$A"_s, u"2"_s);
    same("a build argument is stronger still", u"FROM x\nARG GIVEN=2\nENV V=$GIVEN"_s, u"given"_s);
    same("but needs an ARG", u"FROM x\nENV V=$GIVEN"_s, u""_s);
    same("ENV from the stage below", u"FROM x AS a\nENV A=1\nFROM a\nENV V=$A"_s, u"1"_s);
    same("not from a stage beside", u"FROM x AS a\nENV A=1\nFROM y\nENV V=$A"_s, u""_s);
    same("ENV beats the ARG in front of it", u"FROM x\nARG A=1\nENV A=2\nENV V=$A"_s, u"2"_s);
    QTest::newRow("an ARG behind ENV") << u"FROM x\nENV A=1\nARG A=2\nENV V=$A"_s << u"2"_s << u"2"_s << u"1"_s;
    QTest::newRow("but not in the stage above")
        << u"FROM x AS a\nENV A=1\nARG A=2\nFROM a\nENV V=$A"_s << u"1"_s << u"1"_s << u"1"_s;
    QTest::newRow("an ARG of the stage below")
        << u"FROM x AS a\nARG A=1\nFROM a\nENV V=$A"_s << u"1"_s << u"1"_s << u""_s;
    QTest::newRow("an ARG sees its own line") << u"FROM x\nARG A=1 B=$A\nENV V=$B"_s << u""_s << u"1"_s << u""_s;
    same("an ARG declared twice", u"FROM x\nARG A=1\nARG A=2\nENV V=$A"_s, u"2"_s);
    QTest::newRow("an ARG declared again without a value")
        << u"FROM x\nARG A=1\nARG A\nENV V=$A"_s << u"1"_s << u"1"_s << u""_s;
    QTest::newRow("proxies need no ARG, for classic") << u"FROM x\nENV V=$http_proxy"_s << u""_s << u""_s << u"proxy"_s;
}

void TestBuildPlan::scopesVariables()
{
    QFETCH(QString, instructions);
    QFETCH(QString, buildKit);
    QFETCH(QString, newest);
    QFETCH(QString, classic);
    const auto value = [&](PlanOptions options) {
        options.buildArguments = {{u"GIVEN"_s, u"given"_s}, {u"http_proxy"_s, u"proxy"_s}};
        const BuildPlan plan = planned(instructions, options);
        // What is told of the place in front of the last step is what that step was made with.
        const int last = static_cast<int>(plan.stages[plan.target].steps.size()) - 1;
        const ShellEnvironment before = plan.variablesBefore(plan.target, last);
        for (const QString &name : plan.stages[plan.target].steps[last].usedVariables) {
            if (!before.value(name))
                return QString(u"not told: "_s + name);
        }
        for (const QString &name : plan.stages[plan.target].steps[last].unsetVariables) {
            if (before.value(name))
                return QString(u"told: "_s + name);
        }
        return ShellEnvironment(plan.stages[plan.target].result.environment).value(u"V"_s).value_or(u"unset"_s);
    };
    QCOMPARE(value({}), buildKit);
    QCOMPARE(value({.version = BuildKitVersion::Newest}), newest);
    QCOMPARE(value({.builder = BuilderKind::Classic}), classic);
}

void TestBuildPlan::tellsUsedAndUnsetVariables()
{
    const BuildPlan plan = planned(u"FROM x\nENV A=1 B=2\nWORKDIR /$A/$C/$A${D:-d}\nRUN echo $B $E\nRUN [\"$B\"]\n"_s);
    const QList<PlanStep> &steps = plan.stages[0].steps;
    QCOMPARE(steps[1].usedVariables, QStringList{u"A"_s});
    QCOMPARE(steps[1].unsetVariables, QStringList({u"C"_s, u"D"_s}));
    QCOMPARE(steps[2].usedVariables, QStringList{u"B"_s});
    QCOMPARE(steps[2].unsetVariables, QStringList());
    QCOMPARE(steps[3].usedVariables, QStringList());
}

void TestBuildPlan::followsWhatIsInEffect()
{
    const BuildPlan plan = planned(u"FROM x\nENV A=1\nWORKDIR /w\nUSER me\nSHELL [\"bash\", \"-c\"]\nRUN y\n"_s);
    const QList<PlanStep> &steps = plan.stages[0].steps;
    QCOMPARE(plan.variablesBefore(0, 0).names(), QStringList{u"PATH"_s});
    QCOMPARE(steps[0].workingDirectory, u"/"_s);
    QCOMPARE(steps[0].user, QString());
    QCOMPARE(steps[0].shell, QStringList({u"/bin/sh"_s, u"-c"_s}));
    const PlanStep &run = steps.last();
    QCOMPARE(plan.variablesBefore(0, 4).value(u"A"_s), u"1"_s);
    QCOMPARE(steps[0].assigned, QStringList{u"A=1"_s});
    QCOMPARE(run.workingDirectory, u"/w"_s);
    QCOMPARE(run.user, u"me"_s);
    QCOMPARE(run.shell, QStringList({u"bash"_s, u"-c"_s}));
    QCOMPARE(plan.stages[0].result.user, u"me"_s);
    QCOMPARE(plan.stages[0].result.workingDirectory, u"/w"_s);
}

void TestBuildPlan::takesUpABaseImage()
{
    const BaseImage base{.environment = {u"PATH=/only"_s, u"A=1"_s},
                         .workingDirectory = u"/base"_s,
                         .user = u"www"_s,
                         .shell = {u"/bin/bash"_s, u"-c"_s},
                         .command = {u"serve"_s}};
    QString asked;
    const auto lookup = [&](const QString &reference, const QString &platform) {
        asked = reference + u' ' + platform;
        return std::optional(base);
    };
    const BuildPlan plan = planned(u"FROM img\nENV P=$PATH$A\nWORKDIR w\nRUN x\nENTRYPOINT [\"e\"]\n"_s,
                                   {.baseImage = lookup});
    QCOMPARE(asked, u"img linux/amd64"_s);
    QCOMPARE(written(plan),
             QStringList({u". ENV P=/only1"_s, u"L WORKDIR /base/w"_s, u"L RUN /bin/bash -c x # buildkit"_s,
                          u". ENTRYPOINT [\"e\"]"_s}));
    QVERIFY(plan.stages[0].steps[3].resetsCommand);
    QCOMPARE(plan.stages[0].result.command, QStringList());
    QCOMPARE(plan.stages[0].result.user, u"www"_s);
    const BuildPlan kept = planned(u"FROM img\nCMD [\"own\"]\nENTRYPOINT [\"e\"]\n"_s, {.baseImage = lookup});
    QVERIFY(!kept.stages[0].steps[1].resetsCommand);
    QCOMPARE(kept.stages[0].result.command, QStringList{u"own"_s});
}

void TestBuildPlan::runsTriggers()
{
    const BuildPlan plan = planned(u"FROM img AS a\nONBUILD RUN later $A\nONBUILD COPY <<E /o\nhi\nE\n"
                                   "ENV A=1\nFROM a\nRUN own\n"_s,
                                   {.baseImage = always({.triggers = {u"ENV T=1"_s}})});
    QCOMPARE(written(plan),
             QStringList({u". ENV T=1"_s, u"- "_s, u"- "_s, u". ENV A=1"_s, u"L RUN /bin/sh -c later $A # buildkit"_s,
                          u"L COPY <<E /o # buildkit"_s, u"L RUN /bin/sh -c own # buildkit"_s}));
    QVERIFY(plan.stages[0].steps[0].isTrigger);
    QCOMPARE(plan.stages[0].steps[0].instruction, 0); // the FROM
    QCOMPARE(plan.stages[1].steps[0].instruction, 1); // the ONBUILD
    QCOMPARE(plan.stages[1].steps[1].copy->sources[0].inlineBytes, 3);
    QVERIFY(!plan.stages[1].steps[2].isTrigger);
    const BuildPlan wrong = planned(u"FROM img\nRUN x\n"_s,
                                    {.baseImage = always({.triggers = {u"RUNN y"_s, u"EXPOSE z"_s}})});
    QCOMPARE(wrong.problems.size(), 2);
    QCOMPARE(wrong.problems[1].instruction, 0);
    QCOMPARE(wrong.problems[1].range, (TextRange{0, 8}));
    QCOMPARE(plan.stages[0].result.triggers, QStringList({u"RUN later $A"_s, u"COPY <<E /o\nhi\nE"_s}));
    QCOMPARE(plan.stages[1].result.triggers, QStringList());
}

void TestBuildPlan::plansCopies()
{
    const BuildPlan plan = planned(
        u"FROM x AS a\nFROM y\nENV S=src D=dst\nWORKDIR /w\n"
        "COPY --chown=$S:0 --chmod=0644 --exclude=*.md --parents --link $S other $D/\n"
        "ADD --checksum=sha256:1 --unpack https://h/x.tgz https://h/r.git#main git@h:r.git .\n"
        "COPY --from=a /x ..\nCOPY f /abs/.\nCOPY f g/.\n"_s);
    const QList<PlanStep> &steps = plan.stages[1].steps;
    const PlannedCopy copy = *steps[2].copy;
    QCOMPARE(copy.sources.size(), 2);
    QCOMPARE(copy.sources[0].path, u"src"_s);
    QCOMPARE(copy.sources[0].origin.kind, FileOrigin::Kind::Context);
    QCOMPARE(copy.destination, u"dst/"_s);
    QCOMPARE(copy.absoluteDestination, u"/w/dst/"_s);
    QCOMPARE(copy.chown, u"src:0"_s);
    QCOMPARE(copy.chmod, u"0644"_s);
    QCOMPARE(copy.excludes, QStringList{u"*.md"_s});
    QVERIFY(copy.parents && copy.link);
    const PlannedCopy add = *steps[3].copy;
    QCOMPARE(add.sources[0].origin.kind, FileOrigin::Kind::Url);
    QCOMPARE(add.sources[1].origin.kind, FileOrigin::Kind::Git);
    QCOMPARE(add.sources[2].origin.kind, FileOrigin::Kind::Git);
    QCOMPARE(add.absoluteDestination, u"/w/"_s);
    QCOMPARE(add.checksum, u"sha256:1"_s);
    QCOMPARE(add.unpack, true);
    QCOMPARE(steps[4].copy->sources[0].origin, (FileOrigin{.kind = FileOrigin::Kind::Stage, .stage = 0}));
    QCOMPARE(steps[4].copy->absoluteDestination, u"/"_s);
    QCOMPARE(steps[5].copy->absoluteDestination, u"/abs/."_s);
    QCOMPARE(steps[6].copy->absoluteDestination, u"/w/g/."_s);
}

void TestBuildPlan::plansInlineFiles()
{
    const BuildPlan plan = planned(u"FROM x\nENV V=value\n"
                                   "COPY <<A <<\"B\" <<-C ctx /d/\n$V ü\nA\n$V\nB\n\t\ttabs\n\tC\n"_s);
    const QList<PlannedSource> sources = plan.stages[0].steps[1].copy->sources;
    QCOMPARE(sources.size(), 4);
    QCOMPARE(sources[0].path, u"A"_s);
    QCOMPARE(sources[0].origin.kind, FileOrigin::Kind::Inline);
    QCOMPARE(sources[0].inlineBytes, 9); // "value ü\n"
    QCOMPARE(sources[1].inlineBytes, 3); // "$V\n"
    QCOMPARE(sources[2].inlineBytes, 5); // "tabs\n"
    QCOMPARE(sources[3].inlineBytes, std::nullopt);
    QCOMPARE(sources[3].path, u"ctx"_s);
}

void TestBuildPlan::plansMounts()
{
    const BuildPlan plan = planned(
        u"FROM a AS s\nFROM x\nWORKDIR /w\nENV C=cache\n"
        "RUN --mount=type=cache,target=/$C,id=$C --mount=target=ctx "
        "--mount=type=secret,id=t --mount=from=s,target=/s --mount=from=img,target=/i y\n"_s);
    const QList<PlannedMount> mounts = plan.stages[1].steps[2].mounts;
    QCOMPARE(mounts.size(), 5);
    QCOMPARE(mounts[0].absoluteTarget, u"/cache"_s);
    QCOMPARE(mounts[0].mount.id, u"cache"_s);
    QCOMPARE(mounts[0].origin.kind, FileOrigin::Kind::Empty);
    QCOMPARE(mounts[1].absoluteTarget, u"/w/ctx"_s);
    QCOMPARE(mounts[1].origin.kind, FileOrigin::Kind::Context);
    QCOMPARE(mounts[2].origin.kind, FileOrigin::Kind::Empty);
    QCOMPARE(mounts[3].origin.stage, 0);
    QCOMPARE(mounts[4].origin.image, u"img"_s);
}

void TestBuildPlan::tellsProblems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("FROM nothing") << u"ARG A\nFROM $A"_s << u"1: base name ($A) should not be blank"_s;
    QTest::newRow("bad substitution") << u"FROM x\nENV A=${B:?needed}"_s << u"needed"_s;
    QTest::newRow("itself") << u"FROM x AS a\nCOPY --from=a b c"_s << u"1: circular dependency detected on stage: a"_s;
    QTest::newRow("a later stage") << u"FROM x AS a\nCOPY --from=b b c\nFROM a AS b"_s
                                   << u"1: stage \"b\" needs to be defined before current stage \"a\""_s;
    QTest::newRow("no such number") << u"FROM x\nCOPY --from=7 b c"_s << u"1: invalid stage index 7"_s;
    QTest::newRow("port") << u"FROM x\nEXPOSE 8x"_s << u"1: invalid containerPort: 8x"_s;
    QTest::newRow("protocol") << u"FROM x\nEXPOSE 8/abc"_s << u"invalid proto: abc"_s;
    QTest::newRow("port ranges") << u"FROM x\nEXPOSE 1-3:5-6"_s << u"invalid ranges"_s;
    QTest::newRow("mount") << u"FROM x\nENV S=odd\nRUN --mount=type=cache,target=/t,sharing=$S y"_s << u"2: "_s;
    QTest::newRow("variable in a mount") << u"FROM x\nRUN --mount=type=cache,target=${T:?needed} y"_s << u"needed"_s;
}

void TestBuildPlan::tellsProblems()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const QStringList found = messages(planned(text));
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(problem), qPrintable(found.first()));
    // Nobody builds what is not needed.
    if (text.startsWith(u"FROM x\n"))
        QCOMPARE(messages(planned(text + u"\nFROM other\n"_s)), QStringList());
}

void TestBuildPlan::isQuickWithManyVariables()
{
    QString text = u"FROM x\n"_s;
    for (int i = 0; i < 5000; ++i)
        text += u"ENV V%1=%2$V%3\n"_s.arg(i).arg(i % 7).arg(i % 10 == 0 ? -1 : i - 1);
    const std::clock_t begin = std::clock();
    const BuildPlan plan = planned(text);
    QCOMPARE(plan.stages[0].steps.size(), 5000);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; // of this process alone
    QVERIFY2(seconds < 3, qPrintable(QString::number(seconds)));
    QCOMPARE(plan.variablesBefore(0, 5000).names().size(), 5001);
}

void TestBuildPlan::survivesBrokenFiles_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("empty") << QString();
    QTest::newRow("no FROM") << u"RUN x\nCOPY a"_s;
    QTest::newRow("FROM without an image") << u"FROM\nRUN x"_s;
    QTest::newRow("unknown") << u"FROM x\nRUNN x\nCOPY a\nENV\nENV a\nADD <<E\nUSER\nHEALTHCHECK x\nSHELL x"_s;
    QTest::newRow("unfinished") << u"FROM x\nRUN <<EOF\nabc"_s;
    QTest::newRow("onbuild") << u"FROM x AS a\nONBUILD\nONBUILD ONBUILD RUN x\nONBUILD FOO\nFROM a"_s;
    QTest::newRow("flags") << u"FROM x\nCOPY --from= --chown a b\nRUN --mount=x --network=y z"_s;
}

void TestBuildPlan::survivesBrokenFiles()
{
    QFETCH(QString, text);
    for (const BuilderKind builder : {BuilderKind::BuildKit, BuilderKind::Classic}) {
        const BuildPlan plan = planned(text, {.builder = builder});
        QCOMPARE(plan.target, static_cast<int>(plan.stages.size()) - 1);
    }
}

STRATA_TEST(TestBuildPlan)
#include "tst_buildplan.moc"
