// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/jsonstrings.h"

#include <cmath>

namespace strata {

namespace {

constexpr qsizetype deepest = 10'000; // of encoding/json

/// Walks over JSON without recursion. What nests is remembered as brackets.
class JsonReader
{
public:
    explicit JsonReader(QStringView text) : m_text(text) {}

    JsonStrings read()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        JsonStrings result;
        if (!take(u'[') || !readElements(result))
            return {};
        skipBlanks();
        if (m_at != m_text.size())
            return {};
        result.form = result.culprit.isEmpty() ? JsonStrings::Form::Strings : JsonStrings::Form::NotText;
        return result;
    }

private:
    bool readElements(JsonStrings &result)
    {
        skipBlanks();
        if (take(u']'))
            return true;
        do {
            skipBlanks();
            const qsizetype begin = m_at;
            JsonStrings::Element element;
            if (peek() == u'"') {
                if (!readString(&element.text))
                    return false;
                element.range = {begin, m_at};
                result.elements.append(element);
            } else {
                if (!skipValue())
                    return false;
                if (result.culprit.isEmpty())
                    result.culprit = {begin, m_at};
            }
            skipBlanks();
        } while (take(u','));
        return take(u']');
    }

    bool skipValue()
    {
        QString open;
        do {
            skipBlanks();
            if (peek() == u'{' || peek() == u'[') {
                const bool isObject = peek() == u'{';
                ++m_at;
                skipBlanks();
                if (!take(isObject ? u'}' : u']')) {
                    open.append(isObject ? u'}' : u']');
                    if (open.size() >= deepest || (isObject && !readKey()))
                        return false;
                    continue;
                }
            } else if (!skipScalar()) {
                return false;
            }
            if (!closeBrackets(open))
                return false;
        } while (!open.isEmpty());
        return true;
    }

    /// Behind a value: what ends with it, and the comma in front of the next one.
    bool closeBrackets(QString &open)
    {
        while (!open.isEmpty()) {
            skipBlanks();
            if (take(u','))
                return open.back() != u'}' || readKey();
            if (!take(open.back().unicode()))
                return false;
            open.chop(1);
        }
        return true;
    }

    bool readKey()
    {
        skipBlanks();
        if (!readString(nullptr))
            return false;
        skipBlanks();
        return take(u':');
    }

    bool skipScalar()
    {
        if (peek() == u'"')
            return readString(nullptr);
        for (const QStringView word : {u"true", u"false", u"null"}) {
            if (m_text.sliced(m_at).startsWith(word)) {
                m_at += word.size();
                return true;
            }
        }
        return skipNumber();
    }

    bool skipNumber()
    {
        const qsizetype begin = m_at;
        take(u'-');
        if (!take(u'0') && !skipDigits())
            return false;
        if (take(u'.') && !skipDigits())
            return false;
        if (peek() == u'e' || peek() == u'E') {
            ++m_at;
            if (peek() == u'+' || peek() == u'-')
                ++m_at;
            if (!skipDigits())
                return false;
        }
        // A number that no double can hold is no JSON for Go.
        bool isNumber = false;
        const double number = m_text.sliced(begin, m_at - begin).toDouble(&isNumber);
        return (isNumber && std::isfinite(number)) || number == 0;
    }

    bool skipDigits()
    {
        const qsizetype begin = m_at;
        while (peek() >= u'0' && peek() <= u'9')
            ++m_at;
        return m_at > begin;
    }

    bool readString(QString *text)
    {
        if (!take(u'"'))
            return false;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at++];
            if (c == u'"')
                return true;
            if (c < u' ')
                return false;
            if (c != u'\\') {
                if (text)
                    text->append(c);
            } else if (!readEscape(text)) {
                return false;
            }
        }
        return false;
    }

    bool readEscape(QString *text)
    {
        static constexpr QStringView letters = u"\"\\/bfnrt";
        static constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
        const QChar letter = peek();
        ++m_at;
        if (letter == u'u')
            return readUnit(text);
        const qsizetype which = letter.isNull() ? -1 : letters.indexOf(letter);
        if (which < 0)
            return false;
        if (text)
            text->append(meanings[which]);
        return true;
    }

    bool readUnit(QString *text)
    {
        const int unit = hexAt(m_at);
        if (unit < 0)
            return false;
        m_at += 4;
        QChar c(static_cast<char16_t>(unit));
        if (c.isHighSurrogate() && m_text.sliced(m_at).startsWith(u"\\u")) {
            const int low = hexAt(m_at + 2);
            if (low >= 0 && QChar(static_cast<char16_t>(low)).isLowSurrogate()) {
                m_at += 6;
                if (text)
                    text->append(c).append(QChar(static_cast<char16_t>(low)));
                return true;
            }
        }
        if (text)
            text->append(c.isSurrogate() ? QChar(QChar::ReplacementCharacter) : c);
        return true;
    }

    int hexAt(qsizetype at) const
    {
        if (at + 4 > m_text.size())
            return -1;
        int value = 0;
        for (const QChar c : m_text.sliced(at, 4)) {
            const int digit = QStringView(u"0123456789abcdef").indexOf(c.toLower());
            if (digit < 0 || c > u'f')
                return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    void skipBlanks()
    {
        while (peek() == u' ' || peek() == u'\t' || peek() == u'\r' || peek() == u'\n')
            ++m_at;
    }
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    bool take(char16_t c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

JsonStrings readJsonStrings(QStringView text)
{
    return JsonReader(text).read();
}

} // namespace strata
