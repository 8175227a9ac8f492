// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"
#include "layers/nodetree.h"

#include <QString>

namespace strata {

/// "added", "modified (content, mode)", "deleted", "unchanged". `differences` are of Difference.
QString changeText(Change change, quint8 differences);

/// "/usr/bin/env", as it is.
QString wholePath(const QByteArray &path);
/// The same, fit for one line on the screen.
QString pathText(const QByteArray &path);
/// "11/14/2023 10:13 PM", in local time with all of the year, which may be any; empty for what is no time.
QString fileTime(qint64 secondsSince1970);
/// "env" in a tree; "lib/…" where there is more than it shows.
QString nameText(const PathTable &paths, const NodeTree &nodes, PathTable::Node node);

} // namespace strata
