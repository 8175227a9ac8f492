// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytesize.h"

#include <QTest>

using namespace strata;
using namespace Qt::StringLiterals;

class TestByteSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsDockerPrintsIt_data();
    void readsAsDockerPrintsIt();
};

void TestByteSize::readsAsDockerPrintsIt_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("not computed") << qint64{-1} << QString();
    QTest::newRow("nothing") << qint64{0} << u"0 B"_s;
    QTest::newRow("bytes") << qint64{999} << u"999 B"_s;
    QTest::newRow("decimal, not binary") << qint64{1000} << u"1 kB"_s;
    QTest::newRow("three digits") << qint64{1024} << u"1.02 kB"_s;
    QTest::newRow("megabytes") << qint64{76'200'000} << u"76.2 MB"_s;
    QTest::newRow("rounds within the unit") << qint64{148'499'999} << u"148 MB"_s;
    QTest::newRow("gigabytes") << qint64{1'240'000'000} << u"1.24 GB"_s;
    QTest::newRow("rounds up to a thousand") << qint64{999'999} << u"1000 kB"_s;
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << u"9.22 EB"_s;
}

void TestByteSize::readsAsDockerPrintsIt()
{
    QFETCH(qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

QTEST_GUILESS_MAIN(TestByteSize)
#include "tst_bytesize.moc"
