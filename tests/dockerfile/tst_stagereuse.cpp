// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"
#include "dockerfile/plan/historywordings.h"
#include "support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

const QString sample = uR"(ARG TAG=12
FROM debian:${TAG} AS base
ARG VERSION=1
ENV HOME=/home/$VERSION PATH=/opt/bin:$PATH
WORKDIR app
ONBUILD RUN echo ${VERSION}
ONBUILD EXPOSE 80-90

FROM base AS build
COPY --from=tools /bin/tool ./
RUN --mount=type=bind,from=base,target=/x make $VERSION
CMD ["run", "$HOME"]

FROM golang:1 AS tools
ARG TAG
RUN <<EOF
go build -o $HOME
EOF
EXPOSE nothing
USER 1000

FROM build
ENTRYPOINT entry ${UNSET}
COPY --from=2 a b /c/
COPY . .
)"_s;

/// A plan that was made with the help of another one is the plan that would have been made without.
void compare(const BuildPlan &helped, const BuildPlan &alone)
{
    QCOMPARE(helped.target, alone.target);
    QCOMPARE(planWordings(helped), planWordings(alone));
    QCOMPARE(helped.problems, alone.problems);
    QVERIFY(helped.globalArguments == alone.globalArguments);
    QCOMPARE(helped.stages.size(), alone.stages.size());
    for (qsizetype i = 0; i < helped.stages.size(); ++i)
        QVERIFY2(helped.stages[i] == alone.stages[i], qPrintable(u"stage %1"_s.arg(i)));
}

QList<bool> taken(const BuildPlan &plan, const BuildPlan &before)
{
    QList<bool> list;
    for (qsizetype i = 0; i < plan.stages.size(); ++i)
        list.append(i < before.stages.size() && plan.stages[i].steps.isSharedWith(before.stages[i].steps));
    return list;
}

BuildPlan planned(const QString &text, const PlanOptions &options = {}, const BuildPlan *before = nullptr)
{
    return planBuild(parseDockerfile(text), options, before);
}

QString edited(QString text, QRandomGenerator &random)
{
    static const QStringList pieces{u"\n"_s,          u" "_s,         u"$VERSION"_s,      u"a"_s,           u"\\\n"_s,
                                    u"FROM base\n"_s, u"ARG A=1\n"_s, u"# a comment\n"_s, u"RUN <<EOF\n"_s, u"EOF\n"_s};
    const qsizetype at = random.bounded(text.size() + 1);
    if (random.bounded(3) == 0)
        return text.remove(at, random.bounded(1, 12));
    return text.insert(at, pieces[random.bounded(pieces.size())]);
}

} // namespace

class TestStageReuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyPlansItsStage();
    void whatDependsOnIt();
    void aLineMore();
    void onlyTheBaseMoves();
    void optionsCount();
    void baseImagesCount();
    void anyEdits();
};

void TestStageReuse::aKeyPlansItsStage()
{
    const BuildPlan before = planned(sample);
    const BuildPlan plan = planned(QString(sample).replace(u"USER 1000"_s, u"USER 1001"_s), {}, &before);
    QCOMPARE(taken(plan, before), (QList{true, true, false, true}));
    QCOMPARE(plan.stages[2].result.user, u"1001"_s);
}

void TestStageReuse::whatDependsOnIt()
{
    const BuildPlan before = planned(sample);
    const QString text = QString(sample).replace(u"VERSION=1"_s, u"VERSION=2"_s);
    const BuildPlan plan = planned(text, {}, &before);
    QCOMPARE(taken(plan, before), (QList{false, false, true, false}));
    compare(plan, planned(text));
}

void TestStageReuse::aLineMore()
{
    const BuildPlan before = planned(sample);
    const QString text = QString(sample).replace(u"USER 1000"_s, u"RUN one\nRUN two\nUSER 1000"_s);
    const BuildPlan plan = planned(text, {}, &before);
    QCOMPARE(taken(plan, before), (QList{true, true, false, false})); // the last one's lines are others
    compare(plan, planned(text));
    compare(planned(sample, {}, &plan), before);
}

/// What ONBUILD of the base does is said where the base is.
void TestStageReuse::onlyTheBaseMoves()
{
    const BuildPlan before = planned(u"FROM a AS base\nONBUILD RUN x\nFROM c\nRUN 1\nRUN 2\nFROM base\n"_s);
    const QString text = u"ARG P\nARG Q\nFROM a AS base\nONBUILD RUN x\nFROM c\nFROM base\n"_s;
    const BuildPlan plan = planned(text, {}, &before);
    QCOMPARE(plan.stages[2].steps.first().instruction, 3);
    compare(plan, planned(text));
    const QString next = u"RUN 0\n"_s + text;
    compare(planned(next, {}, &plan), planned(next));
}

void TestStageReuse::optionsCount()
{
    const BuildPlan before = planned(sample);
    for (const PlanOptions &options :
         {PlanOptions{.buildArguments = {{u"VERSION"_s, u"7"_s}}}, PlanOptions{.buildArguments = {{u"TAG"_s, u"7"_s}}},
          PlanOptions{.platform = u"linux/arm64"_s}, PlanOptions{.builder = BuilderKind::Classic},
          PlanOptions{.version = BuildKitVersion::Newest}, PlanOptions{.target = u"tools"_s}})
        compare(planned(sample, options, &before), planned(sample, options));
}

void TestStageReuse::baseImagesCount()
{
    const PlanOptions options{.baseImage = [](const QString &reference, const QString &) {
        return reference == u"golang:1"
            ? std::optional(BaseImage{.workingDirectory = u"/go"_s, .triggers = {u"RUN x"_s}})
            : std::nullopt;
    }};
    const BuildPlan before = planned(sample);
    const BuildPlan plan = planned(sample, options, &before);
    QCOMPARE(taken(plan, before), (QList{true, true, false, true}));
    compare(plan, planned(sample, options));
    compare(planned(sample, {}, &plan), before);
}

void TestStageReuse::anyEdits()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 40; ++round) {
        QString text = sample;
        BuildPlan before = planned(text);
        for (int key = 0; key < 25; ++key) {
            for (int edits = random.bounded(1, 4); edits > 0; --edits)
                text = edited(text, random);
            const PlanOptions options{.version = round % 2 ? BuildKitVersion::Newest : BuildKitVersion::Docker26};
            const BuildPlan plan = planned(text, options, &before);
            compare(plan, planned(text, options));
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(text));
            before = plan;
        }
    }
}

STRATA_TEST(TestStageReuse)
#include "tst_stagereuse.moc"
