// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagewindow.h"
#include "privateengine.h"
#include "shownwindow.h"
#include "support/docker.h"
#include "support/realengine.h"

#include <QElapsedTimer>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// A real engine that dies and comes back under the window.
class TestEngineKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useFreshSettings(); }
    void theWindowNoticesAndRecovers();
};

void TestEngineKilled::theWindowNoticesAndRecovers()
{
    const RealEngine services; // where there are none, another engine cannot be started either
    STRATA_NEED(services);
    PrivateEngine engine;
    QVERIFY2(engine.start(), "scripts/engine does not start a second engine");
    const Docker docker(engine.socketPath());
    QVERIFY2(!docker.makeBusyboxImage(u"strata-killed:1"_s).isEmpty(), qPrintable(docker.lastError()));
    const QStringList options{u"-d"_s, u"--stop-timeout"_s, u"1"_s};
    docker.output(QStringList{u"run"_s, u"--name"_s, u"stays"_s} + options
                  + QStringList{u"strata-killed:1"_s, u"sleep"_s, u"600"_s});
    docker.output(QStringList{u"run"_s, u"--rm"_s, u"--name"_s, u"goes"_s} + options
                  + QStringList{u"strata-killed:1"_s, u"sleep"_s, u"600"_s});
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
    QTRY_VERIFY_WITH_TIMEOUT(engine.isUp() && shown.isLive(), 120'000);
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

QTEST_MAIN(TestEngineKilled)
#include "tst_engine_killed_real.moc"
