// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/logicalline.h"

namespace strata {

/// The flags at the start of `range` of a line: words that begin with `--`, up to one that does not, or up to `--` alone
/// (BuildKit's parser/split_command.go, extractBuilderFlags). The answer is where the rest begins.
qsizetype readFlags(const LogicalLine &line, TextRange range, QChar escape, QList<Flag> &flags,
                    QList<Diagnostic> &problems);

} // namespace strata
