// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/logicalline.h"

namespace strata {

/// What is wrong in a line, in BuildKit's sense: range and rule are filled in, the line is the caller's.
struct ReadInstruction
{
    Instruction instruction; ///< without lines, comments and heredocs
    QList<Diagnostic> problems = {};
};

/// Takes an instruction apart: keyword, flags, and arguments in the way of that instruction (BuildKit's
/// parser/split_command.go and line_parsers.go).
ReadInstruction readInstruction(const LogicalLine &line, QChar escape);

} // namespace strata
