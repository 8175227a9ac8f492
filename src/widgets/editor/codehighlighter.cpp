// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/codehighlighter.h"

#include "widgets/contrast.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QAbstractTextDocumentLayout>
#include <QSignalBlocker>
#include <QTextDocument>

namespace strata {

using namespace std::chrono_literals;
using KSyntaxHighlighting::FoldingRegion;
using KSyntaxHighlighting::State;
using KSyntaxHighlighting::Theme;

namespace {

constexpr auto TurnBudget = 5ms;
constexpr auto EditBudget = 3ms;
constexpr int TailLength = 64; // characters at the end of a long line, which tell whether it goes on in the next one

bool isQuietStyle(Theme::TextStyle style)
{
    return style == Theme::Comment || style == Theme::String || style == Theme::VerbatimString || style == Theme::Char;
}

// Of the regions that begin in a line and do not end there, the outermost; 0: none.
int firstOpen(const QList<FoldingRegion> &regions)
{
    QList<int> open;
    for (const FoldingRegion &region : regions) {
        if (region.type() == FoldingRegion::Begin)
            open.append(region.id());
        else if (const qsizetype begin = open.lastIndexOf(region.id()); begin >= 0)
            open.remove(begin);
    }
    return open.value(0, 0);
}

} // namespace

CodeHighlighter::CodeHighlighter(HighlightRepository repository, QTextDocument *document)
    : QObject(document), RepositoryHolder{std::move(repository)}, m_document(document)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, [this] { goOn(QDeadlineTimer(TurnBudget)); });
    connect(document, &QTextDocument::contentsChange, this,
            [this](int position, int removed, int added) { change({position, removed, added}); });
}

void CodeHighlighter::setDefinition(const QString &name)
{
    const auto definition = m_repository->definitionForName(name);
    if (m_isOn && definition == AbstractHighlighter::definition())
        return;
    m_isOn = definition.isValid();
    AbstractHighlighter::setDefinition(definition);
    m_charFormats.clear();
    if (m_isOn)
        restart();
    else
        removeFormats();
}

void CodeHighlighter::setPalette(const QPalette &palette)
{
    const auto wanted = m_repository->themeForPalette(palette);
    const QColor background = palette.color(QPalette::Base);
    if (wanted.name() == theme().name() && background == m_background)
        return;
    m_background = background;
    setTheme(wanted);
    m_charFormats.clear();
    if (m_isOn)
        restart();
}

void CodeHighlighter::restart()
{
    ++m_generation;
    highlightVisible();
    m_next = 0;
    m_isTailDone = false;
    m_timer.start();
}

void CodeHighlighter::removeFormats()
{
    m_timer.stop();
    m_next = -1;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        block.layout()->clearFormats();
        if (LineData *data = LineData::of(block)) {
            data->generation = 0;
            data->regions.clear();
            data->quiet.clear();
        }
    }
    markDirty({0, m_document->characterCount()});
}

void CodeHighlighter::change(const EditorEdit &edit)
{
    if (!m_isOn)
        return;
    const QTextBlock first = m_document->findBlock(edit.position);
    QTextBlock last = m_document->findBlock(edit.position + edit.added);
    if (!last.isValid())
        last = m_document->lastBlock();
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        if (LineData *data = LineData::of(block))
            data->generation = 0;
        if (block == last)
            break;
    }
    m_isTailDone = m_next < 0;
    m_next = m_next < 0 ? first.blockNumber() : std::min(m_next, first.blockNumber());
    m_editEnd = last.blockNumber();
    m_isInEdit = true; // the layout is told afterwards and must not be asked now
    goOn(QDeadlineTimer(EditBudget));
    m_isInEdit = false;
}

void CodeHighlighter::goOn(QDeadlineTimer deadline)
{
    QTextBlock block = m_document->findBlockByNumber(std::max(m_next, 0));
    const LineData *before = LineData::of(block.previous());
    State state = before ? before->end : State();
    EditorRange dirty{-1, -1};
    int line = block.blockNumber();
    m_next = -1;
    for (; block.isValid(); block = block.next(), ++line) {
        if (deadline.hasExpired()) {
            m_next = line;
            break;
        }
        LineData &data = LineData::make(block);
        if (data.generation != m_generation || data.begin != state) {
            if (highlight(block, data, state))
                dirty = {dirty.start < 0 ? block.position() : dirty.start, block.position() + block.length()};
        } else if (m_isTailDone && line > m_editEnd) {
            break;
        }
        state = data.end;
    }
    if (m_next < 0)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
    markDirty(dirty);
}

// Lines whose state is known from before get their new colours without waiting for their turn.
void CodeHighlighter::highlightVisible()
{
    const LineRange lines = m_visible ? m_visible() : LineRange();
    QTextBlock block = m_document->findBlockByNumber(lines.first);
    const LineData *before = LineData::of(block.previous());
    if (block.blockNumber() > 0 && (!before || before->generation == 0))
        return;
    State state = before ? before->end : State();
    const int start = block.position();
    int end = start;
    for (; block.isValid() && block.blockNumber() <= lines.last; block = block.next()) {
        LineData &data = LineData::make(block);
        highlight(block, data, state);
        state = data.end;
        end = block.position() + block.length();
    }
    markDirty({start, end});
}

bool CodeHighlighter::highlight(const QTextBlock &block, LineData &data, const State &before)
{
    m_formats.clear();
    m_regions.clear();
    m_quiet.clear();
    QString text = block.text();
    m_length = int(text.size());
    if (m_length > LineLimit) {
        m_length = LineLimit - TailLength;
        text.remove(m_length, text.size() - LineLimit);
    }
    data.end = highlightLine(text, before);
    data.begin = before;
    data.generation = m_generation;
    data.regions = m_regions;
    data.quiet = m_quiet;
    return applyFormats(block);
}

// What an input method is composing in the line has formats of its own, and is not part of the text.
bool CodeHighlighter::applyFormats(const QTextBlock &block) const
{
    QTextLayout *layout = block.layout();
    const int preedit = layout->preeditAreaPosition();
    const int length = int(layout->preeditAreaText().size());
    if (length == 0) {
        if (layout->formats() == m_formats)
            return false;
        layout->setFormats(m_formats);
        return true;
    }
    QList<QTextLayout::FormatRange> formats;
    for (const QTextLayout::FormatRange &kept : layout->formats()) {
        if (kept.start >= preedit && kept.start + kept.length <= preedit + length)
            formats.append(kept);
    }
    for (QTextLayout::FormatRange range : m_formats) {
        const int end = range.start + range.length;
        if (range.start < preedit && end > preedit) {
            formats.append({range.start, preedit - range.start, range.format});
            range.length = end - preedit;
            range.start = preedit;
        }
        if (range.start >= preedit)
            range.start += length;
        formats.append(range);
    }
    layout->setFormats(formats);
    return true;
}

bool CodeHighlighter::isSeen(EditorRange range) const
{
    const LineRange lines = m_visible();
    return m_document->findBlock(range.start).blockNumber() <= lines.last
        && m_document->findBlock(range.end - 1).blockNumber() >= lines.first;
}

// What nobody sees need not be painted again.
void CodeHighlighter::markDirty(EditorRange range)
{
    if (range.isEmpty())
        return;
    QSignalBlocker blocker(m_document->documentLayout());
    if (m_isInEdit || !m_visible || isSeen(range))
        blocker.unblock();
    m_document->markContentsDirty(range.start, std::min(range.end, m_document->characterCount()) - range.start);
}

const QTextCharFormat &CodeHighlighter::charFormat(const KSyntaxHighlighting::Format &format)
{
    const auto known = m_charFormats.constFind(format.id());
    if (known != m_charFormats.constEnd())
        return *known;
    QTextCharFormat shown;
    shown.setForeground(readableOn(m_background, format.textColor(theme())));
    if (format.hasBackgroundColor(theme()))
        shown.setBackground(format.backgroundColor(theme()));
    if (format.isBold(theme()))
        shown.setFontWeight(QFont::Bold);
    shown.setFontItalic(format.isItalic(theme()));
    shown.setFontUnderline(format.isUnderline(theme()));
    shown.setFontStrikeOut(format.isStrikeThrough(theme()));
    return *m_charFormats.insert(format.id(), shown);
}

void CodeHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    length = std::min(length, m_length - offset);
    if (length <= 0)
        return;
    if (isQuietStyle(format.textStyle()))
        m_quiet.append({offset, length});
    if (!format.isDefaultTextStyle(theme()))
        m_formats.append({offset, length, charFormat(format)});
}

void CodeHighlighter::applyFolding(int, int, FoldingRegion region)
{
    m_regions.append(region);
}

bool CodeHighlighter::isQuiet(const QTextBlock &block, int column) const
{
    const LineData *data = LineData::of(block);
    if (!data)
        return false;
    const auto behind = std::ranges::upper_bound(data->quiet, column, {}, &LineData::Part::start);
    return behind != data->quiet.begin() && column < std::prev(behind)->start + std::prev(behind)->length;
}

bool CodeHighlighter::startsRegion(const QTextBlock &block) const
{
    const LineData *data = LineData::of(block);
    return data && firstOpen(data->regions) != 0;
}

QTextBlock CodeHighlighter::regionEnd(const QTextBlock &start) const
{
    const LineData *startData = LineData::of(start);
    const int id = startData ? firstOpen(startData->regions) : 0;
    if (id == 0)
        return start;
    int depth = 1;
    for (QTextBlock block = start.next(); block.isValid(); block = block.next()) {
        const LineData *data = LineData::of(block);
        if (!data)
            return block.previous(); // not reached yet
        for (const FoldingRegion &region : data->regions) {
            if (region.id() == id && (depth += region.type() == FoldingRegion::Begin ? 1 : -1) == 0)
                return block;
        }
    }
    return m_document->lastBlock();
}

} // namespace strata
