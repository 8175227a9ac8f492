// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/stagewalker.h"

#include "dockerfile/plan/gotext.h"
#include "dockerfile/plan/historywordings.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Those of a command line that are set here: a shell has variables of its own.
QStringList variablesInCommand(const QString &text, const ShellEnvironment &variables)
{
    QStringList used;
    for (const VariableReference &reference : variableReferences(text)) {
        if (variables.value(reference.name) && !used.contains(reference.name))
            used.append(reference.name);
    }
    return used;
}

bool isCommandLine(InstructionKind kind)
{
    return kind == InstructionKind::Run || kind == InstructionKind::Cmd || kind == InstructionKind::Entrypoint
        || kind == InstructionKind::Healthcheck;
}

/// With the slash at the end that says it must be a folder (convert.go, pathRelativeToWorkingDir).
QString absoluteDestination(const QString &workingDirectory, const QString &destination)
{
    const QString path = destination == u"." || destination.isEmpty() ? u"./"_s : destination;
    QString absolute = absolutePath(workingDirectory, path);
    if (path.endsWith(u'/') && !absolute.endsWith(u'/'))
        absolute += u'/';
    else if (path.endsWith(u"/.") && !absolute.endsWith(u"/."))
        absolute += absolute == u"/" ? u"."_s : u"/."_s;
    return absolute;
}

void setPair(ShellEnvironment &environment, const QString &pair)
{
    const qsizetype equals = pair.indexOf(u'=');
    environment.set(pair.first(equals), pair.sliced(equals + 1));
}

} // namespace

StageWalker::StageWalker(StepContext context, StageState state, OriginLookup origins, QList<QStringList> *wordings)
    : m_context(std::move(context)), m_state(std::move(state)), m_origins(std::move(origins)), m_wordings(wordings)
{}

void StageWalker::walk(const Instruction &instruction, qsizetype index, bool isTrigger)
{
    PlanStep step{.instruction = index,
                  .kind = instruction.kind,
                  .isTrigger = isTrigger,
                  .text = instruction.original,
                  .workingDirectory = m_state.workingDirectory.isEmpty() ? u"/"_s : m_state.workingDirectory,
                  .user = m_state.user,
                  .shell = m_state.shell.isEmpty() ? m_context.defaultShell : m_state.shell};
    StepExpander expander(m_state.variables, m_context.escape.unicode());
    QString problem;
    const StepFacts facts = factsOf(instruction, m_state, m_context, expander, problem);
    if (instruction.kind == InstructionKind::Add || instruction.kind == InstructionKind::Copy) {
        planCopy(instruction, expander, step);
        problem = expander.problem();
    } else if (instruction.kind == InstructionKind::Run) {
        planMounts(instruction, expander, step);
    }
    if (!problem.isEmpty())
        refuse(problem, step);
    step.usedVariables = expander.used();
    step.unsetVariables = expander.unset();
    if (isCommandLine(instruction.kind) && !instruction.isJson)
        step.usedVariables += variablesInCommand(instruction.rest.text, m_state.variables);
    step.usedVariables.removeDuplicates();
    if (instruction.kind == InstructionKind::Run)
        step.command = facts.command;
    if (facts.isUnderstood)
        step.createdBy = historyText(facts, wordingOf(m_context.options)).replace(anyText, u'…');
    if (m_wordings)
        m_wordings->append(facts.isUnderstood ? historyWordings(facts, instruction, m_state, m_context)
                                              : QStringList());
    apply(instruction, facts, step);
    step.effect = effectOf(instruction.kind, step.createdBy);
    m_steps.append(std::move(step));
}

void StageWalker::apply(const Instruction &instruction, const StepFacts &facts, PlanStep &step)
{
    switch (instruction.kind) {
    case InstructionKind::Env: applyVariables(facts.words, step); break;
    case InstructionKind::Arg: applyArguments(instruction, step); break;
    case InstructionKind::Workdir:
        m_state.workingDirectory = facts.words.value(0);
        m_state.anyWorkingDirectory = anyFolder(instruction, m_state, m_context);
        break;
    case InstructionKind::User: m_state.user = facts.words.value(0); break;
    case InstructionKind::Shell: m_state.shell = facts.words; break;
    case InstructionKind::Onbuild: m_state.triggers += facts.words; break;
    case InstructionKind::Cmd:
        m_state.command = facts.command;
        m_state.isCommandSet = true;
        break;
    case InstructionKind::Entrypoint:
        m_state.entrypoint = facts.command;
        if (!m_state.isCommandSet) {
            step.resetsCommand = !m_state.command.isEmpty();
            m_state.command.clear();
        }
        break;
    default: break;
    }
}

void StageWalker::applyVariables(const QStringList &pairs, PlanStep &step)
{
    for (const QString &pair : pairs) {
        setPair(m_state.variables, pair);
        setPair(m_state.imageVariables, pair);
    }
    step.assigned = pairs;
}

void StageWalker::applyArguments(const Instruction &instruction, PlanStep &step)
{
    const bool isClassic = m_context.options.builder == BuilderKind::Classic;
    for (const DeclaredArgument &argument : declaredBy(instruction, m_state, m_context)) {
        if (isClassic)
            m_state.arguments.removeIf([&](const DeclaredArgument &old) { return old.name == argument.name; });
        m_state.arguments.append(argument);
        if (isClassic && m_state.imageVariables.value(argument.name))
            continue;
        if (argument.value) {
            m_state.variables.set(argument.name, *argument.value);
            step.assigned.append(argument.name + u'=' + *argument.value);
        } else if (isClassic && m_state.variables.value(argument.name)) {
            m_state.variables = withoutVariable(m_state.variables, argument.name);
            step.unassigned.append(argument.name);
        }
    }
}

StepEffect StageWalker::effectOf(InstructionKind kind, const QString &createdBy) const
{
    if (createdBy.isEmpty())
        return StepEffect::Nothing;
    switch (kind) {
    case InstructionKind::Run:
    case InstructionKind::Copy:
    case InstructionKind::Add: break;
    case InstructionKind::Workdir:
        if (m_state.workingDirectory == u"/" && m_context.options.builder == BuilderKind::BuildKit)
            return StepEffect::Metadata;
        break;
    default: return StepEffect::Metadata;
    }
    return m_context.options.builder == BuilderKind::Classic ? StepEffect::LayerIfChanged : StepEffect::Layer;
}

void StageWalker::planCopy(const Instruction &instruction, StepExpander &expander, PlanStep &step)
{
    const auto understood = understandCopy(instruction);
    if (!understood)
        return;
    PlannedCopy copy{.destination = expander.word(understood->destination.text),
                     .chown = expander.word(understood->chown),
                     .chmod = expander.word(understood->chmod),
                     .checksum = expander.word(understood->checksum),
                     .excludes = understood->excludes,
                     .link = understood->link,
                     .parents = understood->parents,
                     .keepGitDir = understood->keepGitDir,
                     .unpack = understood->unpack};
    copy.absoluteDestination = absoluteDestination(step.workingDirectory, copy.destination);
    std::optional<FileOrigin> from = FileOrigin{};
    if (!understood->from.isEmpty())
        from = originOf(understood->from, true, StageDependency::Reason::CopyFrom, step);
    for (const CopySource &source : understood->sources) {
        PlannedSource planned{.origin = from.value_or(FileOrigin{}), .path = source.inlineName};
        if (source.inlineName.isEmpty()) {
            planned.path = expander.word(source.word.text);
            if (const FileOrigin::Kind kind = sourceKind(planned.path); kind != FileOrigin::Kind::Context)
                planned.origin = {.kind = kind};
        } else {
            planned.origin = {.kind = FileOrigin::Kind::Inline};
            planned.heredoc = source.heredoc;
            const Heredoc heredoc = source.heredoc ? instruction.heredocs.value(*source.heredoc) : Heredoc{};
            const QString content = heredoc.chompedContent();
            planned.inlineContent = (heredoc.expand ? expander.content(content) : content).toUtf8();
            planned.inlineBytes = planned.inlineContent.size();
        }
        copy.sources.append(planned);
    }
    step.copy = copy;
}

void StageWalker::planMounts(const Instruction &instruction, StepExpander &expander, PlanStep &step)
{
    const auto expand = [&expander](const QString &value) -> std::expected<QString, QString> {
        const QString text = expander.word(value);
        return expander.problem().isEmpty() ? std::expected<QString, QString>(text)
                                            : std::unexpected(expander.problem());
    };
    for (const Flag &flag : instruction.flags) {
        if (flag.name != u"mount" || !flag.value)
            continue;
        const auto mount = parseRunMount(*flag.value, expand);
        if (!mount) {
            if (parseRunMount(*flag.value)) // otherwise the document has a diagnostic
                refuse(mount.error(), step);
            continue;
        }
        PlannedMount planned{.mount = *mount};
        planned.absoluteTarget = joinedPath(mount->target.startsWith(u'/') ? QString() : step.workingDirectory,
                                            mount->target);
        const bool needsFiles = mount->type == RunMount::Type::Bind || mount->type == RunMount::Type::Cache;
        if (!needsFiles || (mount->from.isEmpty() && mount->type == RunMount::Type::Cache))
            planned.origin = {.kind = FileOrigin::Kind::Empty};
        else if (!mount->from.isEmpty())
            planned.origin = originOf(mount->from, false, StageDependency::Reason::MountFrom, step)
                                 .value_or(FileOrigin{.kind = FileOrigin::Kind::Empty});
        step.mounts.append(planned);
    }
}

std::optional<FileOrigin> StageWalker::originOf(const QString &name, bool mayBeNumber, StageDependency::Reason reason,
                                                const PlanStep &step)
{
    QString problem;
    const auto origin = m_origins(name, mayBeNumber, problem);
    if (!problem.isEmpty())
        refuse(problem, step);
    if (origin && origin->kind != FileOrigin::Kind::Empty)
        m_dependencies.append({.reason = reason, .instruction = step.instruction, .origin = *origin});
    return origin;
}

void StageWalker::refuse(const QString &message, const PlanStep &step)
{
    m_problems.append({message, step.instruction});
}

FileOrigin::Kind sourceKind(const QString &word)
{
    const bool isHttp = word.startsWith(u"http://") || word.startsWith(u"https://");
    if (word.startsWith(u"git://") || word.startsWith(u"ssh://") || word.startsWith(u"git@"))
        return FileOrigin::Kind::Git;
    if (!isHttp)
        return FileOrigin::Kind::Context;
    const QString withoutFragment = word.left(word.indexOf(u'#')).section(u'?', 0, 0);
    return withoutFragment.endsWith(u".git") ? FileOrigin::Kind::Git : FileOrigin::Kind::Url;
}

} // namespace strata
