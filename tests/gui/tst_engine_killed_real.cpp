// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagewindow.h"
#include "privateengine.h"
#include "shownwindow.h"
#include "support/docker.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int engineStart = 120'000;

/// `docker run -d` of a program that does not listen to SIGTERM.
QString run(const Docker &docker, const QString &name, const QStringList &options)
{
    return docker.output(QStringList{u"run"_s, u"-d"_s, u"--name"_s, name} + options
                         + QStringList{u"strata-killed:1"_s, u"sleep"_s, u"600"_s});
}

} // namespace

/// A real engine that dies and comes back under the window.
class TestEngineKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }
    void theWindowNoticesAndRecovers();
    void inTheMiddleOfAnAction();
};

void TestEngineKilled::theWindowNoticesAndRecovers()
{
    const RealEngine services; // where there are none, another engine cannot be started either
    STRATA_NEED(services);
    PrivateEngine engine;
    QVERIFY2(engine.start(), "scripts/engine does not start a second engine");
    const Docker docker(engine.socketPath());
    QVERIFY2(!docker.makeBusyboxImage(u"strata-killed:1"_s).isEmpty(), qPrintable(docker.lastError()));
    run(docker, u"stays"_s, {});
    run(docker, u"goes"_s, {u"--rm"_s});
    docker.output({u"create"_s, u"--name"_s, u"waits"_s, u"strata-killed:1"_s});

    ShownWindow shown;
    QVERIFY(shown.open(u"unix://"_s + engine.socketPath()));
    shown.window.showPage(u"containers"_s);
    QCOMPARE(shown.rows(u"containers"_s), (QStringList{u"goes"_s, u"stays"_s, u"waits"_s}));
    QTRY_VERIFY(shown.statusText().contains(u"2 running"_s));
    QVERIFY(shown.select(u"containers"_s, {u"stays"_s}));

    QElapsedTimer since;
    since.start();
    QVERIFY(engine.kill());
    QTRY_VERIFY_WITH_TIMEOUT(shown.statusText().startsWith(u"not connected since"_s), 1000);
    qInfo("noticed after %lld ms", since.elapsed());
    QVERIFY(since.elapsed() < 1000);
    QVERIFY(shown.findOn<QWidget>(u"containers"_s, u"linkBanner"_s)->isVisible());
    QCOMPARE(shown.rows(u"containers"_s).size(), 3);

    engine.startAgain();
    QTRY_VERIFY_WITH_TIMEOUT(engine.isUp() && shown.isLive(), engineStart);
    QStringList real = docker.lines({u"ps"_s, u"-a"_s, u"--format"_s, u"{{.Names}}"_s});
    real.sort();
    QVERIFY(real.contains(u"stays"_s) && real.contains(u"waits"_s));
    QTRY_COMPARE(shown.rows(u"containers"_s), real);
    QTRY_VERIFY(shown.statusText().contains(u"0 running"_s)); // an engine ends what it finds running
    QVERIFY(!shown.findOn<QWidget>(u"containers"_s, u"linkBanner"_s)->isVisible());
    QCOMPARE(shown.selected(u"containers"_s), QStringList{u"stays"_s});
    QCOMPARE(shown.rows(u"images"_s), QStringList{u"strata-killed"_s});
    docker.output({u"start"_s, u"waits"_s});
    docker.output({u"rm"_s, u"stays"_s});
    QTRY_COMPARE(shown.rows(u"containers"_s).filter(u"stays"_s), QStringList()); // and follows it again
}

void TestEngineKilled::inTheMiddleOfAnAction()
{
    const RealEngine services;
    STRATA_NEED(services);
    PrivateEngine engine;
    QVERIFY2(engine.start(), "scripts/engine does not start a second engine");
    const Docker docker(engine.socketPath());
    QVERIFY2(!docker.makeBusyboxImage(u"strata-killed:1"_s).isEmpty(), qPrintable(docker.lastError()));
    const QStringList names{u"cache"_s, u"db"_s, u"web"_s};
    for (const QString &name : names)
        QVERIFY2(!run(docker, name, {u"--stop-timeout"_s, u"5"_s}).isEmpty(), qPrintable(docker.lastError()));

    ShownWindow shown;
    QVERIFY(shown.open(u"unix://"_s + engine.socketPath()));
    shown.window.showPage(u"containers"_s);
    shown.window.setActivityOpen(true);
    QVERIFY(shown.select(u"containers"_s, names));
    QTRY_VERIFY(shown.action(u"containersStop"_s)->isEnabled());
    const QSignalSpy finished(&shown.activity, &Activity::finished);
    QSignalSpy events(&shown.host.session()->inventory(), &Inventory::eventsArrived);
    shown.action(u"containersStop"_s)->trigger();
    QTRY_VERIFY(!events.isEmpty()); // the first signal was sent: the engine waits for the programs to end
    QCOMPARE(shown.activity.runningCount(), 1);
    QVERIFY(engine.kill());
    QTRY_COMPARE(finished.size(), 1);
    const Operation *stop = shown.activity.operations().first();
    QCOMPARE(stop->outcome().kind, Outcome::Kind::Failure);
    QCOMPARE(stop->log().size(), 3);
    for (const QString &name : names) {
        QCOMPARE(stop->log().filter(name + u": "_s).size(), 1);
        QVERIFY(stop->outcome().error->message.contains(name + u": "_s));
    }
    engine.startAgain();
    QTRY_VERIFY_WITH_TIMEOUT(engine.isUp() && shown.isLive(), engineStart);
    QTRY_VERIFY(shown.statusText().contains(u"0 running"_s));
    QCOMPARE(shown.rows(u"containers"_s), names);
    QCOMPARE(finished.size(), 1);
}

STRATA_WINDOW_TEST(TestEngineKilled)
#include "tst_engine_killed_real.moc"
