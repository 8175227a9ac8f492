// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/instructionflags.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <numeric>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array addFlags{FlagRule{u"chown", FlagType::Text},    FlagRule{u"chmod", FlagType::Text},
                              FlagRule{u"link", FlagType::Bool},     FlagRule{u"keep-git-dir", FlagType::Bool},
                              FlagRule{u"checksum", FlagType::Text}, FlagRule{u"unpack", FlagType::Bool},
                              FlagRule{u"exclude", FlagType::List}};
constexpr std::array copyFlags{FlagRule{u"chown", FlagType::Text},   FlagRule{u"from", FlagType::Text},
                               FlagRule{u"chmod", FlagType::Text},   FlagRule{u"link", FlagType::Bool},
                               FlagRule{u"exclude", FlagType::List}, FlagRule{u"parents", FlagType::Bool}};
constexpr std::array fromFlags{FlagRule{u"platform", FlagType::Text}};
constexpr std::array healthcheckFlags{FlagRule{u"interval", FlagType::Text}, FlagRule{u"timeout", FlagType::Text},
                                      FlagRule{u"start-period", FlagType::Text},
                                      FlagRule{u"start-interval", FlagType::Text},
                                      FlagRule{u"retries", FlagType::Text}};
constexpr std::array runFlags{FlagRule{u"mount", FlagType::List}, FlagRule{u"network", FlagType::Text},
                              FlagRule{u"security", FlagType::Text}, FlagRule{u"device", FlagType::List}};

/// How many characters must be inserted, deleted or replaced.
qsizetype editDistance(QStringView from, QStringView to)
{
    QList<qsizetype> row(to.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < to.size(); ++j) {
            const qsizetype replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

QString inCaseOf(const QString &word, const QString &example)
{
    if (example == example.toLower())
        return word.toLower();
    return example == example.toUpper() ? word.toUpper() : word;
}

bool ignoresFlags(const Instruction &instruction)
{
    if (instruction.kind == InstructionKind::Healthcheck && !instruction.arguments.isEmpty())
        return instruction.arguments.first().text.compare(u"NONE", Qt::CaseInsensitive) == 0;
    return instruction.kind == InstructionKind::Stopsignal || instruction.kind == InstructionKind::Arg
        || instruction.kind == InstructionKind::Unknown;
}

QString flagProblem(const Flag &flag, FlagType type)
{
    const QString name = u"--"_s + flag.name;
    if (type != FlagType::Bool)
        return flag.value ? QString() : QString(u"missing a value on flag: "_s + name);
    if (!flag.value)
        return {};
    if (flag.value->isEmpty())
        return u"missing a value on flag: "_s + name;
    const QString value = flag.value->toLower();
    if (value == u"true" || value == u"false")
        return {};
    return u"expecting boolean value for flag %1, not: %2"_s.arg(name, *flag.value);
}

QString unknownFlag(const Flag &flag, std::span<const FlagRule> rules)
{
    QStringList names;
    for (const FlagRule &rule : rules)
        names.append(rule.name.toString());
    return u"unknown flag: --"_s + flag.name + didYouMean(flag.name, names, Qt::CaseSensitive);
}

} // namespace

std::span<const FlagRule> flagRules(InstructionKind kind)
{
    switch (kind) {
    case InstructionKind::Add: return addFlags;
    case InstructionKind::Copy: return copyFlags;
    case InstructionKind::From: return fromFlags;
    case InstructionKind::Healthcheck: return healthcheckFlags;
    case InstructionKind::Run: return runFlags;
    default: return {};
    }
}

QList<InstructionProblem> flagProblems(const Instruction &instruction)
{
    QList<InstructionProblem> problems;
    if (ignoresFlags(instruction))
        return problems;
    const std::span<const FlagRule> rules = flagRules(instruction.kind);
    QSet<QString> used;
    for (const Flag &flag : instruction.flags) {
        const auto rule = std::ranges::find(rules, QStringView(flag.name), &FlagRule::name);
        QString message;
        if (rule == rules.end())
            message = unknownFlag(flag, rules);
        else if (rule->type != FlagType::List && used.contains(flag.name))
            message = u"duplicate flag specified: --"_s + flag.name;
        else
            message = flagProblem(flag, rule->type);
        used.insert(flag.name);
        if (!message.isEmpty())
            problems.append({message, flag.range});
    }
    return problems;
}

QString flagText(const Instruction &instruction, QStringView name)
{
    const Flag *flag = instruction.flag(name);
    return flag ? flag->value.value_or(QString()) : QString();
}

QStringList flagTexts(const Instruction &instruction, QStringView name)
{
    QStringList texts;
    for (const Flag &flag : instruction.flags) {
        if (flag.name == name && flag.value)
            texts.append(*flag.value);
    }
    return texts;
}

std::optional<bool> flagBool(const Instruction &instruction, QStringView name)
{
    const Flag *flag = instruction.flag(name);
    if (!flag)
        return std::nullopt;
    return !flag->value || flag->value->compare(u"true", Qt::CaseInsensitive) == 0;
}

QString didYouMean(const QString &word, const QStringList &options, Qt::CaseSensitivity sensitivity)
{
    const bool isSensitive = sensitivity == Qt::CaseSensitive;
    const QString wanted = isSensitive ? word : word.toLower();
    QString match;
    qsizetype nearest = 3;
    for (const QString &option : options) {
        const QString candidate = isSensitive ? option : option.toLower();
        if (candidate == wanted)
            return {};
        if (std::abs(candidate.size() - wanted.size()) >= nearest) // a long word is no reason to count
            continue;
        if (const qsizetype distance = editDistance(wanted, candidate); distance < nearest) {
            nearest = distance;
            match = isSensitive ? candidate : inCaseOf(candidate, word);
        }
    }
    return match.isEmpty() ? QString() : QString(u" (did you mean "_s + match + u"?)");
}

} // namespace strata
