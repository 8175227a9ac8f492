// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildbar.h"
#include "app/builder/builderpage.h"
#include "app/builder/buildhistoryview.h"
#include "app/builder/buildoptionsdialog.h"
#include "app/builder/dockerfileview.h"
#include "app/builder/linewastemodel.h"
#include "app/builder/previewmodel.h"
#include "app/builder/problemsmodel.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/faultproxy.h"
#include "support/realregistry.h"
#include "support/testprogram.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/emptystate.h"
#include "widgets/noticebar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>
#include <QUuid>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// The builder as a person uses it, with files on the disk and a real engine.
class TestBuilderPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatEachLineMakes();
    void whatIsTypedIsSeen();
    void problemsAreMended();
    void aProblemIsIgnoredByAComment();
    void savingKeepsTheFormOfTheFile();
    void anotherProgramChangesTheFile();
    void whatWasNotSavedComesBack();
    void recoveredBesideAnotherVersion();
    void aFileThatVanishes();
    void anIgnoredDockerfile();
    void whyItWasNotBuiltStays();
    void whatCannotBeOpened();
    void theSameFileOnce();
    void optionsAreRemembered();
    void renaming();
    void aTemplate();
    void itIsBuilt();
    void aFolderOnNothing();
    void theTypedTagIsBuiltOnce();
    void typedSecretsAreAskedForAgain();
    void aDockerfileThatIsCopied();
    void theCacheIsMeasuredSlowly();
    void filesOfAnotherImage();
    void whatOthersWroteIsNotLost();
    void whatItWastesIsMended();
    void aBaseThatIsPulled();
    void aWrongLineIsNotSent();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_window->page->findChild<T *>(QLatin1StringView(name));
    }
    void open(const QByteArray &text);
    bool isLookedAt() const { return m_view->document().isUpToDate() && m_view->document().context().scan(); }
    QString cell(const QString &instruction, int column) const;
    QStringList rules() const;
    QString wasted(int column) const; ///< in the first row
    bool build(const QString &tag);   ///< true: an image was made
    QString path() const { return m_folder->filePath(u"Dockerfile"_s); }
    void write(const QString &name, const QByteArray &content) const;
    QByteArray read(const QString &name) const;

    const RealEngine m_engine;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<PageWindow<BuilderPage>> m_window;
    DockerfileView *m_view = nullptr;
};

void TestBuilderPage::init()
{
    useFreshSettings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_data = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_data->path().toLocal8Bit()); // unsaved texts and builds of this test alone
    m_window = std::make_unique<PageWindow<BuilderPage>>(m_engine.endpoint());
    m_window->page->resize(1300, 900);
}

void TestBuilderPage::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void TestBuilderPage::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray TestBuilderPage::read(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestBuilderPage::open(const QByteArray &text)
{
    write(u"Dockerfile"_s, text);
    m_view = m_window->page->openFile(path());
    QVERIFY(m_view);
    QTRY_VERIFY(isLookedAt());
}

QString TestBuilderPage::cell(const QString &instruction, int column) const
{
    const QAbstractItemModel *model = find<QAbstractItemView>("builderPreview")->model();
    const QModelIndexList found = model->match(model->index(0, 0), Qt::DisplayRole, instruction, 1,
                                               Qt::MatchStartsWith | Qt::MatchRecursive);
    return found.isEmpty() ? u"no row"_s : found.first().siblingAtColumn(column).data().toString();
}

QStringList TestBuilderPage::rules() const
{
    const QAbstractItemModel *model = find<QAbstractItemView>("builderProblems")->model();
    QStringList rules;
    for (int row = 0; row < model->rowCount(); ++row)
        rules.append(model->index(row, ProblemsModel::Rule).data().toString());
    return rules;
}

QString TestBuilderPage::wasted(int column) const
{
    const QAbstractItemModel *model = find<QAbstractItemView>("builderWasteTable")->model();
    return model->index(0, column).data(column == LineWasteModel::Size ? Qt::ToolTipRole : Qt::DisplayRole).toString();
}

bool TestBuilderPage::build(const QString &tag)
{
    auto *tags = find<QLineEdit>("builderTags");
    tags->setText(tag);
    Q_EMIT tags->editingFinished();
    if (!QTest::qWaitFor([&] { return m_window->session->engine().identity().has_value(); }, 20'000))
        return false;
    const qsizetype before = m_window->activity.operations().size();
    find<QAction>("builderBuildNow")->trigger();
    if (!QTest::qWaitFor([&] { return m_window->activity.operations().size() > before && m_window->isIdle(); }, 60'000))
        return false;
    const Outcome outcome = m_window->lastOperation()->outcome();
    if (outcome.error)
        qWarning("%s", qPrintable(outcome.error->message));
    return outcome.kind == Outcome::Kind::Success;
}

void TestBuilderPage::whatEachLineMakes()
{
    write(u"a.txt"_s, QByteArray(1500, 'a'));
    write(u"b.log"_s, QByteArray(900, 'b'));
    write(u".dockerignore"_s, "*.log\n");
    open("FROM scratch AS files\nCOPY . /all/\nFROM scratch\nLABEL a=b\nCOPY --from=files /all /\nCOPY a.txt /\n"
         "FROM scratch AS other\n");
    QCOMPARE(cell(u"COPY a.txt"_s, PreviewModel::Makes), u"layer"_s);
    QCOMPARE(cell(u"LABEL"_s, PreviewModel::Makes), u"metadata"_s);
    QCOMPARE(cell(u"other"_s, PreviewModel::Makes), QString()); // the last stage is the target
    QCOMPARE(cell(u"files"_s, PreviewModel::Makes), u"not needed"_s);
    QTRY_COMPARE(cell(u"COPY a.txt"_s, PreviewModel::Size), u"1.5 kB"_s);
    QCOMPARE(cell(u"COPY --from"_s, PreviewModel::Size), u"?"_s);
    auto *target = find<QComboBox>("builderTarget");
    target->setCurrentIndex(target->findData(u"files"_s));
    Q_EMIT target->activated(target->currentIndex());
    QTRY_COMPARE(cell(u"files — the target"_s, PreviewModel::Instruction), u"files — the target"_s);
    QCOMPARE(cell(u"other"_s, PreviewModel::Makes), u"not needed"_s);
    QVERIFY(find<QWidget>("builderStages")->isVisible());
}

void TestBuilderPage::whatIsTypedIsSeen()
{
    open("FROM scratch\n");
    write(u"new.txt"_s, QByteArray(2500, 'n'));
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nCOPY new.txt /\n"_s);
    QTRY_COMPARE(cell(u"COPY new.txt"_s, PreviewModel::Size), u"2.5 kB"_s); // it is watched
    QVERIFY(m_view->document().isModified());
    QVERIFY(find<QTabWidget>("builderTabs")->tabText(0).endsWith(u"●"));
    m_view->editor().action(CodeEditor::Command::Undo)->trigger();
    QTRY_VERIFY(!m_view->document().isModified());
}

void TestBuilderPage::problemsAreMended()
{
    open("FROM scratch\nADD a.txt /\n");
    QTRY_VERIFY(!rules().isEmpty());
    auto *table = find<QAbstractItemView>("builderProblems");
    const qsizetype before = rules().size();
    int row = 0;
    while (row < before) {
        table->setCurrentIndex(table->model()->index(row, 0));
        if (find<QAction>("builderProblemFix")->isEnabled())
            break;
        ++row;
    }
    QVERIFY2(row < before, qPrintable(rules().join(u' ')));
    QVERIFY(!find<QLabel>("builderProblemWhy")->text().isEmpty());
    find<QAction>("builderProblemFix")->trigger();
    QTRY_VERIFY(m_view->document().isUpToDate() && rules().size() < before);
    QVERIFY2(m_view->editor().text() != u"FROM scratch\nADD a.txt /\n"_s, qPrintable(m_view->editor().text()));
}

void TestBuilderPage::aProblemIsIgnoredByAComment()
{
    open("FROM debian\nCMD [\"sh\"]\n");
    QTRY_VERIFY(rules().contains(u"UnpinnedBaseImage"_s));
    auto *table = find<QAbstractItemView>("builderProblems");
    table->setCurrentIndex(table->model()->index(int(rules().indexOf(u"UnpinnedBaseImage"_s)), 0));
    find<QAction>("builderProblemIgnore")->trigger();
    QTRY_VERIFY(!rules().contains(u"UnpinnedBaseImage"_s));
    QVERIFY(m_view->editor().text().contains(u"# check=skip=UnpinnedBaseImage\nFROM debian"_s));
}

void TestBuilderPage::savingKeepsTheFormOfTheFile()
{
    open("\xEF\xBB\xBF"
         "FROM scratch\r\nLABEL a=b\r\n");
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL a=b\n"_s);
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nLABEL a=c\n"_s);
    find<QAction>("builderSave")->trigger();
    QCOMPARE(read(u"Dockerfile"_s),
             "\xEF\xBB\xBF"
             "FROM scratch\r\nLABEL a=c\r\n");
    QVERIFY(!(QFile::permissions(path()) & QFile::ReadOther));
    QVERIFY(!m_view->document().isModified());
}

void TestBuilderPage::anotherProgramChangesTheFile()
{
    open("FROM scratch\n");
    write(u"Dockerfile"_s, "FROM scratch\nLABEL other=1\n");
    QTRY_COMPARE(m_view->editor().text(), u"FROM scratch\nLABEL other=1\n"_s); // nothing of the person's is lost
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nLABEL mine=1\n"_s);
    write(u"Dockerfile"_s, "FROM scratch\nLABEL theirs=1\n");
    auto *notice = find<NoticeBar>("builderNotice");
    QTRY_VERIFY(notice->isVisible());
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL mine=1\n"_s);
    find<QAction>("builderReload")->trigger();
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL theirs=1\n"_s);
    m_view->editor().action(CodeEditor::Command::Undo)->trigger();
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL mine=1\n"_s);
}

void TestBuilderPage::whatWasNotSavedComesBack()
{
    open("FROM scratch\n");
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nLABEL unsaved=1\n"_s);
    m_window.reset(); // as when the program ends without asking
    m_window = std::make_unique<PageWindow<BuilderPage>>(m_engine.endpoint());
    m_window->page->restoreState();
    m_view = m_window->page->currentView();
    QVERIFY(m_view);
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL unsaved=1\n"_s);
    QVERIFY(m_view->document().isModified());
    QCOMPARE(m_view->document().file().path(), path());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\n");
    find<QAction>("builderSave")->trigger();
    m_window = std::make_unique<PageWindow<BuilderPage>>(m_engine.endpoint());
    m_window->page->restoreState();
    QVERIFY(!m_window->page->currentView()); // nothing was left behind
}

/// Between the two starts another program wrote the file, or deleted it.
void TestBuilderPage::recoveredBesideAnotherVersion()
{
    const auto restart = [this] {
        m_window.reset();
        m_window = std::make_unique<PageWindow<BuilderPage>>(m_engine.endpoint());
        m_window->page->restoreState();
        m_view = m_window->page->currentView();
    };
    open("FROM scratch\n");
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nLABEL unsaved=1\n"_s);
    m_window.reset();
    write(u"Dockerfile"_s, "FROM scratch\nLABEL pulled=1\n");
    restart();
    QVERIFY(m_view && m_view->document().isModified());
    QTRY_VERIFY(find<QAction>("builderReload")->isEnabled() && find<NoticeBar>("builderNotice")->isVisible());
    QVERIFY2(find<NoticeBar>("builderNotice")->text().contains(u"changed by another program"),
             qPrintable(find<NoticeBar>("builderNotice")->text()));
    QTimer::singleShot(0, this, [] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        QVERIFY(question && question->objectName() == u"builderReplaceQuestion");
        question->button(QMessageBox::Cancel)->click();
    });
    QVERIFY(!m_view->save());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\nLABEL pulled=1\n");

    m_window.reset();
    QVERIFY(QFile::remove(path()));
    restart();
    QVERIFY(m_view);
    QCOMPARE(m_view->document().file().path(), path());
    QCOMPARE(m_view->editor().text(), u"FROM scratch\nLABEL unsaved=1\n"_s);
    QVERIFY(m_view->save());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\nLABEL unsaved=1\n");
}

/// The text is nowhere but here then.
void TestBuilderPage::aFileThatVanishes()
{
    open("FROM scratch\n");
    QVERIFY(!m_view->document().isModified());
    QVERIFY(QFile::remove(path()));
    QTRY_VERIFY(m_view->document().isModified());
    QTimer::singleShot(0, this, [] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        QVERIFY(question && question->objectName() == u"builderCloseQuestion");
        question->button(QMessageBox::Cancel)->click();
    });
    QVERIFY(!m_view->mayClose());
    write(u"Dockerfile"_s, "FROM scratch\n");
    QTRY_VERIFY(!m_view->document().isModified());
    QVERIFY(QFile::remove(path()));
    QTRY_VERIFY(m_view->document().isModified());
    QVERIFY(m_view->save());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\n");
}

/// It is not what builds: what the command names is on the disk.
void TestBuilderPage::anIgnoredDockerfile()
{
    write(u".dockerignore"_s, "Dockerfile\n");
    write(u"a.txt"_s, "a");
    open("FROM scratch\nCOPY a.txt /\n");
    QVERIFY(build(u"strata-builderpage:7"_s));
    const QString command = m_window->lastOperation()->commandLine().toString();
    QVERIFY2(command.contains(u"-f "_s + path()), qPrintable(command));
    QVERIFY2(!command.contains(u".strata"), qPrintable(command));
}

/// As long as the text is as it was.
void TestBuilderPage::whyItWasNotBuiltStays()
{
    open("FRM scratch\n");
    find<QAction>("builderBuildNow")->trigger();
    auto *summary = find<QLabel>("builderSummary");
    QTRY_VERIFY(summary->text().startsWith(u"Line 1: "));
    write(u"other"_s, "x");
    const std::shared_ptr<const ContextScan> scan = m_view->document().context().scan();
    QTRY_VERIFY(m_view->document().context().scan() != scan);
    QVERIFY2(summary->text().startsWith(u"Line 1: "), qPrintable(summary->text()));
    m_view->editor().setTextKeepingUndo(u"FROM scratch\n"_s);
    QVERIFY2(!summary->text().startsWith(u"Line 1: "), qPrintable(summary->text()));
}

void TestBuilderPage::whatCannotBeOpened()
{
    write(u"Dockerfile"_s, QByteArray("FROM scr\0atch\n", 14));
    QVERIFY(!m_window->page->openFile(path()));
    auto *box = find<QMessageBox>("builderProblem");
    QVERIFY(box);
    QVERIFY2(box->informativeText().startsWith(u"Line 1"), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(!m_window->page->currentView());
}

void TestBuilderPage::theSameFileOnce()
{
    open("FROM scratch\n");
    QCOMPARE(m_window->page->openFile(m_folder->path() + u"/./Dockerfile"_s), m_view);
    QCOMPARE(m_window->page->views().size(), 1);
    QCOMPARE(m_window->page->countText(), u"1"_s);
}

void TestBuilderPage::optionsAreRemembered()
{
    open("ARG VERSION=1\nFROM scratch\nARG VERSION\nLABEL v=$VERSION\n"
         "RUN --mount=type=ssh --mount=type=secret,target=/root/.npmrc true\n");
    Q_EMIT m_view->buildBar().optionsRequested();
    auto *dialog = qobject_cast<BuildOptionsDialog *>(find<QDialog>("buildOptionsDialog"));
    QVERIFY(dialog);
    auto *arguments = dialog->findChild<QTableWidget *>(u"buildArguments"_s);
    QCOMPARE(arguments->item(0, 0)->text(), u"VERSION"_s);
    QCOMPARE(arguments->item(0, 2)->text(), u"1"_s);
    QVERIFY(!dialog->findChild<QCheckBox *>(u"buildSsh"_s)->isChecked()); // also where a mount may use it
    QCOMPARE(dialog->findChild<QTableWidget *>(u"buildSecrets"_s)->item(0, 0)->text(), u".npmrc"_s);
    arguments->item(0, 1)->setText(u"2"_s);
    dialog->findChild<QComboBox *>(u"buildPlatform"_s)->setCurrentText(u"linux/arm64"_s);
    dialog->accept();
    QCOMPARE(m_view->document().settings().argumentValues().value(u"VERSION"_s), u"2"_s);
    QTRY_VERIFY(m_view->document().isUpToDate());
    QCOMPARE(m_view->document().insight()->plan.globalArguments.value(u"VERSION"_s), u"2"_s);
    const BuildSettings kept = BuildSettingsStore::find(path());
    QCOMPARE(kept.platform, u"linux/arm64"_s);
    QCOMPARE(kept.arguments.size(), 1);
}

void TestBuilderPage::renaming()
{
    open("FROM scratch AS base\nFROM base\nCOPY --from=base / /\n");
    m_view->editor().setCursorPosition({0, 18});
    m_view->editor().action(CodeEditor::Command::Rename)->trigger();
    auto *dialog = find<QDialog>("builderRename");
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>();
    QCOMPARE(edit->text(), u"base"_s);
    edit->setText(u"files"_s);
    dialog->accept();
    QCOMPARE(m_view->editor().text(), u"FROM scratch AS files\nFROM files\nCOPY --from=files / /\n"_s);
}

void TestBuilderPage::aTemplate()
{
    auto *action = find<QAction>("builderTemplate-go");
    QVERIFY(action);
    action->trigger();
    m_view = m_window->page->currentView();
    QVERIFY(m_view && m_view->document().isModified());
    QTRY_VERIFY(m_view->document().isUpToDate());
    QVERIFY(!m_view->document().insight()->document.firstError());
    QVERIFY(m_view->document().insight()->plan.stages.size() > 1);
}

void TestBuilderPage::itIsBuilt()
{
    const QByteArray unique = QUuid::createUuid().toByteArray(); // nobody has built it before
    write(u"a.txt"_s, unique.leftJustified(1500, 'a'));
    open("FROM scratch\nCOPY a.txt /\n");
    QVERIFY(build(u"strata-builderpage:1"_s));
    QTRY_VERIFY2(cell(u"COPY a.txt"_s, PreviewModel::Built).endsWith(u"1.5 kB"),
                 qPrintable(cell(u"COPY a.txt"_s, PreviewModel::Built)));
    QTRY_VERIFY(find<NoticeBar>("builderNotice")->text().startsWith(u"strata-builderpage:1"));
    auto *kept = find<BuildHistoryView>("buildHistory")->findChild<QAbstractItemView *>(u"buildHistoryTable"_s);
    find<QTabWidget>("builderSections")->setCurrentIndex(1);
    QTRY_COMPARE(kept->model()->rowCount(), 1);
    find<QTabWidget>("builderSections")->setCurrentIndex(0);

    // Another file: the forecast says why, and is right.
    write(u"a.txt"_s, unique.leftJustified(2500, 'b'));
    QTRY_COMPARE(cell(u"COPY a.txt"_s, PreviewModel::Size), u"2.5 kB"_s);
    QTRY_COMPARE(cell(u"COPY a.txt"_s, PreviewModel::Cache), u"rebuilds: a.txt changed"_s);
    QVERIFY(build(u"strata-builderpage:1"_s));
    QTRY_VERIFY2(cell(u"COPY a.txt"_s, PreviewModel::Built).startsWith(u"built"),
                 qPrintable(cell(u"COPY a.txt"_s, PreviewModel::Built)));
    const QString right = u"The forecast was right for 1 of 1 step(s)"_s;
    QTRY_COMPARE(find<QLabel>("builderForecast")->text(), right);
    find<QCheckBox>("builderPull")->click(); // that would be another build
    QTRY_VERIFY(find<QLabel>("builderForecast")->text() != right);
    find<QCheckBox>("builderPull")->click();
    QTRY_COMPARE(find<QLabel>("builderForecast")->text(), right);
}

/// The name in which the cursor still is, also when the button is clicked or the key pressed twice.
void TestBuilderPage::theTypedTagIsBuiltOnce()
{
    STRATA_NEED(m_engine);
    const RealObjects objects(m_engine); // and takes them away
    write(u"a.txt"_s, QUuid::createUuid().toByteArray());
    open("FROM scratch\nCOPY a.txt /\n");
    QTRY_VERIFY(m_window->session->engine().identity());
    auto *tags = find<QLineEdit>("builderTags");
    tags->setFocus();
    tags->selectAll();
    QTest::keyClicks(tags, u"No Name"_s);
    QTest::mouseClick(find<QToolButton>("builderBuild"), Qt::LeftButton);
    QVERIFY(!find<QLabel>("builderSummary")->text().isEmpty()); // why not
    QTest::qWait(100);
    QVERIFY(m_window->activity.operations().isEmpty());
    const QString name = objects.name(u"typed"_s) + u":1"_s;
    tags->selectAll();
    QTest::keyClicks(tags, name);
    QTest::mouseClick(find<QToolButton>("builderBuild"), Qt::LeftButton);
    find<QAction>("builderBuildNow")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->activity.operations().isEmpty() && m_window->isIdle(), 60'000);
    QTest::qWait(100);
    QCOMPARE(m_window->activity.operations().size(), 1);
    QVERIFY(!objects.inspect(name, u"{{.Id}}"_s).isEmpty());
}

/// A secret is not kept, so the second build is not given an empty one.
void TestBuilderPage::typedSecretsAreAskedForAgain()
{
    open("FROM scratch\nCOPY Dockerfile /\n");
    BuildSettings settings = m_view->document().settings();
    QByteArray value = "hunter2";
    settings.secrets = {{.id = u"token"_s, .source = BuildSecret::Source::Typed, .value = Secret::take(value)}};
    m_view->document().setSettings(settings);
    QVERIFY(build(u"strata-builderpage:3"_s));
    const qsizetype before = m_window->activity.operations().size();
    QTRY_VERIFY(m_view->document().settings().secrets.first().value.isEmpty());
    find<QAction>("builderBuildNow")->trigger();
    QTRY_VERIFY2(find<QLabel>("builderSummary")->text().startsWith(u"Type the secret token once more"),
                 qPrintable(find<QLabel>("builderSummary")->text()));
    QCOMPARE(m_window->activity.operations().size(), before);
}

/// It is saved before it is built. What was forecast stays beside what happened as long as nothing else is copied.
void TestBuilderPage::aDockerfileThatIsCopied()
{
    const QByteArray unique = "# " + QUuid::createUuid().toByteArray() + '\n';
    open("FROM scratch\n" + unique + "COPY . /app\n");
    QVERIFY(build(u"strata-builderpage:4"_s));
    m_view->editor().setTextKeepingUndo(m_view->document().text() + u"# one more\n"_s);
    QTRY_COMPARE(cell(u"COPY ."_s, PreviewModel::Cache), u"rebuilds: Dockerfile changed"_s);
    QVERIFY(build(u"strata-builderpage:4"_s));
    QTRY_COMPARE(m_view->forecaster().summary(), u"All 1 step(s) come from the cache"_s);
    const std::shared_ptr<const ContextScan> scan = m_view->document().context().scan();
    write(u"Dockerfile"_s, read(u"Dockerfile"_s)); // the same again
    QTRY_VERIFY(scan != m_view->document().context().scan() && m_view->forecaster().isUpToDate());
    QCOMPARE(cell(u"COPY ."_s, PreviewModel::Cache), u"rebuilds: Dockerfile changed"_s);
    QVERIFY(cell(u"COPY ."_s, PreviewModel::Built).startsWith(u"built, "_s));
    write(u"other"_s, "other");
    QTRY_COMPARE(cell(u"COPY ."_s, PreviewModel::Cache), u"rebuilds: other is new"_s);
    QCOMPARE(cell(u"COPY ."_s, PreviewModel::Built), QString());
}

/// It takes BuildKit minutes to measure a large cache.
void TestBuilderPage::theCacheIsMeasuredSlowly()
{
    STRATA_NEED(m_engine);
    FaultProxy proxy(m_engine.socketPath());
    m_window = std::make_unique<PageWindow<BuilderPage>>(proxy.endpoint());
    open("FROM scratch\n# " + QUuid::createUuid().toByteArray() + "\nCOPY Dockerfile /app/\n");
    QTRY_COMPARE(cell(u"COPY Dockerfile"_s, PreviewModel::Cache), u"rebuilds: it was never built"_s);
    proxy.leaveUnanswered("/system/df?");
    QVERIFY(build(u"strata-builderpage:6"_s));
    QTRY_COMPARE(m_view->forecaster().summary(), u"All 1 step(s) come from the cache"_s);
}

void TestBuilderPage::filesOfAnotherImage()
{
    STRATA_NEED(m_engine);
    RealObjects objects(m_engine);
    const QString image = objects.name(u"other"_s) + u":1"_s;
    objects.makeImage(image);
    open("FROM scratch\nCOPY --from=" + image.toUtf8() + " /unlike /\n");
    QTRY_COMPARE(cell(u"COPY --from"_s, PreviewModel::Cache), u"rebuilds: it was never built"_s);
    QVERIFY(build(u"strata-builderpage:5"_s));
    QTRY_COMPARE(find<QLabel>("builderForecast")->text(), u"The forecast was right for 1 of 1 step(s)"_s);
    BuildSettings settings = m_view->document().settings(); // of which the engine has no image
    settings.platform = u"linux/riscv64"_s;
    m_view->document().setSettings(settings);
    QTRY_VERIFY2(cell(u"COPY --from"_s, PreviewModel::Cache).startsWith(u"unknown"),
                 qPrintable(cell(u"COPY --from"_s, PreviewModel::Cache)));
    QVERIFY2(cell(u"COPY --from"_s, PreviewModel::Cache).contains(image),
             qPrintable(cell(u"COPY --from"_s, PreviewModel::Cache)));
}

void TestBuilderPage::whatOthersWroteIsNotLost()
{
    open("FROM scratch\n");
    m_view->editor().setTextKeepingUndo(u"FROM scratch\nLABEL a=b\n"_s);
    write(u"Dockerfile"_s, "FROM scratch\n# of another program\n");
    const auto answer = [this](const QString &button) {
        QTimer::singleShot(0, this, [button] {
            auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(question && question->objectName() == u"builderReplaceQuestion");
            for (QAbstractButton *each : question->buttons()) {
                if (each->text() == button)
                    each->click();
            }
        });
    };
    answer(u"Cancel"_s);
    QVERIFY(!m_view->save());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\n# of another program\n");
    answer(u"Replace"_s);
    QVERIFY(m_view->save());
    QCOMPARE(read(u"Dockerfile"_s), "FROM scratch\nLABEL a=b\n");
}

/// Of a folder that is made on nothing the trace says that it was made, also when the cache had it: nobody is told that the
/// forecast was wrong.
void TestBuilderPage::aFolderOnNothing()
{
    const QByteArray unique = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    write(u"a.txt"_s, unique);
    open("FROM scratch\nWORKDIR /" + unique + "\nCOPY a.txt ./\n");
    QVERIFY(build(u"strata-builderpage:2"_s));
    find<QCheckBox>("builderPull")->click(); // there is nothing to pull, and the next build is forecast
    QTRY_COMPARE(cell(u"COPY a.txt"_s, PreviewModel::Cache), u"cached"_s);
    QVERIFY(build(u"strata-builderpage:2"_s));
    QTRY_COMPARE(find<QLabel>("builderForecast")->text(), u"The forecast was right for 1 of 1 step(s)"_s);
    QVERIFY2(cell(u"WORKDIR"_s, PreviewModel::Built).startsWith(u"built, or from the cache"),
             qPrintable(cell(u"WORKDIR"_s, PreviewModel::Built)));
}

/// A file that a later RUN writes once more: with the fix the next build wastes nothing.
void TestBuilderPage::whatItWastesIsMended()
{
    STRATA_NEED(m_engine);
    RealObjects objects(m_engine);
    const QString base = objects.name(u"base:1"_s);
    objects.makeImage(base);
    QDir(m_folder->path()).mkdir(u"tools"_s);
    for (const QString &tool : {u"sh"_s, u"chmod"_s})
        QVERIFY(QFile::link(u"busybox"_s, m_folder->filePath(u"tools/"_s + tool)));
    write(u"large.bin"_s, QUuid::createUuid().toByteArray().leftJustified(1'000'000, 'a'));
    QFile::setPermissions(m_folder->filePath(u"large.bin"_s), QFile::ReadOwner | QFile::WriteOwner);
    open("FROM " + base.toUtf8()
         + "\nCOPY tools/ /bin/\nCOPY large.bin /srv/large.bin\nRUN chmod 755 /srv/large.bin\n");
    QVERIFY(build(objects.name(u"waste:1"_s)));
    auto *below = find<QTabWidget>("builderBelow");
    QTRY_COMPARE_WITH_TIMEOUT(below->tabText(2), u"Waste (1 MB)"_s, 30'000);
    find<QAction>("builderShowWaste")->trigger();
    auto *table = find<QAbstractItemView>("builderWasteTable");
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(wasted(LineWasteModel::Size), u"1,000,000 bytes"_s);
    QCOMPARE(wasted(LineWasteModel::From), u"line 3"_s);
    QCOMPARE(wasted(LineWasteModel::Fate), u"mode or owner changed in line 4"_s);
    QCOMPARE(wasted(LineWasteModel::Files), u"/srv/large.bin"_s);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 2)).center());
    QCOMPARE(m_view->editor().cursorPosition().line, 3);

    find<QAction>("builderWasteFix")->trigger();
    const QString mended = u"FROM %1\nCOPY tools/ /bin/\nCOPY --chmod=755 large.bin /srv/large.bin\n"_s.arg(base);
    QCOMPARE(m_view->editor().text(), mended);
    QTRY_VERIFY(find<QLabel>("builderWasteNote")->isVisible());
    QTRY_VERIFY(isLookedAt());
    QVERIFY(build(objects.name(u"waste:1"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(find<EmptyState>("builderWasteState")->title(), u"No byte is wasted"_s, 30'000);
    QCOMPARE(below->tabText(2), u"Waste"_s);
}

/// With Pull the forecast goes by the image that the registry has.
void TestBuilderPage::aBaseThatIsPulled()
{
    STRATA_NEED(m_engine);
    const RealRegistry registry;
    QVERIFY(registry.login());
    const Credential account = registry.account();
    m_window->accounts.kept.insert(account.server, account);
    RealObjects objects(m_engine);
    const QString base = qEnvironmentVariable("STRATA_TEST_REGISTRY") + u'/' + objects.name(u"pulled"_s) + u":1"_s;
    const QString first = objects.makeImage(base);
    objects.docker({u"push"_s, u"-q"_s, base});
    const QString file = QUuid::createUuid().toString(QUuid::Id128); // a line that nobody has built before
    write(file, file.toUtf8());
    open("FROM " + base.toUtf8() + "\nCOPY " + file.toUtf8() + " /\n");
    const auto forecast = [this] { return cell(u"COPY "_s, PreviewModel::Cache); };
    QTRY_VERIFY2(forecast().startsWith(u"rebuilds"), qPrintable(forecast())); // the base is known
    QVERIFY(build(objects.name(u"on-pulled:1"_s)));
    m_view->editor().setTextKeepingUndo(m_view->editor().text() + u"# not the text that was built\n");
    QTRY_COMPARE_WITH_TIMEOUT(forecast(), u"cached"_s, 30'000);

    find<QCheckBox>("builderPull")->click();
    QTRY_COMPARE(forecast(), u"unknown: nothing is known of %1"_s.arg(base)); // being asked
    QTRY_COMPARE(forecast(), u"cached"_s);

    objects.makeImage(base);
    objects.docker({u"push"_s, u"-q"_s, base});
    objects.docker({u"tag"_s, first, base});
    QTRY_COMPARE_WITH_TIMEOUT(forecast(), u"unknown: a newer %1 is pulled first"_s.arg(base), 30'000);

    find<QCheckBox>("builderPull")->click();
    QTRY_COMPARE(forecast(), u"cached"_s);
}

void TestBuilderPage::aWrongLineIsNotSent()
{
    open("FROM scratch\nCOPY onlyone\n");
    find<QAction>("builderBuildNow")->trigger();
    QTRY_VERIFY2(find<QLabel>("builderSummary")->text().startsWith(u"Line 2"),
                 qPrintable(find<QLabel>("builderSummary")->text()));
    QVERIFY(m_window->activity.operations().isEmpty());
}

STRATA_WINDOW_TEST(TestBuilderPage)
#include "tst_builderpage.moc"
