// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/glob.h"

#include "dockerfile/runes.h"

#include <algorithm>

namespace strata {

namespace {

/// What is between two stars, with the stars before it.
struct GlobPart
{
    bool hasStar = false;
    QByteArrayView text = {};
};

GlobPart takePart(QByteArrayView &pattern)
{
    GlobPart part;
    while (pattern.startsWith('*')) {
        part.hasStar = true;
        pattern = pattern.sliced(1);
    }
    bool isInRange = false;
    qsizetype i = 0;
    for (; i < pattern.size() && (pattern[i] != '*' || isInRange); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern[i] == '[')
            isInRange = true;
        else if (pattern[i] == ']')
            isInRange = false;
    }
    i = std::min(i, pattern.size());
    part.text = pattern.first(i);
    pattern = pattern.sliced(i);
    return part;
}

/// Compares a part with the start of a path. After the first difference only the pattern is read on, for its mistakes.
class PartMatch
{
public:
    PartMatch(QByteArrayView pattern, QByteArrayView path) : m_pattern(pattern), m_path(path) {}

    bool run()
    {
        while (!m_pattern.isEmpty() && m_isWellFormed) {
            m_matches = m_matches && !m_path.isEmpty();
            const char step = m_pattern.front();
            m_pattern = m_pattern.sliced(1);
            if (step == '[')
                readClass();
            else if (step == '?')
                take(m_matches && m_path.front() != '/');
            else
                readLiteral(step);
        }
        return m_isWellFormed;
    }

    bool matches() const { return m_matches; }
    QByteArrayView rest() const { return m_path; } ///< of the path

private:
    char32_t take(bool isMatch)
    {
        const Rune rune = m_matches ? firstRune(m_path) : Rune{};
        if (m_matches)
            m_path = m_path.sliced(rune.size);
        m_matches = m_matches && isMatch;
        return rune.point;
    }

    void readLiteral(char step)
    {
        if (step == '\\') {
            if (m_pattern.isEmpty()) {
                m_isWellFormed = false;
                return;
            }
            step = m_pattern.front();
            m_pattern = m_pattern.sliced(1);
        }
        m_matches = m_matches && m_path.front() == step;
        if (m_matches)
            m_path = m_path.sliced(1);
    }

    void readClass()
    {
        const char32_t point = take(true);
        const bool isNegated = m_pattern.startsWith('^');
        if (isNegated)
            m_pattern = m_pattern.sliced(1);
        bool isIn = false;
        for (int ranges = 0; ranges == 0 || !m_pattern.startsWith(']'); ++ranges) {
            const char32_t low = readBound();
            char32_t high = low;
            if (m_isWellFormed && m_pattern.front() == '-') {
                m_pattern = m_pattern.sliced(1);
                high = readBound();
            }
            if (!m_isWellFormed)
                return;
            isIn = isIn || (low <= point && point <= high);
        }
        m_pattern = m_pattern.sliced(1);
        m_matches = m_matches && isIn != isNegated;
    }

    /// Something follows it when it is well formed.
    char32_t readBound()
    {
        m_isWellFormed = !m_pattern.isEmpty() && m_pattern.front() != '-' && m_pattern.front() != ']';
        if (m_isWellFormed && m_pattern.front() == '\\') {
            m_pattern = m_pattern.sliced(1);
            m_isWellFormed = !m_pattern.isEmpty();
        }
        if (!m_isWellFormed)
            return 0;
        const Rune rune = firstRune(m_pattern);
        m_pattern = m_pattern.sliced(rune.size);
        m_isWellFormed = !rune.isInvalid() && !m_pattern.isEmpty();
        return rune.point;
    }

    QByteArrayView m_pattern;
    QByteArrayView m_path;
    bool m_matches = true;
    bool m_isWellFormed = true;
};

enum class PartResult { Malformed, Differs, Matches };

/// Takes what the part matches off the path: at its start or, behind a star, at the first place that will do.
PartResult takeMatch(const GlobPart &part, bool isLast, QByteArrayView &path)
{
    for (qsizetype start = 0; start <= path.size(); ++start) {
        PartMatch match(part.text, path.sliced(start));
        if (!match.run())
            return PartResult::Malformed;
        if (match.matches() && (!isLast || match.rest().isEmpty())) {
            path = match.rest();
            return PartResult::Matches;
        }
        if (!part.hasStar || (start < path.size() && path[start] == '/'))
            break;
    }
    return PartResult::Differs;
}

bool isWellFormed(QByteArrayView pattern)
{
    while (!pattern.isEmpty()) {
        if (!PartMatch(takePart(pattern).text, {}).run())
            return false;
    }
    return true;
}

} // namespace

std::optional<bool> matchesGlob(QByteArrayView pattern, QByteArrayView path)
{
    while (!pattern.isEmpty()) {
        const GlobPart part = takePart(pattern);
        if (part.hasStar && part.text.isEmpty())
            return !path.contains('/');
        switch (takeMatch(part, pattern.isEmpty(), path)) {
        case PartResult::Malformed: return std::nullopt;
        case PartResult::Differs: return isWellFormed(pattern) ? std::optional(false) : std::nullopt;
        case PartResult::Matches: break;
        }
    }
    return path.isEmpty();
}

bool hasWildcards(QByteArrayView path)
{
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] == '*' || path[i] == '?' || path[i] == '[')
            return true;
        if (path[i] == '\\')
            ++i;
    }
    return false;
}

} // namespace strata
