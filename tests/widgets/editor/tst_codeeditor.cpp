// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"
#include "widgets/contrast.h"
#include "widgets/editor/editorcolors.h"
#include "widgets/editor/folding.h"
#include "widgets/editor/gutter.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class CodeEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void textIsKeptAsItIs();
    void textKeepingUndo();
    void textKeepingUndoKeepsTheView();
    void severalRangesAreOneStep();
    void diagnosticsAreGoneThrough();
    void diagnosticsMoveWithTheText();
    void hoverShowsDiagnosticsAndAnswer();
    void hoverByMouse();
    void newestHoverWins();
    void definitionAndRename();
    void bracketsPair_data();
    void bracketsPair();
    void zooming();
    void switches();
    void contextMenu();
    void copyIsPlainText();
    void filesAreLeftToThePage();
    void draggedTextMoves();
    void keysComeBeforeTheWindow();
    void colorsAreReadable();

private:
    static QStringList labels(const CodeEditor &editor)
    {
        QStringList texts;
        const auto *panel = editor.window()->findChild<QWidget *>(u"hover"_s);
        for (const QLabel *label : panel->findChildren<QLabel *>()) {
            if (panel->isVisible() && !label->text().isEmpty())
                texts.append(label->text());
        }
        return texts;
    }

    HighlightRepository m_repository;
};

void CodeEditorTest::textIsKeptAsItIs()
{
    const QString text = u"a\u00a0b\u2028c\td\n\n  한글 😀\n"_s;
    EditorWindow editor({}, {}, m_repository);
    editor.setText(text);
    QCOMPARE(editor.text(), text);
    QVERIFY(!editor.isModified());
    QVERIFY(!editor.action(CodeEditor::Command::Undo)->isEnabled());
    editor.setText(u"a\r\nb\u2029c"_s);
    QCOMPARE(editor.text(), u"a\nb\nc"_s);
}

void CodeEditorTest::textKeepingUndo()
{
    EditorWindow editor(u"from a\nrun b|b\nrun c"_s, {}, m_repository);
    editor.type(u"X"_s);
    const QSignalSpy changed(&editor, &CodeEditor::textChanged);
    editor.setTextKeepingUndo(u"FROM a\r\nrun bXb\nRUN c\n"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(editor.marked(), u"FROM a\nrun bX|b\nRUN c\n"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"from a\nrun bXb\nrun c"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"from a\nrun bb\nrun c"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    editor.press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"FROM a\nrun bXb\nRUN c\n"_s);
    editor.setReadOnly(true);
    editor.setTextKeepingUndo(u"x"_s);
    QCOMPARE(editor.text(), u"x"_s);
}

void CodeEditorTest::textKeepingUndoKeepsTheView()
{
    QString text;
    for (int i = 0; i < 300; ++i)
        text += u"line %1\n"_s.arg(i);
    EditorWindow editor(text, {}, m_repository);
    editor.setFoldRegions({{202, 204}});
    editor.setAnnotations({{.line = 210, .text = u"x"_s}});
    editor.folding()->setFolded(202, true);
    editor.setCursorPosition({205, 3});
    const auto topLine = [&editor] {
        return editor.area()->visibleLines(editor.area()->viewport()->rect()).first().block.text();
    };
    const QString top = topLine();
    editor.setTextKeepingUndo(u"new\nlines\n"_s + text + u"end"_s);
    QCOMPARE(topLine(), top);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{207, 3}));
    QCOMPARE(editor.area()->annotationOf(editor.area()->document()->findBlockByNumber(212)).text, u"x"_s);
}

void CodeEditorTest::severalRangesAreOneStep()
{
    EditorWindow editor(u"FROM a AS build\nCOPY --from=build x y\nFROM build|"_s, {}, m_repository);
    editor.replaceRanges({{{0, 10}, {0, 15}}, {{2, 5}, {2, 10}}, {{1, 12}, {1, 17}}}, u"compile"_s);
    QCOMPARE(editor.text(), u"FROM a AS compile\nCOPY --from=compile x y\nFROM compile"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"FROM a AS build\nCOPY --from=build x y\nFROM build"_s);
}

void CodeEditorTest::diagnosticsAreGoneThrough()
{
    EditorWindow editor(u"|a b c\nd e"_s, {}, m_repository);
    QVERIFY(!editor.action(CodeEditor::Command::NextDiagnostic)->isEnabled());
    editor.setDiagnostics({{{{1, 2}, {1, 3}}, DiagnosticSeverity::Hint, u"Two"_s, u"second"_s},
                           {{{0, 2}, {0, 3}}, DiagnosticSeverity::Error, u"One"_s, u"first <b>"_s}});
    editor.press(Qt::Key_F8);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{0, 2}));
    QCOMPARE(labels(editor), QStringList{u"One: first <b>"_s});
    editor.press(Qt::Key_F8);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{1, 2}));
    editor.press(Qt::Key_F8);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{0, 2}));
    editor.press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{1, 2}));
    QVERIFY(!labels(editor).isEmpty());
    editor.press(Qt::Key_Escape);
    QVERIFY(labels(editor).isEmpty());
    editor.setDiagnostics({});
    QVERIFY(!editor.action(CodeEditor::Command::NextDiagnostic)->isEnabled());
}

void CodeEditorTest::diagnosticsMoveWithTheText()
{
    EditorWindow editor(u"a\n|abc"_s, {}, m_repository);
    editor.setDiagnostics({{{{1, 0}, {1, 3}}, DiagnosticSeverity::Error, {}, u"x"_s}});
    editor.type(u"yy"_s); // in front of it
    QCOMPARE(editor.area()->diagnostics().entries().first().range, (EditorRange{4, 7}));
    editor.setCursorPosition({0, 0});
    editor.press(Qt::Key_Return);
    QCOMPARE(editor.area()->diagnostics().entries().first().range, (EditorRange{5, 8}));
    editor.setCursorPosition({2, 5});
    editor.type(u"z"_s); // behind it
    QCOMPARE(editor.area()->diagnostics().entries().first().range, (EditorRange{5, 8}));
    editor.setDiagnostics({{{{2, 6}, {2, 6}}, DiagnosticSeverity::Error, {}, u"end"_s}});
    editor.grab(); // nothing to underline, and still something is drawn
}

void CodeEditorTest::hoverShowsDiagnosticsAndAnswer()
{
    EditorWindow editor(u"CO|PY a"_s, {}, m_repository);
    HoverAnswer answer;
    EditorPosition asked;
    editor.setHoverProvider([&](EditorPosition position, const HoverAnswer &given) {
        asked = position;
        answer = given;
    });
    editor.setDiagnostics({{{{0, 0}, {0, 4}}, DiagnosticSeverity::Warning, u"Rule"_s, u"why"_s}});
    editor.press(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(asked, (EditorPosition{0, 2}));
    QCOMPARE(labels(editor), QStringList{u"Rule: why"_s});
    answer({.title = u"COPY"_s, .body = u"<i>plain</i>"_s, .code = u"COPY a b"_s});
    QCOMPARE(labels(editor), (QStringList{u"Rule: why"_s, u"COPY"_s, u"<i>plain</i>"_s, u"COPY a b"_s}));
    for (const QLabel *label : editor.window()->findChild<QWidget *>(u"hover"_s)->findChildren<QLabel *>())
        QVERIFY(label->pixmap().isNull() ? label->textFormat() == Qt::PlainText : true);
    QVERIFY(editor.area()->hasFocus());
    editor.type(u"x"_s);
    QVERIFY(labels(editor).isEmpty());
}

void CodeEditorTest::hoverByMouse()
{
    EditorWindow editor(u"alpha beta"_s, {}, m_repository);
    editor.setHoverProvider([&editor](EditorPosition position, const HoverAnswer &answer) {
        const TextSpan word = editor.wordAt(position);
        answer({.title = editor.text().mid(word.start.column, word.end.column - word.start.column)});
    });
    const auto rest = [&editor](int position) {
        const QPoint point = editor.area()->rectOf({position, position + 1}).center();
        QHelpEvent event(QEvent::ToolTip, point, editor.area()->viewport()->mapToGlobal(point));
        QCoreApplication::sendEvent(editor.area()->viewport(), &event);
    };
    rest(7);
    QCOMPARE(labels(editor), QStringList{u"beta"_s});
    QTest::mouseMove(editor.area()->viewport(), editor.area()->viewport()->rect().bottomRight() - QPoint(5, 5));
    QTRY_VERIFY(labels(editor).isEmpty());
    QHelpEvent nowhere(QEvent::ToolTip, {5, 200}, {5, 200});
    QCoreApplication::sendEvent(editor.area()->viewport(), &nowhere);
    QVERIFY(labels(editor).isEmpty());
}

void CodeEditorTest::newestHoverWins()
{
    EditorWindow editor(u"a| b"_s, {}, m_repository);
    QList<HoverAnswer> answers;
    editor.setHoverProvider([&answers](EditorPosition, const HoverAnswer &answer) { answers.append(answer); });
    editor.press(Qt::Key_I, Qt::ControlModifier);
    editor.press(Qt::Key_End);
    editor.press(Qt::Key_I, Qt::ControlModifier);
    answers.at(0)({.title = u"old"_s});
    QVERIFY(labels(editor).isEmpty());
    answers.at(1)({.title = u"new"_s});
    QCOMPARE(labels(editor), QStringList{u"new"_s});
    editor.setHoverProvider([](EditorPosition, const HoverAnswer &answer) { answer({}); });
    editor.press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(labels(editor).isEmpty());
}

void CodeEditorTest::definitionAndRename()
{
    EditorWindow editor(u"one t|wo"_s, {}, m_repository);
    const QSignalSpy definition(&editor, &CodeEditor::definitionRequested);
    const QSignalSpy rename(&editor, &CodeEditor::renameRequested);
    const QSignalSpy fix(&editor, &CodeEditor::quickFixRequested);
    editor.press(Qt::Key_F12);
    QCOMPARE(definition.last().first().value<EditorPosition>(), (EditorPosition{0, 5}));
    const QPoint point = editor.area()->rectOf({1, 2}).center();
    QTest::mouseClick(editor.area()->viewport(), Qt::LeftButton, Qt::ControlModifier, point);
    QCOMPARE(definition.size(), 2);
    QCOMPARE(definition.last().first().value<EditorPosition>(), (EditorPosition{0, 1}));
    editor.press(Qt::Key_F2);
    QCOMPARE(rename.size(), 1);
    editor.press(Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(fix.size(), 1);
    editor.setOccurrences({{{0, 0}, {0, 3}}});
    editor.setCursorPosition({0, 0});
    editor.type(u"x"_s);
    QCOMPARE(editor.area()->occurrences(), (QList<EditorRange>{{1, 4}}));
}

void CodeEditorTest::bracketsPair_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("here"); // -1: no pair
    QTest::addColumn<int>("there");
    QTest::newRow("behind the cursor") << u"|(a)"_s << 0 << 2;
    QTest::newRow("in front of it") << u"(a)|"_s << 2 << 0;
    QTest::newRow("nested, over lines") << u"|{[{\n}]\n}"_s << 0 << 7;
    QTest::newRow("not closed") << u"|(a"_s << 0 << -1;
    QTest::newRow("not opened") << u"a|)"_s << 1 << -1;
    QTest::newRow("none") << u"a|b"_s << -1 << -1;
    QTest::newRow("not in a string") << u"|[1, \"]\", 2]"_s << 0 << 10;
}

void CodeEditorTest::bracketsPair()
{
    QFETCH(QString, text);
    QFETCH(int, here);
    QFETCH(int, there);
    EditorWindow editor(text, u"JSON"_s, m_repository);
    QTest::qWait(0);
    editor.setCursorPosition({0, 0});
    editor.setCursorPosition(fromDocument(*editor.area()->document(), MarkedText::of(text).position));
    const auto settle = [&editor] {
        editor.press(Qt::Key_Right);
        editor.press(Qt::Key_Left);
        return editor.area()->brackets();
    };
    const auto pair = settle();
    if (here < 0) {
        QVERIFY(!pair);
        return;
    }
    QVERIFY(pair);
    QCOMPARE(pair->here, here);
    QCOMPARE(pair->there, there);
}

void CodeEditorTest::zooming()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    const QSignalSpy changed(&editor, &CodeEditor::zoomChanged);
    const qreal usual = editor.area()->font().pointSizeF();
    editor.press(Qt::Key_Plus, Qt::ControlModifier | Qt::ShiftModifier);
    editor.press(Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(editor.area()->font().pointSizeF(), usual + 2);
    editor.press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(changed.last().first().toInt(), 1);
    const auto wheel = [&editor](int delta) {
        QWheelEvent event({10, 10}, {10, 10}, {}, {0, delta}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(editor.area()->viewport(), &event);
    };
    wheel(120);
    QCOMPARE(editor.zoom(), 2);
    editor.setZoom(-100);
    QVERIFY(editor.area()->font().pointSizeF() >= 4);
    editor.press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(editor.area()->font().pointSizeF(), usual);
    QVERIFY(QFontInfo(editor.area()->font()).fixedPitch());
}

void CodeEditorTest::switches()
{
    EditorWindow editor(u"a "_s + u"word "_s.repeated(100), {}, m_repository);
    QCOMPARE(editor.area()->lineWrapMode(), QPlainTextEdit::NoWrap);
    editor.press(Qt::Key_Z, Qt::AltModifier);
    QCOMPARE(editor.area()->lineWrapMode(), QPlainTextEdit::WidgetWidth);
    const QImage before = editor.area()->viewport()->grab().toImage();
    editor.setBlanksShown(true);
    QVERIFY(editor.action(CodeEditor::Command::ShowBlanks)->isChecked());
    QVERIFY(editor.area()->viewport()->grab().toImage() != before);
    editor.setWrapped(false);
    QCOMPARE(editor.area()->lineWrapMode(), QPlainTextEdit::NoWrap);
}

void CodeEditorTest::contextMenu()
{
    EditorWindow editor(u"some text|"_s, {}, m_repository);
    QGuiApplication::clipboard()->setText(u"x"_s);
    QMenu *shown = nullptr;
    EditorPosition place;
    connect(&editor, &CodeEditor::contextMenuAboutToShow, &editor, [&](QMenu *menu, EditorPosition position) {
        shown = menu;
        place = position;
    });
    const auto open = [&] {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10}, {10, 10});
        QCoreApplication::sendEvent(editor.area()->viewport(), &event);
    };
    const auto isEnabled = [&editor](CodeEditor::Command command) { return editor.action(command)->isEnabled(); };
    using Command = CodeEditor::Command;
    open();
    QVERIFY(shown && shown->actions().contains(editor.action(Command::Paste)));
    QCOMPARE(place, (EditorPosition{0, 9}));
    QVERIFY(isEnabled(Command::Paste) && isEnabled(Command::SelectAll));
    QVERIFY(!isEnabled(Command::Cut) && !isEnabled(Command::Copy) && !isEnabled(Command::Undo));
    shown->close();
    editor.press(Qt::Key_A, Qt::ControlModifier);
    editor.type(u"y"_s);
    editor.press(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(isEnabled(Command::Cut) && isEnabled(Command::Copy) && isEnabled(Command::Undo));
    editor.setReadOnly(true);
    open();
    QVERIFY(!isEnabled(Command::Cut) && isEnabled(Command::Copy) && !isEnabled(Command::Undo));
    QVERIFY(!isEnabled(Command::Paste) && !isEnabled(Command::Replace) && !isEnabled(Command::Rename));
    shown->close();
    editor.setReadOnly(false);
    editor.action(Command::Paste)->trigger();
    QCOMPARE(editor.text(), u"x"_s);
}

void CodeEditorTest::copyIsPlainText()
{
    EditorWindow editor(u"^a\u00a0b\nc|"_s, u"JSON"_s, m_repository);
    editor.press(Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(copied->text(), u"a\u00a0b\nc"_s);
    QVERIFY(!copied->hasHtml());
    auto *rich = new QMimeData;
    rich->setHtml(u"<b>bold</b>"_s);
    rich->setText(u"<b>bold</b>"_s);
    QGuiApplication::clipboard()->setMimeData(rich);
    editor.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"<b>bold</b>"_s);
}

void CodeEditorTest::filesAreLeftToThePage()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    const auto takes = [&editor](const QMimeData &mime) {
        QDragEnterEvent event({20, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        event.ignore();
        QCoreApplication::sendEvent(editor.area()->viewport(), &event);
        return event.isAccepted();
    };
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(u"/tmp/Dockerfile"_s)});
    files.setText(u"file:///tmp/Dockerfile"_s);
    QVERIFY(!takes(files));
    QMimeData text;
    text.setText(u"hello"_s);
    QVERIFY(takes(text));
}

void CodeEditorTest::draggedTextMoves()
{
    EditorWindow editor(u"one"_s, {}, m_repository);
    QMimeData text;
    text.setText(u"two "_s);
    const QPointF place = editor.area()->rectOf({0, 1}).topLeft() + QPoint(0, 3);
    QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &text, Qt::LeftButton, {});
    QCoreApplication::sendEvent(editor.area()->viewport(), &enter);
    QDropEvent drop(place, Qt::CopyAction, &text, Qt::LeftButton, {});
    QCoreApplication::sendEvent(editor.area()->viewport(), &drop);
    QCOMPARE(editor.text(), u"two one"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"one"_s);
}

void CodeEditorTest::keysComeBeforeTheWindow()
{
    EditorWindow editor(u"a|"_s, {}, m_repository);
    int windowFinds = 0;
    int windowRefreshes = 0;
    const QShortcut find(QKeySequence(u"Ctrl+F"_s), &editor);
    const QShortcut refresh(QKeySequence(u"F5"_s), &editor);
    connect(&find, &QShortcut::activated, &editor, [&windowFinds] { ++windowFinds; });
    connect(&refresh, &QShortcut::activated, &editor, [&windowRefreshes] { ++windowRefreshes; });
    editor.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(editor.findChild<QWidget *>(u"findBar"_s)->isVisible());
    editor.press(Qt::Key_F, Qt::ControlModifier); // and from its field
    QCOMPARE(windowFinds, 0);
    editor.press(Qt::Key_Escape);
    editor.press(Qt::Key_F5); // not one of ours
    QCOMPARE(windowRefreshes, 1);
}

void CodeEditorTest::colorsAreReadable()
{
    QPalette dark(QColor(40, 40, 40));
    dark.setColor(QPalette::Base, QColor(25, 25, 25));
    dark.setColor(QPalette::Text, Qt::white);
    for (const QPalette &palette : {QPalette(QColor(240, 240, 240)), dark}) {
        const EditorColors colors(palette);
        for (const QColor &color : {colors.number, colors.quiet, colors.currentNumber}) {
            QVERIFY(contrast(color, colors.base) >= 4.5);
            QVERIFY(contrast(color, colors.currentLine) >= 4.5);
        }
        for (const QColor &color : {colors.error, colors.warning, colors.hint, colors.good})
            QVERIFY(contrast(color, colors.base) >= 3);
        for (const QColor &background : {colors.match, colors.occurrence, colors.bracket, colors.foldMark})
            QVERIFY(contrast(colors.text, background) >= 4.5);
    }
}

STRATA_WINDOW_TEST(CodeEditorTest)
#include "tst_codeeditor.moc"
