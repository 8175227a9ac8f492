// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace strata {

/// A number of bytes for people: decimal units and three significant digits, as `docker images` prints it
/// (docker/go-units size.go, HumanSizeWithPrecision with 3), with a space before the unit: "76.2 MB", "1.24 GB", "0 B".
/// A negative number (the engine's "not computed") gives an empty string.
QString formatBytes(qint64 bytes);

/// What people type: "300", "20MB", "1.5 kB" (docker/go-units size.go, FromHumanSize), and "1GiB" for binary units; upper
/// or lower case. InvalidInput for anything else.
Result<qint64> parseBytes(QStringView text);

} // namespace strata
