// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"

namespace strata {

/// The `# check=skip=` above an instruction that silences a rule for it alone, without a title. BuildKit looks at the first
/// such comment only (linter.go, WithMergedConfigFromComments), so one that is there is extended; and in the first lines of a
/// file it would be a directive, for the whole file and only once, so an ordinary comment ends them before it.
QuickFix ignoreFix(const Document &document, const Finding &finding);

} // namespace strata
