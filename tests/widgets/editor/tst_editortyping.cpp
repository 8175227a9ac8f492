// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// What keys make of a text, by the real key events; each row also undoes it with one Ctrl+Z.
class EditorTypingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void typedBracketsCloseThemselves_data();
    void typedBracketsCloseThemselves();
    void bracketsMayBeLeftOpen();
    void tabsInsteadOfBlanks();
    void noCommentNoToggling();
    void readOnlyTakesNoKeys();
    void tabMayLeaveTheEditor();
    void inputMethodComposes();
};

void EditorTypingTest::keys_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const QString &before, Qt::Key key, Qt::KeyboardModifiers modifiers,
                        const QString &after) { QTest::newRow(name) << before << int(key) << int(modifiers) << after; };
    const Qt::KeyboardModifiers none;

    row("Enter keeps blanks", u"  ab|c"_s, Qt::Key_Return, none, u"  ab\n  |c"_s);
    row("Enter keeps a tab", u"\tab|"_s, Qt::Key_Return, none, u"\tab\n\t|"_s);
    row("Enter within the indentation", u" | x"_s, Qt::Key_Return, none, u" \n | x"_s);
    row("Shift+Enter is a line break too", u"a|b"_s, Qt::Key_Return, Qt::ShiftModifier, u"a\n|b"_s);
    row("Tab goes to the next stop", u"ab|c"_s, Qt::Key_Tab, none, u"ab  |c"_s);
    row("Tab replaces a selection in a line", u"a^b|c"_s, Qt::Key_Tab, none, u"a   |c"_s);
    row("Tab indents lines, not empty ones", u"^a\n\nb|\nc"_s, Qt::Key_Tab, none, u"^    a\n\n    b|\nc"_s);
    row("a selection up to a line's start leaves it out", u"^a\n|b"_s, Qt::Key_Tab, none, u"^    a\n|b"_s);
    row("Tab keeps a backward selection", u"|a\nb^"_s, Qt::Key_Tab, none, u"|    a\n    b^"_s);
    row("Shift+Tab", u"      a|"_s, Qt::Key_Backtab, Qt::ShiftModifier, u"  a|"_s);
    row("Shift+Tab takes what is there", u"^  a\n\tb\nc|"_s, Qt::Key_Backtab, Qt::ShiftModifier, u"^a\nb\nc|"_s);
    row("Backspace takes a step of indentation", u"        |a"_s, Qt::Key_Backspace, none, u"    |a"_s);
    row("and what is over a step", u"      |a"_s, Qt::Key_Backspace, none, u"    |a"_s);
    row("Backspace behind text takes a character", u"  a  |"_s, Qt::Key_Backspace, none, u"  a |"_s);

    row("comment", u"a|b"_s, Qt::Key_Slash, Qt::ControlModifier, u"# a|b"_s);
    row("comment at the least indentation", u"^  a\n\n    b|"_s, Qt::Key_Slash, Qt::ControlModifier,
        u"^  # a\n\n  #   b|"_s);
    row("some are comments already", u"^# a\nb|"_s, Qt::Key_Slash, Qt::ControlModifier, u"^# # a\n# b|"_s);
    row("uncomment", u"^# a\n  #b|\n# c"_s, Qt::Key_Slash, Qt::ControlModifier, u"^a\n  b|\n# c"_s);
    row("comment in an empty line", u"|"_s, Qt::Key_Slash, Qt::ControlModifier, u"# |"_s);
    row("a slash that needs Shift", u"a|"_s, Qt::Key_Slash, Qt::ControlModifier | Qt::ShiftModifier, u"# a|"_s);

    row("up", u"a\nb|b\nc"_s, Qt::Key_Up, Qt::AltModifier, u"b|b\na\nc"_s);
    row("up, the last line", u"a\nb|"_s, Qt::Key_Up, Qt::AltModifier, u"b|\na"_s);
    row("down, several", u"^a\nb|\nc\nd"_s, Qt::Key_Down, Qt::AltModifier, u"c\n^a\nb|\nd"_s);
    row("down to the end", u"a|\nb"_s, Qt::Key_Down, Qt::AltModifier, u"b\na|"_s);
    row("duplicate", u"a\nb|c\nd"_s, Qt::Key_D, Qt::ControlModifier, u"a\nbc\nb|c\nd"_s);
    row("duplicate several", u"^a\nb|"_s, Qt::Key_D, Qt::ControlModifier, u"a\nb\n^a\nb|"_s);
    row("delete a line", u"a\nb|b\ncc"_s, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier, u"a\nc|c"_s);
    row("delete the last line", u"a\nb|"_s, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier, u"a|"_s);
    row("delete the only line", u"a|b"_s, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier, u"|"_s);
    row("delete several", u"a\nb^\nc|\nd"_s, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier, u"a\nd|"_s);
}

void EditorTypingTest::keys()
{
    QFETCH(QString, before);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QString, after);
    EditorWindow editor(before);
    editor.press(static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(editor.marked(), after);
    QVERIFY(editor.isModified());
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), MarkedText::of(before).text);
    QVERIFY(!editor.action(CodeEditor::Command::Undo)->isEnabled());
}

void EditorTypingTest::typedBracketsCloseThemselves_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("typed"); // '<': Backspace
    QTest::addColumn<QString>("after");
    QTest::newRow("bracket") << u"a|"_s << u"("_s << u"a(|)"_s;
    QTest::newRow("typed over") << u"|"_s << u"[x]"_s << u"[x]|"_s;
    QTest::newRow("nested") << u"|"_s << u"[\"a\"]"_s << u"[\"a\"]|"_s;
    QTest::newRow("in front of a word") << u"|a"_s << u"("_s << u"(|a"_s;
    QTest::newRow("apostrophe") << u"|"_s << u"don't"_s << u"don't|"_s;
    QTest::newRow("not what was there before") << u"a|)"_s << u")"_s << u"a)|)"_s;
    QTest::newRow("both go") << u"|"_s << u"{<"_s << u"|"_s;
    QTest::newRow("around a selection") << u"a ^b| c"_s << u"\""_s << u"a \"^b|\" c"_s;
}

void EditorTypingTest::typedBracketsCloseThemselves()
{
    QFETCH(QString, before);
    QFETCH(QString, typed);
    EditorWindow editor(before);
    for (const QChar c : typed) {
        if (c == u'<')
            editor.press(Qt::Key_Backspace);
        else
            editor.type(c);
    }
    QTEST(editor.marked(), "after");
}

void EditorTypingTest::bracketsMayBeLeftOpen()
{
    EditorWindow editor(u"|"_s);
    editor.setClosesBrackets(false);
    editor.type(u"(\"a"_s);
    QCOMPARE(editor.marked(), u"(\"a|"_s);
}

void EditorTypingTest::tabsInsteadOfBlanks()
{
    EditorWindow editor(u"a|"_s);
    editor.setIndentation({.width = 8, .withTabs = true});
    editor.press(Qt::Key_Tab);
    QCOMPARE(editor.marked(), u"a\t|"_s);
    QCOMPARE(editor.area()->tabStopDistance(), 8.0 * editor.area()->columnWidth());
}

void EditorTypingTest::noCommentNoToggling()
{
    EditorWindow editor(u"a|"_s);
    editor.setLineComment({});
    editor.press(Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"a"_s);
}

void EditorTypingTest::readOnlyTakesNoKeys()
{
    EditorWindow editor(u"  a|\nb"_s);
    editor.setReadOnly(true);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Tab, Qt::Key_Backspace, Qt::Key_X})
        editor.press(key);
    for (const Qt::Key key : {Qt::Key_D, Qt::Key_Slash, Qt::Key_V, Qt::Key_Space})
        editor.press(key, Qt::ControlModifier);
    editor.press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(editor.text(), u"  a\nb"_s);
    editor.area()->setFocus();
    editor.setCursorPosition({0, 3});
    editor.press(Qt::Key_Home); // the keyboard still goes around
    QCOMPARE(editor.cursorPosition(), (EditorPosition{0, 2}));
    editor.setReadOnly(false);
    editor.type(u"x"_s);
    QCOMPARE(editor.text(), u"  xa\nb"_s);
}

void EditorTypingTest::tabMayLeaveTheEditor()
{
    EditorWindow editor(u"a|"_s);
    editor.press(Qt::Key_M, Qt::ControlModifier);
    QVERIFY(editor.area()->tabChangesFocus());
    editor.press(Qt::Key_Tab);
    QCOMPARE(editor.text(), u"a"_s);
    editor.area()->setFocus();
    editor.press(Qt::Key_M, Qt::ControlModifier);
    editor.press(Qt::Key_Tab);
    QCOMPARE(editor.text(), u"a   "_s);
}

// Hangul is composed in the line before it is part of the text.
void EditorTypingTest::inputMethodComposes()
{
    EditorWindow editor(u"RUN echo | # x"_s, u"Dockerfile"_s);
    editor.setAnnotations({{.line = 0, .text = u"← 1 kB"_s}});
    const VisibleLine line = editor.area()->visibleLines(editor.area()->viewport()->rect()).first();
    const qreal before = editor.area()->endOf(line);
    QInputMethodEvent composing(u"한"_s, {});
    QCoreApplication::sendEvent(editor.area(), &composing);
    QCOMPARE(editor.text(), u"RUN echo  # x"_s);
    const VisibleLine composed = editor.area()->visibleLines(editor.area()->viewport()->rect()).first();
    QVERIFY(editor.area()->endOf(composed) > before); // annotations make room
    const QRectF behind = editor.area()->rectsOf(composed, {10, 11}).value(0);
    QVERIFY(behind.left() > before - 4 * editor.area()->columnWidth());
    editor.grab();
    QInputMethodEvent commit;
    commit.setCommitString(u"한"_s);
    QCoreApplication::sendEvent(editor.area(), &commit);
    QCOMPARE(editor.marked(), u"RUN echo 한| # x"_s);
}

STRATA_WINDOW_TEST(EditorTypingTest)
#include "tst_editortyping.moc"
