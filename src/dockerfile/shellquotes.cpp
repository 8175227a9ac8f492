// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellquotes.h"

#include <utility>

namespace strata {

void ShellQuotes::step(QChar c)
{
    const bool wasDollar = std::exchange(m_isBehindDollar, false);
    const bool isBlank = c == u' ' || c == u'\t';
    m_isBehindBlank = isBlank && isBetweenWords();
    if (m_isEscaped) {
        m_isEscaped = false;
    } else if (c == u'\\' && m_quote != u'\'') {
        m_isEscaped = true;
    } else if (!m_quote.isNull()) {
        if (c == m_quote)
            m_quote = QChar();
    } else if (c == u'\'' || c == u'"') {
        m_quote = c;
    } else if (c == u'{' && (wasDollar || m_braces > 0)) {
        ++m_braces;
    } else if (c == u'}' && m_braces > 0) {
        --m_braces;
    } else {
        m_isBehindDollar = c == u'$';
    }
}

QString withoutSpareBlanks(QStringView command)
{
    ShellQuotes quotes;
    QString without;
    for (const QChar c : command) {
        const bool wasBlank = quotes.isBehindBlank();
        quotes.step(c);
        if (!quotes.isBehindBlank())
            without.append(c);
        else if (!wasBlank)
            without.append(u' ');
    }
    return without;
}

} // namespace strata
