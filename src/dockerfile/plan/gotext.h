// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

/// What Go's fmt makes of values: histories are full of it.
namespace strata {

/// `["a" "b"]`, as %q.
QString quotedGoList(const QStringList &words);
/// `[a b]`, as %v.
QString plainGoList(const QStringList &words);
/// `'\x02'`, as %q of a number.
QString quotedGoRune(int number);
/// `1m30s`, as time.Duration.String.
QString goDurationText(std::chrono::nanoseconds duration);

/// Go's path.Join: without `.`, `..` and double slashes.
QString joinedPath(const QString &parent, const QString &path);

} // namespace strata
