// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/guttersigns.h"

#include <QPainter>
#include <QPainterPath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Draws in a square of 16 by 16 units.
class SignPainter
{
public:
    SignPainter(QPainter &painter, const QRect &square) : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.translate(square.topLeft());
        m_painter.scale(square.width() / 16.0, square.height() / 16.0);
    }
    ~SignPainter() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(SignPainter)

    void fill(const QPainterPath &shape, const QColor &color) { m_painter.fillPath(shape, color); }
    void stroke(const QPainterPath &line, const QColor &color, qreal width)
    {
        m_painter.strokePath(line, QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }

private:
    QPainter &m_painter;
};

QPainterPath lines(std::initializer_list<QList<QPointF>> strokes)
{
    QPainterPath path;
    for (const QList<QPointF> &points : strokes)
        path.addPolygon(QPolygonF(points));
    return path;
}

QPainterPath cross(qreal from, qreal to)
{
    return lines({{{from, from}, {to, to}}, {{from, to}, {to, from}}});
}

} // namespace

void paintSign(QPainter &painter, const QRect &square, DiagnosticSeverity severity, const EditorColors &colors)
{
    SignPainter sign(painter, square);
    QPainterPath shape;
    switch (severity) {
    case DiagnosticSeverity::Error:
        shape.addEllipse(QPointF(8, 8), 6, 6);
        sign.fill(shape, colors.of(severity));
        sign.stroke(cross(5.8, 10.2), colors.base, 1.6);
        return;
    case DiagnosticSeverity::Warning:
        shape.addPolygon(QPolygonF({{8, 2}, {14.5, 13.5}, {1.5, 13.5}}));
        shape.closeSubpath();
        sign.fill(shape, colors.of(severity));
        sign.stroke(shape, colors.of(severity), 1);
        sign.stroke(lines({{{8, 6.2}, {8, 9.4}}, {{8, 11.8}, {8, 11.81}}}), colors.base, 1.6);
        return;
    case DiagnosticSeverity::Hint:
        shape.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 2.5, 2.5);
        sign.fill(shape, colors.of(severity));
        sign.stroke(lines({{{8, 7.6}, {8, 11}}, {{8, 5}, {8, 5.01}}}), colors.base, 1.6);
    }
}

void paintMark(QPainter &painter, const QRect &square, LineMark mark, const EditorColors &colors)
{
    if (mark == LineMark::None)
        return;
    SignPainter sign(painter, square);
    const QColor color = colors.of(mark);
    QPainterPath shape;
    switch (mark) {
    case LineMark::Good: sign.stroke(lines({{{3.5, 8.5}, {6.8, 11.5}, {12.5, 4.5}}}), color, 1.8); return;
    case LineMark::Changed:
        shape.arcMoveTo(QRectF(3.5, 3.5, 9, 9), 20);
        shape.arcTo(QRectF(3.5, 3.5, 9, 9), 20, 290);
        sign.stroke(shape, color, 1.7);
        sign.fill(lines({{{10.2, 6.4}, {14.4, 6.9}, {12.8, 2.8}}}), color);
        return;
    case LineMark::Busy:
        for (const qreal x : {3.5, 8.0, 12.5})
            shape.addEllipse(QPointF(x, 8), 1.5, 1.5);
        sign.fill(shape, color);
        return;
    case LineMark::Bad: sign.stroke(cross(4.5, 11.5), color, 1.8); return;
    case LineMark::Unknown:
        shape.moveTo(5.5, 6);
        shape.cubicTo(5.5, 2.6, 10.5, 2.6, 10.5, 6);
        shape.cubicTo(10.5, 8, 8, 7.8, 8, 10);
        sign.stroke(shape, color, 1.5);
        sign.stroke(lines({{{8, 12.8}, {8, 12.81}}}), color, 1.7);
        return;
    case LineMark::None: return;
    }
}

void paintFoldArrow(QPainter &painter, const QRect &square, bool isFolded, const EditorColors &colors)
{
    SignPainter sign(painter, square);
    sign.stroke(isFolded ? lines({{{6, 4}, {10, 8}, {6, 12}}}) : lines({{{4, 6}, {8, 10}, {12, 6}}}),
                isFolded ? colors.currentNumber : colors.number, 1.5);
}

} // namespace strata
