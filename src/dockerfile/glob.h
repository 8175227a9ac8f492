// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace strata {

/// Whether a whole path matches a pattern of Go's filepath.Match, which COPY and ADD use for their sources; nothing when
/// the pattern is malformed.
///
/// `*` is any characters but slashes, `?` one of these, `[a-z]` and `[^a-z]` one (slashes as well), `\` takes away the
/// meaning of what follows. There is no `**`. A byte that is no UTF-8 is a character.
std::optional<bool> matchesGlob(QByteArrayView pattern, QByteArrayView path);

/// Whether BuildKit takes it for a pattern: `*`, `?` or `[` without a backslash before it.
bool hasWildcards(QByteArrayView path);

} // namespace strata
