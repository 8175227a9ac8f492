// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildlog.h"
#include "support/memory.h"
#include "support/testprogram.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>
#include <thread>

#include <sys/resource.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QList<QByteArray> texts(const QList<BuildLogLine> &lines)
{
    QList<QByteArray> list;
    for (const BuildLogLine &line : lines)
        list.append(line.text);
    return list;
}

/// Line n of a long log; some are longer than a block of the file.
QByteArray numbered(qint64 n)
{
    return QByteArray::number(n) + QByteArray(n % 997 == 5 ? 40'000 : n % 60, 'x');
}

} // namespace

class TestBuildLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesBecomeLines();
    void beganLinesAreSeen();
    void longLinesAreCut();
    void everyRange();
    void aLargeLog();
    void searched();
    void theFolderIsNotThere();
    void theDiskIsFull();
    void manyThreads();
    void escapes_data();
    void escapes();
};

void TestBuildLog::piecesBecomeLines()
{
    const QByteArray whole = "one\n\ntwo \x1b[1mbold\x1b[0m\r\n\xff\xfe\nlast";
    const QList<QByteArray> wanted{"one", "", "two \x1b[1mbold\x1b[0m\r", "\xff\xfe", "last"};
    for (qsizetype piece = 1; piece <= whole.size(); ++piece) {
        BuildLog log;
        for (qsizetype at = 0; at < whole.size(); at += piece) {
            log.append(u"a"_s, false, QByteArrayView(whole).sliced(at, std::min(piece, whole.size() - at)));
            log.append(u"a"_s, true, "e"); // the other stream does not come between
        }
        log.finishStep(u"a"_s);
        QList<QByteArray> output;
        for (const BuildLogLine &line : log.lines(u"a"_s, 0, 100)) {
            if (!line.isError)
                output.append(line.text);
        }
        QCOMPARE(output, wanted);
        QCOMPARE(log.lineCount(u"a"_s), wanted.size() + 1);
        const auto errors = log.search([](QByteArrayView line) { return line.startsWith("e"); }, {}, 10);
        QCOMPARE(errors.size(), 1);
    }
}

void TestBuildLog::beganLinesAreSeen()
{
    BuildLog log;
    QCOMPARE(log.lineCount(u"a"_s), 0);
    QCOMPARE(log.lines(u"a"_s, 0, 10), QList<BuildLogLine>());
    log.append(u"a"_s, false, "done\nhalf");
    log.append(u"a"_s, true, "error half");
    QCOMPARE(log.lineCount(u"a"_s), 3);
    const BuildLogLine done{.text = "done", .isError = false};
    const BuildLogLine half{.text = "half", .isError = false};
    const BuildLogLine errorHalf{.text = "error half", .isError = true};
    QCOMPARE(log.lines(u"a"_s, 0, 10), QList<BuildLogLine>({done, half, errorHalf}));
    QCOMPARE(log.lines(u"a"_s, 1, 1), QList<BuildLogLine>({half}));
    QCOMPARE(log.lines(u"a"_s, 2, 1), QList<BuildLogLine>({errorHalf}));
    QCOMPARE(log.lines(u"a"_s, 3, 1), QList<BuildLogLine>());
    log.append(u"a"_s, true, "\n");
    QCOMPARE(log.lines(u"a"_s, 1, 2), QList<BuildLogLine>({errorHalf, half}));
    log.finishStep(u"a"_s);
    log.finishStep(u"a"_s);
    QCOMPARE(log.lineCount(u"a"_s), 3);
    QCOMPARE(log.size(), qint64(4 + 1 + 4 + 10 + 1));
}

void TestBuildLog::longLinesAreCut()
{
    BuildLog log;
    const QByteArray text = QByteArray(BuildLog::longestLine, 'a') + QByteArray(BuildLog::longestLine, 'b') + "c\nd\n";
    log.append(u"a"_s, false, text);
    const QList<QByteArray> lines = texts(log.lines(u"a"_s, 0, 10));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.at(1), QByteArray(BuildLog::longestLine, 'b'));
    QCOMPARE(lines.sliced(2), QList<QByteArray>({"c", "d"}));
}

void TestBuildLog::everyRange()
{
    constexpr qint64 count = 12'000;
    BuildLog log;
    for (qint64 i = 0; i < count; ++i) {
        log.append(u"a"_s, i % 3 == 0, QByteArray(numbered(i) + '\n'));
        if (i % 5 == 0)
            log.append(u"b"_s, false, "between\n");
    }
    QCOMPARE(log.lineCount(u"a"_s), count);
    QCOMPARE(log.lineCount(u"b"_s), count / 5);
    QRandomGenerator random(7);
    for (int i = 0; i < 400; ++i) {
        const qint64 from = i < 20 ? i : random.bounded(qint64{0}, count + 5);
        const qint64 size = random.bounded(1, 50);
        const QList<BuildLogLine> lines = log.lines(u"a"_s, from, size);
        QCOMPARE(lines.size(), std::clamp<qint64>(count - from, 0, size));
        for (qsizetype k = 0; k < lines.size(); ++k) {
            QCOMPARE(lines.at(k).text, numbered(from + k));
            QCOMPARE(lines.at(k).isError, (from + k) % 3 == 0);
        }
    }
    QCOMPARE(log.lines(u"a"_s, 0, std::numeric_limits<qint64>::max()).size(), count);
    QCOMPARE(log.lines(u"a"_s, count - 1, std::numeric_limits<qint64>::max()).size(), 1);
    QCOMPARE(log.lines(u"a"_s, -1, 5).size(), 0);
    QCOMPARE(log.steps(), QStringList({u"a"_s, u"b"_s}));
}

/// Memory stays flat, and the last line of all is found.
void TestBuildLog::aLargeLog()
{
    constexpr qint64 size = qint64{1} << 27;
    QByteArray piece;
    while (piece.size() < 1 << 20)
        piece += QByteArray("compiling something with a name as long as they are, ").repeated(4) + "and more of it\n";
    BuildLog log;
    const qint64 before = residentBytes();
    while (log.size() < size)
        log.append(u"a"_s, false, piece);
    log.append(u"a"_s, false, "needle\n");
    QVERIFY2(residentBytes() - before < memoryLimit, qPrintable(QString::number(residentBytes() - before)));
    QVERIFY(!log.error());
    const qint64 last = log.lineCount(u"a"_s) - 1;
    QCOMPARE(texts(log.lines(u"a"_s, last, 5)), QList<QByteArray>({"needle"}));
    const auto places = log.search([](QByteArrayView line) { return line == "needle"; }, {}, 5);
    QCOMPARE(places, QList<BuildLogPlace>({{u"a"_s, last}}));
}

void TestBuildLog::searched()
{
    BuildLog log;
    log.append(u"b"_s, false, "Error: \x1b[31mno\x1b[0m such file\nfine\n");
    log.append(u"a"_s, true, "an error, no such thing\nerror: NO SUCH file\n");
    const auto hits = log.search(BuildLog::containing(u"no such file"_s), {}, 10);
    QCOMPARE(hits, QList<BuildLogPlace>({{u"b"_s, 0}, {u"a"_s, 1}}));
    QCOMPARE(log.search(BuildLog::containing(u"no such file"_s, Qt::CaseSensitive), {}, 10).size(), 1);
    QCOMPARE(log.search(BuildLog::containing(u"error"_s), u"a"_s, 10).size(), 2);
    QCOMPARE(log.search(BuildLog::containing(u"error"_s), {}, 2).size(), 2);
    QCOMPARE(log.search(BuildLog::containing(u"error"_s), u"c"_s, 10).size(), 0);
    QCOMPARE(log.search(BuildLog::containing(u"error"_s), {}, 10, [] { return true; }).size(), 0);
}

void TestBuildLog::theFolderIsNotThere()
{
    BuildLog log(u"/nowhere/at/all"_s);
    log.append(u"a"_s, false, "short\n");
    QVERIFY(!log.error()); // it fits into memory
    for (int i = 0; i < 1000; ++i)
        log.append(u"a"_s, false, QByteArray(QByteArray(999, 'x') + '\n'));
    QVERIFY(log.error());
    QCOMPARE(log.error()->kind, Error::Kind::Local);
    QVERIFY(log.droppedBytes() > 900'000);
    QCOMPARE(texts(log.lines(u"a"_s, 0, 2)), QList<QByteArray>({"short", QByteArray(999, 'x')}));
}

void TestBuildLog::theDiskIsFull()
{
    const QTemporaryDir folder;
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{100'000, limit.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    BuildLog log(folder.path());
    for (qint64 i = 0; i < 10'000; ++i)
        log.append(u"a"_s, false, QByteArray(numbered(i) + '\n'));
    ::setrlimit(RLIMIT_FSIZE, &limit);
    QVERIFY(log.error());
    QVERIFY2(log.error()->message.contains(folder.path()), qPrintable(log.error()->message));
    const qint64 kept = log.lineCount(u"a"_s);
    QVERIFY(kept > 1000 && kept < 10'000);
    const QList<BuildLogLine> lines = log.lines(u"a"_s, 0, kept);
    QCOMPARE(lines.size(), kept);
    QCOMPARE(lines.last().text, numbered(kept - 1));
}

void TestBuildLog::manyThreads()
{
    BuildLog log;
    std::atomic<bool> isOver = false;
    std::thread writer([&] {
        for (qint64 i = 0; i < 60'000; ++i)
            log.append(u"a"_s, false, QByteArray(numbered(i) + '\n'));
        isOver = true;
    });
    bool isRight = true;
    while (!isOver) {
        const qint64 last = log.lineCount(u"a"_s) - 1;
        const QList<BuildLogLine> lines = log.lines(u"a"_s, std::max<qint64>(last - 10, 0), 5);
        for (qsizetype i = 0; i < lines.size(); ++i)
            isRight = isRight && lines.at(i).text == numbered(std::max<qint64>(last - 10, 0) + i);
    }
    writer.join();
    QVERIFY(isRight);
    QCOMPARE(log.lineCount(u"a"_s), 60'000);
}

void TestBuildLog::escapes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("none") << QByteArray("plain text") << QByteArray("plain text");
    QTest::newRow("colour") << QByteArray("\x1b[1;31mred\x1b[m!") << QByteArray("red!");
    QTest::newRow("title") << QByteArray("\x1b]0;title\x07text") << QByteArray("text");
    QTest::newRow("link") << QByteArray("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\") << QByteArray("text");
    QTest::newRow("two bytes") << QByteArray("a\x1b"
                                             "7b\x1b"
                                             "8c")
                               << QByteArray("abc");
    QTest::newRow("cut") << QByteArray("a\x1b") << QByteArray("a");
    QTest::newRow("cut later") << QByteArray("a\x1b[31") << QByteArray("a");
    QTest::newRow("cut title") << QByteArray("a\x1b]0;t") << QByteArray("a");
}

void TestBuildLog::escapes()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, plain);
    QCOMPARE(withoutEscapes(line), plain);
}

STRATA_TEST(TestBuildLog)
#include "tst_buildlog.moc"
