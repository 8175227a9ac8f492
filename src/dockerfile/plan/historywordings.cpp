// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/historywordings.h"

namespace strata {

Wording wordingOf(const PlanOptions &options)
{
    if (options.builder == BuilderKind::Classic)
        return Wording::Classic;
    return options.version == BuildKitVersion::Newest ? Wording::BuildKitNewest : Wording::BuildKitDocker26;
}

QStringList historyWordings(const StepFacts &facts, const Instruction &instruction, const StageState &state,
                            const StepContext &context)
{
    StepFacts withoutArguments = facts;
    withoutArguments.arguments.clear();
    withoutArguments.classicArguments.clear();
    withoutArguments.hasArguments = false;
    StepExpander any = StepExpander::anyVariable(context.escape.unicode());
    QString ignored;
    const StepFacts anyFacts = factsOf(instruction, state, context, any, ignored);
    QStringList texts;
    for (const Wording wording : {wordingOf(context.options), Wording::BuildKitDocker26, Wording::BuildKitNewest,
                                  Wording::Classic, Wording::Buildah}) {
        for (const QString &text : {historyText(withoutArguments, wording), historyText(anyFacts, wording)}) {
            if (!text.isEmpty() && !texts.contains(text))
                texts.append(text);
        }
    }
    return texts;
}

} // namespace strata
