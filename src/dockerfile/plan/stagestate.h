// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/buildplan.h"

namespace strata {

/// An ARG that was declared, with its value when it has one.
struct DeclaredArgument
{
    QString name;
    std::optional<QString> value;
};

/// What is in effect at a place in a stage.
struct StageState
{
    ShellEnvironment variables = {};      ///< ENV and ARG: BuildKit takes what came last, the classic builder ENV
    ShellEnvironment imageVariables = {}; ///< ENV alone
    QList<DeclaredArgument> arguments = {};
    QString workingDirectory = {};
    QString anyWorkingDirectory = {}; ///< with anyText for its variables
    QString user = {};
    QStringList shell = {}; ///< of SHELL; empty: the default
    QStringList entrypoint = {};
    QStringList command = {};
    QStringList triggers = {};
    bool isCommandSet = false; ///< in this stage
};

} // namespace strata
