// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"
#include "widgets/editor/folding.h"
#include "widgets/editor/gutter.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class EditorFoldingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void regionsFromOutside();
    void regionsOfTheDefinition();
    void byKeyboard();
    void byTheGutter();
    void cursorLeavesWhatIsFolded();
    void cursorKeysGoOver();
    void goingThereUnfolds();
    void editingAtTheEdgeUnfolds_data();
    void editingAtTheEdgeUnfolds();
    void foldsMoveWithTheText();
    void newRegionsKeepFolds();
    void linesMoveWithTheirFolds();
    void allAtOnce();
    void markIsShown();

private:
    static QString numbered(int lines)
    {
        QStringList texts;
        for (int i = 0; i < lines; ++i)
            texts.append(u"line%1"_s.arg(i));
        return texts.join(u'\n');
    }
    static QString visibleLines(const EditorWindow &editor)
    {
        QStringList lines;
        for (int i = 0; i < editor.area()->blockCount(); ++i) {
            if (editor.isLineVisible(i))
                lines.append(QString::number(i));
        }
        return lines.join(u' ');
    }

    HighlightRepository m_repository;
};

void EditorFoldingTest::regionsFromOutside()
{
    EditorWindow editor(numbered(8), {}, m_repository);
    editor.setFoldRegions({{1, 4}, {2, 3}, {6, 6}, {7, 20}, {-1, 2}});
    QVERIFY(!editor.folding()->regionAt(0).last || editor.folding()->regionAt(0).isEmpty());
    QCOMPARE(editor.folding()->regionAt(1), (LineRange{1, 4}));
    QVERIFY(editor.folding()->regionAt(6).isEmpty()); // a single line
    QVERIFY(editor.folding()->regionAt(7).isEmpty()); // not there
    QCOMPARE(editor.folding()->regionAround(3), (LineRange{2, 3}));
    QCOMPARE(editor.folding()->regionAround(4), (LineRange{1, 4}));
    editor.folding()->setFolded(2, true);
    QCOMPARE(visibleLines(editor), u"0 1 2 4 5 6 7"_s);
    editor.folding()->setFolded(1, true);
    QCOMPARE(visibleLines(editor), u"0 1 5 6 7"_s);
    editor.folding()->setFolded(1, false); // the inner one stays folded
    QCOMPARE(visibleLines(editor), u"0 1 2 4 5 6 7"_s);
    editor.folding()->setFolded(0, true);
    QVERIFY(!editor.folding()->isFolded(0));
}

void EditorFoldingTest::regionsOfTheDefinition()
{
    EditorWindow editor(u"{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}"_s, u"JSON"_s, m_repository);
    QTRY_VERIFY(editor.area()->isHighlightingComplete());
    QCOMPARE(editor.folding()->regionAt(0), (LineRange{0, 5}));
    QCOMPARE(editor.folding()->regionAt(1), (LineRange{1, 3}));
    QVERIFY(editor.folding()->regionAt(4).isEmpty());
    editor.folding()->toggle(1);
    QCOMPARE(visibleLines(editor), u"0 1 4 5"_s);
    editor.setFoldRegions({{1, 2}}); // one from outside counts more
    QCOMPARE(visibleLines(editor), u"0 1 3 4 5"_s);
}

void EditorFoldingTest::byKeyboard()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{0, 4}, {1, 3}});
    editor.setCursorPosition({2, 0});
    editor.press(Qt::Key_BracketLeft, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visibleLines(editor), u"0 1 4 5"_s);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{1, 5}));
    editor.press(Qt::Key_BraceLeft, Qt::ControlModifier | Qt::ShiftModifier); // as most keyboards send it
    QCOMPARE(visibleLines(editor), u"0 5"_s);                                 // again: the next one around it
    editor.press(Qt::Key_BraceRight, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visibleLines(editor), u"0 1 4 5"_s);
}

void EditorFoldingTest::byTheGutter()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    const VisibleLine line = editor.area()->visibleLines(editor.area()->viewport()->rect()).at(1);
    Gutter *gutter = editor.area()->gutter();
    const QPoint arrow(gutter->width() - 4, int(line.rect.center().y()));
    QTest::mouseClick(gutter, Qt::LeftButton, {}, arrow);
    QCOMPARE(visibleLines(editor), u"0 1 4 5"_s);
    QTest::mouseClick(gutter, Qt::LeftButton, {}, arrow);
    QCOMPARE(visibleLines(editor), u"0 1 2 3 4 5"_s);
}

void EditorFoldingTest::cursorLeavesWhatIsFolded()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.select({{2, 1}, {3, 2}});
    editor.folding()->setFolded(1, true);
    QCOMPARE(editor.selection(), (TextSpan{{1, 5}, {1, 5}}));
    editor.folding()->unfoldAll();
    editor.select({{2, 1}, {5, 2}}); // only one end is in there
    editor.folding()->setFolded(1, true);
    QCOMPARE(editor.selection(), (TextSpan{{1, 5}, {5, 2}}));
    QVERIFY(!editor.isLineVisible(2));
}

void EditorFoldingTest::cursorKeysGoOver()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.folding()->setFolded(1, true);
    editor.setCursorPosition({1, 2});
    editor.press(Qt::Key_Down);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{4, 2}));
    editor.press(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(editor.selection(), (TextSpan{{1, 2}, {4, 2}}));
    QCOMPARE(visibleLines(editor), u"0 1 4 5"_s);
    QCOMPARE(editor.selectedText(), u"ne1\nline2\nline3\nli"_s);
}

void EditorFoldingTest::goingThereUnfolds()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{0, 4}, {1, 3}});
    editor.folding()->foldAll();
    QCOMPARE(visibleLines(editor), u"0 5"_s);
    editor.setCursorPosition({2, 0});
    QCOMPARE(visibleLines(editor), u"0 1 2 3 4 5"_s);
}

void EditorFoldingTest::editingAtTheEdgeUnfolds_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("key");
    QTest::newRow("Enter behind the first line") << 1 << 5 << int(Qt::Key_Return);
    QTest::newRow("Delete behind the first line") << 1 << 5 << int(Qt::Key_Delete);
    QTest::newRow("Backspace in front of the next line") << 4 << 0 << int(Qt::Key_Backspace);
}

void EditorFoldingTest::editingAtTheEdgeUnfolds()
{
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(int, key);
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.folding()->setFolded(1, true);
    editor.setCursorPosition({line, column});
    QVERIFY(!editor.isLineVisible(2));
    editor.press(static_cast<Qt::Key>(key));
    QVERIFY(editor.isLineVisible(editor.cursorPosition().line));
    editor.type(u"x"_s);
    const auto isShown = [&editor] { return editor.area()->cursorRect().height() > 0; };
    QVERIFY(isShown());
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), numbered(6));
    QVERIFY(editor.isLineVisible(editor.cursorPosition().line));
}

void EditorFoldingTest::foldsMoveWithTheText()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.folding()->setFolded(1, true);
    editor.setCursorPosition({0, 0});
    editor.press(Qt::Key_Return);
    QCOMPARE(visibleLines(editor), u"0 1 2 5 6"_s);
    editor.setCursorPosition({2, 0}); // in front of the folded line
    editor.press(Qt::Key_Return);
    QCOMPARE(visibleLines(editor), u"0 1 2 3 6 7"_s);
}

void EditorFoldingTest::newRegionsKeepFolds()
{
    EditorWindow editor(numbered(8), {}, m_repository);
    editor.setFoldRegions({{1, 3}, {5, 7}});
    editor.folding()->setFolded(1, true);
    editor.folding()->setFolded(5, true);
    editor.setFoldRegions({{1, 4}}); // longer, and one is gone
    QCOMPARE(visibleLines(editor), u"0 1 5 6 7"_s);
    QVERIFY(!editor.folding()->isFolded(5));
}

void EditorFoldingTest::linesMoveWithTheirFolds()
{
    EditorWindow editor(numbered(6), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.folding()->setFolded(1, true);
    editor.setCursorPosition({1, 0});
    editor.press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(editor.text(), u"line0\nline4\nline1\nline2\nline3\nline5"_s);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{2, 0}));
    editor.setFoldRegions({{2, 4}}); // as who gave them says now
    QCOMPARE(visibleLines(editor), u"0 1 2 5"_s);
    editor.press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.text(), numbered(6));
    editor.setFoldRegions({{1, 3}});
    editor.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editor.text(), u"line0\nline4\nline5"_s);
}

void EditorFoldingTest::allAtOnce()
{
    EditorWindow editor(numbered(9), {}, m_repository);
    editor.setFoldRegions({{0, 2}, {3, 5}, {6, 8}});
    editor.action(CodeEditor::Command::FoldAll)->trigger();
    QCOMPARE(visibleLines(editor), u"0 3 6"_s);
    editor.action(CodeEditor::Command::UnfoldAll)->trigger();
    QCOMPARE(visibleLines(editor), u"0 1 2 3 4 5 6 7 8"_s);
}

// Behind the text of a folded line there is something that was not there before.
void EditorFoldingTest::markIsShown()
{
    EditorWindow editor(numbered(4), {}, m_repository);
    editor.setFoldRegions({{1, 3}});
    editor.setCursorPosition({0, 0});
    const auto behind = [&editor] {
        const VisibleLine line = editor.area()->visibleLines(editor.area()->viewport()->rect()).at(1);
        const QRect place(int(editor.area()->endOf(line)) + 2, int(line.rect.top()), 160, int(line.rect.height()));
        return editor.area()->viewport()->grab(place).toImage();
    };
    const QImage before = behind();
    editor.folding()->setFolded(1, true);
    QVERIFY(behind() != before);
}

STRATA_WINDOW_TEST(EditorFoldingTest)
#include "tst_editorfolding.moc"
