// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/description.h"

#include "dockerfile/checks/checkrule.h"
#include "dockerfile/language/describers.h"
#include "dockerfile/language/reference.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct DescriptionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileDescription)
};

bool holds(TextRange range, qsizetype offset)
{
    return range.begin <= offset && offset <= range.end && !range.isEmpty();
}

Description referenceDescription(const QString &title, const ReferenceText &text, TextRange range)
{
    if (text.isEmpty())
        return {};
    return {.title = title + u": " + text.summary, .body = text.body, .code = text.example, .range = range};
}

/// The word at an offset, made of letters, digits and hyphens.
TextRange wordAround(QStringView text, qsizetype offset)
{
    const auto isInWord = [text](qsizetype at) { return text[at].isLetterOrNumber() || text[at] == u'-'; };
    TextRange word{offset, offset};
    while (word.begin > 0 && isInWord(word.begin - 1))
        --word.begin;
    while (word.end < text.size() && isInWord(word.end))
        ++word.end;
    return word;
}

const CheckRule *ruleNamed(const QString &word)
{
    if (const CheckRule *rule = checkRule(word))
        return rule;
    const auto rules = checkRules();
    const auto found = std::ranges::find_if(rules, [&word](const CheckRule *rule) {
        return QString(rule->hadolint).split(u' ', Qt::SkipEmptyParts).contains(word);
    });
    return found == rules.end() ? nullptr : *found;
}

Description ruleDescription(const CheckRule &rule, TextRange range)
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("CheckRule", text); };
    return {.title = QString(rule.name),
            .body = translated(rule.summary) + u'\n' + translated(rule.why),
            .code = DescriptionText::tr("Instead of") + u"\n\n" + QString::fromUtf8(rule.bad) + u'\n'
                + DescriptionText::tr("better") + u"\n\n" + QString::fromUtf8(rule.good),
            .range = range};
}

Description describeComment(const Document &document, qsizetype offset)
{
    for (const Directive &directive : document.directives) {
        if (holds(directive.nameRange, offset))
            return referenceDescription(directive.name, directiveReference(directive.name), directive.nameRange);
    }
    const TextRange line = document.lineRange(document.position(offset).line);
    const QStringView text = document.textOf(line);
    if (!text.contains(u"check") && !text.contains(u"ignore"))
        return {};
    const TextRange word = wordAround(text, offset - line.begin);
    const TextRange range{line.begin + word.begin, line.begin + word.end};
    const QString name = document.textOf(range).toString();
    if (name == u"check")
        return referenceDescription(name, directiveReference(name), range);
    const CheckRule *rule = ruleNamed(name);
    return rule ? ruleDescription(*rule, range) : Description();
}

Description describeMount(const Flag &flag, qsizetype offset)
{
    if (!flag.isVerbatim || !holds(flag.valueRange, offset))
        return {};
    qsizetype begin = flag.valueRange.begin;
    for (const QString &field : flag.value->split(u',')) {
        const TextRange range{begin, begin + field.size()};
        begin = range.end + 1;
        if (!holds(range, offset))
            continue;
        const QString key = field.section(u'=', 0, 0), value = field.section(u'=', 1);
        if (key == u"type" && offset > range.begin + key.size())
            return referenceDescription(field, mountTypeReference(value), range);
        if (const MountOption *option = mountOption(key))
            return {.title = key, .body = mountOptionText(*option), .range = {range.begin, range.begin + key.size()}};
    }
    return {};
}

Description describeFlags(const Instruction &instruction, qsizetype offset)
{
    for (const Flag &flag : instruction.flags) {
        if (!holds(flag.range, offset))
            continue;
        if (flag.name == u"mount") {
            if (const Description mount = describeMount(flag, offset); !mount.isEmpty())
                return mount;
        }
        return referenceDescription(u"--"_s + flag.name, flagReference(instruction.kind, flag.name), flag.nameRange);
    }
    return {};
}

class InstructionDescriber
{
public:
    explicit InstructionDescriber(const DescriptionScene &scene) : m_scene(scene) {}

    Description describe(const Instruction &instruction)
    {
        if (holds(instruction.keyword.range, m_scene.offset))
            return referenceDescription(instruction.keyword.text.toUpper(), instructionReference(instruction.kind),
                                        instruction.keyword.range);
        if (const auto place = namedPlaceAt(m_scene.document, m_scene.offset))
            return place->kind == NamedPlace::Kind::Variable ? describeVariable(m_scene, *place)
                                                             : describeOrigin(*place);
        if (const Description flag = describeFlags(instruction, m_scene.offset); !flag.isEmpty())
            return flag;
        switch (instruction.kind) {
        case InstructionKind::From: return describeBase(instruction);
        case InstructionKind::Copy:
        case InstructionKind::Add: return describeCopy(m_scene, instruction);
        case InstructionKind::Onbuild: return instruction.trigger ? describe(*instruction.trigger) : Description();
        default: return {};
        }
    }

private:
    Description describeOrigin(const NamedPlace &place) const
    {
        const int stage = m_scene.stages.meantBy(place);
        return stage >= 0 ? describeStage(m_scene, stage, place.range)
                          : describeImage(m_scene, place.name, place.range);
    }

    /// An image with variables in its name.
    Description describeBase(const Instruction &instruction) const
    {
        const int stage = m_scene.stages.stageOf(m_scene.instruction);
        if (instruction.arguments.isEmpty() || !holds(instruction.arguments[0].range, m_scene.offset)
            || stage >= m_scene.plan.stages.size())
            return {};
        const PlanStage &planned = m_scene.plan.stages[stage];
        const TextRange range = instruction.arguments[0].range;
        return planned.baseStage >= 0 ? describeStage(m_scene, planned.baseStage, range)
                                      : describeImage(m_scene, planned.baseReference, range);
    }

    const DescriptionScene &m_scene;
};

} // namespace

Description describeAt(const Document &document, const BuildPlan &plan, qsizetype offset,
                       const LanguageKnowledge &knowledge)
{
    const qsizetype line = document.position(offset).line;
    const LineKind kind = line < document.lines.size() ? document.lines[line] : LineKind::Blank;
    if (kind == LineKind::Comment || kind == LineKind::Directive || kind == LineKind::ContinuationComment)
        return describeComment(document, offset);
    const Instruction *instruction = document.instructionAtLine(line);
    if (!instruction)
        return {};
    const DescriptionScene scene{.document = document,
                                 .plan = plan,
                                 .knowledge = knowledge,
                                 .offset = offset,
                                 .instruction = instruction - document.instructions.constData(),
                                 .stages = NamedStages(document)};
    return InstructionDescriber(scene).describe(*instruction);
}

} // namespace strata
