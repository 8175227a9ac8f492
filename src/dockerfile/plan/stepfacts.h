// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/historytext.h"
#include "dockerfile/plan/stagestate.h"
#include "dockerfile/plan/stepexpander.h"

namespace strata {

/// What all steps of a plan depend on.
struct StepContext
{
    const PlanOptions &options;
    const ShellEnvironment &globalArguments;
    QChar escape;
    QStringList defaultShell;
};

/// What an instruction comes to at this place, its words by `expander`. What a builder has against it, and no
/// diagnostic of the document tells, is in `problem`.
StepFacts factsOf(const Instruction &instruction, const StageState &state, const StepContext &context,
                  StepExpander &expander, QString &problem);

/// The ARGs of an instruction with the values that count in this stage.
QList<DeclaredArgument> declaredBy(const Instruction &instruction, const StageState &state, const StepContext &context);

/// The folder that a WORKDIR means when its variables may be anything (StageState::anyWorkingDirectory).
QString anyFolder(const Instruction &instruction, const StageState &state, const StepContext &context);

/// What the classic builder takes without an ARG (buildargs.go).
bool isProxyArgument(const QString &name);

/// The folder that WORKDIR or a destination means (util/system/path.go, NormalizePath).
QString absolutePath(const QString &workingDirectory, const QString &path);

} // namespace strata
