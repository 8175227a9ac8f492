// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/runscript.h"
#include "dockerfile/checks/checktext.h"

#include "dockerfile/checks/copysources.h"
#include "dockerfile/instructions.h"

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// A program that starts another, and its options that take a word.
struct Wrapper
{
    QStringView name;
    QStringView optionsWithValue; ///< letters
    int operands = 0;             ///< in front of the program
};

constexpr std::array<Wrapper, 12> wrappers{{
    {u"sudo", u"ugChpDRrT"},
    {u"env", u"uCS"},
    {u"exec", u"a"},
    {u"command", u""},
    {u"nohup", u""},
    {u"time", u"fo"},
    {u"nice", u"n"},
    {u"ionice", u"cnpPu"},
    {u"eatmydata", u""},
    {u"xargs", u"aEdIiLlnPs"},
    {u"timeout", u"ks", 1},
    {u"setpriv", u""},
}};

const Wrapper *wrapperOf(QStringView name)
{
    const auto found = std::ranges::find(wrappers, name, &Wrapper::name);
    return found == wrappers.end() ? nullptr : found;
}

/// Where the program begins that the wrapper in front starts.
qsizetype behindWrapper(const QList<ShellWord> &words, qsizetype at, const Wrapper &wrapper)
{
    for (++at; at < words.size(); ++at) {
        const QString &text = words[at].text;
        const bool takesAssignments = wrapper.name == u"env" || wrapper.name == u"sudo";
        const bool isAssignment = takesAssignments && text.contains(u'=') && !text.startsWith(u'-');
        if (text == u"--") {
            ++at;
            break;
        }
        if (text.startsWith(u'-') && text.size() > 1) {
            if (text.size() == 2 && wrapper.optionsWithValue.contains(text[1]))
                ++at;
        } else if (!isAssignment) {
            break;
        }
    }
    return at + wrapper.operands;
}

std::optional<Invocation> invocationOf(const ShellCommand &command, qsizetype index)
{
    const QList<ShellWord> &words = command.words;
    std::optional<TextRange> sudo;
    qsizetype at = 0;
    while (at < words.size()) {
        const Wrapper *wrapper = wrapperOf(lastName(words[at].text));
        if (!wrapper)
            break;
        const qsizetype next = behindWrapper(words, at, *wrapper);
        if (next >= words.size())
            break;
        if (wrapper->name == u"sudo")
            sudo = words[at].range;
        at = next;
    }
    if (at >= words.size())
        return std::nullopt;
    return Invocation{.name = lastName(words[at].text).toString(),
                      .nameRange = words[at].range,
                      .arguments = words.sliced(at + 1),
                      .command = index,
                      .sudo = sudo};
}

/// The text behind `#!` names a shell, or there is no such text.
bool isForShell(QStringView script)
{
    if (!script.startsWith(u"#!"))
        return true;
    const qsizetype end = script.indexOf(u'\n');
    const QStringView line = end < 0 ? script.sliced(2) : script.sliced(2, end - 2);
    const auto words = line.trimmed().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return false;
    const bool isEnv = lastName(words.first()) == u"env";
    return isUnixShell(lastName(isEnv ? words.last() : words.first()));
}

QList<ShellCommand> execCommand(const Instruction &run)
{
    ShellCommand command{.range = run.rest.range};
    for (const SourceWord &word : run.arguments)
        command.words.append({.text = word.text, .range = word.range, .isQuoted = true});
    return command.words.isEmpty() ? QList<ShellCommand>() : QList<ShellCommand>{command};
}

class RunReader
{
public:
    explicit RunReader(const Instruction &run) : m_run(run) { m_script.instruction = &run; }

    RunScript read(const QStringList &shell)
    {
        if (const auto understood = understandRun(m_run))
            m_script.mounts = understood->mounts;
        if (m_run.isJson)
            readExec();
        else if ((shell.isEmpty() || isUnixShell(lastName(shell.first()))) && !m_run.arguments.isEmpty())
            readShell();
        else
            m_script.isShell = false;
        for (qsizetype i = 0; i < m_script.commands.size(); ++i) {
            if (const auto invocation = invocationOf(m_script.commands[i], i))
                m_script.invocations.append(*invocation);
        }
        return std::move(m_script);
    }

private:
    void readExec()
    {
        m_script.isShell = false;
        m_script.commands = execCommand(m_run);
        if (m_script.commands.isEmpty())
            return;
        const QList<SourceWord> &words = m_run.arguments;
        const bool isScript = words.size() == 3 && isUnixShell(lastName(words.first().text))
            && words[1].text.startsWith(u'-') && words[1].text.contains(u'c');
        if (isScript)
            m_script.commands = readShellCommands(ShellText(words.last().text, words.last().range));
        m_script.isShell = isScript;
        m_script.hasPlaces = false;
    }

    void readShell()
    {
        const SourceWord &text = m_run.arguments.first();
        m_script.start = {text.range.begin, text.range.begin};
        if (!m_run.hasHeredocs()) {
            m_script.commands = readShellCommands(ShellText(text));
            return;
        }
        const Heredoc &heredoc = m_run.heredocs.first();
        const QList<ShellCommand> commands = readShellCommands(ShellText(text));
        const bool isAlone = commands.size() == 1 && commands.first().words.isEmpty();
        const bool isForProgram = commands.size() == 1 && commands.first().words.size() == 1
            && isUnixShell(lastName(commands.first().words.first().text));
        if (!isAlone && !isForProgram) {
            m_script.commands = commands;
            return;
        }
        m_script.isHeredoc = true;
        m_script.isShell = isForShell(heredoc.chompedContent());
        m_script.start = {heredoc.body.begin, heredoc.body.begin};
        if (m_script.isShell)
            m_script.commands = readShellCommands(ShellText(heredoc.content, heredoc.body.begin));
    }

    const Instruction &m_run;
    RunScript m_script;
};

} // namespace

bool Invocation::hasArgument(QStringView text) const
{
    return std::ranges::contains(arguments, text, &ShellWord::text);
}

bool Invocation::hasLetter(QChar letter) const
{
    return std::ranges::any_of(arguments, [&](const ShellWord &word) {
        return word.text.startsWith(u'-') && !word.text.startsWith(u"--") && word.text.contains(letter);
    });
}

std::optional<ShellWord> Invocation::valueOf(QChar letter, QStringView longName) const
{
    const QString longOption = u"--"_s + longName;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &text = arguments[i].text;
        const bool isShort = text.startsWith(u'-') && !text.startsWith(u"--") && text.contains(letter);
        if (text == longOption || (isShort && text.endsWith(letter)))
            return i + 1 < arguments.size() ? std::optional(arguments[i + 1]) : std::nullopt;
        ShellWord rest = arguments[i];
        if (text.startsWith(longOption + u'='))
            rest.text = text.sliced(longOption.size() + 1);
        else if (isShort && text.size() > 2 && text[1] == letter)
            rest.text = text.sliced(2);
        else
            continue;
        return rest;
    }
    return std::nullopt;
}

bool RunScript::isMounted(QStringView folder) const
{
    return std::ranges::any_of(mounts, [&](const RunMount &mount) {
        if (mount.target.isEmpty() || (mount.type != RunMount::Type::Cache && mount.type != RunMount::Type::Tmpfs))
            return false;
        const QString target = cleanPath(mount.target);
        return folder == target || folder.startsWith(QString(target + u'/'));
    });
}

std::optional<QuickFix> RunScript::insertedBehind(TextRange word, const QString &text) const
{
    if (!hasPlaces)
        return std::nullopt;
    return QuickFix{CheckText::tr("Add %1").arg(text), {{{word.end, word.end}, u' ' + text}}};
}

std::optional<QuickFix> RunScript::followedBy(const Invocation &invocation, const QString &command) const
{
    const ShellCommand &last = commandOf(invocation);
    const bool isPlain = last.depth == 0 && last.before != ShellJoint::Pipe && last.before != ShellJoint::Or;
    const bool isFollowedPlainly = last.after == ShellJoint::None || last.after == ShellJoint::And
        || last.after == ShellJoint::Sequence;
    if (!hasPlaces || !isPlain || !isFollowedPlainly || invocation.sudo)
        return std::nullopt;
    return QuickFix{CheckText::tr("Add %1").arg(command), {{{last.range.end, last.range.end}, u" && "_s + command}}};
}

RunScript readRunScript(const Instruction &run, const QStringList &shell)
{
    return RunReader(run).read(shell);
}

bool isUnixShell(QStringView program)
{
    static constexpr std::array<QStringView, 7> shells{u"sh", u"bash", u"dash", u"ash", u"ksh", u"zsh", u"mksh"};
    return std::ranges::contains(shells, program);
}

} // namespace strata
