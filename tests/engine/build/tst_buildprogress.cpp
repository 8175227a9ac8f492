// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/buildprogress.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

using State = BuildStep::State;
using Vertex = BuildTrace::Vertex;

Vertex vertex(const QString &digest, const QString &name, qint64 started = 0, qint64 completed = 0)
{
    return {.digest = digest, .name = name, .started = started, .completed = completed};
}

Vertex failed(Vertex vertex, const QString &error)
{
    vertex.error = error;
    return vertex;
}

BuildTrace of(const QList<Vertex> &vertexes)
{
    return {.vertexes = vertexes};
}

} // namespace

class TestBuildProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void aStepsLife();
    void states_data();
    void states();
    void rowsAreTold();
    void runsAgain();
    void statusesAndWarnings();
    void whatBelongsToNoStep();
    void theEndCancels();
    void totals();
    void memoryIsBounded();
};

void TestBuildProgress::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<BuildStepName>("parsed");
    const auto row = [](const char *name, const BuildStepName &parsed) {
        QTest::newRow(name) << QString::fromUtf8(name) << parsed;
    };
    row("[2/5] RUN make", {.number = 2, .count = 5, .text = u"RUN make"_s});
    row("[ 2/15] RUN make", {.number = 2, .count = 15, .text = u"RUN make"_s});
    row("[build 12/15] COPY [a] b] /x", {.stage = u"build"_s, .number = 12, .count = 15, .text = u"COPY [a] b] /x"_s});
    row("[build  2/15] ONBUILD RUN x", {.stage = u"build"_s, .number = 2, .count = 15, .text = u"ONBUILD RUN x"_s});
    row("[linux/arm64 stage-1 1/2] FROM x",
        {.platform = u"linux/arm64"_s, .stage = u"stage-1"_s, .number = 1, .count = 2, .text = u"FROM x"_s});
    row("[linux/amd64->arm64 build 1/2] FROM x",
        {.platform = u"linux/amd64->arm64"_s, .stage = u"build"_s, .number = 1, .count = 2, .text = u"FROM x"_s});
    row("[linux/arm/v7 1/2] FROM x", {.platform = u"linux/arm/v7"_s, .number = 1, .count = 2, .text = u"FROM x"_s});
    row("[internal] load .dockerignore", {.text = u"load .dockerignore"_s, .isInternal = true});
    row("[linux/arm64 internal] load metadata for x",
        {.platform = u"linux/arm64"_s, .text = u"load metadata for x"_s, .isInternal = true});
    row("[auth] library/x:pull token for y", {.text = u"library/x:pull token for y"_s, .isInternal = true});
    row("copy /context /", {.text = u"copy /context /"_s, .isInternal = true});
    row("exporting to image", {.text = u"exporting to image"_s});
    row("[a b c 1/2] x", {.text = u"[a b c 1/2] x"_s});
    row("[one/two] x", {.text = u"[one/two] x"_s});
    row("[0/2] x", {.text = u"[0/2] x"_s});
    row("[1/2]", {.text = u"[1/2]"_s});
    row("[] x", {.text = u"[] x"_s});
    row("", {});
}

void TestBuildProgress::names()
{
    QFETCH(QString, name);
    QFETCH(BuildStepName, parsed);
    const BuildStepName is = BuildStepName::parse(name);
    QCOMPARE(is.platform, parsed.platform);
    QCOMPARE(is.stage, parsed.stage);
    QCOMPARE(is.number, parsed.number);
    QCOMPARE(is.count, parsed.count);
    QCOMPARE(is.text, parsed.text);
    QCOMPARE(is.isInternal, parsed.isInternal);
}

void TestBuildProgress::aStepsLife()
{
    BuildProgress build;
    Vertex step = vertex(u"a"_s, u"[2/2] RUN make"_s);
    step.inputs = {u"b"_s};
    build.take(of({step}));
    QCOMPARE(build.steps().first().state, State::Waiting);
    QCOMPARE(build.steps().first().inputs, QStringList{u"b"_s});
    step.started = 1000;
    build.take(of({step}));
    QCOMPARE(build.steps().first().state, State::Running);
    step.completed = 1500;
    build.take(of({step}));
    const BuildStep &is = build.steps().first();
    QCOMPARE(is.state, State::Done);
    QCOMPARE(is.started, 1000);
    QCOMPARE(is.completed, 1500);
    QCOMPARE(is.busy, 500);
    build.take(of({step})); // told once more
    QCOMPARE(is.busy, 500);
    build.take(of({vertex(u"a"_s, u"[2/2] RUN make"_s)})); // a mention without times
    QCOMPARE(build.steps().first().state, State::Done);
    QCOMPARE(build.steps().size(), 1);
}

void TestBuildProgress::states_data()
{
    QTest::addColumn<bool>("cached");
    QTest::addColumn<qint64>("started");
    QTest::addColumn<qint64>("completed");
    QTest::addColumn<QString>("error");
    QTest::addColumn<State>("state");
    QTest::newRow("cached") << true << qint64{5} << qint64{6} << QString() << State::Cached;
    QTest::newRow("cached, without times") << true << qint64{0} << qint64{0} << QString() << State::Cached;
    QTest::newRow("failed") << false << qint64{5} << qint64{6} << u"exit code: 1"_s << State::Failed;
    QTest::newRow("failed before it ran") << false << qint64{0} << qint64{0} << u"no such stage"_s << State::Failed;
    QTest::newRow("cancelled") << false << qint64{5} << qint64{6} << u"x: context canceled"_s << State::Cancelled;
}

void TestBuildProgress::states()
{
    QFETCH(bool, cached);
    QFETCH(qint64, started);
    QFETCH(qint64, completed);
    QFETCH(QString, error);
    QFETCH(State, state);
    BuildProgress build;
    Vertex step = failed(vertex(u"a"_s, u"x"_s, started, completed), error);
    step.cached = cached;
    build.take(of({step}));
    QCOMPARE(build.steps().first().state, state);
    QCOMPARE(build.steps().first().error, error);
    QCOMPARE(build.failedRow(), state == State::Failed ? 0 : -1);
}

void TestBuildProgress::rowsAreTold()
{
    BuildProgress build;
    auto touched = build.take(of({vertex(u"a"_s, u"a"_s), vertex(u"b"_s, u"b"_s), vertex(u"c"_s, u"c"_s)}));
    QCOMPARE(touched.firstNew, 0);
    QCOMPARE(touched.changed, QList<int>());
    touched = build.take(of(
        {vertex(u"c"_s, u"c"_s, 5), vertex(u"d"_s, u"d"_s), vertex(u"a"_s, u"a"_s, 5), vertex(u"a"_s, u"a"_s, 5, 6)}));
    QCOMPARE(touched.firstNew, 3);
    QCOMPARE(touched.changed, QList<int>({0, 2}));
    touched = build.take({.logs = {{.vertex = u"b"_s}, {.vertex = u"b"_s}}});
    QCOMPARE(touched.firstNew, -1);
    QCOMPARE(touched.changed, QList<int>({1}));
    touched = build.take({});
    QCOMPARE(touched.firstNew, -1);
    QCOMPARE(touched.changed, QList<int>());
    QCOMPARE(build.rowOf(u"d"_s), 3);
    QCOMPARE(build.rowOf(u"e"_s), -1);
}

void TestBuildProgress::runsAgain()
{
    BuildProgress build;
    build.take(of({vertex(u"a"_s, u"a"_s, 100, 150)}));
    build.take(of({vertex(u"a"_s, u"a"_s, 300)}));
    QCOMPARE(build.steps().first().state, State::Running);
    QCOMPARE(build.steps().first().completed, 0);
    QCOMPARE(build.steps().first().runBegan, 300);
    build.take(of({vertex(u"a"_s, u"a"_s, 300, 310)}));
    QCOMPARE(build.steps().first().started, 100);
    QCOMPARE(build.steps().first().completed, 310);
    QCOMPARE(build.steps().first().busy, 60);
    build.take(of({vertex(u"b"_s, u"b"_s, 300, 200)})); // a clock that went back
    QCOMPARE(build.steps().last().busy, 0);
}

void TestBuildProgress::statusesAndWarnings()
{
    BuildProgress build;
    const BuildTrace::Warning warning{.vertex = u"a"_s, .shortText = u"w"_s, .ranges = {{1, 0, 1, 5}}};
    build.take({.vertexes = {vertex(u"a"_s, u"a"_s)},
                .statuses = {{.id = u"x"_s, .vertex = u"a"_s, .current = 1, .total = 9},
                             {.id = u"y"_s, .vertex = u"a"_s, .current = 2}},
                .warnings = {warning, warning}});
    const auto touched = build.take({.statuses = {{.id = u"x"_s, .vertex = u"a"_s, .current = 9, .total = 9}}});
    QCOMPARE(touched.changed, QList<int>({0}));
    const BuildStep &step = build.steps().first();
    QCOMPARE(step.statuses.size(), 2);
    QCOMPARE(step.statuses.first().current, 9);
    QCOMPARE(step.statuses.last().current, 2);
    QCOMPARE(step.warnings, QList<BuildTrace::Warning>({warning}));
    QCOMPARE(build.totals().warnings, 1);
}

void TestBuildProgress::whatBelongsToNoStep()
{
    BuildProgress build;
    const auto touched = build.take({.vertexes = {vertex(QString(), u"nameless"_s)},
                                     .statuses = {{.id = u"x"_s, .vertex = u"z"_s}},
                                     .logs = {{.vertex = u"z"_s}},
                                     .warnings = {{.vertex = u"z"_s}}});
    QCOMPARE(touched.firstNew, -1);
    QCOMPARE(touched.changed, QList<int>());
    QCOMPARE(build.steps().size(), 0);
}

void TestBuildProgress::theEndCancels()
{
    BuildProgress build;
    build.take(of({vertex(u"a"_s, u"a"_s, 1, 2), vertex(u"b"_s, u"b"_s, 1), vertex(u"c"_s, u"c"_s),
                   failed(vertex(u"d"_s, u"d"_s, 1, 2), u"no"_s)}));
    const auto touched = build.finish();
    QCOMPARE(touched.firstNew, -1);
    QCOMPARE(touched.changed, QList<int>({1, 2}));
    QCOMPARE(build.steps().at(0).state, State::Done);
    QCOMPARE(build.steps().at(1).state, State::Cancelled);
    QCOMPARE(build.steps().at(2).state, State::Cancelled);
    QCOMPARE(build.steps().at(3).state, State::Failed);
    QCOMPARE(build.totals().running, 0);
    QCOMPARE(build.finish().changed, QList<int>());
}

void TestBuildProgress::totals()
{
    BuildProgress build;
    Vertex cached = vertex(u"c"_s, u"[2/3] RUN x"_s, 1, 1);
    cached.cached = true;
    build.take(of({vertex(u"i"_s, u"[internal] load x"_s, 1, 2), vertex(u"a"_s, u"[1/3] FROM x"_s, 1, 2), cached,
                   vertex(u"d"_s, u"[3/3] RUN y"_s, 1), vertex(u"e"_s, u"exporting to image"_s)}));
    BuildTotals wanted{.steps = 4, .done = 2, .cached = 1, .running = 1};
    QCOMPARE(build.totals(), wanted);
    build.take(of({vertex(u"d"_s, u"[3/3] RUN y"_s, 1, 7), vertex(u"e"_s, u"exporting to image"_s, 7, 8)}));
    wanted = {.steps = 4, .done = 4, .cached = 1};
    QCOMPARE(build.totals(), wanted);
}

void TestBuildProgress::memoryIsBounded()
{
    BuildProgress build;
    BuildTrace trace;
    for (int i = 0; i < 30'000; ++i)
        trace.vertexes.append(vertex(QString::number(i), u"x"_s));
    for (int i = 0; i < 5'000; ++i) {
        trace.statuses.append({.id = QString::number(i), .vertex = u"7"_s});
        trace.warnings.append({.vertex = u"7"_s, .level = i});
    }
    build.take(trace);
    QCOMPARE(build.steps().size(), 20'000);
    QCOMPARE(build.steps().at(7).statuses.size(), 2'000);
    QCOMPARE(build.steps().at(7).warnings.size(), 500);
    QCOMPARE(build.take(of({vertex(u"29999"_s, u"x"_s, 1)})).firstNew, -1);
}

STRATA_TEST(TestBuildProgress)
#include "tst_buildprogress.moc"
