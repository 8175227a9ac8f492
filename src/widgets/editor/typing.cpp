// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/typing.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextBlock>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView Openings = u"([{\"'`";
constexpr QStringView Closings = u")]}\"'`";

QChar characterBehind(const QTextCursor &cursor)
{
    return cursor.atBlockEnd() ? QChar() : cursor.document()->characterAt(cursor.position());
}

QChar characterBefore(const QTextCursor &cursor)
{
    return cursor.atBlockStart() ? QChar() : cursor.document()->characterAt(cursor.position() - 1);
}

} // namespace

bool Typing::press(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Home)
        return pressHome(event);
    if (m_editor->isReadOnly() || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return false;
    forgetPassed();
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        QTextCursor cursor = m_editor->textCursor();
        insertLine(cursor);
        m_editor->setTextCursor(cursor);
        return true;
    }
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return pressTab(event);
    case Qt::Key_Backspace: return pressBackspace();
    default: return m_closesBrackets && event.text().size() == 1 && pressCharacter(event.text().front());
    }
}

bool Typing::pressTab(const QKeyEvent &event)
{
    if (m_editor->tabChangesFocus())
        return true; // there was nowhere else to go
    QTextCursor cursor = m_editor->textCursor();
    const QTextDocument &document = *m_editor->document();
    if (event.key() == Qt::Key_Backtab || event.modifiers().testFlag(Qt::ShiftModifier))
        unindentLines(cursor, m_indentation);
    else if (document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd()))
        indentLines(cursor, m_indentation);
    else
        insertIndentation(cursor, m_indentation);
    m_editor->setTextCursor(cursor);
    return true;
}

bool Typing::pressHome(const QKeyEvent &event)
{
    if ((event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier)
        return false;
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(smartHome(cursor),
                       event.modifiers().testFlag(Qt::ShiftModifier) ? QTextCursor::KeepAnchor
                                                                     : QTextCursor::MoveAnchor);
    m_editor->setTextCursor(cursor);
    return true;
}

bool Typing::pressBackspace()
{
    QTextCursor cursor = m_editor->textCursor();
    if (cursor.hasSelection())
        return false;
    if (m_closed.contains(cursor)
        && Openings.indexOf(characterBefore(cursor)) == Closings.indexOf(characterBehind(cursor))) {
        cursor.movePosition(QTextCursor::PreviousCharacter);
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, 2);
        cursor.removeSelectedText();
        return true;
    }
    const QString before = cursor.block().text().first(cursor.positionInBlock());
    if (before.isEmpty() || std::ranges::any_of(before, [](QChar c) { return c != u' '; }))
        return false;
    const int step = (int(before.size()) - 1) % m_indentation.width + 1;
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, step);
    cursor.removeSelectedText();
    return true;
}

bool Typing::pressCharacter(QChar c)
{
    QTextCursor cursor = m_editor->textCursor();
    if (!cursor.hasSelection() && characterBehind(cursor) == c && Closings.contains(c) && m_closed.contains(cursor)) {
        m_closed.removeAll(cursor);
        m_editor->moveCursor(QTextCursor::NextCharacter);
        return true;
    }
    const qsizetype kind = Openings.indexOf(c);
    return kind >= 0 && closeBracket(c, Closings.at(kind));
}

bool Typing::closeBracket(QChar opening, QChar closing)
{
    QTextCursor cursor = m_editor->textCursor();
    if (cursor.hasSelection()) {
        const int start = cursor.selectionStart();
        const QString text = cursor.selectedText();
        cursor.insertText(opening + text + closing);
        cursor.setPosition(start + 1);
        cursor.setPosition(start + 1 + int(text.size()), QTextCursor::KeepAnchor);
        m_editor->setTextCursor(cursor);
        return true;
    }
    const QChar behind = characterBehind(cursor);
    const QChar before = characterBefore(cursor);
    const bool hasRoom = behind.isNull() || behind.isSpace() || u")]},;"_s.contains(behind)
        || m_closed.contains(cursor);
    const bool isQuote = opening == closing;
    const bool endsWord = before.isLetterOrNumber() || before == opening || before == u'\\';
    if (!hasRoom || (isQuote && endsWord))
        return false;
    cursor.insertText(QString(opening) + closing);
    cursor.movePosition(QTextCursor::PreviousCharacter);
    m_editor->setTextCursor(cursor);
    QTextCursor closed = cursor;
    m_closed.append(closed);
    return true;
}

// What came by itself is the text's own once the cursor has left it.
void Typing::forgetPassed()
{
    const QTextCursor cursor = m_editor->textCursor();
    m_closed.removeIf([&cursor](const QTextCursor &closed) {
        return closed.block() != cursor.block() || closed.position() < cursor.position()
            || !Closings.contains(characterBehind(closed));
    });
}

} // namespace strata
