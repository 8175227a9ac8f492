// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/reporter.h"
#include "dockerfile/checks/runscript.h"
#include "dockerfile/checks/stages.h"

namespace strata {

/// An instruction of a stage and what counts when it is its turn.
struct StageStep
{
    const Instruction *instruction = nullptr;
    std::optional<RunScript> script = {};     ///< of RUN
    std::optional<CopyInstruction> copy = {}; ///< of COPY and ADD
    QStringList shell = {};                   ///< of SHELL; empty: the default one
    std::optional<QString> user = {};         ///< none: the base image's, which nobody knows
    std::optional<QString> folder = {};       ///< of WORKDIR, absolute; none: nobody knows
    bool hasWorkdir = false;                  ///< one was set in this file
    bool isPipCacheOff = false;               ///< PIP_NO_CACHE_DIR is set
};

/// A stage, step by step.
struct SteppedStage
{
    const CheckedStages &all;
    qsizetype index;
    QList<StageStep> steps;

    const CheckedStage &stage() const { return all.stages[index]; }
    /// The severity of what wastes space: not much in a stage from which files are only copied.
    Finding::Severity waste(Finding::Severity severity) const
    {
        return stage().isInTarget ? severity : Finding::Severity::Hint;
    }
};

/// All practices: rules of ours (CheckRule::Origin::Practice) that need no build.
void checkPractices(const CheckedStages &stages, FindingReporter &reporter);

// The parts of it.
void checkImages(const SteppedStage &stage, FindingReporter &reporter);
void checkFileEnd(FindingReporter &reporter);
void checkPackages(const SteppedStage &stage, FindingReporter &reporter);
void checkCommands(const SteppedStage &stage, FindingReporter &reporter);
void checkSecrets(const SteppedStage &stage, FindingReporter &reporter);
void checkLayers(const SteppedStage &stage, FindingReporter &reporter);

} // namespace strata

Q_DECLARE_TYPEINFO(strata::StageStep, Q_RELOCATABLE_TYPE);
