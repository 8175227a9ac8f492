// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/instructions.h"

#include "dockerfile/goduration.h"
#include "dockerfile/heredocwords.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<InstructionProblem> refusal(const QString &message, TextRange range)
{
    return std::unexpected(InstructionProblem{message, range});
}

std::unexpected<InstructionProblem> refusedArguments(const Instruction &instruction, QStringView behindName)
{
    return refusal(instructionName(instruction.kind) + behindName, instruction.commandRange);
}

/// What the comment above says about `name`: the line that begins with it.
QString docCommentOf(const Instruction &instruction, const QString &name)
{
    if (name.isEmpty() || instruction.comments.isEmpty())
        return {};
    const QString beginning = name + u' ';
    const auto found = std::ranges::find_if(instruction.comments,
                                            [&](const QString &line) { return line.startsWith(beginning); });
    return found == instruction.comments.end() ? QString() : found->sliced(beginning.size());
}

InstructionCommand commandOf(std::span<const SourceWord> words, bool isJson)
{
    InstructionCommand command{.prependShell = !isJson};
    for (const SourceWord &word : words)
        command.words.append(word.text);
    return command;
}

Understood<void> understandPairs(const Instruction &instruction, QList<KeyValue> &pairs)
{
    for (qsizetype i = 0; i + 2 < instruction.arguments.size(); i += 3) {
        const SourceWord &key = instruction.arguments[i];
        if (key.text.isEmpty())
            return refusal(instructionName(instruction.kind) + u" names can not be blank",
                           instruction.arguments[i + 2].range);
        pairs.append({.key = key,
                      .value = instruction.arguments[i + 1],
                      .isLegacy = instruction.arguments[i + 2].text.isEmpty()});
    }
    return {};
}

Understood<void> understandArguments(const Instruction &instruction, QList<KeyValue> &pairs)
{
    for (const SourceWord &word : instruction.arguments) {
        const qsizetype equals = word.text.indexOf(u'=');
        if (equals == 0)
            return refusal(u"ARG names can not be blank"_s, word.range);
        KeyValue pair{.key = equals < 0 ? word : word.sliced(0, equals), .value = std::nullopt};
        if (equals > 0)
            pair.value = word.sliced(equals + 1, word.text.size());
        pair.docComment = docCommentOf(instruction, pair.key.text);
        pairs.append(std::move(pair));
    }
    return {};
}

/// Of --interval and its like. "0" and nothing are the default; so is what is negative no more than nothing.
Understood<std::chrono::nanoseconds> durationFlag(const Instruction &instruction, QStringView name)
{
    const Flag *flag = instruction.flag(name);
    if (!flag || flag->value.value_or(QString()).isEmpty())
        return std::chrono::nanoseconds(0);
    const auto duration = parseGoDuration(*flag->value);
    if (!duration)
        return refusal(duration.error(), flag->range);
    if (duration->count() != 0 && *duration < std::chrono::milliseconds(1))
        return refusal(u"Interval \"%1\" cannot be less than 1ms"_s.arg(name), flag->range);
    return *duration;
}

Understood<int> retriesFlag(const Instruction &instruction)
{
    const Flag *flag = instruction.flag(u"retries");
    if (!flag || flag->value.value_or(QString()).isEmpty())
        return 0;
    bool isNumber = false;
    const int retries = flag->value->toInt(&isNumber);
    if (!isNumber || flag->value->trimmed() != *flag->value)
        return refusal(u"--retries is not a number: \"%1\""_s.arg(*flag->value), flag->range);
    if (retries < 0)
        return refusal(u"--retries cannot be negative (%1)"_s.arg(retries), flag->range);
    return retries;
}

Understood<void> understandTimes(const Instruction &instruction, HealthcheckInstruction &healthcheck)
{
    const std::array<std::pair<QStringView, std::chrono::nanoseconds *>, 4> times{
        {{u"interval", &healthcheck.interval},
         {u"timeout", &healthcheck.timeout},
         {u"start-period", &healthcheck.startPeriod},
         {u"start-interval", &healthcheck.startInterval}}};
    for (const auto &[name, time] : times) {
        const auto duration = durationFlag(instruction, name);
        if (!duration)
            return std::unexpected(duration.error());
        *time = *duration;
    }
    const auto retries = retriesFlag(instruction);
    if (!retries)
        return std::unexpected(retries.error());
    healthcheck.retries = *retries;
    return {};
}

Understood<void> understandChoice(const Instruction &instruction, QStringView name, QStringView problem,
                                  std::initializer_list<QStringView> choices, QString &choice)
{
    const Flag *flag = instruction.flag(name);
    if (!flag)
        return {};
    choice = flag->value.value_or(QString());
    if (!std::ranges::contains(choices, QStringView(choice)))
        return refusal(problem.toString().arg(choice), flag->range);
    return {};
}

} // namespace

bool isStageName(QStringView name)
{
    const auto isLetter = [](QChar c) { return c >= u'a' && c <= u'z'; };
    return !name.isEmpty() && isLetter(name.front()) && std::ranges::all_of(name, [&](QChar c) {
        return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' || c == u'.';
    });
}

Understood<FromInstruction> understandFrom(const Instruction &instruction)
{
    const QList<SourceWord> &words = instruction.arguments;
    const bool isNamed = words.size() == 3 && words[1].text.compare(u"as", Qt::CaseInsensitive) == 0;
    if (!isNamed && words.size() != 1)
        return refusal(u"FROM requires either one or three arguments"_s, instruction.commandRange);
    FromInstruction from{.image = words.first(), .nameWord = std::nullopt};
    if (isNamed) {
        from.nameWord = words[2];
        from.name = words[2].text.toLower();
        if (!isStageName(from.name))
            return refusal(
                u"invalid name for build stage: \"%1\", name can't start with a number or contain symbols"_s.arg(
                    words[2].text),
                words[2].range);
    }
    from.platform = flagText(instruction, u"platform");
    from.docComment = docCommentOf(instruction, from.name);
    return from;
}

Understood<QList<KeyValue>> understandKeyValues(const Instruction &instruction)
{
    if (instruction.arguments.isEmpty())
        return refusedArguments(instruction, u" requires at least one argument");
    QList<KeyValue> pairs;
    pairs.reserve(instruction.arguments.size());
    const auto understood = instruction.kind == InstructionKind::Arg ? understandArguments(instruction, pairs)
                                                                     : understandPairs(instruction, pairs);
    if (!understood)
        return std::unexpected(understood.error());
    return pairs;
}

Understood<CopyInstruction> understandCopy(const Instruction &instruction)
{
    if (instruction.arguments.size() < 2)
        return refusedArguments(
            instruction,
            u" requires at least two arguments, but only one was provided. Destination could not be determined");
    CopyInstruction copy{.sources = {}, .destination = instruction.arguments.last()};
    if (heredocWord(copy.destination.text))
        return refusal(instructionName(instruction.kind) + u" cannot accept a heredoc as a destination",
                       copy.destination.range);
    QHash<QString, qsizetype> heredocs; // of several with one name the last one is meant, as in BuildKit
    for (qsizetype i = 0; i < instruction.heredocs.size(); ++i)
        heredocs.insert(instruction.heredocs[i].name, i);
    for (const SourceWord &word : instruction.arguments.first(instruction.arguments.size() - 1)) {
        CopySource source{.word = word};
        if (const auto heredoc = heredocWord(word.text)) {
            source.inlineName = heredoc->name;
            if (const auto found = heredocs.constFind(heredoc->name); found != heredocs.constEnd())
                source.heredoc = *found;
        }
        copy.sources.append(std::move(source));
    }
    copy.from = flagText(instruction, u"from");
    copy.chown = flagText(instruction, u"chown");
    copy.chmod = flagText(instruction, u"chmod");
    copy.checksum = flagText(instruction, u"checksum");
    copy.excludes = flagTexts(instruction, u"exclude");
    copy.link = flagBool(instruction, u"link").value_or(false);
    copy.parents = flagBool(instruction, u"parents").value_or(false);
    copy.keepGitDir = flagBool(instruction, u"keep-git-dir");
    copy.unpack = flagBool(instruction, u"unpack");
    return copy;
}

Understood<RunInstruction> understandRun(const Instruction &instruction)
{
    RunInstruction run{.command = commandOf(instruction.arguments, instruction.isJson)};
    for (const Flag &flag : instruction.flags) {
        if (flag.name == u"mount" && flag.value) {
            const auto mount = parseRunMount(*flag.value);
            if (!mount)
                return refusal(mount.error(), flag.range);
            run.mounts.append(*mount);
        } else if (flag.name == u"device" && flag.value) {
            const auto device = parseRunDevice(*flag.value);
            if (!device)
                return refusal(device.error(), flag.range);
            run.devices.append(*device);
        }
    }
    if (const auto understood = understandChoice(instruction, u"network", u"invalid network mode \"%1\"",
                                                 {u"default", u"none", u"host"}, run.network);
        !understood)
        return std::unexpected(understood.error());
    if (const auto understood = understandChoice(instruction, u"security", u"security \"%1\" is not valid",
                                                 {u"insecure", u"sandbox"}, run.security);
        !understood)
        return std::unexpected(understood.error());
    return run;
}

Understood<InstructionCommand> understandCommand(const Instruction &instruction)
{
    return commandOf(instruction.arguments, instruction.isJson);
}

Understood<HealthcheckInstruction> understandHealthcheck(const Instruction &instruction)
{
    if (instruction.arguments.isEmpty())
        return refusedArguments(instruction, u" requires at least one argument");
    const SourceWord &type = instruction.arguments.first();
    const auto words = std::span(instruction.arguments).subspan(1);
    HealthcheckInstruction healthcheck;
    if (type.text.toUpper() == u"NONE") {
        if (!words.empty())
            return refusal(u"HEALTHCHECK NONE takes no arguments"_s, words.front().range);
        healthcheck.isNone = true;
        return healthcheck;
    }
    if (type.text.toUpper() != u"CMD")
        return refusal(u"Unknown type \"%1\" in HEALTHCHECK (try CMD)"_s.arg(type.text.toUpper()), type.range);
    if (words.empty())
        return refusal(u"Missing command after HEALTHCHECK CMD"_s, type.range);
    healthcheck.command = commandOf(words, instruction.isJson);
    if (const auto understood = understandTimes(instruction, healthcheck); !understood)
        return std::unexpected(understood.error());
    return healthcheck;
}

Understood<QList<SourceWord>> understandList(const Instruction &instruction)
{
    if (instruction.arguments.isEmpty())
        return refusedArguments(instruction, u" requires at least one argument");
    if (instruction.kind == InstructionKind::Shell && !instruction.isJson)
        return refusedArguments(instruction, u" requires the arguments to be in JSON form");
    QList<SourceWord> words = instruction.arguments;
    if (instruction.kind == InstructionKind::Volume) {
        for (SourceWord &word : words) {
            word.text = word.text.trimmed();
            if (word.text.isEmpty())
                return refusal(u"VOLUME specified can not be an empty string"_s, word.range);
        }
    }
    return words;
}

Understood<SourceWord> understandWord(const Instruction &instruction)
{
    if (instruction.arguments.size() != 1)
        return refusedArguments(instruction, u" requires exactly one argument");
    return instruction.arguments.first();
}

Understood<QString> understandTrigger(const Instruction &instruction)
{
    if (!instruction.trigger)
        return refusedArguments(instruction, u" requires at least one argument");
    const Instruction &trigger = *instruction.trigger;
    if (trigger.kind == InstructionKind::Onbuild)
        return refusal(u"Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"_s, trigger.keyword.range);
    if (trigger.kind == InstructionKind::Maintainer || trigger.kind == InstructionKind::From)
        return refusal(instructionName(trigger.kind) + u" isn't allowed as an ONBUILD trigger", trigger.keyword.range);
    QString text = trigger.original;
    for (const Heredoc &heredoc : instruction.heredocs)
        text += u'\n' + heredoc.content + heredoc.name;
    return text;
}

} // namespace strata
