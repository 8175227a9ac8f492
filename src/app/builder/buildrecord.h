// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildhistory.h"

#include <QByteArray>

namespace strata {

/// A kept build as JSON, the file of its facts: an object whose "form" is 1. What is unknown is passed over, what is
/// missing is empty. Times are ISO 8601 in UTC, those of steps nanoseconds since 1970. Pure functions, for any thread.
QByteArray buildRecord(const KeptBuild &build);

/// MalformedAnswer for what is no such object. `summary.id` and `hasLog` are the store's to know.
Result<KeptBuild> readBuildRecord(const QByteArray &json);

} // namespace strata
