// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// Reads a Dockerfile as BuildKit does (moby/buildkit, frontend/dockerfile: parser and instructions), in one pass, in time
/// proportional to its length, on any thread.
///
/// It never fails: what BuildKit would refuse is a Diagnostic, and the rest is understood as if that were mended. A heredoc
/// that does not end has its body up to the next line that begins with an instruction in capitals. Where BuildKit and this
/// differ: an ONBUILD that holds more than 16 others is an error; a flag that BuildKit cuts in the middle of a character
/// (see Flag) ends behind that character; half of a surrogate pair counts as three bytes.
Document parseDockerfile(const QString &text);

} // namespace strata
