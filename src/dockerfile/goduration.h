// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <expected>

namespace strata {

/// A duration such as "1m30s" or "1.5h", as Go's time.ParseDuration reads it. The error is in its words.
std::expected<std::chrono::nanoseconds, QString> parseGoDuration(QStringView text);

} // namespace strata
