// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/codeeditor.h"
#include "widgets/editor/textarea.h"

#include <QTest>
#include <QTextBlock>

namespace strata::test {

/// A text with its cursor at '|' and, when something is selected, the other end of the selection at '^'.
struct MarkedText
{
    QString text;
    int anchor = 0;
    int position = 0;

    static MarkedText of(QString marked)
    {
        MarkedText result;
        const qsizetype anchor = marked.indexOf(u'^');
        const qsizetype position = marked.indexOf(u'|');
        result.position = int(position) - (anchor >= 0 && anchor < position ? 1 : 0);
        result.anchor = anchor < 0 ? result.position : int(anchor) - (position < anchor ? 1 : 0);
        result.text = marked.remove(u'|').remove(u'^');
        return result;
    }
    static QString with(const QString &text, const QTextCursor &cursor)
    {
        QString marked = text;
        const int later = std::max(cursor.anchor(), cursor.position());
        const int earlier = std::min(cursor.anchor(), cursor.position());
        if (cursor.hasSelection())
            marked.insert(later, later == cursor.position() ? u'|' : u'^');
        marked.insert(earlier, earlier == cursor.position() ? u'|' : u'^');
        return marked;
    }
};

/// An editor in a window that is active, and keys for it.
class EditorWindow : public CodeEditor
{
public:
    explicit EditorWindow(const QString &marked = {}, const QString &definition = {},
                          const HighlightRepository &repository = {})
        : CodeEditor(repository)
    {
        setLineComment(QStringLiteral("#"));
        setMarked(marked, definition);
        resize(900, 420);
        show();
        activateWindow();
        m_isActive = QTest::qWaitForWindowActive(this);
        area()->setFocus();
    }

    bool isActive() const { return m_isActive; }
    void setMarked(const QString &marked, const QString &definition = {})
    {
        const MarkedText text = MarkedText::of(marked);
        setText(text.text, definition);
        QTextCursor cursor = area()->textCursor();
        cursor.setPosition(std::max(0, text.anchor));
        cursor.setPosition(std::max(0, text.position), QTextCursor::KeepAnchor);
        area()->setTextCursor(cursor);
    }
    QString marked() const { return MarkedText::with(text(), area()->textCursor()); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(target(), key, modifiers); }
    void type(const QString &keys) { QTest::keyClicks(target(), keys); }
    bool isLineVisible(int line) const { return area()->document()->findBlockByNumber(line).isVisible(); }

private:
    QWidget *target() { return focusWidget() && isAncestorOf(focusWidget()) ? focusWidget() : area(); }

    bool m_isActive = false;
};

} // namespace strata::test
