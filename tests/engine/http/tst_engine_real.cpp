// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class TestEngineReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asks_data() { engines(); }
    void asks();
    void follows_data() { engines(); }
    void follows();
    void tellsWhatTheEngineRefuses_data() { engines(); }
    void tellsWhatTheEngineRefuses();

private:
    static void engines()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addRow("docker") << "STRATA_TEST_SOCKET"_ba;
        QTest::addRow("podman") << "STRATA_TEST_PODMAN"_ba;
    }
};

void TestEngineReal::asks()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    Engine engine(real.endpoint());
    const QSignalSpy identified(&engine, &Engine::identityChanged);
    Question version(engine, Call::get(u"/version"_s));
    QCOMPARE(version.count(), 0);
    QVERIFY(version.wait());
    QVERIFY2(version.isGood(), qPrintable(version.error().message));
    QVERIFY(version.body().contains("ApiVersion"));
    QCOMPARE(identified.count(), 1);
    QVERIFY(engine.identity());
    QCOMPARE_GE(engine.identity()->apiVersion, QVersionNumber(1, 41));
    QCOMPARE(engine.identity()->isPodman, variable == "STRATA_TEST_PODMAN");
    QVERIFY(!engine.identity()->server.isEmpty());
}

void TestEngineReal::follows()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    Engine engine(real.endpoint());
    Stream events(engine, Call::get(u"/events"_s));
    if (variable == "STRATA_TEST_SOCKET")
        QTRY_VERIFY(events.isOpen); // Podman sends its headers with the first event
    Question made(engine, Call::postJson(u"/volumes/create"_s, R"({"Name":"strata-http-test"})"));
    QVERIFY(made.wait());
    QVERIFY2(made.isGood(), qPrintable(made.error().message));
    Question removed(engine, Call::remove(u"/volumes/strata-http-test"_s));
    QVERIFY(removed.wait());
    QTRY_VERIFY(events.bytes.contains("strata-http-test"));
    QVERIFY(events.isOpen);
    QCOMPARE(events.endings, 0);
}

void TestEngineReal::tellsWhatTheEngineRefuses()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    Engine engine(real.endpoint());
    Question question(engine, Call::get(u"/containers/nosuchthing/json"_s));
    QVERIFY(question.wait());
    QCOMPARE(question.error().kind, Error::Kind::NotFound);
    QVERIFY(question.error().message.contains(u"nosuchthing"));
    QVERIFY(question.error().detail.contains(u"404"));
}

STRATA_TEST(TestEngineReal)
#include "tst_engine_real.moc"
