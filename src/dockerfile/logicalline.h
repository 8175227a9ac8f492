// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// The lines of an instruction put together, as BuildKit does it, and where each character came from.
class LogicalLine
{
public:
    void clear();
    /// Puts `text`, which stands at `offset` in the file, behind what is there.
    void append(QStringView text, qsizetype offset);

    QStringView text() const { return m_text; }
    qsizetype size() const { return m_text.size(); }

    /// From the first to the last of these characters. When there are none, it is the place behind the character in front.
    TextRange range(qsizetype begin, qsizetype end) const;
    /// These characters, as a word.
    SourceWord word(qsizetype begin, qsizetype end) const;

private:
    struct Segment
    {
        qsizetype begin;  ///< in m_text
        qsizetype offset; ///< in the file
    };

    qsizetype segmentAt(qsizetype index) const;
    qsizetype offset(qsizetype index) const;

    QString m_text;
    QList<Segment> m_segments;
    qsizetype m_start = 0; ///< the offset of the first line, also when nothing of it counts
};

/// Without blanks at both ends, as Go's strings.TrimSpace: the indices that remain of those from `begin` to `end`.
TextRange trimmedRange(QStringView text, qsizetype begin, qsizetype end);

/// The line in front of its escape, if that is what it ends with, and nothing of the kind in front of that.
std::optional<QStringView> beforeContinuation(QStringView line, QChar escape);

/// What separates words without quotes: BuildKit's reWhitespace, fewer characters than QChar::isSpace() knows.
inline bool isWordSeparator(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\v' || c == u'\f' || c == u'\r';
}

} // namespace strata
