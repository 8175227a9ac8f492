// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/logs/containerlog.h"
#include "support/memory.h"
#include "support/testprogram.h"

#include <QRandomGenerator>

#include <thread>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// A container's log on the disk.
class TestContainerLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreAsTheyCame();
    void begunLines();
    void longLinesAreCut();
    void fromAnywhere();
    void byTime();
    void nothingIsLostOrDoubled();
    void identicalMessagesAreKept();
    void whileItGrows();
    void muchTakesLittleMemory();
    void noPlaceForIt();
};

namespace {

constexpr qint64 logSecond = 1'000'000'000;

void say(ContainerLog &log, qint64 time, const QByteArray &text, bool isError = false, bool isEnd = true)
{
    log.append({.time = time, .isError = isError, .text = text, .isEnd = isEnd});
}

QByteArrayList textsOf(const ContainerLog &log, qint64 from = 0, qint64 count = 1'000'000)
{
    QByteArrayList texts;
    for (const LogLine &line : log.lines(from, count))
        texts.append((line.isError ? "!" : "") + line.text);
    return texts;
}

} // namespace

void TestContainerLog::linesAreAsTheyCame()
{
    ContainerLog log;
    QCOMPARE(log.lineCount(), 0);
    QVERIFY(log.lines(0, 10).isEmpty());
    say(log, 1 * logSecond, "one");
    say(log, 2 * logSecond, "two \x1b[1mbold", true);
    say(log, 3 * logSecond, "");
    QCOMPARE(log.lineCount(), 3);
    QCOMPARE(textsOf(log), QByteArrayList({"one", "!two \x1b[1mbold", ""}));
    QCOMPARE(log.lines(1, 1)[0].time, 2 * logSecond);
    QVERIFY(log.lines(3, 5).isEmpty() && log.lines(-1, 5).isEmpty() && log.lines(0, 0).isEmpty());
}

/// One of each stream may have begun; each ends by itself.
void TestContainerLog::begunLines()
{
    ContainerLog log;
    say(log, 1, "out ", false, false);
    say(log, 2, "err ", true, false);
    QCOMPARE(log.lineCount(), 2);
    QCOMPARE(log.finishedCount(), 0);
    QCOMPARE(textsOf(log), QByteArrayList({"out ", "!err "}));
    say(log, 3, "ends", true);
    QCOMPARE(textsOf(log), QByteArrayList({"!err ends", "out "}));
    QCOMPARE(log.lines(0, 1)[0].time, 2);
    say(log, 4, "goes on", false, false);
    QCOMPARE(textsOf(log), QByteArrayList({"!err ends", "out goes on"}));
    log.finish();
    QCOMPARE(log.finishedCount(), 2);
    say(log, 5, "next");
    QCOMPARE(textsOf(log), QByteArrayList({"!err ends", "out goes on", "next"}));
}

void TestContainerLog::longLinesAreCut()
{
    ContainerLog log;
    const QByteArray piece(16 * 1024, 'x');
    for (int i = 0; i < 64; ++i)
        say(log, i, piece, false, false);
    say(log, 64, "end");
    QCOMPARE(log.lineCount(), 1);
    QCOMPARE(log.lines(0, 1)[0].text, piece.repeated(64) + "end"); // a line of 1 MB is one
    for (qsizetype size = 0; size <= ContainerLog::LongestLine; size += piece.size())
        say(log, 65, piece, false, false);
    QCOMPARE(log.lineCount(), 3);
    QCOMPARE(log.lines(1, 1)[0].text.size(), ContainerLog::LongestLine);
}

/// In the file and in memory, and over the border.
void TestContainerLog::fromAnywhere()
{
    ContainerLog log;
    QRandomGenerator random(1);
    QByteArrayList wanted;
    for (int i = 0; i < 20'000; ++i) {
        wanted.append(QByteArray::number(i) + QByteArray(random.bounded(60), '.'));
        say(log, i * logSecond, wanted.last());
        if (i % 997 == 0)
            QCOMPARE(textsOf(log, std::max(0, i - 5), 10), wanted.sliced(std::max(0, i - 5)));
    }
    QCOMPARE(textsOf(log), wanted);
    for (int i = 0; i < 500; ++i) {
        const int from = random.bounded(20'000), count = random.bounded(1, 300);
        QCOMPARE(textsOf(log, from, count), wanted.sliced(from, std::min<qsizetype>(count, 20'000 - from)));
    }
    qint64 seen = 0;
    const qint64 end = log.read(15'000, [&](const ContainerLog::View &view) {
        seen += view.text == wanted[view.line] && view.time == view.line * logSecond;
        return view.line < 16'000;
    });
    QCOMPARE(seen, 1'001);
    QCOMPARE(end, 16'001);
    QCOMPARE(log.read(end, [](const auto &) { return true; }), 20'000);
}

void TestContainerLog::byTime()
{
    ContainerLog log;
    QCOMPARE(log.lineAt(5), 0);
    for (int i = 0; i < 10'000; ++i)
        say(log, (i / 10 + 1) * logSecond, "line " + QByteArray::number(i));
    QCOMPARE(log.lineAt(0), 0);
    QCOMPARE(log.lineAt(logSecond), 0);
    QCOMPARE(log.lineAt(logSecond + 1), 10);
    for (const qint64 second : {2, 77, 500, 999, 1'000})
        QCOMPARE(log.lineAt(second * logSecond), (second - 1) * 10);
    QCOMPARE(log.lineAt(1'001 * logSecond), 10'000);
}

/// Broken off anywhere, and asked for again as the engine answers: from that time on, in its order. The two streams are not
/// sorted among each other.
void TestContainerLog::nothingIsLostOrDoubled()
{
    struct Message
    {
        qint64 time;
        QByteArray text;
        bool isError, isEnd;
    };
    QRandomGenerator random(7);
    QList<Message> all;
    for (int i = 0; i < 3'000; ++i)
        all.append({10 * logSecond + i * 1'000'000LL + random.bounded(3) * 5'000'000LL, QByteArray::number(i / 2),
                    random.bounded(2) == 1, random.bounded(5) > 0});
    ContainerLog once;
    for (const Message &message : all)
        say(once, message.time, message.text, message.isError, message.isEnd);
    for (int round = 0; round < 20; ++round) {
        ContainerLog log;
        for (qsizetype told = 0; told < all.size();) {
            const qint64 since = log.resume();
            const qsizetype end = std::min<qsizetype>(told + 1 + random.bounded(400), all.size());
            for (qsizetype i = 0; i < end; ++i) { // the engine has what has been written by then
                if (all[i].time >= since)
                    say(log, all[i].time, all[i].text, all[i].isError, all[i].isEnd);
            }
            told = end;
        }
        QCOMPARE(textsOf(log), textsOf(once));
    }
}

void TestContainerLog::identicalMessagesAreKept()
{
    ContainerLog log;
    for (int i = 0; i < 3; ++i)
        say(log, logSecond, "same"); // of an engine that counts in seconds
    QVERIFY(log.resume() <= logSecond);
    for (int i = 0; i < 5; ++i)
        say(log, logSecond, "same"); // two more than before
    say(log, 2 * logSecond, "other");
    say(log, logSecond, "same"); // the clock was set back
    QCOMPARE(textsOf(log), QByteArrayList({"same", "same", "same", "same", "same", "other", "same"}));
}

void TestContainerLog::whileItGrows()
{
    ContainerLog log;
    constexpr int count = 50'000;
    std::thread writer([&log] {
        for (int i = 0; i < count; ++i)
            say(log, i, QByteArray::number(i) + " of a line that is not so short");
    });
    qint64 next = 0, wrong = 0;
    while (next < count) {
        next = log.read(next, [&](const ContainerLog::View &view) {
            wrong += !view.text.startsWith(QByteArray(QByteArray::number(view.line) + ' '));
            return true;
        });
        const qint64 from = std::max<qint64>(0, log.lineCount() - 20);
        for (qint64 line = from; const LogLine &read : log.lines(from, 20))
            wrong += !read.text.startsWith(QByteArray(QByteArray::number(line++) + ' '));
    }
    writer.join();
    QCOMPARE(wrong, 0);
    QCOMPARE(log.lineCount(), count);
}

void TestContainerLog::muchTakesLittleMemory()
{
    ContainerLog log;
    const QByteArray text(200, 'x');
    const MemoryPeak peak;
    for (qint64 i = 0; i < 500'000; ++i)
        say(log, i * 100'000'000, text); // 100 MB
    QCOMPARE_LT(peak.growth(), memoryLimit / 2);
    QCOMPARE(log.size(), 500'000 * text.size());
    QCOMPARE(log.lines(499'999, 1)[0].text, text);
}

void TestContainerLog::noPlaceForIt()
{
    ContainerLog log(u"/nonexistent"_s);
    const QByteArray text(1000, 'x');
    for (int i = 0; i < 200; ++i)
        say(log, i, text);
    QVERIFY(log.error());
    QCOMPARE(log.error()->kind, Error::Kind::Local);
    QVERIFY(log.error()->message.contains(u"/nonexistent"_s));
    QVERIFY(log.lineCount() > 0); // what came before stays
    QCOMPARE(log.lines(0, 1)[0].text, text);
    QCOMPARE(log.droppedBytes() + log.lineCount() * text.size(), 200 * text.size());
}

STRATA_TEST(TestContainerLog)
#include "tst_containerlog.moc"
