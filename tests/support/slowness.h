// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace strata::test {

/// How many times as long things may take here as in an ordinary build.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 4;
#else
inline constexpr int slowness = 1;
#endif

/// How long a test waits for what must come. Long, as the machine may be busy with others: what is there ends the wait.
inline constexpr std::chrono::seconds patience{slowness * 20};

} // namespace strata::test
