// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/engineswitcher.h"
#include "faultyengine.h"
#include "pagewindow.h"
#include "shownwindow.h"
#include "support/testprogram.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <cstdio>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using Fault = FaultyEngine::Fault;

/// What is in the window after the engine was away, was another one, or went in the middle of an action.
class TestWindowRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void rowsThatWentMeanwhileAreGone();
    void aSelectedRowThatWentMeanwhile();
    void theOtherEngineHasItsOwnRows();
    void aNewEngineAtTheSameSocket();
    void anEngineKilledWhileItStops();
    void switchingWhileItStops();
    void switchingDoesNotRemoveFromTheOtherEngine();
};

void TestWindowRecovery::rowsThatWentMeanwhileAreGone()
{
    FaultyEngine engine;
    engine.setRows({u"cache"_s, u"db"_s, u"web"_s}, {u"base:1"_s, u"shop:2"_s});
    ShownWindow shown;
    QVERIFY(shown.open(engine.address()));
    shown.window.showPage(u"containers"_s);
    QVERIFY(shown.select(u"containers"_s, {u"db"_s}));
    engine.breakWith(Fault::Missing);
    QTRY_VERIFY(shown.findOn<QWidget>(u"containers"_s, u"linkBanner"_s)->isVisible());
    QCOMPARE(shown.rows(u"containers"_s).size(), 3);
    engine.setRows({u"a-new-one"_s, u"db!"_s}, {u"base:1"_s});
    engine.heal();
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"a-new-one"_s, u"db"_s}));
    QCOMPARE(shown.rows(u"images"_s), QStringList{u"base"_s});
    QCOMPARE(shown.selected(u"containers"_s), QStringList{u"db"_s});
    QCOMPARE(shown.find<ElidedLabel>(u"containerDetailsTitle"_s)->text(), u"db"_s);
    QTRY_VERIFY(shown.action(u"containersStart"_s)->isEnabled()); // it has exited
    QVERIFY(!shown.action(u"containersStop"_s)->isEnabled());
}

void TestWindowRecovery::aSelectedRowThatWentMeanwhile()
{
    FaultyEngine engine;
    engine.setRows({u"db"_s, u"web"_s}, {u"base:1"_s});
    ShownWindow shown;
    QVERIFY(shown.open(engine.address()));
    shown.window.showPage(u"containers"_s);
    QVERIFY(shown.select(u"containers"_s, {u"web"_s}));
    engine.breakWith(Fault::Missing);
    QTRY_VERIFY(!shown.isLive());
    engine.setRows({u"db"_s}, {u"base:1"_s});
    engine.heal();
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(shown.rows(u"containers"_s), QStringList{u"db"_s});
    QVERIFY(!shown.selected(u"containers"_s).contains(u"web"_s));
    QTRY_VERIFY(shown.find<ElidedLabel>(u"containerDetailsTitle"_s)->text() != u"web"
                || !shown.find<ElidedLabel>(u"containerDetailsTitle"_s)->isVisible());
}

void TestWindowRecovery::theOtherEngineHasItsOwnRows()
{
    FaultyEngine a, b;
    a.setRows({u"db"_s, u"only-a"_s}, {u"base:1"_s, u"only-a:1"_s});
    b.setRows({u"db!"_s, u"only-b"_s}, {u"base:1"_s, u"only-b:1"_s});
    ShownWindow shown;
    QVERIFY(shown.open(a.address()));
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"only-a"_s}));
    QVERIFY(shown.select(u"images"_s, {u"only-a"_s}));

    qputenv("DOCKER_HOST", b.address().toUtf8());
    shown.window.switcher().openMenu();
    auto *menu = shown.find<QMenu>(u"engineMenu"_s);
    const auto entries = menu->findChildren<QAction *>(u"engineEntry"_s);
    const auto other = std::ranges::find(entries, QVariant(b.address()), &QAction::data);
    QVERIFY(other != entries.end());
    (*other)->trigger();
    menu->close();
    qunsetenv("DOCKER_HOST");
    QCOMPARE(shown.rows(u"containers"_s) + shown.rows(u"images"_s), QStringList()); // at once nothing of the old one
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"only-b"_s}));
    QCOMPARE(shown.rows(u"images"_s), (QStringList{u"base"_s, u"only-b"_s}));
    QTRY_VERIFY(shown.statusText().contains(u"1 running"_s));
    QVERIFY(!shown.selected(u"images"_s).contains(u"only-a"_s));
    QTRY_COMPARE(a.server.openConnections(), 0);
}

void TestWindowRecovery::aNewEngineAtTheSameSocket()
{
    FaultyEngine old, next;
    old.setRows({u"db"_s, u"web"_s}, {u"base:1"_s});
    next.setRows({u"db!"_s, u"queue"_s}, {u"base:1"_s, u"shop:2"_s});
    ShownWindow shown;
    QVERIFY(shown.open(old.address()));
    QCOMPARE(std::rename(qPrintable(next.server.socketPath()), qPrintable(old.server.socketPath())), 0);
    QTRY_COMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"queue"_s}));
    QTRY_COMPARE(shown.rows(u"images"_s), (QStringList{u"base"_s, u"shop"_s}));
    QTRY_VERIFY(shown.statusText().startsWith(u"connected"_s));
    QTRY_COMPARE(old.server.openConnections(), 0);
}

void TestWindowRecovery::anEngineKilledWhileItStops()
{
    FaultyEngine engine;
    engine.setRows({u"cache"_s, u"db"_s, u"web"_s}, {u"base:1"_s});
    engine.server.on("POST", u"/containers/*"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    ShownWindow shown;
    QVERIFY(shown.open(engine.address()));
    shown.window.showPage(u"containers"_s);
    shown.window.setActivityOpen(true);
    const QSignalSpy finished(&shown.activity, &Activity::finished);
    QVERIFY(shown.select(u"containers"_s, {u"cache"_s, u"db"_s, u"web"_s}));
    QTRY_VERIFY(shown.action(u"containersStop"_s)->isEnabled());
    shown.action(u"containersStop"_s)->trigger();
    const auto asked = [&](const QString &name) {
        return engine.server.requestCount("POST", u"/containers/%1/stop"_s.arg(FaultyEngine::containerId(name)));
    };
    QTRY_COMPARE(asked(u"cache"_s) + asked(u"db"_s) + asked(u"web"_s), 3);
    auto *cancel = shown.find<QAbstractButton>(u"activityStripCancel"_s);
    QTRY_VERIFY(cancel->isVisible());
    engine.breakWith(Fault::Missing);
    QTRY_VERIFY(!cancel->isVisible());
    const auto log = shown.find<QPlainTextEdit>(u"activityLog"_s)->toPlainText().split(u'\n');
    QCOMPARE(log.size(), 3);
    for (const QString &name : {u"cache: "_s, u"db: "_s, u"web: "_s})
        QCOMPARE(log.filter(name).size(), 1);
    QVERIFY(shown.find<ElidedLabel>(u"activityStripText"_s)->text().startsWith(u"Stop cache, db, web: failed. "_s));
    engine.heal();
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(finished.size(), 1);
}

void TestWindowRecovery::switchingWhileItStops()
{
    FaultyEngine a, b;
    a.setRows({u"db"_s, u"web"_s}, {u"base:1"_s});
    b.setRows({}, {});
    a.server.on("POST", u"/containers/*"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    ShownWindow shown;
    QVERIFY(shown.open(a.address()));
    shown.window.showPage(u"containers"_s);
    shown.window.setActivityOpen(true);
    const QSignalSpy finished(&shown.activity, &Activity::finished);
    QVERIFY(shown.select(u"containers"_s, {u"db"_s, u"web"_s}));
    QTRY_VERIFY(shown.action(u"containersStop"_s)->isEnabled());
    shown.action(u"containersStop"_s)->trigger();
    QTRY_COMPARE(a.server.requestCount("POST", u"/containers/%1/stop"_s.arg(FaultyEngine::containerId(u"web"_s))), 1);
    shown.host.openCurrent(b.address());
    QTRY_VERIFY(shown.isLive());
    QTRY_VERIFY(!shown.find<QAbstractButton>(u"activityStripCancel"_s)->isVisible());
    QCOMPARE(shown.activity.runningCount(), 0);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(shown.find<QPlainTextEdit>(u"activityLog"_s)->toPlainText(),
             u"db: The engine was disconnected.\nweb: The engine was disconnected."_s);
}

/// The images were to be removed after their containers: from that engine, not from the next one.
void TestWindowRecovery::switchingDoesNotRemoveFromTheOtherEngine()
{
    FaultyEngine a, b;
    a.setRows({u"old!"_s}, {u"base:1"_s});
    b.setRows({}, {u"base:1"_s});
    a.server.on("DELETE", u"/containers/*"_s, [](const ScriptedRequest &, const ScriptedReply &) {});
    ShownWindow shown;
    QVERIFY(shown.open(a.address()));
    QVERIFY(shown.select(u"images"_s, {u"base"_s}));
    QTRY_VERIFY(shown.action(u"imagesRemove"_s)->isEnabled());
    shown.action(u"imagesRemove"_s)->trigger();
    QDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s)->click();
    dialog->findChild<QAbstractButton *>(u"confirmAccept"_s)->click();
    const QString container = u"/containers/"_s + FaultyEngine::containerId(u"old"_s);
    QTRY_COMPARE(a.server.requestCount("DELETE", container), 1);
    shown.host.openCurrent(b.address());
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(shown.activity.runningCount(), 0);
    const QList<Operation *> operations = shown.activity.operations();
    QCOMPARE(operations.size(), 2); // the images' removal says that it was not begun
    for (const Operation *operation : operations)
        QCOMPARE(operation->outcome().kind, Outcome::Kind::Failure);
    for (const ScriptedRequest &request : b.server.requests())
        QVERIFY(request.method == "GET" || request.method == "HEAD");
}

STRATA_WINDOW_TEST(TestWindowRecovery)
#include "tst_window_recovery.moc"
