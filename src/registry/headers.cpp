// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/headers.h"

#include <QByteArray>

#include <optional>

namespace strata {

namespace {

bool isTokenCharacter(char c)
{
    static constexpr QByteArrayView others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || others.contains(c);
}

/// Reads a header from the front.
class HeaderReader
{
public:
    explicit HeaderReader(QByteArrayView rest) : m_rest(rest) {}

    bool atEnd() const { return m_rest.isEmpty(); }
    bool startsWith(char c) const { return m_rest.startsWith(c); }
    QByteArrayView rest() const { return m_rest; }
    void rewind(QByteArrayView rest) { m_rest = rest; }

    void skip(QByteArrayView characters)
    {
        while (!m_rest.isEmpty() && characters.contains(m_rest.front()))
            m_rest = m_rest.sliced(1);
    }
    void skipSpace() { skip(" \t"); }

    bool take(char c)
    {
        if (!startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    template<typename Accepts>
    QByteArrayView takeWhile(Accepts accepts)
    {
        qsizetype size = 0;
        while (size < m_rest.size() && accepts(m_rest[size]))
            ++size;
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }
    QByteArrayView takeToken() { return takeWhile(isTokenCharacter); }

    /// A token or a quoted string. Nothing when the quotes do not end.
    std::optional<QString> takeValue()
    {
        if (!take('"'))
            return QString::fromUtf8(takeToken());
        QByteArray text;
        while (!atEnd()) {
            if (take('"'))
                return QString::fromUtf8(text);
            take('\\');
            if (atEnd())
                break;
            text.append(m_rest.front());
            m_rest = m_rest.sliced(1);
        }
        return std::nullopt;
    }

private:
    QByteArrayView m_rest;
};

QString lower(QByteArrayView token)
{
    return QString::fromLatin1(token).toLower();
}

/// The other form of credentials, as in `Negotiate a1b2==`: it fills the place up to the next comma.
void skipToken68(HeaderReader &reader)
{
    const QByteArrayView before = reader.rest();
    reader.takeWhile([](char c) { return isTokenCharacter(c) || c == '/'; });
    reader.takeWhile([](char c) { return c == '='; });
    reader.skipSpace();
    if (!reader.atEnd() && !reader.startsWith(','))
        reader.rewind(before);
}

/// The parameters of a link up to the comma before the next one; whether one is rel=next.
bool takeLinkParameters(HeaderReader &reader)
{
    bool isNext = false;
    for (reader.skipSpace(); reader.take(';'); reader.skipSpace()) {
        reader.skipSpace();
        const QString name = lower(reader.takeToken());
        reader.skipSpace();
        if (!reader.take('='))
            continue;
        reader.skipSpace();
        const std::optional<QString> value = reader.takeValue();
        if (name == u"rel" && value && value->split(u' ').contains(u"next", Qt::CaseInsensitive))
            isNext = true;
    }
    return isNext;
}

} // namespace

QList<AuthChallenge> parseChallenges(QByteArrayView header)
{
    QList<AuthChallenge> challenges;
    HeaderReader reader(header);
    while (true) {
        reader.skip(" \t,");
        const QByteArrayView token = reader.takeToken();
        if (token.isEmpty())
            return challenges;
        reader.skipSpace();
        if (challenges.isEmpty() || !reader.take('=')) {
            challenges.append({.scheme = lower(token), .parameters = {}});
            skipToken68(reader);
            continue;
        }
        reader.skipSpace();
        const std::optional<QString> value = reader.takeValue();
        if (!value)
            return challenges;
        challenges.last().parameters.insert(lower(token), *value);
    }
}

QUrl parseNextLink(QByteArrayView header)
{
    HeaderReader reader(header);
    while (true) {
        reader.skip(" \t,");
        if (!reader.take('<'))
            return {};
        const QByteArrayView target = reader.takeWhile([](char c) { return c != '>'; });
        if (!reader.take('>'))
            return {};
        if (takeLinkParameters(reader))
            return QUrl(QString::fromUtf8(target));
    }
}

} // namespace strata
