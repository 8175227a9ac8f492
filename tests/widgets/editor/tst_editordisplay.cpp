// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"
#include "widgets/contrast.h"
#include "widgets/editor/gutter.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTextLayout>
#include <QToolTip>

#include <ctime>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// Milliseconds of this process's own work: the machine may be busy with other tests.
class WorkTimer
{
public:
    void restart() { m_start = std::clock(); }
    double elapsed() const { return double(std::clock() - m_start) * 1000 / CLOCKS_PER_SEC; }

private:
    std::clock_t m_start = std::clock();
};

} // namespace

class EditorDisplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void themeFollowsThePalette();
    void highlightingFollowsEdits();
    void everyLineIsHighlightedLater();
    void annotationsStandBehindTheText();
    void annotationsMoveWithTheirLines();
    void manyAnnotations();
    void marksHaveTheirOwnShapes();
    void signsHaveTheirOwnShapes();
    void wavesAreDrawn();
    void gutterTells();
    void gutterKeepsItsWidth();
    void currentLineAndOccurrences();
    void tenThousandLines();
    void longLine();

private:
    static QSet<QRgb> colorsOf(const QTextBlock &block)
    {
        QSet<QRgb> colors;
        const auto formats = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : formats)
            colors.insert(range.format.foreground().color().rgb());
        return colors;
    }
    static QString dockerfile(int lines);
    static double median(QList<double> values)
    {
        std::ranges::sort(values);
        return values.at(values.size() / 2);
    }

    HighlightRepository m_repository;
};

QString EditorDisplayTest::dockerfile(int lines)
{
    QString text;
    for (int i = 0; i < lines / 10; ++i) {
        text += u"FROM debian:12-slim AS stage%1\n"_s.arg(i);
        text += u"ARG VERSION=1.4\nENV PATH=\"/app/bin:${PATH}\" LANG=C.UTF-8\n"_s;
        text += u"RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates\n"_s;
        text += u"RUN --mount=type=cache,target=/root/.cache \\\n    go build -o /out/api ./cmd/api\n"_s;
        text += u"# what follows is copied from the context\n"_s;
        text +=
            u"COPY --chown=1000:1000 src/ /usr/local/src/\nWORKDIR /usr/local/src\nCMD [\"/out/api\", \"--listen\"]\n"_s;
    }
    return text;
}

void EditorDisplayTest::themeFollowsThePalette()
{
    EditorWindow editor(u"FROM debian AS x\nRUN echo \"a\""_s, u"Dockerfile"_s, m_repository);
    QTRY_VERIFY(editor.area()->isHighlightingComplete());
    const QString theme = editor.area()->themeName();
    const QTextBlock block = editor.area()->document()->lastBlock();
    const QSet<QRgb> light = colorsOf(block);
    QVERIFY(light.size() >= 2);
    const QColor gutterBefore = editor.area()->gutter()->grab().toImage().pixelColor(2, 200);
    QPalette dark(QColor(40, 40, 40));
    dark.setColor(QPalette::Base, QColor(25, 25, 25));
    dark.setColor(QPalette::Text, Qt::white);
    editor.setPalette(dark);
    QVERIFY(editor.area()->themeName() != theme);
    QVERIFY(!colorsOf(block).intersects(light)); // what is on the screen, at once
    for (const QRgb color : colorsOf(block))
        QVERIFY(contrast(QColor(25, 25, 25), color) >= 4.5);
    QVERIFY(editor.area()->gutter()->grab().toImage().pixelColor(2, 200) != gutterBefore);
}

void EditorDisplayTest::highlightingFollowsEdits()
{
    EditorWindow editor(u"RUN <<EOF\na\nEOF\nRUN b"_s, u"Dockerfile"_s, m_repository);
    QTRY_VERIFY(editor.area()->isHighlightingComplete());
    const QTextBlock last = editor.area()->document()->lastBlock();
    const auto before = last.layout()->formats();
    QVERIFY(!before.isEmpty());
    editor.select({{2, 0}, {2, 3}});
    editor.press(Qt::Key_Delete); // the heredoc goes on to the end now
    QTRY_VERIFY(last.layout()->formats() != before);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(last.layout()->formats(), before);
    editor.setDefinition({});
    QVERIFY(last.layout()->formats().isEmpty());
}

void EditorDisplayTest::everyLineIsHighlightedLater()
{
    EditorWindow editor(dockerfile(3000), u"Dockerfile"_s, m_repository);
    const QTextBlock last = editor.area()->document()->lastBlock().previous();
    QVERIFY(!editor.area()->isHighlightingComplete());
    QVERIFY(!editor.area()->document()->begin().layout()->formats().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(editor.area()->isHighlightingComplete(), 60'000);
    QVERIFY(!last.layout()->formats().isEmpty());
}

void EditorDisplayTest::annotationsStandBehindTheText()
{
    const QString longLine = u"RUN "_s + u"word "_s.repeated(100);
    EditorWindow editor(u"FROM x\n"_s + longLine + u"\nRUN y"_s, {}, m_repository);
    editor.setCursorPosition({2, 0});
    const QImage before = editor.area()->viewport()->grab().toImage();
    const QString elided = u"← a long explanation "_s.repeated(20);
    editor.setAnnotations({{.line = 0, .text = elided}, {.line = 1, .text = u"← never"_s}});
    const QImage after = editor.area()->viewport()->grab().toImage();
    const auto lines = editor.area()->visibleLines(editor.area()->viewport()->rect());
    const auto differs = [&](int line, int from, int to) {
        const QRect rect(from, int(lines.at(line).rect.top()), to - from, int(lines.at(line).rect.height()));
        return before.copy(rect) != after.copy(rect);
    };
    const int end = int(editor.area()->endOf(lines.at(0))) + 1;
    QVERIFY(!differs(0, 0, end));
    QVERIFY(differs(0, end, before.width()));
    QVERIFY(!differs(1, 0, before.width())); // no room
    QVERIFY(!differs(2, 0, before.width())); // nothing to say
}

void EditorDisplayTest::annotationsMoveWithTheirLines()
{
    EditorWindow editor(u"a\nb\nc|"_s, {}, m_repository);
    editor.setAnnotations({{.line = 1, .text = u"old"_s}, {.line = 1, .text = u"b"_s}, {.line = 9, .text = u"x"_s}});
    editor.setCursorPosition({1, 0});
    editor.press(Qt::Key_Return);
    const auto annotation = [&editor](int line) {
        return editor.area()->annotationOf(editor.area()->document()->findBlockByNumber(line)).text;
    };
    QCOMPARE(annotation(1), QString());
    QCOMPARE(annotation(2), u"b"_s);
    editor.setAnnotations({{.line = 0, .text = u"new"_s}});
    QCOMPARE(annotation(2), QString());
    QCOMPARE(annotation(0), u"new"_s);
}

void EditorDisplayTest::manyAnnotations()
{
    EditorWindow editor(dockerfile(5000), u"Dockerfile"_s, m_repository);
    editor.select({{2500, 3}, {2501, 4}});
    const TextSpan selection = editor.selection();
    const int scrolled = editor.area()->verticalScrollBar()->value();
    const QSignalSpy moved(&editor, &CodeEditor::cursorMoved);
    const QSignalSpy changed(&editor, &CodeEditor::textChanged);
    QList<LineAnnotation> annotations;
    for (int i = 4999; i >= 0; --i)
        annotations.append({i, u"← %1 kB, cached"_s.arg(i), i % 2 == 0 ? LineMark::Good : LineMark::Changed});
    QList<double> times;
    for (int i = 0; i < 9; ++i) {
        annotations[0].text = QString::number(i);
        WorkTimer timer;
        editor.setAnnotations(annotations);
        QCoreApplication::processEvents();
        times.append(timer.elapsed());
    }
    qInfo("5,000 annotations: %.2f ms", median(times));
    QVERIFY(median(times) < 50);
    QCOMPARE(editor.selection(), selection);
    QCOMPARE(editor.area()->verticalScrollBar()->value(), scrolled);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!editor.action(CodeEditor::Command::Undo)->isEnabled());
}

void EditorDisplayTest::marksHaveTheirOwnShapes()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    QList<QImage> images;
    for (const LineMark mark :
         {LineMark::None, LineMark::Good, LineMark::Changed, LineMark::Busy, LineMark::Bad, LineMark::Unknown}) {
        editor.setAnnotations({{.line = 0, .mark = mark}});
        const QImage image = editor.area()->gutter()->grab().toImage().convertToFormat(QImage::Format_Mono);
        QVERIFY(!images.contains(image));
        images.append(image);
    }
}

void EditorDisplayTest::signsHaveTheirOwnShapes()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    QList<QImage> images{editor.area()->gutter()->grab().toImage().convertToFormat(QImage::Format_Mono)};
    for (const auto severity : {DiagnosticSeverity::Error, DiagnosticSeverity::Warning, DiagnosticSeverity::Hint}) {
        editor.setDiagnostics({{{{0, 0}, {0, 1}}, severity, {}, u"x"_s}});
        const QImage image = editor.area()->gutter()->grab().toImage().convertToFormat(QImage::Format_Mono);
        QVERIFY(!images.contains(image));
        images.append(image);
    }
    // Of two the graver one.
    editor.setDiagnostics({{{{0, 0}, {0, 1}}, DiagnosticSeverity::Hint, {}, u"x"_s},
                           {{{0, 0}, {0, 1}}, DiagnosticSeverity::Error, {}, u"x"_s}});
    QCOMPARE(editor.area()->gutter()->grab().toImage().convertToFormat(QImage::Format_Mono), images.at(1));
}

void EditorDisplayTest::wavesAreDrawn()
{
    EditorWindow editor(u"some words\nother"_s, {}, m_repository);
    const auto hasColor = [&editor](int line, const QColor &color) {
        const QRect rect = editor.area()->visibleLines(editor.area()->viewport()->rect()).at(line).rect.toRect();
        const QImage image = editor.area()->viewport()->grab(rect).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                const int distance = std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green())
                    + std::abs(pixel.blue() - color.blue());
                if (distance < 90 && pixel.hsvSaturation() > 80)
                    return true;
            }
        }
        return false;
    };
    const QColor error = editor.area()->colors().error;
    QVERIFY(!hasColor(0, error));
    editor.setDiagnostics({{{{0, 5}, {0, 10}}, DiagnosticSeverity::Error, {}, u"x"_s}});
    QVERIFY(hasColor(0, error));
    QVERIFY(!hasColor(1, error));
    editor.setDiagnostics({{{{1, 5}, {1, 5}}, DiagnosticSeverity::Warning, {}, u"x"_s}}); // behind the last character
    QVERIFY(hasColor(1, editor.area()->colors().warning));
}

void EditorDisplayTest::gutterTells()
{
    EditorWindow editor(u"a\nb"_s, {}, m_repository);
    editor.setDiagnostics({{{{1, 0}, {1, 1}}, DiagnosticSeverity::Error, u"Rule"_s, u"<b>bad</b>"_s}});
    editor.setAnnotations({{.line = 1, .text = u"← 1 kB"_s, .mark = LineMark::Bad}});
    Gutter *gutter = editor.area()->gutter();
    const int y = int(editor.area()->visibleLines(editor.area()->viewport()->rect()).at(1).rect.center().y());
    QHelpEvent event(QEvent::ToolTip, {4, y}, gutter->mapToGlobal(QPoint(4, y)));
    QCoreApplication::sendEvent(gutter, &event);
    QVERIFY2(QToolTip::text().contains(u"Rule: &lt;b&gt;bad&lt;/b&gt;\n← 1 kB"), qPrintable(QToolTip::text()));
    QToolTip::hideText();
    QTest::mouseClick(gutter, Qt::LeftButton, {}, {4, y}); // on the sign
    QCOMPARE(editor.cursorPosition(), (EditorPosition{1, 0}));
    QVERIFY(editor.window()->findChild<QWidget *>(u"hover"_s)->isVisible());
    const QSignalSpy clicked(&editor, &CodeEditor::markClicked);
    QTest::mouseClick(gutter, Qt::LeftButton, {}, {gutter->width() - 18, y});
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().first().toInt(), 1);
    QVERIFY(!gutter->accessibleName().isEmpty());
}

void EditorDisplayTest::gutterKeepsItsWidth()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    const int width = editor.area()->gutter()->width();
    editor.setAnnotations({{.line = 0, .text = u"x"_s, .mark = LineMark::Good}});
    editor.setDiagnostics({{{{0, 0}, {0, 1}}, DiagnosticSeverity::Error, {}, u"x"_s}});
    editor.setFoldRegions({{0, 0}});
    QCOMPARE(editor.area()->gutter()->width(), width);
    editor.setTextKeepingUndo(u"\n"_s.repeated(1000));
    QVERIFY(editor.area()->gutter()->width() > width); // four digits
    QCOMPARE(editor.area()->viewport()->x(), editor.area()->gutter()->width());
}

void EditorDisplayTest::currentLineAndOccurrences()
{
    EditorWindow editor(u"name\n\nname"_s, {}, m_repository);
    const auto background = [&editor](int line, int x) {
        const QRect rect = editor.area()->visibleLines(editor.area()->viewport()->rect()).at(line).rect.toRect();
        return editor.area()->viewport()->grab().toImage().pixel(x, rect.top() + 1);
    };
    const EditorColors &colors = editor.area()->colors();
    editor.setCursorPosition({1, 0});
    QCOMPARE(background(1, 300), colors.currentLine.rgb());
    QCOMPARE(background(0, 300), colors.base.rgb());
    editor.setCursorPosition({0, 0});
    QCOMPARE(background(0, 300), colors.currentLine.rgb());
    editor.setOccurrences({{{2, 0}, {2, 4}}});
    QCOMPARE(background(2, 12), colors.occurrence.rgb());
}

void EditorDisplayTest::tenThousandLines()
{
    EditorWindow editor({}, {}, m_repository);
    const QString text = dockerfile(10'000);
    WorkTimer timer;
    editor.setText(text, u"Dockerfile"_s);
    const double opened = timer.elapsed();
    QCoreApplication::processEvents();
    const double shown = timer.elapsed();
    const auto typing = [&editor](EditorPosition place) {
        editor.setCursorPosition(place);
        QCoreApplication::processEvents();
        QList<double> times;
        for (int i = 0; i < 25; ++i) {
            WorkTimer key;
            editor.type(u"x"_s);
            QCoreApplication::processEvents();
            times.append(key.elapsed());
        }
        return median(times);
    };
    const double early = typing({5, 4}); // while it is still being highlighted
    QTRY_VERIFY_WITH_TIMEOUT(editor.area()->isHighlightingComplete(), 60'000);
    const double complete = timer.elapsed();
    const double top = typing({5, 4});
    const double middle = typing({5003, 4});
    timer.restart();
    editor.area()->verticalScrollBar()->setValue(8000);
    editor.area()->viewport()->repaint();
    const double scrolled = timer.elapsed();
    qInfo("10,000 lines: setText %.1f ms, first turn of the event loop %.1f ms, all highlighted after %.0f ms; one key "
          "%.2f ms while highlighting, %.2f ms at the top, %.2f ms in the middle; scrolling %.2f ms",
          opened, shown, complete, early, top, middle, scrolled);
    QVERIFY(opened < 500);
    QVERIFY(early < 60 && top < 30 && middle < 30 && scrolled < 100); // room for sanitizers
}

void EditorDisplayTest::longLine()
{
    EditorWindow editor({}, {}, m_repository);
    WorkTimer timer;
    editor.setText(u"RUN echo "_s + u"\"${A}\" && b "_s.repeated(6000) + u"\nRUN c"_s, u"Dockerfile"_s);
    QCoreApplication::processEvents();
    const double opened = timer.elapsed();
    QTRY_VERIFY(editor.area()->isHighlightingComplete());
    QVERIFY(!editor.area()->document()->lastBlock().layout()->formats().isEmpty());
    editor.setBlanksShown(true);
    const auto keys = [&editor](EditorPosition place) {
        editor.setCursorPosition(place);
        QList<double> times;
        for (int i = 0; i < 9; ++i) {
            WorkTimer key;
            editor.type(u"x"_s);
            QCoreApplication::processEvents();
            times.append(key.elapsed());
        }
        return median(times);
    };
    const double start = keys({0, 8});
    const double end = keys({0, 70'000});
    timer.restart();
    editor.setWrapped(true);
    QCoreApplication::processEvents();
    const double wrapped = timer.elapsed();
    qInfo(
        "a line of 72,000 characters: opened in %.0f ms, one key %.1f ms at its start, %.1f ms at its end; wrapped in "
        "%.0f ms",
        opened, start, end, wrapped);
    QVERIFY(opened < 2000 && start < 500 && end < 500 && wrapped < 5000); // room for sanitizers
}

STRATA_WINDOW_TEST(EditorDisplayTest)
#include "tst_editordisplay.moc"
