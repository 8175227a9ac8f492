// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QList>
#include <QString>
#include <QTextCursor>

namespace strata {

/// What the keys of a code editor do to a document: each is one step of undo, and leaves in `cursor` what is selected
/// afterwards. "The lines" are those that the selection touches; a selection that ends at the start of a line leaves that
/// line out. Folded lines go with the line that they are folded behind.

struct Indentation
{
    int width = 4;         ///< columns
    bool withTabs = false; ///< one tab instead of `width` blanks
};

void indentLines(QTextCursor &cursor, const Indentation &indentation); ///< empty lines stay empty
void unindentLines(QTextCursor &cursor, const Indentation &indentation);
void insertIndentation(QTextCursor &cursor, const Indentation &indentation); ///< up to the next stop
void insertLine(QTextCursor &cursor); ///< a line break, and the indentation that the line has

/// Puts `comment` and a blank in front of all lines that have text, at the least indentation among them; takes it away
/// when all of them have it.
void toggleLineComment(QTextCursor &cursor, const QString &comment);
void moveLinesUp(QTextCursor &cursor);
void moveLinesDown(QTextCursor &cursor);
void duplicateLines(QTextCursor &cursor); ///< selects in the copy what was selected
void deleteLines(QTextCursor &cursor);

/// The first character of the line that is not blank; the line's start when the cursor is there already.
int smartHome(const QTextCursor &cursor);

int indentationBefore(const QTextCursor &cursor); ///< characters of indentation in front of the cursor

/// Ranges must not overlap. Each becomes `text`.
void replaceRanges(QTextDocument &document, QList<EditorRange> ranges, const QString &text);

/// Makes `text` of what is there by as few changes as can be found (textdiff.h): cursors, folds and annotations in lines
/// that stay are left alone. Line breaks of every kind become '\n'.
void applyText(QTextDocument &document, QString text);

} // namespace strata
