// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textarea.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>

namespace strata {

using namespace Qt::StringLiterals;

// What the editor does with a key comes before the shortcuts of the window around it.
bool TextArea::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_keyFilter
        && m_keyFilter(static_cast<QKeyEvent *>(event), true)) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

bool TextArea::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const int position = characterAt(static_cast<QHelpEvent *>(event)->pos());
        if (position >= 0)
            Q_EMIT hovered(position);
        return true;
    }
    case QEvent::Leave: Q_EMIT pointerLeft(); break;
    default: break;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void TextArea::keyPressEvent(QKeyEvent *event)
{
    updatePointer(event->modifiers(), viewport()->mapFromGlobal(QCursor::pos()));
    if (m_keyFilter && m_keyFilter(event, false))
        event->accept();
    else
        QPlainTextEdit::keyPressEvent(event);
    const bool isCommand = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (isReadOnly() || isCommand)
        return;
    if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete)
        Q_EMIT typed({});
    else if (!event->text().isEmpty() && event->text().front().isPrint())
        Q_EMIT typed(event->text());
}

void TextArea::inputMethodEvent(QInputMethodEvent *event)
{
    const QString text = event->commitString();
    QPlainTextEdit::inputMethodEvent(event);
    if (!text.isEmpty() && !isReadOnly())
        Q_EMIT typed(text);
}

void TextArea::keyReleaseEvent(QKeyEvent *event)
{
    updatePointer(event->modifiers(), viewport()->mapFromGlobal(QCursor::pos()));
    QPlainTextEdit::keyReleaseEvent(event);
}

void TextArea::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QPlainTextEdit::wheelEvent(event);
        return;
    }
    if (const int delta = event->angleDelta().y(); delta != 0)
        Q_EMIT zoomRequested(delta > 0 ? 1 : -1);
    event->accept();
}

void TextArea::mousePressEvent(QMouseEvent *event)
{
    const int position = characterAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier && position >= 0) {
        QTextCursor cursor = textCursor();
        cursor.setPosition(position);
        setTextCursor(cursor);
        Q_EMIT definitionRequested(position);
        event->accept();
        return;
    }
    QPlainTextEdit::mousePressEvent(event);
}

void TextArea::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    updatePointer(event->modifiers(), event->position().toPoint());
    Q_EMIT pointerMoved(event->position().toPoint());
}

// With Ctrl a word is a link to its definition.
void TextArea::updatePointer(Qt::KeyboardModifiers modifiers, const QPoint &point)
{
    const int position = modifiers == Qt::ControlModifier ? characterAt(point) : -1;
    const bool isLink = position >= 0 && !wordAt(position).isEmpty();
    viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

// A click beside what is selected puts the cursor there first, so that the menu is about what one sees.
void TextArea::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        Q_EMIT menuRequested(viewport()->mapToGlobal(cursorRect().bottomLeft()), textCursor().position());
        return;
    }
    const QTextCursor there = cursorForPosition(event->pos());
    const QTextCursor cursor = textCursor();
    if (!cursor.hasSelection() || there.position() < cursor.selectionStart()
        || there.position() > cursor.selectionEnd())
        setTextCursor(there);
    Q_EMIT menuRequested(event->globalPos(), there.position());
}

QMimeData *TextArea::createMimeDataFromSelection() const
{
    QString text = textCursor().selectedText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    auto *copied = new QMimeData;
    copied->setText(text);
    return copied;
}

// Files are for whoever is around the editor: a page opens them.
bool TextArea::canInsertFromMimeData(const QMimeData *source) const
{
    const auto urls = source->urls();
    return source->hasText() && std::ranges::none_of(urls, &QUrl::isLocalFile);
}

void TextArea::insertFromMimeData(const QMimeData *source)
{
    if (!isReadOnly() && canInsertFromMimeData(source))
        textCursor().insertText(source->text());
    ensureCursorVisible();
}

} // namespace strata
