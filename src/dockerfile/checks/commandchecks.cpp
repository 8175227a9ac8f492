// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/copysources.h"
#include "dockerfile/checks/packagecommand.h"
#include "dockerfile/checks/practices.h"

#include <QRegularExpression>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longChain = 10; // commands
constexpr qlonglong largeUserId = 100'000;

bool isDownloader(const Invocation &invocation)
{
    return invocation.name == u"curl" || invocation.name == u"wget";
}

/// Whether others may write to what has this mode: 777, o+w.
bool isWorldWritable(QStringView mode)
{
    static const QRegularExpression octal(u"^0?[0-7]?[0-7][0-7][2367]$"_s);
    static const QRegularExpression symbolic(u"(?:^|,)[ug]*[ao][ugoa]*[+=][rxX]*w"_s);
    const bool isSticky = mode.size() >= 4 && (mode[mode.size() - 4].unicode() & 1) != 0 && mode.front() != u'0';
    return (octal.matchView(mode).hasMatch() && !isSticky) || symbolic.matchView(mode).hasMatch();
}

bool neverFails(const ShellCommand &command)
{
    static const QStringList names{u"echo"_s, u"printf"_s, u"yes"_s, u"true"_s, u":"_s};
    return command.words.isEmpty() || names.contains(command.words.first().text);
}

/// `set -o pipefail`, `set -euo pipefail`, `bash -o pipefail`.
bool setsPipefail(const ShellCommand &command)
{
    return std::ranges::contains(command.words, QStringView(u"pipefail"), &ShellWord::text);
}

/// One RUN: its commands one by one.
class CommandChecker
{
public:
    CommandChecker(const SteppedStage &stage, const StageStep &step, FindingReporter &reporter)
        : m_stage(stage), m_step(step), m_script(*step.script), m_run(*step.instruction), m_reporter(reporter)
    {}

    void run()
    {
        checkPipes();
        checkLength();
        for (const Invocation &invocation : m_script.invocations)
            check(invocation);
    }

private:
    void report(QLatin1StringView rule, TextRange range, const QString &message, std::optional<QuickFix> fix = {})
    {
        m_reporter.add(rule, m_run, range, message, std::move(fix));
    }

    const ShellCommand &shellCommand(const Invocation &invocation) const { return m_script.commandOf(invocation); }

    void check(const Invocation &invocation)
    {
        const QString &name = invocation.name;
        if (invocation.sudo)
            checkSudo(*invocation.sudo);
        if (name == u"cd")
            checkFolder(invocation);
        else if (name == u"curl")
            checkCurl(invocation);
        else if (name == u"wget")
            checkWget(invocation);
        else if (name == u"chmod")
            checkMode(invocation);
        else if (name == u"useradd")
            checkUser(invocation);
        else if (name == u"ln")
            checkLink(invocation);
        else if (name == u"apt-key" && !invocation.arguments.isEmpty())
            report("AptKeyUsed"_L1, shellCommand(invocation).range,
                   CheckText::tr("A key of apt-key is good for every repository, and apt-key is on its way out"));
        else
            checkUse(invocation);
        checkTrust(invocation);
        checkScriptOfOthers(invocation);
    }

    void checkSudo(TextRange sudo)
    {
        const bool isRoot = m_step.user && (m_step.user->isEmpty() || m_step.user == u"root" || m_step.user == u"0");
        report("SudoUsed"_L1, sudo, CheckText::tr("RUN needs no sudo: USER says who runs it"),
               isRoot && m_script.hasPlaces ? std::optional(withoutSudo(sudo)) : std::nullopt);
    }

    QuickFix withoutSudo(TextRange sudo) const
    {
        qsizetype end = sudo.end;
        const QString &text = m_reporter.document().text;
        while (end < text.size() && (text[end] == u' ' || text[end] == u'\t'))
            ++end;
        return {CheckText::tr("Remove sudo"), {{{sudo.begin, end}, {}}}};
    }

    void checkFolder(const Invocation &invocation)
    {
        const ShellCommand &command = shellCommand(invocation);
        if (command.depth > 0 || invocation.arguments.isEmpty() || !m_script.isShell)
            return;
        const bool isLast = command.after == ShellJoint::None;
        report("CdInsteadOfWorkdir"_L1, command.range,
               isLast ? CheckText::tr("This cd has no effect: the next instruction begins in WORKDIR again")
                      : CheckText::tr("WORKDIR tells where commands run, also those of later instructions"));
    }

    void checkCurl(const Invocation &invocation)
    {
        const bool hasAddress = std::ranges::any_of(invocation.arguments, [](const ShellWord &word) {
            return word.text.startsWith(u"http://") || word.text.startsWith(u"https://");
        });
        const bool fails = invocation.hasLetter(u'f') || invocation.hasArgument(u"--fail")
            || invocation.hasArgument(u"--fail-with-body") || invocation.hasArgument(u"--fail-early");
        if (hasAddress && !fails && !invocation.hasLetter(u'I') && !invocation.hasArgument(u"--head"))
            report("CurlWithoutFail"_L1, shellCommand(invocation).range,
                   CheckText::tr("Without -f curl takes the server's error page for the file"),
                   m_script.insertedBehind(invocation.nameRange, u"-f"_s));
    }

    void checkWget(const Invocation &invocation)
    {
        // The wget of BusyBox has no such option.
        const QString &image = m_stage.stage().image;
        const bool isBusybox = image.contains(u"alpine") || image.contains(u"busybox");
        const bool isQuiet = std::ranges::any_of(invocation.arguments, [](const ShellWord &word) {
            static const QStringList quiet{u"-nv"_s, u"--no-verbose"_s, u"--quiet"_s, u"-o"_s, u"-a"_s, u"-b"_s};
            const bool isShort = word.text.startsWith(u'-') && !word.text.startsWith(u"--");
            return quiet.contains(word.text) || word.text.startsWith(u"--progress")
                || (isShort && word.text.contains(u'q'));
        });
        if (!isBusybox && !isQuiet && !invocation.arguments.isEmpty())
            report("WgetProgress"_L1, shellCommand(invocation).range,
                   CheckText::tr("wget draws its progress into the log, a line for every 50 kB"),
                   m_script.insertedBehind(invocation.nameRange, u"--progress=dot:giga"_s));
    }

    void checkMode(const Invocation &invocation)
    {
        const auto mode = std::ranges::find_if(
            invocation.arguments, [](const ShellWord &word) { return word.isLiteral && !word.text.startsWith(u'-'); });
        if (mode != invocation.arguments.end() && isWorldWritable(mode->text))
            report("WorldWritable"_L1, mode->range,
                   CheckText::tr("Mode %1 lets every user of the container change this").arg(mode->text));
    }

    void checkUser(const Invocation &invocation)
    {
        const auto id = invocation.valueOf(u'u', u"uid");
        const bool hasNoLog = invocation.hasArgument(u"--no-log-init") || invocation.hasLetter(u'l');
        if (id && !hasNoLog && id->text.toLongLong() >= largeUserId)
            report("LargeUserId"_L1, shellCommand(invocation).range,
                   CheckText::tr("useradd makes /var/log/lastlog as long as the user ID %1 is large").arg(id->text),
                   m_script.insertedBehind(invocation.nameRange, u"-l"_s));
    }

    void checkLink(const Invocation &invocation)
    {
        const QList<ShellWord> &words = invocation.arguments;
        if (words.size() > 1 && words.last().text == u"/bin/sh")
            report("ShellReplaced"_L1, shellCommand(invocation).range,
                   CheckText::tr("SHELL chooses another shell for RUN; /bin/sh stays what the distribution expects"));
    }

    void checkUse(const Invocation &invocation)
    {
        static const QStringList useless{u"vi"_s,       u"vim"_s,  u"nano"_s, u"emacs"_s,   u"ssh"_s,  u"shutdown"_s,
                                         u"reboot"_s,   u"halt"_s, u"ps"_s,   u"service"_s, u"free"_s, u"systemctl"_s,
                                         u"ifconfig"_s, u"top"_s,  u"htop"_s, u"mount"_s,   u"less"_s};
        const bool isForSsh = invocation.name == u"ssh"
            && std::ranges::contains(m_script.mounts, RunMount::Type::Ssh, &RunMount::type);
        if (useless.contains(invocation.name) && !isForSsh)
            report("UselessCommand"_L1, invocation.nameRange,
                   CheckText::tr(
                       "%1 has nothing to do while an image is built: there is no terminal, no service and no other "
                       "process")
                       .arg(invocation.name));
    }

    void checkTrust(const Invocation &invocation)
    {
        const auto has = [&](QStringView option) { return invocation.hasArgument(option); };
        const QString &name = invocation.name;
        const auto contains = [&](QStringView text) {
            return std::ranges::any_of(invocation.arguments, [&](const ShellWord &word) {
                return word.text.contains(text, Qt::CaseInsensitive);
            });
        };
        const bool isBlind = (name == u"curl" && (invocation.hasLetter(u'k') || has(u"--insecure")))
            || (name == u"wget" && has(u"--no-check-certificate")) || (name == u"apk" && has(u"--allow-untrusted"))
            || (name.startsWith(u"apt")
                && (contains(u"--allow-unauthenticated") || contains(u"Verify-Peer=false") || contains(u"--force-yes")))
            || ((name == u"dnf" || name == u"yum" || name == u"microdnf") && has(u"--nogpgcheck"))
            || (name == u"zypper" && has(u"--no-gpg-checks"))
            || (name.startsWith(u"pip") && contains(u"--trusted-host"))
            || (name == u"git" && (contains(u"sslVerify=false") || (contains(u"sslVerify") && has(u"false"))))
            || (name == u"npm" && contains(u"strict-ssl") && (has(u"false") || contains(u"strict-ssl=false")));
        if (isBlind)
            report("UnverifiedDownload"_L1, shellCommand(invocation).range,
                   CheckText::tr("%1 is told not to check what it gets, or from whom").arg(name));
    }

    /// `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`.
    void checkScriptOfOthers(const Invocation &invocation)
    {
        static const QStringList interpreters{u"python"_s, u"python3"_s, u"perl"_s, u"ruby"_s, u"node"_s};
        if (!isUnixShell(invocation.name) && !interpreters.contains(invocation.name))
            return;
        const ShellCommand &command = shellCommand(invocation);
        const auto isFetched = [](const ShellWord &word) {
            static const QRegularExpression expression(u"^(?:\\$|<)?[(`]\\s*(?:curl|wget)\\b"_s);
            return !word.isLiteral && expression.match(word.text).hasMatch();
        };
        const bool isGiven = std::ranges::any_of(command.words, isFetched)
            || std::ranges::any_of(command.redirections,
                                   [&](const ShellRedirection &each) { return isFetched(each.target); });
        if (isGiven || (command.before == ShellJoint::Pipe && isPipedDownload(invocation.command)))
            report("RemoteScriptExecuted"_L1, command.range,
                   CheckText::tr("A script from the network is run without having been checked"));
    }

    bool isPipedDownload(qsizetype command) const
    {
        const auto before = std::ranges::find(m_script.invocations, command - 1, &Invocation::command);
        return before != m_script.invocations.end() && isDownloader(*before)
            && shellCommand(*before).after == ShellJoint::Pipe;
    }

    void checkPipes()
    {
        if (!m_script.isShell || m_step.shell.contains(u"pipefail"_s)
            || std::ranges::any_of(m_step.shell, [](const QString &word) { return word.endsWith(u"o pipefail"); }))
            return;
        bool isSet = false;
        for (const ShellCommand &command : m_script.commands) {
            isSet = isSet || setsPipefail(command);
            if (isSet || command.after != ShellJoint::Pipe || neverFails(command))
                continue;
            report("PipeWithoutPipefail"_L1, command.range,
                   CheckText::tr("When %1 fails RUN goes on: only the last command of a pipe counts")
                       .arg(command.words.first().text),
                   withPipefail());
            return;
        }
    }

    std::optional<QuickFix> withPipefail() const
    {
        static const QStringList able{u"bash"_s, u"zsh"_s, u"ksh"_s, u"mksh"_s, u"ash"_s};
        if (m_step.shell.isEmpty() || !able.contains(lastName(m_step.shell.first())) || !m_script.hasPlaces)
            return std::nullopt;
        return QuickFix{CheckText::tr("Add set -o pipefail"),
                        {{m_script.start, m_script.isHeredoc ? u"set -o pipefail\n"_s : u"set -o pipefail && "_s}}};
    }

    void checkLength()
    {
        if (m_script.isHeredoc || !m_script.hasPlaces)
            return;
        const auto joined = std::ranges::count_if(m_script.commands, [](const ShellCommand &command) {
            return command.depth == 0 && command.after == ShellJoint::And;
        });
        if (joined + 1 >= longChain)
            report("LongCommandChain"_L1, m_run.keyword.range,
                   CheckText::tr("%1 commands in a chain: as a heredoc with set -e each has a line of its own")
                       .arg(joined + 1));
    }

    const SteppedStage &m_stage;
    const StageStep &m_step;
    const RunScript &m_script;
    const Instruction &m_run;
    FindingReporter &m_reporter;
};

/// Two programs for the same in one stage.
void checkDownloaders(const SteppedStage &stage, FindingReporter &reporter)
{
    QString first;
    for (const StageStep &step : stage.steps) {
        if (!step.script)
            continue;
        for (const Invocation &invocation : step.script->invocations) {
            if (!isDownloader(invocation) || invocation.name == first)
                continue;
            if (!first.isEmpty()) {
                reporter.add("CurlAndWget"_L1, *step.instruction, invocation.nameRange,
                             CheckText::tr("%1 is there already: this stage needs no %2").arg(first, invocation.name));
                return;
            }
            first = invocation.name;
        }
    }
}

} // namespace

void checkCommands(const SteppedStage &stage, FindingReporter &reporter)
{
    for (const StageStep &step : stage.steps) {
        if (step.script)
            CommandChecker(stage, step, reporter).run();
    }
    checkDownloaders(stage, reporter);
}

} // namespace strata
