// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/delegates.h"

#include "widgets/contrast.h"
#include "widgets/plaintext.h"
#include "widgets/selectedicon.h"
#include "widgets/statusdot.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr double RowHeight = 1.7; // in lines of text
constexpr int NumberWidth = 9;    // in average characters: "1.25 GB", "100.0 %"

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

// The values as an area: the newest at the right edge, `capacity` of them over the whole width.
QPolygonF outline(const QList<float> &values, const QRectF &area, int capacity, double ceiling)
{
    QPolygonF points;
    const double step = area.width() / std::max(1, capacity - 1);
    const qsizetype shown = std::min<qsizetype>(values.size(), capacity);
    for (qsizetype i = 0; i < shown; ++i) {
        const double value = std::clamp(double(values[values.size() - shown + i]) / ceiling, 0.0, 1.0);
        points.append({area.right() - double(shown - 1 - i) * step, area.bottom() - value * area.height()});
    }
    return points;
}

void paintArea(QPainter *painter, const QPolygonF &points, double bottom, const QColor &color)
{
    QPolygonF area = points;
    area.append({points.last().x(), bottom});
    area.append({points.first().x(), bottom});
    QColor fill = color;
    fill.setAlphaF(0.25F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawPolygon(area);
    painter->setPen(QPen(color, 1.2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(points);
}

} // namespace

QString TableDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return singleLine(QStyledItemDelegate::displayText(value, locale));
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = QStyledItemDelegate::sizeHint(option, index);
    return {hint.width(), std::max(hint.height(), int(option.fontMetrics.height() * RowHeight))};
}

QStyleOptionViewItem TableDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                                    const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    QStyleOptionViewItem background = cell;
    background.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
    return cell;
}

QRect TableDelegate::contentRect(const QStyleOptionViewItem &option)
{
    const int margin = styleOf(option)->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 2;
    return option.rect.adjusted(margin, 0, -margin, 0);
}

void TableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    keepIconReadable(option);
}

QColor TableDelegate::textColor(const QStyleOptionViewItem &option)
{
    const bool isSelected = option.state & QStyle::State_Selected;
    return option.palette.color(groupOf(option), isSelected ? QPalette::HighlightedText : QPalette::Text);
}

QColor TableDelegate::accentColor(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected ? textColor(option)
                                                 : option.palette.color(groupOf(option), QPalette::Accent);
}

void TableDelegate::paintNumber(QPainter *painter, const QStyleOptionViewItem &option, QRect rect)
{
    painter->setFont(option.font);
    painter->setPen(textColor(option));
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, rect.width());
    painter->drawText(rect, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

SparklineDelegate::SparklineDelegate(int valuesRole, QObject *parent) : TableDelegate(parent), m_valuesRole(valuesRole)
{}

double SparklineDelegate::ceiling(const QList<float> &values, const QModelIndex &index) const
{
    const double given = m_ceilingRole < 0 ? 0 : index.data(m_ceilingRole).toDouble();
    if (given > 0)
        return given;
    return std::max({double(*std::ranges::max_element(values)), m_minimumCeiling, 1e-9});
}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyleOptionViewItem cell = paintBackground(painter, option, index);
    const QRect rect = contentRect(cell);
    painter->save();
    paintNumber(painter, cell, rect);
    const auto values = index.data(m_valuesRole).value<QList<float>>();
    const int textWidth = std::max(cell.fontMetrics.averageCharWidth() * NumberWidth,
                                   cell.fontMetrics.horizontalAdvance(cell.text));
    const QRectF area = QRectF(rect).adjusted(0, 4, -textWidth - 6, -4);
    if (values.size() > 1 && area.width() > 8) {
        painter->setRenderHint(QPainter::Antialiasing);
        paintArea(painter, outline(values, area, m_capacity, ceiling(values, index)), area.bottom(), accentColor(cell));
    }
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = TableDelegate::sizeHint(option, index);
    return {option.fontMetrics.averageCharWidth() * NumberWidth * 2, hint.height()};
}

BarDelegate::BarDelegate(int shareRole, QObject *parent) : TableDelegate(parent), m_shareRole(shareRole) {}

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyleOptionViewItem cell = paintBackground(painter, option, index);
    const QRect rect = contentRect(cell);
    painter->save();
    const QVariant share = index.data(m_shareRole);
    if (share.isValid()) {
        QColor color = accentColor(cell);
        color.setAlphaF(isDark(cell.palette) ? 0.36F : 0.22F);
        QRectF bar = QRectF(rect).adjusted(0, 3, 0, -3);
        bar.setWidth(std::max(1.0, bar.width() * std::clamp(share.toDouble(), 0.0, 1.0)));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(bar, 2, 2);
    }
    paintNumber(painter, cell, rect.adjusted(4, 0, -4, 0));
    painter->restore();
}

LinksDelegate::LinksDelegate(int textsRole, int targetsRole, QObject *parent)
    : TableDelegate(parent), m_textsRole(textsRole), m_targetsRole(targetsRole)
{}

QList<LinksDelegate::Piece> LinksDelegate::pieces(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStringList texts = index.data(m_textsRole).toStringList();
    const QStringList targets = index.data(m_targetsRole).toStringList();
    const QRect content = contentRect(option);
    QList<Piece> result;
    int left = content.left();
    for (qsizetype i = 0; i < texts.size() && left < content.right(); ++i) {
        const QString text = singleLine(texts[i], 200);
        const QString separator = i + 1 < texts.size() ? u", "_s : QString();
        const int width = option.fontMetrics.horizontalAdvance(text);
        const int room = content.right() - left + 1;
        const bool isCut = width + option.fontMetrics.horizontalAdvance(separator.isEmpty() ? separator : u"…"_s)
            > room;
        const QString shown = isCut ? option.fontMetrics.elidedText(text + u'…', Qt::ElideRight, room) : text;
        const int shownWidth = option.fontMetrics.horizontalAdvance(shown);
        result.append({shown, targets.value(i), QRect(left, content.top(), shownWidth, content.height())});
        if (isCut)
            break;
        left += width + option.fontMetrics.horizontalAdvance(separator);
    }
    return result;
}

void LinksDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyleOptionViewItem cell = paintBackground(painter, option, index);
    painter->save();
    const bool isSelected = cell.state & QStyle::State_Selected;
    const QColor linkColor = isSelected ? textColor(cell) : cell.palette.color(groupOf(cell), QPalette::Link);
    const QList<Piece> shown = pieces(cell, index);
    for (const Piece &piece : shown) {
        QFont font = cell.font;
        font.setUnderline(!piece.target.isEmpty());
        painter->setFont(font);
        painter->setPen(piece.target.isEmpty() ? textColor(cell) : linkColor);
        painter->drawText(piece.rect, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, piece.text);
        if (&piece == &shown.last())
            continue;
        painter->setFont(cell.font);
        painter->setPen(textColor(cell));
        painter->drawText(piece.rect.translated(piece.rect.width(), 0),
                          int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, u","_s);
    }
    painter->restore();
}

QSize LinksDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = TableDelegate::sizeHint(option, index);
    const QString text = singleLine(index.data(m_textsRole).toStringList().join(u", "_s));
    const int margins = option.rect.width() - contentRect(option).width();
    return {option.fontMetrics.horizontalAdvance(text) + margins, hint.height()};
}

QString LinksDelegate::targetAt(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    for (const Piece &piece : pieces(cell, index)) {
        if (piece.rect.contains(position))
            return piece.target;
    }
    return {};
}

bool LinksDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QString target = targetAt(option, index, mouse->position().toPoint());
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier && !target.isEmpty()) {
            Q_EMIT activated(target);
            return true;
        }
    }
    return TableDelegate::editorEvent(event, model, option, index);
}

} // namespace strata
