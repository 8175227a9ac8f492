// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/directives.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool isDirectiveBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\f' || c == u'\r'; // \s in Go's regular expressions
}

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView firstWord(QStringView value)
{
    const qsizetype blank = value.indexOf(u' ');
    return blank < 0 ? value : value.first(blank);
}

/// What follows `prefix` at the start of a line, without the blanks in front of it.
std::optional<QStringView> behindPrefix(QStringView line, QStringView prefix)
{
    if (!line.startsWith(prefix))
        return std::nullopt;
    line = line.sliced(prefix.size());
    while (!line.isEmpty() && line.front().isSpace())
        line = line.sliced(1);
    return line;
}

std::optional<DirectiveValue> findBehind(QStringView prefix, QStringView text, QStringView name, qsizetype line)
{
    QStringList seen;
    while (!text.isEmpty()) {
        const qsizetype lineEnd = text.indexOf(u'\n');
        QStringView current = lineEnd < 0 ? text : text.first(lineEnd);
        text = lineEnd < 0 ? QStringView() : text.sliced(lineEnd + 1);
        if (current.endsWith(u'\r'))
            current.chop(1);
        const auto rest = behindPrefix(current, prefix);
        const auto directive = rest ? directiveIn(*rest) : std::nullopt;
        if (!directive || seen.contains(directive->name))
            return std::nullopt;
        if (directive->name == name)
            return DirectiveValue{firstWord(directive->value).toString(), directive->value, line};
        seen.append(directive->name);
        ++line;
    }
    return std::nullopt;
}

struct Beginning
{
    QStringView text; ///< without byte order mark and `#!`
    qsizetype line = 0;
};

Beginning beginningOf(QStringView text)
{
    if (text.startsWith(QChar::ByteOrderMark))
        text = text.sliced(1);
    if (!text.startsWith(u"#!"))
        return {text, 0};
    const qsizetype lineEnd = text.indexOf(u'\n');
    return {lineEnd < 0 ? QStringView() : text.sliced(lineEnd + 1), 1};
}

QStringList rulesIn(QStringView value)
{
    QStringList rules;
    for (const QStringView rule : value.split(u','))
        rules.append(rule.trimmed().toString());
    return rules;
}

/// As Go's strconv.ParseBool.
std::optional<bool> checkBool(QStringView word)
{
    static constexpr std::array<QStringView, 6> yes{u"1", u"t", u"T", u"true", u"TRUE", u"True"};
    static constexpr std::array<QStringView, 6> no{u"0", u"f", u"F", u"false", u"FALSE", u"False"};
    if (std::ranges::contains(yes, word))
        return true;
    if (std::ranges::contains(no, word))
        return false;
    return std::nullopt;
}

} // namespace

Result<CheckOptions> parseCheckOptions(QStringView value)
{
    const auto invalid = [](QStringView option) {
        return failure(Error::Kind::InvalidInput, u"invalid check option \"%1\""_s.arg(option));
    };
    CheckOptions options;
    value = value.trimmed();
    if (value.isEmpty())
        return options;
    for (int parts = 1; !value.isNull(); ++parts) {
        const qsizetype semicolon = parts < 3 ? value.indexOf(u';') : -1;
        const QStringView part = semicolon < 0 ? value : value.first(semicolon);
        value = semicolon < 0 ? QStringView() : value.sliced(semicolon + 1);
        const qsizetype equals = part.indexOf(u'=');
        if (equals < 0)
            return invalid(part);
        const QStringView name = part.first(equals).trimmed(), what = part.sliced(equals + 1).trimmed();
        if (name == u"skip" && what == u"all") {
            options.skipAll = true;
        } else if (name == u"skip") {
            options.skip = rulesIn(what);
        } else if (name == u"experimental" && what == u"all") {
            options.experimentalAll = true;
        } else if (name == u"experimental") {
            options.experimental = rulesIn(what);
        } else if (name == u"error") {
            const auto isError = checkBool(what);
            if (!isError)
                return invalid(part);
            options.returnAsError = *isError;
        } else {
            return invalid(name);
        }
    }
    return options;
}

std::optional<Directive> directiveIn(QStringView text)
{
    // ^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$
    if (text.isEmpty() || !isAsciiLetter(text.front()))
        return std::nullopt;
    qsizetype at = 1;
    while (at < text.size() && (isAsciiLetter(text[at]) || isAsciiDigit(text[at])))
        ++at;
    const TextRange name{0, at};
    while (at < text.size() && isDirectiveBlank(text[at]))
        ++at;
    if (at == text.size() || text[at] != u'=')
        return std::nullopt;
    const qsizetype behindEquals = ++at;
    qsizetype end = text.size();
    while (end > at && isDirectiveBlank(text[end - 1]))
        --end;
    while (at < end && isDirectiveBlank(text[at]))
        ++at;
    if (at == end) {
        // Of blanks alone the expression takes the last one for the value.
        if (behindEquals == text.size())
            return std::nullopt;
        at = text.size() - 1;
        end = text.size();
    }
    Directive directive{.name = text.first(name.end).toString().toLower(),
                        .value = text.sliced(at, end - at).toString(),
                        .range = {0, end},
                        .nameRange = name,
                        .valueRange = {at, end}};
    static constexpr std::array<QStringView, 3> known{u"syntax", u"escape", u"check"};
    if (!std::ranges::contains(known, QStringView(directive.name)))
        return std::nullopt;
    return directive;
}

std::optional<DirectiveValue> findDirective(QStringView text, QStringView name)
{
    const Beginning beginning = beginningOf(text);
    return findBehind(u"#", beginning.text, name, beginning.line);
}

std::optional<DirectiveValue> detectSyntax(QStringView text)
{
    const Beginning beginning = beginningOf(text);
    for (const QStringView prefix : {u"#", u"//"}) {
        if (auto found = findBehind(prefix, beginning.text, u"syntax", beginning.line))
            return found;
    }
    const QStringView json = beginning.text.trimmed();
    if (!json.startsWith(u'{'))
        return std::nullopt;
    const QJsonValue syntax = QJsonDocument::fromJson(json.toUtf8()).object().value(u"syntax");
    if (!syntax.isString())
        return std::nullopt;
    return DirectiveValue{syntax.toString(), syntax.toString(), beginning.line};
}

std::optional<CheckOptions> checkOptionsOf(const Instruction &instruction)
{
    for (const QString &comment : instruction.comments) {
        const auto directive = directiveIn(QStringView(comment).trimmed());
        if (!directive || directive->name != u"check")
            continue;
        const auto options = parseCheckOptions(firstWord(directive->value));
        return options ? std::optional(*options) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace strata
