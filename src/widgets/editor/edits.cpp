// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/edits.h"

#include "widgets/editor/linedata.h"
#include "widgets/editor/textdiff.h"

#include <QTextBlock>
#include <QTextDocument>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// One step of undo as long as it lives.
class EditStep
{
public:
    explicit EditStep(const QTextCursor &cursor) : m_cursor(cursor) { m_cursor.beginEditBlock(); }
    ~EditStep() { m_cursor.endEditBlock(); }
    Q_DISABLE_COPY_MOVE(EditStep)

private:
    QTextCursor m_cursor;
};

struct SelectedLines
{
    QTextBlock first;
    QTextBlock last;
};

// The lines that are folded behind one.
QTextBlock withFolded(QTextBlock block)
{
    while (block.next().isValid() && !block.next().isVisible())
        block = block.next();
    return block;
}

SelectedLines linesOf(const QTextCursor &cursor)
{
    const QTextDocument &document = *cursor.document();
    const QTextBlock first = document.findBlock(cursor.selectionStart());
    QTextBlock last = document.findBlock(cursor.selectionEnd());
    if (last != first && cursor.selectionEnd() == last.position())
        last = last.previous();
    return {first, last};
}

qsizetype indentationLength(const QString &text)
{
    return std::ranges::find_if_not(text, [](QChar c) { return c == u' ' || c == u'\t'; }) - text.begin();
}

int columnsOf(QStringView text, int tabWidth)
{
    int columns = 0;
    for (const QChar c : text)
        columns += c == u'\t' ? tabWidth - columns % tabWidth : 1;
    return columns;
}

void edit(QTextDocument &document, const TextReplacement &replacement)
{
    QTextCursor cursor(&document);
    cursor.setPosition(replacement.position);
    cursor.setPosition(replacement.position + replacement.removed, QTextCursor::KeepAnchor);
    cursor.insertText(replacement.text);
}

template<typename Function>
void forEachLine(const SelectedLines &lines, Function function)
{
    const QTextBlock end = lines.last.next();
    for (QTextBlock block = lines.first; block != end; block = block.next())
        function(block);
}

void select(QTextCursor &cursor, int anchor, int position)
{
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
}

// Changes the lines in one step. A selection that begins with a line begins with it afterwards, whatever came in there.
template<typename Function>
void editLines(QTextCursor &cursor, Function function)
{
    const SelectedLines lines = linesOf(cursor);
    const int start = cursor.selectionStart();
    const bool isWhole = cursor.hasSelection() && start == lines.first.position();
    const bool isForward = cursor.anchor() < cursor.position();
    const EditStep step(cursor);
    forEachLine(lines, function);
    if (isWhole)
        select(cursor, isForward ? start : cursor.selectionEnd(), isForward ? cursor.selectionEnd() : start);
}

QList<LineData::Kept> keptOf(const SelectedLines &lines)
{
    QList<LineData::Kept> kept;
    forEachLine(lines, [&kept](const QTextBlock &block) {
        const LineData *data = LineData::of(block);
        kept.append(data ? data->kept : LineData::Kept());
    });
    return kept;
}

void keep(QTextBlock block, const QList<LineData::Kept> &kept)
{
    for (const LineData::Kept &line : kept) {
        LineData::make(block).kept = line;
        block = block.next();
    }
}

// The lines of the cursor are not written anew, their neighbours are.
void swapLines(QTextCursor &cursor, const SelectedLines &upperLines, const SelectedLines &lowerLines,
               bool isCursorInUpper)
{
    QTextDocument &document = *cursor.document();
    const int start = upperLines.first.position();
    const int middle = lowerLines.first.position();
    const int end = lowerLines.last.position() + lowerLines.last.length() - 1;
    const QString text = documentText(document);
    const QString upper = text.mid(start, middle - 1 - start);
    const QString lower = text.mid(middle, end - middle);
    const QList<LineData::Kept> kept = keptOf(lowerLines) + keptOf(upperLines);
    const int by = isCursorInUpper ? int(lower.size()) + 1 : -int(upper.size()) - 1;
    const int anchor = cursor.anchor() + by;
    const int position = cursor.position() + by;
    const EditStep step(cursor);
    if (isCursorInUpper) {
        edit(document, {middle - 1, int(lower.size()) + 1, {}});
        edit(document, {start, 0, lower + u'\n'});
    } else {
        edit(document, {end, 0, u'\n' + upper});
        edit(document, {start, int(upper.size()) + 1, {}});
    }
    keep(document.findBlock(start), kept);
    select(cursor, anchor, position);
}

} // namespace

void indentLines(QTextCursor &cursor, const Indentation &indentation)
{
    const QString text = indentation.withTabs ? u"\t"_s : QString(indentation.width, u' ');
    editLines(cursor, [&](const QTextBlock &block) {
        if (block.length() > 1)
            edit(*cursor.document(), {block.position(), 0, text});
    });
}

void unindentLines(QTextCursor &cursor, const Indentation &indentation)
{
    editLines(cursor, [&](const QTextBlock &block) {
        const QString text = block.text();
        int length = 0;
        while (length < indentation.width && text.mid(length, 1) == u" ")
            ++length;
        edit(*cursor.document(), {block.position(), text.startsWith(u'\t') ? 1 : length, {}});
    });
}

void insertIndentation(QTextCursor &cursor, const Indentation &indentation)
{
    const EditStep step(cursor);
    cursor.removeSelectedText();
    const int column = columnsOf(QStringView(cursor.block().text()).first(cursor.positionInBlock()), indentation.width);
    cursor.insertText(indentation.withTabs ? u"\t"_s : QString(indentation.width - column % indentation.width, u' '));
}

void insertLine(QTextCursor &cursor)
{
    const EditStep step(cursor);
    cursor.removeSelectedText();
    const QString indentation = cursor.block().text().left(indentationBefore(cursor));
    cursor.insertBlock();
    cursor.insertText(indentation);
}

void toggleLineComment(QTextCursor &cursor, const QString &comment)
{
    const SelectedLines lines = linesOf(cursor);
    bool areComments = true;
    bool areBlank = true;
    qsizetype column = std::numeric_limits<int>::max();
    forEachLine(lines, [&](const QTextBlock &block) {
        const QString text = block.text();
        const qsizetype indentation = indentationLength(text);
        if (indentation == text.size())
            return;
        areBlank = false;
        areComments = areComments && QStringView(text).sliced(indentation).startsWith(comment);
        column = std::min(column, indentation);
    });
    QTextDocument &document = *cursor.document();
    if (areBlank) {
        edit(document, {lines.first.position() + lines.first.length() - 1, 0, comment + u' '});
        return;
    }
    editLines(cursor, [&](const QTextBlock &block) {
        const QString text = block.text();
        const qsizetype indentation = indentationLength(text);
        if (indentation == text.size())
            return;
        if (!areComments) {
            edit(document, {block.position() + int(column), 0, comment + u' '});
            return;
        }
        const bool hasBlank = text.mid(indentation + comment.size(), 1) == u" ";
        edit(document, {block.position() + int(indentation), int(comment.size()) + (hasBlank ? 1 : 0), {}});
    });
}

void moveLinesUp(QTextCursor &cursor)
{
    const SelectedLines lines = linesOf(cursor);
    QTextBlock neighbour = lines.first.previous();
    if (!neighbour.isValid())
        return;
    const QTextBlock neighbourEnd = neighbour;
    while (!neighbour.isVisible() && neighbour.previous().isValid())
        neighbour = neighbour.previous();
    swapLines(cursor, {neighbour, neighbourEnd}, {lines.first, withFolded(lines.last)}, false);
}

void moveLinesDown(QTextCursor &cursor)
{
    const SelectedLines lines = linesOf(cursor);
    const QTextBlock last = withFolded(lines.last);
    if (last.next().isValid())
        swapLines(cursor, {lines.first, last}, {last.next(), withFolded(last.next())}, true);
}

void duplicateLines(QTextCursor &cursor)
{
    const SelectedLines lines = linesOf(cursor);
    const QTextBlock last = withFolded(lines.last);
    const int start = lines.first.position();
    const int end = last.position() + last.length() - 1;
    const QString text = documentText(*cursor.document()).mid(start, end - start);
    const int by = end - start + 1;
    const int anchor = cursor.anchor() + by;
    const int position = cursor.position() + by;
    const EditStep step(cursor);
    edit(*cursor.document(), {end, 0, u'\n' + text});
    select(cursor, anchor, position);
}

void deleteLines(QTextCursor &cursor)
{
    const SelectedLines lines = linesOf(cursor);
    const QTextBlock last = withFolded(lines.last);
    const int column = cursor.positionInBlock();
    int start = lines.first.position();
    int end = last.position() + last.length();
    if (!last.next().isValid()) { // the last line has no break behind it, but one in front
        --end;
        start = std::max(0, start - 1);
    }
    const EditStep step(cursor);
    edit(*cursor.document(), {start, end - start, {}});
    const QTextBlock block = cursor.document()->findBlock(std::min(start, cursor.document()->characterCount() - 1));
    cursor.setPosition(block.position() + std::min(column, block.length() - 1));
}

int smartHome(const QTextCursor &cursor)
{
    const QTextBlock block = cursor.block();
    const int first = block.position() + int(indentationLength(block.text()));
    return cursor.position() == first ? block.position() : first;
}

int indentationBefore(const QTextCursor &cursor)
{
    return std::min(int(indentationLength(cursor.block().text())), cursor.positionInBlock());
}

void replaceRanges(QTextDocument &document, QList<EditorRange> ranges, const QString &text)
{
    std::ranges::sort(ranges, std::greater(), &EditorRange::start);
    const EditStep step{QTextCursor(&document)};
    for (const EditorRange &range : ranges)
        edit(document, {range.start, range.end - range.start, text});
}

void applyText(QTextDocument &document, QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    text.replace(QChar::ParagraphSeparator, u'\n');
    const auto differences = textDifferences(documentText(document), text);
    if (differences.isEmpty())
        return;
    const EditStep step{QTextCursor(&document)};
    for (const TextReplacement &replacement : differences)
        edit(document, replacement);
}

} // namespace strata
