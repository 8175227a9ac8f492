// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/stepfacts.h"

#include "dockerfile/heredocwords.h"
#include "dockerfile/plan/gotext.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Takes one instruction apart.
class FactsReader
{
public:
    FactsReader(const Instruction &instruction, const StageState &state, const StepContext &context,
                StepExpander &expander)
        : m_instruction(instruction), m_state(state), m_context(context), m_expander(expander)
    {
        m_facts.kind = instruction.kind;
        m_facts.original = instruction.original.trimmed().sliced(instruction.keyword.text.size()).trimmed();
        m_facts.shell = state.shell.isEmpty() ? context.defaultShell : state.shell;
    }

    StepFacts read()
    {
        switch (m_instruction.kind) {
        case InstructionKind::Add:
        case InstructionKind::Copy: readCopy(); break;
        case InstructionKind::Arg: readArguments(); break;
        case InstructionKind::Env:
        case InstructionKind::Label: readPairs(); break;
        case InstructionKind::Run: readRun(); break;
        case InstructionKind::Cmd:
        case InstructionKind::Entrypoint: readCommand(); break;
        case InstructionKind::Expose: readPorts(); break;
        case InstructionKind::Healthcheck: readHealthcheck(); break;
        case InstructionKind::Volume:
        case InstructionKind::Shell: readList(); break;
        case InstructionKind::Onbuild: readTrigger(); break;
        default: readWord(); break;
        }
        return m_facts;
    }

    const QString &problem() const { return m_problem; }

private:
    template<typename T>
    bool understood(const Understood<T> &answer)
    {
        m_facts.isUnderstood = answer.has_value();
        return m_facts.isUnderstood;
    }

    void refuse(const QString &message)
    {
        if (m_problem.isEmpty())
            m_problem = message;
    }

    void readCopy()
    {
        const auto copy = understandCopy(m_instruction);
        if (!understood(copy))
            return;
        if (copy->parents)
            m_facts.flags.append(u"--parents"_s);
        if (const QString chown = m_expander.word(copy->chown); !chown.isEmpty())
            m_facts.flags.append(u"--chown="_s + chown);
        if (const QString chmod = m_expander.word(copy->chmod); !chmod.isEmpty())
            m_facts.flags.append(u"--chmod="_s + chmod);
        QStringList inlineNames;
        for (const CopySource &source : copy->sources) {
            if (source.inlineName.isEmpty())
                m_facts.words.append(m_expander.word(source.word.text));
            else
                inlineNames.append(u"<<"_s + source.inlineName);
        }
        m_facts.words += inlineNames;
        m_facts.sourceCount = copy->sources.size();
        m_facts.destination = m_expander.word(copy->destination.text);
    }

    void readArguments()
    {
        const auto pairs = understandKeyValues(m_instruction);
        if (!understood(pairs))
            return;
        if (m_expander.isAny()) {
            for (const KeyValue &pair : *pairs)
                m_facts.words.append(pair.key.text + anyText);
            return;
        }
        const bool isNewest = m_context.options.builder == BuilderKind::BuildKit
            && m_context.options.version == BuildKitVersion::Newest;
        const QList<DeclaredArgument> declared = isNewest ? declaredBy(m_instruction, m_state, m_context)
                                                          : QList<DeclaredArgument>();
        for (qsizetype i = 0; i < pairs->size(); ++i) {
            const KeyValue &pair = pairs->at(i);
            const auto value = isNewest ? declared[i].value
                : pair.value            ? std::optional(m_expander.word(pair.value->text))
                                        : std::nullopt;
            const QString name = isNewest ? pair.key.text : m_expander.word(pair.key.text);
            m_facts.words.append(value ? QString(name + u'=' + *value) : name);
        }
    }

    void readPairs()
    {
        const auto pairs = understandKeyValues(m_instruction);
        if (!understood(pairs))
            return;
        for (const KeyValue &pair : *pairs) {
            const QString name = m_expander.word(pair.key.text);
            m_facts.words.append(name + u'=' + m_expander.word(pair.value->text));
        }
    }

    void readRun()
    {
        if (m_expander.isAny())
            m_facts.kind = InstructionKind::Unknown; // the shell replaces variables, not the builder
        const auto run = understandRun(m_instruction);
        if (!understood(run))
            return;
        m_facts.classicCommand = withShell(run->command);
        m_facts.command = withShell(withHeredocs(run->command));

        for (const DeclaredArgument &argument : m_state.arguments) {
            const QString value = m_state.variables.value(argument.name).value_or(argument.value.value_or(QString()));
            const QString text = argument.name + u'=' + value;
            if (m_context.options.version == BuildKitVersion::Newest && m_facts.arguments.contains(text))
                continue;
            m_facts.arguments.append(text);
        }
        readClassicArguments();
    }

    /// Those that have a value and no ENV of that name (buildargs.go, dispatchers.go prependEnvOnCmd).
    void readClassicArguments()
    {
        QMap<QString, QString> named;
        for (const DeclaredArgument &argument : m_state.arguments) {
            if (argument.value && !m_state.imageVariables.value(argument.name))
                named.insert(argument.name, argument.name + u'=' + *argument.value);
        }
        m_facts.classicArguments = named.values();
        m_facts.hasArguments = !named.isEmpty()
            || std::ranges::any_of(m_context.options.buildArguments.keys(), isProxyArgument);
    }

    /// convert.go, dispatchRun.
    InstructionCommand withHeredocs(InstructionCommand command) const
    {
        if (!m_instruction.hasHeredocs() || command.words.size() != 1)
            return command;
        QString &line = command.words.first();
        const Heredoc &first = m_instruction.heredocs.first();
        if (!heredocWord(line)) {
            for (const Heredoc &heredoc : m_instruction.heredocs)
                line += u'\n' + heredoc.content + heredoc.name;
            return command;
        }
        const bool isNewest = m_context.options.version == BuildKitVersion::Newest;
        const QString script = first.chompedContent();
        const bool isProgram = (isNewest ? script : first.content).startsWith(u"#!");
        line = isProgram ? u"/dev/pipes/"_s + first.name : script;
        return command;
    }

    QStringList withShell(const InstructionCommand &command) const
    {
        if (!command.prependShell)
            return command.words;
        return m_facts.shell + QStringList{command.words.join(u' ')};
    }

    void readCommand()
    {
        if (const auto command = understandCommand(m_instruction); understood(command))
            m_facts.command = withShell(*command);
    }

    void readPorts()
    {
        const auto words = understandList(m_instruction);
        if (!understood(words))
            return;
        QStringList ports;
        for (const SourceWord &word : *words)
            ports.append(word.text);
        ports.sort();
        for (const QString &port : ports)
            m_facts.words += m_expander.splitWord(port);
        for (const QString &word : m_facts.words) {
            const auto exposed = exposedPorts(word);
            if (exposed)
                m_facts.ports += *exposed;
            else if (!m_expander.isAny())
                refuse(exposed.error());
            else
                m_facts.ports.append(word);
        }
    }

    void readHealthcheck()
    {
        if (const auto healthcheck = understandHealthcheck(m_instruction); understood(healthcheck))
            m_facts.healthcheck = *healthcheck;
    }

    void readList()
    {
        const auto words = understandList(m_instruction);
        if (!understood(words))
            return;
        for (const SourceWord &word : *words)
            m_facts.words.append(m_instruction.kind == InstructionKind::Volume ? m_expander.word(word.text)
                                                                               : word.text);
        if (m_instruction.kind == InstructionKind::Shell)
            m_facts.shell = m_facts.words;
    }

    void readTrigger()
    {
        if (const auto trigger = understandTrigger(m_instruction); understood(trigger))
            m_facts.words = {*trigger};
    }

    void readWord()
    {
        const auto word = understandWord(m_instruction);
        if (!understood(word))
            return;
        const bool isExpanded = m_instruction.kind != InstructionKind::Maintainer;
        QString text = isExpanded ? m_expander.word(word->text) : word->text;
        if (m_instruction.kind == InstructionKind::Workdir) {
            text = absolutePath(m_expander.isAny() ? m_state.anyWorkingDirectory : m_state.workingDirectory, text);
            if (m_context.options.builder == BuilderKind::Classic)
                text = joinedPath({}, text);
        }
        m_facts.words = {text};
    }

    const Instruction &m_instruction;
    const StageState &m_state;
    const StepContext &m_context;
    StepExpander &m_expander;
    StepFacts m_facts;
    QString m_problem;
};

} // namespace

StepFacts factsOf(const Instruction &instruction, const StageState &state, const StepContext &context,
                  StepExpander &expander, QString &problem)
{
    FactsReader reader(instruction, state, context, expander);
    StepFacts facts = reader.read();
    problem = reader.problem().isEmpty() ? expander.problem() : reader.problem();
    return facts;
}

QString anyFolder(const Instruction &instruction, const StageState &state, const StepContext &context)
{
    StepExpander any = StepExpander::anyVariable(context.escape.unicode());
    QString ignored;
    return factsOf(instruction, state, context, any, ignored).words.value(0);
}

QList<DeclaredArgument> declaredBy(const Instruction &instruction, const StageState &state, const StepContext &context)
{
    QList<DeclaredArgument> declared;
    const auto pairs = understandKeyValues(instruction);
    if (!pairs)
        return declared;
    const bool seesItsOwnLine = context.options.builder == BuilderKind::BuildKit
        && context.options.version == BuildKitVersion::Newest;
    const char32_t escape = context.escape.unicode();
    ShellEnvironment variables = state.variables;
    for (const KeyValue &pair : *pairs) {
        StepExpander expander(variables, escape);
        const QString name = seesItsOwnLine ? pair.key.text : expander.word(pair.key.text);
        DeclaredArgument argument{name, std::nullopt};
        const auto &given = context.options.buildArguments;
        if (const auto found = given.constFind(name); found != given.constEnd())
            argument.value = *found;
        else if (pair.value)
            argument.value = expander.word(pair.value->text);
        else
            argument.value = context.globalArguments.value(name);
        if (seesItsOwnLine && argument.value && pairs->size() > 1)
            variables.set(argument.name, *argument.value);
        declared.append(argument);
    }
    return declared;
}

bool isProxyArgument(const QString &name)
{
    static const QStringList proxies{u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"FTP_PROXY"_s, u"ALL_PROXY"_s, u"NO_PROXY"_s};
    return proxies.contains(name) || (name == name.toLower() && proxies.contains(name.toUpper()));
}

QString absolutePath(const QString &workingDirectory, const QString &path)
{
    if (path.startsWith(u'/') || path.startsWith(anyText))
        return path;
    return path.isEmpty() ? workingDirectory : joinedPath(workingDirectory, path);
}

} // namespace strata
