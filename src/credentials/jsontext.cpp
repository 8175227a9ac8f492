// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/jsontext.h"

#include "credentials/jsonparser.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

namespace {

struct JsonWords
{
    Q_DECLARE_TR_FUNCTIONS(JsonText)
};

char32_t hex4(QByteArrayView digits)
{
    return digits.toUInt(nullptr, 16);
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto byte = [&out](char32_t value) { out.append(static_cast<char>(static_cast<unsigned char>(value))); };
    if (c < 0x80)
        return byte(c);
    if (c < 0x800) {
        byte(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            byte(0xE0 | (c >> 12));
        } else {
            byte(0xF0 | (c >> 18));
            byte(0x80 | ((c >> 12) & 0x3F));
        }
        byte(0x80 | ((c >> 6) & 0x3F));
    }
    byte(0x80 | (c & 0x3F));
}

/// The code point of "uXXXX" or of a pair "uXXXX\uXXXX" at `at`, which moves behind it. Half a pair is U+FFFD.
char32_t unicodeEscape(QByteArrayView text, qsizetype &at)
{
    const char32_t first = hex4(text.sliced(at + 1, 4));
    at += 5;
    if (!QChar::isSurrogate(first))
        return first;
    if (QChar::isHighSurrogate(first) && text.sliced(at).startsWith("\\u")) {
        const char32_t second = hex4(text.sliced(at + 2, 4));
        if (QChar::isLowSurrogate(second)) {
            at += 6;
            return QChar::surrogateToUcs4(static_cast<char16_t>(first), static_cast<char16_t>(second));
        }
    }
    return QChar::ReplacementCharacter;
}

/// What a string with its quotes says. It is never longer than it is written, so `out` does not move.
QByteArray decoded(QByteArrayView quoted)
{
    QByteArray out;
    out.reserve(quoted.size());
    const QByteArrayView inner = quoted.sliced(1, quoted.size() - 2);
    static constexpr QByteArrayView names = "bfnrt";
    static constexpr QByteArrayView meanings = "\b\f\n\r\t";
    for (qsizetype at = 0; at < inner.size();) {
        if (inner[at] != '\\') {
            out.append(inner[at++]);
            continue;
        }
        const char c = inner[++at];
        if (c == 'u') {
            appendUtf8(out, unicodeEscape(inner, at));
            continue;
        }
        const qsizetype name = names.indexOf(c);
        out.append(name < 0 ? c : meanings[name]);
        ++at;
    }
    return out;
}

} // namespace

Result<JsonText> JsonText::parse(Secret text)
{
    JsonText json;
    json.m_text = std::move(text);
    JsonParser parser(json.text());
    if (parser.parse(json.m_root))
        return json;
    return failure(Error::Kind::InvalidInput, JsonWords::tr("This is not valid JSON."),
                   QStringLiteral("at byte %1 of %2").arg(parser.position()).arg(json.text().size()));
}

const JsonNode *JsonText::member(const JsonNode &object, QStringView name, Qt::CaseSensitivity sensitivity) const
{
    if (object.kind != JsonNode::Kind::Object)
        return nullptr;
    for (auto i = object.children.rbegin(); i != object.children.rend(); ++i) {
        if (name.compare(key(*i), sensitivity) == 0)
            return &*i;
    }
    return nullptr;
}

QString JsonText::key(const JsonNode &member) const
{
    return QString::fromUtf8(decoded(slice(member.keyBegin, member.keyEnd)));
}

QString JsonText::string(const JsonNode &value) const
{
    return value.kind == JsonNode::Kind::String ? QString::fromUtf8(decoded(slice(value.begin, value.end))) : QString();
}

Secret JsonText::secret(const JsonNode &value) const
{
    if (value.kind != JsonNode::Kind::String)
        return {};
    QByteArray bytes = decoded(slice(value.begin, value.end));
    return Secret::take(bytes);
}

Secret JsonText::raw(const JsonNode &value) const
{
    QByteArray bytes = slice(value.begin, value.end).toByteArray();
    return Secret::take(bytes);
}

void JsonText::replace(const JsonNode &value, QByteArrayView json)
{
    splice(value.begin, value.end, json);
}

void JsonText::removeMember(const JsonNode &object, const JsonNode &member)
{
    const auto &all = object.children;
    const auto index = static_cast<size_t>(&member - all.data());
    if (all.size() == 1)
        splice(object.begin, object.end, "{}");
    else if (index + 1 < all.size())
        splice(member.keyBegin, all[index + 1].keyBegin, {});
    else
        splice(all[index - 1].end, member.end, {});
}

void JsonText::addMember(const JsonNode &object, const QString &name, QByteArrayView json)
{
    QByteArray added = quoted(name);
    added.reserve(added.size() + json.size() + 256); // json may be secret
    if (object.children.empty()) {
        const int level = depth(object);
        added.prepend('{' + newLine(level + 1));
        added += (newLine(level).isEmpty() ? ":" : ": ");
        added.append(json);
        added += newLine(level) + '}';
        splice(object.begin, object.end, added);
    } else {
        const JsonNode &last = object.children.back();
        added.prepend(',' + spaceBefore(last).toByteArray());
        added.append(afterKey(last));
        added.append(json);
        splice(last.end, last.end, added);
    }
    wipe(added);
}

void JsonText::appendQuoted(QByteArray &json, QByteArrayView utf8)
{
    static constexpr QByteArrayView digits = "0123456789abcdef";
    json.append('"');
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            json.append("\\u00");
            json.append(digits[byte >> 4]);
            json.append(digits[byte & 0xF]);
        } else {
            if (c == '"' || c == '\\')
                json.append('\\');
            json.append(c);
        }
    }
    json.append('"');
}

QByteArray JsonText::quoted(const QString &text)
{
    QByteArray json;
    appendQuoted(json, text.toUtf8());
    return json;
}

void JsonText::splice(qsizetype begin, qsizetype end, QByteArrayView with)
{
    QByteArray changed;
    changed.reserve(text().size() + with.size());
    changed.append(text().first(begin));
    changed.append(with);
    changed.append(text().sliced(end));
    m_text = Secret::take(changed);
    m_root = {};
    JsonParser(text()).parse(m_root);
}

QByteArrayView JsonText::spaceBefore(const JsonNode &member) const
{
    qsizetype first = member.keyBegin;
    while (first > 0 && QByteArrayView(" \t\r\n").contains(text()[first - 1]))
        --first;
    return slice(first, member.keyBegin);
}

QByteArrayView JsonText::afterKey(const JsonNode &member) const
{
    return slice(member.keyEnd, member.begin);
}

/// What begins a line inside `depth` objects; empty when the text is on one line. Docker indents by tabs.
QByteArray JsonText::newLine(int depth) const
{
    QByteArray unit = "\n\t";
    if (!m_root.children.empty())
        unit = spaceBefore(m_root.children.front()).toByteArray();
    const qsizetype end = unit.lastIndexOf('\n') + 1;
    return end == 0 ? QByteArray() : unit.first(end) + unit.sliced(end).repeated(depth);
}

int JsonText::depth(const JsonNode &value) const
{
    int depth = 0;
    for (const JsonNode *at = &m_root; at->begin < value.begin; ++depth) {
        const auto inner = std::ranges::find_if(at->children,
                                                [&value](const JsonNode &child) { return value.begin < child.end; });
        if (inner == at->children.end())
            break;
        at = &*inner;
    }
    return depth;
}

} // namespace strata
