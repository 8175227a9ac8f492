// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// What BuildKit says of instructions that its parser has understood (frontend/dockerfile/instructions), in its words or their
/// sense. parseDockerfile() asks this; others find it in Document::diagnostics.
QList<Diagnostic> instructionDiagnostics(const Document &document);

} // namespace strata
