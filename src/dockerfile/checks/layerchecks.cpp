// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/copysources.h"
#include "dockerfile/checks/instructionfixes.h"
#include "dockerfile/checks/packagecommand.h"
#include "dockerfile/checks/practices.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// A path of the image for comparing; empty when it cannot be known.
QString imagePath(const QString &path, const std::optional<QString> &folder)
{
    if (path.contains(u'$') || path.startsWith(u'~') || path.isEmpty())
        return {};
    if (path.startsWith(u'/'))
        return cleanPath(path);
    return folder ? cleanPath(QString(*folder + u'/' + path)) : QString();
}

/// Where a file or folder of the image came from.
struct Origin
{
    qsizetype step;
    bool isCopied; ///< by COPY or ADD
};

/// What the instructions of a stage do to what those before have done.
class LayerChecker
{
public:
    LayerChecker(const SteppedStage &stage, FindingReporter &reporter)
        : m_steps(stage.steps), m_document(reporter.document()), m_reporter(reporter)
    {}

    void run()
    {
        for (m_at = 0; m_at < m_steps.size(); ++m_at) {
            const StageStep &step = m_steps[m_at];
            if (step.copy) {
                noteCopy(step);
            } else if (step.script) {
                checkConsecutive(step);
                checkInstall(step);
                for (const Invocation &invocation : step.script->invocations)
                    checkInvocation(step, invocation);
                noteRun(step);
            }
        }
    }

private:
    void checkInvocation(const StageStep &step, const Invocation &invocation)
    {
        if (invocation.name == u"rm")
            checkRemoval(step, invocation);
        else if (invocation.name == u"chmod" || invocation.name == u"chown")
            checkMode(step, invocation);
        else if (invocation.name == u"tar")
            checkArchive(step, invocation);
    }

    // What is where

    void noteCopy(const StageStep &step)
    {
        const CopyInstruction &copy = *step.copy;
        const QString to = imagePath(copy.destination.text, step.folder);
        const bool isFolder = copy.destination.text.endsWith(u'/') || copy.destination.text == u"."
            || copy.sources.size() > 1;
        for (const CopySource &source : copy.sources) {
            const QString name = source.inlineName.isEmpty() ? lastName(source.word.text).toString()
                                                             : source.inlineName;
            const bool isContext = cleanPath(source.word.text) == u".";
            if (isContext && copy.from.isEmpty() && m_broadCopy < 0)
                m_broadCopy = m_at;
            if (isArchiveName(name) && copy.from.isEmpty() && step.instruction->kind == InstructionKind::Copy)
                m_archives.insert(name, m_at);
            if (to.isEmpty() || isPattern(name))
                continue;
            note(isFolder && !isContext ? cleanPath(QString(to + u'/' + name)) : to, true);
        }
    }

    void noteRun(const StageStep &step)
    {
        for (const Invocation &invocation : step.script->invocations) {
            if (invocation.name == u"curl")
                noteDownload(step, invocation.valueOf(u'o', u"output"));
            else if (invocation.name == u"wget")
                noteDownload(step, invocation.valueOf(u'O', u"output-document"));
            const auto command = packageCommand(invocation);
            if (command && command->manager == PackageManager::Apt && command->updatesLists())
                note(u"/var/lib/apt/lists"_s, false);
            if (const QString what = installText(invocation); !what.isEmpty())
                m_installers.insert(what.section(u' ', 0, 0));
        }
    }

    void noteDownload(const StageStep &step, const std::optional<ShellWord> &file)
    {
        const QString path = file && file->isLiteral && file->text != u"-" ? imagePath(file->text, step.folder)
                                                                           : QString();
        if (!path.isEmpty() && !path.startsWith(u"/dev/"))
            note(path, false);
    }

    void note(const QString &path, bool isCopied)
    {
        if (path != u"/")
            m_origins.insert(path, {m_at, isCopied});
    }

    /// What an older layer put at `path`, or below it.
    std::optional<Origin> originOf(const QString &path, bool isBelowToo) const
    {
        const auto same = m_origins.constFind(path);
        if (same != m_origins.constEnd())
            return *same;
        if (!isBelowToo)
            return std::nullopt;
        const QString above = path + u'/';
        const auto below = m_origins.lowerBound(above);
        const bool isBelow = below != m_origins.constEnd() && below.key().startsWith(above);
        return isBelow ? std::optional(*below) : std::nullopt;
    }

    // rm

    void checkRemoval(const StageStep &step, const Invocation &invocation)
    {
        const bool isMoved = std::ranges::contains(step.script->invocations, QStringView(u"cd"), &Invocation::name);
        for (const ShellWord &word : invocation.arguments) {
            if (word.text.startsWith(u'-') || !word.isLiteral || (isMoved && !word.text.startsWith(u'/')))
                continue;
            QString path = imagePath(word.text, step.folder);
            if (path.endsWith(u"/*"))
                path.chop(2);
            const auto origin = isPattern(path) || path.isEmpty() ? std::nullopt : originOf(path, true);
            if (!origin || isMadeHere(step, path))
                continue;
            m_reporter.add(
                "DeletedInLaterLayer"_L1, *step.instruction, word.range,
                CheckText::tr("%1 stays in the image: line %2 put it into a layer below, and this only hides it")
                    .arg(path)
                    .arg(m_steps[origin->step].instruction->startLine + 1));
            return;
        }
    }

    static bool isMadeHere(const StageStep &step, const QString &path)
    {
        if (!path.startsWith(u"/var/lib/apt"))
            return false;
        return std::ranges::any_of(step.script->invocations, [](const Invocation &invocation) {
            const auto command = packageCommand(invocation);
            return command && command->manager == PackageManager::Apt && command->updatesLists();
        });
    }

    // chmod, chown

    void checkMode(const StageStep &step, const Invocation &invocation)
    {
        const bool isDeep = invocation.hasLetter(u'R') || invocation.hasArgument(u"--recursive");
        qsizetype operand = 0;
        for (const ShellWord &word : invocation.arguments) {
            if (word.text.startsWith(u'-') || operand++ == 0 || !word.isLiteral)
                continue;
            const QString path = imagePath(word.text, step.folder);
            const auto origin = path.isEmpty() ? std::nullopt : originOf(path, isDeep);
            if (!origin || !origin->isCopied)
                continue;
            const StageStep &copied = m_steps[origin->step];
            m_reporter.add("ModeInOwnLayer"_L1, *step.instruction, step.script->commandOf(invocation).range,
                           CheckText::tr("What line %1 copied is in this layer once more: %2 --%3 does it there")
                               .arg(QString::number(copied.instruction->startLine + 1),
                                    instructionName(copied.instruction->kind).toString(), invocation.name),
                           modeInCopy(step, invocation, copied));
            return;
        }
    }

    /// The RUN goes, and COPY gets the flag: for one file whose mode is a number or whose owner has a group.
    std::optional<QuickFix> modeInCopy(const StageStep &step, const Invocation &invocation,
                                       const StageStep &copied) const
    {
        const Instruction &copy = *copied.instruction;
        const bool isNext = m_at > 0 && m_steps[m_at - 1].instruction == &copy;
        const bool isAlone = step.script->commands.size() == 1 && step.instruction->flags.isEmpty()
            && !step.script->isHeredoc && step.script->hasPlaces;
        if (!isNext || !isAlone || invocation.arguments.size() != 2 || copied.copy->sources.size() != 1
            || copy.flag(invocation.name))
            return std::nullopt;
        const QString &what = invocation.arguments.first().text;
        static const QRegularExpression octal(u"^[0-7]{3,4}$"_s);
        static const QRegularExpression owner(u"^[a-z0-9_][a-z0-9_-]*:[a-z0-9_][a-z0-9_-]*$"_s);
        const bool isExact = (invocation.name == u"chmod" ? octal : owner).match(what).hasMatch();
        // A name with a dot is a file; of a folder the flag would change all that is in it.
        const QString &source = copied.copy->sources.first().word.text;
        const bool isFile = lastName(source).indexOf(u'.') > 0 && !isPattern(source)
            && !copied.copy->destination.text.endsWith(u'/');
        if (!isExact || !isFile || invocation.arguments.last().text != copied.copy->destination.text)
            return std::nullopt;
        const QString flag = u" --"_s + invocation.name + u'=' + what;
        QuickFix fix{CheckText::tr("Use %1").arg(flag.trimmed()),
                     {{{copy.keyword.range.end, copy.keyword.range.end}, flag}}};
        fix.edits += withoutInstruction(m_document, *step.instruction).edits;
        return fix;
    }

    // tar

    void checkArchive(const StageStep &step, const Invocation &invocation)
    {
        if (invocation.arguments.isEmpty())
            return;
        const QString &mode = invocation.arguments.first().text;
        const bool extracts = (!mode.startsWith(u"--") && mode.contains(u'x')) || invocation.hasArgument(u"--extract");
        if (!extracts)
            return;
        for (const ShellWord &word : invocation.arguments) {
            const auto archive = m_archives.constFind(lastName(word.text).toString());
            if (archive == m_archives.constEnd() || *archive == m_at)
                continue;
            m_reporter.add(
                "ArchiveCopiedAndUnpacked"_L1, *m_steps[*archive].instruction,
                m_steps[*archive].instruction->keyword.range,
                CheckText::tr("ADD unpacks %1 by itself; with COPY the archive stays in the image beside what line %2 "
                              "unpacks")
                    .arg(archive.key())
                    .arg(step.instruction->startLine + 1));
            m_archives.erase(archive);
            return;
        }
    }

    // COPY . . in front of an install

    void checkInstall(const StageStep &step)
    {
        if (m_broadCopy < 0 || m_isInstallTold)
            return;
        for (const Invocation &invocation : step.script->invocations) {
            const QString what = installText(invocation);
            if (what.isEmpty() || m_installers.contains(what.section(u' ', 0, 0)))
                continue;
            const StageStep &copied = m_steps[m_broadCopy];
            m_reporter.add("CopyBeforeInstall"_L1, *copied.instruction, copied.copy->sources.first().word.range,
                           CheckText::tr("A change in any file runs %1 in line %2 again")
                               .arg(what)
                               .arg(step.instruction->startLine + 1));
            m_isInstallTold = true;
            return;
        }
    }

    /// "npm ci" and the like: what installs what a file of the context lists, or packages of the system.
    static QString installText(const Invocation &invocation)
    {
        static const QHash<QString, QStringList> tools{{u"pipenv"_s, {u"install"_s, u"sync"_s}},
                                                       {u"poetry"_s, {u"install"_s}},
                                                       {u"uv"_s, {u"sync"_s}},
                                                       {u"bundle"_s, {u"install"_s}},
                                                       {u"composer"_s, {u"install"_s}},
                                                       {u"cargo"_s, {u"fetch"_s}},
                                                       {u"go"_s, {u"mod"_s}},
                                                       {u"dotnet"_s, {u"restore"_s}}};
        if (const auto command = packageCommand(invocation)) {
            const bool isOfProject = command->manager == PackageManager::Pip
                && std::ranges::any_of(command->operands,
                                       [](const ShellWord &word) { return word.text.startsWith(u'.'); });
            if (!command->installs() || isOfProject)
                return {};
            return command->verb.isEmpty() ? command->program : QString(command->program + u' ' + command->verb);
        }
        const auto tool = tools.constFind(invocation.name);
        if (tool == tools.constEnd() || invocation.arguments.isEmpty()
            || !tool->contains(invocation.arguments.first().text))
            return {};
        return invocation.name + u' ' + invocation.arguments.first().text;
    }

    // RUN behind RUN

    void checkConsecutive(const StageStep &step)
    {
        if (m_at == 0 || !m_steps[m_at - 1].script)
            return;
        const StageStep &before = m_steps[m_at - 1];
        if (!step.instruction->flags.isEmpty() || !before.instruction->flags.isEmpty()
            || step.instruction->isJson != before.instruction->isJson)
            return;
        m_reporter.add("ConsecutiveRuns"_L1, *step.instruction, step.instruction->keyword.range,
                       CheckText::tr("Together with the RUN above this would be one layer"), merged(before, step));
    }

    std::optional<QuickFix> merged(const StageStep &first, const StageStep &second) const
    {
        const TextRange between{first.instruction->commandRange.end, second.instruction->rest.range.begin};
        const QStringView text = m_document.textOf(between).trimmed();
        if (!canBeginChain(*first.script) || !canContinueChain(*second.script)
            || text != second.instruction->keyword.text)
            return std::nullopt;
        return QuickFix{CheckText::tr("Join it to the RUN above"),
                        {{between, u' ' + m_document.escape + u"\n    && "_s}}};
    }

    /// Nothing in it changes what comes behind, other than by failing.
    static bool leavesNothing(const RunScript &script)
    {
        static const QStringList lasting{u"cd"_s,    u"set"_s,    u"export"_s, u"unset"_s,  u"umask"_s,
                                         u"exec"_s,  u"exit"_s,   u"trap"_s,   u"source"_s, u"."_s,
                                         u"alias"_s, u"ulimit"_s, u"eval"_s};
        return script.isShell && !script.isHeredoc && script.hasPlaces && !script.commands.isEmpty()
            && !script.instruction->hasHeredocs()
            && std::ranges::all_of(script.commands, [](const ShellCommand &command) {
                   return !command.words.isEmpty() && !lasting.contains(command.words.first().text)
                       && command.after != ShellJoint::Background && command.depth == 0;
               });
    }

    static bool canBeginChain(const RunScript &script)
    {
        // Nothing behind the last command: no comment, no operator.
        return leavesNothing(script) && script.commands.last().range.end == script.instruction->commandRange.end;
    }

    static bool canContinueChain(const RunScript &script)
    {
        return canBeginChain(script) && std::ranges::all_of(script.commands, [](const ShellCommand &command) {
                   return command.after == ShellJoint::None || command.after == ShellJoint::And
                       || command.after == ShellJoint::Pipe;
               });
    }

    const QList<StageStep> &m_steps;
    const Document &m_document;
    FindingReporter &m_reporter;
    qsizetype m_at = 0;
    qsizetype m_broadCopy = -1; ///< the first COPY of the whole context
    bool m_isInstallTold = false;
    QMap<QString, Origin> m_origins;
    QHash<QString, qsizetype> m_archives; ///< names of archives that were copied, by which step
    QSet<QString> m_installers;           ///< package managers that ran in front of m_broadCopy
};

} // namespace

void checkLayers(const SteppedStage &stage, FindingReporter &reporter)
{
    LayerChecker(stage, reporter).run();
}

} // namespace strata
