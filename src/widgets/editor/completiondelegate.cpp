// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/completiondelegate.h"

#include "widgets/contrast.h"
#include "widgets/editor/completion.h"
#include "widgets/plaintext.h"

#include <QPainter>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int Padding = 3;
constexpr qsizetype ShownLength = 200;

struct KindSign
{
    QStringView letter;
    QColor color;
};

KindSign signOf(CompletionKind kind)
{
    switch (kind) {
    case CompletionKind::Keyword: return {u"K", QColor(61, 120, 200)};
    case CompletionKind::Option: return {u"–", QColor(120, 110, 140)};
    case CompletionKind::Name: return {u"N", QColor(39, 140, 85)};
    case CompletionKind::Variable: return {u"$", QColor(190, 110, 20)};
    case CompletionKind::File: return {u"F", QColor(90, 120, 130)};
    case CompletionKind::Folder: return {u"/", QColor(90, 120, 130)};
    case CompletionKind::Package: return {u"P", QColor(150, 80, 170)};
    case CompletionKind::Value: return {u"=", QColor(39, 130, 140)};
    case CompletionKind::Snippet: return {u"…", QColor(170, 75, 85)};
    }
    return {};
}

QString lineOf(const QModelIndex &index, int role)
{
    return singleLine(index.data(role).toString(), ShownLength);
}

} // namespace

void CompletionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QPalette &palette = option.palette;
    const QColor background = palette.color(QPalette::Active, isSelected ? QPalette::Highlight : QPalette::Base);
    const QColor text = palette.color(QPalette::Active, isSelected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, background);
    painter->setFont(option.font);

    QRect rest = option.rect.adjusted(Padding, 0, -2 * Padding, 0);
    const int side = rest.height() - 2 * Padding;
    const KindSign sign = signOf(CompletionKind(index.data(CompletionModel::KindRole).toInt()));
    const QRect chip(rest.left(), rest.top() + Padding, side, side);
    painter->setPen(Qt::NoPen);
    painter->setBrush(readableOn(Qt::white, sign.color));
    painter->drawRoundedRect(chip, 3, 3);
    painter->setPen(Qt::white);
    painter->drawText(chip, Qt::AlignCenter, sign.letter.toString());
    rest.setLeft(chip.right() + 2 * Padding);

    const QString label = lineOf(index, Qt::DisplayRole);
    const int labelWidth = std::min(option.fontMetrics.horizontalAdvance(label), rest.width());
    painter->setPen(text);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(label, Qt::ElideRight, rest.width()));
    rest.setLeft(rest.left() + labelWidth + 4 * Padding);
    QColor quiet = text;
    quiet.setAlphaF(0.7F);
    painter->setPen(quiet);
    if (rest.width() > 4 * Padding)
        painter->drawText(
            rest, Qt::AlignRight | Qt::AlignVCenter,
            option.fontMetrics.elidedText(lineOf(index, CompletionModel::DetailRole), Qt::ElideRight, rest.width()));
    painter->restore();
}

QSize CompletionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics &metrics = option.fontMetrics;
    const int height = metrics.height() + 2 * Padding;
    const QString text = lineOf(index, Qt::DisplayRole) + lineOf(index, CompletionModel::DetailRole);
    return {metrics.horizontalAdvance(text) + height + 14 * Padding, height};
}

} // namespace strata
