// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/check.h"

#include "dockerfile/checks/buildkitchecks.h"
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/practices.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

void addFoundByParser(FindingReporter &reporter)
{
    const Document &document = reporter.document();
    for (const Diagnostic &diagnostic : document.diagnostics) {
        if (diagnostic.rule != u"NoEmptyContinuation") {
            reporter.addDiagnostic(diagnostic);
            continue;
        }
        const Instruction *instruction = document.instructionAt(diagnostic.range.begin);
        reporter.addForFile("NoEmptyContinuation"_L1, diagnostic.line, diagnostic.range, diagnostic.message,
                            instruction ? std::optional(withoutBlankLines(document, *instruction)) : std::nullopt);
    }
}

} // namespace

QList<Finding> checkDockerfile(const Document &document, const CheckContext &context)
{
    FindingReporter reporter(document, context.options);
    addFoundByParser(reporter);
    const CheckedStages stages = readStages(document, context);
    checkSpelling(stages, reporter);
    checkBases(stages, reporter);
    checkDispatch(stages, context, reporter);
    checkPractices(stages, reporter);
    return reporter.take();
}

} // namespace strata
