// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/validation.h"

#include "dockerfile/instructions.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
std::optional<InstructionProblem> problemIn(const Understood<T> &understood)
{
    return understood ? std::nullopt : std::optional(understood.error());
}

std::optional<InstructionProblem> argumentProblem(const Instruction &instruction)
{
    switch (instruction.kind) {
    case InstructionKind::Unknown:
        return InstructionProblem{u"unknown instruction: "_s + instruction.keyword.text
                                      + didYouMean(instruction.keyword.text, instructionNames(), Qt::CaseInsensitive),
                                  instruction.keyword.range};
    case InstructionKind::Add:
    case InstructionKind::Copy: return problemIn(understandCopy(instruction));
    case InstructionKind::Arg:
    case InstructionKind::Env:
    case InstructionKind::Label: return problemIn(understandKeyValues(instruction));
    case InstructionKind::Cmd:
    case InstructionKind::Entrypoint: return problemIn(understandCommand(instruction));
    case InstructionKind::Expose:
    case InstructionKind::Shell:
    case InstructionKind::Volume: return problemIn(understandList(instruction));
    case InstructionKind::From: return problemIn(understandFrom(instruction));
    case InstructionKind::Healthcheck: return problemIn(understandHealthcheck(instruction));
    case InstructionKind::Onbuild: return problemIn(understandTrigger(instruction));
    case InstructionKind::Run: return problemIn(understandRun(instruction));
    case InstructionKind::Maintainer:
    case InstructionKind::Stopsignal:
    case InstructionKind::User:
    case InstructionKind::Workdir: return problemIn(understandWord(instruction));
    }
    return std::nullopt;
}

/// All that is wrong in one instruction, in its flags first.
QList<InstructionProblem> problemsOf(const Instruction &instruction)
{
    QList<InstructionProblem> problems = flagProblems(instruction);
    if (const auto problem = argumentProblem(instruction))
        problems.append(*problem);
    return problems;
}

class Validator
{
public:
    QList<Diagnostic> run(const Document &document)
    {
        for (const Instruction &instruction : document.instructions)
            look(instruction);
        if (!m_isInStage && !document.instructions.isEmpty())
            tell(document.instructions.last(), u"dockerfile contains no stages to build"_s,
                 document.instructions.last().keyword.range);
        return std::move(m_diagnostics);
    }

private:
    void look(const Instruction &instruction)
    {
        m_isInStage = m_isInStage || instruction.kind == InstructionKind::From;
        if (instruction.isBroken)
            return;
        for (const InstructionProblem &problem : problemsOf(instruction))
            tell(instruction, problem.message, problem.range);
        const bool isKnown = instruction.kind != InstructionKind::Unknown;
        if (!m_isInStage && isKnown && instruction.kind != InstructionKind::Arg)
            tell(instruction, u"no build stage in current context"_s, instruction.keyword.range);
        if (instruction.trigger && understandTrigger(instruction))
            lookAtTrigger(instruction);
    }

    /// BuildKit looks at a trigger when it is pulled, in the build of another image.
    void lookAtTrigger(const Instruction &instruction)
    {
        Instruction trigger = *instruction.trigger;
        trigger.heredocs = instruction.heredocs;
        for (const InstructionProblem &problem : problemsOf(trigger))
            tell(instruction, u"builds from this image will fail: "_s + problem.message, problem.range,
                 Diagnostic::Severity::Warning);
    }

    void tell(const Instruction &instruction, const QString &message, TextRange range,
              Diagnostic::Severity severity = Diagnostic::Severity::Error)
    {
        m_diagnostics.append({.origin = Diagnostic::Origin::Instructions,
                              .severity = severity,
                              .rule = parseErrorRule.toString(),
                              .message = message,
                              .range = range,
                              .line = instruction.startLine});
    }

    QList<Diagnostic> m_diagnostics;
    bool m_isInStage = false;
};

} // namespace

QList<Diagnostic> instructionDiagnostics(const Document &document)
{
    return Validator().run(document);
}

} // namespace strata
