// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/sidebar.h"

#include "app/shell/icons.h"
#include "app/shell/page.h"
#include "widgets/selectedicon.h"

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int countRole = Qt::UserRole + 1;
constexpr int gap = 18;

/// The title at the left and the count, quieter, at the right.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        keepIconReadable(option);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(size.height(), option.fontMetrics.height() + 14));
        size.rwidth() += gap + option.fontMetrics.horizontalAdvance(index.data(countRole).toString()) + 12;
        return size;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
        QColor color = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
        if (!selected)
            color.setAlphaF(0.72F);
        painter->save();
        painter->setPen(color);
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(countRole).toString());
        painter->restore();
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent) : QListWidget(parent)
{
    setObjectName(u"sidebar"_s);
    setAccessibleName(tr("Pages"));
    setItemDelegate(new EntryDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setIconSize({18, 18});
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void Sidebar::addPage(Page *page)
{
    auto *item = new QListWidgetItem(icon(page->iconName()), page->title(), this);
    refreshCount(item, page);
    connect(page, &Page::countChanged, this, [this, item, page] { refreshCount(item, page); });
}

void Sidebar::refreshCount(QListWidgetItem *item, const Page *page)
{
    const QString count = page->countText();
    if (item->data(countRole).toString() == count)
        return;
    item->setData(countRole, count);
    item->setData(Qt::AccessibleTextRole, count.isEmpty() ? page->title() : tr("%1, %2").arg(page->title(), count));
    updateGeometry();
}

QSize Sidebar::sizeHint() const
{
    return {std::max(150, sizeHintForColumn(0) + 2 * frameWidth() + 8), 300};
}

QSize Sidebar::minimumSizeHint() const
{
    return {sizeHint().width(), 80};
}

} // namespace strata
