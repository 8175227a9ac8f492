// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/edits.h"

#include <QList>
#include <QTextCursor>

class QKeyEvent;
class QPlainTextEdit;

namespace strata {

/// What plain keys do besides putting their character into the text: Enter keeps the indentation, Tab and Shift+Tab
/// indent, Home goes to the first character, Backspace takes away a step of indentation, brackets and quotes close
/// themselves. A bracket that was closed by itself is typed over, and goes with the one that was typed.
class Typing
{
public:
    explicit Typing(QPlainTextEdit *editor) : m_editor(editor) {}

    void setIndentation(const Indentation &indentation) { m_indentation = indentation; }
    const Indentation &indentation() const { return m_indentation; }
    void setClosesBrackets(bool closes) { m_closesBrackets = closes; }

    bool press(const QKeyEvent &event); ///< false: the key has no meaning of its own

private:
    bool pressTab(const QKeyEvent &event);
    bool pressHome(const QKeyEvent &event);
    bool pressBackspace();
    bool pressCharacter(QChar c);
    bool closeBracket(QChar opening, QChar closing);
    void forgetPassed();

    QPlainTextEdit *m_editor;
    Indentation m_indentation;
    bool m_closesBrackets = true;
    QList<QTextCursor> m_closed; ///< in front of characters that came by themselves
};

} // namespace strata
