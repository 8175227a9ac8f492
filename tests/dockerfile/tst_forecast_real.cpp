// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecastscenariolist.h"
#include "forecastworkshop.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;

/// Edits and builds again, many ways, with a real BuildKit: whether the forecast was right.
class TestForecastReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corpus();
};

void TestForecastReal::corpus()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    QList<Scenario> scenarios = forecastScenarios();
    QVERIFY(scenarios.size() >= 60);
    const QByteArray only = qgetenv("STRATA_FORECAST_ONLY"); // a part of a name, for whoever looks into a mistake
    scenarios.removeIf([&](const Scenario &scenario) { return !QByteArray(scenario.name).contains(only); });
    ForecastWorkshop workshop(engine);
    const ForecastScore score = workshop.run(scenarios);
    for (const QString &mistake : score.mistakes)
        qInfo().noquote() << mistake;
    const auto percent = [&score](int count) { return 100.0 * count / std::max(score.steps, 1); };
    qInfo().noquote() << QStringLiteral(
                             "%1 scenarios, %2 builds, %3 steps: %4 % right, %5 % wrongly cached, %6 % unknown; "
                             "%7 of %8 sizes exact")
                             .arg(scenarios.size())
                             .arg(score.builds)
                             .arg(score.steps)
                             .arg(percent(score.right), 0, 'f', 1)
                             .arg(percent(score.wronglyCached), 0, 'f', 1)
                             .arg(percent(score.unknown), 0, 'f', 1)
                             .arg(score.exactSizes)
                             .arg(score.sizes);
    QVERIFY(score.steps >= (only.isEmpty() ? 300 : 1));
    QVERIFY(percent(score.right) >= 97);
    QVERIFY(percent(score.wronglyCached) <= 1);
    QCOMPARE(score.exactSizes, score.sizes);
}

STRATA_TEST(TestForecastReal)
#include "tst_forecast_real.moc"
