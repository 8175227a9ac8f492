// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/sidebar.h"
#include "faultyengine.h"
#include "pagewindow.h"
#include "shownwindow.h"
#include "support/testprogram.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"

#include <QFileInfo>
#include <QLabel>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using Fault = FaultyEngine::Fault;

Q_DECLARE_METATYPE(strata::test::FaultyEngine::Fault)

namespace {

QString countOf(const ShownWindow &shown, int page)
{
    const QString whole = shown.find<Sidebar>(u"sidebar"_s)->item(page)->data(Qt::AccessibleTextRole).toString();
    return whole.section(u", "_s, 1);
}

QString startCommand()
{
    return QFileInfo::exists(u"/run/systemd/system"_s) ? u"sudo systemctl start docker"_s : u"sudo dockerd"_s;
}

} // namespace

/// Every way in which an engine can be ill: the right words in the window, with the command that mends it, nothing
/// stale, and well again by itself.
class TestWindowFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }

    void faultsAtTheStart_data() { faults(); }
    void faultsAtTheStart();
    void faultsLater_data() { faults(); }
    void faultsLater();
    void slowBytesOnlyTakeLonger();

private:
    static void faults();
};

/// "%1" is the socket's path.
void TestWindowFaults::faults()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("command");
    const QString noCommand;
    const auto add = [](const char *name, Fault fault, const QString &title, const QString &text, const QString &reason,
                        const QString &command) { QTest::newRow(name) << fault << title << text << reason << command; };
    add("no socket", Fault::Missing, u"No engine at this address"_s,
        u"There is no socket at %1. The engine may not be running, or DOCKER_HOST or the docker context may name the "
        "wrong socket."_s,
        u"There is no socket at %1."_s, noCommand);
    const QString notASocket = u"%1 is not a socket."_s;
    const QString namesAFile = notASocket + u" The address of the engine names a file or a folder."_s;
    add("a file", Fault::NotASocket, u"This is not a socket"_s, namesAFile, notASocket, u"ls -l %1"_s);
    add("a folder", Fault::AFolder, u"This is not a socket"_s, namesAFile, notASocket, u"ls -l %1"_s);
    add("nobody listens", Fault::Refused, u"The engine is not running"_s,
        u"The socket %1 is there, but no engine listens. Start it, and this window fills by itself."_s,
        u"No engine listens at %1."_s, startCommand());
    const QString denied = u"The socket %1 is open to the administrator and the group “docker”. Join the group and log "
                           "in again. Mind that who may use this socket can do everything on this computer; an engine "
                           "of your own (rootless Docker, Podman) can not."_s;
    for (const auto &[name, fault] :
         {std::pair("the socket denied", Fault::DeniedSocket), std::pair("its folder denied", Fault::DeniedFolder)})
        add(name, fault, u"You may not use this engine"_s, denied, u"You may not open %1."_s,
            u"sudo usermod -aG docker $USER"_s);
    add("no HTTP", Fault::NotHttp, u"This is not a container engine"_s,
        u"What answers there does not speak HTTP. Another program listens at unix://%1."_s,
        u"What answers there does not speak HTTP."_s, noCommand);
    add("a web server", Fault::NoEngine, u"This is not a container engine"_s,
        u"What answers there is no container engine. Another program listens at unix://%1."_s,
        u"What answers there is no container engine."_s, noCommand);
    add("silence", Fault::Silent, u"The engine does not answer"_s,
        u"The engine did not answer in time. It may be busy, or stuck. Strata goes on trying."_s,
        u"The engine did not answer in time."_s,
        QFileInfo::exists(u"/run/systemd/system"_s) ? u"systemctl status docker"_s : noCommand);
    add("500 with a page", Fault::HtmlError, u"The engine reports a failure"_s,
        u"Bad day in the proxy. Strata goes on asking."_s, u"Bad day in the proxy"_s, noCommand);
    const QString strange = u"The engine gave an answer that cannot be understood."_s;
    add("wrong JSON", Fault::WrongJson, u"The engine's answer cannot be used"_s, strange + u" Strata goes on asking."_s,
        strange, noCommand);
    const QString tooLarge = u"The engine's answer is too large."_s;
    add("10 GB", Fault::TenGigabytes, u"The engine's answer cannot be used"_s, tooLarge + u" Strata goes on asking."_s,
        tooLarge, noCommand);
    const QString cut = u"The connection to the engine ended inside an answer."_s;
    add("cut", Fault::Cut, u"The connection to the engine failed"_s, cut, cut, noCommand);
}

void TestWindowFaults::faultsAtTheStart()
{
    QFETCH(Fault, fault);
    QFETCH(QString, title);
    QFETCH(QString, text);
    QFETCH(QString, command);
    FaultyEngine engine;
    engine.setRows({u"db"_s, u"web!"_s}, {u"base:1"_s, u"shop:2"_s});
    const QString path = engine.server.socketPath();
    engine.breakWith(fault);
    ShownWindow shown;
    shown.window.show();
    shown.host.openCurrent(engine.address());
    auto *failed = shown.findOn<EmptyState>(u"images"_s, u"stateFailed"_s);
    QTRY_VERIFY(failed->isVisible());
    QTRY_COMPARE(failed->title(), title);
    QCOMPARE(failed->text(), text.contains(u"%1"_s) ? text.arg(path) : text);
    QCOMPARE(failed->command(), command.contains(u"%1"_s) ? command.arg(path) : command);
    QCOMPARE(failed->findChild<QWidget *>(u"copyCommand"_s)->isVisible(), !command.isEmpty());
    QTRY_VERIFY(shown.statusText().startsWith(u"not connected since"_s));
    QCOMPARE(shown.rows(u"images"_s) + shown.rows(u"containers"_s), QStringList());
    QVERIFY(countOf(shown, 0).isEmpty() && countOf(shown, 1).isEmpty());

    engine.heal();
    QTRY_VERIFY(shown.isLive());
    QVERIFY(!failed->isVisible());
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"web"_s}));
    QCOMPARE(shown.rows(u"images"_s), (QStringList{u"base"_s, u"shop"_s}));
    QTRY_COMPARE(countOf(shown, 1), u"1/2"_s);
}

void TestWindowFaults::faultsLater()
{
    QFETCH(Fault, fault);
    QFETCH(QString, title);
    QFETCH(QString, reason);
    QFETCH(QString, command);
    FaultyEngine engine;
    engine.setRows({u"db"_s, u"web"_s}, {u"base:1"_s, u"shop:2"_s});
    const QString path = engine.server.socketPath();
    ShownWindow shown;
    QVERIFY(shown.open(engine.address()));
    shown.window.showPage(u"containers"_s);
    auto *banner = shown.findOn<QWidget>(u"containers"_s, u"linkBanner"_s);
    QVERIFY(!banner->isVisible());

    engine.breakWith(fault);
    engine.setRows({u"cache!"_s, u"db!"_s}, {u"base:1"_s, u"tools:3"_s});
    const auto *text = banner->findChild<QLabel *>(u"linkBannerText"_s);
    QTRY_VERIFY(banner->isVisible());
    QTRY_VERIFY(text->text().startsWith(title + u". What you see is from "_s));
    QCOMPARE(banner->findChild<ElidedLabel *>(u"linkBannerReason"_s)->text(),
             reason.contains(u"%1"_s) ? reason.arg(path) : reason);
    const auto *mending = banner->findChild<ElidedLabel *>(u"linkBannerCommand"_s);
    QCOMPARE(mending->isVisible(), !command.isEmpty());
    QCOMPARE(mending->text(), command.contains(u"%1"_s) ? command.arg(path) : command);
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"web"_s})); // the last known ones

    engine.heal();
    QTRY_VERIFY(shown.isLive());
    QVERIFY(!banner->isVisible());
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"cache"_s, u"db"_s}));
    QCOMPARE(shown.rows(u"images"_s), (QStringList{u"base"_s, u"tools"_s}));
    QTRY_COMPARE(countOf(shown, 1), u"0/2"_s);
}

void TestWindowFaults::slowBytesOnlyTakeLonger()
{
    FaultyEngine engine;
    engine.setRows({u"db"_s, u"web!"_s}, {u"base:1"_s});
    engine.breakWith(Fault::SlowBytes);
    ShownWindow shown;
    shown.window.show();
    shown.host.openCurrent(engine.address());
    QTRY_VERIFY(shown.findOn<EmptyState>(u"images"_s, u"stateLoading"_s)->isVisible());
    QTRY_VERIFY(shown.isLive());
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"db"_s, u"web"_s}));
    QCOMPARE(shown.rows(u"images"_s), QStringList{u"base"_s});
}

STRATA_WINDOW_TEST(TestWindowFaults)
#include "tst_window_faults.moc"
