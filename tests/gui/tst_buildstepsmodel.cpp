// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildstepsmodel.h"
#include "app/builder/buildsteptext.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

using StepState = BuildStep::State;

constexpr qint64 oneSecond = 1'000'000'000;
constexpr qint64 startOfBuild = 1'000'000 * oneSecond;

BuildStep buildStep(const QString &name, StepState state = StepState::Waiting, qint64 from = 0, qint64 to = 0)
{
    BuildStep made{.digest = u"sha256:"_s + name, .name = BuildStepName::parse(name), .state = state};
    made.started = made.runBegan = from;
    made.completed = to;
    made.busy = to > 0 ? to - from : 0;
    return made;
}

/// Each row, its branches' rows indented: "text|state|time".
QStringList stepLines(const BuildStepsModel &model, const QModelIndex &parent = {})
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto cell = [&](int column) { return model.index(row, column, parent).data().toString(); };
        all.append(
            (parent.isValid() ? u"  "_s : QString())
            + QStringList{cell(BuildStepsModel::Step), cell(BuildStepsModel::State), cell(BuildStepsModel::Time)}.join(
                u'|'));
        all += stepLines(model, model.index(row, 0, parent));
    }
    return all;
}

} // namespace

class TestBuildStepsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<BuildStepsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void stagesAreBranches();
    void rowsComeInTheirPlace();
    void stagesStandBehindWhatTheyUse();
    void aChangeTellsItsRow();
    void timesOfWhatRuns();
    void anotherClock();
    void theAxis();
    void bytes();
    void manySteps();
    void parts();
    void timesInWords();

private:
    std::unique_ptr<BuildStepsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestBuildStepsModel::stagesAreBranches()
{
    m_model->append(
        {buildStep(u"[internal] load build definition"_s, StepState::Done, startOfBuild, startOfBuild + oneSecond),
         buildStep(u"[builder 1/2] FROM base"_s, StepState::Cached), buildStep(u"[stage-1 2/2] COPY a b"_s),
         buildStep(u"[builder 2/2] RUN make"_s, StepState::Failed, startOfBuild + oneSecond,
                   startOfBuild + 3 * oneSecond),
         buildStep(u"[stage-1 1/2] FROM base"_s, StepState::Done), buildStep(u"exporting to image"_s)},
        0);
    QCOMPARE(stepLines(*m_model),
             QStringList({u"Internal|done|1.0 s"_s, u"  load build definition|done|1.0 s"_s,
                          u"Stage builder|failed|2.0 s"_s, u"  1/2  FROM base|cached|"_s,
                          u"  2/2  RUN make|failed|2.0 s"_s, u"Stage stage-1|waiting|"_s, u"  1/2  FROM base|done|"_s,
                          u"  2/2  COPY a b|waiting|"_s, u"Result|waiting|"_s, u"  exporting to image|waiting|"_s}));
    QCOMPARE(m_model->index(0, 0).data(BuildStepsModel::RowRole).toInt(), -1);
    QCOMPARE(m_model->indexOf(3).data(BuildStepsModel::RowRole).toInt(), 3);
    QCOMPARE(m_model->rowOf(u"sha256:exporting to image"_s), 5);
    QCOMPARE(m_model->rowOf(u"other"_s), -1);
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
}

void TestBuildStepsModel::rowsComeInTheirPlace()
{
    m_model->append({buildStep(u"exporting to image"_s)}, 0);
    m_model->append({buildStep(u"[3/3] RUN c"_s)}, 0);
    const QPersistentModelIndex kept = m_model->indexOf(1);
    m_model->append({buildStep(u"[1/3] FROM a"_s)}, 0);
    m_model->append({buildStep(u"[internal] x"_s), buildStep(u"[2/3] RUN b"_s)}, 0);
    QCOMPARE(kept.data().toString(), u"3/3  RUN c"_s);
    QCOMPARE(kept.row(), 2);
    QCOMPARE(kept.parent().data().toString(), u"Dockerfile"_s);
    QCOMPARE(kept.parent().row(), 1);
}

void TestBuildStepsModel::stagesStandBehindWhatTheyUse()
{
    BuildStep last = buildStep(u"[last 2/2] COPY --from=middle a b"_s);
    last.inputs = {u"sha256:[middle 2/2] COPY --from=first a b"_s};
    BuildStep middle = buildStep(u"[middle 2/2] COPY --from=first a b"_s);
    middle.inputs = {u"sha256:[first 2/2] RUN a"_s, last.digest}; // a circle, which no engine makes, hurts nobody
    m_model->append({last, buildStep(u"exporting to image"_s), middle}, 0);
    const QPersistentModelIndex kept = m_model->indexOf(0);
    m_model->append({buildStep(u"[first 2/2] RUN a"_s), buildStep(u"[internal] x"_s)}, 0);
    middle.inputs.removeLast();
    m_model->change({{2, middle}}, 0);
    m_model->append({buildStep(u"[other 1/1] FROM x"_s)}, 0);
    QStringList branches;
    for (int row = 0; row < m_model->rowCount(); ++row)
        branches.append(m_model->index(row, 0).data().toString());
    QCOMPARE(branches,
             QStringList(
                 {u"Internal"_s, u"Stage first"_s, u"Stage other"_s, u"Stage middle"_s, u"Stage last"_s, u"Result"_s}));
    QCOMPARE(kept.parent().row(), 4);
    QCOMPARE(kept, m_model->indexOf(0));
}

void TestBuildStepsModel::aChangeTellsItsRow()
{
    m_model->append({buildStep(u"[1/2] FROM a"_s), buildStep(u"[2/2] RUN b"_s)}, 0);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_model->change({{1, buildStep(u"[2/2] RUN b"_s, StepState::Cancelled)}}, 0);
    QCOMPARE(m_model->indexOf(1, BuildStepsModel::State).data().toString(), u"cancelled"_s);
    QCOMPARE(m_model->index(0, BuildStepsModel::State).data().toString(), u"cancelled"_s);
    QCOMPARE(changed.size(), 2); // the step and its branch
    QVERIFY(moved.isEmpty());
}

void TestBuildStepsModel::timesOfWhatRuns()
{
    m_model->append({buildStep(u"[1/1] RUN a"_s, StepState::Running, startOfBuild)}, startOfBuild);
    QVERIFY(m_model->isRunning());
    m_model->tick(startOfBuild + 12 * oneSecond + oneSecond / 2);
    QCOMPARE(m_model->indexOf(0, BuildStepsModel::Time).data().toString(), u"12.5 s"_s);
    QCOMPARE(m_model->elapsed(), 12 * oneSecond + oneSecond / 2);
    m_model->change({{0, buildStep(u"[1/1] RUN a"_s, StepState::Done, startOfBuild, startOfBuild + 13 * oneSecond)}},
                    startOfBuild + 14 * oneSecond);
    QVERIFY(!m_model->isRunning());
    m_model->tick(startOfBuild + 99 * oneSecond);
    QCOMPARE(m_model->indexOf(0, BuildStepsModel::Time).data().toString(), u"13.0 s"_s);
}

/// An engine whose clock is an hour behind: the time since a step was seen to begin counts.
void TestBuildStepsModel::anotherClock()
{
    const qint64 here = startOfBuild + 3600 * oneSecond;
    m_model->append({buildStep(u"[1/2] RUN a"_s, StepState::Running, startOfBuild)}, here);
    m_model->tick(here + 5 * oneSecond);
    QCOMPARE(m_model->indexOf(0, BuildStepsModel::Time).data().toString(), u"5.0 s"_s);
}

void TestBuildStepsModel::theAxis()
{
    m_model->append(
        {buildStep(u"[a 1/1] RUN a"_s, StepState::Done, startOfBuild, startOfBuild + 4 * oneSecond),
         buildStep(u"[b 1/1] RUN b"_s, StepState::Done, startOfBuild + 2 * oneSecond, startOfBuild + 8 * oneSecond),
         buildStep(u"[b 1/1] RUN c"_s)},
        0);
    const auto at = [this](int row, int role) { return m_model->indexOf(row, BuildStepsModel::Timeline).data(role); };
    QCOMPARE(at(0, BuildStepsModel::BeginRole).toDouble(), 0.0);
    QCOMPARE(at(0, BuildStepsModel::EndRole).toDouble(), 0.5);
    QCOMPARE(at(1, BuildStepsModel::BeginRole).toDouble(), 0.25);
    QCOMPARE(at(1, BuildStepsModel::EndRole).toDouble(), 1.0);
    QVERIFY(!at(2, BuildStepsModel::BeginRole).isValid());
}

void TestBuildStepsModel::bytes()
{
    BuildStep pull = buildStep(u"[1/1] FROM a"_s, StepState::Running, startOfBuild);
    pull.statuses = {{.id = u"x"_s, .current = 1'000'000, .total = 2'000'000},
                     {.id = u"y"_s, .current = 500'000, .total = 2'000'000}};
    m_model->append({pull}, startOfBuild);
    const QModelIndex cell = m_model->indexOf(0, BuildStepsModel::Bytes);
    QCOMPARE(cell.data().toString(), u"1.5 MB of 4 MB"_s);
    QCOMPARE(cell.data(BuildStepsModel::ShareRole).toDouble(), 0.375);
    pull.statuses.append({.id = u"z"_s, .current = 100, .total = 0}); // nobody knows how much it is
    m_model->change({{0, pull}}, startOfBuild);
    QCOMPARE(cell.data().toString(), u"1.5 MB"_s);
    QVERIFY(!cell.data(BuildStepsModel::ShareRole).isValid());
}

void TestBuildStepsModel::manySteps()
{
    m_tester.reset(); // it looks at every row with each signal
    QRandomGenerator random(3);
    QList<BuildStep> steps;
    for (int i = 0; i < 5000; ++i)
        steps.append(buildStep(u"[s%1 %2/9999] RUN %3"_s.arg(random.bounded(40)).arg(1 + random.bounded(9999)).arg(i)));
    m_model->append(steps, 0);
    QCOMPARE(m_model->rowCount(), 40);
    int rows = 0;
    for (int branch = 0; branch < 40; ++branch) {
        const QModelIndex parent = m_model->index(branch, 0);
        rows += m_model->rowCount(parent);
        int before = 0;
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const int at = m_model->index(row, 0, parent).data(BuildStepsModel::RowRole).toInt();
            QVERIFY(m_model->step(at).name.number >= before);
            before = m_model->step(at).name.number;
            QCOMPARE(m_model->indexOf(at), m_model->index(row, 0, parent));
        }
    }
    QCOMPARE(rows, 5000);
}

void TestBuildStepsModel::parts()
{
    BuildPartsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    BuildStep pull = buildStep(u"[1/1] FROM a"_s);
    pull.statuses = {{.id = u"sha256:1"_s, .name = u"layer"_s, .current = 5000, .total = 10'000}};
    model.setStep(pull);
    QCOMPARE(model.index(0, BuildPartsModel::Part).data().toString(), u"layer"_s);
    QCOMPARE(model.index(0, BuildPartsModel::Amount).data().toString(), u"5 kB of 10 kB"_s);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    pull.statuses.append({.id = u"extracting"_s, .completed = 5});
    model.setStep(pull);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(removed.isEmpty());
    QCOMPARE(model.index(1, BuildPartsModel::Amount).data().toString(), u"done"_s);
    model.setStep(buildStep(u"[1/1] FROM b"_s));
    QCOMPARE(model.rowCount(), 0);
}

void TestBuildStepsModel::timesInWords()
{
    QCOMPARE(timeTaken(0), u"0.0 s"_s);
    QCOMPARE(timeTaken(59'960'000'000), u"59.9 s"_s);
    QCOMPARE(timeTaken(60 * oneSecond), u"1 min 00 s"_s);
    QCOMPARE(timeTaken(125 * oneSecond), u"2 min 05 s"_s);
    QCOMPARE(timeTaken(3725 * oneSecond), u"1 h 02 min"_s);
}

STRATA_WINDOW_TEST(TestBuildStepsModel)
#include "tst_buildstepsmodel.moc"
