// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/instructionflags.h"
#include "dockerfile/runmount.h"

#include <chrono>

/// What instructions mean, each as BuildKit's frontend/dockerfile/instructions/parse.go understands it. Nothing is expanded:
/// variables and quotes are as they were typed. Each question is for instructions of its kind only; of a broken instruction
/// (Instruction::isBroken) the answer is that of the part that is there.
namespace strata {

/// `FROM image AS name`
struct FromInstruction
{
    SourceWord image;
    std::optional<SourceWord> nameWord = {}; ///< as it was typed
    QString name = {};                       ///< of the stage: nameWord in lower case; empty without one
    QString platform = {};                   ///< of --platform
    QString docComment = {}; ///< what the comment above says of the stage: "# name is …" without the name
};
Understood<FromInstruction> understandFrom(const Instruction &instruction);
/// Whether a stage may have that name, in lower case.
bool isStageName(QStringView name);

/// One of ENV, LABEL or ARG.
struct KeyValue
{
    SourceWord key;
    std::optional<SourceWord> value; ///< only an ARG has none
    bool isLegacy = false;           ///< `ENV key value`, with a blank for the `=`
    QString docComment = {};         ///< of an ARG, as in FromInstruction
};
Understood<QList<KeyValue>> understandKeyValues(const Instruction &instruction);

/// A source of COPY or ADD.
struct CopySource
{
    SourceWord word;
    /// The index in Instruction::heredocs of the file that is in the Dockerfile. Behind ONBUILD the heredocs are those of the
    /// ONBUILD itself.
    std::optional<qsizetype> heredoc = {};
    QString inlineName = {}; ///< and the name that it gets
};

struct CopyInstruction
{
    QList<CopySource> sources;
    SourceWord destination;
    QString from = {}; ///< COPY: a stage, an image or a named context; empty is the build context
    QString chown = {};
    QString chmod = {};
    QString checksum = {}; ///< ADD
    QStringList excludes = {};
    bool link = false;
    bool parents = false;                ///< COPY
    std::optional<bool> keepGitDir = {}; ///< ADD; none when not said
    std::optional<bool> unpack = {};     ///< ADD; none when not said
};
/// Of COPY and of ADD.
Understood<CopyInstruction> understandCopy(const Instruction &instruction);

/// A command line of RUN, CMD, ENTRYPOINT or HEALTHCHECK.
struct InstructionCommand
{
    QStringList words = {};    ///< of the shell form one: all of it
    bool prependShell = false; ///< the shell form: it is for the shell that SHELL names
};

struct RunInstruction
{
    InstructionCommand command;
    QList<RunMount> mounts = {};
    QList<RunDevice> devices = {};
    QString network = QStringLiteral("default");  ///< default, none or host
    QString security = QStringLiteral("sandbox"); ///< sandbox or insecure
};
Understood<RunInstruction> understandRun(const Instruction &instruction);

/// Of CMD and ENTRYPOINT.
Understood<InstructionCommand> understandCommand(const Instruction &instruction);

struct HealthcheckInstruction
{
    bool isNone = false; ///< HEALTHCHECK NONE
    InstructionCommand command = {};
    std::chrono::nanoseconds interval = {}; ///< 0: the engine's default, as for all of these
    std::chrono::nanoseconds timeout = {};
    std::chrono::nanoseconds startPeriod = {};
    std::chrono::nanoseconds startInterval = {};
    int retries = 0;
};
Understood<HealthcheckInstruction> understandHealthcheck(const Instruction &instruction);

/// Words of EXPOSE, VOLUME or SHELL. BuildKit sorts ports; these are as they were typed.
Understood<QList<SourceWord>> understandList(const Instruction &instruction);

/// The one argument of MAINTAINER, STOPSIGNAL, USER or WORKDIR.
Understood<SourceWord> understandWord(const Instruction &instruction);

/// The instruction that ONBUILD keeps for later, as BuildKit writes it into the image: the rest of the line, and below it
/// the heredocs.
Understood<QString> understandTrigger(const Instruction &instruction);

} // namespace strata

Q_DECLARE_TYPEINFO(strata::KeyValue, Q_RELOCATABLE_TYPE);
