// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

/// A text as code points, read from its start as Go's text/scanner does it: a byte order mark at the very beginning does not
/// count, half of a surrogate pair is U+FFFD.
class CodePoints
{
public:
    static constexpr char32_t end = 0xffffffff;

    explicit CodePoints(QStringView text) : m_text(text), m_position(text.startsWith(QChar::ByteOrderMark) ? 1 : 0) {}

    char32_t peek() const
    {
        if (m_position >= m_text.size())
            return end;
        const QChar unit = m_text[m_position];
        if (!unit.isSurrogate())
            return unit.unicode();
        return isPair() ? QChar::surrogateToUcs4(unit, m_text[m_position + 1]) : char32_t(QChar::ReplacementCharacter);
    }

    char32_t next()
    {
        const char32_t point = peek();
        if (point != end)
            m_position += isPair() ? 2 : 1;
        return point;
    }

    /// As much as fits: only for units that are no surrogates.
    template<typename Fits>
    QStringView takeWhile(Fits fits)
    {
        const qsizetype start = m_position;
        while (m_position < m_text.size() && fits(m_text[m_position]))
            ++m_position;
        return m_text.sliced(start, m_position - start);
    }

    qsizetype position() const { return m_position; } ///< in UTF-16 units

private:
    bool isPair() const
    {
        return m_text[m_position].isHighSurrogate() && m_position + 1 < m_text.size()
            && m_text[m_position + 1].isLowSurrogate();
    }

    QStringView m_text;
    qsizetype m_position;
};

inline void appendPoint(QString &text, char32_t point)
{
    if (QChar::requiresSurrogates(point))
        text += QChar::fromUcs4(point);
    else
        text += QChar(char16_t(point));
}

/// Go's unicode.IsLetter, unicode.IsDigit or an underscore: what names of variables are made of.
inline bool isNameCharacter(char32_t point)
{
    return QChar::isLetter(point) || QChar::isDigit(point) || point == U'_';
}

} // namespace strata
