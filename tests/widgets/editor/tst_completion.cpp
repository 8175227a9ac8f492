// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorwindow.h"
#include "support/testprogram.h"

#include <QListView>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// Keeps the questions, so that a test answers them when and as it likes.
struct KeptQuestions
{
    QList<CompletionRequest> requests;
    QList<CompletionAnswer> answers;

    CompletionProvider provider()
    {
        return [this](const CompletionRequest &request, const CompletionAnswer &answer) {
            requests.append(request);
            answers.append(answer);
        };
    }
};

CompletionList keywords(const QStringList &labels, int from = -1)
{
    CompletionList list;
    for (const QString &label : labels)
        list.items.append({.label = label});
    list.from = from;
    return list;
}

} // namespace

class CompletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_repository = makeHighlightRepository(); }

    void filtering();
    void onDemand();
    void whileTyping();
    void keysAreTheTextsWhenNothingIsShown();
    void enterAndTabTake_data();
    void enterAndTabTake();
    void escapeCloses();
    void newestQuestionWins();
    void answerForAnotherPlaceIsDropped();
    void answerMayComeAfterTheEditor();
    void triggersAskOn();
    void replacedTextMayBeginEarlier();
    void snippets();
    void takingIsOneStep();
    void focusStaysInTheText();
    void leavingTheWordCloses();
    void readOnlyIsNotAsked();

private:
    static QListView *list(const CodeEditor &editor) { return editor.window()->findChild<QListView *>(); }
    static QStringList shown(const CodeEditor &editor)
    {
        QStringList labels;
        if (!list(editor)->isVisible())
            return labels;
        for (int i = 0; i < list(editor)->model()->rowCount(); ++i)
            labels.append(list(editor)->model()->index(i, 0).data().toString());
        return labels;
    }
    static QString current(const CodeEditor &editor) { return list(editor)->currentIndex().data().toString(); }

    HighlightRepository m_repository;
};

void CompletionTest::filtering()
{
    const QList<CompletionItem> items = keywords({u"COPY"_s, u"CMD"_s, u"ONBUILD COPY"_s, u"RUN"_s}).items;
    const auto labels = [&items](const QString &typed) {
        QStringList result;
        for (const CompletionItem &item : matchingItems(items, typed))
            result.append(item.label);
        return result;
    };
    QCOMPARE(labels({}), (QStringList{u"COPY"_s, u"CMD"_s, u"ONBUILD COPY"_s, u"RUN"_s}));
    QCOMPARE(labels(u"c"_s), (QStringList{u"COPY"_s, u"CMD"_s, u"ONBUILD COPY"_s}));
    QCOMPARE(labels(u"cy"_s), (QStringList{u"COPY"_s, u"ONBUILD COPY"_s}));
    QCOMPARE(labels(u"cmdx"_s), QStringList());
}

void CompletionTest::onDemand()
{
    KeptQuestions questions;
    EditorWindow editor(u"a\nxy c|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(questions.requests.size(), 1);
    QCOMPARE(questions.requests.first().position, (EditorPosition{1, 4}));
    QVERIFY(questions.requests.first().isExplicit);
    QVERIFY(shown(editor).isEmpty());
    questions.answers.first()(keywords({u"COPY"_s, u"CMD"_s, u"RUN"_s}));
    QCOMPARE(shown(editor), (QStringList{u"COPY"_s, u"CMD"_s}));
    editor.press(Qt::Key_Down);
    QCOMPARE(current(editor), u"CMD"_s);
    editor.press(Qt::Key_Down);
    QCOMPARE(current(editor), u"COPY"_s); // once around
    editor.press(Qt::Key_Up);
    QCOMPARE(current(editor), u"CMD"_s);
    editor.press(Qt::Key_PageUp);
    QCOMPARE(current(editor), u"COPY"_s);
    QCOMPARE(editor.cursorPosition(), (EditorPosition{1, 4}));
}

void CompletionTest::whileTyping()
{
    EditorWindow editor(u"|"_s, {}, m_repository);
    int asked = 0;
    editor.setCompletionProvider([&asked](const CompletionRequest &request, const CompletionAnswer &answer) {
        ++asked;
        QVERIFY(!request.isExplicit);
        answer(keywords({u"COPY"_s, u"CMD"_s}));
    });
    editor.type(u"c"_s);
    QCOMPARE(shown(editor), (QStringList{u"COPY"_s, u"CMD"_s}));
    editor.type(u"m"_s);
    QCOMPARE(shown(editor), QStringList{u"CMD"_s});
    editor.press(Qt::Key_Backspace);
    QCOMPARE(shown(editor), (QStringList{u"COPY"_s, u"CMD"_s}));
    editor.type(u"x"_s);
    QVERIFY(shown(editor).isEmpty());
    editor.press(Qt::Key_Backspace);
    editor.press(Qt::Key_Backspace);
    asked = 0;
    editor.type(u"CMD"_s); // nothing is left to complete
    QVERIFY(shown(editor).isEmpty());
    QCOMPARE(asked, 3);
    editor.type(u" "_s);
    QCOMPARE(asked, 3);
}

void CompletionTest::keysAreTheTextsWhenNothingIsShown()
{
    EditorWindow editor(u"|"_s, {}, m_repository);
    editor.setCompletionProvider([](const CompletionRequest &, const CompletionAnswer &answer) { answer({}); });
    editor.type(u"a"_s);
    editor.press(Qt::Key_Tab);
    editor.press(Qt::Key_Return);
    editor.press(Qt::Key_Up);
    QCOMPARE(editor.text(), u"a   \n"_s);
    QCOMPARE(editor.cursorPosition().line, 0);
}

void CompletionTest::enterAndTabTake_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Enter") << int(Qt::Key_Return);
    QTest::newRow("keypad") << int(Qt::Key_Enter);
    QTest::newRow("Tab") << int(Qt::Key_Tab);
}

void CompletionTest::enterAndTabTake()
{
    QFETCH(int, key);
    EditorWindow editor(u"x | y"_s, {}, m_repository);
    editor.setCompletionProvider(
        [](const CompletionRequest &, const CompletionAnswer &answer) { answer(keywords({u"COPY"_s, u"CMD"_s})); });
    editor.type(u"c"_s);
    editor.press(Qt::Key_Down);
    editor.press(static_cast<Qt::Key>(key));
    QCOMPARE(editor.marked(), u"x CMD| y"_s);
    QVERIFY(shown(editor).isEmpty());
}

void CompletionTest::escapeCloses()
{
    KeptQuestions questions;
    EditorWindow editor(u"c|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    questions.answers.last()(keywords({u"COPY"_s}));
    QVERIFY(!shown(editor).isEmpty());
    editor.press(Qt::Key_Escape);
    QVERIFY(shown(editor).isEmpty());
    QCOMPARE(editor.text(), u"c"_s);
}

void CompletionTest::newestQuestionWins()
{
    KeptQuestions questions;
    EditorWindow editor(u"|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.type(u"ab"_s);
    QCOMPARE(questions.answers.size(), 2);
    questions.answers.at(0)(keywords({u"abOld"_s}));
    QVERIFY(shown(editor).isEmpty());
    questions.answers.at(1)(keywords({u"abNew"_s}));
    QCOMPARE(shown(editor), QStringList{u"abNew"_s});
    questions.answers.at(0)(keywords({u"abOld"_s}));
    questions.answers.at(1)(keywords({u"abAgain"_s})); // one answer each
    QCOMPARE(shown(editor), QStringList{u"abNew"_s});
}

void CompletionTest::answerForAnotherPlaceIsDropped()
{
    KeptQuestions questions;
    EditorWindow editor(u"abc|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    editor.press(Qt::Key_Home);
    questions.answers.last()(keywords({u"abcdef"_s}));
    QVERIFY(shown(editor).isEmpty());
}

void CompletionTest::answerMayComeAfterTheEditor()
{
    KeptQuestions questions;
    {
        EditorWindow editor(u"a|"_s, {}, m_repository);
        editor.setCompletionProvider(questions.provider());
        editor.press(Qt::Key_Space, Qt::ControlModifier);
    }
    QCOMPARE(questions.answers.size(), 1);
    questions.answers.first()(keywords({u"abc"_s}));
}

void CompletionTest::triggersAskOn()
{
    KeptQuestions questions;
    EditorWindow editor(u"|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.setCompletionTriggers(u"-/"_s);
    editor.type(u"-"_s);
    QCOMPARE(questions.requests.size(), 1);
    questions.answers.last()({{{.label = u"--from"_s, .insertText = u"--from/"_s}}, 0});
    editor.press(Qt::Key_Return);
    QCOMPARE(editor.text(), u"--from/"_s);
    QCOMPARE(questions.requests.size(), 2); // what was taken ends with a trigger
    QCOMPARE(questions.requests.last().position, (EditorPosition{0, 7}));
}

void CompletionTest::replacedTextMayBeginEarlier()
{
    EditorWindow editor(u"FROM gol:1.|"_s, {}, m_repository);
    editor.setCompletionProvider([](const CompletionRequest &, const CompletionAnswer &answer) {
        answer(keywords({u"gol:1.24"_s, u"gol:1.25"_s}, 5));
    });
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(shown(editor).size(), 2);
    editor.press(Qt::Key_Return);
    QCOMPARE(editor.marked(), u"FROM gol:1.24|"_s);
}

void CompletionTest::snippets()
{
    EditorWindow editor(u"  he|"_s, {}, m_repository);
    editor.setCompletionProvider([](const CompletionRequest &, const CompletionAnswer &answer) {
        answer({{{.label = u"heredoc"_s,
                  .insertText = u"<<EOF\nx\nEOF"_s,
                  .kind = CompletionKind::Snippet,
                  .cursor = 7}}});
    });
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    editor.press(Qt::Key_Return);
    QCOMPARE(editor.marked(), u"  <<EOF\n  x|\n  EOF"_s);
}

void CompletionTest::takingIsOneStep()
{
    EditorWindow editor(u"c|"_s, {}, m_repository);
    editor.setCompletionProvider(
        [](const CompletionRequest &, const CompletionAnswer &answer) { answer(keywords({u"COPY"_s})); });
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    editor.press(Qt::Key_Tab);
    QCOMPARE(editor.text(), u"COPY"_s);
    editor.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), u"c"_s);
}

void CompletionTest::focusStaysInTheText()
{
    EditorWindow editor(u"|"_s, {}, m_repository);
    editor.setCompletionProvider(
        [](const CompletionRequest &, const CompletionAnswer &answer) { answer(keywords({u"COPY"_s, u"CMD"_s})); });
    editor.type(u"c"_s);
    QVERIFY(editor.area()->hasFocus());
    QCOMPARE(list(editor)->focusPolicy(), Qt::NoFocus);
    const QRect row = list(editor)->visualRect(list(editor)->model()->index(1, 0));
    QTest::mouseClick(list(editor)->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(editor.text(), u"CMD"_s);
    QVERIFY(editor.area()->hasFocus());
}

void CompletionTest::leavingTheWordCloses()
{
    EditorWindow editor(u"a |\nb"_s, {}, m_repository);
    editor.setCompletionProvider(
        [](const CompletionRequest &, const CompletionAnswer &answer) { answer(keywords({u"COPY"_s, u"CMD"_s})); });
    editor.type(u"c"_s);
    QVERIFY(!shown(editor).isEmpty());
    editor.press(Qt::Key_Left);
    QVERIFY(!shown(editor).isEmpty()); // in front of the word everything goes with it
    editor.press(Qt::Key_Left);
    QVERIFY(shown(editor).isEmpty());
}

void CompletionTest::readOnlyIsNotAsked()
{
    KeptQuestions questions;
    EditorWindow editor(u"a|"_s, {}, m_repository);
    editor.setCompletionProvider(questions.provider());
    editor.setReadOnly(true);
    editor.press(Qt::Key_Space, Qt::ControlModifier);
    editor.type(u"b"_s);
    QVERIFY(questions.requests.isEmpty());
}

STRATA_WINDOW_TEST(CompletionTest)
#include "tst_completion.moc"
