// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/stepfacts.h"

namespace strata {

/// How the builder of these options writes a history.
Wording wordingOf(const PlanOptions &options);

/// What builders and versions write of a step, the one of the options first: of RUN without its arguments, and with anyText for
/// what varies with variables and files. Each once; none of ONBUILD, which has no line. The state is the one in front of it.
QStringList historyWordings(const StepFacts &facts, const Instruction &instruction, const StageState &state,
                            const StepContext &context);

/// Of each stage, of each step; none of what is not understood.
using PlanWordings = QList<QList<QStringList>>;

/// The build is planned once more for them (planner.cpp): plans are made with each key that is typed, and compared with a
/// history now and then.
PlanWordings planWordings(const BuildPlan &plan);

} // namespace strata
