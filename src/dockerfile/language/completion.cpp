// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completion.h"

#include "dockerfile/language/completers.h"
#include "dockerfile/language/reference.h"
#include "dockerfile/language/reservednames.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CompletionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileCompletion)
};

constexpr qsizetype longestDetail = 60;

/// Those that are used most come first.
constexpr std::array instructionOrder{
    InstructionKind::Run,     InstructionKind::Copy,        InstructionKind::Workdir, InstructionKind::Env,
    InstructionKind::Arg,     InstructionKind::From,        InstructionKind::Cmd,     InstructionKind::Entrypoint,
    InstructionKind::Expose,  InstructionKind::User,        InstructionKind::Label,   InstructionKind::Add,
    InstructionKind::Volume,  InstructionKind::Healthcheck, InstructionKind::Shell,   InstructionKind::Stopsignal,
    InstructionKind::Onbuild, InstructionKind::Maintainer};

bool isLower(QStringView word)
{
    return std::ranges::all_of(word, [](QChar c) { return !c.isUpper(); });
}

/// Whether the file writes its keywords in lower case; an empty one is as what is typed.
bool writesLower(const CompletionScene &scene, QStringView word)
{
    qsizetype lower = 0, upper = 0;
    for (qsizetype i = 0; i < scene.document.instructions.size(); ++i) {
        const Instruction &instruction = scene.document.instructions[i];
        if (i == scene.typed.index || instruction.kind == InstructionKind::Unknown)
            continue;
        ++(isLower(instruction.keyword.text) ? lower : upper);
    }
    if (lower == upper)
        return !word.isEmpty() && isLower(word);
    return lower > upper;
}

bool isInSingleQuotes(QStringView text)
{
    QChar quote;
    for (const QChar c : text) {
        if (quote.isNull() && (c == u'\'' || c == u'"'))
            quote = c;
        else if (c == quote)
            quote = QChar();
    }
    return quote == u'\'';
}

QString shortened(const QString &value)
{
    return value.size() > longestDetail ? QString(value.first(longestDetail - 1) + u'…') : value;
}

/// What is typed of `$NAME` or `${NAME`, without the dollar and the brace; none when nothing is.
struct TypedReference
{
    QStringView name;
    QStringView operation; ///< what follows the name in braces
    bool hasBrace = false;
};

std::optional<TypedReference> typedReference(QStringView before, QChar escape)
{
    const qsizetype dollar = before.lastIndexOf(u'$');
    if (dollar < 0)
        return std::nullopt;
    qsizetype escapes = 0;
    while (escapes < dollar && before[dollar - 1 - escapes] == escape)
        ++escapes;
    if (escapes % 2 == 1)
        return std::nullopt;
    TypedReference reference{.name = before.sliced(dollar + 1), .operation = {}};
    if (reference.name.startsWith(u'{')) {
        reference.hasBrace = true;
        reference.name = reference.name.sliced(1);
    }
    qsizetype end = 0;
    while (end < reference.name.size() && isVariableName(reference.name.first(end + 1)))
        ++end;
    reference.operation = reference.name.sliced(end);
    reference.name = reference.name.first(end);
    static constexpr std::array<QStringView, 11> operations{u"",  u":", u":-", u":+", u":?", u"-",
                                                            u"+", u"?", u"#",  u"%",  u"/"};
    const bool isOperation = reference.operation.isEmpty()
        || (reference.hasBrace && std::ranges::contains(operations, reference.operation));
    return isOperation ? std::optional(reference) : std::nullopt;
}

void proposeForms(const QString &name, ProposalList &list)
{
    const std::array forms{
        std::pair(u":-"_s, CompletionText::tr("with another value when it is empty or not set")),
        std::pair(u":+"_s, CompletionText::tr("something else when it is set")),
        std::pair(u":?"_s, CompletionText::tr("the build ends when it is empty or not set")),
        std::pair(u"#"_s, CompletionText::tr("without a pattern at its start")),
        std::pair(u"%"_s, CompletionText::tr("without a pattern at its end")),
        std::pair(u"/"_s, CompletionText::tr("with a pattern replaced")),
    };
    for (const auto &[form, detail] : forms) {
        const QString text = name + form;
        const QString rest = form == u"/" ? u"/}"_s : u"}"_s;
        list.add({.label = text,
                  .detail = detail,
                  .insertText = text + rest,
                  .kind = Proposal::Kind::Variable,
                  .cursor = text.size()});
    }
}

void proposeInHeredoc(const CompletionScene &scene, ProposalList &list)
{
    const Heredoc *heredoc = scene.typed.heredoc;
    if (!heredoc || !heredoc->expand || !scene.typed.owner)
        return;
    const Instruction *owner = scene.typed.owner->trigger ? scene.typed.owner->trigger.get() : scene.typed.owner;
    proposeVariables(scene, owner->kind, scene.typed.text(), list);
}

void proposeInInstruction(const CompletionScene &scene, const Instruction &instruction, bool isTrigger,
                          ProposalList &list)
{
    const TypedLine &typed = scene.typed;
    const QStringView word = typed.word();
    const bool isKeyword = !typed.endsWithBlank() && instruction.keyword.range.end == scene.offset;
    if (instruction.keyword.text.isEmpty() || isKeyword) {
        proposeInstructions(scene, word, isTrigger, list);
        return;
    }
    const bool takesVariables = !word.startsWith(u"--from=");
    if (takesVariables && proposeVariables(scene, instruction.kind, typed.text(), list))
        return;
    if (instruction.kind == InstructionKind::Onbuild) {
        proposeInInstruction(scene, instruction.trigger ? *instruction.trigger : Instruction(), true, list);
        return;
    }
    const bool isFirst = instruction.rest.text.isEmpty() || (!typed.endsWithBlank() && instruction.rest.text == word);
    if (isFirst && !typed.endsWithBlank() && word.startsWith(u'-'))
        proposeFlag(scene, instruction, word, list);
    else
        proposeArgument(scene, instruction, word, list);
}

} // namespace

const PlanStep *CompletionScene::step() const
{
    if (stage < 0 || stage >= plan.stages.size())
        return nullptr;
    const QList<PlanStep> &steps = plan.stages[stage].steps;
    const auto next = std::ranges::find_if(
        steps, [this](const PlanStep &each) { return !each.isTrigger && each.instruction >= typed.index; });
    if (next != steps.end())
        return &*next;
    return nullptr;
}

QString CompletionScene::workingDirectory() const
{
    if (stage < 0 || stage >= plan.stages.size())
        return {};
    if (const PlanStep *next = step())
        return next->workingDirectory;
    return plan.stages[stage].result.workingDirectory;
}

QList<ScopeVariable> variablesInScope(const CompletionScene &scene, InstructionKind kind)
{
    QList<ScopeVariable> variables;
    const bool isGlobal = scene.stage < 0 || kind == InstructionKind::From;
    ShellEnvironment environment = scene.plan.globalArguments;
    if (!isGlobal) {
        if (scene.stage >= scene.plan.stages.size())
            return variables;
        const PlanStage &stage = scene.plan.stages[scene.stage];
        const PlanStep *next = scene.step();
        const qsizetype steps = next ? next - stage.steps.constData() : stage.steps.size();
        environment = scene.plan.variablesBefore(scene.stage, static_cast<int>(steps));
    }
    for (const QString &name : environment.names())
        variables.prepend({name, environment.value(name)});
    const auto firstOf = [&scene](qsizetype i) { return scene.document.instructions[i].kind == InstructionKind::From; };
    qsizetype i = isGlobal ? 0 : scene.stages.all()[scene.stage].instruction + 1;
    for (; i < scene.document.instructions.size() && !firstOf(i); ++i) { // ARGs that have no value, and those below
        if (scene.document.instructions[i].kind != InstructionKind::Arg)
            continue;
        for (const NamedPlace &place : namedPlaces(scene.document, i)) {
            const auto isIt = [&place](const ScopeVariable &each) { return each.name == place.name; };
            if (place.role != NamedPlace::Role::Declaration)
                continue;
            if (i >= scene.typed.index && isGlobal && scene.stage < 0)
                variables.removeIf(isIt);
            else if (i < scene.typed.index && std::ranges::none_of(variables, isIt))
                variables.prepend({place.name, std::nullopt});
        }
    }
    return variables;
}

void ProposalList::add(Proposal::Kind kind, const QString &label, const QString &detail)
{
    m_result.items.append({.label = label, .detail = detail, .kind = kind});
}

void ProposalList::addAll(Proposal::Kind kind, const QStringList &labels)
{
    for (const QString &label : labels)
        add(kind, label);
}

void ProposalList::cut(qsizetype most)
{
    m_result.isComplete = m_result.items.size() <= most;
    if (!m_result.isComplete)
        m_result.items.resize(most);
}

bool proposeVariables(const CompletionScene &scene, InstructionKind kind, QStringView before, ProposalList &list)
{
    const auto reference = typedReference(before, scene.document.escape);
    if (!reference || kind == InstructionKind::Maintainer || kind == InstructionKind::Shell)
        return false;
    if (scene.typed.kind == TypedLine::Kind::Instruction && isInSingleQuotes(before))
        return false;
    const QStringView typed = before.last(reference->name.size() + reference->operation.size());
    list.replace(typed);
    const QString name = reference->name.toString();
    const QList<ScopeVariable> variables = variablesInScope(scene, kind);
    const bool isWhole = std::ranges::any_of(variables, [&](const ScopeVariable &each) { return each.name == name; });
    if (!reference->operation.isEmpty()) {
        proposeForms(name, list);
        return true;
    }
    const QString end = reference->hasBrace && !scene.isFollowedBy(u'}') ? u"}"_s : QString();
    for (const ScopeVariable &each : variables)
        list.add({.label = each.name,
                  .detail = each.value ? shortened(*each.value) : CompletionText::tr("no value yet"),
                  .insertText = each.name + end,
                  .kind = Proposal::Kind::Variable});
    if (kind == InstructionKind::Run) {
        for (const QString &proxy : proxyArguments())
            list.add({.label = proxy,
                      .detail = builtInVariableText(proxy),
                      .insertText = proxy + end,
                      .kind = Proposal::Kind::Variable});
    }
    if (reference->hasBrace && isWhole && !scene.isFollowedBy(u'}'))
        proposeForms(name, list);
    return true;
}

void proposeInstructions(const CompletionScene &scene, QStringView word, bool isTrigger, ProposalList &list)
{
    list.replace(word);
    const bool isLowerCase = writesLower(scene, word);
    const QString blank = scene.isFollowedBy(u' ') ? QString() : u" "_s;
    for (const InstructionKind kind : instructionOrder) {
        const bool isForFirst = kind == InstructionKind::From || kind == InstructionKind::Arg;
        const bool isNoTrigger = kind == InstructionKind::From || kind == InstructionKind::Maintainer
            || kind == InstructionKind::Onbuild;
        const bool isAboveFirst = scene.stages.all().isEmpty()
            || scene.typed.index <= scene.stages.all().first().instruction;
        if (isTrigger ? isNoTrigger : isAboveFirst && !isForFirst)
            continue;
        const QString name = instructionName(kind).toString();
        const QString keyword = isLowerCase ? name.toLower() : name;
        list.add({.label = keyword,
                  .detail = instructionReference(kind).summary,
                  .insertText = keyword + blank,
                  .kind = Proposal::Kind::Instruction});
    }
}

void proposeKeyword(const CompletionScene &scene, const QString &keyword, const QString &detail, ProposalList &list)
{
    const bool isLowerCase = isLower(scene.typed.instruction.keyword.text);
    const QString text = isLowerCase ? keyword.toLower() : keyword;
    list.add({.label = text,
              .detail = detail,
              .insertText = scene.isFollowedBy(u' ') ? text : QString(text + u' '),
              .kind = Proposal::Kind::Word});
}

Completions completeDockerfile(const Document &document, const BuildPlan &plan, qsizetype offset,
                               const LanguageKnowledge &knowledge)
{
    CompletionScene scene{.document = document,
                          .plan = plan,
                          .knowledge = knowledge,
                          .offset = std::clamp<qsizetype>(offset, 0, document.text.size()),
                          .typed = typedLineAt(document, offset),
                          .stages = NamedStages(document)};
    const bool isFrom = scene.typed.instruction.kind == InstructionKind::From;
    scene.stage = scene.stages.stageOf(isFrom ? scene.typed.index : scene.typed.index - 1);
    ProposalList list(scene);
    switch (scene.typed.kind) {
    case TypedLine::Kind::Comment: proposeComment(scene, list); break;
    case TypedLine::Kind::Heredoc: proposeInHeredoc(scene, list); break;
    case TypedLine::Kind::Instruction: proposeInInstruction(scene, scene.typed.instruction, false, list); break;
    }
    return list.take();
}

} // namespace strata
