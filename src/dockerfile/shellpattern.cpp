// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/shellpattern.h"

#include "dockerfile/codepoints.h"

#include <algorithm>
#include <ranges>
#include <string>
#include <vector>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype noMatch = -1;

struct PatternToken
{
    enum Kind { Literal, AnyOne, AnyMany };

    Kind kind = Literal;
    char32_t character = 0;
};

using PatternTokens = std::vector<PatternToken>;

Result<PatternTokens> patternTokens(const QString &pattern)
{
    PatternTokens tokens;
    CodePoints points(pattern);
    for (char32_t point = points.next(); point != CodePoints::end; point = points.next()) {
        if (point == U'*') {
            tokens.push_back({PatternToken::AnyMany});
            continue;
        }
        if (point == U'?') {
            tokens.push_back({PatternToken::AnyOne});
            continue;
        }
        if (point == U'\\' && points.peek() != U'}' && points.peek() != U'/') {
            point = points.next();
            if (point != U'*' && point != U'?' && point != U'\\')
                return failure(Error::Kind::InvalidInput,
                               u"invalid pattern (%1): a backslash goes before *, ? or another one"_s.arg(pattern));
        } else if (point == U'\\') {
            point = points.next();
        }
        tokens.push_back({PatternToken::Literal, point});
    }
    return tokens;
}

/// Where a match that begins at each character of the value ends: the one that Go's regular expressions prefer.
///
/// The ends for a pattern follow from those for the pattern without its first token.
std::vector<qsizetype> matchEnds(const PatternTokens &pattern, const std::u32string &value, PatternReach reach)
{
    const size_t size = value.size();
    std::vector<qsizetype> rest(size + 1), ends(size + 1);
    for (size_t i = 0; i <= size; ++i)
        rest[i] = qsizetype(i);
    for (const PatternToken &token : pattern | std::views::reverse) {
        for (size_t i = size + 1; i-- > 0;) {
            const bool isTaken = i < size
                && (token.kind == PatternToken::Literal ? value[i] == token.character : value[i] != U'\n');
            if (token.kind != PatternToken::AnyMany) {
                ends[i] = isTaken ? rest[i + 1] : noMatch;
                continue;
            }
            const qsizetype more = isTaken ? ends[i + 1] : noMatch;
            const bool takesMore = reach == PatternReach::Longest ? more != noMatch : rest[i] == noMatch;
            ends[i] = takesMore ? more : rest[i];
        }
        std::swap(rest, ends);
    }
    return rest;
}

QString textOfPoints(std::u32string_view points)
{
    return QString::fromUcs4(points.data(), qsizetype(points.size()));
}

/// A backslash stays before the character it escapes; one at the end comes to the front, where it escapes what follows.
QString reversedPattern(const QString &pattern)
{
    const std::u32string points = pattern.toStdU32String();
    std::u32string reversed(points.size(), U'\0');
    const size_t last = points.size() - 1;
    for (size_t i = 0; i < points.size(); ++i) {
        if (points[i] == U'\\' && i != last) {
            reversed[last - i - 1] = U'\\';
            reversed[last - i] = points[i + 1];
            ++i;
        } else {
            reversed[last - i] = points[i];
        }
    }
    return textOfPoints(reversed);
}

QString reversedText(const QString &text)
{
    std::u32string points = text.toStdU32String();
    std::ranges::reverse(points);
    return textOfPoints(points);
}

/// What follows a `$` in a replacement for all matches (Go's Regexp.Expand).
struct TemplateName
{
    QStringView name;
    qsizetype length = 0; ///< with its braces; 0: the `$` is no more than itself
};

TemplateName templateName(QStringView text)
{
    const bool hasBraces = text.startsWith(u'{');
    CodePoints points(text);
    if (hasBraces)
        points.next();
    const qsizetype start = points.position();
    while (isNameCharacter(points.peek()))
        points.next();
    const qsizetype end = points.position();
    if (end == start || (hasBraces && points.peek() != U'}'))
        return {};
    return {text.sliced(start, end - start), end + (hasBraces ? 1 : 0)};
}

QString filledIn(QStringView replacement, const QString &match)
{
    QString text;
    for (qsizetype dollar = replacement.indexOf(u'$'); dollar >= 0; dollar = replacement.indexOf(u'$')) {
        text += replacement.first(dollar);
        replacement = replacement.sliced(dollar + 1);
        if (replacement.startsWith(u'$')) {
            text += u'$';
            replacement = replacement.sliced(1);
            continue;
        }
        const TemplateName named = templateName(replacement);
        if (named.length == 0)
            text += u'$';
        else if (named.name == u"0")
            text += match;
        replacement = replacement.sliced(named.length);
    }
    return text + replacement;
}

} // namespace

Result<QString> withoutPrefix(const QString &value, const QString &pattern, PatternReach reach)
{
    return patternTokens(pattern).transform([&](const PatternTokens &tokens) {
        const std::u32string points = value.toStdU32String();
        const qsizetype end = matchEnds(tokens, points, reach).front();
        return end == noMatch ? value : textOfPoints(std::u32string_view(points).substr(size_t(end)));
    });
}

Result<QString> withoutSuffix(const QString &value, const QString &pattern, PatternReach reach)
{
    // Regular expressions find no shortest match at the end, so BuildKit turns both around; what is invalid follows from that.
    return withoutPrefix(reversedText(value), reversedPattern(pattern), reach).transform(&reversedText);
}

Result<QString> replacedFirst(const QString &value, const QString &pattern, const QString &replacement)
{
    return patternTokens(pattern).transform([&](const PatternTokens &tokens) {
        const std::u32string points = value.toStdU32String();
        const std::vector<qsizetype> ends = matchEnds(tokens, points, PatternReach::Longest);
        const auto match = std::ranges::find_if(ends, [](qsizetype end) { return end != noMatch; });
        if (match == ends.end())
            return value;
        const std::u32string_view view(points);
        return QString(textOfPoints(view.substr(0, size_t(match - ends.begin()))) + replacement
                       + textOfPoints(view.substr(size_t(*match))));
    });
}

Result<QString> replacedAll(const QString &value, const QString &pattern, const QString &replacement)
{
    return patternTokens(pattern).transform([&](const PatternTokens &tokens) {
        const std::u32string points = value.toStdU32String();
        const std::u32string_view view(points);
        const std::vector<qsizetype> ends = matchEnds(tokens, points, PatternReach::Longest);
        QString text;
        size_t copied = 0;
        for (size_t start = 0; start < ends.size(); ++start) {
            if (ends[start] == noMatch)
                continue;
            const size_t end = size_t(ends[start]);
            text += textOfPoints(view.substr(copied, start - copied));
            if (end > copied || start == 0) // an empty match right behind another one is none
                text += filledIn(replacement, textOfPoints(view.substr(start, end - start)));
            copied = end;
            start = std::max(start, end == 0 ? 0 : end - 1);
        }
        return QString(text + textOfPoints(view.substr(copied)));
    });
}

} // namespace strata
