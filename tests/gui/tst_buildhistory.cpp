// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildhistory.h"
#include "app/builder/buildhistoryview.h"
#include "app/builder/buildrecord.h"
#include "app/common/confirmationdialog.h"
#include "pagewindow.h"
#include "realbuilds.h"
#include "support/realengine.h"
#include "support/testprogram.h"
#include "widgets/elidedlabel.h"
#include "widgets/loglines.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// The n-th build, an hour after the one before; an even one has made an image.
KeptBuild buildNumber(int n)
{
    const QDateTime start = QDateTime::fromSecsSinceEpoch(1'700'000'000 + 3600LL * n, QTimeZone::UTC);
    KeptBuild build;
    build.summary = {.id = {},
                     .started = start,
                     .finished = start.addSecs(10 + n),
                     .outcome = n % 2 == 0 ? Outcome::Kind::Success : Outcome::Kind::Failure,
                     .tags = {u"shop/api:%1"_s.arg(n % 3)},
                     .target = u"runtime"_s,
                     .platform = u"linux/arm64"_s,
                     .dockerfile = u"docker/Dockerfile"_s,
                     .imageId = n % 2 == 0 ? u"sha256:%1"_s.arg(n) : QString(),
                     .imageSize = n % 2 == 0 ? 1'000'000 * n : -1,
                     .totals = {.steps = 5, .done = 4, .cached = n, .running = 0, .warnings = 1},
                     .logSize = 0,
                     .hasLog = false};
    build.dockerfileText = u"FROM scratch\n# 한국어 <b>%1</b>\n"_s.arg(n);
    build.command = u"docker buildx build %1"_s.arg(n);
    build.steps = {{.digest = u"a"_s, .name = BuildStepName::parse(u"[1/1] RUN x"_s), .state = BuildStep::State::Done}};
    return build;
}

std::shared_ptr<BuildLog> logOf(const QByteArray &text)
{
    auto log = std::make_shared<BuildLog>();
    log->append(u"a"_s, false, text);
    return log;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

} // namespace

/// Builds that are kept: the store, and the view of it.
class TestBuildHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aRecordSaysAll();
    void whatIsNoRecord();
    void keptAndRead();
    void theNewestFirst();
    void boundedInNumber();
    void boundedInBytes();
    void damagedOnesAreTold();
    void leftovers();
    void removing();
    void whatCannotBeKept();
    void keptAtTheLastMoment();
    void noSecrets();
    void aRealBuild();
    void listOfBuilds();
    void oneIsShown();
    void anotherIsWanted();
    void forgetting();
    void comparing();
    void nothingThere();

private:
    void makeHistory(const BuildHistory::Bounds &bounds = {});
    bool settle(); ///< until all that was asked is done
    QString keep(int n, const QByteArray &log = {});
    Result<KeptBuild> read(const QString &id);
    void makeView();
    template<typename T>
    T *find(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1StringView(name));
    }
    TreeTable &table() const { return *find<TreeTable>("buildHistoryTable"); }
    QStringList column(int column) const;
    QAction *action(const char *name) const { return find<QAction>(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<BuildHistory> m_history;
    std::unique_ptr<BuildHistoryView> m_view;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestBuildHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deep/builds"_s);
    makeHistory();
}

void TestBuildHistory::cleanup()
{
    m_tester.reset();
    m_view.reset();
    m_history.reset();
}

void TestBuildHistory::makeHistory(const BuildHistory::Bounds &bounds)
{
    m_history = std::make_unique<BuildHistory>(m_path);
    m_history->setBounds(bounds);
}

bool TestBuildHistory::settle()
{
    m_history->load();
    bool isDone = false;
    m_history->read(u"none"_s, this, [&isDone](const auto &) { isDone = true; }); // behind everything else
    return QTest::qWaitFor([&isDone] { return isDone; }, 20'000);
}

QString TestBuildHistory::keep(int n, const QByteArray &log)
{
    KeptBuild build = buildNumber(n);
    build.summary.logSize = log.size();
    return m_history->keep(build, log.isEmpty() ? nullptr : logOf(log));
}

Result<KeptBuild> TestBuildHistory::read(const QString &id)
{
    std::optional<Result<KeptBuild>> answer;
    m_history->read(id, this, [&answer](const Result<KeptBuild> &build) { answer = build; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
        return failure(Error::Kind::Timeout, {});
    return *answer;
}

void TestBuildHistory::makeView()
{
    m_view = std::make_unique<BuildHistoryView>(*m_history);
    m_tester = std::make_unique<QAbstractItemModelTester>(table().model());
    m_view->resize(1100, 700);
    m_view->show();
}

QStringList TestBuildHistory::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < table().model()->rowCount(); ++row)
        texts.append(table().model()->index(row, column).data().toString());
    return texts;
}

void TestBuildHistory::aRecordSaysAll()
{
    KeptBuild build = buildNumber(1);
    build.error = u"it failed"_s;
    build.detail = u"why"_s;
    build.failedAt = {.row = 3, .line = 7, .exitCode = 1};
    build.folder = u"/home/me/shop"_s;
    build.arguments = {{u"VERSION"_s, u"1=2"_s}, {u"EMPTY"_s, u""_s}, {u"FROM_ENVIRONMENT"_s, std::nullopt}};
    build.forecast = {{u"cached"_s, 4}};
    build.steps.append({.digest = u"sha256:b"_s,
                        .inputs = {u"sha256:a"_s},
                        .name = BuildStepName::parse(u"[linux/arm64 builder  2/15] RUN make"_s),
                        .state = BuildStep::State::Failed,
                        .started = 1'700'000'000'123'456'789,
                        .runBegan = 1'700'000'000'123'456'790,
                        .completed = 1'700'000'001'123'456'789,
                        .busy = 999'999'999,
                        .error = u"exit code: 1"_s,
                        .statuses = {{.id = u"x"_s, .vertex = u"sha256:b"_s, .name = u"y"_s, .current = 5, .total = 9}},
                        .warnings = {{.vertex = u"sha256:b"_s,
                                      .level = 1,
                                      .shortText = u"short"_s,
                                      .details = {u"long"_s},
                                      .url = u"https://docs"_s,
                                      .fileName = u"Dockerfile"_s,
                                      .ranges = {{1, 2, 3, 4}}}}});
    for (int state = 0; state <= int(BuildStep::State::Cancelled); ++state)
        build.steps.append({.digest = QString::number(state), .state = BuildStep::State(state)});
    const Result<KeptBuild> read = readBuildRecord(buildRecord(build));
    QVERIFY(read);
    QCOMPARE(read->summary, build.summary);
    QVERIFY(read->steps == build.steps);
    QCOMPARE(read->error, build.error);
    QCOMPARE(read->detail, build.detail);
    QVERIFY(read->failedAt == build.failedAt);
    QCOMPARE(read->folder, build.folder);
    QCOMPARE(read->dockerfileText, build.dockerfileText);
    QVERIFY(read->arguments == build.arguments);
    QCOMPARE(read->command, build.command);
    QCOMPARE(read->forecast, build.forecast);
}

void TestBuildHistory::whatIsNoRecord()
{
    for (const QByteArray json : {"", "{", "[]", "null", R"({"form":2,"started":"2026-11-27T12:00:00.000Z"})",
                                  R"({"form":1})", R"({"form":1,"started":"never"})"})
        QCOMPARE(readBuildRecord(json).error().kind, Error::Kind::MalformedAnswer);
    // What is of another kind than it should be is as if it were not there.
    const auto odd = readBuildRecord(
        R"({"form":1,"started":"2026-11-27T12:00:00.000Z","tags":5,"steps":[3,{"state":"odd","parts":"x"}],"totals":[]})");
    QVERIFY(odd);
    QCOMPARE(odd->steps.size(), 2);
}

void TestBuildHistory::keptAndRead()
{
    const QString id = keep(2, "hello\nworld\n");
    QVERIFY(settle());
    QVERIFY(m_history->isLoaded());
    QCOMPARE(m_history->builds().size(), 1);
    QCOMPARE(m_history->builds().first().id, id);
    QVERIFY(m_history->builds().first().hasLog);
    makeHistory(); // as the next time
    QVERIFY(!m_history->isLoaded());
    QVERIFY(settle());
    const Result<KeptBuild> build = read(id);
    QVERIFY(build);
    QCOMPARE(build->dockerfileText, buildNumber(2).dockerfileText);
    Result<std::shared_ptr<const BuildLog>> log;
    bool isThere = false;
    m_history->readLog(id, this, [&](const auto &answer) {
        log = answer;
        isThere = true;
    });
    QTRY_VERIFY(isThere);
    QVERIFY(log);
    QCOMPARE((*log)->lines(u"a"_s, 1, 1).first().text, "world");
    QCOMPARE(read(u"20200101-000000000-abcdef"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(read(u"../../etc/passwd"_s).error().kind, Error::Kind::NotFound);
    m_history->setImageSize(id, 123);
    QVERIFY(settle());
    QCOMPARE(m_history->builds().first().imageSize, 123);
    QVERIFY(m_history->builds().first().hasLog);
}

void TestBuildHistory::theNewestFirst()
{
    for (const int n : {3, 1, 2})
        keep(n);
    QVERIFY(settle());
    QList<int> seconds;
    for (const BuildSummary &build : m_history->builds())
        seconds.append(int(build.started.secsTo(build.finished)) - 10);
    QCOMPARE(seconds, QList<int>({3, 2, 1}));
}

void TestBuildHistory::boundedInNumber()
{
    makeHistory({.builds = 3});
    for (int n = 0; n < 6; ++n)
        keep(n, "text\n");
    QVERIFY(settle());
    QCOMPARE(m_history->builds().size(), 3);
    QCOMPARE(m_history->builds().last().tags, buildNumber(3).summary.tags);
    QCOMPARE(filesIn(m_path).size(), 6); // with their logs
}

/// The oldest lose their logs, and are known all the same.
void TestBuildHistory::boundedInBytes()
{
    makeHistory({.logBytes = 9'000});
    QByteArray noise; // which compressing makes no smaller
    for (int i = 0; i < 1000; ++i)
        noise += QByteArray::number(QRandomGenerator::global()->generate(), 36).leftJustified(6, '0').first(6);
    for (int n = 0; n < 4; ++n)
        keep(n, noise + '\n');
    QVERIFY(settle());
    QCOMPARE(m_history->builds().size(), 4);
    QList<bool> logs;
    for (const BuildSummary &build : m_history->builds())
        logs.append(build.hasLog);
    QCOMPARE(logs, QList<bool>({true, true, false, false}));
    QCOMPARE(QDir(m_path).entryList({u"*.log.zst"_s}).size(), 2);
}

void TestBuildHistory::damagedOnesAreTold()
{
    const QString good = keep(1);
    const QString bad = keep(2, "text\n");
    QVERIFY(settle());
    QFile facts(m_path + u'/' + bad + u".json"_s);
    QVERIFY(facts.resize(facts.size() / 2));
    QVERIFY(settle());
    QCOMPARE(m_history->builds().size(), 1);
    QCOMPARE(m_history->builds().first().id, good);
    QCOMPARE(m_history->problems().size(), 1);
    QVERIFY(m_history->problems().first().contains(bad));
    QCOMPARE(read(bad).error().kind, Error::Kind::MalformedAnswer);
    QVERIFY(facts.exists()); // it is left where it is
    makeView();
    auto *problems = find<QLabel>("buildHistoryProblems");
    QVERIFY(problems->isVisible());
    QVERIFY(problems->text().contains(bad));
    m_history->removeAll();
    QVERIFY(settle());
    QVERIFY(filesIn(m_path).isEmpty());
    QVERIFY(!problems->isVisible());
}

void TestBuildHistory::leftovers()
{
    const QString id = keep(1, "text\n");
    QVERIFY(settle());
    const auto make = [this](const QString &name, int days) {
        QFile file(m_path + u'/' + name);
        return file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime);
    };
    QVERIFY(make(u".strata-abcdef.part"_s, 2) && make(u".strata-bcdefa.part"_s, 0));
    QVERIFY(make(u"20200101-000000000-abcdef.log.zst"_s, 2) && make(u"20200101-000000000-bcdefa.log.zst"_s, 0));
    QVERIFY(make(u"mine.txt"_s, 9) && make(u"mine.json"_s, 9));
    QVERIFY(settle());
    QCOMPARE(filesIn(m_path),
             QStringList({u".strata-bcdefa.part"_s, u"20200101-000000000-bcdefa.log.zst"_s, id + u".json"_s,
                          id + u".log.zst"_s, u"mine.json"_s, u"mine.txt"_s}));
}

void TestBuildHistory::removing()
{
    const QString first = keep(1, "text\n");
    const QString second = keep(2, "text\n");
    m_history->remove({first, u"20200101-000000000-abcdef"_s});
    QVERIFY(settle());
    QCOMPARE(m_history->builds().size(), 1);
    QCOMPARE(m_history->builds().first().id, second);
    QCOMPARE(filesIn(m_path).size(), 2);
}

void TestBuildHistory::whatCannotBeKept()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_path = file.fileName() + u"/builds"_s;
    makeHistory();
    QSignalSpy spy(m_history.get(), &BuildHistory::failed);
    makeView();
    keep(1);
    QTRY_COMPARE(spy.size(), 1);
    QVERIFY(find<QLabel>("buildHistoryProblems")->isVisible());
}

void TestBuildHistory::keptAtTheLastMoment()
{
    keep(1, QByteArray("some text\n").repeated(200'000));
    m_history.reset();
    QCOMPARE(filesIn(m_path).size(), 2);
}

void TestBuildHistory::noSecrets()
{
    Engine engine(Endpoint::unixSocket(u"/nowhere"_s));
    QString value = u"hunter2-hunter2"_s;
    BuildOptions options{.tags = {u"a:1"_s}, .arguments = {{u"VERSION"_s, u"1.4"_s}}, .contextFolder = u"/home/me"_s};
    options.secrets = {{.id = u"token"_s, .source = BuildSecret::Source::Typed, .value = Secret::take(value)}};
    const BuildOperation operation(engine, options, {});
    const QByteArray record = buildRecord(KeptBuild::of(operation));
    QVERIFY(record.contains("token"));
    QVERIFY(record.contains("1.4"));
    QVERIFY(!record.contains("hunter2"));
}

void TestBuildHistory::aRealBuild()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    const RealBuilds builds(engine);
    const auto operation = builds.make("FROM BASE\nRUN echo hello; exit 3\n",
                                       {.tags = {builds.name(u"kept"_s)}, .noCache = true});
    QVERIFY(RealBuilds::run(*operation));
    const QString id = m_history->keep(KeptBuild::of(*operation), operation->buildLog());
    makeView();
    m_view->showBuild(id); // before it is on the disk
    QTRY_COMPARE(find<ElidedLabel>("buildTitle")->text(), builds.name(u"kept"_s));
    QTRY_COMPARE(find<LogLines>("buildLogLines")->lineText(0), u"hello"_s);
    QVERIFY(find<QLabel>("buildFailureText")->text().contains(u"exit code: 3"_s));
    QCOMPARE(column(BuildHistoryModel::OutcomeColumn), QStringList{u"failed"_s});
}

void TestBuildHistory::listOfBuilds()
{
    for (int n = 1; n <= 4; ++n)
        keep(n);
    makeView();
    QTRY_COMPARE(table().model()->rowCount(), 4);
    QCOMPARE(column(BuildHistoryModel::Duration), QStringList({u"14.0 s"_s, u"13.0 s"_s, u"12.0 s"_s, u"11.0 s"_s}));
    QCOMPARE(column(BuildHistoryModel::OutcomeColumn), QStringList({u"built"_s, u"failed"_s, u"built"_s, u"failed"_s}));
    QCOMPARE(column(BuildHistoryModel::Size), QStringList({u"4 MB"_s, u"–"_s, u"2 MB"_s, u"–"_s}));
    QCOMPARE(column(BuildHistoryModel::Steps).first(), u"4 of 5 cached"_s);
    QCOMPARE(column(BuildHistoryModel::Target).first(), u"runtime · linux/arm64"_s);
    table().sortByColumn(BuildHistoryModel::Size, Qt::AscendingOrder);
    QCOMPARE(column(BuildHistoryModel::Size), QStringList({u"–"_s, u"–"_s, u"2 MB"_s, u"4 MB"_s}));
    QTest::keyClicks(find<QLineEdit>("buildHistoryFilter"), u"built api:2"_s);
    QCOMPARE(column(BuildHistoryModel::Duration), QStringList{u"12.0 s"_s});
    QTest::keyClicks(find<QLineEdit>("buildHistoryFilter"), u"nowhere"_s);
    QVERIFY(find<QWidget>("buildHistoryNoMatch")->isVisible());
}

void TestBuildHistory::oneIsShown()
{
    keep(1, "one\n");
    keep(2, "two\n");
    QVERIFY(settle());
    makeView();
    QCOMPARE(table().model()->rowCount(), 2);
    QTRY_COMPARE(find<LogLines>("buildLogLines")->lineText(0), u"two"_s); // the newest
    QSignalSpy text(m_view.get(), &BuildHistoryView::dockerfileRequested);
    action("historyDockerfile")->trigger();
    QCOMPARE(text.first().at(0).toString(), u"docker/Dockerfile"_s);
    QCOMPARE(text.first().at(1).toString(), buildNumber(2).dockerfileText);
    QSignalSpy image(m_view.get(), &BuildHistoryView::imageRequested);
    action("historyImage")->trigger();
    QCOMPARE(image.first().first().toString(), u"sha256:2"_s);
    action("historyCommand")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"docker buildx build 2"_s);
    table().selectOnly(table().model()->index(1, 0));
    QVERIFY(!action("historyImage")->isEnabled());
    QTRY_COMPARE(find<LogLines>("buildLogLines")->lineText(0), u"one"_s);
    QVERIFY(action("historyDockerfile")->isEnabled());
    QVERIFY(!action("historyImage")->isEnabled()); // it made none
}

void TestBuildHistory::anotherIsWanted()
{
    const QString first = keep(1, "one\n");
    const QString second = keep(2, "two\n");
    makeView();
    QTRY_COMPARE(table().model()->rowCount(), 2);
    m_view->showBuild(first);
    m_view->showBuild(second); // before the first was read
    QTRY_COMPARE(find<LogLines>("buildLogLines")->lineText(0), u"two"_s);
    keep(3); // a newer one changes nothing about what is looked at
    QTRY_COMPARE(table().model()->rowCount(), 3);
    QCOMPARE(table().selectedRowIndexes().size(), 1);
    QCOMPARE(table().currentIndex().data(BuildHistoryModel::IdRole).toString(), second);
    QCOMPARE(find<LogLines>("buildLogLines")->lineText(0), u"two"_s);
}

void TestBuildHistory::forgetting()
{
    keep(1, "one\n");
    keep(2, "two\n");
    keep(3, "three\n");
    QVERIFY(settle());
    makeView();
    QCOMPARE(table().model()->rowCount(), 3);
    QTest::keyClick(&table(), Qt::Key_Delete);
    auto *dialog = find<ConfirmationDialog>("historyDeleteDialog");
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->findChild<QLabel *>(u"confirmSummary"_s)->text().contains(u"6 B"_s)); // "three\n"
    dialog->accept();
    QTRY_COMPARE(table().model()->rowCount(), 2);
    action("historyDeleteAll")->trigger();
    for (auto *each : m_view->findChildren<ConfirmationDialog *>(u"historyDeleteDialog"_s)) {
        if (each->isVisible())
            each->accept();
    }
    QTRY_COMPARE(table().model()->rowCount(), 0);
    QVERIFY(filesIn(m_path).isEmpty());
}

void TestBuildHistory::comparing()
{
    const QString older = keep(0);
    keep(3);
    keep(4);
    const QString newer = keep(6);
    makeView();
    QTRY_COMPARE(table().model()->rowCount(), 4);
    QSignalSpy spy(m_view.get(), &BuildHistoryView::compareRequested);
    // 6 and 3 have the same name; 3 failed.
    m_view->showBuild(newer);
    QVERIFY(!action("historyCompare")->isEnabled());
    table().selectionModel()->select(m_history->builds().last().id == older ? table().model()->index(3, 0)
                                                                            : QModelIndex(),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(action("historyCompare")->isEnabled());
    action("historyCompare")->trigger();
    QCOMPARE(spy.first().at(0).toString(), older);
    QCOMPARE(spy.first().at(1).toString(), newer);
    table().selectAll();
    QVERIFY(!action("historyCompare")->isEnabled());
    keep(9);
    keep(12);
    QTRY_COMPARE(table().model()->rowCount(), 6);
}

void TestBuildHistory::nothingThere()
{
    makeView();
    QTRY_VERIFY(m_history->isLoaded());
    QVERIFY(!table().isVisible());
    for (const QAction *each : m_view->historyActions())
        QVERIFY(!each->isEnabled());
}

STRATA_WINDOW_TEST(TestBuildHistory)
#include "tst_buildhistory.moc"
