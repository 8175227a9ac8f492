// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/folding.h"

#include "widgets/editor/codehighlighter.h"
#include "widgets/editor/linedata.h"

#include <QPlainTextEdit>

namespace strata {

namespace {

constexpr int SearchedLines = 20'000; // upwards for a region that holds a line

} // namespace

Folding::Folding(QPlainTextEdit *editor, const CodeHighlighter *highlighter)
    : QObject(editor), m_editor(editor), m_highlighter(highlighter)
{
    connect(editor->document(), &QTextDocument::contentsChange, this,
            [this](int position, int removed, int added) { change({position, removed, added}); });
    connect(editor->document(), &QTextDocument::contentsChanged, this, [this] {
        if (!m_hasFolds)
            return;
        apply();
        revealCursor();
    });
    connect(editor, &QPlainTextEdit::cursorPositionChanged, this, &Folding::revealCursor);
    connect(editor, &QPlainTextEdit::selectionChanged, this, &Folding::revealCursor);
}

void Folding::setRegions(const QList<LineRange> &regions)
{
    QList<LineRange> outside;
    std::ranges::copy_if(regions, std::back_inserter(outside), [this](const LineRange &region) {
        return region.first >= 0 && region.first < region.last && region.last < m_editor->blockCount();
    });
    std::ranges::sort(outside, [](const LineRange &a, const LineRange &b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    if (outside == m_outside)
        return;
    m_outside = std::move(outside);
    if (m_hasFolds) {
        apply();
        rescueCursor();
    }
    Q_EMIT changed();
}

void Folding::change(const EditorEdit &edit)
{
    const LineEdit lines = LineEdit::of(*m_editor->document(), edit,
                                        std::exchange(m_lineCount, m_editor->blockCount()));
    for (LineRange &region : m_outside)
        region = {lines.moved(region.first), lines.moved(region.last)};
}

LineRange Folding::outsideAt(int line) const
{
    const auto found = std::ranges::lower_bound(m_outside, line, {}, &LineRange::first);
    return found != m_outside.end() && found->first == line && found->last > line ? *found : LineRange();
}

bool Folding::isFoldable(const QTextBlock &block) const
{
    return !outsideAt(block.blockNumber()).isEmpty() || (m_highlighter->startsRegion(block) && block.next().isValid());
}

LineRange Folding::regionAt(const QTextBlock &block) const
{
    const int line = block.blockNumber();
    if (const LineRange outside = outsideAt(line); !outside.isEmpty())
        return outside;
    if (!m_highlighter->startsRegion(block))
        return {};
    const int last = m_highlighter->regionEnd(block).blockNumber();
    return last > line ? LineRange{line, last} : LineRange();
}

LineRange Folding::regionAt(int line) const
{
    return regionAt(m_editor->document()->findBlockByNumber(line));
}

LineRange Folding::regionAround(int line) const
{
    QTextBlock block = m_editor->document()->findBlockByNumber(line);
    for (int i = 0; block.isValid() && i < SearchedLines; ++i, block = block.previous()) {
        if (!isFoldable(block))
            continue;
        const LineRange region = regionAt(block);
        if (!region.isEmpty() && region.last >= line)
            return region;
    }
    return {};
}

bool Folding::isFolded(const QTextBlock &block) const
{
    const LineData *data = LineData::of(block);
    return data && data->kept.isFolded && isFoldable(block);
}

bool Folding::isFolded(int line) const
{
    return isFolded(m_editor->document()->findBlockByNumber(line));
}

void Folding::setFolded(int line, bool folded)
{
    const QTextBlock block = m_editor->document()->findBlockByNumber(line);
    if (!block.isValid() || isFolded(block) == folded || (folded && regionAt(block).isEmpty()))
        return;
    LineData::make(block).kept.isFolded = folded;
    m_hasFolds = true;
    apply();
    rescueCursor();
}

void Folding::toggle(int line)
{
    setFolded(line, !isFolded(line));
}

void Folding::fold(int line)
{
    LineRange region = regionAround(line);
    while (!region.isEmpty() && isFolded(region.first) && region.first > 0)
        region = regionAround(region.first - 1);
    if (!region.isEmpty())
        setFolded(region.first, true);
}

void Folding::unfold(int line)
{
    setFolded(line, false);
}

void Folding::foldAll()
{
    for (QTextBlock block = m_editor->document()->begin(); block.isValid(); block = block.next()) {
        if (isFoldable(block) && !regionAt(block).isEmpty())
            LineData::make(block).kept.isFolded = true;
    }
    m_hasFolds = true;
    apply();
    rescueCursor();
}

void Folding::unfoldAll()
{
    for (QTextBlock block = m_editor->document()->begin(); block.isValid(); block = block.next()) {
        if (LineData *data = LineData::of(block))
            data->kept.isFolded = false;
    }
    apply();
}

void Folding::reveal(int line)
{
    const QTextBlock wanted = m_editor->document()->findBlockByNumber(line);
    for (QTextBlock block = wanted.previous(); block.isValid() && !wanted.isVisible(); block = block.previous()) {
        if (isFolded(block) && regionAt(block).last >= line) {
            LineData::make(block).kept.isFolded = false;
            apply();
        }
    }
}

void Folding::revealCursor()
{
    if (!m_hasFolds)
        return;
    const QTextCursor cursor = m_editor->textCursor();
    for (const int position : {cursor.anchor(), cursor.position()})
        reveal(m_editor->document()->findBlock(position).blockNumber());
}

// Both ends of the selection leave the lines that are about to go.
void Folding::rescueCursor()
{
    const QTextDocument &document = *m_editor->document();
    const auto rescued = [&document](int position) {
        QTextBlock block = document.findBlock(position);
        if (block.isVisible())
            return position;
        while (block.previous().isValid() && !block.isVisible())
            block = block.previous();
        return block.position() + block.length() - 1;
    };
    QTextCursor cursor = m_editor->textCursor();
    const int anchor = rescued(cursor.anchor());
    const int position = rescued(cursor.position());
    if (anchor == cursor.anchor() && position == cursor.position())
        return;
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
}

// What is shown follows from what is folded, whatever was edited in between.
void Folding::apply()
{
    QTextDocument *document = m_editor->document();
    int hiddenUntil = -1;
    int line = 0;
    EditorRange dirty{-1, -1};
    m_hasFolds = false;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next(), ++line) {
        const bool isVisible = line > hiddenUntil;
        if (LineData *data = LineData::of(block); data && data->kept.isFolded) {
            m_hasFolds = true;
            hiddenUntil = std::max(hiddenUntil, regionAt(block).last);
        }
        if (block.isVisible() == isVisible)
            continue;
        block.setVisible(isVisible);
        const int start = block.previous().isValid() ? block.previous().position() : block.position();
        dirty = {dirty.start < 0 ? start : dirty.start, block.position() + block.length()};
    }
    if (dirty.start >= 0) {
        document->markContentsDirty(dirty.start, dirty.end - dirty.start - 1);
        Q_EMIT changed();
    }
}

} // namespace strata
