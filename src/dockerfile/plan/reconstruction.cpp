// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/plan/reconstruction.h"

#include "dockerfile/heredocwords.h"
#include "dockerfile/jsonstrings.h"
#include "dockerfile/plan/dockerfilewriter.h"
#include "dockerfile/plan/historystatement.h"
#include "dockerfile/plan/historywords.h"

#include <QSet>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// What builders set without being asked: it must not become a fixed value.
bool isAutomaticArgument(const QString &name)
{
    static const QStringList parts{u"PLATFORM"_s, u"OS"_s, u"OSVERSION"_s, u"ARCH"_s, u"VARIANT"_s, u"STAGE"_s};
    const qsizetype prefix = name.startsWith(u"TARGET") ? 6 : name.startsWith(u"BUILD") ? 5 : 0;
    return prefix > 0 && parts.contains(name.sliced(prefix));
}

QString assignment(const QString &name, const QString &value)
{
    return name + u'=' + quotedValue(value);
}

/// Reads a history line by line and keeps what it has said already, so that the rest is known at the end.
class Reconstruction
{
public:
    Reconstruction(const ImageFacts &image, const KnownBase &base) : m_image(image), m_base(base)
    {
        for (const QString &variable : image.environment)
            m_variableNames.append(variable.section(u'=', 0, 0));
        for (const HistoryLine &line : image.history) {
            const HistoryStatement entry = readHistoryStatement(line.createdBy);
            if (entry.kind != InstructionKind::Run)
                continue;
            for (const auto &[name, value] : runTextIn(entry.body, image.shell).arguments)
                m_argumentNames.insert(name);
        }
    }

    QString text()
    {
        writeBeginning();
        const qsizetype lines = m_image.history.size();
        for (qsizetype i = m_base.isKnown() ? std::clamp<qsizetype>(m_base.historyLines, 0, lines) : 0; i < lines; ++i)
            writeLine(m_image.history[i]);
        if (!m_base.isKnown())
            writeRest();
        writeTriggers();
        return m_writer.text();
    }

private:
    void writeBeginning()
    {
        m_writer.comment(u"Reconstructed from the history of an image: this is not the file that it was built from.\n"
                         "What the history does not tell is missing, or a comment stands for it."_s);
        m_writer.blankLine();
        if (!m_base.isKnown())
            m_writer.comment(u"Which image it was based on is not known: its instructions are among these."_s);
        m_writer.instruction(u"FROM "_s + (m_base.isKnown() ? m_base.reference : u"scratch"_s));
    }

    void writeLine(const HistoryLine &line)
    {
        const HistoryStatement entry = readHistoryStatement(line.createdBy);
        const QString name = instructionName(entry.kind) + u' ';
        // Buildah keeps an instruction as it was typed; the classic builder writes two blanks in front of most.
        const bool isTyped = entry.hasComment && !line.createdBy.contains(u"#(nop)  ");
        switch (entry.kind) {
        case InstructionKind::Run: return writeRun(entry, line);
        case InstructionKind::Add:
        case InstructionKind::Copy: return writeCopy(entry, name);
        case InstructionKind::Onbuild: m_triggers.append(entry.body); break;
        case InstructionKind::Unknown:
        case InstructionKind::From: return writeUnknown(line);
        default: break;
        }
        remember(entry, isTyped);
        if (isTyped && entry.kind == InstructionKind::Shell)
            m_shell = wordsOfJson(entry.body);
        if (isTyped || entry.kind == InstructionKind::Onbuild || entry.kind == InstructionKind::Maintainer)
            m_writer.instruction(name + entry.body);
        else
            writeValues(entry, name);
    }

    /// An instruction whose values were written without quotes.
    void writeValues(const HistoryStatement &entry, const QString &name)
    {
        switch (entry.kind) {
        case InstructionKind::Arg: return writeArguments(entry.body);
        case InstructionKind::Env: return writePairs(name, pairsIn(entry.body, m_variableNames));
        case InstructionKind::Label: return writePairs(name, pairsIn(entry.body, m_image.labels.keys()));
        case InstructionKind::Cmd:
        case InstructionKind::Entrypoint: return writeCommand(entry.body, name);
        case InstructionKind::Shell:
            m_shell = bracketedWords(entry.body).value_or(QStringList());
            return m_writer.instruction(name + jsonList(m_shell));
        case InstructionKind::Expose: return m_writer.instruction(name + portWords(entry.body).join(u' '));
        case InstructionKind::Volume: return m_writer.instruction(name + jsonList(volumesIn(entry.body)));
        case InstructionKind::Healthcheck: return writeHealthcheck(entry.body, name);
        default: m_writer.instruction(name + escapedWord(entry.body));
        }
    }

    /// What need not be written at the end.
    void remember(const HistoryStatement &entry, bool isTyped)
    {
        m_said.insert(entry.kind);
        if (entry.kind == InstructionKind::Label) {
            for (const auto &[name, value] : pairsIn(entry.body, isTyped ? QStringList() : m_image.labels.keys()))
                m_saidNames.insert(name);
        } else if (entry.kind == InstructionKind::Env) {
            for (const auto &[name, value] : pairsIn(entry.body, isTyped ? QStringList() : m_variableNames))
                m_saidNames.insert(name);
        } else if (entry.kind == InstructionKind::Entrypoint) {
            m_said.remove(InstructionKind::Cmd);
        }
    }

    void writeUnknown(const HistoryLine &line)
    {
        if (line.createdBy.trimmed().isEmpty()) {
            if (!line.isEmptyLayer)
                m_writer.comment(u"A layer of which the history says nothing."_s);
            return;
        }
        m_writer.comment((line.isEmptyLayer ? u"Not an instruction:\n"_s : u"A layer that was made otherwise:\n"_s)
                         + line.createdBy);
    }

    void writeRun(const HistoryStatement &entry, const HistoryLine &line)
    {
        const RunText run = runTextIn(entry.body, m_shell);
        const bool isRun = run.hasShell() || run.hasArguments || entry.hasOwnName;
        if (!isRun || run.command.trimmed().isEmpty())
            return writeUnknown(line);
        if (!run.isCertain)
            m_writer.comment(u"Where the build arguments end and the command begins is not certain:\n"_s + entry.body);
        for (const auto &[name, value] : run.arguments)
            writeUsedArgument(name, value);
        writeUsedShell(run.shell);
        if (!run.hasShell() && entry.isBuildKit)
            m_writer.comment(u"The command was run without a shell; where its words ended is not told."_s);
        const bool isInline = !run.command.contains(u'\n')
            && !heredocWords(run.command).value_or(QList<HeredocWord>()).isEmpty();
        if (isInline || run.command.startsWith(u"/dev/pipes/"))
            m_writer.comment(u"A script ran here that was in the Dockerfile; the history does not have it:\nRUN "_s
                             + run.command);
        else
            m_writer.run(run.command);
    }

    /// That of a base image. Buildah writes /bin/sh whatever the shell was.
    void writeUsedShell(const QStringList &shell)
    {
        if (shell.isEmpty() || shell == m_shell || shell == QStringList{u"/bin/sh"_s, u"-c"_s})
            return;
        m_shell = shell;
        m_said.insert(InstructionKind::Shell);
        m_writer.instruction(u"SHELL "_s + jsonList(shell));
    }

    /// An argument of a RUN that no ARG has declared, or with another value.
    void writeUsedArgument(const QString &name, const QString &value)
    {
        const auto declared = m_arguments.constFind(name);
        const bool isDeclared = declared != m_arguments.constEnd();
        if (isDeclared && (isAutomaticArgument(name) || m_variableNames.contains(name) || *declared == value))
            return;
        m_arguments.insert(name, value);
        const bool hasValue = !value.isEmpty() && !isAutomaticArgument(name);
        m_writer.instruction(u"ARG "_s + (hasValue ? assignment(name, value) : name));
    }

    /// `A=1 B=two words C`: a word without a value is an argument when some RUN has it, else it belongs to the value before it.
    void writeArguments(const QString &body)
    {
        QStringList items;
        QList<std::pair<QString, std::optional<QString>>> arguments;
        for (const QString &word : body.split(u' ')) {
            const QString name = word.section(u'=', 0, 0);
            const bool hasValue = word.contains(u'=');
            const bool isKnown = m_argumentNames.contains(name) || isAutomaticArgument(name);
            const bool isArgument = arguments.isEmpty() || !arguments.last().second || isKnown;
            if (isArgument)
                arguments.append({name, hasValue ? std::optional(word.section(u'=', 1)) : std::nullopt});
            else
                *arguments.last().second += u' ' + word;
        }
        for (const auto &[name, value] : arguments) {
            m_arguments.insert(name, value.value_or(QString()));
            items.append(value ? assignment(name, *value) : name);
        }
        m_writer.instruction(u"ARG "_s + items.join(u' '));
    }

    void writePairs(const QString &name, const QList<std::pair<QString, QString>> &pairs)
    {
        QStringList items;
        for (const auto &[key, value] : pairs)
            items.append(assignment(key.contains(u' ') ? quotedValue(key) : key, value));
        m_writer.instruction(name + items.join(u' '));
    }

    void writeCommand(const QString &body, const QString &name)
    {
        const auto words = quotedWords(body);
        m_writer.instruction(name + (words ? commandText(*words) : body));
    }

    /// The shell form when it was one.
    QString commandText(const QStringList &words) const
    {
        const QStringList shell = m_shell.isEmpty() ? QStringList{u"/bin/sh"_s, u"-c"_s} : m_shell;
        const bool isShellForm = words.size() == shell.size() + 1 && words.first(shell.size()) == shell
            && !words.last().contains(u'\n') && !words.last().trimmed().startsWith(u'[');
        return isShellForm ? words.last() : jsonList(words);
    }

    static QStringList wordsOfJson(const QString &json)
    {
        QStringList words;
        for (const JsonStrings::Element &element : readJsonStrings(json).elements)
            words.append(element.text);
        return words;
    }

    QStringList volumesIn(const QString &body) const
    {
        QStringList volumes;
        for (const QString &word : bracketedWords(body).value_or(QStringList{body})) {
            const bool isKnown = volumes.isEmpty() || m_image.volumes.isEmpty()
                || m_image.volumes.contains(volumes.last());
            if (isKnown)
                volumes.append(word);
            else
                volumes.last() += u' ' + word;
        }
        return volumes;
    }

    void writeHealthcheck(const QString &body, const QString &name)
    {
        const auto check = healthcheckIn(body);
        m_writer.instruction(check ? healthcheckInstruction(*check) : QString(name + body));
    }

    void writeCopy(const HistoryStatement &entry, const QString &name)
    {
        if (entry.hasComment)
            m_writer.comment(u"Files were copied here. The history has no more than a hash of them:\n"_s + name
                             + entry.body.trimmed());
        else if (entry.body.contains(u"<<"))
            m_writer.comment(u"Files were written here whose content was in the Dockerfile; the layer has them:\n"_s
                             + name + entry.body);
        else
            writeNamedCopy(name + entry.body);
    }

    void writeNamedCopy(const QString &instruction)
    {
        m_writer.comment(
            u"What was copied, and whether from the context or another stage, the history does not tell."_s);
        m_writer.instruction(instruction);
    }

    /// What the configuration has and no instruction said.
    void writeRest()
    {
        QStringList rest;
        QStringList variables;
        for (const QString &variable : m_image.environment) {
            const QString name = variable.section(u'=', 0, 0);
            if (!m_saidNames.contains(name) && name != u"PATH")
                variables.append(assignment(name, variable.section(u'=', 1)));
        }
        QStringList labels;
        for (const auto &[name, value] : m_image.labels.asKeyValueRange()) {
            if (!m_saidNames.contains(name))
                labels.append(assignment(name, value));
        }
        appendIf(rest, !variables.isEmpty(), u"ENV "_s + variables.join(u' '));
        appendIf(rest, !labels.isEmpty(), u"LABEL "_s + labels.join(u' '));
        appendUnsaid(rest, InstructionKind::Expose, m_image.exposedPorts.join(u' '));
        appendUnsaid(rest, InstructionKind::Volume, listOf(m_image.volumes));
        const bool isRoot = m_image.workingDirectory == u"/";
        appendUnsaid(rest, InstructionKind::Workdir, isRoot ? QString() : escapedWord(m_image.workingDirectory));
        appendUnsaid(rest, InstructionKind::User, escapedWord(m_image.user));
        appendUnsaid(rest, InstructionKind::Stopsignal, escapedWord(m_image.stopSignal));
        appendUnsaid(rest, InstructionKind::Shell, listOf(m_image.shell));
        appendIf(rest, m_image.healthcheck && !m_said.contains(InstructionKind::Healthcheck),
                 healthcheckInstruction(m_image.healthcheck.value_or(HealthcheckInstruction{})));
        appendUnsaid(rest, InstructionKind::Entrypoint, listOf(m_image.entrypoint));
        appendUnsaid(rest, InstructionKind::Cmd, listOf(m_image.command));
        if (rest.isEmpty())
            return;
        m_writer.comment(u"Not in the history, but in the configuration of the image:"_s);
        for (const QString &instruction : std::as_const(rest))
            m_writer.instruction(instruction);
    }

    /// BuildKit writes none of them into a history.
    void writeTriggers()
    {
        for (const QString &trigger : m_image.triggers) {
            if (!m_triggers.contains(trigger))
                m_writer.instruction(u"ONBUILD "_s + trigger);
        }
    }

    static QString listOf(const QStringList &words) { return words.isEmpty() ? QString() : jsonList(words); }

    static void appendIf(QStringList &rest, bool isThere, const QString &instruction)
    {
        if (isThere)
            rest.append(instruction);
    }

    void appendUnsaid(QStringList &rest, InstructionKind kind, const QString &value) const
    {
        appendIf(rest, !value.isEmpty() && !m_said.contains(kind), instructionName(kind) + u' ' + value);
    }

    const ImageFacts &m_image;
    const KnownBase &m_base;
    DockerfileWriter m_writer;
    QStringList m_variableNames;
    QSet<QString> m_argumentNames;       ///< of any RUN
    QHash<QString, QString> m_arguments; ///< declared so far
    QStringList m_shell;
    QStringList m_triggers;
    QSet<InstructionKind> m_said;
    QSet<QString> m_saidNames;
};

} // namespace

QString dockerfileFromHistory(const ImageFacts &image, const KnownBase &base)
{
    return Reconstruction(image, base).text();
}

} // namespace strata
