// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

#include <expected>
#include <functional>

namespace strata {

struct SearchQuery
{
    QString text;
    bool isCaseSensitive = false;
    bool areWholeWords = false;
    bool isPattern = false; ///< a regular expression; ^ and $ are those of a line
    friend bool operator==(const SearchQuery &, const SearchQuery &) = default;
};

enum class SearchProblem {
    BadPattern, ///< `detail` says what, in PCRE's words
    TooSlow,    ///< the pattern needs more steps than MatchLimit for one match, or all more than SearchTime
};

struct SearchFailure
{
    SearchProblem problem = SearchProblem::BadPattern;
    QString detail;
    int column = 0; ///< of a bad pattern
};

/// Bounds for patterns that backtrack without end. `(*LIMIT_MATCH)` is PCRE2's (pcre2pattern(3)).
inline constexpr int MatchLimit = 100'000;
inline constexpr int SearchTime = 1000; ///< ms of work

/// `match` counts from the start of what it was looked for in: the line, or the whole text.
using MatchVisitor = std::function<void(EditorRange range, const QRegularExpressionMatch &match)>;

/// Calls `visit` for each match within `scope`, first to last; they do not overlap, and may be empty. A pattern is looked
/// for line by line, unless it says \n, \r, \R or (?s), or has a line break in it: then in the whole text.
/// An empty query has no matches.
std::expected<void, SearchFailure> forEachMatch(const QString &text, EditorRange scope, const SearchQuery &query,
                                                const MatchVisitor &visit);

std::expected<QList<EditorRange>, SearchFailure> allMatches(const QString &text, EditorRange scope,
                                                            const SearchQuery &query);

/// What a match becomes: of a pattern, \0 to \9 are its captures, \n and \t a line break and a tab, \\ a backslash; any
/// other text stands for itself.
QString replacementFor(const QRegularExpressionMatch &match, const SearchQuery &query, const QString &replacement);

} // namespace strata
