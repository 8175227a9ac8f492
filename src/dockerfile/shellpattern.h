// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace strata {

/// What `${name#pattern}` and its like do to a variable's value (moby/buildkit, frontend/dockerfile/shell/lex.go).
///
/// In a pattern `*` is any characters and `?` is one, neither a line feed; `\*`, `\?` and `\\` are the characters
/// themselves, and so are `\}` and `\/`, which need the backslash inside of `${…}`. The backslash is the escape whatever the
/// file's is. A character is a code point. Takes time in proportion to the value times the pattern, whatever is in them.
///
/// InvalidInput for another character behind a backslash.
enum class PatternReach { Shortest, Longest };

Result<QString> withoutPrefix(const QString &value, const QString &pattern, PatternReach reach);
Result<QString> withoutSuffix(const QString &value, const QString &pattern, PatternReach reach);

/// The leftmost and there the longest match becomes `replacement`.
Result<QString> replacedFirst(const QString &value, const QString &pattern, const QString &replacement);
/// All of them do. BuildKit leaves this to Go's Regexp.ReplaceAllString, for which a `$` means something in a replacement
/// that still has one: `$$` is `$`, `$0` and `${0}` are the match, any other `$name` is empty.
Result<QString> replacedAll(const QString &value, const QString &pattern, const QString &replacement);

} // namespace strata
