// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

/// Text from elsewhere as one line for a cell or a label: line breaks, tabs and control characters become blanks,
/// marks that turn the direction of writing are left out, and what is longer than `limit` ends in "…".
QString singleLine(const QString &text, qsizetype limit = 1000);

/// Text from elsewhere for a label that wraps: line breaks stay, other control characters become blanks, marks that turn
/// the direction of writing are left out, words without a place to break get some (zero-width spaces), and what is
/// longer than `limit` characters or has more than `lines` lines ends in "…".
QString textBlock(const QString &text, qsizetype limit = 600, qsizetype lines = 10);

/// Text for setToolTip and QToolTip, which would take what looks like HTML for HTML: escaped, lines kept, long lines
/// wrapped, what is longer than `limit` ends in "…". Empty for an empty text.
QString plainToolTip(const QString &text, qsizetype limit = 2000);

} // namespace strata
