// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"
#include "dockerfile/checks/shellcommands.h"
#include "dockerfile/runmount.h"

namespace strata {

/// A program that RUN starts, without `sudo`, `env`, `exec` and the like in front of it.
struct Invocation
{
    QString name = {}; ///< without folders: "apt-get"
    TextRange nameRange = {};
    QList<ShellWord> arguments = {};
    qsizetype command = 0;              ///< its index in RunScript::commands
    std::optional<TextRange> sudo = {}; ///< the word

    bool hasArgument(QStringView text) const;
    /// An option of one letter, also together with others: 'y' of -qqy.
    bool hasLetter(QChar letter) const;
    /// What follows the option: `-o file`, `-ofile`, `--output file`, `--output=file`.
    std::optional<ShellWord> valueOf(QChar letter, QStringView longName) const;
};

/// What a RUN does.
struct RunScript
{
    const Instruction *instruction = nullptr;
    QList<ShellCommand> commands = {};
    QList<Invocation> invocations = {};
    QList<RunMount> mounts = {};
    bool isShell = true; ///< a shell reads it: no exec form, no other interpreter
    bool isHeredoc = false;
    bool hasPlaces = true; ///< ranges are exact, so that it can be edited
    TextRange start = {};  ///< an empty range in front of the first command

    const ShellCommand &commandOf(const Invocation &invocation) const { return commands[invocation.command]; }
    /// Whether one of the mounts is at this folder or above it.
    bool isMounted(QStringView folder) const;

    /// Puts `text` behind a word.
    std::optional<QuickFix> insertedBehind(TextRange word, const QString &text) const;
    /// Lets ` && command` follow an invocation, where that means nothing but to do it next.
    std::optional<QuickFix> followedBy(const Invocation &invocation, const QString &command) const;
};

/// `shell` is what SHELL says; empty: the default one. A shell that is none of Unix is not read.
RunScript readRunScript(const Instruction &run, const QStringList &shell);

/// Whether a program of that name is a shell as `sh`.
bool isUnixShell(QStringView program);

} // namespace strata
