// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/gutter.h"

#include "widgets/editor/folding.h"
#include "widgets/editor/guttersigns.h"
#include "widgets/editor/textarea.h"
#include "widgets/plaintext.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace strata {

Gutter::Gutter(TextArea *area) : QWidget(area), m_area(area)
{
    setMouseTracking(true);
    setAccessibleName(tr("Line numbers, signs and folding"));
}

Gutter::Columns Gutter::columns() const
{
    const int sign = m_area->fontMetrics().height() - 2;
    const int digits = std::max(3, int(QString::number(m_area->blockCount()).size()));
    Columns columns;
    columns.sign = 2;
    columns.number = columns.sign + sign + 2;
    columns.mark = columns.number + digits * m_area->fontMetrics().horizontalAdvance(u'9') + 4;
    columns.fold = columns.mark + sign;
    columns.end = columns.fold + sign;
    return columns;
}

int Gutter::wantedWidth() const
{
    return columns().end;
}

void Gutter::paintEvent(QPaintEvent *event)
{
    const EditorColors &colors = m_area->colors();
    const Columns at = columns();
    const int side = at.fold - at.mark;
    const QTextBlock current = m_area->textCursor().block();
    QPainter painter(this);
    painter.fillRect(event->rect(), colors.base);
    painter.setFont(m_area->font());
    for (const VisibleLine &line : m_area->visibleLines(event->rect())) {
        const qreal baseline = m_area->baselineOf(line, false);
        const int middle = int(baseline) - m_area->fontMetrics().capHeight() / 2;
        const bool isCurrent = line.block == current;
        if (isCurrent)
            painter.fillRect(QRectF(0, line.rect.top(), width(), line.rect.height()), colors.currentLine);
        painter.setPen(isCurrent ? colors.currentNumber : colors.number);
        const QString number = QString::number(line.block.blockNumber() + 1);
        painter.drawText(QPointF(at.mark - 4 - m_area->fontMetrics().horizontalAdvance(number), baseline), number);
        const auto diagnostics = m_area->diagnostics().startingIn(line.block);
        const auto square = [&](int left) { return QRect(left, middle - side / 2, side, side); };
        if (!diagnostics.isEmpty())
            paintSign(painter, square(at.sign), diagnostics.first().severity, colors);
        paintMark(painter, square(at.mark), m_area->annotationOf(line.block).mark, colors);
        if (m_area->folding()->isFoldable(line.block))
            paintFoldArrow(painter, square(at.fold), m_area->folding()->isFolded(line.block), colors);
    }
}

void Gutter::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const QTextBlock block = m_area->blockAt(point.y());
    if (event->button() != Qt::LeftButton || !block.isValid())
        return;
    const Columns at = columns();
    if (point.x() >= at.fold) {
        m_area->folding()->toggle(block.blockNumber());
    } else if (point.x() >= at.mark) {
        Q_EMIT markClicked(block.blockNumber());
    } else if (point.x() < at.number) {
        Q_EMIT signClicked(block.blockNumber());
    } else { // a number selects its line
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
        m_area->setTextCursor(cursor);
    }
}

void Gutter::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const QTextBlock block = m_area->blockAt(point.y());
    const bool isArrow = point.x() >= columns().fold && block.isValid() && m_area->folding()->isFoldable(block);
    setCursor(isArrow ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool Gutter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipFor(m_area->blockAt(help->pos().y())), this);
    return true;
}

void Gutter::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_area->viewport(), event);
}

QString Gutter::toolTipFor(const QTextBlock &block) const
{
    if (!block.isValid())
        return {};
    QStringList lines;
    for (const Diagnostics::Entry &entry : m_area->diagnostics().startingIn(block))
        lines.append(diagnosticText(entry));
    if (const QString annotation = m_area->annotationOf(block).text; !annotation.isEmpty())
        lines.append(annotation);
    return plainToolTip(lines.join(u'\n'));
}

} // namespace strata
