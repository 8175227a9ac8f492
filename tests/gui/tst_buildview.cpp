// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildlogview.h"
#include "app/builder/buildview.h"
#include "app/builder/stepline.h"
#include "core/bytesize.h"
#include "pagewindow.h"
#include "realbuilds.h"
#include "support/realengine.h"
#include "support/testprogram.h"
#include "widgets/elidedlabel.h"
#include "widgets/loglines.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// One build, as it runs on a real engine and as it is kept.
class TestBuildView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void linesOfSteps_data();
    void linesOfSteps();
    void nothingYet();
    void stages();
    void theLastOneToPrintIsShown();
    void whatThePersonChoseStays();
    void aFailedStep();
    void aWrongDockerfile();
    void cancelled();
    void theOperationGoesAway();
    void findInAll();
    void findWhatCameSince();
    void theLogIsSaved();
    void muchOutput();
    void aKeptOne();
    void aKeptOneWithoutItsLog();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &steps() const { return *find<TreeTable>("buildSteps"); }
    LogLines &lines() const { return *find<LogLines>("buildLogLines"); }
    QString facts() const { return find<ElidedLabel>("buildFacts")->text(); }
    QString logTitle() const { return find<ElidedLabel>("buildLogTitle")->text(); }
    QAction *action(const char *name) const { return find<QAction>(name); }
    QModelIndex rowOf(const QString &text) const;
    bool choose(const QString &text) const;
    void typeToFind(const QString &text) const { QTest::keyClicks(find<QLineEdit>("buildLogFind"), text); }
    QString hits() const { return find<QLabel>("buildLogHits")->text(); }

    const RealEngine m_engine;
    std::unique_ptr<RealBuilds> m_builds;
    std::unique_ptr<BuildView> m_view;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

#define BUILDS()                                                                                                       \
    STRATA_NEED(m_engine);                                                                                             \
    m_builds = std::make_unique<RealBuilds>(m_engine)

void TestBuildView::init()
{
    m_view = std::make_unique<BuildView>();
    m_view->resize(1000, 700);
    m_view->show();
    m_tester = std::make_unique<QAbstractItemModelTester>(steps().model());
}

void TestBuildView::cleanup()
{
    m_tester.reset();
    m_view.reset();
    m_builds.reset();
}

QModelIndex TestBuildView::rowOf(const QString &text) const
{
    const QAbstractItemModel *model = steps().model();
    for (int branch = 0; branch < model->rowCount(); ++branch) {
        const QModelIndex parent = model->index(branch, 0);
        for (int row = 0; row < model->rowCount(parent); ++row) {
            if (const QModelIndex index = model->index(row, 0, parent); index.data().toString().contains(text))
                return index;
        }
    }
    return {};
}

bool TestBuildView::choose(const QString &text) const
{
    const QModelIndex index = rowOf(text);
    steps().selectOnly(index);
    return index.isValid();
}

void TestBuildView::linesOfSteps_data()
{
    QTest::addColumn<QString>("dockerfile");
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("line");
    const QString one = u"# a comment\nFROM a\nENV b=c\nWORKDIR /w\n\nRUN x \\\n  y\nCOPY . .\n"_s;
    QTest::newRow("from") << one << u"[1/4] FROM docker.io/library/a"_s << 2;
    QTest::newRow("workdir") << one << u"[2/4] WORKDIR /w"_s << 4;
    QTest::newRow("run") << one << u"[3/4] RUN x   y"_s << 6;
    QTest::newRow("copy") << one << u"[4/4] COPY . ."_s << 8;
    QTest::newRow("another text") << one << u"[3/5] RUN x   y"_s << 0;
    QTest::newRow("another instruction") << one << u"[3/4] COPY x y"_s << 0;
    QTest::newRow("no number") << one << u"exporting to image"_s << 0;
    const QString stages =
        u"FROM a AS Base\nRUN 1\nFROM base\nRUN 2\nFROM scratch AS last\nCOPY --link --from=base / /\n"_s;
    QTest::newRow("stage") << stages << u"[base 2/2] RUN 1"_s << 2;
    QTest::newRow("on a stage") << stages << u"[stage-1 1/1] RUN 2"_s << 4;
    QTest::newRow("on nothing") << stages << u"[linux/arm64 last 1/1] COPY --link --from=base / /"_s << 6;
    QTest::newRow("linked") << stages << u"[last 1/1] LINK COPY --link --from=base / /"_s << 6;
    QTest::newRow("no such stage") << stages << u"[other 1/1] RUN 2"_s << 0;
}

void TestBuildView::linesOfSteps()
{
    QFETCH(const QString, dockerfile);
    QFETCH(const QString, step);
    QTEST(lineOfStep(dockerfile, BuildStepName::parse(step)), "line");
}

void TestBuildView::nothingYet()
{
    QVERIFY(!steps().isVisible());
    for (const QAction *each : m_view->buildActions())
        QVERIFY(!each->isEnabled());
    BuildView *view = m_view.get();
    view->showOperation(nullptr);
    QVERIFY(!steps().isVisible());
}

void TestBuildView::stages()
{
    BUILDS();
    const auto operation = m_builds->make(R"(FROM BASE AS left
RUN echo on the left; sleep 1
FROM BASE AS right
RUN echo on the right; sleep 1
FROM BASE
COPY --from=left /mark /left
COPY --from=right /mark /right
)",
                                          {.tags = {m_builds->name(u"stages"_s)}, .noCache = true});
    m_view->showOperation(operation.get());
    QCOMPARE(find<ElidedLabel>("buildTitle")->text(), m_builds->name(u"stages"_s));
    operation->start();
    QTRY_VERIFY(action("buildCancel")->isEnabled());
    QTRY_VERIFY(rowOf(u"on the left"_s).isValid());
    QTRY_VERIFY(rowOf(u"on the left"_s).siblingAtColumn(BuildStepsModel::State).data().toString() == u"running"_s);
    QTRY_COMPARE_WITH_TIMEOUT(operation->state(), Operation::State::Finished, 60'000);
    const QAbstractItemModel *model = steps().model();
    QStringList branches;
    for (int row = 0; row < model->rowCount(); ++row)
        branches.append(model->index(row, 0).data().toString());
    std::sort(branches.begin() + 1, branches.begin() + 3); // neither needs the other
    QCOMPARE(branches,
             QStringList({u"Internal"_s, u"Stage left"_s, u"Stage right"_s, u"Stage stage-2"_s, u"Result"_s}));
    QVERIFY(!steps().isExpanded(model->index(0, 0)));
    QVERIFY(steps().isExpanded(model->index(1, 0)));
    QVERIFY2(facts().startsWith(u"built · "_s), qPrintable(facts()));
    QVERIFY(!find<QToolButton>("buildCancelButton")->isVisible());
    QVERIFY(!find<QFrame>("buildFailure")->isVisible());

    QVERIFY(choose(u"on the right"_s));
    QCOMPARE(logTitle(), u"[right 2/2] RUN echo on the right; sleep 1"_s);
    QCOMPARE(lines().lineText(0), u"on the right"_s);
    const QModelIndex left = rowOf(u"on the left"_s).siblingAtColumn(BuildStepsModel::Timeline);
    const QModelIndex right = rowOf(u"on the right"_s).siblingAtColumn(BuildStepsModel::Timeline);
    QVERIFY(left.data(BuildStepsModel::BeginRole).toDouble() < right.data(BuildStepsModel::EndRole).toDouble());
    QVERIFY(right.data(BuildStepsModel::BeginRole).toDouble() < left.data(BuildStepsModel::EndRole).toDouble());

    action("buildCopyCommand")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), operation->commandLine().toString());
    steps().selectOnly(model->index(1, 0)); // a stage prints nothing by itself
    QCOMPARE(lines().lineCount(), 0);
}

void TestBuildView::theLastOneToPrintIsShown()
{
    BUILDS();
    const auto operation = m_builds->make("FROM BASE\nRUN echo first\nRUN echo second\n", {.noCache = true});
    m_view->showOperation(operation.get());
    QVERIFY(RealBuilds::run(*operation));
    QTRY_COMPARE(lines().lineText(0), u"second"_s);
    QVERIFY(steps().currentIndex().data().toString().contains(u"RUN echo second"_s));
}

void TestBuildView::whatThePersonChoseStays()
{
    BUILDS();
    const auto operation = m_builds->make("FROM BASE\nRUN echo first; sleep 1\nRUN echo second; exit 1\n",
                                          {.noCache = true});
    m_view->showOperation(operation.get());
    operation->start();
    QTRY_VERIFY(rowOf(u"echo first"_s).isValid());
    QVERIFY(choose(u"echo first"_s));
    QTRY_COMPARE_WITH_TIMEOUT(operation->state(), Operation::State::Finished, 60'000);
    QTRY_COMPARE(lines().lineText(0), u"first"_s);
    QVERIFY(steps().currentIndex().data().toString().contains(u"echo first"_s));
}

void TestBuildView::aFailedStep()
{
    BUILDS();
    const auto operation = m_builds->make("FROM BASE\nRUN echo so far\nRUN echo oops >&2; exit 3\nRUN true\n",
                                          {.noCache = true});
    m_view->showOperation(operation.get());
    m_view->setDockerfile(u"FROM x\nRUN echo so far\n\nRUN echo oops >&2; exit 3\nRUN true\n"_s);
    QSignalSpy spy(m_view.get(), &BuildView::lineRequested);
    QVERIFY(RealBuilds::run(*operation));
    QTRY_VERIFY(find<QFrame>("buildFailure")->isVisible());
    find<QToolButton>("buildFailureLine")->click(); // BuildKit 0.12 does not tell it
    QCOMPARE(spy.last().first().toInt(), 4);
    Q_EMIT steps().rowActivated(rowOf(u"so far"_s));
    QCOMPARE(spy.last().first().toInt(), 2);
    QVERIFY(find<QLabel>("buildFailureText")->text().contains(u"exit code: 3"_s));
    QVERIFY2(facts().startsWith(u"failed"_s), qPrintable(facts()));
    QCOMPARE(logTitle(), u"[3/4] RUN echo oops >&2; exit 3"_s);
    QCOMPARE(lines().lineText(0), u"oops"_s);
    QCOMPARE(rowOf(u"exit 3"_s).siblingAtColumn(BuildStepsModel::State).data().toString(), u"failed"_s);
    QCOMPARE(rowOf(u"RUN true"_s).siblingAtColumn(BuildStepsModel::State).data().toString(), u"cancelled"_s);
}

void TestBuildView::aWrongDockerfile()
{
    BUILDS();
    const auto operation = m_builds->make("FROM BASE\n\nCOPPY a b\n");
    m_view->showOperation(operation.get());
    QSignalSpy spy(m_view.get(), &BuildView::lineRequested);
    QVERIFY(RealBuilds::run(*operation));
    QTRY_VERIFY(find<QToolButton>("buildFailureLine")->isVisible());
    find<QToolButton>("buildFailureLine")->click();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toInt(), 3);
    m_view->showNothing();
    QVERIFY(!find<QFrame>("buildFailure")->isVisible());
}

void TestBuildView::cancelled()
{
    BUILDS();
    const auto operation = m_builds->make("FROM BASE\nRUN echo begun; sleep 61\n", {.noCache = true});
    m_view->showOperation(operation.get());
    operation->start();
    QTRY_COMPARE_WITH_TIMEOUT(lines().lineText(0), u"begun"_s, 30'000);
    find<QToolButton>("buildCancelButton")->click();
    QTRY_COMPARE(operation->outcome().kind, Outcome::Kind::Cancelled);
    QVERIFY2(facts().startsWith(u"cancelled"_s), qPrintable(facts()));
    QVERIFY(!find<QFrame>("buildFailure")->isVisible());
    QCOMPARE(rowOf(u"sleep 61"_s).siblingAtColumn(BuildStepsModel::State).data().toString(), u"cancelled"_s);
}

void TestBuildView::theOperationGoesAway()
{
    BUILDS();
    auto operation = m_builds->make("FROM BASE\nRUN echo begun; sleep 61\n", {.noCache = true});
    m_view->showOperation(operation.get());
    operation->start();
    QTRY_COMPARE_WITH_TIMEOUT(lines().lineText(0), u"begun"_s, 30'000);
    operation.reset();
    QVERIFY2(facts().startsWith(u"cancelled"_s), qPrintable(facts()));
    QCOMPARE(lines().lineText(0), u"begun"_s); // what came stays
    QVERIFY(!action("buildCancel")->isEnabled());
}

void TestBuildView::findInAll()
{
    BUILDS();
    const auto operation = m_builds->make(
        "FROM BASE\nRUN echo one; echo needle A; echo three\nRUN echo nothing\nRUN echo Needle B; echo needle C\n",
        {.noCache = true});
    m_view->showOperation(operation.get());
    QVERIFY(RealBuilds::run(*operation));
    QVERIFY(choose(u"RUN echo nothing"_s));
    m_view->focusFind();
    typeToFind(u"needle"_s);
    QTRY_COMPARE(hits(), u"2 of 3"_s); // the first behind where one is
    QVERIFY(steps().currentIndex().data().toString().contains(u"Needle B"_s));
    QCOMPARE(lines().currentLine(), 0);
    auto *field = find<QLineEdit>("buildLogFind");
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(hits(), u"3 of 3"_s);
    QCOMPARE(lines().currentLine(), 1);
    QTest::keyClick(field, Qt::Key_Return); // around the end
    QCOMPARE(hits(), u"1 of 3"_s);
    QVERIFY(steps().currentIndex().data().toString().contains(u"needle A"_s));
    QCOMPARE(lines().lineText(lines().currentLine()), u"needle A"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(hits(), u"3 of 3"_s);
    find<QToolButton>("buildLogPrevious")->click();
    QCOMPARE(hits(), u"2 of 3"_s);
    typeToFind(u"less"_s);
    QTRY_COMPARE(hits(), u"nothing found"_s);
    QVERIFY(!find<QToolButton>("buildLogNext")->isEnabled());
    field->clear();
    QCOMPARE(hits(), QString());
}

void TestBuildView::findWhatCameSince()
{
    auto log = std::make_shared<BuildLog>();
    log->append(u"a"_s, false, "needle\n");
    BuildLogView view;
    view.show();
    view.setLog(log);
    view.showStep(u"a"_s, u"A"_s);
    auto *field = view.findChild<QLineEdit *>(u"buildLogFind"_s);
    QTest::keyClicks(field, u"needle"_s);
    QTRY_COMPARE(view.hits().size(), 1);
    log->append(u"a"_s, false, "hay\nneedle\n");
    view.logGrew();
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(view.hits().size(), 2);
    QCOMPARE(view.lines().currentLine(), 2);
}

void TestBuildView::theLogIsSaved()
{
    BUILDS();
    const QTemporaryDir folder;
    const auto operation = m_builds->make("FROM BASE\nRUN printf '\\033[31mred\\033[0m\\n'\n", {.noCache = true});
    m_view->showOperation(operation.get());
    QVERIFY(RealBuilds::run(*operation));
    QTRY_VERIFY(action("buildSaveLog")->isEnabled());
    action("buildSaveLog")->trigger();
    auto *dialog = find<QFileDialog>("buildLogSaveDialog");
    QVERIFY(dialog);
    const QString path = folder.filePath(u"out.log"_s);
    Q_EMIT dialog->fileSelected(path);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(action("buildSaveLog")->isEnabled());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("[2/2] RUN printf '\\033[31mred\\033[0m\\n'\nred\n"), text.constData());
    Q_EMIT dialog->fileSelected(u"/proc/nowhere/out.log"_s);
    QTRY_VERIFY(find<QDialog>("buildLogNotSaved"));
    dialog->close();
}

/// However often a build tells something, the rows are told some twenty times a second.
void TestBuildView::muchOutput()
{
    BUILDS();
    const auto operation = m_builds->make(
        "FROM BASE\nRUN i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done\n", {.noCache = true});
    m_view->showOperation(operation.get());
    QSignalSpy told(steps().model(), &QAbstractItemModel::dataChanged);
    QVERIFY(RealBuilds::run(*operation));
    QTRY_VERIFY(lines().lineCount() > 1000);
    QVERIFY(lines().isFollowing());
    const qint64 milliseconds = operation->startedAt().msecsTo(operation->finishedAt());
    QVERIFY2(told.size() < 200 + milliseconds / 2, QByteArray::number(told.size()).constData());
}

void TestBuildView::aKeptOne()
{
    KeptBuild build;
    build.summary = {.id = u"1"_s,
                     .started = QDateTime::fromSecsSinceEpoch(1000),
                     .finished = QDateTime::fromSecsSinceEpoch(1065),
                     .outcome = Outcome::Kind::Failure,
                     .tags = {u"shop/api:1"_s},
                     .imageSize = 76'200'000,
                     .totals = {.steps = 2, .done = 1, .cached = 1, .warnings = 1},
                     .logSize = 5,
                     .hasLog = true};
    build.error = u"<b>it</b> failed"_s;
    build.failedAt = {.row = 1, .line = 7, .exitCode = 1};
    build.command = u"docker buildx build ."_s;
    const BuildTrace::Warning warning{
        .vertex = u"a"_s, .shortText = u"Empty <i>line</i>"_s, .details = {u"why"_s}, .ranges = {{.startLine = 5}}};
    build.steps = {
        {.digest = u"a"_s,
         .name = BuildStepName::parse(u"[1/2] FROM x"_s),
         .state = BuildStep::State::Cached,
         .warnings = {warning}},
        {.digest = u"b"_s, .name = BuildStepName::parse(u"[2/2] RUN y"_s), .state = BuildStep::State::Failed}};
    m_view->showKept(build);
    QCOMPARE(facts(), u"failed · 2 steps · 1 from the cache · 1 min 05 s · 76.2 MB"_s);
    QCOMPARE(find<QLabel>("buildFailureText")->text(), u"<b>it</b> failed"_s);
    QCOMPARE(find<QLabel>("buildFailureText")->textFormat(), Qt::PlainText);
    auto *warnings = find<QListWidget>("buildWarnings");
    QVERIFY(warnings->isVisible());
    QCOMPARE(warnings->item(0)->text(), u"Line 5: Empty <i>line</i>"_s);
    QSignalSpy spy(m_view.get(), &BuildView::lineRequested);
    QTest::mouseClick(warnings->viewport(), Qt::LeftButton, {}, warnings->visualItemRect(warnings->item(0)).center());
    QCOMPARE(spy.first().first().toInt(), 5);
    QVERIFY(!action("buildSaveLog")->isEnabled());
    auto log = std::make_shared<BuildLog>();
    log->append(u"b"_s, true, "oops\n");
    m_view->setKeptLog(std::shared_ptr<const BuildLog>(log));
    QCOMPARE(lines().lineText(0), u"oops"_s); // the failed one is chosen
    QVERIFY(action("buildSaveLog")->isEnabled());
    QVERIFY(!action("buildCancel")->isEnabled());
}

void TestBuildView::aKeptOneWithoutItsLog()
{
    KeptBuild build;
    build.summary = {.id = u"1"_s,
                     .started = QDateTime::fromSecsSinceEpoch(1000),
                     .finished = QDateTime::fromSecsSinceEpoch(1001),
                     .dockerfile = u"Dockerfile"_s,
                     .hasLog = true};
    build.steps = {
        {.digest = u"a"_s, .name = BuildStepName::parse(u"[1/1] FROM x"_s), .state = BuildStep::State::Done}};
    m_view->showKept(build);
    QCOMPARE(find<ElidedLabel>("buildTitle")->text(), u"Dockerfile"_s);
    m_view->setKeptLog(failure(Error::Kind::MalformedAnswer, u"The log is damaged."_s));
    QCOMPARE(lines().lineCount(), 0);
    QVERIFY(!action("buildSaveLog")->isEnabled());
}

STRATA_WINDOW_TEST(TestBuildView)
#include "tst_buildview.moc"
