// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/stages.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const Platform usualHost{.os = u"linux"_s, .architecture = u"amd64"_s};

bool isUnderstood(const Instruction &instruction)
{
    if (instruction.isBroken || !flagProblems(instruction).isEmpty())
        return false;
    switch (instruction.kind) {
    case InstructionKind::Unknown: return false;
    case InstructionKind::Add:
    case InstructionKind::Copy: return understandCopy(instruction).has_value();
    case InstructionKind::Arg:
    case InstructionKind::Env:
    case InstructionKind::Label: return understandKeyValues(instruction).has_value();
    case InstructionKind::Expose:
    case InstructionKind::Shell:
    case InstructionKind::Volume: return understandList(instruction).has_value();
    case InstructionKind::Healthcheck: return understandHealthcheck(instruction).has_value();
    case InstructionKind::Onbuild: return understandTrigger(instruction).has_value();
    case InstructionKind::Run: return understandRun(instruction).has_value();
    case InstructionKind::Maintainer:
    case InstructionKind::Stopsignal:
    case InstructionKind::User:
    case InstructionKind::Workdir: return understandWord(instruction).has_value();
    case InstructionKind::Cmd:
    case InstructionKind::Entrypoint:
    case InstructionKind::From: break;
    }
    return true;
}

class StageReader
{
public:
    StageReader(const Document &document, const CheckContext &context)
        : m_document(document), m_context(context), m_options(expansionOptions(document))
    {}

    CheckedStages read()
    {
        m_read.buildPlatform = parsePlatform(m_context.buildPlatform, usualHost).value_or(usualHost);
        m_read.targetPlatform = parsePlatform(m_context.targetPlatform, m_read.buildPlatform)
                                    .value_or(m_read.buildPlatform);
        collect();
        m_read.defaults = expandedArguments({});
        m_read.haveDefaults = m_read.problems.isEmpty();
        m_read.global = expandedArguments(m_context.buildArguments);
        for (qsizetype i = 0; i < m_read.stages.size(); ++i)
            connectBase(i);
        for (CheckedStage &stage : m_read.stages)
            connectSources(stage);
        markReachable();
        return std::move(m_read);
    }

private:
    void collect()
    {
        for (const Instruction &instruction : m_document.instructions) {
            if (instruction.kind == InstructionKind::From)
                m_read.stages.append(begunStage(instruction));
            else if (!isUnderstood(instruction))
                continue;
            else if (!m_read.stages.isEmpty())
                m_read.stages.last().instructions.append(&instruction);
            else if (instruction.kind == InstructionKind::Arg)
                m_read.globalArguments.append(&instruction);
        }
        for (const Instruction *argument : std::as_const(m_read.globalArguments)) {
            for (const KeyValue &pair : understandKeyValues(*argument).value_or(QList<KeyValue>()))
                m_read.declared.append(pair.key.text);
        }
    }

    static CheckedStage begunStage(const Instruction &instruction)
    {
        const auto from = understandFrom(instruction);
        return {.from = &instruction, .isBroken = !from, .what = from.value_or(FromInstruction())};
    }

    ShellEnvironment predefined() const
    {
        const Platform &build = m_read.buildPlatform, &target = m_read.targetPlatform;
        const QString last = m_read.stages.isEmpty() ? QString() : m_read.stages.last().what.name;
        const QString name = m_context.target.isEmpty() ? last : m_context.target;
        ShellEnvironment environment;
        for (const auto &[key, value] :
             {std::pair(u"BUILDPLATFORM"_s, Platform{build.os, {}, build.architecture, build.variant}.text()),
              std::pair(u"BUILDOS"_s, build.os), std::pair(u"BUILDOSVERSION"_s, build.osVersion),
              std::pair(u"BUILDARCH"_s, build.architecture), std::pair(u"BUILDVARIANT"_s, build.variant),
              std::pair(u"TARGETPLATFORM"_s, target.text()), std::pair(u"TARGETOS"_s, target.os),
              std::pair(u"TARGETOSVERSION"_s, target.osVersion), std::pair(u"TARGETARCH"_s, target.architecture),
              std::pair(u"TARGETVARIANT"_s, target.variant),
              std::pair(u"TARGETSTAGE"_s, name.isEmpty() ? u"default"_s : name)})
            environment.set(key, m_context.buildArguments.value(key).value_or(value));
        return environment;
    }

    ShellEnvironment expandedArguments(const ShellEnvironment &given)
    {
        ShellEnvironment environment = predefined();
        m_read.problems.clear();
        for (const Instruction *argument : std::as_const(m_read.globalArguments)) {
            for (const KeyValue &pair : understandKeyValues(*argument).value_or(QList<KeyValue>())) {
                const std::optional<QString> value = given.value(pair.key.text);
                if (value) {
                    environment.set(pair.key.text, *value);
                } else if (pair.value) {
                    const auto expansion = expandWord(pair.value->text, environment, m_options);
                    if (expansion)
                        environment.set(pair.key.text, expansion->text);
                    else
                        m_read.problems.append({argument, {expansion.error().message, pair.value->range}});
                }
            }
        }
        return environment;
    }

    void connectBase(qsizetype index)
    {
        CheckedStage &stage = m_read.stages[index];
        if (const auto expansion = expandWord(stage.what.image.text, m_read.global, m_options))
            stage.image = expansion->text;
        // BuildKit compares the base as it was typed with names in lower case.
        stage.base = m_read.byName.value(stage.image, -1);
        if (stage.base >= 0)
            stage.needs.append(stage.base);
        stage.platform = platformOf(stage);
        if (stage.base < 0 && !stage.image.isEmpty() && !stage.isScratch() && m_context.baseImage)
            stage.known = m_context.baseImage(stage.image, stage.platform.text());
        if (!stage.what.name.isEmpty())
            m_read.byName.insert(stage.what.name, index);
    }

    Platform platformOf(const CheckedStage &stage) const
    {
        if (stage.base >= 0)
            return m_read.stages[stage.base].platform;
        const auto expansion = expandWord(stage.what.platform, m_read.global, m_options);
        if (stage.what.platform.isEmpty() || !expansion)
            return m_read.targetPlatform;
        return parsePlatform(expansion->text, m_read.buildPlatform).value_or(m_read.targetPlatform);
    }

    void connectSources(CheckedStage &stage)
    {
        for (const Instruction *instruction : std::as_const(stage.instructions)) {
            if (instruction->kind == InstructionKind::Copy) {
                addNeed(stage, m_read.find(flagText(*instruction, u"from")));
            } else if (instruction->kind == InstructionKind::Run) {
                for (const QString &mount : flagTexts(*instruction, u"mount")) {
                    if (const auto read = parseRunMount(mount); read && !read->from.isEmpty())
                        addNeed(stage, m_read.find(read->from));
                }
            }
        }
    }

    static void addNeed(CheckedStage &stage, qsizetype needed)
    {
        if (needed >= 0 && !stage.needs.contains(needed))
            stage.needs.append(needed);
    }

    void markReachable()
    {
        if (m_read.stages.isEmpty())
            return;
        m_read.isTargetGiven = !m_context.target.isEmpty();
        m_read.target = m_read.isTargetGiven ? m_read.find(m_context.target) : -1;
        if (m_read.target < 0)
            m_read.target = m_read.stages.size() - 1;
        QList<qsizetype> next{m_read.target};
        while (!next.isEmpty()) {
            CheckedStage &stage = m_read.stages[next.takeLast()];
            if (!std::exchange(stage.isReachable, true))
                next += stage.needs;
        }
        for (qsizetype i = m_read.target; i >= 0; i = m_read.stages[i].base)
            m_read.stages[i].isInTarget = true;
    }

    const Document &m_document;
    const CheckContext &m_context;
    ExpansionOptions m_options;
    CheckedStages m_read;
};

} // namespace

qsizetype CheckedStages::find(const QString &name) const
{
    if (name.isEmpty())
        return -1;
    bool isNumber = false;
    const qsizetype number = name.toLongLong(&isNumber);
    if (isNumber)
        return number >= 0 && number < stages.size() ? number : -1;
    return byName.value(name.toLower(), -1);
}

CheckedStages readStages(const Document &document, const CheckContext &context)
{
    return StageReader(document, context).read();
}

TextRange rangeInWord(const SourceWord &word, qsizetype begin, qsizetype end)
{
    const bool isVerbatim = !word.pieces.isEmpty() || word.range.size() == word.text.size();
    return isVerbatim ? word.rangeOf(begin, end) : word.range;
}

ExpansionOptions expansionOptions(const Document &document)
{
    return {.escape = document.escape.unicode()};
}

} // namespace strata
