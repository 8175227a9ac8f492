// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textdiff.h"

#include <QHash>
#include <QSpan>

#include <algorithm>
#include <vector>

namespace strata {

namespace {

/// Lines of both texts as numbers, the same number for the same line.
class LineNumbers
{
public:
    QList<int> of(const QString &text)
    {
        QList<int> numbers;
        const auto lines = QStringView(text).split(u'\n');
        numbers.reserve(lines.size());
        for (const QStringView line : lines) {
            const auto known = m_known.constFind(line);
            numbers.append(known == m_known.constEnd() ? *m_known.insert(line, int(m_known.size())) : *known);
        }
        return numbers;
    }

private:
    QHash<QStringView, int> m_known;
};

/// Lines [beforeStart, beforeEnd) became [afterStart, afterEnd).
struct Hunk
{
    int beforeStart = 0;
    int beforeEnd = 0;
    int afterStart = 0;
    int afterEnd = 0;
};

// The furthest x on each diagonal, for each number of edits; the last one reaches the end.
std::vector<std::vector<int>> shortestEdit(QSpan<const int> a, QSpan<const int> b, int limit)
{
    const int n = int(a.size());
    const int m = int(b.size());
    std::vector<std::vector<int>> trace;
    std::vector<int> furthest{0, 0, 0};
    for (int d = 0; d <= std::min(limit, n + m); ++d) {
        std::vector<int> reached(size_t(2 * d + 3), 0); // diagonal k is at k + d + 1
        for (int k = -d; k <= d; k += 2) {
            const auto last = [&](int diagonal) { return furthest[size_t(diagonal) + size_t(d)]; };
            int x = 0;
            if (d > 0)
                x = k == -d || (k != d && last(k - 1) < last(k + 1)) ? last(k + 1) : last(k - 1) + 1;
            while (x < n && x - k < m && a[x] == b[x - k])
                ++x;
            reached[size_t(k) + size_t(d) + 1] = x;
            if (x >= n && x - k >= m) {
                trace.push_back(std::move(reached));
                return trace;
            }
        }
        trace.push_back(reached);
        furthest = std::move(reached);
    }
    return {};
}

// Goes back along the trace; the hunks come from the last one to the first.
QList<Hunk> hunksOf(const std::vector<std::vector<int>> &trace, int n, int m)
{
    QList<Hunk> hunks;
    int x = n;
    int y = m;
    for (int d = int(trace.size()) - 1; d > 0; --d) {
        const auto last = [&](int diagonal) { return trace[size_t(d - 1)][size_t(diagonal) + size_t(d)]; };
        const int k = x - y;
        const bool isInsertion = k == -d || (k != d && last(k - 1) < last(k + 1));
        const int fromX = last(isInsertion ? k + 1 : k - 1);
        const int fromY = fromX - (isInsertion ? k + 1 : k - 1);
        const Hunk step{fromX, isInsertion ? fromX : fromX + 1, fromY, isInsertion ? fromY + 1 : fromY};
        if (!hunks.isEmpty() && hunks.last().beforeStart == step.beforeEnd
            && hunks.last().afterStart == step.afterEnd) {
            hunks.last().beforeStart = step.beforeStart;
            hunks.last().afterStart = step.afterStart;
        } else {
            hunks.append(step);
        }
        x = fromX;
        y = fromY;
    }
    return hunks;
}

QList<int> lineStarts(const QString &text)
{
    QList<int> starts{0};
    for (qsizetype end = text.indexOf(u'\n'); end >= 0; end = text.indexOf(u'\n', end + 1))
        starts.append(int(end) + 1);
    starts.append(int(text.size()) + 1); // as if a line break came behind the last line
    return starts;
}

// Cut to what differs, but never within a surrogate pair.
TextReplacement trimmed(int position, QStringView before, QStringView after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype prefix = std::ranges::mismatch(before.first(shorter), after.first(shorter)).in1 - before.begin();
    if (prefix > 0 && before.at(prefix - 1).isHighSurrogate())
        --prefix;
    qsizetype suffix = 0;
    while (suffix < shorter - prefix && before.at(before.size() - 1 - suffix) == after.at(after.size() - 1 - suffix))
        ++suffix;
    if (suffix > 0 && before.at(before.size() - suffix).isLowSurrogate())
        --suffix;
    return {position + int(prefix), int(before.size() - prefix - suffix),
            after.sliced(prefix, after.size() - prefix - suffix).toString()};
}

} // namespace

QList<TextReplacement> textDifferences(const QString &before, const QString &after, int limit)
{
    if (before == after)
        return {};
    LineNumbers lines;
    const QList<int> a = lines.of(before);
    const QList<int> b = lines.of(after);
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < shorter && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    const auto oldLines = QSpan<const int>(a).sliced(head, a.size() - head - tail);
    const auto newLines = QSpan<const int>(b).sliced(head, b.size() - head - tail);
    const auto trace = shortestEdit(oldLines, newLines, limit);
    QList<Hunk> hunks = trace.empty() ? QList<Hunk>{{0, int(oldLines.size()), 0, int(newLines.size())}}
                                      : hunksOf(trace, int(oldLines.size()), int(newLines.size()));

    // A line break behind each text makes every line end with one; the last replacement must not reach into it.
    const QString oldText = before + u'\n';
    const QString newText = after + u'\n';
    const QList<int> oldStarts = lineStarts(before);
    const QList<int> newStarts = lineStarts(after);
    QList<TextReplacement> replacements;
    for (const Hunk &hunk : hunks) {
        int oldStart = oldStarts.at(head + hunk.beforeStart);
        int oldEnd = oldStarts.at(head + hunk.beforeEnd);
        int newStart = newStarts.at(head + hunk.afterStart);
        int newEnd = newStarts.at(head + hunk.afterEnd);
        const bool isLast = oldEnd > before.size() || newEnd > after.size();
        if (isLast && oldStart > 0 && newStart > 0) { // the break in front goes instead of the one behind
            --oldStart;
            --newStart;
        }
        if (isLast) {
            --oldEnd;
            --newEnd;
        }
        replacements.append(trimmed(oldStart, QStringView(oldText).sliced(oldStart, std::max(0, oldEnd - oldStart)),
                                    QStringView(newText).sliced(newStart, std::max(0, newEnd - newStart))));
    }
    return replacements;
}

} // namespace strata
