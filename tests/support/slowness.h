// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strata::test {

/// How many times as long things may take here as in an ordinary build.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 4;
#else
inline constexpr int slowness = 1;
#endif

} // namespace strata::test
