// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textrange.h"

#include <QTextBlock>
#include <QTextDocument>

namespace strata {

LineEdit LineEdit::of(const QTextDocument &document, const EditorEdit &edit, int linesBefore)
{
    const QTextBlock first = document.findBlock(edit.position);
    QTextBlock last = document.findBlock(edit.position + edit.added);
    if (!last.isValid())
        last = document.lastBlock();
    return {first.blockNumber(), last.blockNumber() - document.blockCount() + linesBefore, last.blockNumber(),
            edit.removed == 0 && edit.position == first.position()};
}

int toDocument(const QTextDocument &document, EditorPosition position)
{
    if (position.line < 0)
        return 0;
    const QTextBlock block = document.findBlockByNumber(position.line);
    if (!block.isValid())
        return document.characterCount() - 1;
    return block.position() + std::clamp(position.column, 0, block.length() - 1);
}

EditorRange toDocument(const QTextDocument &document, TextSpan span)
{
    const int start = toDocument(document, span.start);
    return {start, std::max(start, toDocument(document, span.end))};
}

EditorPosition fromDocument(const QTextDocument &document, int position)
{
    const QTextBlock block = document.findBlock(std::clamp(position, 0, document.characterCount() - 1));
    return {block.blockNumber(), std::min(position - block.position(), block.length() - 1)};
}

TextSpan fromDocument(const QTextDocument &document, EditorRange range)
{
    return {fromDocument(document, range.start), fromDocument(document, range.end)};
}

QString documentText(const QTextDocument &document)
{
    QString text = document.toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    return text;
}

} // namespace strata
