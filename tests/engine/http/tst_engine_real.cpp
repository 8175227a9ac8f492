// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "support/realengine.h"

#include <QSignalSpy>
#include <QTest>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

class RawDecoder : public StreamDecoder<QByteArray>
{
public:
    Result<void> feed(QByteArrayView bytes, QList<QByteArray> &items) override
    {
        items.append(bytes.toByteArray());
        return {};
    }
    Result<void> finish(QList<QByteArray> &) override { return {}; }
};

Result<QByteArray> bodyOf(const Answer &answer)
{
    return answer.body;
}

} // namespace

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
    std::optional<Result<QByteArray>> answer;
    engine.ask<QByteArray>(Call::get(u"/version"_s), bodyOf, this,
                           [&](Result<QByteArray> body) { answer = std::move(body); });
    QVERIFY2(!answer, "an answer from inside the call");
    QTRY_VERIFY(answer);
    QVERIFY2(*answer, qPrintable(answer->error_or(Error{}).message));
    QVERIFY((*answer)->contains("ApiVersion"));
    QVERIFY(engine.identity());
    QCOMPARE_GE(engine.identity()->apiVersion, QVersionNumber(1, 41));
    QCOMPARE(engine.identity()->isPodman, variable == "STRATA_TEST_PODMAN");
}

void TestEngineReal::follows()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    Engine engine(real.endpoint());
    QByteArray seen;
    bool opened = false;
    const Subscription events = engine.follow<QByteArray>(
        Call::get(u"/events"_s), std::make_unique<RawDecoder>(), this,
        {.opened = [&] { opened = true; },
         .items = [&](const QList<QByteArray> &items) { seen += items.join(); },
         .ended = [](const Result<void> &) { QFAIL("the events ended"); }});
    if (variable == "STRATA_TEST_SOCKET")
        QTRY_VERIFY(opened); // Podman sends its headers with the first event
    bool made = false;
    const auto make = [&] {
        engine.ask<QByteArray>(Call::postJson(u"/volumes/create"_s, R"({"Name":"strata-http-test"})"), bodyOf, this,
                               [&](const Result<QByteArray> &body) { made = body.has_value(); });
    };
    make();
    QTRY_VERIFY(made);
    engine.ask<QByteArray>(Call::remove(u"/volumes/strata-http-test"_s), bodyOf, this, [](const Result<QByteArray> &) {});
    QTRY_VERIFY(seen.contains("strata-http-test"));
    QVERIFY(opened);
}

void TestEngineReal::tellsWhatTheEngineRefuses()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    Engine engine(real.endpoint());
    std::optional<Result<QByteArray>> answer;
    engine.ask<QByteArray>(Call::get(u"/containers/nosuchthing/json"_s), bodyOf, this,
                           [&](Result<QByteArray> body) { answer = std::move(body); });
    QTRY_VERIFY(answer);
    QVERIFY(!answer->has_value());
    QCOMPARE(answer->error().kind, Error::Kind::NotFound);
    QVERIFY(answer->error().message.contains(u"nosuchthing"));
    QVERIFY(answer->error().detail.contains(u"404"));
}

QTEST_GUILESS_MAIN(TestEngineReal)
#include "tst_engine_real.moc"
