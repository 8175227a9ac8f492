// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/buildkitchecks.h"
#include "dockerfile/checks/checktext.h"

#include <QSet>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool isLower(const QString &word)
{
    return word == word.toLower();
}

bool isUpper(const QString &word)
{
    return word == word.toUpper();
}

QuickFix replaced(const QString &title, TextRange range, const QString &text)
{
    return {title, {{range, text}}};
}

void checkStageNameCasing(const Instruction &from, FindingReporter &reporter)
{
    if (from.arguments.size() != 3 || isLower(from.arguments[2].text))
        return;
    const SourceWord &name = from.arguments[2];
    reporter.add("StageNameCasing"_L1, from, name.range,
                 CheckText::tr("Stage name '%1' should be lowercase").arg(name.text),
                 replaced(CheckText::tr("Use %1").arg(name.text.toLower()), name.range, name.text.toLower()));
}

void checkAsCasing(const Instruction &from, FindingReporter &reporter)
{
    if (from.arguments.size() < 3)
        return;
    const QString &keyword = from.keyword.text;
    const SourceWord &as = from.arguments[1];
    if ((!isLower(keyword) && !isUpper(keyword)) || (isLower(keyword) ? isLower(as.text) : isUpper(as.text)))
        return;
    const QString right = isLower(keyword) ? as.text.toLower() : as.text.toUpper();
    reporter.add("FromAsCasing"_L1, from, as.range,
                 CheckText::tr("'%1' and '%2' keywords' casing do not match").arg(as.text, keyword),
                 replaced(CheckText::tr("Use %1").arg(right), as.range, right));
}

/// The comment directly above: the last one that BuildKit keeps for the instruction.
void checkDescription(const Instruction &instruction, const QStringList &names, FindingReporter &reporter)
{
    if (instruction.comments.isEmpty() || names.isEmpty()
        || names.contains(instruction.comments.last().section(u' ', 0, 0)))
        return;
    const QString example = names.size() > 1 ? u"<arg_key>"_s : names.first();
    const Document &document = reporter.document();
    const TextRange lineStart{document.lineStarts[instruction.startLine], document.lineStarts[instruction.startLine]};
    reporter.add("InvalidDefinitionDescription"_L1, instruction, instruction.commandRange,
                 CheckText::tr("Comment for %1 should follow the format: `# %2 <description>`")
                     .arg(instructionName(instruction.kind), example),
                 replaced(CheckText::tr("Separate the comment with an empty one"), lineStart, u"#\n"_s));
}

/// The value of a label that says `text`; quotes around all of it were meant to be none.
QString labelText(QString text, QChar escape)
{
    if (text.size() > 1 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.sliced(1).chopped(1);
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'$' || c == escape)
            quoted += escape;
        quoted += c;
    }
    return u'"' + quoted + u'"';
}

void checkMaintainer(const Instruction &instruction, FindingReporter &reporter)
{
    std::optional<QuickFix> fix;
    if (instruction.arguments.size() == 1 && instruction.arguments.first().pieces.isEmpty()) {
        const QString keyword = isLower(instruction.keyword.text) ? u"label"_s : u"LABEL"_s;
        const SourceWord &who = instruction.arguments.first();
        fix = replaced(CheckText::tr("Use a label"), {instruction.keyword.range.begin, who.range.end},
                       keyword + u" org.opencontainers.image.authors="_s
                           + labelText(who.text, reporter.document().escape));
    }
    reporter.add("MaintainerDeprecated"_L1, instruction, instruction.keyword.range,
                 CheckText::tr("Maintainer instruction is deprecated in favor of using label"), fix);
}

QStringList argumentNames(const Instruction &instruction)
{
    QStringList names;
    for (const KeyValue &pair : understandKeyValues(instruction).value_or(QList<KeyValue>()))
        names.append(pair.key.text);
    return names;
}

void checkWhileParsing(FindingReporter &reporter)
{
    for (const Instruction &instruction : reporter.document().instructions) {
        if (instruction.isBroken)
            continue;
        if (instruction.kind == InstructionKind::Maintainer) {
            checkMaintainer(instruction, reporter);
        } else if (instruction.kind == InstructionKind::Arg) {
            checkDescription(instruction, argumentNames(instruction), reporter);
        } else if (instruction.kind == InstructionKind::From) {
            checkStageNameCasing(instruction, reporter);
            checkAsCasing(instruction, reporter);
            if (const auto from = understandFrom(instruction); from && !from->name.isEmpty())
                checkDescription(instruction, {from->name}, reporter);
        }
    }
}

void checkStageNames(const CheckedStages &stages, FindingReporter &reporter)
{
    QSet<QString> seen;
    for (const CheckedStage &stage : stages.stages) {
        const QString &name = stage.what.name;
        if (name.isEmpty())
            continue;
        const TextRange range = stage.what.nameWord.value_or(stage.from->keyword).range;
        if (name == u"context" || name == u"scratch")
            reporter.addForFile(
                "ReservedStageName"_L1, stage.from->startLine, range,
                CheckText::tr("Stage name should not use the same name as reserved stage \"%1\"").arg(name));
        if (seen.contains(name))
            reporter.addForFile("DuplicateStageName"_L1, stage.from->startLine, range,
                                CheckText::tr("Duplicate stage name \"%1\", stage names should be unique").arg(name));
        seen.insert(name);
    }
}

/// All instructions whose casing BuildKit counts: not the ARGs in front of the first FROM.
QList<const Instruction *> countedInstructions(const CheckedStages &stages)
{
    QList<const Instruction *> counted;
    for (const CheckedStage &stage : stages.stages) {
        counted.append(stage.from);
        counted += stage.instructions;
    }
    return counted;
}

void checkCasing(const CheckedStages &stages, FindingReporter &reporter)
{
    const QList<const Instruction *> counted = countedInstructions(stages);
    qsizetype lower = 0, upper = 0;
    for (const Instruction *instruction : counted) {
        const QString &keyword = instruction->keyword.text;
        if (isLower(keyword))
            ++lower;
        else if (isUpper(keyword))
            ++upper;
    }
    const bool isLowerRight = lower > upper;
    for (const Instruction *instruction : counted) {
        const QString &keyword = instruction->keyword.text;
        if (isLowerRight ? isLower(keyword) : isUpper(keyword))
            continue;
        const auto cased = [&](const QString &word) { return isLowerRight ? word.toLower() : word.toUpper(); };
        QuickFix fix{CheckText::tr("Use %1").arg(cased(keyword)), {{instruction->keyword.range, cased(keyword)}}};
        // AS has to go with its FROM.
        if (instruction->kind == InstructionKind::From && instruction->arguments.size() == 3)
            fix.edits.append({instruction->arguments[1].range, cased(instruction->arguments[1].text)});
        reporter.addForFile("ConsistentInstructionCasing"_L1, instruction->startLine, instruction->keyword.range,
                            CheckText::tr("Command '%1' should match the case of the command majority (%2)")
                                .arg(keyword, isLowerRight ? CheckText::tr("lowercase") : CheckText::tr("uppercase")),
                            fix);
    }
}

} // namespace

void checkSpelling(const CheckedStages &stages, FindingReporter &reporter)
{
    checkWhileParsing(reporter);
    checkStageNames(stages, reporter);
    checkCasing(stages, reporter);
}

} // namespace strata
