// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commandline.h"

#include <algorithm>

namespace strata {

namespace {

bool isPlain(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"-_./:=@%+,").contains(c);
}

QString quoted(const QString &word)
{
    if (!word.isEmpty() && std::ranges::all_of(word, isPlain))
        return word;
    QString inner = word;
    inner.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + inner + u'\'';
}

} // namespace

CommandLine &CommandLine::operator<<(QString word)
{
    m_words.append(std::move(word));
    return *this;
}

CommandLine &CommandLine::operator<<(const QStringList &words)
{
    m_words.append(words);
    return *this;
}

QString CommandLine::toString() const
{
    QStringList parts;
    parts.reserve(m_words.size());
    for (const QString &word : m_words)
        parts.append(quoted(word));
    return parts.join(u' ');
}

} // namespace strata
