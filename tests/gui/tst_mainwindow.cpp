// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activitypanel.h"
#include "app/connection/engineswitcher.h"
#include "app/finder/finder.h"
#include "app/shell/mainwindow.h"
#include "app/shell/page.h"
#include "app/shell/sidebar.h"
#include "privateaccounts.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"
#include "walk.h"
#include "widgets/emptystate.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTemporaryDir>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto imageList = R"([{"Id":"sha256:1111111111111111111111111111111111111111111111111111111111111111",
    "RepoTags":["<b>shop</b>/web:1.4"],"RepoDigests":[],"Created":1700000000,"Size":1000,"SharedSize":-1,"Containers":-1}])";
constexpr auto containerList = R"([{"Id":"2222222222222222222222222222222222222222222222222222222222222222",
    "Names":["/web"],"Image":"<i>shop/web","ImageID":"sha256:1111111111111111111111111111111111111111111111111111111111111111",
    "Command":"<script>","Created":1700000000,"State":"running","Status":"Up 2 hours","Ports":[],"Labels":{}}])";

struct WindowParts
{
    WindowParts()
    {
        server.onJson("GET", u"/containers/json"_s, containerList);
        server.onJson("GET", u"/images/json"_s, imageList);
        server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5+dfsg1","ApiVersion":"1.45"})");
        server.onJson("GET", u"/info"_s, R"({"NCPU":2,"MemTotal":4000000000})");
        server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); });
    }

    bool open()
    {
        window.resize(1100, 700);
        window.show();
        host.openCurrent(server.endpoint().toString());
        return QTest::qWaitForWindowActive(&window)
            && QTest::qWaitFor([this] { return host.session()->inventory().link() == Inventory::Link::Live; },
                               QDeadlineTimer(patience));
    }

    QString statusText() const { return window.findChild<QLabel *>(u"statusText"_s)->text(); }

    ScriptedServer server;
    Activity activity;
    SessionHost host;
    PrivateAccounts accounts{host};
    MainWindow window{host, activity, accounts.logins};
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyControlHasAName();
    void everyLabelIsPlainText();
    void everyMenuEntryHasWords();
    void theKeysGoWhereTheySay();
    void countsStandInTheSidebar();
    void theStatusLineTellsOfTheEngine();
    void thePageIsRemembered();
    void anAddressThatCannotBeReadIsExplained();
    void theSwitcherAsksTheEnginesItFinds();
    void theSwitcherShortensLongAddresses();
    void theActivityPanelOpensAndCloses();

private:
    QTemporaryDir m_settings;
};

void TestMainWindow::init()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"strata-test"_s);
    QSettings().clear();
}

void TestMainWindow::everyControlHasAName()
{
    WindowParts f;
    QVERIFY(f.open());
    f.window.setActivityOpen(true);
    const Walk walk(&f.window);
    QVERIFY2(walk.nameless.isEmpty(), qPrintable(walk.nameless.join(u"\n"_s)));
    QVERIFY(walk.controls > 20);
}

void TestMainWindow::everyLabelIsPlainText()
{
    WindowParts f;
    QVERIFY(f.open());
    const Walk walk(&f.window);
    QCOMPARE(walk.rich, QStringList());
    QVERIFY(walk.labels > 5);
}

void TestMainWindow::everyMenuEntryHasWords()
{
    WindowParts f;
    QVERIFY(f.open());
    int entries = 0;
    for (const QAction *top : f.window.menuBar()->actions()) {
        QVERIFY(!top->text().isEmpty());
        for (const QAction *action : top->menu()->actions()) {
            QVERIFY(action->isSeparator() || !action->text().isEmpty());
            ++entries;
        }
    }
    QVERIFY(entries > 20);
}

void TestMainWindow::theKeysGoWhereTheySay()
{
    WindowParts f;
    QVERIFY(f.open());
    QTest::keyClick(&f.window, Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(f.window.currentPage()->objectName(), u"containers"_s);
    QTest::keyClick(&f.window, Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(f.window.currentPage()->objectName(), u"images"_s);
    QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(f.window.findChild<QLineEdit *>(u"imagesFilter"_s)->hasFocus());
    QTest::keyClick(&f.window, Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(f.window.finder().isVisible());
    f.window.finder().hide();
    const int lists = f.server.requestCount("GET", u"/images/json"_s);
    QTest::keyClick(&f.window, Qt::Key_F5);
    QTRY_VERIFY(f.server.requestCount("GET", u"/images/json"_s) > lists);
    QTest::keyClick(&f.window, Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(f.window.isHidden());
}

void TestMainWindow::countsStandInTheSidebar()
{
    WindowParts f;
    QVERIFY(f.open());
    const auto *sidebar = f.window.findChild<Sidebar *>(u"sidebar"_s);
    QTRY_COMPARE(sidebar->item(0)->data(Qt::AccessibleTextRole).toString(), u"Images, 1"_s);
    QTRY_COMPARE(sidebar->item(1)->data(Qt::AccessibleTextRole).toString(), u"Containers, 1/1"_s);
    QVERIFY(sidebar->width() >= sidebar->sizeHint().width());
}

void TestMainWindow::theStatusLineTellsOfTheEngine()
{
    WindowParts f;
    QVERIFY(f.open());
    QTRY_VERIFY(f.statusText().contains(u"connected"_s) && f.statusText().contains(u"1 running"_s));
    f.server.stop();
    QTRY_VERIFY(f.statusText().contains(u"not connected since"_s));
    f.server.start();
    QTRY_VERIFY(f.statusText().startsWith(u"connected"_s));
}

void TestMainWindow::thePageIsRemembered()
{
    {
        WindowParts f;
        QVERIFY(f.open());
        QVERIFY(f.window.showPage(u"containers"_s));
        f.window.resize(781, 611);
        f.window.close();
    }
    WindowParts f;
    f.window.restoreState();
    QCOMPARE(f.window.currentPage()->objectName(), u"containers"_s);
    QCOMPARE(f.window.size(), QSize(781, 611));
    f.window.show();
    f.host.openCurrent(f.server.endpoint().toString());
    QCOMPARE(f.window.currentPage()->objectName(), u"containers"_s);
    QCOMPARE(f.window.findChild<Sidebar *>(u"sidebar"_s)->currentRow(), 1);
}

void TestMainWindow::anAddressThatCannotBeReadIsExplained()
{
    WindowParts f;
    f.window.show();
    f.host.openCurrent(u"docker.example.com"_s);
    auto *problem = f.window.findChild<EmptyState *>(u"engineProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(u"docker.example.com"));
    f.host.openCurrent(f.server.endpoint().toString());
    QTRY_COMPARE(f.window.currentPage(), f.window.pages().first());
    QVERIFY(!problem->isVisible());
}

void TestMainWindow::theSwitcherAsksTheEnginesItFinds()
{
    WindowParts f;
    QVERIFY(f.open());
    qputenv("DOCKER_HOST", f.server.endpoint().toString().toUtf8());
    f.window.switcher().openMenu();
    auto *menu = f.window.findChild<QMenu *>(u"engineMenu"_s);
    QVERIFY(menu->isVisible());
    const auto entry = [&] {
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text());
        return texts.filter(u"DOCKER_HOST"_s).value(0);
    };
    QTRY_VERIFY(entry().contains(u"26.1.5"_s));
    QVERIFY(!entry().contains(u"dfsg"_s));
    menu->close();
    qunsetenv("DOCKER_HOST");
}

void TestMainWindow::theSwitcherShortensLongAddresses()
{
    WindowParts f;
    const QString folder = u"/var/tmp/a-folder-with-a-rather-long-name/engine"_s;
    f.host.openCurrent(u"unix://"_s + folder + u"/docker.sock"_s);
    QTRY_COMPARE(f.window.switcher().text(), u"…/engine/docker.sock"_s);
    QVERIFY(f.window.switcher().toolTip().contains(folder));
    f.host.openCurrent(u"unix:///srv/docker.sock"_s);
    QTRY_COMPARE(f.window.switcher().text(), u"/srv/docker.sock"_s);
    f.host.openCurrent(u"tcp://build.example.com:2376"_s);
    QTRY_COMPARE(f.window.switcher().text(), u"tcp://build.example.com:2376"_s);
}

void TestMainWindow::theActivityPanelOpensAndCloses()
{
    WindowParts f;
    QVERIFY(f.open());
    auto *panel = f.window.findChild<ActivityPanel *>(u"activityPanel"_s);
    QVERIFY(!panel->isVisible());
    QTest::keyClick(&f.window, Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(panel->isVisible());
    panel->findChild<QAbstractButton *>(u"activityClose"_s)->click();
    QTRY_VERIFY(!panel->isVisible());
}

STRATA_WINDOW_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
