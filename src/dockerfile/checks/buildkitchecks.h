// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/reporter.h"
#include "dockerfile/checks/stages.h"

namespace strata {

/// What BuildKit looks at while it reads the instructions (instructions/parse.go) and before it looks into the stages
/// (dockerfile2llb/validations.go): casing, names, comments, MAINTAINER.
void checkSpelling(const CheckedStages &stages, FindingReporter &reporter);

/// What it looks at in each FROM (dockerfile2llb/convert.go, buildDispatchStates).
void checkBases(const CheckedStages &stages, FindingReporter &reporter);

/// What it looks at while it makes a stage from its instructions (convert.go, dispatch…), and the errors that it finds then.
void checkDispatch(const CheckedStages &stages, const CheckContext &context, FindingReporter &reporter);

} // namespace strata
