// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/images/imagespage.h"
#include "pagewindow.h"
#include "smallengine.h"
#include "support/testprogram.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QString list(const QDialog *dialog)
{
    return treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s));
}

QString summary(const QDialog *dialog)
{
    return dialog->findChild<QLabel *>(u"confirmSummary"_s)->text();
}

QPushButton *acceptButton(const QDialog *dialog)
{
    return dialog->findChild<QPushButton *>(u"confirmAccept"_s);
}

template<typename Page>
QDialog *ask(const PageWindow<Page> &window, const QString &action, const QString &dialog)
{
    if (!QTest::qWaitFor([&] { return window.action(action)->isEnabled(); }, QDeadlineTimer(patience)))
        return nullptr;
    window.action(action)->trigger();
    return window.dialog(dialog);
}

const QString removeImages = u"removeImagesDialog"_s;

} // namespace

/// What the dialogs say before something is deleted, and what is done then, on an engine that does as it is told.
class DialogsScriptedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void enterPressesTheButtonThatHasTheFocus();
    void pruneTellsWhichNamesGo();
    void enginesThatKeepNamesLoseNone_data();
    void enginesThatKeepNamesLoseNone();
    void boundsAreSaidWhereBytesAreNotKnown();
    void spaceThatStoppedContainersKeepIsNotFreed();
    void imagesWaitForTheirContainers();
    void imagesAreLeftWhenContainersStay();
    void manyContainersAreMeasuredInBatches();
    void oneContainerIsSpokenOfAsOne();
    void tagsAreCheckedAsTheyAreTyped();
    void severalTagsAtOnce();
};

void DialogsScriptedTest::enterPressesTheButtonThatHasTheFocus()
{
    SmallEngine engine({containerRow(1, u"web"_s, u"exited"_s)}, {});
    engine.server.on("DELETE", u"/containers/*"_s,
                     [](const ScriptedRequest &, const ScriptedReply &reply) { reply.nothing(); });
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"web"_s}));
    QPointer<QDialog> dialog = ask(window, u"containersRemove"_s, u"removeContainersDialog"_s);
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return); // as it opens: the safe one
    QTRY_VERIFY(!dialog);
    QVERIFY(!window.lastOperation());

    dialog = ask(window, u"containersRemove"_s, u"removeContainersDialog"_s);
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    auto *copy = dialog->findChild<QToolButton *>(u"confirmCopyCommand"_s);
    copy->setFocus();
    QTest::keyClick(copy, Qt::Key_Return);
    QVERIFY(dialog && dialog->isVisible());
    acceptButton(dialog)->setFocus();
    QTest::keyClick(acceptButton(dialog), Qt::Key_Return);
    QTRY_COMPARE(engine.server.requestCount("DELETE", u"/containers/"_s + containerId(1)), 1);
}

void DialogsScriptedTest::pruneTellsWhichNamesGo()
{
    SmallEngine engine({containerRow(1, u"web"_s)},
                       {imageRow({u"shop:1"_s, u"shop:2"_s, u"shop:3"_s}, 'a', 50'000'000, 10'000'000)});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.row(u"shop"_s).isValid());
    QTRY_VERIFY(window.session->inventory().hasContainers());
    QDialog *dialog = ask(window, u"imagesPruneUnused"_s, u"pruneUnusedDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(list(dialog),
             u"Only the name goes\n"
             "  shop:1 | the image stays as shop:3\n"
             "  shop:2 | the image stays as shop:3"_s);
    QVERIFY(summary(dialog).contains(u"Images in use keep one name each"));
    QVERIFY(acceptButton(dialog)->isEnabled());
    dialog->reject();
    dialog = ask(window, u"imagesPruneDangling"_s, u"pruneDanglingDialog"_s);
    QCOMPARE(list(dialog), QString());
    QVERIFY(!acceptButton(dialog)->isEnabled());
    dialog->reject();
}

void DialogsScriptedTest::enginesThatKeepNamesLoseNone_data()
{
    QTest::addColumn<bool>("isPodman");
    QTest::newRow("Podman") << true;
    QTest::newRow("containerd store") << false;
}

void DialogsScriptedTest::enginesThatKeepNamesLoseNone()
{
    QFETCH(bool, isPodman);
    SmallEngine engine({containerRow(1, u"web"_s)}, {imageRow({u"shop:1"_s, u"shop:2"_s})});
    if (isPodman)
        engine.server.setPing("1.41", true);
    else
        engine.server.onJson(
            "GET", u"/info"_s,
            R"({"Driver":"overlayfs","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]})");
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.row(u"shop"_s).isValid() && window.session->inventory().hasContainers());
    QTRY_VERIFY(window.session->inventory().info());
    QDialog *dialog = ask(window, u"imagesPruneUnused"_s, u"pruneUnusedDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(list(dialog), QString());
    QVERIFY(!acceptButton(dialog)->isEnabled());
    dialog->reject();
}

void DialogsScriptedTest::boundsAreSaidWhereBytesAreNotKnown()
{
    SmallEngine engine(
        {}, {imageRow({u"a:1"_s}, 'a', 50'000'000, 20'000'000), imageRow({u"b:1"_s}, 'b', 30'000'000, 20'000'000)});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.row(u"b"_s).isValid());
    QDialog *dialog = ask(window, u"imagesPruneUnused"_s, u"pruneUnusedDialog"_s);
    QVERIFY(dialog);
    // Each alone leaves the shared 20 MB; together they free them, unless a third image has them too.
    QTRY_VERIFY2(summary(dialog).contains(u"which frees between 40 MB and 60 MB."), qPrintable(summary(dialog)));
    QVERIFY2(list(dialog).contains(u"| 30 MB") && list(dialog).contains(u"| 10 MB"), qPrintable(list(dialog)));
    engine.setImages({imageRow({u"c:1"_s}, 'c', 50'000'000, -1)});
    engine.tell(u"image"_s, u"delete"_s, imageId('a'));
    QTRY_VERIFY2(summary(dialog).contains(u"which frees up to 50 MB."), qPrintable(summary(dialog)));
    QVERIFY2(list(dialog).endsWith(u"| up to 50 MB"), qPrintable(list(dialog)));
    dialog->reject();
}

void DialogsScriptedTest::spaceThatStoppedContainersKeepIsNotFreed()
{
    SmallEngine engine({containerRow(1, u"job"_s, u"exited"_s)},
                       {imageRow({u"shop:1"_s}, 'a', 50'000'000, 10'000'000)});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    QTRY_COMPARE(window.cell(u"shop"_s, ImageModel::UsedBy), u"1"_s);
    QDialog *dialog = ask(window, u"imagesRemove"_s, removeImages);
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"removeImagesForce"_s)->click();
    QVERIFY2(list(dialog).startsWith(u"Deleted\n  shop:1 |") && list(dialog).endsWith(u"| 0 B"),
             qPrintable(list(dialog)));
    QVERIFY2(summary(dialog).contains(u"frees 0 B"), qPrintable(summary(dialog)));
    dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s)->click(); // then its layers go with it
    QVERIFY2(list(dialog).endsWith(u"| 40 MB"), qPrintable(list(dialog)));
    dialog->reject();
}

void DialogsScriptedTest::imagesWaitForTheirContainers()
{
    SmallEngine engine({containerRow(1, u"job"_s, u"exited"_s)}, {imageRow({u"shop:1"_s})});
    SmallEngine other({}, {imageRow({u"shop:1"_s})});
    QMutex mutex;
    ScriptedReply held;
    engine.server.on("DELETE", u"/containers/*"_s, [&](const ScriptedRequest &, const ScriptedReply &reply) {
        const QMutexLocker lock(&mutex);
        held = reply;
    });
    const auto remove = [](const ScriptedRequest &, const ScriptedReply &reply) { reply.json("[]"); };
    engine.server.on("DELETE", u"/images/*"_s, remove);
    other.server.on("DELETE", u"/images/*"_s, remove);
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    QTRY_COMPARE(window.cell(u"shop"_s, ImageModel::UsedBy), u"1"_s);
    QDialog *dialog = ask(window, u"imagesRemove"_s, removeImages);
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s)->click();
    acceptButton(dialog)->click();
    QTRY_COMPARE(engine.server.requestCount("DELETE", u"/containers/"_s + containerId(1)), 1);
    QCOMPARE(engine.server.requestCount("DELETE", u"/images/shop:1"_s), 0);

    EngineSession second({.name = u"other"_s, .endpoint = other.server.endpoint()}, other.server.endpoint());
    window.page->setSession(&second); // the person looks at another engine before the answer comes
    {
        const QMutexLocker lock(&mutex);
        held.nothing();
    }
    QTRY_COMPARE(engine.server.requestCount("DELETE", u"/images/shop:1"_s), 1);
    QTRY_VERIFY(window.isIdle());
    QCOMPARE(window.lastOperation()->outcome().kind, Outcome::Kind::Success);
    QCOMPARE(other.server.requestCount("DELETE", u"/images/shop:1"_s), 0);
    window.page->setSession(nullptr);
}

void DialogsScriptedTest::imagesAreLeftWhenContainersStay()
{
    SmallEngine engine({containerRow(1, u"job"_s, u"exited"_s)}, {imageRow({u"shop:1"_s})});
    engine.server.on("DELETE", u"/containers/*"_s, [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.error(409, "removal is already in progress");
    });
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    QTRY_COMPARE(window.cell(u"shop"_s, ImageModel::UsedBy), u"1"_s);
    QDialog *dialog = ask(window, u"imagesRemove"_s, removeImages);
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"removeImagesContainers"_s)->click();
    acceptButton(dialog)->click();
    QTRY_COMPARE(window.activity.operations().size(), 2);
    QTRY_VERIFY(window.isIdle());
    QVERIFY(window.activity.operations().first()->outcome().error->message.contains(u"job"));
    const Operation &second = *window.lastOperation();
    QCOMPARE(second.outcome().kind, Outcome::Kind::Failure);
    QVERIFY2(second.outcome().error->message.startsWith(u"Not begun"), qPrintable(second.outcome().error->message));
    QCOMPARE(second.commandLine().toString(), u"docker rmi shop:1"_s);
    QCOMPARE(engine.server.requestCount("DELETE", u"/images/shop:1"_s), 0);
}

void DialogsScriptedTest::manyContainersAreMeasuredInBatches()
{
    QJsonArray many;
    for (int i = 0; i < 250; ++i)
        many.append(with(containerRow(i, u"job-%1"_s.arg(i), u"exited"_s), u"SizeRw"_s, 1000));
    SmallEngine engine(many, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_COMPARE(window.shown().size(), 250);
    QDialog *dialog = ask(window, u"containersPrune"_s, u"pruneContainersDialog"_s);
    QVERIFY(dialog);
    const auto questions = [&engine] {
        QList<QUrlQuery> asked;
        for (const ScriptedRequest &request : engine.server.requests()) {
            if (request.path == u"/containers/json" && request.query.hasQueryItem(u"size"_s))
                asked.append(request.query);
        }
        return asked;
    };
    QTRY_COMPARE(questions().size(), 3);
    QTRY_VERIFY2(summary(dialog).contains(u"250 kB"), qPrintable(summary(dialog)));
    for (const QUrlQuery &query : questions())
        QVERIFY(query.toString().size() < 12'000);
    dialog->reject();
}

void DialogsScriptedTest::oneContainerIsSpokenOfAsOne()
{
    SmallEngine engine({with(containerRow(1, u"job"_s, u"exited"_s), u"SizeRw"_s, 0)}, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"job"_s}));
    QDialog *dialog = ask(window, u"containersRemove"_s, u"removeContainersDialog"_s);
    QVERIFY(dialog);
    QTRY_COMPARE(summary(dialog), u"It has written nothing into its own layer."_s);
    dialog->reject();
}

void DialogsScriptedTest::tagsAreCheckedAsTheyAreTyped()
{
    SmallEngine engine({}, {imageRow({u"shop:1"_s}, 'a'), imageRow({u"store:1"_s}, 'b')});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"shop"_s}));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_F2);
    QDialog *dialog = window.dialog(u"tagImageDialog"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(u"inputText"_s);
    auto *accept = dialog->findChild<QPushButton *>(u"inputAccept"_s);
    const auto *problem = dialog->findChild<QLabel *>(u"inputProblem"_s);
    QCOMPARE(edit->text(), u"shop:1"_s);
    QVERIFY(!accept->isEnabled());
    for (const QString &bad : {u"Shop"_s, u"shop:"_s, u"shop:-x"_s, u"docker.io/library/shop:1"_s,
                               QString(u"shop@sha256:"_s + QString(64, u'a'))}) {
        edit->setText(bad);
        QVERIFY2(!accept->isEnabled() && !problem->text().isEmpty(), qPrintable(bad));
    }
    edit->setText(u"store:1"_s); // allowed, as docker allows it, but said
    QVERIFY(accept->isEnabled());
    QVERIFY2(problem->text().contains(QString(12, u'b')), qPrintable(problem->text()));
    edit->setText(u" shop:2 "_s);
    QVERIFY(accept->isEnabled() && problem->text().isEmpty());
    accept->click();
    QTRY_VERIFY(window.lastOperation());
    QCOMPARE(window.lastOperation()->commandLine().toString(), u"docker tag shop:1 shop:2"_s);
}

void DialogsScriptedTest::severalTagsAtOnce()
{
    SmallEngine engine({}, {imageRow({u"shop:1"_s, u"shop:old"_s}, 'a'), imageRow({u"store:1"_s}, 'b')});
    PageWindow<ImagesPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"store"_s}));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_F2);
    QDialog *dialog = window.dialog(u"tagImageDialog"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(u"inputText"_s);
    auto *accept = dialog->findChild<QPushButton *>(u"inputAccept"_s);
    const auto *problem = dialog->findChild<QLabel *>(u"inputProblem"_s);
    edit->setText(u"store:2 Store:3"_s);
    QVERIFY(!accept->isEnabled());
    QVERIFY2(problem->text().startsWith(u"Store:3: "_s), qPrintable(problem->text()));
    edit->setText(u"store:2 store:1"_s);
    QVERIFY(!accept->isEnabled() && problem->text().startsWith(u"store:1: "_s));
    edit->setText(u"store:2 shop:old r.example:5000/store"_s);
    QVERIFY(accept->isEnabled());
    QVERIFY2(problem->text().contains(u"shop:old"_s) && problem->text().contains(QString(12, u'a')),
             qPrintable(problem->text()));
    accept->click();
    QTRY_VERIFY(window.lastOperation());
    QCOMPARE(window.lastOperation()->commandLine().toString(),
             u"sh -c 'docker tag store:1 store:2 && docker tag store:1 shop:old && docker tag store:1 "
             "r.example:5000/store'"_s);
}

STRATA_WINDOW_TEST(DialogsScriptedTest)
#include "tst_dialogs_scripted.moc"
