// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// An instruction as S-expression, exactly as BuildKit's parser dumps it (parser/parser.go, Node.Dump):
///
///     (copy ["--user=me" "--link"] "foo" "/tmp/")
///     (onbuild (run "make"))
QString dumpInstruction(const Instruction &instruction);

/// All of them that are not broken, one a line, each line ended.
QString dumpDocument(const Document &document);

/// A text in quotes as Go's strconv.Quote writes it.
QString quotedAsGo(QStringView text);

} // namespace strata
