// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textarea.h"

class QPainter;

namespace strata {

/// Draws what is around the text: below it colours, above it waves, annotations and marks. Only of the lines it is given.
class AreaPainter
{
public:
    AreaPainter(const TextArea &area, QPainter &painter, const QRect &clip);

    void paintBelow(const QList<VisibleLine> &lines);
    void paintAbove(const QList<VisibleLine> &lines);

private:
    void paintCurrentLine(const QList<VisibleLine> &lines);
    void paintRanges(const QList<VisibleLine> &lines, const QList<EditorRange> &ranges, const QColor &color);
    void paintMatches(const QList<VisibleLine> &lines);
    void paintScope(const QList<VisibleLine> &lines);
    void paintBrackets(const QList<VisibleLine> &lines);
    void paintWaves(const VisibleLine &line);
    void paintBlanks(const VisibleLine &line);
    void paintBlank(const VisibleLine &line, int position, QChar c);
    qreal paintFoldMark(const VisibleLine &line); ///< gives where it ends
    void paintAnnotation(const VisibleLine &line, qreal left);

    const TextArea &m_area;
    QPainter &m_painter;
    QRect m_clip;
};

/// The words of the mark behind a folded line.
QString foldMarkText(int lines);

} // namespace strata
