// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activitypanel.h"
#include "app/activity/activitystrip.h"
#include "app/activity/operationmodel.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

class ScriptedOperation : public Operation
{
public:
    explicit ScriptedOperation(const QString &title) : Operation(title, {u"docker"_s, u"stop"_s, title}) {}
    using Operation::appendLog;
    using Operation::finish;
    using Operation::setProgress;

protected:
    void doStart() override {}
    void doCancel() override {}
};

} // namespace

class TestActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelFollowsTheOperations();
    void forgettingKeepsWhatRuns();
    void panelShowsResultLogAndCommand();
    void engineTextStaysPlain();
    void stripAppearsWithTheFirstOperation();
    void stripCancelsWhatItShows();
};

void TestActivity::modelFollowsTheOperations()
{
    Activity activity;
    OperationModel model(activity);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto *first = new ScriptedOperation(u"web"_s);
    auto *second = new ScriptedOperation(u"db"_s);
    activity.run(first);
    activity.run(second);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"db"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    first->finish(Outcome::success());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().first().toModelIndex().row(), 1);
    QCOMPARE(model.indexOf(first).data(Qt::AccessibleTextRole).toString(), u"web, done"_s);
}

void TestActivity::forgettingKeepsWhatRuns()
{
    Activity activity;
    OperationModel model(activity);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QList<ScriptedOperation *> all;
    for (int i = 0; i < 5; ++i) {
        all.append(new ScriptedOperation(QString::number(i)));
        activity.run(all.last());
    }
    QCOMPARE(activity.runningCount(), 5);
    for (const int i : {0, 1, 3})
        all[i]->finish(Outcome::success());
    activity.forgetFinished();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"4"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"2"_s);
    QVERIFY(reset.isEmpty());
}

void TestActivity::panelShowsResultLogAndCommand()
{
    Activity activity;
    ActivityPanel panel(activity);
    auto *operation = new ScriptedOperation(u"web"_s);
    activity.run(operation);
    operation->appendLog(u"one"_s);
    operation->appendLog(u"two"_s);
    operation->finish(Outcome::failure({Error::Kind::Conflict, u"web: in use"_s, {}}));
    QCOMPARE(panel.findChild<QLabel *>(u"activityResult"_s)->text(), u"web: in use"_s);
    QCOMPARE(panel.findChild<QPlainTextEdit *>(u"activityLog"_s)->toPlainText(), u"one\ntwo"_s);
    panel.findChild<QToolButton *>(u"activityCopy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), u"docker stop web"_s);

    activity.forgetFinished();
    QCOMPARE(panel.findChild<QLabel *>(u"activityTitle"_s)->text(), QString());
}

void TestActivity::engineTextStaysPlain()
{
    Activity activity;
    ActivityPanel panel(activity);
    const QString hostile = u"<b>bold</b><img src=x>"_s;
    auto *operation = new ScriptedOperation(hostile);
    activity.run(operation);
    operation->finish(Outcome::failure({Error::Kind::Conflict, hostile, {}}));
    for (const QLabel *label : panel.findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(u'<') || label->textFormat() == Qt::PlainText,
                 qPrintable(label->objectName()));
    QCOMPARE(panel.findChild<QLabel *>(u"activityTitle"_s)->text(), hostile);
}

void TestActivity::stripAppearsWithTheFirstOperation()
{
    QWidget window;
    Activity activity;
    auto *strip = new ActivityStrip(activity, &window);
    window.show();
    QVERIFY(strip->isHidden());
    auto *operation = new ScriptedOperation(u"web"_s);
    activity.run(operation);
    QTRY_VERIFY(strip->isVisible());
    operation->finish(Outcome::success());
    QTRY_VERIFY(!strip->findChild<QToolButton *>(u"activityStripCancel"_s)->isVisible());
    QSignalSpy panel(strip, &ActivityStrip::panelRequested);
    strip->findChild<QToolButton *>(u"activityStripMore"_s)->click();
    QCOMPARE(panel.size(), 1);
    QCOMPARE(panel.first().first().toBool(), true);
}

void TestActivity::stripCancelsWhatItShows()
{
    QWidget window;
    Activity activity;
    auto *strip = new ActivityStrip(activity, &window);
    window.show();
    auto *older = new ScriptedOperation(u"older"_s);
    auto *newer = new ScriptedOperation(u"newer"_s);
    activity.run(older);
    activity.run(newer);
    auto *cancel = strip->findChild<QToolButton *>(u"activityStripCancel"_s);
    QTRY_VERIFY(cancel->isVisible());
    QTRY_VERIFY(strip->findChild<QToolButton *>(u"activityStripMore"_s)->text().contains(u'1'));
    cancel->click();
    QCOMPARE(newer->outcome().kind, Outcome::Kind::Cancelled);
    QCOMPARE(older->state(), Operation::State::Running);
}

STRATA_WINDOW_TEST(TestActivity)
#include "tst_activity.moc"
