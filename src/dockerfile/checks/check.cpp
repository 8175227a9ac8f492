// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/check.h"

#include "dockerfile/checks/buildkitchecks.h"
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/practices.h"

#include <algorithm>

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

/// The one that takes all there is (dockerfile2llb/validations.go, copySourceRootIgnored).
bool takesAll(const IgnoreRule &rule)
{
    return !rule.isException && (rule.pattern == "*" || rule.pattern == "**" || rule.pattern == "**/*");
}

} // namespace

void useIgnoreRules(CheckContext &context, const IgnoreRules &rules)
{
    const auto all = std::ranges::find_if(rules.rules(), &takesAll);
    context.ignoreHasExceptions = rules.hasExceptions();
    context.ignoreTakesAll = all != rules.rules().end();
    const QString textOfAll = context.ignoreTakesAll ? ruleText(*all) : QString();
    context.ignoredBy = [rules, textOfAll](const QString &path) -> std::optional<QString> {
        if (path == u"." || path == u"/")
            return textOfAll.isEmpty() ? std::nullopt : std::optional(textOfAll);
        const IgnoreVerdict verdict = rules.verdict(path.toUtf8());
        if (!verdict.isIgnored)
            return std::nullopt;
        return ruleText(rules.rules()[size_t(verdict.rule)]);
    };
}

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
