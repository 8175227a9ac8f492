// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/logicalline.h"

#include <algorithm>
#include <iterator>

namespace strata {

void LogicalLine::clear()
{
    m_text.resize(0);
    m_segments.resize(0);
    m_start = 0;
}

void LogicalLine::append(QStringView text, qsizetype offset)
{
    if (m_segments.isEmpty())
        m_start = offset;
    if (text.isEmpty())
        return;
    m_segments.append({m_text.size(), offset});
    m_text.append(text);
}

qsizetype LogicalLine::segmentAt(qsizetype index) const
{
    const auto next = std::ranges::upper_bound(m_segments, index, {}, &Segment::begin);
    return std::distance(m_segments.begin(), next) - 1;
}

qsizetype LogicalLine::offset(qsizetype index) const
{
    if (m_segments.isEmpty())
        return m_start;
    const Segment &segment = m_segments[segmentAt(index)];
    return segment.offset + index - segment.begin;
}

TextRange LogicalLine::range(qsizetype begin, qsizetype end) const
{
    if (begin == end) { // of nothing: behind what is in front of it
        const qsizetype place = begin > 0 ? offset(begin - 1) + 1 : offset(0);
        return {place, place};
    }
    return {offset(begin), offset(end - 1) + 1};
}

SourceWord LogicalLine::word(qsizetype begin, qsizetype end) const
{
    SourceWord word{.text = m_text.sliced(begin, end - begin), .range = range(begin, end)};
    if (word.range.size() == end - begin)
        return word;
    for (qsizetype at = segmentAt(begin); at < m_segments.size() && m_segments[at].begin < end; ++at) {
        const Segment &segment = m_segments[at];
        const qsizetype first = std::max(begin, segment.begin);
        const qsizetype last = at + 1 < m_segments.size() ? std::min(end, m_segments[at + 1].begin) : end;
        word.pieces.append({segment.offset + first - segment.begin, segment.offset + last - segment.begin});
    }
    return word;
}

TextRange trimmedRange(QStringView text, qsizetype begin, qsizetype end)
{
    while (begin < end && text[begin].isSpace())
        ++begin;
    while (end > begin && text[end - 1].isSpace())
        --end;
    return {begin, end};
}

std::optional<QStringView> beforeContinuation(QStringView line, QChar escape)
{
    while (line.endsWith(u' ') || line.endsWith(u'\t'))
        line.chop(1);
    if (!line.endsWith(escape))
        return std::nullopt;
    line.chop(1);
    return line.endsWith(escape) ? std::nullopt : std::optional(line);
}

} // namespace strata
