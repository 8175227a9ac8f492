// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytesize.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestByteSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsDockerPrintsIt_data();
    void readsAsDockerPrintsIt();
    void understandsWhatPeopleType_data();
    void understandsWhatPeopleType();
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

void TestByteSize::understandsWhatPeopleType_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: not at all
    const auto row = [](const char *text, qint64 bytes) { QTest::newRow(text) << QString::fromLatin1(text) << bytes; };
    row("0", 0);
    row("300", 300);
    row("20MB", 20'000'000);
    row("1.5 kB", 1500);
    row("1.5K", 1500);
    row("2gib", qint64{2} << 30);
    row("7E", 7'000'000'000'000'000'000);
    row(" 5 b ", 5);
    for (const char *text : {"", "MB", "-1", "1e3", "1,5MB", "10 XB", "1.MB", "1 2", "10E", "MB20"})
        row(text, -1);
}

void TestByteSize::understandsWhatPeopleType()
{
    QFETCH(QString, text);
    const Result<qint64> parsed = parseBytes(text);
    QTEST(parsed.value_or(-1), "bytes");
    QVERIFY(parsed || parsed.error().kind == Error::Kind::InvalidInput);
}

STRATA_TEST(TestByteSize)
#include "tst_bytesize.moc"
