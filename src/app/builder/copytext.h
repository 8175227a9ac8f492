// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/dockerfileinsight.h"

#include <QString>

namespace strata {

/// What a COPY takes, for people: a line for each source, such as "src: 12 files, 3.1 MB" or "secret.txt: kept out by line 3:
/// *.txt"; what is wrong comes first.
QString copyText(const CopyInsight &copy, const ContextScan *scan);

/// "214 files, 3.1 MB; 1,982 left out"
QString contextText(const ContextScan &scan);

/// The largest folders and files at the top of a context, the largest first: their names and bytes.
QList<std::pair<QString, qint64>> largestInContext(const ContextScan &scan, int most);

} // namespace strata
