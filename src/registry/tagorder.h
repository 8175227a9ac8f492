// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// Tags in the order that people look for them: "latest"; then versions, the newest first; then words by the alphabet.
///
/// Numbers count as numbers: 1.10 is newer than 1.9. What moves along comes before what it moves over: 1.27, 1.27.3,
/// 1.27.2. A variant follows its version (1.27, 1.27-alpine), what came before a release comes after it (2.0, 2.0-rc2,
/// 2.0-rc1, 1.9). A leading "v" is no part of the version. Hexadecimal hashes are words.
///
/// Stable in that the order depends on the tags alone. Pure; n log n.
QStringList sortedTags(const QStringList &tags);

} // namespace strata
