// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/completion.h"

#include "widgets/editor/announce.h"
#include "widgets/editor/completiondelegate.h"
#include "widgets/editor/edits.h"
#include "widgets/editor/floatingpanel.h"
#include "widgets/editor/textarea.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QScrollBar>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int ShownRows = 10;
constexpr int LeastWidth = 260;
constexpr int MostWidth = 640;
constexpr int MeasuredRows = 200; // for the width of the list

bool hasLettersInOrder(const QString &text, const QString &letters)
{
    qsizetype from = 0;
    for (const QChar c : letters) {
        const qsizetype found = text.indexOf(c, from, Qt::CaseInsensitive);
        if (found < 0)
            return false;
        from = found + 1;
    }
    return true;
}

} // namespace

QList<CompletionItem> matchingItems(const QList<CompletionItem> &items, const QString &typed)
{
    QList<CompletionItem> beginning;
    QList<CompletionItem> others;
    for (const CompletionItem &item : items) {
        if (item.label.startsWith(typed, Qt::CaseInsensitive))
            beginning.append(item);
        else if (hasLettersInOrder(item.label, typed))
            others.append(item);
    }
    return beginning + others;
}

void CompletionModel::setItems(const QList<CompletionItem> &items)
{
    beginResetModel();
    m_items = items;
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant CompletionModel::data(const QModelIndex &index, int role) const
{
    const CompletionItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return item.label;
    case Qt::AccessibleTextRole: return QString(item.label + u' ' + item.detail);
    case DetailRole: return item.detail;
    case KindRole: return int(item.kind);
    default: return {};
    }
}

Completion::Completion(TextArea *area) : QObject(area), m_area(area)
{
    m_panel = new FloatingPanel(area);
    m_panel->setObjectName(u"completion"_s);
    m_model = new CompletionModel(this);
    m_list = new QListView(m_panel);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Completions"));
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, &Completion::take);
    connect(area, &QPlainTextEdit::cursorPositionChanged, this, &Completion::followCursor);
    connect(m_panel, &FloatingPanel::ownerResized, this, &Completion::place);
    for (const QScrollBar *bar : {area->verticalScrollBar(), area->horizontalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, this, &Completion::place);
}

Completion::~Completion()
{
    delete m_panel;
}

void Completion::setProvider(CompletionProvider provider)
{
    close();
    m_provider = std::move(provider);
}

bool Completion::isShown() const
{
    return m_panel->isVisible();
}

void Completion::ask(bool isExplicit)
{
    if (!m_provider || m_area->isReadOnly())
        return;
    m_isExplicit = isExplicit;
    const EditorPosition position = fromDocument(*m_area->document(), m_area->textCursor().position());
    m_provider({position, isExplicit}, [self = QPointer(this), serial = ++m_serial](const CompletionList &list) {
        if (self && self->m_serial == serial)
            self->answered(list);
    });
}

void Completion::answered(const CompletionList &list)
{
    ++m_serial; // one answer each
    const QTextCursor cursor = m_area->textCursor();
    m_from = list.from < 0 ? m_area->wordAt(cursor.position()).start
                           : std::min(cursor.block().position() + list.from, cursor.position());
    m_items = list.items;
    filter();
}

QString Completion::typedText() const
{
    const QTextCursor cursor = m_area->textCursor();
    return cursor.block().text().mid(m_from - cursor.block().position(), cursor.position() - m_from);
}

void Completion::filter()
{
    const QString typed = typedText();
    const QList<CompletionItem> items = matchingItems(m_items, typed);
    const bool isDone = items.size() == 1 && !m_isExplicit && items.first().label == typed;
    if (items.isEmpty() || isDone || !m_area->isVisible()) {
        m_panel->hide();
        return;
    }
    m_model->setItems(items);
    m_list->setFont(m_area->font());
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_panel->show();
    m_list->ensurePolished();
    place();
    announce(m_area, items.first().label);
}

void Completion::place()
{
    if (!isShown())
        return;
    QTextCursor start = m_area->textCursor();
    start.setPosition(m_from);
    const QRect row = m_area->cursorRect(start);
    if (!m_area->viewport()->rect().intersects(row)) {
        close();
        return;
    }
    const int rows = std::min(ShownRows, m_model->rowCount());
    int width = LeastWidth;
    for (int i = 0; i < std::min(MeasuredRows, m_model->rowCount()); ++i)
        width = std::max(width, m_list->sizeHintForIndex(m_model->index(i, 0)).width());
    const int scrollBar = m_model->rowCount() > rows ? m_list->verticalScrollBar()->sizeHint().width() : 0;
    m_list->setVerticalScrollBarPolicy(scrollBar > 0 ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const QSize size(std::min(width, MostWidth) + scrollBar + 2, rows * m_list->sizeHintForRow(0) + 4);
    m_panel->showBeside(QRect(m_area->viewport()->mapTo(m_area, row.topLeft()), row.size()), size);
}

// What was asked before was asked about another place; whoever types asks anew.
void Completion::followCursor()
{
    if (m_isTaking)
        return;
    ++m_serial;
    const QTextCursor cursor = m_area->textCursor();
    if (!isShown())
        return;
    if (cursor.position() < m_from || cursor.block() != m_area->document()->findBlock(m_from))
        close();
    else
        filter();
}

void Completion::typed(const QString &text)
{
    if (text.isEmpty()) {
        if (isShown())
            ask(m_isExplicit);
        return;
    }
    const QChar last = text.back();
    if (last.isLetterOrNumber() || last == u'_' || m_triggers.contains(last))
        ask(m_isExplicit && isShown());
    else
        close();
}

void Completion::close()
{
    ++m_serial;
    m_panel->hide();
}

bool Completion::wantsKey(const QKeyEvent &event) const
{
    if (!isShown() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Escape: return true;
    default: return false;
    }
}

void Completion::press(const QKeyEvent &event)
{
    const int row = m_list->currentIndex().row();
    const int count = m_model->rowCount();
    switch (event.key()) {
    case Qt::Key_Up: choose((row + count - 1) % count); break;
    case Qt::Key_Down: choose((row + 1) % count); break;
    case Qt::Key_PageUp: choose(std::max(0, row - ShownRows)); break;
    case Qt::Key_PageDown: choose(std::min(count - 1, row + ShownRows)); break;
    case Qt::Key_Escape: close(); break;
    default: take();
    }
}

void Completion::choose(int row)
{
    m_list->setCurrentIndex(m_model->index(row, 0));
    announce(m_area, m_model->items().at(row).label);
}

void Completion::take()
{
    const CompletionItem item = m_model->items().value(m_list->currentIndex().row());
    close();
    QTextCursor cursor = m_area->textCursor();
    const QString indentation = cursor.block().text().left(indentationBefore(cursor));
    QString text = item.insertText.isEmpty() ? item.label : item.insertText;
    int place = item.cursor < 0 ? int(text.size()) : std::min(item.cursor, int(text.size()));
    place += int(QStringView(text).first(place).count(u'\n')) * int(indentation.size());
    text.replace(u'\n', u'\n' + indentation);
    m_isTaking = true;
    cursor.setPosition(m_from);
    cursor.setPosition(m_area->textCursor().position(), QTextCursor::KeepAnchor);
    cursor.insertText(text);
    cursor.setPosition(m_from + place);
    m_area->setTextCursor(cursor);
    m_isTaking = false;
    if (place > 0 && m_triggers.contains(text.at(place - 1)))
        ask(false);
}

} // namespace strata
