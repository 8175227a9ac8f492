// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/jsonmessagestream.h"
#include "support/testprogram.h"

#include <QJsonDocument>

using namespace strata;
using namespace Qt::StringLiterals;

class TestJsonMessageStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSame_data();
    void everySplitGivesTheSame();
    void aBrokenObjectAtTheEnd();
    void whatIsNotJson_data();
    void whatIsNotJson();
    void anObjectBeyondTheLimit();
};

void TestJsonMessageStream::everySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QByteArray>>("objects");
    const QList<QByteArray> two{"{\"a\":1}", "{\"b\":[{\"c\":\"}{\"},[]]}"};
    QTest::newRow("Docker's line ends") << QByteArray(two[0] + "\r\n" + two[1] + "\r\n") << two;
    QTest::newRow("Podman's line ends") << QByteArray(two[0] + '\n' + two[1] + '\n') << two;
    QTest::newRow("nothing between") << QByteArray(two[0] + two[1]) << two;
    QTest::newRow("record separators") << QByteArray("\x1e" + two[0] + "\n\x1e" + two[1] + '\n') << two;
    const QList<QByteArray> escaped{"{\"s\":\"a\\\"}\\\\\"}", "{\"k\\\\\\\"{\":\"\\u007d\"}"};
    QTest::newRow("escapes") << QByteArray(escaped[0] + escaped[1]) << escaped;
    QTest::newRow("Korean") << QByteArray("{\"한\":\"국{\"}\n") << QList<QByteArray>{"{\"한\":\"국{\"}"};
    QTest::newRow("only blanks") << QByteArray(" \r\n\t\n") << QList<QByteArray>{};
}

void TestJsonMessageStream::everySplitGivesTheSame()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<QByteArray>, objects);
    for (qsizetype first = 0; first <= stream.size(); ++first) {
        for (qsizetype second = first; second <= stream.size(); ++second) {
            JsonMessageStream messages;
            QList<QByteArray> found;
            for (const QByteArray &piece :
                 {stream.first(first), stream.sliced(first, second - first), stream.sliced(second)})
                QVERIFY(messages.feed(piece, found));
            QVERIFY(messages.finish());
            QCOMPARE(found, objects);
        }
    }
}

void TestJsonMessageStream::aBrokenObjectAtTheEnd()
{
    JsonMessageStream messages;
    QList<QByteArray> found;
    QVERIFY(messages.feed("{\"whole\":1}{\"cut\":\"}}", found));
    QCOMPARE(found.size(), 1);
    const auto end = messages.finish();
    QVERIFY(!end);
    QCOMPARE(end.error().kind, Error::Kind::BrokenStream);
}

void TestJsonMessageStream::whatIsNotJson_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTML") << QByteArray("<html>");
    QTest::newRow("text") << QByteArray("Error");
    QTest::newRow("array") << QByteArray("[{}]");
    QTest::newRow("closing bracket") << QByteArray("}");
    QTest::newRow("zero byte") << QByteArray(1, '\0');
}

void TestJsonMessageStream::whatIsNotJson()
{
    QFETCH(QByteArray, bytes);
    JsonMessageStream messages;
    QList<QByteArray> found;
    QVERIFY(messages.feed("{}\n", found));
    const auto fed = messages.feed(bytes, found);
    QVERIFY(!fed);
    QCOMPARE(fed.error().kind, Error::Kind::MalformedAnswer);
    QVERIFY(!messages.feed("{}", found));
    QVERIFY(!messages.finish());
    QCOMPARE(found.size(), 1);
}

void TestJsonMessageStream::anObjectBeyondTheLimit()
{
    JsonMessageStream messages(100);
    QList<QByteArray> found;
    const QByteArray fits = "{\"a\":\"" + QByteArray(92, 'x') + "\"}";
    QCOMPARE(fits.size(), 100);
    QVERIFY(messages.feed(fits.repeated(2), found));
    QCOMPARE(found.size(), 2);
    QVERIFY(messages.feed(fits.chopped(2), found));
    const auto fed = messages.feed("xxxxxxxxxxxxxx", found);
    QVERIFY(!fed);
    QCOMPARE(fed.error().kind, Error::Kind::TooLarge);
}

STRATA_TEST(TestJsonMessageStream)
#include "tst_jsonmessagestream.moc"
