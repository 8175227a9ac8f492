// SPDX-License-Identifier: GPL-3.0-or-later
#include "markedtext.h"

#include "dockerfile/language/navigation.h"
#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"
#include "support/testprogram.h"

#include <QRegularExpression>

#include <ctime>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// "line:text" of each occurrence, a declaration with a `!` behind it. Lines count from 1.
QStringList occurrencesIn(QStringView marked)
{
    const MarkedText at(marked);
    const Document document = parseDockerfile(at.text);
    QStringList list;
    for (const Occurrence &each : occurrencesAt(document, at.offset))
        list.append(u"%1:%2%3"_s.arg(document.position(each.range.begin).line + 1)
                        .arg(document.textOf(each.range), each.isDeclaration ? u"!" : u""));
    return list;
}

QString definitionIn(QStringView marked)
{
    const MarkedText at(marked);
    const Document document = parseDockerfile(at.text);
    const auto range = definitionAt(document, at.offset);
    if (!range)
        return {};
    return u"%1:%2"_s.arg(document.position(range->begin).line + 1).arg(document.textOf(*range));
}

/// The text afterwards; or `!` and what was said against it.
QString renamedIn(QStringView marked, const QString &name)
{
    const MarkedText at(marked);
    const auto edits = renameAt(parseDockerfile(at.text), at.offset, name);
    return edits ? applyFix(at.text, {.title = {}, .edits = *edits}) : QString(u'!' + edits.error().message);
}

/// What the plan says to builders, without the words of the file.
QStringList meaningOf(const QString &text)
{
    const BuildPlan plan = planBuild(parseDockerfile(text));
    QStringList lines;
    for (const PlanStage &stage : plan.stages) {
        lines.append(u"%1 %2 %3 %4"_s.arg(stage.name, stage.baseReference)
                         .arg(stage.baseStage)
                         .arg(stage.isNeeded ? u"needed" : u""));
        for (const PlanStep &step : stage.steps) {
            lines.append(step.createdBy + u" | " + step.assigned.join(u' ') + u" | " + step.workingDirectory + u" | "
                         + step.usedVariables.join(u' ') + u" | " + step.unsetVariables.join(u' '));
            for (const PlannedMount &mount : step.mounts)
                lines.append(u"%1 %2"_s.arg(mount.absoluteTarget).arg(mount.origin.stage));
            for (const PlannedSource &source : step.copy ? step.copy->sources : QList<PlannedSource>())
                lines.append(
                    u"%1 %2 %3"_s.arg(source.path).arg(source.origin.stage).arg(source.inlineBytes.value_or(-1)));
        }
    }
    for (const PlanProblem &problem : plan.problems)
        lines.append(problem.message);
    return lines;
}

} // namespace

class TestNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOccurrences_data();
    void findsOccurrences();
    void findsDefinitions_data();
    void findsDefinitions();
    void renames_data();
    void renames();
    void refuses_data();
    void refuses();
    void tellsWhatCanBeRenamed();
    void survivesBrokenFiles();
    void isQuickInALongFile();
};

void TestNavigation::findsOccurrences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("occurrences");
    const QStringList stage{u"1:build!"_s, u"2:build"_s, u"4:BUILD"_s, u"5:build"_s, u"6:0"_s};
    const QString stages = u"FROM a AS %1build\nFROM build AS two\nFROM c\nCOPY --from=BUILD x y\nRUN "
                           "--mount=type=bind,from=%2build,target=/z b\nCOPY --from=0 x y\nCOPY --from=two build y\n"_s;
    QTest::newRow("a stage from its name") << stages.arg(u"¦", u"") << stage;
    QTest::newRow("a stage from a mount") << stages.arg(u"", u"¦") << stage;
    QTest::newRow("of two with one name")
        << u"FROM a AS ¦x\nFROM x AS y\nFROM b AS x\nFROM x\nCOPY --from=x a b"_s << QStringList{u"1:x!"_s, u"2:x"_s};
    QTest::newRow("an image") << u"FROM ¦debian AS x\nFROM debian"_s << QStringList();
    QTest::newRow("an argument")
        << u"ARG V=1\nFROM a:$V\nARG ¦V\nRUN echo $V '$V' ${V:-x} # $V\nFROM b\nRUN echo $V\nFROM c:${V}"_s
        << QStringList{u"1:V!"_s, u"2:V"_s, u"3:V!"_s, u"4:V"_s, u"4:V"_s, u"7:V"_s};
    QTest::newRow("through stages") << u"FROM a AS b\nENV ¦N=1\nFROM b\nRUN $N\nFROM a\nENV N=2"_s
                                    << QStringList{u"2:N!"_s, u"4:N"_s};
    QTest::newRow("before it is set") << u"FROM a\nENV PATH=$PATH:/x\nRUN $¦PATH"_s
                                      << QStringList{u"2:PATH!"_s, u"3:PATH"_s};
    QTest::newRow("from the base image") << u"FROM a\nENV PATH=$¦PATH:/x\nRUN $PATH"_s << QStringList{u"2:PATH"_s};
    QTest::newRow("everywhere")
        << u"FROM a\nARG ¦A=1 B=$A\nENV C=$A\nCOPY --chown=$A ${A}x $A/\nWORKDIR $A\nUSER \"$A\"\nEXPOSE $A\nVOLUME "
           "[\"$A\"]\nLABEL $A=$A\nSTOPSIGNAL $A\nRUN --mount=target=$A true\nCOPY <<E <<'F' /\n$A\nE\n$A\nF\nRUN "
           "<<'S'\nA is "
           "$A\nS\nRUN [\"sh\", \"-c\", \"$A\"]\nADD $A /"_s
        << QStringList{u"2:A!"_s, u"2:A"_s, u"3:A"_s, u"4:A"_s,  u"4:A"_s,  u"4:A"_s,  u"5:A"_s,  u"6:A"_s,  u"7:A"_s,
                       u"8:A"_s,  u"9:A"_s, u"9:A"_s, u"10:A"_s, u"11:A"_s, u"13:A"_s, u"18:A"_s, u"20:A"_s, u"21:A"_s};
    QTest::newRow("scripts in quotes") << u"FROM a\nENV ¦A=1\nRUN sh -ec 'echo $A' && awk '{ print $A }'"_s
                                       << QStringList{u"2:A!"_s, u"3:A"_s};
    QTest::newRow("over lines") << u"FROM a\nARG ¦A=1 \\\n# $A\n B=$A\nRUN x \\\n  $A"_s
                                << QStringList{u"2:A!"_s, u"4:A"_s, u"6:A"_s};
    QTest::newRow("an argument for triggers")
        << u"FROM a\nARG ¦A\nONBUILD RUN $A"_s << QStringList{u"2:A!"_s, u"3:A"_s};
    QTest::newRow("nothing") << u"FROM a\nRUN ¦make"_s << QStringList();
}

void TestNavigation::findsOccurrences()
{
    QFETCH(QString, text);
    QTEST(occurrencesIn(text), "occurrences");
}

void TestNavigation::findsDefinitions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("definition");
    QTest::newRow("a stage") << u"FROM a AS b\nFROM ¦b"_s << u"1:b"_s;
    QTest::newRow("a stage by number") << u"FROM a\nFROM b\nCOPY --from=¦0 x y"_s << u"1:FROM a"_s;
    QTest::newRow("an image") << u"FROM ¦a"_s << QString();
    QTest::newRow("the last that was set") << u"FROM a\nENV A=1\nENV A=2\nRUN $¦A\nENV A=3"_s << u"3:A"_s;
    QTest::newRow("not its own line") << u"FROM a\nENV A=1\nENV A=2 B=$¦A"_s << u"2:A"_s;
    QTest::newRow("its own line of ARG") << u"FROM a\nARG A=1 B=$¦A"_s << u"2:A"_s;
    QTest::newRow("the global argument") << u"ARG A=1\nFROM a\nARG A\nRUN $¦A"_s << u"1:A"_s;
    QTest::newRow("from its declaration") << u"ARG A=1\nFROM a\nARG ¦A"_s << u"1:A"_s;
    QTest::newRow("an argument with a value of its own") << u"ARG A=1\nFROM a\nARG A=2\nRUN $¦A"_s << u"3:A"_s;
    QTest::newRow("of a base stage") << u"FROM a AS b\nENV A=1\nFROM b AS c\nFROM c\nRUN $¦A"_s << u"2:A"_s;
    QTest::newRow("for FROM") << u"ARG A=1\nFROM x AS y\nENV A=2\nFROM b:$¦A"_s << u"1:A"_s;
    QTest::newRow("of the base image") << u"FROM a\nRUN $¦PATH"_s << QString();
}

void TestNavigation::findsDefinitions()
{
    QFETCH(QString, text);
    QTEST(definitionIn(text), "definition");
}

void TestNavigation::renames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("after");
    QTest::newRow("a stage")
        << u"FROM a AS ¦b\nFROM b\nCOPY --from=b --link b /b\nRUN --mount=from=B,target=/b b\nCOPY --from=0 c d\n"_s
        << u"base"_s
        << u"FROM a AS base\nFROM base\nCOPY --from=base --link b /b\nRUN --mount=from=base,target=/b b\nCOPY "
           "--from=0 c d\n"_s;
    QTest::newRow("a stage in use") << u"# syntax=x\r\nFROM a  as  b\r\nENV b=1\r\nFROM ¦b\r\nRUN $b\r\n"_s << u"two"_s
                                    << u"# syntax=x\r\nFROM a  as  two\r\nENV b=1\r\nFROM two\r\nRUN $b\r\n"_s;
    QTest::newRow("a variable")
        << u"ARG V=1\nFROM a:${V}-x AS b\nARG ¦V\nENV W=$V V2=${V:-$V}\nRUN echo \"$V\" \\\n  # of $V\n  $V\nFROM b\nENV W=2\n"_s
        << u"VERSION"_s
        << u"ARG VERSION=1\nFROM a:${VERSION}-x AS b\nARG VERSION\nENV W=$VERSION V2=${VERSION:-$VERSION}\nRUN echo "
           "\"$VERSION\" \\\n  # of $V\n  $VERSION\nFROM b\nENV W=2\n"_s;
    QTest::newRow("not in other stages") << u"FROM a\nENV ¦X=1\nRUN $X\nFROM b\nENV X=2 Y=3\nRUN $X"_s << u"Y"_s
                                         << u"FROM a\nENV Y=1\nRUN $Y\nFROM b\nENV X=2 Y=3\nRUN $X"_s;
    QTest::newRow("not what the base image has") << u"FROM a\nWORKDIR $DIR/x\nENV ¦DIR=/y\nWORKDIR $DIR"_s << u"PLACE"_s
                                                 << u"FROM a\nWORKDIR $DIR/x\nENV PLACE=/y\nWORKDIR $PLACE"_s;
    QTest::newRow("to the same") << u"FROM a AS ¦b"_s << u"b"_s << u"FROM a AS b"_s;
    QTest::newRow("a file of the Dockerfile") << u"FROM a\nARG ¦N=1\nCOPY <<E /x\n$N ${N}\nE\n"_s << u"M"_s
                                              << u"FROM a\nARG M=1\nCOPY <<E /x\n$M ${M}\nE\n"_s;
}

void TestNavigation::renames()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    const QString after = renamedIn(text, name);
    QTEST(after, "after");
    // The plan is the same but for the name.
    const MarkedText at(text);
    const Document document = parseDockerfile(at.text);
    const auto place = renamableAt(document, at.offset);
    QVERIFY(place);
    QCOMPARE(parseDockerfile(after).diagnostics.size(), document.diagnostics.size());
    const QRegularExpression oldName(u"\\b%1\\b"_s.arg(document.textOf(*place)));
    const QRegularExpression newName(u"\\b%1\\b"_s.arg(name));
    QStringList before = meaningOf(at.text), behind = meaningOf(after);
    before.replaceInStrings(oldName, u"·"_s).replaceInStrings(newName, u"·"_s);
    behind.replaceInStrings(oldName, u"·"_s).replaceInStrings(newName, u"·"_s);
    QCOMPARE(behind, before);
}

void TestNavigation::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("message"); ///< a part of it
    const QString stage = u"FROM a AS ¦b\nFROM b AS c\nCOPY --from=nginx x y"_s;
    QTest::newRow("no name of a stage") << stage << u"1b"_s << u"lower case"_s;
    QTest::newRow("capitals") << stage << u"Base"_s << u"lower case"_s;
    QTest::newRow("nothing") << stage << QString() << u"lower case"_s;
    QTest::newRow("reserved") << stage << u"scratch"_s << u"scratch"_s;
    QTest::newRow("another stage") << stage << u"c"_s << u"line 2"_s;
    QTest::newRow("an image of that name") << stage << u"nginx"_s << u"line 3"_s;
    QTest::newRow("the base image") << stage << u"a"_s << u"line 1"_s;
    QTest::newRow("by a variable") << u"ARG X=b\nFROM a AS ¦b\nFROM $X"_s << u"c"_s << u"line 3"_s;
    QTest::newRow("a quoted place") << u"FROM a AS ¦b\nFROM c\nCOPY --from=\"b\" x y"_s << u"d"_s << u"line 3"_s;
    QTest::newRow("an image") << u"FROM ¦a"_s << u"b"_s << u"no stage"_s;
    QTest::newRow("a stage without a name") << u"FROM a\nFROM b\nCOPY --from=¦0 x y"_s << u"c"_s << u"no stage"_s;
    QTest::newRow("a command") << u"FROM a\nRUN ¦make"_s << u"b"_s << u"no stage"_s;

    const QString variable = u"ARG G=1\nFROM a\nARG ¦A=1\nENV B=$A\nRUN C=2; for D in 1; do echo $A; done"_s;
    QTest::newRow("no name of a variable") << variable << u"A-B"_s << u"letters"_s;
    QTest::newRow("another variable") << variable << u"B"_s << u"line 4"_s;
    QTest::newRow("a global argument") << variable << u"G"_s << u"line 1"_s;
    QTest::newRow("a built-in argument") << variable << u"TARGETARCH"_s << u"TARGETARCH"_s;
    QTest::newRow("a variable of the shell") << variable << u"C"_s << u"line 5"_s;
    QTest::newRow("a variable of a loop") << variable << u"D"_s << u"line 5"_s;
    QTest::newRow("built in") << u"FROM a\nARG ¦TARGETARCH\nRUN $TARGETARCH"_s << u"ARCH"_s << u"TARGETARCH"_s;
    QTest::newRow("of the base image") << u"FROM a\nWORKDIR $¦DIR"_s << u"B"_s << u"DIR"_s;
    QTest::newRow("a shell changes it") << u"FROM a\nENV ¦A=1\nRUN A=2; echo $A"_s << u"B"_s << u"line 3"_s;
    QTest::newRow("a stage declares it") << u"ARG ¦A=1\nFROM a:$A\nARG B=2\nRUN $B"_s << u"B"_s << u"line 3"_s;
    QTest::newRow("a base stage has it") << u"FROM a AS x\nENV B=1\nFROM x\nENV ¦A=1"_s << u"B"_s << u"line 2"_s;
    QTest::newRow("a stage on it uses it") << u"FROM a AS x\nENV ¦A=1\nFROM x\nRUN $B"_s << u"B"_s << u"line 4"_s;
}

void TestNavigation::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QString, message);
    const QString answer = renamedIn(text, name);
    QVERIFY2(answer.startsWith(u'!') && answer.contains(message, Qt::CaseInsensitive), qPrintable(answer));
}

void TestNavigation::tellsWhatCanBeRenamed()
{
    const auto name = [](QStringView marked) {
        const MarkedText at(marked);
        const Document document = parseDockerfile(at.text);
        const auto range = renamableAt(document, at.offset);
        return range ? document.textOf(*range).toString() : QString();
    };
    QCOMPARE(name(u"FROM a AS bui¦ld"), u"build"_s);
    QCOMPARE(name(u"FROM a AS b\nENV ABC=1\nRUN ${A¦BC}"), u"ABC"_s);
    QCOMPARE(name(u"FROM ¦a"), QString());
    QCOMPARE(name(u"FROM a\nRUN $¦PATH"), QString());
    QCOMPARE(name(u"FROM a\nARG TARGET¦OS"), QString());
}

void TestNavigation::survivesBrokenFiles()
{
    const QString text =
        u"ARG\nARG =\nFROM\nFROM a AS\nFROM a AS b c\nCOPY --from=\nCOPY --from\nRUN --mount=from=,x\nENV A\nENV "
        u"$\nRUN ${\nRUN <<E\n$A\nFROM $\n"_s;
    const Document document = parseDockerfile(text);
    for (qsizetype offset = 0; offset <= text.size(); ++offset) {
        for (const Occurrence &each : occurrencesAt(document, offset))
            QVERIFY(each.range.begin <= each.range.end && each.range.end <= text.size());
        const auto range = definitionAt(document, offset);
        QVERIFY(!range || range->end <= text.size());
        if (const auto edits = renameAt(document, offset, u"fresh"_s))
            QCOMPARE(edits->isEmpty(), !renamableAt(document, offset));
    }
}

void TestNavigation::isQuickInALongFile()
{
    QString text = u"ARG V=1\nFROM a AS base\nARG V\n"_s;
    for (int i = 0; i < 5000; ++i)
        text += i % 50 == 0 ? u"RUN echo $V $PATH\n"_s : u"COPY --from=base file%1 ${PATH}/\n"_s.arg(i);
    const Document document = parseDockerfile(text);
    const std::clock_t start = std::clock();
    QCOMPARE(occurrencesAt(document, 4).size(), 102);
    const double milliseconds = double(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
    QVERIFY2(milliseconds < 200, qPrintable(QString::number(milliseconds)));
    qInfo("occurrences in 5,000 lines take %.2f ms", milliseconds);
}

STRATA_TEST(TestNavigation)
#include "tst_navigation.moc"
