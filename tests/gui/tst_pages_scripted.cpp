// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/images/imagespage.h"
#include "app/shell/statestack.h"
#include "pagewindow.h"
#include "smallengine.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

StateStack::Shown shown(const Page &page)
{
    return page.findChild<StateStack *>(page.objectName() + u"States"_s)->shown();
}

} // namespace

/// What a real engine does not do on demand: hostile names, no rows at all, failures, and going away.
class PagesScriptedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void emptyListsSayWhatToDoFirst();
    void failedConnectionIsShown();
    void lastKnownRowsStayWhenTheEngineGoes();
    void hostileNamesArePlainText_data();
    void hostileNamesArePlainText();
    void hugeNamesAreElided();
    void statisticsAreAskedForVisibleRowsOnly();
    void failedDetailsSayWhyAndRetry();
};

void PagesScriptedTest::emptyListsSayWhatToDoFirst()
{
    SmallEngine engine({}, {});
    PageWindow<ImagesPage> images(engine.server.endpoint());
    PageWindow<ContainersPage> containers(engine.server.endpoint());
    QTRY_COMPARE(shown(*images.page), StateStack::Shown::Empty);
    QTRY_COMPARE(shown(*containers.page), StateStack::Shown::Empty);
    QVERIFY(images.find<StateStack>(u"imagesStates"_s)->emptyState().command().startsWith(u"docker "));
    QVERIFY(containers.find<StateStack>(u"containersStates"_s)->emptyState().command().startsWith(u"docker "));
    QCOMPARE(images.page->countText(), u"0"_s);
    QCOMPARE(containers.page->countText(), u"0/0"_s);
    QVERIFY(!images.action(u"imagesPruneUnused"_s)->isEnabled());
    QVERIFY(!containers.action(u"containersPrune"_s)->isEnabled());
}

void PagesScriptedTest::failedConnectionIsShown()
{
    PageWindow<ContainersPage> window(Endpoint::unixSocket(u"/nonexistent/docker.sock"_s));
    QTRY_COMPARE(shown(*window.page), StateStack::Shown::Failed);
    QCOMPARE(window.page->countText(), QString());
}

void PagesScriptedTest::lastKnownRowsStayWhenTheEngineGoes()
{
    SmallEngine engine({containerRow(1, u"web"_s)}, {imageRow({u"busybox:latest"_s})});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.row(u"web"_s).isValid());
    QVERIFY(window.select({u"web"_s}));
    engine.server.stop();
    QTRY_COMPARE(shown(*window.page), StateStack::Shown::Disconnected);
    QVERIFY(window.row(u"web"_s).isValid());
    engine.setContainers({containerRow(1, u"web"_s), containerRow(2, u"db"_s)});
    engine.server.start();
    QTRY_COMPARE(shown(*window.page), StateStack::Shown::Content);
    QTRY_VERIFY(window.row(u"db"_s).isValid());
    QCOMPARE(window.table().selectedRowIndexes().value(0), window.row(u"web"_s));
}

void PagesScriptedTest::hostileNamesArePlainText_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("shownAs");
    QTest::newRow("html") << u"<b>bold</b><img src=x>"_s << u"<b>bold</b><img src=x>"_s;
    QTest::newRow("control characters") << u"red\u001b[31m\nline\u0007"_s << u"red␛[31m␊line␇"_s;
    QTest::newRow("turned direction") << u"exe\u202egpj.sh"_s << u"exe\ufffdgpj.sh"_s;
}

void PagesScriptedTest::hostileNamesArePlainText()
{
    QFETCH(QString, given);
    QFETCH(QString, shownAs);
    SmallEngine engine({containerRow(1, given, u"exited"_s)}, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_COMPARE(window.shown(), QStringList{shownAs});
    QVERIFY(window.select({shownAs}));
    QTRY_VERIFY(window.action(u"containersRemove"_s)->isEnabled());
    window.action(u"containersRemove"_s)->trigger();
    QDialog *dialog = window.dialog(u"removeContainersDialog"_s);
    QVERIFY(dialog);
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(dialog->findChild<QLabel *>(u"confirmHeading"_s)->text().contains(shownAs));
    QVERIFY(treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s)).contains(shownAs));
    dialog->reject();
}

void PagesScriptedTest::hugeNamesAreElided()
{
    const QString huge(100'000, u'x');
    SmallEngine engine({containerRow(1, huge, u"exited"_s)}, {imageRow({huge + u":latest"_s})});
    PageWindow<ContainersPage> containers(engine.server.endpoint());
    PageWindow<ImagesPage> images(engine.server.endpoint());
    QTRY_COMPARE(containers.shown().size(), 1);
    QTRY_COMPARE(images.shown().size(), 1);
    QVERIFY(containers.shown().first().size() < 1000);
    QVERIFY(containers.shown().first().endsWith(u'…'));
    QVERIFY(images.shown().first().size() < 1000);
    QVERIFY(containers.page->width() <= 1200); // nothing grew with it
    containers.table().selectAll();
    QTRY_VERIFY(containers.action(u"containersRemove"_s)->isEnabled());
    containers.action(u"containersRemove"_s)->trigger();
    QDialog *dialog = containers.dialog(u"removeContainersDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->width() <= 1200);
    dialog->reject();
}

void PagesScriptedTest::statisticsAreAskedForVisibleRowsOnly()
{
    QJsonArray many;
    for (int i = 0; i < 500; ++i)
        many.append(containerRow(i, u"c%1"_s.arg(i, 3, 10, QLatin1Char('0'))));
    SmallEngine engine(many, {});
    PageWindow<ImagesPage> images(engine.server.endpoint());
    PageWindow<ContainersPage> window(engine.server.endpoint());
    window.page->hide();
    QTRY_COMPARE(window.shown().size(), 500);
    QCOMPARE(window.page->stats().streamCount(), 0);
    window.page->show();
    QTRY_VERIFY(window.page->stats().streamCount() > 0);
    const int rowHeight = window.table().visualRect(window.row(u"c000"_s)).height();
    QVERIFY(window.page->stats().streamCount() <= window.table().viewport()->height() / rowHeight + 1);
    QTRY_COMPARE(engine.statsRequests(), window.page->stats().streamCount());
    const qsizetype before = engine.statsRequests();
    window.table().scrollToBottom();
    QTRY_VERIFY(engine.statsRequests() > before);
    QVERIFY(window.page->stats().streamCount() <= window.table().viewport()->height() / rowHeight + 2);
    window.page->hide();
    QTRY_COMPARE(window.page->stats().streamCount(), 0);
}

void PagesScriptedTest::failedDetailsSayWhyAndRetry()
{
    SmallEngine engine({containerRow(1, u"web"_s)}, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"web"_s}));
    auto *message = window.find<EmptyState>(u"containerDetailsMessage"_s);
    QTRY_VERIFY(message->isVisible() && message->text().contains(u"<b>no</b>"));
    engine.setContainerDetails(1,
                               {{u"Name"_s, u"/web"_s},
                                {u"State"_s, QJsonObject{{u"Status"_s, u"running"_s}, {u"Running"_s, true}}},
                                {u"Config"_s, QJsonObject{{u"Env"_s, QJsonArray{u"A=1"_s}}}},
                                {u"HostConfig"_s, QJsonObject()}});
    window.action(u"containerDetailsRetry"_s)->trigger();
    QTRY_VERIFY(window.find<KeyValueView>(u"containerOverview"_s)->sectionsAsText().contains(u"A: 1"));
    QVERIFY(window.find<QTabWidget>(u"containerDetailsTabs"_s)->isVisible());
}

STRATA_WINDOW_TEST(PagesScriptedTest)
#include "tst_pages_scripted.moc"
