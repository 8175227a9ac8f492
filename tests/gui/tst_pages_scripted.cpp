// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "app/images/imagespage.h"
#include "app/shell/statestack.h"
#include "pagewindow.h"
#include "support/scriptedserver.h"
#include "widgets/emptystate.h"
#include "widgets/keyvalueview.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray containerId(int number)
{
    return QByteArray::number(number, 16).rightJustified(64, '0');
}

QJsonObject container(int number, const QString &name, const QString &state = u"running"_s)
{
    return {{u"Id"_s, QString::fromLatin1(containerId(number))},
            {u"Names"_s, QJsonArray{QString(u'/' + name)}},
            {u"Image"_s, u"busybox"_s},
            {u"ImageID"_s, QString(u"sha256:"_s + QString(64, u'a'))},
            {u"Command"_s, u"sleep"_s},
            {u"Created"_s, 1'700'000'000},
            {u"State"_s, state},
            {u"Status"_s, state == u"running" ? u"Up 3 hours"_s : u"Exited (0) 3 hours ago"_s},
            {u"Ports"_s, QJsonArray()},
            {u"Labels"_s, QJsonObject()}};
}

QJsonObject image(const QString &reference)
{
    return {{u"Id"_s, QString(u"sha256:"_s + QString(64, u'a'))},
            {u"RepoTags"_s, QJsonArray{reference}},
            {u"RepoDigests"_s, QJsonArray()},
            {u"Created"_s, 1'700'000'000},
            {u"Size"_s, 76'200'000},
            {u"SharedSize"_s, -1}};
}

QByteArray json(const QJsonArray &rows)
{
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

/// An engine with these lists and endless, silent events and statistics.
class SmallEngine
{
public:
    SmallEngine(const QJsonArray &containers, const QJsonArray &images)
    {
        server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
        server.onJson("GET", u"/info"_s, R"({"ServerVersion":"26.1.5","Driver":"overlay2"})");
        server.onJson("GET", u"/containers/json"_s, json(containers));
        server.onJson("GET", u"/images/json"_s, json(images));
        const auto silent = [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); };
        server.on("GET", u"/events"_s, silent);
        server.on("GET", u"/containers/*"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
            if (request.path.endsWith(u"/stats"))
                reply.open();
            else
                reply.error(500, "driver failed: <b>no</b> such layer");
        });
        server.onJson("GET", u"/containers/json"_s, json(containers));
    }

    qsizetype statsRequests() const
    {
        return std::ranges::count_if(server.requests(),
                                     [](const auto &request) { return request.path.endsWith(u"/stats"); });
    }

    ScriptedServer server;
};

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
    SmallEngine engine({container(1, u"web"_s)}, {image(u"busybox:latest"_s)});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.row(u"web"_s).isValid());
    QVERIFY(window.select({u"web"_s}));
    engine.server.stop();
    QTRY_COMPARE(shown(*window.page), StateStack::Shown::Disconnected);
    QVERIFY(window.row(u"web"_s).isValid());
    engine.server.onJson("GET", u"/containers/json"_s, json({container(1, u"web"_s), container(2, u"db"_s)}));
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
    SmallEngine engine({container(1, given, u"exited"_s)}, {});
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
    SmallEngine engine({container(1, huge, u"exited"_s)}, {image(huge + u":latest"_s)});
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
        many.append(container(i, u"c%1"_s.arg(i, 3, 10, QLatin1Char('0'))));
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
    SmallEngine engine({container(1, u"web"_s)}, {});
    PageWindow<ContainersPage> window(engine.server.endpoint());
    QTRY_VERIFY(window.select({u"web"_s}));
    auto *message = window.find<EmptyState>(u"containerDetailsMessage"_s);
    QTRY_VERIFY(message->isVisible() && message->text().contains(u"<b>no</b>"));
    const QByteArray details = R"({"Id":")" + containerId(1)
        + R"(","Name":"/web","State":{"Status":"running","Running":true},"Config":{"Env":["A=1"]},"HostConfig":{}})";
    engine.server.onJson("GET", u"/containers/%1/json"_s.arg(QString::fromLatin1(containerId(1))), details);
    window.action(u"containerDetailsRetry"_s)->trigger();
    QTRY_VERIFY(window.find<KeyValueView>(u"containerOverview"_s)->sectionsAsText().contains(u"A: 1"));
    QVERIFY(window.find<QTabWidget>(u"containerDetailsTabs"_s)->isVisible());
}

QTEST_MAIN(PagesScriptedTest)
#include "tst_pages_scripted.moc"
