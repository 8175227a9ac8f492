// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/logs/logmessages.h"
#include "support/testprogram.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtEndian>

using namespace strata;
using namespace Qt::StringLiterals;
using Form = LogMessageReader::Form;

/// The answer to GET /containers/{id}/logs, taken apart.
class TestLogMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stamps_data();
    void stamps();
    void framesInEveryPiece();
    void linesOfATerminalInEveryPiece();
    void longLinesOfATerminal();
    void whatHasNotComeWhole();
    void endlessFrames();
    void systemErrors();
};

namespace {

QByteArray logFrame(int channel, const QByteArray &payload)
{
    QByteArray head(8, '\0');
    head[0] = char(channel);
    qToBigEndian(quint32(payload.size()), head.data() + 4);
    return head + payload;
}

QByteArray stamp(int second, int nanosecond = 0)
{
    return "2026-11-28T05:31:" + QByteArray::number(second).rightJustified(2, '0') + '.'
        + QByteArray::number(nanosecond).rightJustified(9, '0') + "Z ";
}

/// "4.5 out text", "4 err text…" for a line that goes on; seconds of the minute.
struct Collected
{
    QByteArrayList messages;

    LogMessageReader::Sink sink()
    {
        return [this](const LogMessage &message) {
            static const qint64 minute = QDateTime(QDate(2026, 11, 28), QTime(5, 31), QTimeZone::UTC)
                                             .toSecsSinceEpoch();
            messages.append(QByteArray::number(double(message.time - minute * 1'000'000'000) / 1e9, 'g', 4)
                            + (message.isError ? " err " : " out ") + message.text.toByteArray()
                            + (message.isEnd ? "" : "…"));
        };
    }
};

QByteArrayList readIn(Form form, const QByteArray &bytes, qsizetype pieceSize, bool isFinished = true)
{
    Collected collected;
    LogMessageReader reader(form, collected.sink());
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        const QByteArray piece = bytes.sliced(at, std::min(pieceSize, bytes.size() - at)); // its memory goes with it
        if (!reader.feed(piece))
            return {"failed"};
    }
    if (isFinished && !reader.finish())
        return {"failed at the end"};
    return collected.messages;
}

} // namespace

void TestLogMessages::stamps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("time"); // -1: none
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("Docker") << QByteArray("2026-11-28T05:31:04.000000007Z x") << 1'795'843'864'000'000'007LL << 31LL;
    QTest::newRow("without a fraction") << QByteArray("2026-11-28T05:31:04Z x") << 1'795'843'864'000'000'000LL << 21LL;
    QTest::newRow("a short one") << QByteArray("2026-11-28T05:31:04.5Z x") << 1'795'843'864'500'000'000LL << 23LL;
    QTest::newRow("Podman") << QByteArray("2026-11-28T14:31:04.5+09:00 x") << 1'795'843'864'500'000'000LL << 28LL;
    QTest::newRow("west") << QByteArray("2026-11-27T22:01:04-07:30 x") << 1'795'843'864'000'000'000LL << 26LL;
    QTest::newRow("before 1970") << QByteArray("1969-12-31T23:59:59Z ") << -1'000'000'000LL << 21LL;
    for (const char *text :
         {"", "2026-11-28", "2026-11-28T05:31:04.5Z", "2026-11-28T05:31:04.5 x", "2026-13-28T05:31:04Z x",
          "2026-02-30T05:31:04Z x", "hello 2026-11-28T05:31:04Z ", "2026-11-28T05:31:04+9:00 x"})
        QTest::newRow(text) << QByteArray(text) << -1LL << 0LL;
}

void TestLogMessages::stamps()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, time);
    QFETCH(qsizetype, size);
    const std::optional<LogStamp> found = logStampOf(text);
    QCOMPARE(found.has_value(), size > 0);
    if (found) {
        QCOMPARE(found->time, time);
        QCOMPARE(found->size, size);
    }
}

void TestLogMessages::framesInEveryPiece()
{
    const QByteArray bytes = logFrame(1, stamp(1) + "one\n") + logFrame(2, stamp(2, 500'000'000) + "two \xed\x95\x9c\n")
        + logFrame(1, stamp(3) + "begun ") + logFrame(2, stamp(4) + "\n") + logFrame(1, {})
        + logFrame(1, stamp(5) + "ended\r\n") + logFrame(1, "without a time\n") + logFrame(1, stamp(6) + "a\nb\n");
    const QByteArrayList wanted{"1 out one",     "2.5 err two \xed\x95\x9c", "3 out begun …", "4 err ",
                                "5 out ended\r", "5 out without a time",     "6 out a",       "6 out b"};
    for (qsizetype size = 1; size <= bytes.size(); ++size)
        QCOMPARE(readIn(Form::Frames, bytes, size), wanted);
}

void TestLogMessages::linesOfATerminalInEveryPiece()
{
    const QByteArray bytes = stamp(1) + "one\r\n" + stamp(2) + "\r\n" + stamp(3) + "with a \r in it\r\n" + "no time\r\n"
        + stamp(4) + "not ended";
    const QByteArrayList wanted{"1 out one", "2 out ", "3 out with a \r in it", "3 out no time", "4 out not ended…"};
    for (qsizetype size = 1; size <= bytes.size(); ++size)
        QCOMPARE(readIn(Form::Terminal, bytes, size), wanted);
}

/// Each piece of 16 KiB has a time of its own, and no line end before it.
void TestLogMessages::longLinesOfATerminal()
{
    const QByteArray piece(LogMessageReader::PieceSize, 'x');
    const QByteArray bytes = stamp(1) + piece + stamp(2) + piece + stamp(3) + "end\r\n" + stamp(4) + piece + "\r\n"
        + stamp(5) + "next\r\n";
    const QByteArrayList wanted{"1 out " + piece + "…", "2 out " + piece + "…", "3 out end", "4 out " + piece,
                                "5 out next"};
    for (const qsizetype size : {1, 7, 31, 511, 16'384, 16'415, 16'416, 16'417, 100'000})
        QCOMPARE(readIn(Form::Terminal, bytes, size), wanted);
}

/// It comes once more when the log is asked for again.
void TestLogMessages::whatHasNotComeWhole()
{
    const QByteArray frames = logFrame(1, stamp(1) + "one\n") + logFrame(1, stamp(2) + "two\n");
    const QByteArray terminal = stamp(1) + "one\r\n" + stamp(2) + "two\r\n";
    for (qsizetype cut = 0; cut < frames.size(); ++cut) {
        const QByteArrayList messages = readIn(Form::Frames, frames.first(cut), 5, false);
        QCOMPARE(messages, QByteArrayList({"1 out one", "2 out two"}).first(cut < frames.size() / 2 ? 0 : 1));
    }
    for (qsizetype cut = 0; cut < terminal.size(); ++cut) {
        const QByteArrayList messages = readIn(Form::Terminal, terminal.first(cut), 5, false);
        QCOMPARE(messages, QByteArrayList({"1 out one", "2 out two"}).first(cut < terminal.size() / 2 ? 0 : 1));
    }
}

/// Nothing is kept for a length that a frame claims, and no message is without end.
void TestLogMessages::endlessFrames()
{
    qint64 told = 0;
    qsizetype longest = 0;
    LogMessageReader reader(Form::Frames, [&](const LogMessage &message) {
        told += message.text.size();
        longest = std::max(longest, message.text.size());
    });
    QByteArray head = logFrame(1, {});
    qToBigEndian(quint32(0xffffffff), head.data() + 4);
    QVERIFY(reader.feed(head));
    const QByteArray piece(1 << 20, 'x');
    for (int i = 0; i < 64; ++i)
        QVERIFY(reader.feed(piece));
    QCOMPARE_GE(told, 56LL << 20);
    QCOMPARE_LE(longest, LogMessageReader::LongestMessage + piece.size());
}

void TestLogMessages::systemErrors()
{
    Collected collected;
    LogMessageReader reader(Form::Frames, collected.sink());
    const Result<void> fed = reader.feed(
        QByteArray(logFrame(1, stamp(1) + "one\n") + logFrame(3, "Error grabbing logs: gone")));
    QVERIFY(!fed);
    QCOMPARE(fed.error().message, u"Error grabbing logs: gone"_s);
    QCOMPARE(collected.messages, QByteArrayList{"1 out one"});
}

STRATA_TEST(TestLogMessages)
#include "tst_logmessages.moc"
