// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/flagreader.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

class FlagReader
{
public:
    FlagReader(const LogicalLine &line, TextRange range, QChar escape)
        : m_line(line), m_text(line.text()), m_at(range.begin), m_end(range.end), m_escape(escape)
    {}

    qsizetype read(QList<Flag> &flags, QList<Diagnostic> &problems)
    {
        while (true) {
            while (m_at < m_end && m_text[m_at].isSpace())
                ++m_at;
            if (!m_text.sliced(m_at, m_end - m_at).startsWith(u"--"))
                return m_at;
            const qsizetype begin = m_at;
            m_word.clear();
            m_equals = -1;
            const bool wasCut = readWord();
            if (m_word == u"--") // at the end of the line it is dropped
                return m_at;
            flags.append(flagFrom(begin));
            tellAboutBytes(flags.back(), wasCut, problems);
        }
    }

private:
    /// Whether a byte that is no blank of its own ended it.
    bool readWord()
    {
        QChar quote;
        while (m_at < m_end) {
            QChar c = m_text[m_at];
            if (quote.isNull() && c.isSpace() && c < u'\x80')
                return false;
            ++m_at;
            if (!quote.isNull() && c == quote) {
                quote = QChar();
            } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
                quote = c;
            } else {
                if (c == m_escape) {
                    if (m_at == m_end)
                        return false;
                    c = m_text[m_at++];
                }
                if (c == u'=' && m_equals < 0)
                    m_equals = m_at - 1;
                if (append(c, quote.isNull()))
                    return true;
            }
        }
        return false;
    }

    /// A character of each of its bytes in UTF-8. One of them may be what Latin-1 has as a blank.
    bool append(QChar c, bool blanksEnd)
    {
        if (c < u'\x80') {
            m_word.append(c);
            return false;
        }
        qsizetype size = 1;
        if (c.isHighSurrogate() && m_at < m_end && m_text[m_at].isLowSurrogate())
            size = 2;
        const QByteArray bytes = m_text.sliced(m_at - 1, size).toUtf8();
        m_at += size - 1;
        for (const char byte : bytes) {
            const QChar each = QLatin1Char(byte);
            if (blanksEnd && each.isSpace())
                return true;
            m_word.append(each);
        }
        return false;
    }

    Flag flagFrom(qsizetype begin) const
    {
        Flag flag{.text = m_word, .range = m_line.range(begin, m_at)};
        const qsizetype equals = m_word.indexOf(u'=');
        flag.name = m_word.first(equals < 0 ? m_word.size() : equals).sliced(2);
        flag.nameRange = m_line.range(begin, m_equals < 0 ? m_at : m_equals);
        flag.valueRange = {flag.range.end, flag.range.end};
        flag.isVerbatim = false;
        if (equals >= 0) {
            flag.value = m_word.sliced(equals + 1);
            flag.valueRange = m_line.range(m_equals + 1, m_at);
            flag.isVerbatim = flag.valueRange.size() == m_at - m_equals - 1
                && *flag.value == m_text.sliced(m_equals + 1, m_at - m_equals - 1);
        }
        return flag;
    }

    void tellAboutBytes(const Flag &flag, bool wasCut, QList<Diagnostic> &problems) const
    {
        const auto isAscii = [](QChar c) { return c < u'\x80'; };
        if (!wasCut && std::ranges::all_of(flag.text, isAscii))
            return;
        const QString message = wasCut
            ? u"BuildKit reads flags byte by byte, and one of these characters ends the flag for it"_s
            : u"BuildKit reads flags byte by byte: characters that are not ASCII become others"_s;
        problems.append({.origin = Diagnostic::Origin::Linter,
                         .severity = Diagnostic::Severity::Warning,
                         .rule = u"FlagNotAscii"_s,
                         .message = message,
                         .range = flag.range});
    }

    const LogicalLine &m_line;
    QStringView m_text;
    qsizetype m_at;
    qsizetype m_end;
    QChar m_escape;
    QString m_word;
    qsizetype m_equals = -1; ///< where the first `=` stands
};

} // namespace

qsizetype readFlags(const LogicalLine &line, TextRange range, QChar escape, QList<Flag> &flags,
                    QList<Diagnostic> &problems)
{
    return FlagReader(line, range, escape).read(flags, problems);
}

} // namespace strata
