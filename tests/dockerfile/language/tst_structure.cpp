// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/check.h"
#include "dockerfile/format.h"
#include "dockerfile/ignorerules.h"
#include "dockerfile/language/structure.h"
#include "dockerfile/language/templates.h"
#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"
#include "support/testprogram.h"

#include <QSet>

#include <array>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// "stage 1-4", lines from 1.
QStringList foldsIn(const QString &text)
{
    static constexpr std::array<QStringView, 4> names{u"stage", u"instruction", u"heredoc", u"comments"};
    QStringList list;
    for (const FoldRegion &region : foldRegions(parseDockerfile(text)))
        list.append(u"%1 %2-%3"_s.arg(names[static_cast<std::size_t>(region.kind)])
                        .arg(region.firstLine + 1)
                        .arg(region.lastLine + 1));
    return list;
}

QStringList outlineLines(const QList<OutlineEntry> &entries, const QString &indent = {})
{
    QStringList list;
    for (const OutlineEntry &entry : entries) {
        list.append(u"%1%2:%3:%4"_s.arg(indent).arg(entry.line + 1).arg(entry.title, entry.detail));
        list += outlineLines(entry.children, indent + u"  ");
    }
    return list;
}

} // namespace

class TestStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void outlines();
    void outlinesWhatIsBroken();
    void templatesAreGood_data();
    void templatesAreGood();
    void templatesAreMany();
};

void TestStructure::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("regions");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("single lines") << u"# a\nFROM a\n\nARG b"_s << QStringList{u"stage 2-4"_s};
    QTest::newRow("stages") << u"# a\n# b\nARG x\nFROM a\nRUN b\n\n# of c\nFROM c\nFROM d\nRUN e\n# end\n# end\n"_s
                            << QStringList{u"comments 1-2"_s, u"stage 4-5"_s, u"stage 9-10"_s, u"comments 11-12"_s};
    QTest::newRow("an instruction") << u"FROM a\nRUN b \\\n  # c\n\n  d\nRUN e"_s
                                    << QStringList{u"stage 1-6"_s, u"instruction 2-5"_s};
    QTest::newRow("a heredoc") << u"FROM a\nRUN <<E\nx\nE\n"_s << QStringList{u"stage 1-4"_s, u"heredoc 2-4"_s};
    QTest::newRow("two heredocs") << u"FROM a\nCOPY <<A <<B \\\n /x\na\na\nA\nb\nB\n"_s
                                  << QStringList{u"stage 1-8"_s, u"instruction 2-8"_s, u"heredoc 4-6"_s,
                                                 u"heredoc 7-8"_s};
    QTest::newRow("an open heredoc") << u"FROM a\nRUN <<E\nx\n"_s << QStringList{u"stage 1-3"_s, u"heredoc 2-3"_s};
    QTest::newRow("no heredoc at the end") << u"FROM a\nRUN <<E"_s << QStringList{u"stage 1-2"_s};
}

void TestStructure::folds()
{
    QFETCH(QString, text);
    QTEST(foldsIn(text), "regions");
}

void TestStructure::outlines()
{
    const QString text =
        u"ARG V=1\nFROM a:$V AS build\nRUN make \\\n   all\nCOPY <<E /x\nbody\nE\nFROM scratch\nFROM b\n"_s;
    const Document document = parseDockerfile(text);
    const QList<OutlineEntry> entries = outline(document);
    QCOMPARE(outlineLines(entries),
             (QStringList{u"1:ARG:V=1"_s, u"2:build:a:$V"_s, u"  3:RUN:make all"_s, u"  5:COPY:<<E /x"_s,
                          u"8:scratch:scratch"_s, u"9:b:b"_s}));
    QCOMPARE(document.textOf(entries[1].range).toString(), text.section(u'\n', 1, 6));
    QCOMPARE(document.textOf(entries[1].children[0].nameRange).toString(), u"RUN"_s);
    const QString detail = outline(parseDockerfile(u"RUN "_s + QString(500, u'x'))).first().detail;
    QCOMPARE(detail.size(), 80);
    QVERIFY(detail.endsWith(u'…'));
}

void TestStructure::outlinesWhatIsBroken()
{
    QCOMPARE(outlineLines(outline(parseDockerfile(u"from\nFOO bar\nfrom a as b c"_s))),
             (QStringList{u"1:FROM:"_s, u"  2:FOO:bar"_s, u"3:a:a"_s}));
}

void TestStructure::templatesAreGood_data()
{
    QTest::addColumn<int>("index");
    const QList<DockerfileTemplate> templates = dockerfileTemplates();
    for (int i = 0; i < templates.size(); ++i)
        QTest::newRow(qPrintable(templates[i].id)) << i;
}

void TestStructure::templatesAreGood()
{
    QFETCH(int, index);
    const DockerfileTemplate each = dockerfileTemplates().at(index);
    const Document document = parseDockerfile(each.dockerfile);
    QVERIFY(document.diagnostics.isEmpty());
    QStringList complaints;
    for (const Finding &finding : checkDockerfile(document)) {
        if (finding.severity == Finding::Severity::Error || finding.severity == Finding::Severity::Warning)
            complaints.append(u"%1: %2 %3"_s.arg(finding.line + 1).arg(finding.rule, finding.message));
    }
    QCOMPARE(complaints, QStringList());
    QCOMPARE(formatDockerfile(each.dockerfile).value_or(QString()), each.dockerfile);

    const BuildPlan plan = planBuild(document);
    QVERIFY(plan.problems.isEmpty());
    QCOMPARE(plan.neededStages().size(), plan.stages.size()); // no stage is there for nothing
    QVERIFY(!plan.stages.last().result.user.isEmpty());
    QVERIFY(document.instructions.first().kind == InstructionKind::Arg); // the version
    for (const PlanStage &stage : plan.stages) {
        QVERIFY(stage.unsetVariables.isEmpty());
        for (const PlanStep &step : stage.steps)
            QCOMPARE(step.unsetVariables, QStringList());
    }
    QVERIFY(IgnoreRules::parse(each.ignoreFile.toUtf8()));
}

void TestStructure::templatesAreMany()
{
    QSet<QString> ids;
    for (const DockerfileTemplate &each : dockerfileTemplates()) {
        QVERIFY(!each.title.isEmpty() && each.description.endsWith(u'.'));
        ids.insert(each.id);
    }
    QCOMPARE(ids.size(), dockerfileTemplates().size());
    QVERIFY(ids.size() >= 12);
}

STRATA_TEST(TestStructure)
#include "tst_structure.moc"
