// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <functional>
#include <optional>

class QTextBlock;
class QTextDocument;

namespace strata {

/// Whether a character is in a comment or a string.
using IsQuiet = std::function<bool(const QTextBlock &block, int column)>;

struct BracketPair
{
    int here = 0;  ///< the bracket at the cursor
    int there = 0; ///< its other half, -1: there is none
};

/// The bracket at the cursor, that behind it before that in front of it, and its other half. Brackets of code pair with
/// those of code, those of comments and strings among themselves. Nothing when there is no bracket, or when the other
/// half is not within `limit` characters.
std::optional<BracketPair> bracketsAt(const QTextDocument &document, int position, const IsQuiet &isQuiet,
                                      int limit = 50'000);

} // namespace strata
