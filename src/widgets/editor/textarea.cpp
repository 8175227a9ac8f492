// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textarea.h"

#include "widgets/editor/areapainter.h"
#include "widgets/editor/codehighlighter.h"
#include "widgets/editor/folding.h"
#include "widgets/editor/gutter.h"
#include "widgets/editor/linedata.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal SmallestFont = 5;
constexpr qreal LargestFont = 48;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate();
}

} // namespace

TextArea::TextArea(HighlightRepository repository, QWidget *parent) : QPlainTextEdit(parent), m_colors(palette())
{
    m_highlighter = new CodeHighlighter(std::move(repository), document());
    m_folding = new Folding(this, m_highlighter);
    m_gutter = new Gutter(this);
    m_highlighter->setVisibleLines([this] {
        const QTextBlock first = firstVisibleBlock();
        return LineRange{first.blockNumber(),
                         blockAt(viewport()->height()).isValid() ? blockAt(viewport()->height()).blockNumber()
                                                                 : blockCount() - 1};
    });
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    updateColors();
    updateFont();

    connect(document(), &QTextDocument::contentsChange, this,
            [this](int position, int removed, int added) { documentChanged({position, removed, added}); });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TextArea::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        updateBrackets();
        viewport()->update();
        m_gutter->update();
    });
    connect(m_folding, &Folding::changed, this, [this] {
        viewport()->update();
        m_gutter->update();
    });
}

bool TextArea::isHighlightingComplete() const
{
    return m_highlighter->isComplete();
}

QString TextArea::themeName() const
{
    return m_highlighter->themeName();
}

void TextArea::documentChanged(const EditorEdit &edit)
{
    m_diagnostics.change(edit);
    for (EditorRange &range : m_occurrences)
        range = edit.moved(range);
    keepWithLine(edit);
    updateBrackets();
}

// A line that others are put in front of becomes another block, and what is kept with it must go there.
void TextArea::keepWithLine(const EditorEdit &edit)
{
    const QTextBlock first = document()->findBlock(edit.position);
    const QTextBlock last = document()->findBlock(edit.position + edit.added);
    if (edit.removed == 0 && edit.position == first.position() && last.isValid() && last != first
        && LineData::of(first))
        std::swap(LineData::make(first).kept, LineData::make(last).kept);
}

void TextArea::updateBrackets()
{
    m_brackets = bracketsAt(*document(), textCursor().position(), [this](const QTextBlock &block, int column) {
        return m_highlighter->isQuiet(block, column);
    });
}

void TextArea::setDiagnostics(const QList<EditorDiagnostic> &diagnostics)
{
    if (!m_diagnostics.set(*document(), diagnostics))
        return; // they have moved with the text
    viewport()->update();
    m_gutter->update();
}

void TextArea::setAnnotations(QList<LineAnnotation> annotations)
{
    std::ranges::stable_sort(annotations, {}, &LineAnnotation::line);
    const int length = std::exchange(m_annotationLength, 0);
    for (const LineAnnotation &annotation : annotations)
        m_annotationLength = std::max(m_annotationLength, int(annotation.text.size()));
    auto next = annotations.cbegin();
    int line = 0;
    bool isOther = m_annotationLength != length; // they stand below each other
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next(), ++line) {
        LineAnnotation wanted;
        for (; next != annotations.cend() && next->line <= line; ++next) {
            if (next->line == line)
                wanted = *next;
        }
        if (!LineData::of(block) && wanted.text.isEmpty() && wanted.mark == LineMark::None)
            continue;
        LineData::Kept &kept = LineData::make(block).kept;
        isOther = isOther || kept.annotation != wanted.text || kept.mark != wanted.mark;
        kept.annotation = wanted.text;
        kept.mark = wanted.mark;
    }
    if (!isOther)
        return;
    viewport()->update();
    m_gutter->update();
}

LineAnnotation TextArea::annotationOf(const QTextBlock &block) const
{
    const LineData *line = LineData::of(block);
    return line ? LineAnnotation{block.blockNumber(), line->kept.annotation, line->kept.mark} : LineAnnotation();
}

void TextArea::setOccurrences(const QList<EditorRange> &ranges)
{
    if (ranges == m_occurrences)
        return;
    m_occurrences = ranges;
    viewport()->update();
}

void TextArea::setMatches(const QList<EditorRange> &matches, EditorRange scope)
{
    m_matches = matches;
    m_scope = scope;
    viewport()->update();
}

void TextArea::setBlanksShown(bool shown)
{
    m_areBlanksShown = shown;
    viewport()->update();
}

void TextArea::setWrapped(bool wrapped)
{
    keepTopLine([this, wrapped] { setLineWrapMode(wrapped ? WidgetWidth : NoWrap); });
}

void TextArea::setZoom(int points)
{
    const qreal standard = QFontDatabase::systemFont(QFontDatabase::FixedFont).pointSizeF();
    m_zoom = std::clamp(points, int(SmallestFont - standard), int(LargestFont - standard));
    updateFont();
}

void TextArea::setIndentationWidth(int columns)
{
    m_indentationWidth = columns;
    updateFont();
}

void TextArea::updateFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(std::clamp(font.pointSizeF() + m_zoom, SmallestFont, LargestFont));
    setFont(font);
    setTabStopDistance(columnWidth() * m_indentationWidth);
    placeGutter();
}

void TextArea::updateColors()
{
    m_colors = EditorColors(palette());
    m_highlighter->setPalette(palette());
    viewport()->update();
    m_gutter->update();
}

void TextArea::placeGutter()
{
    const int width = m_gutter->wantedWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect rect = contentsRect();
    m_gutter->setGeometry(rect.left(), rect.top(), width, viewport()->height());
}

QList<VisibleLine> TextArea::visibleLines(const QRect &clip) const
{
    QList<VisibleLine> lines;
    QTextBlock block = firstVisibleBlock();
    QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && rect.top() <= clip.bottom()) {
        if (block.isVisible() && rect.bottom() >= clip.top())
            lines.append({block, rect});
        block = block.next();
        rect = QRectF(rect.left(), rect.bottom(), rect.width(),
                      block.isVisible() ? blockBoundingRect(block).height() : 0);
    }
    return lines;
}

QList<QRectF> TextArea::rectsOf(const VisibleLine &line, EditorRange range) const
{
    const QTextLayout *layout = line.block.layout();
    const int length = line.block.length() - 1;
    const auto inLayout = [layout, length](int column) {
        const int place = std::clamp(column, 0, length);
        const bool isBehind = place > layout->preeditAreaPosition();
        return place + (isBehind ? int(layout->preeditAreaText().size()) : 0);
    };
    const int start = inLayout(range.start - line.block.position());
    const int end = inLayout(range.end - line.block.position());
    const bool goesOn = range.end > line.block.position() + length;
    QList<QRectF> rects;
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine row = layout->lineAt(i);
        const int rowEnd = row.textStart() + row.textLength();
        if (rowEnd < start || row.textStart() > end || (rowEnd == start && i + 1 < layout->lineCount()))
            continue;
        const qreal left = row.cursorToX(std::max(start, row.textStart()));
        qreal right = row.cursorToX(std::min(end, rowEnd));
        if (goesOn && i + 1 == layout->lineCount())
            right += columnWidth();
        rects.append(QRectF(left, row.y(), right - left, row.height()).translated(line.rect.topLeft()));
    }
    return rects;
}

qreal TextArea::endOf(const VisibleLine &line) const
{
    const QTextLayout *layout = line.block.layout();
    if (layout->lineCount() == 0)
        return line.rect.left();
    const QTextLine row = layout->lineAt(layout->lineCount() - 1);
    return line.rect.left() + row.x() + row.naturalTextWidth();
}

qreal TextArea::baselineOf(const VisibleLine &line, bool isLastRow) const
{
    const QTextLayout *layout = line.block.layout();
    if (layout->lineCount() == 0)
        return line.rect.top() + fontMetrics().ascent();
    const QTextLine row = layout->lineAt(isLastRow ? layout->lineCount() - 1 : 0);
    return line.rect.top() + row.y() + row.ascent();
}

QRect TextArea::rectOf(EditorRange range) const
{
    const QTextBlock block = document()->findBlock(range.start);
    for (const VisibleLine &line : visibleLines(viewport()->rect())) {
        if (line.block == block)
            return rectsOf(line, range).value(0).toRect();
    }
    return {};
}

QTextBlock TextArea::blockAt(int y) const
{
    for (const VisibleLine &line : visibleLines(QRect(0, y, 1, 1))) {
        if (line.rect.top() <= y && line.rect.bottom() > y)
            return line.block;
    }
    return {};
}

EditorRange TextArea::wordAt(int position) const
{
    const QTextBlock block = document()->findBlock(position);
    const QString text = block.text();
    int start = position - block.position();
    int end = start;
    while (start > 0 && isWordCharacter(text.at(start - 1)))
        --start;
    while (end < text.size() && isWordCharacter(text.at(end)))
        ++end;
    return {block.position() + start, block.position() + end};
}

int TextArea::characterAt(const QPoint &point) const
{
    const QTextBlock block = blockAt(point.y());
    if (!block.isValid())
        return -1;
    const int position = cursorForPosition(point).position();
    for (const int start : {position - 1, position}) {
        if (start < block.position() || start >= block.position() + block.length() - 1)
            continue;
        const QRect rect = rectOf({start, start + 1});
        if (rect.left() <= point.x() && point.x() <= rect.right())
            return start;
    }
    return -1;
}

void TextArea::reveal()
{
    m_folding->reveal(textCursor().blockNumber());
    const QRect rect = cursorRect();
    if (rect.top() < 0 || rect.bottom() > viewport()->height())
        centerCursor();
    ensureCursorVisible();
}

void TextArea::keepTopLine(const std::function<void()> &edit)
{
    const QTextCursor top(firstVisibleBlock());
    const int sideways = horizontalScrollBar()->value();
    edit();
    verticalScrollBar()->setValue(top.block().firstLineNumber());
    horizontalScrollBar()->setValue(sideways);
}

void TextArea::paintEvent(QPaintEvent *event)
{
    const QList<VisibleLine> lines = visibleLines(event->rect());
    {
        QPainter painter(viewport());
        AreaPainter(*this, painter, event->rect()).paintBelow(lines);
    }
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    AreaPainter(*this, painter, event->rect()).paintAbove(lines);
}

void TextArea::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void TextArea::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
    else if (event->type() == QEvent::StyleChange || event->type() == QEvent::ApplicationFontChange)
        updateFont();
}

} // namespace strata
