// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecastscenariolist.h"
#include "forecastworkshop.h"
#include "support/realengine.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

double percentOf(const ForecastScore &score, int count)
{
    return 100.0 * count / std::max(score.steps, 1);
}

QString scoreText(const ForecastScore &score)
{
    return u"%1 builds, %2 steps behind the first ones: %3 % right, %4 % wrongly cached, %5 % unknown; "
           "%6 of %7 sizes exact"_s.arg(score.builds)
               .arg(score.steps)
               .arg(percentOf(score, score.right), 0, 'f', 1)
               .arg(percentOf(score, score.wronglyCached), 0, 'f', 1)
               .arg(percentOf(score, score.unknown), 0, 'f', 1)
               .arg(score.exactSizes)
               .arg(score.sizes);
}

} // namespace

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
    for (const QString &mistake : score.mistakes + score.excused + score.failures)
        qInfo().noquote() << mistake;
    qInfo().noquote() << u"%1 scenarios, %2"_s.arg(scenarios.size()).arg(scoreText(score));
    const bool isWhole = only.isEmpty();
    QVERIFY(score.steps > (isWhole ? 270 : 0));
    QVERIFY(score.sizes > (isWhole ? 120 : -1));
    QVERIFY(percentOf(score, score.right) >= 97);
    QVERIFY(percentOf(score, score.wronglyCached) <= 1);
    QCOMPARE(score.exactSizes, score.sizes);
    QCOMPARE(score.failures, QStringList());
    QCOMPARE(score.mistakes, QStringList());
}

STRATA_TEST(TestForecastReal)
#include "tst_forecast_real.moc"
