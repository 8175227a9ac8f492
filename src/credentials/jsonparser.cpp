// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/jsonparser.h"

namespace strata {

namespace {

constexpr int deepest = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

bool JsonParser::parse(JsonNode &root)
{
    if (m_text.startsWith("\xef\xbb\xbf"))
        m_at = 3;
    if (!value(root, 0))
        return false;
    skipSpace();
    return m_at == m_text.size();
}

bool JsonParser::value(JsonNode &node, int depth)
{
    using Kind = JsonNode::Kind;
    if (depth > deepest)
        return false;
    skipSpace();
    node.begin = m_at;
    bool good = false;
    switch (peek()) {
    case '{':
        node.kind = Kind::Object;
        good = object(node, depth);
        break;
    case '[':
        node.kind = Kind::Array;
        good = array(node, depth);
        break;
    case '"':
        node.kind = Kind::String;
        good = string();
        break;
    case 't':
    case 'f':
        node.kind = Kind::Bool;
        good = word("true") || word("false");
        break;
    case 'n':
        node.kind = Kind::Null;
        good = word("null");
        break;
    default:
        node.kind = Kind::Number;
        good = number();
        break;
    }
    node.end = m_at;
    return good;
}

bool JsonParser::object(JsonNode &node, int depth)
{
    take('{');
    skipSpace();
    if (take('}'))
        return true;
    do {
        JsonNode member;
        skipSpace();
        member.keyBegin = m_at;
        if (!string())
            return false;
        member.keyEnd = m_at;
        skipSpace();
        if (!take(':') || !value(member, depth + 1))
            return false;
        node.children.push_back(std::move(member));
        skipSpace();
    } while (take(','));
    return take('}');
}

bool JsonParser::array(JsonNode &node, int depth)
{
    take('[');
    skipSpace();
    if (take(']'))
        return true;
    do {
        JsonNode item;
        if (!value(item, depth + 1))
            return false;
        node.children.push_back(std::move(item));
        skipSpace();
    } while (take(','));
    return take(']');
}

bool JsonParser::string()
{
    if (!take('"'))
        return false;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
        ++m_at;
        if (c == '"')
            return true;
        if (c == '\\' && !escape())
            return false;
    }
    return false;
}

bool JsonParser::escape()
{
    if (!take('u')) {
        const char c = peek();
        return c != '\0' && QByteArrayView("\"\\/bfnrt").contains(c) && take(c);
    }
    for (int i = 0; i < 4; ++i) {
        if (!isHexDigit(peek()))
            return false;
        ++m_at;
    }
    return true;
}

bool JsonParser::number()
{
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        (void)(take('+') || take('-'));
        return digits();
    }
    return true;
}

bool JsonParser::digits()
{
    const qsizetype first = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at > first;
}

bool JsonParser::word(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

bool JsonParser::take(char c)
{
    if (m_at >= m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

void JsonParser::skipSpace()
{
    while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
        ++m_at;
}

} // namespace strata
