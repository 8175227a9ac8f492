// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/historywordings.h"
#include "dockerfile/plan/stagereuse.h"
#include "dockerfile/plan/stagewalker.h"

#include <algorithm>
#include <span>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView pathOfImages = u"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

struct PlatformParts
{
    QString system, architecture, variant;

    explicit PlatformParts(const QString &platform)
        : system(platform.section(u'/', 0, 0)), architecture(platform.section(u'/', 1, 1)),
          variant(platform.section(u'/', 2, 2))
    {}
};

class Planner
{
public:
    Planner(const Document &document, const PlanOptions &options, const BuildPlan *before)
        : m_document(document), m_options(options), m_before(before),
          m_context{m_options, m_plan.globalArguments, document.escape,
                    options.platform.startsWith(u"windows") ? QStringList{u"cmd"_s, u"/S"_s, u"/C"_s}
                                                            : QStringList{u"/bin/sh"_s, u"-c"_s}}
    {}

    BuildPlan plan()
    {
        setPlatformArguments();
        readStages();
        chooseTarget();
        StageReuse reuse(m_before, m_plan, m_document, m_options);
        for (int number = 0; number < m_plan.stages.size(); ++number) {
            PlanStage &stage = m_plan.stages[number];
            if (stage.baseKind == BaseKind::Image && m_options.baseImage)
                stage.baseImage = m_options.baseImage(stage.baseReference,
                                                      stage.platform.isEmpty() ? m_options.platform : stage.platform);
            if (auto reused = reuse.find(number, stage)) {
                stage = std::move(reused->stage);
                m_memory.stages.append(std::move(reused->memory));
            } else {
                walkStage(number, nullptr);
            }
        }
        markNeeded();
        addStepProblems();
        m_plan.memory = std::make_shared<const PlanMemory>(std::move(m_memory));
        m_plan.document = m_document;
        m_plan.options = m_options;
        m_plan.options.baseImage = {};
        return std::move(m_plan);
    }

    /// `known` is the plan of the same.
    PlanWordings wordings(const BuildPlan &known)
    {
        setPlatformArguments();
        readStages();
        PlanWordings wordings(m_plan.stages.size());
        for (int number = 0; number < m_plan.stages.size(); ++number) {
            m_plan.stages[number].baseImage = known.stages[number].baseImage;
            walkStage(number, &wordings[number]);
        }
        return wordings;
    }

private:
    bool isClassic() const { return m_options.builder == BuilderKind::Classic; }

    /// platform.go, defaultArgs. The classic builder has none.
    void setPlatformArguments()
    {
        if (isClassic())
            return;
        const PlatformParts target(m_options.platform), build(m_options.buildPlatform);
        const QString stage = m_options.target.isEmpty() ? lastStageName() : m_options.target;
        QList<std::pair<QString, QString>> arguments{{u"BUILDPLATFORM"_s, m_options.buildPlatform},
                                                     {u"BUILDOS"_s, build.system},
                                                     {u"BUILDOSVERSION"_s, {}},
                                                     {u"BUILDARCH"_s, build.architecture},
                                                     {u"BUILDVARIANT"_s, build.variant},
                                                     {u"TARGETPLATFORM"_s, m_options.platform},
                                                     {u"TARGETOS"_s, target.system},
                                                     {u"TARGETOSVERSION"_s, {}},
                                                     {u"TARGETARCH"_s, target.architecture},
                                                     {u"TARGETVARIANT"_s, target.variant},
                                                     {u"TARGETSTAGE"_s, stage}};
        if (m_options.version == BuildKitVersion::Docker26)
            arguments.removeIf([](const auto &argument) {
                return argument.first.endsWith(u"OSVERSION") || argument.first == u"TARGETSTAGE";
            });
        for (const auto &[name, value] : std::as_const(arguments))
            m_plan.globalArguments.set(name, m_options.buildArguments.value(name, value));
    }

    QString lastStageName() const
    {
        for (qsizetype i = m_document.instructions.size() - 1; i >= 0; --i) {
            if (m_document.instructions[i].kind != InstructionKind::From)
                continue;
            const auto from = understandFrom(m_document.instructions[i]);
            return from && !from->name.isEmpty() ? from->name : u"default"_s;
        }
        return {};
    }

    void readStages()
    {
        for (qsizetype i = 0; i < m_document.instructions.size(); ++i) {
            const Instruction &instruction = m_document.instructions[i];
            if (instruction.kind == InstructionKind::From)
                addStage(instruction, i);
            else if (m_plan.stages.isEmpty() && instruction.kind == InstructionKind::Arg)
                addGlobalArguments(instruction, i);
            else if (!m_plan.stages.isEmpty())
                m_contents.last().append(i);
        }
    }

    /// convert.go, buildMetaArgs: each sees the ones in front of it.
    void addGlobalArguments(const Instruction &instruction, qsizetype index)
    {
        const auto pairs = understandKeyValues(instruction);
        if (!pairs)
            return;
        for (const KeyValue &pair : *pairs) {
            const auto given = m_options.buildArguments.constFind(pair.key.text);
            if (given != m_options.buildArguments.constEnd())
                m_plan.globalArguments.set(pair.key.text, *given);
            else if (pair.value)
                m_plan.globalArguments.set(pair.key.text, globalWord(pair.value->text, index, pair.value->range));
        }
    }

    QString globalWord(const QString &word, qsizetype index, TextRange range, QStringList *unset = nullptr)
    {
        StepExpander expander(m_plan.globalArguments, m_document.escape.unicode());
        const QString text = expander.word(word);
        if (!expander.problem().isEmpty())
            m_plan.problems.append({expander.problem(), index, range});
        if (unset)
            *unset += expander.unset();
        return text;
    }

    void addStage(const Instruction &instruction, qsizetype index)
    {
        PlanStage stage{.instruction = index};
        m_contents.append(QList<qsizetype>());
        const auto from = understandFrom(instruction);
        if (from) {
            stage.name = from->name;
            stage.baseReference = globalWord(from->image.text, index, from->image.range, &stage.unsetVariables);
            if (!from->platform.isEmpty())
                stage.platform = globalWord(from->platform, index, instruction.commandRange, &stage.unsetVariables);
            if (stage.baseReference.isEmpty())
                m_plan.problems.append(
                    {u"base name (%1) should not be blank"_s.arg(from->image.text), index, from->image.range});
        }
        const QString base = isClassic() ? stage.baseReference.toLower() : stage.baseReference;
        if (const auto known = m_stageOfName.constFind(base); known != m_stageOfName.constEnd()) {
            stage.baseKind = BaseKind::Stage;
            stage.baseStage = *known;
        } else if (stage.baseReference == u"scratch") {
            stage.baseKind = BaseKind::Scratch;
        }
        if (!stage.name.isEmpty())
            m_stageOfName[stage.name] = static_cast<int>(m_plan.stages.size());
        m_plan.stages.append(stage);
    }

    void chooseTarget()
    {
        if (m_plan.stages.isEmpty())
            return;
        if (m_options.target.isEmpty()) {
            m_plan.target = static_cast<int>(m_plan.stages.size()) - 1;
            return;
        }
        m_plan.target = m_stageOfName.value(m_options.target.toLower(), -1);
        if (m_plan.target >= 0)
            return;
        QStringList names;
        for (const PlanStage &stage : std::as_const(m_plan.stages)) {
            if (!stage.name.isEmpty() && !names.contains(stage.name))
                names.append(stage.name);
        }
        const QString there = names.isEmpty() ? u"no stage has a name"_s
                                              : QString(u"the stages with a name are "_s + names.join(u", "));
        m_plan.problems.append({u"target stage \"%1\" could not be found: %2"_s.arg(m_options.target, there)});
    }

    void walkStage(int number, QList<QStringList> *wordings)
    {
        PlanStage &stage = m_plan.stages[number];
        if (stage.baseKind == BaseKind::Stage)
            stage.dependencies.append({.instruction = stage.instruction,
                                       .origin = {.kind = FileOrigin::Kind::Stage, .stage = stage.baseStage}});
        else if (stage.baseKind == BaseKind::Image)
            stage.dependencies.append({.instruction = stage.instruction,
                                       .origin = {.kind = FileOrigin::Kind::Image, .image = stage.baseReference}});
        const auto origins = [this, number](const QString &name, bool mayBeNumber, QString &problem) {
            return originOf(number, name, mayBeNumber, problem);
        };
        const StageState state = beginning(stage);
        stage.variables = state.variables;
        StageWalker walker(m_context, state, origins, wordings);
        QList<PlanProblem> problems = walkTriggers(stage, walker);
        for (const qsizetype index : std::as_const(m_contents[number]))
            walker.walk(m_document.instructions[index], index, false);
        stage.steps = walker.steps();
        stage.dependencies += walker.dependencies();
        problems += walker.problems();
        stage.result = resultOf(walker.state());
        m_memory.stages.append({walker.state(), problems});
    }

    /// What is wrong with triggers themselves.
    QList<PlanProblem> walkTriggers(const PlanStage &stage, StageWalker &walker)
    {
        QList<PlanProblem> problems;
        if (stage.baseImage) {
            for (const QString &trigger : stage.baseImage->triggers)
                walkTrigger(trigger, stage.instruction, walker, problems);
        }
        if (stage.baseKind != BaseKind::Stage)
            return problems;
        for (const qsizetype index : std::as_const(m_contents[stage.baseStage])) {
            if (m_document.instructions[index].kind != InstructionKind::Onbuild)
                continue;
            if (const auto trigger = understandTrigger(m_document.instructions[index]))
                walkTrigger(*trigger, index, walker, problems);
        }
        return problems;
    }

    static void walkTrigger(const QString &trigger, qsizetype index, StageWalker &walker, QList<PlanProblem> &problems)
    {
        const Document read = parseDockerfile(u"FROM scratch\n"_s + trigger);
        if (const Diagnostic *error = read.firstError())
            problems.append({error->message, index});
        if (read.instructions.size() == 2)
            walker.walk(read.instructions.last(), index, true);
        else
            problems.append({u"onbuild trigger should be a single expression"_s, index});
    }

    StageState beginning(const PlanStage &stage) const
    {
        StageState state;
        if (stage.baseKind == BaseKind::Stage) {
            state = m_memory.stages[stage.baseStage].end;
            state.triggers.clear();
            state.isCommandSet = false;
            if (isClassic())
                state.variables = state.imageVariables;
            if (isClassic() || m_options.version == BuildKitVersion::Docker26)
                state.arguments.clear();
        } else if (stage.baseImage) {
            const BaseImage &image = *stage.baseImage;
            state = {.imageVariables = ShellEnvironment(image.environment),
                     .workingDirectory = image.workingDirectory,
                     .anyWorkingDirectory = image.workingDirectory,
                     .user = image.user,
                     .shell = image.shell,
                     .entrypoint = image.entrypoint,
                     .command = image.command};
        }
        if (!state.imageVariables.value(u"PATH"_s) && !m_options.platform.startsWith(u"windows"))
            state.imageVariables.set(u"PATH"_s, pathOfImages.toString());
        for (const QString &name : state.imageVariables.names())
            state.variables.set(name, *state.imageVariables.value(name));
        if (isClassic())
            addProxies(state);
        return state;
    }

    void addProxies(StageState &state) const
    {
        for (const auto &[name, value] : m_options.buildArguments.asKeyValueRange()) {
            if (isProxyArgument(name) && !state.imageVariables.value(name))
                state.variables.set(name, value);
        }
    }

    static BaseImage resultOf(const StageState &state)
    {
        return {.environment = state.imageVariables.assignments(),
                .workingDirectory = state.workingDirectory,
                .user = state.user,
                .shell = state.shell,
                .entrypoint = state.entrypoint,
                .command = state.command,
                .triggers = state.triggers};
    }

    std::optional<FileOrigin> originOf(int stage, const QString &name, bool mayBeNumber, QString &problem) const
    {
        bool isNumber = false;
        int found = name.toInt(&isNumber);
        if (!mayBeNumber || !isNumber)
            found = m_stageOfName.value(name.toLower(), -1);
        else if (found < 0 || found >= m_plan.stages.size()) {
            problem = u"invalid stage index %1"_s.arg(found);
            return std::nullopt;
        }
        if (found < 0)
            return name == u"scratch" ? FileOrigin{.kind = FileOrigin::Kind::Empty}
                                      : FileOrigin{.kind = FileOrigin::Kind::Image, .image = name};
        const QString own = stageTitle(stage);
        if (found == stage)
            problem = u"circular dependency detected on stage: %1"_s.arg(own);
        else if (found > stage)
            problem = u"stage \"%1\" needs to be defined before current stage \"%2\""_s.arg(stageTitle(found), own);
        if (found >= stage)
            return std::nullopt;
        return FileOrigin{.kind = FileOrigin::Kind::Stage, .stage = found};
    }

    QString stageTitle(int stage) const
    {
        const QString &name = m_plan.stages[stage].name;
        return name.isEmpty() ? u"stage-%1"_s.arg(stage) : name;
    }

    /// The classic builder builds everything up to the target.
    void markNeeded()
    {
        if (m_plan.target < 0)
            return;
        for (int stage = m_plan.target; stage >= 0; --stage) {
            PlanStage &needed = m_plan.stages[stage];
            needed.isNeeded = needed.isNeeded || stage == m_plan.target || isClassic();
            if (!needed.isNeeded)
                continue;
            for (const StageDependency &dependency : std::as_const(needed.dependencies)) {
                if (dependency.origin.kind == FileOrigin::Kind::Stage)
                    m_plan.stages[dependency.origin.stage].isNeeded = true;
            }
        }
    }

    void addStepProblems()
    {
        for (const StageMemory &stage : std::as_const(m_memory.stages)) {
            for (PlanProblem problem : stage.problems) {
                problem.range = m_document.instructions[problem.instruction].commandRange;
                if (m_plan.target < 0 || isNeeded(problem.instruction))
                    m_plan.problems.append(problem);
            }
        }
    }

    bool isNeeded(qsizetype instruction) const
    {
        const auto behind = std::ranges::upper_bound(m_plan.stages, instruction, {}, &PlanStage::instruction);
        return behind == m_plan.stages.begin() || std::prev(behind)->isNeeded;
    }

    const Document &m_document;
    PlanOptions m_options;
    const BuildPlan *m_before;
    BuildPlan m_plan;
    StepContext m_context;
    QHash<QString, int> m_stageOfName;
    QList<QList<qsizetype>> m_contents; ///< of each stage: its instructions
    PlanMemory m_memory;
};

} // namespace

QList<int> BuildPlan::chain(int stage) const
{
    QList<int> lowestFirst;
    for (int at = stage; at >= 0; at = stages[at].baseStage)
        lowestFirst.prepend(at);
    return lowestFirst;
}

ShellEnvironment BuildPlan::variablesBefore(int stage, int step) const
{
    ShellEnvironment variables = stages[stage].variables;
    for (const PlanStep &earlier : std::span(stages[stage].steps).first(static_cast<std::size_t>(step))) {
        for (const QString &pair : earlier.assigned)
            variables.set(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        for (const QString &name : earlier.unassigned)
            variables = withoutVariable(variables, name);
    }
    return variables;
}

QList<int> BuildPlan::neededStages() const
{
    QList<int> needed;
    for (int stage = 0; stage < stages.size(); ++stage) {
        if (stages[stage].isNeeded)
            needed.append(stage);
    }
    return needed;
}

ShellEnvironment withoutVariable(const ShellEnvironment &environment, const QString &name)
{
    ShellEnvironment without;
    for (const QString &other : environment.names()) {
        if (other != name)
            without.set(other, *environment.value(other));
    }
    return without;
}

BuildPlan planBuild(const Document &document, const PlanOptions &options, const BuildPlan *before)
{
    return Planner(document, options, before).plan();
}

PlanWordings planWordings(const BuildPlan &plan)
{
    return Planner(plan.document, plan.options, nullptr).wordings(plan);
}

} // namespace strata
