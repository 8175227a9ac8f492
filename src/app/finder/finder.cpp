// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/finder/finder.h"

#include "app/shell/icons.h"
#include "widgets/selectedicon.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownRows = 12; // the others are reached by scrolling
constexpr int subtitleRole = Qt::UserRole + 1;

/// The title, and quieter at the right what kind of thing it is; plain text, elided.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        keepIconReadable(option);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, option.fontMetrics.height() + 12};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString subtitle = index.data(subtitleRole).toString();
        const QString title = row.text;
        row.text.clear();
        row.widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
        QColor color = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
        const QRect inner = option.rect.adjusted(34, 0, -10, 0);
        const int right = std::min(option.fontMetrics.horizontalAdvance(subtitle), inner.width() / 2);
        painter->save();
        painter->setPen(color);
        painter->drawText(inner.adjusted(0, 0, -right - 12, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(title, Qt::ElideMiddle, inner.width() - right - 12));
        color.setAlphaF(0.7F);
        painter->setPen(color);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(subtitle, Qt::ElideLeft, inner.width() / 2));
        painter->restore();
    }
};

QString withoutMnemonic(QString text)
{
    text.replace(u"&&"_s, QString(QChar(0)));
    text.remove(u'&');
    return text.replace(QChar(0), u'&');
}

/// The entries that fit best, in the order they came in where they fit alike.
QList<FinderEntry> bestOf(QList<FinderEntry> entries, const QString &typed)
{
    QList<std::pair<int, qsizetype>> ranks;
    ranks.reserve(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i)
        ranks.emplaceBack(-finderScore(typed, entries[i].title), i);
    const qsizetype shown = std::min(FinderLimit, ranks.size());
    std::partial_sort(ranks.begin(), ranks.begin() + shown, ranks.end());
    QList<FinderEntry> best;
    for (const auto &[score, i] : ranks.first(shown))
        best.append(std::move(entries[i]));
    return best;
}

} // namespace

int finderScore(const QString &typed, const QString &text)
{
    if (typed.isEmpty())
        return 1;
    const qsizetype at = text.indexOf(typed, 0, Qt::CaseInsensitive);
    if (at == 0)
        return text.size() == typed.size() ? 100 : 80;
    if (at > 0)
        return text[at - 1].isLetterOrNumber() ? 40 : 60;
    qsizetype from = 0;
    for (const QChar c : typed) {
        from = text.indexOf(c, from, Qt::CaseInsensitive);
        if (from < 0)
            return 0;
        ++from;
    }
    return typed.size() > 1 ? 10 : 0;
}

Finder::Finder(QList<Page *> pages, Actions actions, QWidget *window)
    : QFrame(window), m_pages(std::move(pages)), m_actions(std::move(actions)), m_field(new QLineEdit),
      m_list(new QListView), m_model(new QStandardItemModel(this))
{
    setObjectName(u"finder"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_field->setObjectName(u"finderField"_s);
    m_field->setPlaceholderText(tr("Find an image, a container or an action"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->addAction(icon(u"edit-find"_s), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"finderList"_s);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({16, 16});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &Finder::search);
    connect(m_list, &QListView::clicked, this, &Finder::take);
    hide();
}

void Finder::popUp()
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_field->clear();
    search();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void Finder::place()
{
    const QSize window = parentWidget()->size();
    const int width = std::min(680, window.width() - 40);
    const int rows = std::min(m_model->rowCount(), shownRows);
    const int height = sizeHint().height() - m_list->sizeHint().height()
        + std::max(1, rows) * std::max(1, m_list->sizeHintForRow(0)) + 4;
    setGeometry((window.width() - width) / 2, 44, width, std::min(height, window.height() - 90));
}

void Finder::search()
{
    const QString typed = m_field->text().trimmed();
    QList<FinderEntry> found = actionEntries(typed);
    for (Page *page : std::as_const(m_pages))
        found += page->finderEntries(typed);
    m_entries = bestOf(std::move(found), typed);
    m_model->clear();
    for (const FinderEntry &entry : std::as_const(m_entries)) {
        auto *item = new QStandardItem(entry.icon, entry.title);
        item->setData(entry.subtitle, subtitleRole);
        item->setData(tr("%1, %2").arg(entry.title, entry.subtitle), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

QList<FinderEntry> Finder::actionEntries(const QString &typed) const
{
    QList<FinderEntry> entries;
    for (QAction *action : m_actions()) {
        addAction(action, {}, typed, &entries);
        if (!action->menu() || !action->isEnabled() || !action->isVisible())
            continue;
        for (QAction *below : action->menu()->actions())
            addAction(below, withoutMnemonic(action->text()), typed, &entries);
    }
    return entries;
}

void Finder::addAction(QAction *action, const QString &menu, const QString &typed, QList<FinderEntry> *entries)
{
    QString title = withoutMnemonic(action->text());
    if (!menu.isEmpty() && !title.isEmpty())
        title = tr("%1 › %2", "menu and entry").arg(menu, title);
    // Their long titles have any letters in order: what is in a menu has to have the typed text itself.
    const bool fits = menu.isEmpty() ? finderScore(typed, title) > 0 : title.contains(typed, Qt::CaseInsensitive);
    if (!action->isEnabled() || !action->isVisible() || title.isEmpty() || !fits)
        return;
    entries->append({.title = title,
                     .subtitle = action->shortcut().isEmpty()
                         ? tr("Action")
                         : tr("Action · %1").arg(action->shortcut().toString(QKeySequence::NativeText)),
                     .icon = action->icon(),
                     .activate = [action = QPointer(action)] {
                         if (action)
                             action->trigger();
                     }});
}

void Finder::take(const QModelIndex &index)
{
    if (!index.isValid() || index.row() >= m_entries.size())
        return;
    const auto activate = m_entries[index.row()].activate;
    close();
    if (activate)
        activate();
}

void Finder::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    QWidget *focused = QApplication::focusWidget();
    if (m_focusBefore && (!focused || focused == m_field))
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    m_focusBefore = nullptr;
}

bool Finder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && QApplication::activePopupWidget() == nullptr) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape: hide(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: take(m_list->currentIndex()); return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QApplication::sendEvent(m_list, event); return true;
    default: return false;
    }
}

} // namespace strata
