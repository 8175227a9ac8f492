// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"
#include "dockerfile/instructions.h"
#include "dockerfile/shellwords.h"

namespace strata {

// Quick fixes for what BuildKit's linter finds. Where there is none, it would not be safe.

/// The name that was probably meant: BuildKit's "did you mean". Empty without one.
QString suggestedName(const QString &name, const QStringList &options);

/// Where a word names a variable (the first time), and how to name another one there.
struct RenamedVariable
{
    TextRange range = {};
    std::optional<QuickFix> fix = {};
};
RenamedVariable renamedVariable(const SourceWord &word, const QString &name, const QString &better,
                                const ExpansionOptions &options);

/// `key=value` for `key value`.
std::optional<QuickFix> withEquals(const KeyValue &pair, QChar escape);
/// A WORKDIR below the directory that it is relative to.
std::optional<QuickFix> absoluteWorkdir(const SourceWord &path, const std::optional<QString> &workingDirectory);
/// Without the lines of that instruction.
QuickFix withoutInstruction(const Document &document, const Instruction &instruction);
/// `["a", "b"]` for the shell form, when no shell is needed for it.
std::optional<QuickFix> execForm(const Instruction &instruction);
/// Another keyword, in the same case.
QuickFix withKeyword(const Instruction &instruction, QStringView keyword);
/// Without the empty lines in an instruction that goes on.
QuickFix withoutBlankLines(const Document &document, const Instruction &instruction);
/// The range and the blanks behind it, up to the next word of the line.
QuickFix withoutWord(const Document &document, const QString &title, TextRange word);

} // namespace strata
