// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QObject>
#include <QTextBlock>

class QPlainTextEdit;

namespace strata {

class CodeHighlighter;

/// Which lines can be folded away behind a first one, and which are. Regions come from the definition and from outside;
/// for a line that begins one of each, the one from outside counts. A region ends with its last line, which is folded too.
///
/// The cursor is never in a line that is not shown: folding moves it to the end of the first line, and what leads it into
/// such a line otherwise (searching, undo, typing at the edge) unfolds.
class Folding : public QObject
{
    Q_OBJECT

public:
    Folding(QPlainTextEdit *editor, const CodeHighlighter *highlighter);

    /// Replaces those from outside. Single lines and lines that are not there are left out. A line that is folded stays
    /// so while a region begins there, and is folded again when one does once more.
    void setRegions(const QList<LineRange> &regions);

    LineRange regionAt(int line) const;     ///< that begins with this line; else empty
    LineRange regionAround(int line) const; ///< the innermost that holds this line; else empty
    bool isFoldable(const QTextBlock &block) const;
    bool isFolded(const QTextBlock &block) const;
    bool isFolded(int line) const;

    void setFolded(int line, bool folded); ///< nothing happens when no region begins there
    void toggle(int line);
    void fold(int line);   ///< the innermost open region that holds the line
    void unfold(int line); ///< the region that begins there
    void foldAll();
    void unfoldAll();
    void reveal(int line); ///< unfolds what hides it

Q_SIGNALS:
    void changed(); ///< other lines are shown, or other regions can be folded

private:
    void change(const EditorEdit &edit);
    void revealCursor();
    void rescueCursor();
    void apply();
    LineRange regionAt(const QTextBlock &block) const;
    LineRange outsideAt(int line) const;

    QPlainTextEdit *m_editor;
    const CodeHighlighter *m_highlighter;
    QList<LineRange> m_outside; ///< sorted by their first lines; of those with the same the longest is first
    int m_lineCount = 1;
    bool m_hasFolds = false;
};

} // namespace strata
