// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class FindBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void typingFinds();
    void enterAndF3GoAround();
    void options();
    void selectedTextIsLookedFor();
    void badPatternIsTold();
    void evilPatternIsTold();
    void replacing();
    void replacingAllIsOneStep();
    void emptyMatchesAreReplaced();
    void inTheSelectionOnly();
    void marksFollowTheText();
    void escapeCloses();
    void readOnlyOnlyFinds();
    void controlsAreReachable();
    void goToLine_data();
    void goToLine();

private:
    static QLineEdit *field(const CodeEditor &editor, const QString &name = u"find"_s)
    {
        return editor.findChild<QLineEdit *>(name);
    }
    static QString result(const CodeEditor &editor) { return editor.findChild<QLabel *>(u"result"_s)->text(); }
    static void click(const CodeEditor &editor, const QString &name)
    {
        editor.findChild<QAbstractButton *>(name)->click();
    }

    HighlightRepository m_repository;
};

void FindBarTest::typingFinds()
{
    EditorWindow editor(u"ab\nx|\nabc abd"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(field(editor)->isVisible());
    QVERIFY(field(editor)->hasFocus());
    editor.type(u"ab"_s);
    QCOMPARE(editor.marked(), u"ab\nx\n^ab|c abd"_s); // the first one from where the cursor was
    QCOMPARE(editor.area()->matches().size(), 3);
    QCOMPARE(result(editor), u"2 of 3"_s);
    editor.type(u"d"_s);
    QCOMPARE(editor.marked(), u"ab\nx\nabc ^abd|"_s);
    QCOMPARE(result(editor), u"1 of 1"_s);
    editor.type(u"x"_s);
    QCOMPARE(result(editor), u"Not found"_s);
    QCOMPARE(editor.marked(), u"ab\nx|\nabc abd"_s);
    editor.press(Qt::Key_Backspace);
    QCOMPARE(editor.marked(), u"ab\nx\nabc ^abd|"_s);
}

void FindBarTest::enterAndF3GoAround()
{
    EditorWindow editor(u"|a b a b a"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.type(u"a"_s);
    QCOMPARE(result(editor), u"1 of 3"_s);
    editor.press(Qt::Key_Return);
    QCOMPARE(result(editor), u"2 of 3"_s);
    editor.press(Qt::Key_F3);
    editor.press(Qt::Key_F3);
    QCOMPARE(result(editor), u"1 of 3"_s);
    editor.press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(result(editor), u"3 of 3"_s);
    editor.press(Qt::Key_Escape);
    editor.press(Qt::Key_F3, Qt::ShiftModifier); // from the text, with the bar closed
    QCOMPARE(editor.marked(), u"a b ^a| b a"_s);
    QVERIFY(editor.area()->matches().isEmpty());
}

void FindBarTest::options()
{
    EditorWindow editor(u"Run run runs r.n"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.type(u"run"_s);
    QCOMPARE(editor.area()->matches().size(), 3);
    editor.press(Qt::Key_C, Qt::AltModifier);
    QCOMPARE(editor.area()->matches().size(), 2);
    editor.press(Qt::Key_W, Qt::AltModifier);
    QCOMPARE(editor.area()->matches().size(), 1);
    field(editor)->setText(u"r.n"_s);
    QCOMPARE(editor.area()->matches().size(), 1);
    editor.press(Qt::Key_R, Qt::AltModifier);
    QCOMPARE(editor.area()->matches().size(), 2);
    QVERIFY(editor.findChild<QToolButton *>(u"pattern"_s)->isChecked());
}

void FindBarTest::selectedTextIsLookedFor()
{
    EditorWindow editor(u"a.c abc ^a.c|"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(field(editor)->text(), u"a.c"_s);
    QCOMPARE(result(editor), u"2 of 2"_s);
}

void FindBarTest::badPatternIsTold()
{
    EditorWindow editor(u"abc|"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.press(Qt::Key_R, Qt::AltModifier);
    editor.type(u"(a"_s);
    auto *problem = editor.findChild<QLabel *>(u"problem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"character 3"), qPrintable(problem->text()));
    QCOMPARE(problem->textFormat(), Qt::PlainText);
    editor.type(u")"_s);
    QVERIFY(!problem->isVisible());
    QCOMPARE(result(editor), u"1 of 1"_s);
}

void FindBarTest::evilPatternIsTold()
{
    EditorWindow editor(QString(100, u'a') + u'!', {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.press(Qt::Key_R, Qt::AltModifier);
    field(editor)->setText(u"(a+)+$"_s);
    QVERIFY(editor.findChild<QLabel *>(u"problem"_s)->text().contains(u"given up"));
}

void FindBarTest::replacing()
{
    EditorWindow editor(u"|a1 b a2"_s, {}, m_repository);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    QVERIFY(field(editor, u"replacement"_s)->isVisible());
    editor.press(Qt::Key_R, Qt::AltModifier);
    field(editor)->setText(u"a(\\d)"_s);
    field(editor, u"replacement"_s)->setText(u"<\\1>"_s);
    QCOMPARE(editor.marked(), u"^a1| b a2"_s);
    click(editor, u"replaceOne"_s);
    QCOMPARE(editor.marked(), u"<1> b ^a2|"_s);
    field(editor, u"replacement"_s)->setFocus();
    editor.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"<1> b <2>"_s);
    QCOMPARE(result(editor), u"Not found"_s);
}

void FindBarTest::replacingAllIsOneStep()
{
    EditorWindow editor(u"|aXbXc"_s, {}, m_repository);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    field(editor)->setText(u"x"_s);
    field(editor, u"replacement"_s)->setText(u"x-x"_s); // holds what is looked for
    click(editor, u"replaceAll"_s);
    QCOMPARE(editor.text(), u"ax-xbx-xc"_s);
    QCOMPARE(result(editor), u"2 replaced"_s);
    editor.area()->setFocus();
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"aXbXc"_s);
}

void FindBarTest::emptyMatchesAreReplaced()
{
    EditorWindow editor(u"a\n\nb"_s, {}, m_repository);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    editor.press(Qt::Key_R, Qt::AltModifier);
    field(editor)->setText(u"^"_s);
    field(editor, u"replacement"_s)->setText(u"# "_s);
    click(editor, u"replaceAll"_s);
    QCOMPARE(editor.text(), u"# a\n# \n# b"_s);
}

void FindBarTest::inTheSelectionOnly()
{
    EditorWindow editor(u"a\n^a\na|\na"_s, {}, m_repository);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    editor.press(Qt::Key_S, Qt::AltModifier);
    field(editor)->setText(u"a"_s);
    QCOMPARE(editor.area()->matches().size(), 2);
    QCOMPARE(editor.area()->scope(), (EditorRange{2, 5}));
    field(editor, u"replacement"_s)->setText(u"bb"_s);
    click(editor, u"replaceAll"_s);
    QCOMPARE(editor.text(), u"a\nbb\nbb\na"_s);
    QCOMPARE(editor.area()->scope(), (EditorRange{2, 7}));
    editor.press(Qt::Key_S, Qt::AltModifier);
    QCOMPARE(editor.area()->matches().size(), 2); // the whole text again: the first and the last
    editor.area()->setFocus();
    editor.setCursorPosition({0, 0});
    click(editor, u"inSelection"_s); // nothing is selected
    QVERIFY(!editor.findChild<QToolButton *>(u"inSelection"_s)->isChecked());
}

void FindBarTest::marksFollowTheText()
{
    EditorWindow editor(u"|x ab"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.type(u"ab"_s);
    editor.area()->setFocus();
    editor.setCursorPosition({0, 0});
    editor.type(u"ab "_s);
    QVERIFY(editor.area()->matches().contains(EditorRange{5, 7})); // at once, moved
    QTRY_COMPARE(editor.area()->matches(), (QList<EditorRange>{{0, 2}, {5, 7}}));
}

void FindBarTest::escapeCloses()
{
    EditorWindow editor(u"|ab"_s, {}, m_repository);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.type(u"a"_s);
    editor.press(Qt::Key_Escape);
    QVERIFY(!field(editor)->isVisible());
    QVERIFY(editor.area()->hasFocus());
    QVERIFY(editor.area()->matches().isEmpty());
    QCOMPARE(editor.marked(), u"^a|b"_s);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.area()->setFocus();
    editor.press(Qt::Key_Escape); // from the text as well
    QVERIFY(!field(editor)->isVisible());
}

void FindBarTest::readOnlyOnlyFinds()
{
    EditorWindow editor(u"|aba"_s, {}, m_repository);
    editor.setReadOnly(true);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    editor.press(Qt::Key_F, Qt::ControlModifier);
    editor.type(u"a"_s);
    QCOMPARE(result(editor), u"1 of 2"_s);
    QVERIFY(!field(editor, u"replacement"_s)->isVisible());
    editor.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"aba"_s);
}

void FindBarTest::controlsAreReachable()
{
    EditorWindow editor(u"a"_s, {}, m_repository);
    editor.press(Qt::Key_H, Qt::ControlModifier);
    const auto *bar = editor.findChild<QWidget *>(u"findBar"_s);
    int controls = 0;
    for (const QWidget *widget : bar->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget);
        if (!isControl || !widget->isVisible() || qobject_cast<const QLineEdit *>(widget->parentWidget()))
            continue;
        ++controls;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool hasName = !widget->accessibleName().isEmpty() || (button && button->text().size() > 3);
        QVERIFY2(hasName, qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName()));
    }
    QCOMPARE(controls, 12);
    QVERIFY(!editor.area()->accessibleName().isEmpty());
}

void FindBarTest::goToLine_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("line") << u"3"_s << 2 << 0;
    QTest::newRow("line and column") << u"2:3"_s << 1 << 2;
    QTest::newRow("column behind the end") << u" 2 : 99 "_s << 1 << 4;
    QTest::newRow("too large") << u"4"_s << -1 << -1;
    QTest::newRow("nothing") << u"0"_s << -1 << -1;
    QTest::newRow("no number") << u"x"_s << -1 << -1;
}

void FindBarTest::goToLine()
{
    QFETCH(QString, input);
    QFETCH(int, line);
    QFETCH(int, column);
    EditorWindow editor(u"abcd\nabcd\nab|cd"_s, {}, m_repository);
    editor.press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(field(editor, u"line"_s)->hasFocus());
    QCOMPARE(field(editor, u"line"_s)->text(), u"3"_s);
    field(editor, u"line"_s)->setText(input);
    editor.press(Qt::Key_Return);
    if (line >= 0) {
        QCOMPARE(editor.cursorPosition(), (EditorPosition{line, column}));
        QVERIFY(editor.area()->hasFocus());
        return;
    }
    QVERIFY(editor.findChild<QLabel *>(u"hint"_s)->text().contains(u"no such line"));
    QCOMPARE(editor.cursorPosition(), (EditorPosition{2, 2}));
    editor.press(Qt::Key_Escape);
    QVERIFY(editor.area()->hasFocus());
}

STRATA_WINDOW_TEST(FindBarTest)
#include "tst_findbar.moc"
