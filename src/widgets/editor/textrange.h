// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <compare>

class QTextDocument;

namespace strata {

/// A place between two characters, both counted from 0. Columns are UTF-16 units, as QString counts.
struct EditorPosition
{
    int line = 0;
    int column = 0;
    friend auto operator<=>(const EditorPosition &, const EditorPosition &) = default;
};

/// From `start` up to, but without, `end`.
struct TextSpan
{
    EditorPosition start;
    EditorPosition end;
    friend bool operator==(const TextSpan &, const TextSpan &) = default;
};

/// Whole lines, counted from 0, both included.
struct LineRange
{
    int first = 0;
    int last = -1;
    bool isEmpty() const { return last < first; }
    friend bool operator==(const LineRange &, const LineRange &) = default;
};

/// The characters [start, end) of a document.
struct EditorRange
{
    int start = 0;
    int end = 0;
    bool isEmpty() const { return end <= start; }
    bool touches(int position) const { return start <= position && position <= end; }
    friend bool operator==(const EditorRange &, const EditorRange &) = default;
};

/// An edit as QTextDocument::contentsChange tells it, and where it moves what was given before it. What lies in text that
/// was replaced stays at its place as far as the new text goes.
struct EditorEdit
{
    int position = 0;
    int removed = 0;
    int added = 0;

    int moved(int place) const
    {
        if (place < position)
            return place;
        return place >= position + removed ? place + added - removed : std::min(place, position + added);
    }
    /// What is typed at the start of a range comes before it, and what is typed at its end behind it.
    EditorRange moved(EditorRange range) const
    {
        const int end = range.end == position && removed == 0 ? range.end : moved(range.end);
        return {std::min(moved(range.start), end), end};
    }
};

/// The same edit in lines: [first, oldLast] became [first, newLast].
struct LineEdit
{
    int first = 0;
    int oldLast = 0;
    int newLast = 0;
    bool isInFront = false; ///< lines came in at the start of the first one, which is another line now

    static LineEdit of(const QTextDocument &document, const EditorEdit &edit, int linesBefore);
    int moved(int line) const
    {
        if (line < first || (line <= oldLast && newLast == oldLast))
            return line;
        return line > oldLast || isInFront ? line + newLast - oldLast : std::min(line, newLast);
    }
};

/// Lines and columns that the document does not have give the nearest place that it has.
int toDocument(const QTextDocument &document, EditorPosition position);
EditorRange toDocument(const QTextDocument &document, TextSpan span);
EditorPosition fromDocument(const QTextDocument &document, int position);
TextSpan fromDocument(const QTextDocument &document, EditorRange range);

/// The text as it is, with '\n' between lines. (QTextDocument::toPlainText turns no-break spaces into blanks.)
QString documentText(const QTextDocument &document);

} // namespace strata
