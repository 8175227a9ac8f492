// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/dockerfileinsight.h"

#include "core/background.h"
#include "dockerfile/parser.h"

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

ShellEnvironment environmentOf(const QMap<QString, QString> &arguments)
{
    ShellEnvironment environment;
    for (const auto &[name, value] : arguments.asKeyValueRange())
        environment.set(name, value);
    return environment;
}

CheckContext checkContext(const DockerfileQuestion &question)
{
    CheckContext context{.baseImage = lookupIn(question.bases)};
    if (question.scan)
        useIgnoreRules(context, question.scan->ignoreRules());
    context.buildArguments = environmentOf(question.arguments);
    context.buildPlatform = question.enginePlatform;
    context.targetPlatform = question.wantedPlatform();
    context.target = question.target;
    return context;
}

/// Without heredocs and URLs; none when nothing comes from the context.
std::optional<ContextCopy> contextCopy(const PlannedCopy &copy)
{
    ContextCopy wanted{.excludes = copy.excludes, .parents = copy.parents};
    for (const PlannedSource &source : copy.sources) {
        if (source.origin.kind == FileOrigin::Kind::Context)
            wanted.sources.append(source.path);
    }
    return wanted.sources.isEmpty() ? std::nullopt : std::optional(wanted);
}

} // namespace

std::optional<BaseFacts> DockerfileQuestion::localImage(const QString &reference, const QString &imagePlatform) const
{
    const auto found = bases.constFind(reference);
    const bool isHere = found != bases.constEnd() && found->where == BaseFacts::Where::Engine
        && isOfPlatform(found->image.platform, imagePlatform.isEmpty() ? wantedPlatform() : imagePlatform);
    return isHere ? std::optional(*found) : std::nullopt;
}

PlanOptions planOptionsOf(const DockerfileQuestion &question)
{
    PlanOptions options{.target = question.target, .buildArguments = question.arguments};
    options.platform = question.wantedPlatform();
    options.buildPlatform = question.enginePlatform;
    options.builder = question.builder;
    options.baseImage = lookupIn(question.bases);
    return options;
}

std::shared_ptr<const CopyInsight> CopyCache::find(const std::shared_ptr<const ContextScan> &scan,
                                                   const ContextCopy &copy)
{
    if (scan != std::exchange(m_scan, scan) || m_known.size() > 1000)
        m_known.clear();
    const QString key = copy.sources.join(QChar(0)) + QChar(1) + copy.excludes.join(QChar(0))
        + (copy.parents ? u"p"_s : QString());
    std::shared_ptr<const CopyInsight> &known = m_known[key];
    if (!known) {
        const Result<ContextSelection> selection = contextSelection(*scan, copy);
        known = std::make_shared<const CopyInsight>(selection.value_or(ContextSelection()),
                                                    selection ? std::nullopt : std::optional(selection.error()));
    }
    return known;
}

DockerfileInsight lookInto(const DockerfileQuestion &question, CopyCache &cache, const DockerfileInsight *before)
{
    DockerfileInsight insight{.question = question, .document = parseDockerfile(question.text)};
    insight.plan = planBuild(insight.document, planOptionsOf(question), before ? &before->plan : nullptr);
    insight.findings = checkDockerfile(insight.document, checkContext(question));
    if (!question.scan)
        return insight;
    for (qsizetype stage = 0; stage < insight.plan.stages.size(); ++stage) {
        const QList<PlanStep> &steps = insight.plan.stages[stage].steps;
        for (qsizetype step = 0; step < steps.size(); ++step) {
            const std::optional<PlannedCopy> &copy = steps[step].copy;
            if (const auto wanted = copy ? contextCopy(*copy) : std::nullopt)
                insight.copies.insert({int(stage), int(step)}, cache.find(question.scan, *wanted));
        }
    }
    return insight;
}

std::optional<qint64> DockerfileInsight::copiedBytes(int stage, int step) const
{
    const std::optional<PlannedCopy> &copy = plan.stages[stage].steps[step].copy;
    if (!copy)
        return {};
    qint64 bytes = 0;
    bool isWhole = true;
    for (const PlannedSource &source : copy->sources) {
        bytes += source.inlineBytes.value_or(0);
        isWhole = isWhole && (source.inlineBytes || source.origin.kind == FileOrigin::Kind::Context);
    }
    if (contextCopy(*copy)) {
        const auto found = copies.value({stage, step});
        isWhole = isWhole && found && !found->problem;
        bytes += found ? found->selection.bytes : 0;
    }
    return isWhole ? std::optional(bytes) : std::nullopt;
}

QSet<QString> DockerfileInsight::references() const
{
    QSet<QString> references;
    for (const PlanStage &stage : plan.stages) {
        if (stage.baseKind == BaseKind::Image && !stage.baseReference.isEmpty())
            references.insert(stage.baseReference);
        for (const StageDependency &dependency : stage.dependencies) {
            if (dependency.origin.kind == FileOrigin::Kind::Image && dependency.origin.image != u"scratch")
                references.insert(dependency.origin.image);
        }
    }
    return references;
}

DockerfileAnalyst::DockerfileAnalyst(QObject *parent) : QObject(parent), m_cache(std::make_shared<CopyCache>()) {}

void DockerfileAnalyst::ask(const DockerfileQuestion &question)
{
    m_next = question;
    if (!m_isBusy)
        start();
}

void DockerfileAnalyst::start()
{
    m_isBusy = true;
    inBackground(
        this,
        [question = *std::exchange(m_next, {}), cache = m_cache, before = m_insight] {
            return std::make_shared<const DockerfileInsight>(lookInto(question, *cache, before.get()));
        },
        [this](const std::shared_ptr<const DockerfileInsight> &insight) {
            m_isBusy = false;
            m_insight = insight;
            if (m_next)
                start();
            Q_EMIT answered();
        });
}

} // namespace strata
