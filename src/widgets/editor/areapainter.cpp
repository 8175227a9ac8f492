// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/areapainter.h"

#include "widgets/editor/folding.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int AnnotationColumn = 72; // where annotations begin when the lines are shorter
constexpr int AnnotationGap = 3;     // columns between text and annotation
constexpr int LeastAnnotation = 6;   // columns; with less room there is none
constexpr int MostAnnotation = 44;   // columns that are kept free for them where the window is narrow

QRectF rounded(const QRectF &rect)
{
    return QRectF(rect.toAlignedRect()).adjusted(0, 0.5, 0, -0.5);
}

QPainterPath wave(qreal left, qreal right, qreal y, qreal height)
{
    QPainterPath path(QPointF(left, y));
    bool isUp = true;
    for (qreal x = left; x < right; x += height, isUp = !isUp)
        path.lineTo(std::min(x + height, right), isUp ? y - height : y);
    return path;
}

} // namespace

QString foldMarkText(int lines)
{
    return QCoreApplication::translate("strata::CodeEditor", "⋯ %n lines", nullptr, lines);
}

AreaPainter::AreaPainter(const TextArea &area, QPainter &painter, const QRect &clip)
    : m_area(area), m_painter(painter), m_clip(clip)
{}

void AreaPainter::paintBelow(const QList<VisibleLine> &lines)
{
    m_painter.setPen(Qt::NoPen);
    paintCurrentLine(lines);
    paintScope(lines);
    paintRanges(lines, m_area.occurrences(), m_area.colors().occurrence);
    paintMatches(lines);
    paintBrackets(lines);
}

void AreaPainter::paintAbove(const QList<VisibleLine> &lines)
{
    m_painter.setFont(m_area.font());
    for (const VisibleLine &line : lines) {
        if (m_area.areBlanksShown())
            paintBlanks(line);
        paintWaves(line);
        paintAnnotation(line, paintFoldMark(line));
    }
}

void AreaPainter::paintCurrentLine(const QList<VisibleLine> &lines)
{
    const QTextBlock current = m_area.textCursor().block();
    for (const VisibleLine &line : lines) {
        if (line.block == current)
            m_painter.fillRect(QRectF(m_clip.left(), line.rect.top(), m_clip.width(), line.rect.height()),
                               m_area.colors().currentLine);
    }
}

void AreaPainter::paintScope(const QList<VisibleLine> &lines)
{
    if (!m_area.scope().isEmpty())
        paintRanges(lines, {m_area.scope()}, m_area.colors().scope);
}

void AreaPainter::paintRanges(const QList<VisibleLine> &lines, const QList<EditorRange> &ranges, const QColor &color)
{
    for (const VisibleLine &line : lines) {
        const int start = line.block.position();
        for (const EditorRange &range : ranges) {
            if (range.start >= start + line.block.length() || range.end < start)
                continue;
            for (const QRectF &rect : m_area.rectsOf(line, range))
                m_painter.fillRect(rounded(rect), color);
        }
    }
}

void AreaPainter::paintMatches(const QList<VisibleLine> &lines)
{
    const QTextCursor cursor = m_area.textCursor();
    const EditorRange selected{cursor.selectionStart(), cursor.selectionEnd()};
    for (const VisibleLine &line : lines) {
        const int start = line.block.position();
        auto match = std::ranges::lower_bound(m_area.matches(), start, {}, &EditorRange::end);
        for (; match != m_area.matches().end() && match->start < start + line.block.length(); ++match) {
            const QColor color = *match == selected ? m_area.colors().hit : m_area.colors().match;
            for (QRectF rect : m_area.rectsOf(line, *match)) {
                rect.setWidth(std::max(rect.width(), 2.0)); // an empty match is a place
                m_painter.fillRect(rounded(rect), color);
            }
        }
    }
}

void AreaPainter::paintBrackets(const QList<VisibleLine> &lines)
{
    const auto pair = m_area.brackets();
    if (!pair)
        return;
    const EditorColors &colors = m_area.colors();
    for (const int position : {pair->here, pair->there}) {
        for (const VisibleLine &line : lines) {
            if (position < line.block.position() || position >= line.block.position() + line.block.length())
                continue;
            for (const QRectF &rect : m_area.rectsOf(line, {position, position + 1})) {
                m_painter.fillRect(rounded(rect), pair->there < 0 ? Qt::transparent : colors.bracket);
                m_painter.setPen(pair->there < 0 ? colors.error : colors.quiet);
                m_painter.drawRect(rounded(rect).adjusted(0.5, 0, -0.5, -1));
                m_painter.setPen(Qt::NoPen);
            }
        }
    }
}

void AreaPainter::paintWaves(const VisibleLine &line)
{
    const int start = line.block.position();
    const qreal height = std::max(2.0, m_area.fontMetrics().height() / 8.0);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const Diagnostics::Entry &entry : m_area.diagnostics().entries()) {
        if (entry.range.start >= start + line.block.length() || entry.range.end < start
            || (entry.range.end == start && entry.range.start < start))
            continue;
        m_painter.setPen(QPen(m_area.colors().of(entry.severity), 1.2));
        for (const QRectF &rect : m_area.rectsOf(line, entry.range)) {
            const qreal right = std::max(rect.right(), rect.left() + m_area.columnWidth());
            const qreal from = std::max(rect.left(), qreal(m_clip.left()) - height * 2);
            m_painter.drawPath(
                wave(from, std::min(right, qreal(m_clip.right()) + height * 2), rect.bottom() - 1, height));
        }
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

// Of a long row only what is on the screen is looked at.
void AreaPainter::paintBlanks(const VisibleLine &line)
{
    const QString text = line.block.text();
    const QTextLayout *layout = line.block.layout();
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine row = layout->lineAt(i);
        const int first = row.xToCursor(m_clip.left() - line.rect.left());
        const int last = std::min(row.xToCursor(m_clip.right() - line.rect.left()), int(text.size()) - 1);
        for (int column = first; column <= last; ++column) {
            if (const QChar c = text.at(column); c == u' ' || c == u'\t' || c == QChar::Nbsp)
                paintBlank(line, line.block.position() + column, c);
        }
    }
}

void AreaPainter::paintBlank(const VisibleLine &line, int position, QChar c)
{
    const QColor color = m_area.colors().quiet;
    const QRectF rect = m_area.rectsOf(line, {position, position + 1}).value(0);
    m_painter.setPen(color);
    if (c == u' ')
        m_painter.fillRect(QRectF(rect.center().x() - 0.75, rect.center().y() - 0.75, 1.5, 1.5), color);
    else if (c == u'\t')
        m_painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, u"→"_s);
    else
        m_painter.drawText(rect, Qt::AlignCenter | Qt::TextDontClip, u"⍽"_s);
}

qreal AreaPainter::paintFoldMark(const VisibleLine &line)
{
    const qreal end = m_area.endOf(line);
    if (!m_area.folding()->isFolded(line.block))
        return end;
    const LineRange region = m_area.folding()->regionAt(line.block.blockNumber());
    const QString text = foldMarkText(region.last - region.first);
    const QFontMetrics metrics = m_area.fontMetrics();
    const qreal baseline = m_area.baselineOf(line, true);
    const qreal width = metrics.horizontalAdvance(text) + 2 * m_area.columnWidth();
    const QRectF mark(end + m_area.columnWidth(), baseline - metrics.ascent() + 1, width, metrics.height() - 2);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_area.colors().foldMark);
    m_painter.drawRoundedRect(mark, 4, 4);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(m_area.colors().currentNumber);
    m_painter.drawText(QPointF(mark.left() + m_area.columnWidth(), baseline), text);
    return mark.right();
}

// In a column of their own as long as the lines leave it free and the window has the room.
void AreaPainter::paintAnnotation(const VisibleLine &line, qreal left)
{
    const QString annotation = singleLine(m_area.annotationOf(line.block).text, 300);
    if (annotation.isEmpty())
        return;
    const int column = m_area.columnWidth();
    const QFontMetrics metrics = m_area.fontMetrics();
    const qreal right = m_area.viewport()->width() - column;
    const int wantedColumns = std::clamp(m_area.annotationLength() + 2, LeastAnnotation, MostAnnotation);
    const qreal wanted = std::min(line.rect.left() + AnnotationColumn * column, right - wantedColumns * column);
    const qreal start = std::max(left + AnnotationGap * column, wanted);
    if (right - start < LeastAnnotation * column)
        return;
    m_painter.setPen(m_area.colors().quiet);
    m_painter.drawText(QPointF(start, m_area.baselineOf(line, true)),
                       metrics.elidedText(annotation, Qt::ElideRight, int(right - start)));
}

} // namespace strata
