// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ignorerules.h"

#include "dockerfile/glob.h"
#include "dockerfile/runes.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestIgnoreLine = 64 << 10; // bufio.Scanner
constexpr QByteArrayView utf8Mark("\xef\xbb\xbf");

std::unexpected<Error> ruleError(const IgnoreRule &rule, const QString &reason)
{
    const QString place = rule.line > 0 ? u"line %1: "_s.arg(rule.line) : QString();
    return failure(Error::Kind::InvalidInput, place + reason + u": "_s + QString::fromUtf8(rule.text.left(200)));
}

/// The line as ignorefile.ReadAll gives it on: `!` directly before a clean path without a slash at its start.
QByteArray normalizedLine(QByteArrayView text)
{
    const bool isException = text.startsWith('!');
    const QByteArrayView rest = isException ? withoutOuterSpace(text.sliced(1)) : text;
    QByteArray pattern = rest.isEmpty() ? QByteArray() : cleanPath(rest);
    if (pattern.size() > 1 && pattern.startsWith('/'))
        pattern.remove(0, 1);
    return isException ? '!' + pattern : pattern;
}

/// As fsutil has it: what may still match below a folder although the pattern ends in stars.
QByteArray withoutTrailingStars(QByteArray pattern)
{
    if (pattern.endsWith("/**"))
        pattern.chop(3);
    if (pattern.endsWith("/*"))
        pattern.chop(2);
    return pattern;
}

/// Every folder above a path, the topmost first.
template<typename Matches>
bool anyFolderAbove(QByteArrayView path, Matches matches)
{
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (matches(path.first(slash)))
            return true;
    }
    return false;
}

} // namespace

Result<IgnoreRules> IgnoreRules::parse(QByteArrayView file)
{
    IgnoreRules rules;
    if (file.startsWith(utf8Mark))
        file = file.sliced(utf8Mark.size());
    for (int line = 1; !file.isEmpty(); ++line) {
        const qsizetype end = file.indexOf('\n');
        QByteArrayView text = end < 0 ? file : file.first(end);
        file = end < 0 ? QByteArrayView() : file.sliced(end + 1);
        if (text.size() >= longestIgnoreLine)
            return ruleError({text.toByteArray(), {}, false, line}, u"the line is too long"_s);
        if (text.startsWith('#'))
            continue;
        text = withoutOuterSpace(text);
        if (text.isEmpty())
            continue;
        if (const Result<void> added = rules.add({text.toByteArray(), normalizedLine(text), false, line}); !added)
            return std::unexpected(added.error());
    }
    return rules;
}

Result<IgnoreRules> IgnoreRules::fromPatterns(const QList<QByteArray> &patterns)
{
    IgnoreRules rules;
    for (const QByteArray &pattern : patterns) {
        if (const Result<void> added = rules.add({pattern, pattern, false, 0}); !added)
            return std::unexpected(added.error());
    }
    return rules;
}

Result<void> IgnoreRules::add(const IgnoreRule &rule)
{
    const QByteArrayView trimmed = withoutOuterSpace(rule.pattern);
    if (trimmed.isEmpty())
        return {};
    IgnoreRule added{rule.text, cleanPath(trimmed), false, rule.line};
    if (added.pattern.startsWith('!')) {
        added.isException = true;
        added.pattern.remove(0, 1);
        if (added.pattern.isEmpty())
            return ruleError(rule, u"an exception needs a pattern"_s);
    }
    const bool isGlob = matchesGlob(added.pattern, ".").has_value();
    const std::optional<PathPattern> pattern = isGlob ? PathPattern::compile(added.pattern) : std::nullopt;
    if (!pattern)
        return ruleError(rule, u"malformed pattern"_s);
    if (added.isException) {
        m_hasExceptions = true;
        m_exceptions.append(withoutTrailingStars(added.pattern));
        m_hasWildExceptions = m_hasWildExceptions
            || std::ranges::any_of(m_exceptions.last(), [](char c) { return QByteArrayView("*[]?^\\").contains(c); });
    }
    m_rules.push_back(added);
    m_patterns.push_back(*pattern);
    return {};
}

IgnoreVerdict IgnoreRules::verdict(QByteArrayView path) const
{
    IgnoreVerdict verdict;
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const bool isException = m_rules[i].isException;
        if (isException != verdict.isIgnored)
            continue;
        const auto matches = [&pattern = m_patterns[i]](QByteArrayView candidate) {
            return pattern.matches(candidate);
        };
        if (matches(path) || anyFolderAbove(path, matches))
            verdict = {!isException, int(i)};
    }
    return verdict;
}

IgnoreVerdict IgnoreRules::verdict(QByteArrayView path, const Matches &above, Matches &matches) const
{
    IgnoreVerdict verdict;
    matches.assign(m_rules.size(), false);
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const bool isException = m_rules[i].isException;
        const bool matchedAbove = !above.empty() && above[i];
        if (!matchedAbove && (isException != verdict.isIgnored || !m_patterns[i].matches(path)))
            continue;
        matches[i] = true;
        if (verdict.isIgnored == isException)
            verdict = {!isException, int(i)};
    }
    return verdict;
}

bool IgnoreRules::mayReinclude(QByteArrayView folder) const
{
    if (m_hasWildExceptions)
        return true;
    return std::ranges::any_of(m_exceptions, [folder](const QByteArray &exception) {
        return exception.startsWith(folder) && (exception.size() == folder.size() || exception[folder.size()] == '/');
    });
}

QString ruleText(const IgnoreRule &rule)
{
    const QString text = QString::fromUtf8(rule.text);
    return rule.line > 0 ? u"line %1: "_s.arg(rule.line) + text : text;
}

} // namespace strata
