// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/stagegraph.h"

#include "app/builder/previewmodel.h"
#include "app/common/text.h"
#include "widgets/plaintext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int boxMargin = 6;
constexpr int columnGap = 34;
constexpr int rowGap = 8;
constexpr int outerMargin = 6;
constexpr int mostRowsShown = 4;
constexpr int widestTitle = 24; // characters

QString baseLine(const PlanStage &stage)
{
    return stage.baseKind == BaseKind::Scratch ? u"scratch"_s : visibleLine(stage.baseReference, 200);
}

} // namespace

StageGraph::StageGraph(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"builderStageGraph"_s);
    setAccessibleName(tr("Stages"));
    setFocusPolicy(Qt::StrongFocus);
}

void StageGraph::setScrollArea(QScrollArea *area)
{
    m_area = area;
    connect(area->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &StageGraph::arrange);
    arrange();
}

QList<StageGraph::Box> StageGraph::boxesOf(const BuildPlan &plan)
{
    QList<Box> boxes;
    QList<int> used;
    for (qsizetype number = 0; number < plan.stages.size(); ++number) {
        const PlanStage &stage = plan.stages[number];
        Box box{.title = stageTitle(plan, int(number)), .base = baseLine(stage)};
        box.isNeeded = stage.isNeeded;
        box.isTarget = number == plan.target;
        for (const StageDependency &dependency : stage.dependencies) {
            const int from = dependency.origin.stage;
            if (dependency.origin.kind != FileOrigin::Kind::Stage || from < 0 || from >= number
                || box.from.contains(from))
                continue;
            box.from.append(from);
            box.column = std::max(box.column, boxes[from].column + 1);
        }
        used.resize(std::max<qsizetype>(used.size(), box.column + 1));
        box.row = used[box.column]++;
        boxes.append(box);
    }
    return boxes;
}

void StageGraph::setPlan(const BuildPlan &plan)
{
    const QList<Box> boxes = boxesOf(plan);
    if (boxes == m_boxes)
        return;
    m_boxes = boxes;
    m_current = -1;
    arrange();
    update();
}

void StageGraph::arrange()
{
    m_widths.clear();
    m_rows = 0;
    for (const Box &box : std::as_const(m_boxes)) {
        m_widths.resize(std::max<qsizetype>(m_widths.size(), box.column + 1));
        const int most = fontMetrics().averageCharWidth() * widestTitle;
        const int wanted = std::max(fontMetrics().horizontalAdvance(box.title),
                                    fontMetrics().horizontalAdvance(box.base));
        m_widths[box.column] = std::max(m_widths[box.column], std::min(most, wanted) + 2 * boxMargin);
        m_rows = std::max(m_rows, box.row + 1);
    }
    updateGeometry();
    if (!m_area)
        return;
    const QSize size = sizeHint();
    const int rowHeight = (size.height() - 2 * outerMargin) / std::max(1, m_rows);
    m_area->setVisible(m_boxes.size() > 1);
    const int shown = std::min(size.height(), rowHeight * mostRowsShown + 2 * outerMargin);
    const QScrollBar *bar = m_area->horizontalScrollBar();
    m_area->setMinimumHeight(rowHeight);
    m_area->setMaximumHeight(shown + (bar->maximum() > 0 ? bar->sizeHint().height() : 0));
}

QSize StageGraph::sizeHint() const
{
    int width = 2 * outerMargin;
    for (const int column : m_widths)
        width += column + columnGap;
    const int height = m_rows * (fontMetrics().lineSpacing() * 2 + 2 * boxMargin + rowGap);
    return {width, height + 2 * outerMargin};
}

QRect StageGraph::boxOf(int stage) const
{
    const Box &box = m_boxes[stage];
    int left = outerMargin;
    for (int column = 0; column < box.column; ++column)
        left += m_widths[column] + columnGap;
    const int height = fontMetrics().lineSpacing() * 2 + 2 * boxMargin;
    const QRect place(left, outerMargin + box.row * (height + rowGap), m_widths[box.column], height);
    return layoutDirection() == Qt::LeftToRight ? place
                                                : QRect(width() - place.right(), place.top(), place.width(), height);
}

void StageGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int stage = 0; stage < m_boxes.size(); ++stage) {
        for (const int from : m_boxes[stage].from)
            paintArrow(painter, m_boxes[stage], boxOf(from), boxOf(stage));
    }
    for (int stage = 0; stage < m_boxes.size(); ++stage)
        paintBox(painter, stage);
}

void StageGraph::paintArrow(QPainter &painter, const Box &box, const QRect &start, const QRect &end) const
{
    const QPalette::ColorGroup group = box.isNeeded ? QPalette::Active : QPalette::Disabled;
    const QColor color = palette().color(group, QPalette::Text);
    painter.setPen(QPen(color, 1.2));
    const QPointF from(start.right() + 1, start.center().y());
    const QPointF to(end.left() - 1, end.center().y());
    QPainterPath path(from);
    path.cubicTo(from + QPointF(columnGap / 2.0, 0), to - QPointF(columnGap / 2.0, 0), to);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({to, to + QPointF(-6, -3.5), to + QPointF(-6, 3.5)}));
}

void StageGraph::paintBox(QPainter &painter, int stage) const
{
    const Box &box = m_boxes[stage];
    const QPalette::ColorGroup group = box.isNeeded ? QPalette::Active : QPalette::Disabled;
    const QRect rect = boxOf(stage);
    const QColor line = palette().color(group, box.isTarget ? QPalette::Highlight : QPalette::Mid);
    painter.setPen(QPen(line, box.isTarget ? 2.0 : 1.0, box.isNeeded ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(palette().color(group, QPalette::Base));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (stage == m_current && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 3.5, -3.5, -3.5), 3, 3);
    }
    const QRect inside = rect.adjusted(boxMargin, boxMargin, -boxMargin, -boxMargin);
    QFont title = font();
    title.setBold(box.isTarget);
    painter.setFont(title);
    painter.setPen(palette().color(group, QPalette::Text));
    const auto elided = [&](const QString &text) {
        return QFontMetrics(painter.font()).elidedText(text, Qt::ElideMiddle, inside.width());
    };
    painter.drawText(inside, Qt::AlignTop | Qt::AlignHCenter | Qt::TextSingleLine, elided(box.title));
    painter.setFont(font());
    painter.setPen(palette().color(group, QPalette::PlaceholderText));
    painter.drawText(inside, Qt::AlignBottom | Qt::AlignHCenter | Qt::TextSingleLine, elided(box.base));
}

int StageGraph::stageAt(QPoint point) const
{
    for (int stage = 0; stage < m_boxes.size(); ++stage) {
        if (boxOf(stage).contains(point))
            return stage;
    }
    return -1;
}

void StageGraph::choose(int stage)
{
    m_current = stage;
    update();
    if (stage >= 0)
        Q_EMIT stageChosen(stage);
}

void StageGraph::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(stageAt(event->position().toPoint()));
}

void StageGraph::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_boxes.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: m_current = std::max(0, m_current - 1); return update();
    case Qt::Key_Right:
    case Qt::Key_Down: m_current = std::min(last, m_current + 1); return update();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return choose(std::clamp(m_current, 0, std::max(0, last)));
    default: QWidget::keyPressEvent(event);
    }
}

bool StageGraph::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int stage = stageAt(help->pos());
    if (stage < 0) {
        QToolTip::hideText();
        return true;
    }
    const Box &box = m_boxes[stage];
    QStringList lines{box.title, tr("based on %1").arg(box.base)};
    if (!box.isNeeded)
        lines.append(tr("The target does not need it, so it is not built."));
    QToolTip::showText(help->globalPos(), plainToolTip(lines.join(u'\n')), this);
    return true;
}

void StageGraph::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

} // namespace strata
