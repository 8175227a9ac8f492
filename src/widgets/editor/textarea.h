// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/annotation.h"
#include "widgets/editor/brackets.h"
#include "widgets/editor/diagnostics.h"
#include "widgets/editor/editorcolors.h"
#include "widgets/editor/textrange.h"
#include "widgets/highlightrepository.h"

#include <QPlainTextEdit>
#include <QTextBlock>

namespace strata {

class CodeHighlighter;
class Folding;
class Gutter;

/// A line as it is on the screen, in the coordinates of the viewport.
struct VisibleLine
{
    QTextBlock block;
    QRectF rect;
};

/// The text of a CodeEditor with everything that is drawn around it, and the gutter at its left. It draws what it is given
/// and knows what is where; what keys do is not decided here but by the key filter, which sees each key first.
class TextArea : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextArea(HighlightRepository repository, QWidget *parent = nullptr);

    CodeHighlighter *highlighter() const { return m_highlighter; }
    Folding *folding() const { return m_folding; }
    Gutter *gutter() const { return m_gutter; }
    bool isHighlightingComplete() const; ///< nothing is left to be coloured, or there is no definition
    QString themeName() const;           ///< of KSyntaxHighlighting
    const EditorColors &colors() const { return m_colors; }

    void setDiagnostics(const QList<EditorDiagnostic> &diagnostics);
    const Diagnostics &diagnostics() const { return m_diagnostics; }
    void setAnnotations(QList<LineAnnotation> annotations);
    LineAnnotation annotationOf(const QTextBlock &block) const;
    void setOccurrences(const QList<EditorRange> &ranges);
    const QList<EditorRange> &occurrences() const { return m_occurrences; }
    void setMatches(const QList<EditorRange> &matches, EditorRange scope); ///< sorted; an empty scope is not shown
    const QList<EditorRange> &matches() const { return m_matches; }
    EditorRange scope() const { return m_scope; }
    std::optional<BracketPair> brackets() const { return m_brackets; }
    int annotationLength() const { return m_annotationLength; } ///< characters of the longest

    void setBlanksShown(bool shown);
    bool areBlanksShown() const { return m_areBlanksShown; }
    void setWrapped(bool wrapped);
    void setZoom(int points); ///< added to the size of the desktop's fixed font
    int zoom() const { return m_zoom; }
    int indentationWidth() const { return m_indentationWidth; }
    void setIndentationWidth(int columns);

    /// Sees each key before the text does; true: it was for the filter. `isQuestion`: only say whether it would be.
    void setKeyFilter(std::function<bool(QKeyEvent *event, bool isQuestion)> filter)
    {
        m_keyFilter = std::move(filter);
    }

    QList<VisibleLine> visibleLines(const QRect &clip) const;
    QList<QRectF> rectsOf(const VisibleLine &line, EditorRange range) const; ///< one for each row of a wrapped line
    qreal endOf(const VisibleLine &line) const;                              ///< right edge of the last row
    /// Where what stands beside the first or the last row of a line is written, so that it is level with it.
    qreal baselineOf(const VisibleLine &line, bool isLastRow) const;
    QRect rectOf(EditorRange range) const; ///< its first row, in the viewport; empty when it is not on the screen
    int columnWidth() const { return fontMetrics().horizontalAdvance(u' '); }
    QTextBlock blockAt(int y) const; ///< invalid below the last line
    EditorRange wordAt(int position) const;
    /// The character at a point of the viewport, -1 where there is no text.
    int characterAt(const QPoint &point) const;

    /// In the middle third when it is out of sight.
    void reveal();
    void keepTopLine(const std::function<void()> &edit); ///< what is at the top of the screen stays there

Q_SIGNALS:
    void typed(const QString &text); ///< by keys or an input method; empty: something was taken away
    void definitionRequested(int position);
    void hovered(int position); ///< the mouse rests on a character
    void pointerMoved(const QPoint &point);
    void pointerLeft();
    void zoomRequested(int steps);
    void menuRequested(const QPoint &globalPosition, int position);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void documentChanged(const EditorEdit &edit);
    void keepWithLine(const EditorEdit &edit);
    void updateBrackets();
    void updateColors();
    void updateFont();
    void updatePointer(Qt::KeyboardModifiers modifiers, const QPoint &point);
    void placeGutter();

    CodeHighlighter *m_highlighter;
    Folding *m_folding;
    Gutter *m_gutter;
    EditorColors m_colors;
    Diagnostics m_diagnostics;
    QList<EditorRange> m_occurrences;
    QList<EditorRange> m_matches;
    EditorRange m_scope;
    std::optional<BracketPair> m_brackets;
    std::function<bool(QKeyEvent *, bool)> m_keyFilter;
    bool m_areBlanksShown = false;
    int m_annotationLength = 0;
    int m_zoom = 0;
    int m_indentationWidth = 4;
};

} // namespace strata
