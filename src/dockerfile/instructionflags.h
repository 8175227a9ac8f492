// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

#include <expected>
#include <span>

namespace strata {

/// Why BuildKit refuses an instruction, and where.
struct InstructionProblem
{
    QString message;
    TextRange range = {};
};

/// What an instruction says, or why it says nothing.
template<typename T>
using Understood = std::expected<T, InstructionProblem>;

enum class FlagType {
    Bool, ///< `--link`, `--link=true` or `--link=false`
    Text,
    List, ///< text, any number of times
};

struct FlagRule
{
    QStringView name;
    FlagType type;
};

/// The flags that an instruction knows, without their hyphens (BuildKit's instructions/parse.go).
std::span<const FlagRule> flagRules(InstructionKind kind);

/// Everything that is wrong with the flags of an instruction, in order (instructions/bflag.go). STOPSIGNAL, ARG and HEALTHCHECK
/// NONE have flags that nobody looks at: nothing is wrong with them.
QList<InstructionProblem> flagProblems(const Instruction &instruction);

/// The value of a flag that is right; empty when it is not there.
QString flagText(const Instruction &instruction, QStringView name);
QStringList flagTexts(const Instruction &instruction, QStringView name);
/// None when it is not there.
std::optional<bool> flagBool(const Instruction &instruction, QStringView name);

/// ` (did you mean COPY?)`, or nothing when none of `options` is near (BuildKit's util/suggest: an edit distance below 3).
QString didYouMean(const QString &word, const QStringList &options, Qt::CaseSensitivity sensitivity);

} // namespace strata
