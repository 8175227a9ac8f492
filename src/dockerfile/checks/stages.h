// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/check.h"
#include "dockerfile/checks/platform.h"
#include "dockerfile/instructions.h"
#include "dockerfile/shellwords.h"

#include <QHash>

namespace strata {

/// A FROM and what belongs to it. Points into the document.
struct CheckedStage
{
    const Instruction *from = nullptr;
    bool isBroken = false;               ///< BuildKit refuses the FROM
    FromInstruction what = {};           ///< of a broken FROM nothing
    QString image = {};                  ///< its base when the variables are replaced; empty when that fails
    qsizetype base = -1;                 ///< the stage that it builds on; -1: an image
    std::optional<BaseImage> known = {}; ///< of the image
    Platform platform = {};
    QList<const Instruction *> instructions = {}; ///< behind the FROM, without those that BuildKit refuses
    QList<qsizetype> needs = {};                  ///< stages, also those that come later
    bool isReachable = false;                     ///< the target needs it
    bool isInTarget = false; ///< its layers are the image's: it is the target, or the target builds on it

    bool isScratch() const { return base < 0 && image == u"scratch"; }
};

/// Why an ARG in front of the first FROM cannot be expanded.
struct GlobalProblem
{
    const Instruction *argument;
    InstructionProblem problem;
};

/// The stages of a file, as BuildKit's dockerfile2llb/convert.go connects them.
struct CheckedStages
{
    QList<const Instruction *> globalArguments = {}; ///< ARG in front of the first FROM
    ShellEnvironment defaults = {};                  ///< what a FROM sees without any build argument
    ShellEnvironment global = {};                    ///< and with those of the context
    QStringList declared = {};                       ///< names of globalArguments, with and without a value
    bool haveDefaults = true;                        ///< false: an ARG cannot be expanded without build arguments
    QList<GlobalProblem> problems = {};              ///< and those that cannot with them
    Platform buildPlatform = {};
    Platform targetPlatform = {};
    QList<CheckedStage> stages = {};
    QHash<QString, qsizetype> byName = {}; ///< the last stage of each name
    qsizetype target = -1;                 ///< the stage that is built
    bool isTargetGiven = false;

    /// By name (the last of that name, any case) or, for COPY --from, by number; -1: none.
    qsizetype find(const QString &name) const;
};

CheckedStages readStages(const Document &document, const CheckContext &context);

/// Where these characters of a word stand; all of the word when it is not what the text says, as an element of JSON.
TextRange rangeInWord(const SourceWord &word, qsizetype begin, qsizetype end);

/// What expandWord() has to know of the file: its escape.
ExpansionOptions expansionOptions(const Document &document);

} // namespace strata

Q_DECLARE_TYPEINFO(strata::CheckedStage, Q_RELOCATABLE_TYPE);
