// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace strata {

/// A character in bytes as Go reads them: UTF-8; a byte that is none is U+FFFD and one byte long (unicode/utf8).
struct Rune
{
    char32_t point = 0xfffd;
    qsizetype size = 1;

    bool isInvalid() const { return point == 0xfffd && size == 1; }
};

/// `bytes` has one at least.
Rune firstRune(QByteArrayView bytes);

/// Without white space at its ends: strings.TrimSpace.
QByteArrayView withoutOuterSpace(QByteArrayView text);

/// The shortest path that means the same: filepath.Clean. Never empty; "." for nothing.
QByteArray cleanPath(QByteArrayView path);

} // namespace strata
