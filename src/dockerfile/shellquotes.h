// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

/// Walks over a command of a Bourne shell and knows whether a blank at its place only separates words.
class ShellQuotes
{
public:
    void walk(QStringView text)
    {
        for (const QChar c : text)
            step(c);
    }
    void step(QChar c);

    /// A blank here is between words, and so is any number of them.
    bool isBetweenWords() const { return m_quote.isNull() && !m_isEscaped && m_braces == 0; }
    /// What was walked over last was such a blank.
    bool isBehindBlank() const { return m_isBehindBlank; }

private:
    QChar m_quote;
    bool m_isEscaped = false;
    bool m_isBehindBlank = false;
    bool m_isBehindDollar = false;
    int m_braces = 0; ///< of ${…}
};

/// `command` with one blank for each number of blanks between words.
QString withoutSpareBlanks(QStringView command);

/// Whether quotes may be understood in another way by another shell: $'…' is one word with escapes for some.
inline bool hasUnclearQuotes(QStringView command)
{
    return command.contains(u"$'");
}

} // namespace strata
