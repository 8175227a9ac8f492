// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/contrast.h"
#include "widgets/loglines.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>

#include <atomic>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// A log that is nowhere: line n says so, and counts what was asked of it.
class ScriptedLog final : public LogSource
{
public:
    explicit ScriptedLog(qint64 count, qsizetype padding = 0) : m_count(count), m_padding(padding) {}

    qint64 lineCount() const override { return m_count; }
    QList<LogText> lines(qint64 from, qint64 count) const override
    {
        QList<LogText> lines;
        for (qint64 i = from; i < std::min(from + count, m_count.load()); ++i)
            lines.append({.text = "line " + QByteArray::number(i) + QByteArray(m_padding, '.'), .isError = i % 2 == 1});
        m_asked += lines.size();
        m_most = std::max<qint64>(m_most, lines.size());
        return lines;
    }
    void grow(qint64 count) { m_count = count; }
    qint64 asked() const { return m_asked; }
    qint64 most() const { return m_most; } ///< at once

private:
    std::atomic<qint64> m_count;
    qsizetype m_padding;
    mutable std::atomic<qint64> m_asked = 0;
    mutable std::atomic<qint64> m_most = 0;
};

/// These lines.
class FixedLog final : public LogSource
{
public:
    explicit FixedLog(QList<QByteArray> lines) : m_lines(std::move(lines)) {}
    qint64 lineCount() const override { return m_lines.size(); }
    QList<LogText> lines(qint64 from, qint64 count) const override
    {
        QList<LogText> lines;
        for (const QByteArray &line : m_lines.mid(from, count))
            lines.append({.text = line});
        return lines;
    }

private:
    QList<QByteArray> m_lines;
};

QString plain(const QByteArray &line, qsizetype limit = 1000)
{
    return ansiText(line, QGuiApplication::palette(), limit).text;
}

} // namespace

class TestLogLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<LogLines>();
        m_view->resize(600, 300);
    }
    void cleanup() { m_view.reset(); }

    void plainTextAlways_data();
    void plainTextAlways();
    void coloursAreReadable();
    void longLinesAreCut();
    void aGigabyte();
    void followsTheEnd();
    void lastLinesMayBecomeOthers();
    void keys();
    void selectingWithShiftAndMouse();
    void copying();
    void whatIsCopiedOutlivesNothing();
    void aLineIsBroughtToTheMiddle();
    void anotherLog();
    void menu();
    void forScreenReaders();
    void drawnLinesAndMarks();

private:
    std::shared_ptr<ScriptedLog> show(qint64 count, qsizetype padding = 0)
    {
        auto log = std::make_shared<ScriptedLog>(count, padding);
        m_view->setSource(log);
        m_view->show();
        m_view->setFocus();
        return log;
    }
    LogLines::Range range() const { return m_view->selection(); }

    std::unique_ptr<LogLines> m_view;
};

void TestLogLines::plainTextAlways_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("hello") << u"hello"_s;
    QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m end") << u"red end"_s;
    QTest::newRow("cursor") << QByteArray("a\x1b[2J\x1b[10;10Hb\x1b[3Ac") << u"abc"_s;
    QTest::newRow("title") << QByteArray("a\x1b]0;owned\x07z\x1b]8;;http://x\x1b\\y") << u"azy"_s;
    QTest::newRow("cut sequence") << QByteArray("a\x1b[31") << u"a"_s;
    QTest::newRow("cut title") << QByteArray("a\x1b]0;x") << u"a"_s;
    QTest::newRow("escape at the end") << QByteArray("a\x1b") << u"a"_s;
    QTest::newRow("controls") << QByteArray("a\x07\x08z", 4) << u"a\u2407\u2408z"_s;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << u"a\u2400b"_s;
    QTest::newRow("carriage return") << QByteArray("10%\r20%\r") << u"10%\u240d20%"_s;
    QTest::newRow("tab") << QByteArray("a\tb") << u"a\tb"_s;
    QTest::newRow("turned") << QByteArray("a\xe2\x80\xae"
                                          "b")
                            << u"a\ufffdb"_s;
    QTest::newRow("no UTF-8") << QByteArray("a\xff\xc3") << u"a\ufffd\ufffd"_s;
    QTest::newRow("Korean") << u"빌드 완료"_s.toUtf8() << u"빌드 완료"_s;
    QTest::newRow("HTML") << QByteArray("<b>x</b>") << u"<b>x</b>"_s;
}

void TestLogLines::plainTextAlways()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, text);
    QCOMPARE(plain(line), text);
}

void TestLogLines::coloursAreReadable()
{
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
    dark.setColor(QPalette::Text, Qt::white);
    for (const QPalette &palette : {QGuiApplication::palette(), dark}) {
        const QColor base = palette.color(QPalette::Base);
        for (const QByteArray sgr : {"30", "31", "34", "33", "37", "97", "2", "38;5;17", "38;5;231", "38;5;244",
                                     "38;2;10;10;10", "38;2;250;250;250"}) {
            const AnsiText text = ansiText(QByteArray("\x1b[" + sgr + "mx"), palette, 100);
            QCOMPARE(text.formats.size(), 1);
            QVERIFY2(contrast(base, text.formats.first().format.foreground().color()) > 4.4, sgr.constData());
        }
    }
    const AnsiText both = ansiText("a\x1b[41;37mb\x1b[0mc", dark, 100);
    QCOMPARE(both.formats.size(), 1);
    QCOMPARE(both.formats.first().start, 1);
    QCOMPARE(both.formats.first().length, 1);
    const QTextCharFormat format = both.formats.first().format;
    QVERIFY(contrast(format.background().color(), format.foreground().color()) > 4.4);
    QVERIFY(ansiText("\x1b[38;5mx\x1b[;;;mz", dark, 100).text == u"xz"_s); // cut and empty parameters
    QVERIFY(ansiText("\x1b[1mx", dark, 100).formats.first().format.fontWeight() == QFont::Bold);
}

void TestLogLines::longLinesAreCut()
{
    const AnsiText cut = ansiText(QByteArray(10'000, 'x'), {}, 100);
    QCOMPARE(cut.text.size(), 100);
    QCOMPARE(cut.left, 9'900);
    const AnsiText korean = ansiText(u"가"_s.repeated(50).toUtf8(), {}, 100); // three bytes each, none is torn apart
    QVERIFY(!korean.text.contains(u'\ufffd'));
    QVERIFY(korean.text.size() <= 100);
}

/// 20,000,000 lines of some 60 bytes: nothing but what can be seen is asked for.
void TestLogLines::aGigabyte()
{
    const auto log = show(20'000'000, 45);
    m_view->grab();
    const qint64 screen = m_view->visibleLineCount() + 1;
    QCOMPARE(m_view->firstVisibleLine(), 20'000'000 - m_view->visibleLineCount());
    QVERIFY(log->asked() <= screen);
    for (const double part : {0.0, 0.1, 0.5, 0.999, 1.0}) {
        m_view->verticalScrollBar()->setValue(int(part * m_view->verticalScrollBar()->maximum()));
        m_view->grab();
    }
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(range().count(), 20'000'000);
    m_view->grab();
    QVERIFY2(log->asked() < 12 * screen, QByteArray::number(log->asked()).constData());
    QVERIFY(log->most() <= screen);
    QCOMPARE(m_view->lineText(12'345'678), u"line 12345678"_s + u'.' + u"."_s.repeated(44));
}

void TestLogLines::followsTheEnd()
{
    const auto log = show(1000);
    QSignalSpy spy(m_view.get(), &LogLines::followingChanged);
    QVERIFY(m_view->isFollowing());
    log->grow(2000);
    m_view->lineCountChanged();
    QCOMPARE(m_view->firstVisibleLine() + m_view->visibleLineCount(), 2000);
    m_view->verticalScrollBar()->setValue(100);
    QVERIFY(!m_view->isFollowing());
    log->grow(3000);
    m_view->lineCountChanged();
    QCOMPARE(m_view->firstVisibleLine(), 100); // it stays where one reads
    m_view->followEnd();
    QVERIFY(m_view->isFollowing());
    QCOMPARE(spy.size(), 2);
    m_view->resize(600, 500); // the end stays in sight
    QCOMPARE(m_view->firstVisibleLine() + m_view->visibleLineCount(), 3000);
}

void TestLogLines::lastLinesMayBecomeOthers()
{
    m_view->show();
    m_view->setSource(std::make_shared<FixedLog>(QList<QByteArray>{"first", "beg"}));
    const QImage before = m_view->grab().toImage();
    class Grown final : public LogSource
    {
    public:
        mutable int asked = 0;
        qint64 lineCount() const override { return 2; }
        QList<LogText> lines(qint64 from, qint64 count) const override
        {
            ++asked;
            const QList<LogText> all{{.text = "first"}, {.text = asked > 1 ? "beginning" : "beg"}};
            return all.mid(from, count);
        }
    };
    const auto log = std::make_shared<Grown>();
    m_view->setSource(log);
    QCOMPARE(m_view->grab().toImage(), before);
    m_view->lineCountChanged();
    QVERIFY(m_view->grab().toImage() != before);
    QCOMPARE(log->asked, 2);
}

void TestLogLines::keys()
{
    show(1000);
    const int page = m_view->visibleLineCount() - 1;
    QSignalSpy spy(m_view.get(), &LogLines::currentLineChanged);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentLine(), 0);
    QCOMPARE(m_view->firstVisibleLine(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentLine(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentLine(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(m_view->currentLine(), 1 + page);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->currentLine(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentLine(), 999);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(spy.last().first().toLongLong(), 999);
    QCOMPARE(range().count(), 1);
}

void TestLogLines::selectingWithShiftAndMouse()
{
    show(1000);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(range().first, 0);
    QCOMPARE(range().last, 4);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(range().count(), 1);

    const auto middleOf = [this](qint64 line) {
        int y = 0;
        while (m_view->lineAt(y) < line)
            ++y;
        return QPoint(100, y + 3);
    };
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(2));
    QCOMPARE(m_view->currentLine(), 2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middleOf(6));
    QCOMPARE(range().first, 2);
    QCOMPARE(range().last, 6);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, middleOf(8));
    QTest::mouseMove(m_view->viewport(), middleOf(5));
    QMouseEvent move(QEvent::MouseMove, middleOf(5), m_view->viewport()->mapToGlobal(middleOf(5)), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_view->viewport(), &move);
    QCOMPARE(range().first, 5);
    QCOMPARE(range().last, 8);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton);
}

void TestLogLines::copying()
{
    m_view->show();
    m_view->setSource(std::make_shared<FixedLog>(QList<QByteArray>{"one", "\x1b[31mtwo\x1b[0m", "three"}));
    QSignalSpy spy(m_view.get(), &LogLines::copied);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier); // nothing is selected
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one\ntwo\nthree\n"_s);
    QCOMPARE(spy.first().first().toLongLong(), 3);
    QVERIFY(spy.first().last().toBool());

    show(1'000'000, 1000); // a gigabyte: not all of it fits, which is told
    m_view->selectAll();
    m_view->copySelection();
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 2, 60'000);
    QVERIFY(!spy.last().last().toBool());
    QVERIFY(QGuiApplication::clipboard()->text().size() <= LogLines::MostCopied + 2000);
    QGuiApplication::clipboard()->clear();
}

void TestLogLines::whatIsCopiedOutlivesNothing()
{
    QGuiApplication::clipboard()->setText(u"before"_s);
    show(1'000'000, 100);
    m_view->selectAll();
    m_view->copySelection();
    m_view.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
}

void TestLogLines::aLineIsBroughtToTheMiddle()
{
    show(1000);
    m_view->showLine(500);
    QCOMPARE(m_view->currentLine(), 500);
    QCOMPARE(m_view->firstVisibleLine(), 500 - m_view->visibleLineCount() / 2);
    const qint64 first = m_view->firstVisibleLine();
    m_view->showLine(502); // it can be seen: nothing moves
    QCOMPARE(m_view->firstVisibleLine(), first);
    m_view->showLine(5000);
    QCOMPARE(m_view->currentLine(), 999);
}

void TestLogLines::anotherLog()
{
    show(1000);
    m_view->showLine(3);
    show(10);
    QCOMPARE(m_view->currentLine(), -1);
    QCOMPARE(m_view->lineCount(), 10);
    QVERIFY(m_view->isFollowing());
    m_view->setSource(nullptr);
    QCOMPARE(m_view->lineCount(), 0);
    m_view->setPlaceholder(u"nothing was printed"_s);
    const QImage with = m_view->grab().toImage();
    m_view->setPlaceholder({});
    QVERIFY(m_view->grab().toImage() != with);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentLine(), -1);
}

void TestLogLines::menu()
{
    show(1000);
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(100, 20), m_view->mapToGlobal(QPoint(100, 20)));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    const auto *menu = m_view->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(range().count(), 1); // the line under the pointer
    QAction *all = menu->findChild<QAction *>(u"logSelectAll"_s);
    QVERIFY(all && menu->findChild<QAction *>(u"logCopy"_s)->isEnabled());
    all->trigger();
    QCOMPARE(range().count(), 1000);
}

void TestLogLines::forScreenReaders()
{
    show(1000);
    m_view->setAccessibleName(u"Output"_s);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"Output"_s);
    m_view->showLine(41);
    QCOMPARE(interface->text(QAccessible::Value), u"line 42: line 41"_s);
}

void TestLogLines::drawnLinesAndMarks()
{
    show(1000);
    const QImage before = m_view->grab().toImage();
    m_view->setHighlight(u"LINE 99"_s);
    const QImage marked = m_view->grab().toImage();
    QVERIFY(marked != before);
    m_view->setHighlight(u"nowhere"_s);
    QCOMPARE(m_view->grab().toImage(), before);
}

STRATA_WINDOW_TEST(TestLogLines)
#include "tst_loglines.moc"
