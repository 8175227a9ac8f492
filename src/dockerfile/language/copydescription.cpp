// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/describers.h"

#include "core/bytesize.h"
#include "dockerfile/contextselection.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CopyDescriptionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileDescription)
};

const PlanStep *stepOf(const DescriptionScene &scene)
{
    const int stage = scene.stages.stageOf(scene.instruction);
    if (stage < 0 || stage >= scene.plan.stages.size())
        return nullptr;
    const QList<PlanStep> &steps = scene.plan.stages[stage].steps;
    const auto found = std::ranges::find_if(
        steps, [&scene](const PlanStep &step) { return !step.isTrigger && step.instruction == scene.instruction; });
    return found == steps.end() ? nullptr : &*found;
}

QString ignoredText(const ContextScan &scan, int rule)
{
    const auto &rules = scan.ignoreRules().rules();
    if (rule < 0 || rule >= static_cast<int>(rules.size()))
        return CopyDescriptionText::tr("The ignore rules keep it from the builder.");
    return CopyDescriptionText::tr("It is kept from the builder by %1.")
        .arg(ruleText(rules[static_cast<std::size_t>(rule)]));
}

QString takenText(const ContextScan &scan, const PlannedCopy &copy, const PlannedSource &source)
{
    const auto selection = contextSelection(
        scan, {.sources = {source.path}, .excludes = copy.excludes, .parents = copy.parents});
    if (!selection || selection->sources.isEmpty())
        return selection ? QString() : selection.error().message;
    const SourceFinding &finding = selection->sources.first();
    switch (finding.outcome) {
    case SourceFinding::Found:
        return CopyDescriptionText::tr("It takes %n file(s), %1.", nullptr, static_cast<int>(finding.files))
            .arg(formatBytes(finding.bytes));
    case SourceFinding::NoMatch: return CopyDescriptionText::tr("Nothing in the context matches it.");
    case SourceFinding::NotFound:
        return CopyDescriptionText::tr("There is no such file in the context, so the build fails.");
    case SourceFinding::Ignored: return ignoredText(scan, finding.rule);
    case SourceFinding::Malformed: return CopyDescriptionText::tr("It is no valid pattern, so the build fails.");
    case SourceFinding::NotContext: break;
    }
    return {};
}

QString copiedText(const DescriptionScene &scene, const PlannedCopy &copy, const PlannedSource &source)
{
    switch (source.origin.kind) {
    case FileOrigin::Kind::Context:
        return scene.knowledge.context ? takenText(*scene.knowledge.context, copy, source)
                                       : CopyDescriptionText::tr("Files of the build context.");
    case FileOrigin::Kind::Stage: {
        const QString &name = scene.plan.stages[source.origin.stage].name;
        return CopyDescriptionText::tr("Files of the stage %1.")
            .arg(name.isEmpty() ? QString::number(source.origin.stage) : name);
    }
    case FileOrigin::Kind::Image: return CopyDescriptionText::tr("Files of the image %1.").arg(source.origin.image);
    case FileOrigin::Kind::Url: return CopyDescriptionText::tr("A file that the builder downloads.");
    case FileOrigin::Kind::Git: return CopyDescriptionText::tr("A git repository that the builder fetches.");
    case FileOrigin::Kind::Inline:
        return CopyDescriptionText::tr("A file of %1, written in this Dockerfile.")
            .arg(formatBytes(source.inlineBytes.value_or(0)));
    case FileOrigin::Kind::Empty: break;
    }
    return {};
}

} // namespace

Description describeCopy(const DescriptionScene &scene, const Instruction &instruction)
{
    const QList<SourceWord> &words = instruction.arguments;
    const auto word = std::ranges::find_if(words, [&scene](const SourceWord &each) {
        return each.range.begin <= scene.offset && scene.offset <= each.range.end;
    });
    const PlanStep *step = stepOf(scene);
    if (word == words.end() || !step || !step->copy)
        return {};
    const PlannedCopy &copy = *step->copy;
    const qsizetype index = std::distance(words.begin(), word);
    if (index == words.size() - 1)
        return {.title = copy.absoluteDestination,
                .body = CopyDescriptionText::tr("Where the files come to in the image."),
                .range = word->range};
    if (index >= copy.sources.size())
        return {};
    const PlannedSource &source = copy.sources[index];
    const QString text = copiedText(scene, copy, source);
    return text.isEmpty() ? Description() : Description{.title = source.path, .body = text, .range = word->range};
}

} // namespace strata
