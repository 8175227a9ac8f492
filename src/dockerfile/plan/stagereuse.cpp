// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/stagereuse.h"

#include <algorithm>

namespace strata {

namespace {

/// Where the stage ends: in front of the next one.
qsizetype endOf(const Document &document, const QList<PlanStage> &stages, int number)
{
    return number + 1 < stages.size() ? stages[number + 1].instruction : document.instructions.size();
}

QStringView textOf(const Document &document, const QList<PlanStage> &stages, int number)
{
    const auto begins = [&document](qsizetype instruction) {
        return instruction < document.instructions.size() ? document.instructions[instruction].range.begin
                                                          : document.text.size();
    };
    const qsizetype begin = begins(stages[number].instruction);
    return QStringView(document.text).sliced(begin, begins(endOf(document, stages, number)) - begin);
}

} // namespace

StageReuse::StageReuse(const BuildPlan *before, const BuildPlan &now, const Document &document,
                       const PlanOptions &options)
    : m_before(before && isAlike(*before, now, document, options) ? before : nullptr), m_now(now), m_document(document)
{}

bool StageReuse::isAlike(const BuildPlan &before, const BuildPlan &now, const Document &document,
                         const PlanOptions &options)
{
    return before.memory && before.document.escape == document.escape && before.options.builder == options.builder
        && before.options.version == options.version && before.options.platform == options.platform
        && before.options.buildPlatform == options.buildPlatform
        && before.options.buildArguments == options.buildArguments && before.globalArguments == now.globalArguments
        && std::ranges::equal(before.stages, now.stages, {}, &PlanStage::name, &PlanStage::name);
}

std::optional<StageReuse::Reused> StageReuse::find(int number, const PlanStage &stage)
{
    m_isReused.append(false);
    if (!m_before)
        return std::nullopt;
    const PlanStage &was = m_before->stages[number];
    const bool hasSameBase = was.baseKind == stage.baseKind && was.baseReference == stage.baseReference
        && was.baseStage == stage.baseStage && was.baseImage == stage.baseImage
        && (stage.baseStage < 0 || m_isReused[stage.baseStage]);
    if (!hasSameBase || !saysTheSame(number))
        return std::nullopt;
    m_isReused.last() = true;
    Reused reused{stage, m_before->memory->stages[number]};
    reused.stage.variables = was.variables;
    reused.stage.result = was.result;
    reused.stage.steps = was.steps;
    reused.stage.dependencies = was.dependencies;
    const bool isBaseInPlace = stage.baseStage < 0 // whose ONBUILD is done here
        || m_before->stages[stage.baseStage].instruction == m_now.stages[stage.baseStage].instruction;
    if (was.instruction == stage.instruction && isBaseInPlace)
        return reused;
    for (PlanStep &step : reused.stage.steps)
        step.instruction = moved(step.instruction);
    for (StageDependency &dependency : reused.stage.dependencies)
        dependency.instruction = moved(dependency.instruction);
    for (PlanProblem &problem : reused.memory.problems)
        problem.instruction = moved(problem.instruction);
    return reused;
}

bool StageReuse::saysTheSame(int number) const
{
    const qsizetype before = endOf(m_before->document, m_before->stages, number) - m_before->stages[number].instruction;
    const qsizetype now = endOf(m_document, m_now.stages, number) - m_now.stages[number].instruction;
    return before == now
        && textOf(m_before->document, m_before->stages, number) == textOf(m_document, m_now.stages, number);
}

/// With its stage: what is done in one stage may be said in its base.
qsizetype StageReuse::moved(qsizetype instruction) const
{
    const auto behind = std::ranges::upper_bound(m_before->stages, instruction, {}, &PlanStage::instruction);
    const qsizetype stage = behind - m_before->stages.begin() - 1;
    return instruction - m_before->stages[stage].instruction + m_now.stages[stage].instruction;
}

} // namespace strata
