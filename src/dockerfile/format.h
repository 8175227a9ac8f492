// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/document.h"

namespace strata {

/// The text as it looks best, with the same meaning:
///
/// - instructions and AS in capitals
/// - no blanks at the ends of lines
/// - one line end at the end of the file
/// - never more than one blank line
/// - lines that go on with a RUN are four blanks in; those that were further in than the others stay so, in steps of four
///
/// Comments, directives, heredocs, line ends (CR LF or LF) and what is in quotes stay as they are. Indentation changes only where
/// a shell does not mind: in the shell form, outside of quotes, between words, and for shells of the Bourne family.
/// Formatting twice changes nothing more. InvalidInput for a text with an error of the parser, which may mean anything.
Result<QString> formatDockerfile(const QString &text);

/// Whether BuildKit would make the same of both, but for blanks between the words of RUN and the case of FROM's AS.
bool meansTheSame(const Document &before, const Document &after);

} // namespace strata
