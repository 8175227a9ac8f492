// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfileplan.h"

#include "cli/dockerfileinput.h"
#include "cli/output.h"
#include "dockerfile/contextselection.h"
#include "dockerfile/parser.h"

#include <QCommandLineParser>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

void insertText(QJsonObject &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

void insertFlag(QJsonObject &object, const QString &name, std::optional<bool> flag)
{
    if (flag)
        object.insert(name, *flag);
}

void insertOrigin(QJsonObject &object, const FileOrigin &origin)
{
    static constexpr std::array<QStringView, 7> kinds{u"context", u"stage",  u"image", u"url",
                                                      u"git",     u"inline", u"empty"};
    object.insert(u"kind"_s, kinds[static_cast<std::size_t>(origin.kind)].toString());
    if (origin.kind == FileOrigin::Kind::Stage)
        object.insert(u"stage"_s, origin.stage);
    insertText(object, u"image"_s, origin.image);
}

QJsonObject copyToJson(const PlannedCopy &copy, const ContextSizes &sizes)
{
    QJsonArray sources;
    for (const PlannedSource &source : copy.sources) {
        QJsonObject one{{u"path"_s, source.path}};
        insertOrigin(one, source.origin);
        std::optional<qint64> bytes = source.inlineBytes;
        if (!bytes && sizes && source.origin.kind == FileOrigin::Kind::Context)
            bytes = sizes(copy, source);
        if (bytes)
            one.insert(u"bytes"_s, *bytes);
        sources.append(one);
    }
    QJsonObject object{{u"destination"_s, copy.absoluteDestination}, {u"sources"_s, sources}};
    insertText(object, u"chown"_s, copy.chown);
    insertText(object, u"chmod"_s, copy.chmod);
    insertText(object, u"checksum"_s, copy.checksum);
    if (!copy.excludes.isEmpty())
        object.insert(u"excludes"_s, QJsonArray::fromStringList(copy.excludes));
    insertFlag(object, u"link"_s, copy.link ? std::optional(true) : std::nullopt);
    insertFlag(object, u"parents"_s, copy.parents ? std::optional(true) : std::nullopt);
    insertFlag(object, u"keepGitDir"_s, copy.keepGitDir);
    insertFlag(object, u"unpack"_s, copy.unpack);
    return object;
}

QJsonObject mountToJson(const PlannedMount &mount)
{
    static constexpr std::array<QStringView, 5> types{u"bind", u"cache", u"tmpfs", u"secret", u"ssh"};
    QJsonObject object{{u"type"_s, types[static_cast<std::size_t>(mount.mount.type)].toString()}};
    insertText(object, u"target"_s, mount.mount.target.isEmpty() ? QString() : mount.absoluteTarget);
    insertText(object, u"id"_s, mount.mount.id);
    insertOrigin(object, mount.origin);
    return object;
}

class PlanPrinter
{
public:
    PlanPrinter(const Document &document, const BuildPlan &plan, const ContextSizes &sizes)
        : m_document(document), m_plan(plan), m_sizes(sizes)
    {}

    QJsonArray stages() const
    {
        QJsonArray list;
        for (int index = 0; index < m_plan.stages.size(); ++index)
            list.append(stage(index));
        return list;
    }

    QJsonArray problems() const
    {
        QJsonArray list;
        for (const PlanProblem &problem : m_plan.problems) {
            QJsonObject object{{u"message"_s, problem.message}};
            if (problem.instruction >= 0)
                object.insert(u"line"_s, line(problem.instruction));
            list.append(object);
        }
        return list;
    }

    qint64 line(qsizetype instruction) const { return m_document.instructions[instruction].startLine + 1; }

private:
    QJsonObject stage(int index) const
    {
        static constexpr std::array<QStringView, 3> kinds{u"image", u"stage", u"scratch"};
        const PlanStage &stage = m_plan.stages[index];
        QJsonObject base{{u"kind"_s, kinds[static_cast<std::size_t>(stage.baseKind)].toString()},
                         {u"reference"_s, stage.baseReference}};
        if (stage.baseStage >= 0)
            base.insert(u"stage"_s, stage.baseStage);
        QJsonArray dependencies, steps;
        for (const StageDependency &dependency : stage.dependencies)
            dependencies.append(dependencyToJson(dependency));
        for (const PlanStep &one : stage.steps)
            steps.append(step(one));
        QJsonObject object{{u"index"_s, index}, {u"line"_s, line(stage.instruction)}, {u"needed"_s, stage.isNeeded},
                           {u"base"_s, base},   {u"dependencies"_s, dependencies},    {u"steps"_s, steps}};
        insertText(object, u"name"_s, stage.name);
        insertText(object, u"platform"_s, stage.platform);
        return object;
    }

    QJsonObject dependencyToJson(const StageDependency &dependency) const
    {
        static constexpr std::array<QStringView, 3> reasons{u"from", u"copy", u"mount"};
        QJsonObject object{{u"reason"_s, reasons[static_cast<std::size_t>(dependency.reason)].toString()},
                           {u"line"_s, line(dependency.instruction)}};
        if (dependency.origin.kind == FileOrigin::Kind::Stage)
            object.insert(u"stage"_s, dependency.origin.stage);
        insertText(object, u"image"_s, dependency.origin.image);
        return object;
    }

    QJsonObject step(const PlanStep &step) const
    {
        static constexpr std::array<QStringView, 4> effects{u"layer", u"layerIfChanged", u"metadata", u"none"};
        QJsonObject object{{u"line"_s, line(step.instruction)},
                           {u"endLine"_s, qint64(m_document.instructions[step.instruction].endLine + 1)},
                           {u"instruction"_s, instructionName(step.kind).toString()},
                           {u"effect"_s, effects[static_cast<std::size_t>(step.effect)].toString()},
                           {u"workingDirectory"_s, step.workingDirectory},
                           {u"usedVariables"_s, QJsonArray::fromStringList(step.usedVariables)},
                           {u"unsetVariables"_s, QJsonArray::fromStringList(step.unsetVariables)}};
        insertText(object, u"createdBy"_s, step.createdBy);
        insertText(object, u"user"_s, step.user);
        insertFlag(object, u"isTrigger"_s, step.isTrigger ? std::optional(true) : std::nullopt);
        insertFlag(object, u"resetsCommand"_s, step.resetsCommand ? std::optional(true) : std::nullopt);
        if (step.copy)
            object.insert(u"copy"_s, copyToJson(*step.copy, m_sizes));
        if (!step.mounts.isEmpty())
            object.insert(u"mounts"_s, toJsonArray(step.mounts, mountToJson));
        return object;
    }

    const Document &m_document;
    const BuildPlan &m_plan;
    const ContextSizes &m_sizes;
};

void setUpPlan(QCommandLineParser &parser)
{
    parser.addOption({u"target"_s, u"The stage that is built."_s, u"STAGE"_s});
    parser.addOption({u"context"_s, u"The folder that files are copied from."_s, u"DIR"_s});
    parser.addOption({u"build-arg"_s, u"A build argument."_s, u"NAME=VALUE"_s});
    parser.addOption({u"platform"_s, u"What is built for."_s, u"PLATFORM"_s, u"linux/amd64"_s});
    parser.addOption({u"builder"_s, u"Who builds."_s, u"classic|buildkit"_s, u"buildkit"_s});
}

PlanOptions planOptionsFrom(const QCommandLineParser &parser)
{
    PlanOptions options{.target = parser.value(u"target"_s),
                        .platform = parser.value(u"platform"_s),
                        .builder = parser.value(u"builder"_s) == u"classic" ? BuilderKind::Classic
                                                                            : BuilderKind::BuildKit};
    for (const QString &argument : parser.values(u"build-arg"_s)) {
        const QString name = argument.section(u'=', 0, 0);
        if (argument.contains(u'='))
            options.buildArguments.insert(name, argument.section(u'=', 1));
        else if (qEnvironmentVariableIsSet(name.toUtf8().constData()))
            options.buildArguments.insert(name, qEnvironmentVariable(name.toUtf8().constData()));
    }
    return options;
}

/// True when something is wrong.
bool complainAbout(const QString &file, const Document &document, const BuildPlan &plan)
{
    if (const Diagnostic *error = document.firstError())
        complain(u"%1:%2: %3"_s.arg(file, QString::number(error->line + 1), error->message));
    for (const PlanProblem &problem : plan.problems) {
        const QString line = problem.instruction < 0
            ? QString()
            : QString(u':' + QString::number(document.instructions[problem.instruction].startLine + 1));
        complain(u"%1%2: %3"_s.arg(file, line, problem.message));
    }
    return document.firstError() || !plan.problems.isEmpty();
}

/// What each source alone would bring.
Result<ContextSizes> sizesIn(const QString &folder, const QString &dockerfile)
{
    return scanContext({.folder = folder, .dockerfile = dockerfile == u"-" ? QString() : dockerfile})
        .transform([](ContextScan scanned) -> ContextSizes {
            auto scan = std::make_shared<ContextScan>(std::move(scanned));
            return [scan](const PlannedCopy &copy, const PlannedSource &source) -> std::optional<qint64> {
                const Result<ContextSelection> selection = contextSelection(
                    *scan, {.sources = {source.path}, .excludes = copy.excludes, .parents = copy.parents});
                if (!selection || selection->sources.value(0).outcome != SourceFinding::Found)
                    return std::nullopt;
                return selection->bytes;
            };
        });
}

} // namespace

int planCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    setUpPlan(parser);
    const auto file = readOnlyArgument(parser, u"plan"_s, arguments, u"file"_s);
    if (!file)
        return usageError;
    const QString builder = parser.value(u"builder"_s);
    if (builder != u"classic" && builder != u"buildkit")
        return complainOfUsage(u"--builder takes classic or buildkit"_s);
    const Result<QString> text = readDockerfile(*file);
    Result<ContextSizes> sizes;
    if (text && parser.isSet(u"context"_s))
        sizes = sizesIn(parser.value(u"context"_s), *file);
    if (!text || !sizes) {
        complain(text ? sizes.error().message : text.error().message);
        return 1;
    }
    const Document document = parseDockerfile(*text);
    const PlanOptions options = planOptionsFrom(parser);
    const BuildPlan plan = planBuild(document, options);
    printJson(planToJson(document, plan, options, *sizes));
    return complainAbout(*file, document, plan) ? 1 : 0;
}

QJsonObject planToJson(const Document &document, const BuildPlan &plan, const PlanOptions &options,
                       const ContextSizes &sizes)
{
    const PlanPrinter printer(document, plan, sizes);
    QJsonObject object{{u"builder"_s, options.builder == BuilderKind::Classic ? u"classic"_s : u"buildkit"_s},
                       {u"platform"_s, options.platform},
                       {u"stages"_s, printer.stages()},
                       {u"problems"_s, printer.problems()}};
    if (plan.target >= 0) {
        object.insert(u"targetStage"_s, plan.target);
        insertText(object, u"target"_s, plan.stages[plan.target].name);
    }
    return object;
}

} // namespace strata
