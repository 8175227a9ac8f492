// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/stepfacts.h"

namespace strata {

/// Finds what `COPY --from` or a mount names: a stage in front of this one, an image. None, with the problem, when the builder
/// would refuse it.
using OriginLookup = std::function<std::optional<FileOrigin>(const QString &name, bool mayBeNumber, QString &problem)>;

/// Goes through the instructions of one stage, as convert.go's dispatch does, and keeps what is in effect.
class StageWalker
{
public:
    /// With `wordings`: each step's are appended there (historywordings.h).
    StageWalker(StepContext context, StageState state, OriginLookup origins, QList<QStringList> *wordings);

    /// The next instruction. `index` is in the document; a trigger is done, whatever instruction brought it.
    void walk(const Instruction &instruction, qsizetype index, bool isTrigger);

    const StageState &state() const { return m_state; }
    const QList<PlanStep> &steps() const { return m_steps; }
    const QList<PlanProblem> &problems() const { return m_problems; } ///< without ranges
    const QList<StageDependency> &dependencies() const { return m_dependencies; }

private:
    void apply(const Instruction &instruction, const StepFacts &facts, PlanStep &step);
    void applyVariables(const QStringList &pairs, PlanStep &step);
    void applyArguments(const Instruction &instruction, PlanStep &step);
    void planCopy(const Instruction &instruction, StepExpander &expander, PlanStep &step);
    void planMounts(const Instruction &instruction, StepExpander &expander, PlanStep &step);
    StepEffect effectOf(InstructionKind kind, const QString &createdBy) const;
    std::optional<FileOrigin> originOf(const QString &name, bool mayBeNumber, StageDependency::Reason reason,
                                       const PlanStep &step);
    void refuse(const QString &message, const PlanStep &step);

    StepContext m_context;
    StageState m_state;
    OriginLookup m_origins;
    QList<QStringList> *m_wordings;
    QList<PlanStep> m_steps;
    QList<PlanProblem> m_problems;
    QList<StageDependency> m_dependencies;
};

/// What kind of source a word of ADD or COPY is: a URL, a repository, or a path in the context.
FileOrigin::Kind sourceKind(const QString &word);

} // namespace strata
