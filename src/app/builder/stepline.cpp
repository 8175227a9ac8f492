// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/stepline.h"

#include "dockerfile/parser.h"
#include "dockerfile/plan/buildplan.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const PlanStage *stageOfStep(const BuildPlan &plan, const QString &name)
{
    if (name.isEmpty())
        return plan.stages.size() == 1 ? &plan.stages.first() : nullptr;
    for (qsizetype i = 0; i < plan.stages.size(); ++i) {
        const PlanStage &stage = plan.stages[i];
        const QString stageName = stage.name.isEmpty() ? u"stage-%1"_s.arg(i) : stage.name;
        if (stageName.compare(name, Qt::CaseInsensitive) == 0)
            return &stage;
    }
    return nullptr;
}

bool isNumbered(InstructionKind kind)
{
    return kind == InstructionKind::Run || kind == InstructionKind::Copy || kind == InstructionKind::Add
        || kind == InstructionKind::Workdir;
}

} // namespace

int lineOfStep(const QString &dockerfile, const BuildStepName &step)
{
    if (step.number <= 0)
        return 0;
    const Document document = parseDockerfile(dockerfile);
    const BuildPlan plan = planBuild(document);
    const PlanStage *stage = stageOfStep(plan, step.stage);
    if (!stage)
        return 0;
    QList<qsizetype> numbered;
    if (stage->baseKind == BaseKind::Image)
        numbered.append(stage->instruction);
    for (const PlanStep &each : stage->steps) {
        if (isNumbered(each.kind))
            numbered.append(each.instruction);
    }
    if (numbered.size() != step.count || step.number > step.count)
        return 0; // another text than the one that was built
    const Instruction &instruction = document.instructions.at(numbered.at(step.number - 1));
    const bool isSame = step.text.startsWith(instructionName(instruction.kind))
        || step.text.startsWith(QString(u"LINK "_s + instructionName(instruction.kind)));
    return isSame ? static_cast<int>(instruction.startLine) + 1 : 0;
}

} // namespace strata
