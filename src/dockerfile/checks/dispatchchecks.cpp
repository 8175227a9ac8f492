// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/ast.h"
#include "dockerfile/checks/buildkitchecks.h"
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/copysources.h"
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/portspec.h"
#include "dockerfile/checks/secrettext.h"
#include "dockerfile/parser.h"

#include <QSet>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView defaultPath = u"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
constexpr QStringView defaultWindowsPath =
    u"c:\\Windows\\System32;c:\\Windows;C:\\Windows\\System32\\WindowsPowerShell\\v1.0";

bool isAbsolute(const QString &path, const QString &os)
{
    if (os != u"windows")
        return path.startsWith(u'/');
    const bool hasDrive = path.size() > 1 && path[1] == u':';
    if (hasDrive && path.front().toLower() != u'c')
        return false;
    const QStringView rest = QStringView(path).sliced(hasDrive ? 2 : 0);
    return rest.startsWith(u'/') || rest.startsWith(u'\\');
}

/// What BuildKit knows of a stage when it comes to an instruction.
struct StageState
{
    ShellEnvironment environment;
    QSet<QString> arguments;
    std::optional<QString> workingDirectory; ///< none: the base image's, which nobody knows
    bool isWorkdirSet = false;               ///< in this file
    bool hasShell = false;
    bool isBaseKnown = true;
    const Instruction *command = nullptr;
    const Instruction *entrypoint = nullptr;
    const Instruction *healthcheck = nullptr;
};

class DispatchChecker
{
public:
    DispatchChecker(const CheckedStages &stages, const CheckContext &context, FindingReporter &reporter)
        : m_stages(stages), m_context(context), m_reporter(reporter), m_options(expansionOptions(reporter.document()))
    {}

    void run()
    {
        for (const CheckedStage &stage : m_stages.stages) {
            m_stage = &stage;
            m_state = begunState(stage);
            if (stage.isReachable)
                runTriggers(stage);
            for (const Instruction *instruction : stage.instructions)
                dispatch(*instruction);
            m_ended.append(m_state);
        }
    }

private:
    StageState begunState(const CheckedStage &stage) const
    {
        StageState state;
        if (stage.base >= 0) {
            state = m_ended[stage.base];
            state.command = state.entrypoint = state.healthcheck = nullptr;
        } else if (stage.known) {
            state.environment = ShellEnvironment(stage.known->environment);
            state.hasShell = !stage.known->shell.isEmpty();
            const QString &folder = stage.known->workingDirectory;
            state.workingDirectory = folder.isEmpty() ? u"/"_s : folder;
        } else {
            state.isBaseKnown = stage.isScratch();
            if (stage.isScratch())
                state.workingDirectory = u"/"_s;
        }
        const bool isWindows = stage.platform.os == u"windows";
        if (!state.environment.value(u"PATH"_s) && !isWindows)
            state.environment.set(u"PATH"_s, defaultPath.toString());
        return state;
    }

    /// What ONBUILD of the base wants here. BuildKit tells the FROM for its place.
    void runTriggers(const CheckedStage &stage)
    {
        m_isTrigger = true;
        if (stage.base >= 0) {
            for (const Instruction *instruction : m_stages.stages[stage.base].instructions) {
                if (!instruction->trigger)
                    continue;
                Instruction trigger = *instruction->trigger;
                trigger.heredocs = instruction->heredocs;
                dispatch(trigger);
            }
        } else if (stage.known) {
            for (const QString &text : stage.known->triggers) {
                const Document document = parseDockerfile(text);
                if (document.instructions.size() == 1 && !document.instructions.first().isBroken)
                    dispatch(document.instructions.first());
            }
        }
        m_isTrigger = false;
    }

    void report(QLatin1StringView rule, const Instruction &about, TextRange range, const QString &message,
                std::optional<QuickFix> fix = {})
    {
        if (m_isTrigger)
            m_reporter.addForFile(rule, m_stage->from->startLine, m_stage->from->commandRange, message);
        else
            m_reporter.add(rule, about, range, message, std::move(fix));
    }

    void dispatch(const Instruction &instruction)
    {
        switch (instruction.kind) {
        case InstructionKind::Env: dispatchEnv(instruction); break;
        case InstructionKind::Label: dispatchLabel(instruction); break;
        case InstructionKind::Arg: dispatchArg(instruction); break;
        case InstructionKind::Add:
        case InstructionKind::Copy: dispatchCopy(instruction); break;
        case InstructionKind::Run: dispatchRun(instruction); break;
        case InstructionKind::Workdir: dispatchWorkdir(instruction); break;
        case InstructionKind::User:
        case InstructionKind::Stopsignal:
        case InstructionKind::Volume:
            for (const SourceWord &word : instruction.arguments)
                (void)expanded(instruction, word);
            break;
        case InstructionKind::Expose: dispatchExpose(instruction); break;
        case InstructionKind::Shell: m_state.hasShell = true; break;
        case InstructionKind::Cmd:
            useOnce(instruction, m_state.command);
            recommendJson(instruction);
            break;
        case InstructionKind::Entrypoint:
            useOnce(instruction, m_state.entrypoint);
            recommendJson(instruction);
            break;
        case InstructionKind::Healthcheck: useOnce(instruction, m_state.healthcheck); break;
        default: break;
        }
    }

    /// The word after expansion, or nothing when BuildKit refuses it. Both is told, and what is not defined in it.
    std::optional<QString> expanded(const Instruction &instruction, const SourceWord &word)
    {
        return expanded(instruction, word, m_options);
    }

    std::optional<QString> expanded(const Instruction &instruction, const SourceWord &word,
                                    const ExpansionOptions &options)
    {
        if (!word.text.contains(u'$') && !word.text.contains(QChar(char16_t(options.escape)))
            && !word.text.contains(u'"') && !word.text.contains(u'\''))
            return word.text;
        const auto expansion = expandWord(word.text, m_state.environment, options);
        if (expansion) {
            reportUndefined(instruction, word, expansion->unset, options);
            return expansion->text;
        }
        QStringList unset;
        for (const VariableReference &reference : variableReferences(word.text, options)) {
            if (reference.isValid && !m_state.environment.value(reference.name) && !unset.contains(reference.name))
                unset.append(reference.name);
        }
        reportUndefined(instruction, word, unset, options);
        report("BadSubstitution"_L1, instruction, word.range, expansion.error().message);
        return std::nullopt;
    }

    void reportUndefined(const Instruction &instruction, const SourceWord &word, const QStringList &names,
                         const ExpansionOptions &options)
    {
        for (const QString &name : names) {
            if (m_state.arguments.contains(name) || name == u"BUILDKIT_SBOM_SCAN_CONTEXT"
                || name == u"BUILDKIT_SBOM_SCAN_STAGE")
                continue;
            const QString suggested = suggestedName(name, m_state.environment.names());
            QString message = CheckText::tr("Usage of undefined variable '$%1'").arg(name);
            if (!suggested.isEmpty())
                message += CheckText::tr(" (did you mean $%1?)").arg(suggested);
            const RenamedVariable place = renamedVariable(word, name, suggested, options);
            if (m_state.isBaseKnown || m_isTrigger)
                report("UndefinedVar"_L1, instruction, place.range, message, place.fix);
            else
                m_reporter.addAs(Finding::Severity::Info, "UndefinedVar"_L1, instruction, place.range,
                                 message + CheckText::tr(", unless the base image sets it"), place.fix);
        }
    }

    void dispatchEnv(const Instruction &instruction)
    {
        QList<std::pair<QString, QString>> values;
        const QList<KeyValue> pairs = understandKeyValues(instruction).value_or(QList<KeyValue>());
        for (const KeyValue &pair : pairs) {
            const auto key = expanded(instruction, pair.key);
            const auto value = key ? expanded(instruction, *pair.value) : std::nullopt;
            if (!value)
                return;
            values.append({*key, *value});
        }
        for (qsizetype i = 0; i < pairs.size(); ++i) {
            checkLegacy(instruction, pairs[i]);
            checkSecret(instruction, pairs[i], values[i].first);
            m_state.environment.set(values[i].first, values[i].second);
        }
    }

    void dispatchLabel(const Instruction &instruction)
    {
        for (const KeyValue &pair : understandKeyValues(instruction).value_or(QList<KeyValue>())) {
            if (!expanded(instruction, pair.key) || !expanded(instruction, *pair.value))
                return;
            checkLegacy(instruction, pair);
        }
    }

    void checkLegacy(const Instruction &instruction, const KeyValue &pair)
    {
        if (pair.isLegacy)
            report("LegacyKeyValueFormat"_L1, instruction, {pair.key.range.begin, pair.value->range.end},
                   CheckText::tr("\"%1 key=value\" should be used instead of legacy \"%1 key value\" format")
                       .arg(instruction.keyword.text),
                   withEquals(pair, m_reporter.document().escape));
    }

    void checkSecret(const Instruction &instruction, const KeyValue &pair, const QString &name)
    {
        if (isSecretName(name))
            report("SecretsUsedInArgOrEnv"_L1, instruction, pair.key.range,
                   CheckText::tr("Do not use ARG or ENV instructions for sensitive data (%1 \"%2\")")
                       .arg(instructionName(instruction.kind), name));
    }

    void dispatchArg(const Instruction &instruction)
    {
        for (const KeyValue &pair : understandKeyValues(instruction).value_or(QList<KeyValue>())) {
            const QString &name = pair.key.text;
            checkSecret(instruction, pair, name);
            std::optional<QString> value = m_context.buildArguments.value(name);
            if (!value && pair.value) {
                value = expanded(instruction, *pair.value);
                if (!value)
                    return;
            } else if (!value) {
                value = m_stages.global.value(name);
            }
            if (value)
                m_state.environment.set(name, *value);
            m_state.arguments.insert(name);
        }
    }

    void dispatchCopy(const Instruction &instruction)
    {
        const auto copy = understandCopy(instruction);
        if (!copy)
            return;
        for (const QStringView name : {u"chown", u"chmod", u"checksum"}) {
            const Flag *flag = instruction.flag(name);
            if (flag && !expanded(instruction, wordOf(*flag)))
                return;
        }
        QStringList sources;
        for (const CopySource &source : copy->sources) {
            if (!source.inlineName.isEmpty())
                continue;
            const auto path = expanded(instruction, source.word);
            if (!path)
                return;
            sources.append(*path);
        }
        if (!expanded(instruction, copy->destination) || !expandHeredocs(instruction))
            return;
        qsizetype index = 0;
        for (const CopySource &source : copy->sources) {
            if (source.inlineName.isEmpty())
                checkSource(instruction, source.word, sources[index++]);
        }
    }

    static SourceWord wordOf(const Flag &flag)
    {
        return {.text = flag.value.value_or(QString()), .range = flag.valueRange};
    }

    bool expandHeredocs(const Instruction &instruction)
    {
        for (const Heredoc &heredoc : instruction.heredocs) {
            if (heredoc.expand
                && !expanded(instruction, {.text = heredoc.content, .range = heredoc.body}, {.ignoreQuotes = true}))
                return false;
        }
        return true;
    }

    void checkSource(const Instruction &instruction, const SourceWord &word, const QString &source)
    {
        const SourceKind kind = sourceKind(source);
        if (kind != SourceKind::Local) {
            if (instruction.kind == InstructionKind::Copy)
                report("CopyOfUrl"_L1, instruction, word.range,
                       kind == SourceKind::Git ? CheckText::tr("source can't be a git ref for COPY")
                                               : CheckText::tr("source can't be a URL for COPY"),
                       withKeyword(instruction, u"ADD"));
            return;
        }
        if (instruction.flag(u"from") || !m_context.ignoredBy || m_context.ignoreHasExceptions)
            return;
        const QString path = cleanPath(source);
        if ((path == u"." || path == u"/") && !m_context.ignoreTakesAll)
            return;
        if (m_context.ignoredBy(path))
            report("CopyIgnoredFile"_L1, instruction, word.range,
                   CheckText::tr("Attempting to %1 file \"%2\" that is excluded by .dockerignore")
                       .arg(instruction.kind == InstructionKind::Add ? u"Add"_s : u"Copy"_s, path));
    }

    void dispatchRun(const Instruction &instruction)
    {
        for (const Flag &flag : instruction.flags) {
            if (flag.name != u"mount" || !flag.value || !flag.value->contains(u'$'))
                continue;
            bool isRefused = false;
            const auto read = parseRunMount(*flag.value, [&](const QString &value) -> std::expected<QString, QString> {
                const auto text = expanded(instruction, wordIn(flag, value));
                isRefused = isRefused || !text;
                return text ? std::expected<QString, QString>(*text) : std::unexpected(QString());
            });
            if (!read && !isRefused)
                report("InvalidMount"_L1, instruction, flag.range, read.error());
        }
    }

    /// A value of a mount, where it stands in the flag.
    static SourceWord wordIn(const Flag &flag, const QString &value)
    {
        const qsizetype at = flag.isVerbatim ? flag.value->indexOf(value) : -1;
        if (at < 0)
            return {.text = value, .range = flag.range};
        return {.text = value, .range = {flag.valueRange.begin + at, flag.valueRange.begin + at + value.size()}};
    }

    void dispatchWorkdir(const Instruction &instruction)
    {
        const SourceWord &word = instruction.arguments.first();
        const auto path = expanded(instruction, word);
        if (!path)
            return;
        if (!m_state.isWorkdirSet && !isAbsolute(*path, m_stage->platform.os))
            report("WorkdirRelativePath"_L1, instruction, word.range,
                   CheckText::tr("Relative workdir %1 can have unexpected results if the base image changes")
                       .arg(quotedAsGo(*path)),
                   *path == word.text ? absoluteWorkdir(word, m_state.workingDirectory) : std::nullopt);
        m_state.isWorkdirSet = true;
        m_state.workingDirectory = std::nullopt;
    }

    void dispatchExpose(const Instruction &instruction)
    {
        for (const SourceWord &word : instruction.arguments) {
            const auto expansion = expandWord(word.text, m_state.environment, m_options);
            if (!expansion) {
                report("BadSubstitution"_L1, instruction, word.range, expansion.error().message);
                return;
            }
            for (const QString &port : expansion->words)
                checkPort(instruction, word, port);
        }
    }

    void checkPort(const Instruction &instruction, const SourceWord &word, const QString &text)
    {
        const PortSpec spec = readPortSpec(text);
        const bool isVerbatim = text == word.text && word.pieces.isEmpty();
        const auto becomes = [&](const QString &better) {
            return isVerbatim ? std::optional(QuickFix{CheckText::tr("Use %1").arg(better), {{word.range, better}}})
                              : std::nullopt;
        };
        if (spec.protocol != spec.protocol.toLower())
            report("ExposeProtoCasing"_L1, instruction, word.range,
                   CheckText::tr("Defined protocol '%1' in EXPOSE instruction should be lowercase").arg(text),
                   becomes(text.chopped(spec.protocol.size()) + spec.protocol.toLower()));
        if (spec.hasHost())
            report("ExposeInvalidFormat"_L1, instruction, word.range,
                   CheckText::tr("EXPOSE instruction should not define an IP address or host-port mapping, found '%1'")
                       .arg(text),
                   becomes(text.sliced(text.lastIndexOf(u':') + 1)));
        if (!spec.problem.isEmpty())
            report("InvalidPort"_L1, instruction, word.range, spec.problem);
    }

    void useOnce(const Instruction &instruction, const Instruction *&before)
    {
        const QString message =
            CheckText::tr(
                "Multiple %1 instructions should not be used in the same stage because only the last one will be used")
                .arg(instruction.keyword.text);
        const bool isOfTrigger = before == m_stage->from;
        if (before && m_isTrigger)
            report("MultipleInstructionsDisallowed"_L1, instruction, {}, message);
        else if (before)
            m_reporter.addFor(instruction, "MultipleInstructionsDisallowed"_L1, *before, before->keyword.range, message,
                              isOfTrigger ? std::nullopt
                                          : std::optional(withoutInstruction(m_reporter.document(), *before)));
        before = m_isTrigger ? m_stage->from : &instruction;
    }

    void recommendJson(const Instruction &instruction)
    {
        if (instruction.isJson || m_state.hasShell)
            return;
        report("JSONArgsRecommended"_L1, instruction, instruction.keyword.range,
               CheckText::tr("JSON arguments recommended for %1 to prevent unintended behavior related to OS signals")
                   .arg(instruction.keyword.text),
               execForm(instruction));
    }

    const CheckedStages &m_stages;
    const CheckContext &m_context;
    FindingReporter &m_reporter;
    ExpansionOptions m_options;
    const CheckedStage *m_stage = nullptr;
    StageState m_state;
    QList<StageState> m_ended; ///< of the stages so far
    bool m_isTrigger = false;
};

} // namespace

void checkDispatch(const CheckedStages &stages, const CheckContext &context, FindingReporter &reporter)
{
    DispatchChecker(stages, context, reporter).run();
}

} // namespace strata
