// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/shellnames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

namespace {

bool beginsName(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isInName(QChar c)
{
    return beginsName(c) || (c >= u'0' && c <= u'9');
}

class ShellNameReader
{
public:
    explicit ShellNameReader(QStringView text) : m_text(text) {}

    QList<ShellName> read()
    {
        while (m_at < m_text.size())
            step(m_text[m_at]);
        return std::move(m_names);
    }

private:
    void step(QChar c)
    {
        if (c == u'\\') {
            m_at += 2;
        } else if (c == u'\'' && !m_isQuoted) {
            readSingleQuote();
        } else if (c == u'#' && !m_isQuoted && isAtWordStart()) {
            m_at = behind(u'\n');
        } else if (c == u'$') {
            reference();
        } else {
            if (c == u'"')
                m_isQuoted = !m_isQuoted;
            ++m_at;
        }
    }

    /// One that begins or ends a script for another shell is a character as any other.
    void readSingleQuote()
    {
        const bool isEnd = std::exchange(m_isInScript, !m_isInScript && isBehindScriptOption());
        m_at = isEnd || m_isInScript ? m_at + 1 : behind(u'\'');
    }

    qsizetype behind(QChar end) const
    {
        const qsizetype found = m_text.indexOf(end, m_at + 1);
        return found < 0 ? m_text.size() : found + 1;
    }

    bool isAtWordStart() const { return m_at == 0 || m_text[m_at - 1].isSpace() || m_text[m_at - 1] == u';'; }

    /// `sh -c '`, `bash -ec '`
    bool isBehindScriptOption() const
    {
        const QStringView before = m_text.first(m_at).trimmed();
        const QStringView word = before.sliced(before.lastIndexOf(u' ') + 1);
        return before.size() < m_at && word.size() > 1 && word.front() == u'-' && word.back() == u'c';
    }

    void reference()
    {
        ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'{')
            ++m_at;
        if (m_at < m_text.size() && (m_text[m_at] == u'#' || m_text[m_at] == u'!')) // ${#NAME}
            ++m_at;
        const qsizetype begin = m_at;
        if (m_at == m_text.size() || !beginsName(m_text[m_at]))
            return;
        while (m_at < m_text.size() && isInName(m_text[m_at]))
            ++m_at;
        m_names.append({m_text.sliced(begin, m_at - begin).toString(), {begin, m_at}});
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_isQuoted = false;
    bool m_isInScript = false; ///< in single quotes behind `-c`
    QList<ShellName> m_names;
};

} // namespace

QList<ShellName> shellNames(QStringView text)
{
    return ShellNameReader(text).read();
}

bool mayAssign(QStringView text, QStringView name)
{
    for (qsizetype at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        const qsizetype end = at + name.size();
        const bool isPart = (at > 0 && (isInName(text[at - 1]) || text[at - 1] == u'$' || text[at - 1] == u'{'))
            || (end < text.size() && isInName(text[end]));
        if (isPart)
            continue;
        const QStringView before = text.first(at).trimmed();
        static constexpr std::array<QStringView, 6> assigning{u"for",    u"read",    u"local",
                                                              u"export", u"declare", u"unset"};
        if ((end < text.size() && text[end] == u'=')
            || std::ranges::any_of(assigning, [before](QStringView word) { return before.endsWith(word); }))
            return true;
    }
    return false;
}

} // namespace strata
