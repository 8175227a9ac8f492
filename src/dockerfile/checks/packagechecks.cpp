// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checktext.h"
#include "dockerfile/checks/packagecommand.h"
#include "dockerfile/checks/practices.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

constexpr qsizetype namesShown = 3;

/// "curl, git and 2 more"
QString namesText(const QStringList &names)
{
    const QString shown = QStringList(names.first(std::min(names.size(), namesShown))).join(u", "_s);
    return names.size() > namesShown ? CheckText::tr("%1 and %2 more").arg(shown).arg(names.size() - namesShown)
                                     : shown;
}

QLatin1StringView unpinnedRule(PackageManager manager)
{
    switch (manager) {
    case PackageManager::Apt: return "UnpinnedAptPackage"_L1;
    case PackageManager::Apk: return "UnpinnedApkPackage"_L1;
    case PackageManager::Rpm: return "UnpinnedRpmPackage"_L1;
    case PackageManager::Pip: return "UnpinnedPipPackage"_L1;
    case PackageManager::Npm: return "UnpinnedNpmPackage"_L1;
    case PackageManager::Gem: break;
    }
    return "UnpinnedGemPackage"_L1;
}

/// One RUN: its package managers, and what else touches what they leave.
class PackageChecker
{
public:
    PackageChecker(const SteppedStage &stage, const StageStep &step, FindingReporter &reporter)
        : m_stage(stage), m_step(step), m_script(*step.script), m_run(*step.instruction), m_reporter(reporter)
    {
        for (const Invocation &invocation : m_script.invocations) {
            if (const auto command = packageCommand(invocation))
                m_commands.append(*command);
            else if (invocation.name == u"rm" || invocation.name == u"find")
                m_removed += invocation.arguments;
        }
    }

    void run()
    {
        for (qsizetype i = 0; i < m_commands.size(); ++i)
            check(m_commands[i], i);
        if (!m_commands.isEmpty())
            checkApt();
        checkRpmCache();
        checkNodeCache();
    }

private:
    const ShellCommand &shellCommand(const PackageCommand &command) const
    {
        return m_script.commandOf(command.invocation);
    }

    std::optional<QuickFix> option(const PackageCommand &command, const QString &text) const
    {
        return m_script.insertedBehind(command.verbRange, text);
    }

    void check(const PackageCommand &command, qsizetype index)
    {
        checkPins(command);
        if (command.upgradesAll())
            m_reporter.add(
                "SystemUpgrade"_L1, m_run, shellCommand(command).range,
                CheckText::tr("%1 %2 makes another image of the same Dockerfile every day; use a newer base image")
                    .arg(command.program, command.verb));
        if (command.manager == PackageManager::Apt || command.manager == PackageManager::Rpm)
            checkYes(command);
        if (command.manager == PackageManager::Apt)
            checkAptCommand(command, index);
        if (command.manager == PackageManager::Apk && command.installs())
            checkApkCache(command);
        if (command.manager == PackageManager::Pip && command.installs())
            checkPipCache(command);
        if (command.manager == PackageManager::Gem && command.installs()
            && !command.hasOption({u"--no-document", u"-N", u"--no-doc"}))
            m_reporter.addAs(m_stage.waste(Severity::Info), "GemDocsKept"_L1, m_run, shellCommand(command).range,
                             CheckText::tr("gem install also writes the documentation of the gems into the layer"),
                             option(command, u"--no-document"_s));
    }

    void checkPins(const PackageCommand &command)
    {
        const QStringList names = command.unpinned();
        if (names.isEmpty())
            return;
        const auto first = std::ranges::find(command.operands, names.first(), &ShellWord::text);
        m_reporter.add(unpinnedRule(command.manager), m_run, first->range,
                       CheckText::tr("No version is given for %1").arg(namesText(names)));
    }

    void checkYes(const PackageCommand &command)
    {
        const bool asks = command.installs() || command.upgradesAll() || command.verb == u"build-dep";
        if (!asks || command.saysYes() || shellCommand(command).before == ShellJoint::Pipe)
            return;
        m_reporter.add("MissingYes"_L1, m_run, shellCommand(command).range,
                       CheckText::tr("%1 %2 asks whether to go on, and nobody is there to answer")
                           .arg(command.program, command.verb),
                       option(command, u"-y"_s));
    }

    void checkAptCommand(const PackageCommand &command, qsizetype index)
    {
        if (command.program == u"apt")
            m_reporter.add("AptInsteadOfAptGet"_L1, m_run, command.invocation.nameRange,
                           CheckText::tr("apt is for people at a terminal; scripts use apt-get"), withAptGet(command));
        if (!command.installs())
            return;
        const bool saysRecommends = command.hasOption({u"--no-install-recommends", u"--install-recommends",
                                                       u"--without-recommends", u"-R"})
            || std::ranges::any_of(command.options, [](const QString &text) {
                                        return text.contains(u"Install-Recommends", Qt::CaseInsensitive);
                                    });
        if (!saysRecommends)
            m_reporter.addAs(m_stage.waste(Severity::Info), "AptRecommends"_L1, m_run, shellCommand(command).range,
                             CheckText::tr("Packages that are only recommended are installed as well"),
                             option(command, u"--no-install-recommends"_s));
        const bool isFromRepository = std::ranges::any_of(
            command.operands, [](const ShellWord &word) { return !word.text.endsWith(u".deb"); });
        const bool isUpdated = std::any_of(m_commands.begin(), m_commands.begin() + index, &isAptUpdate);
        if (isFromRepository && !isUpdated && !m_script.isMounted(u"/var/lib/apt/lists"))
            m_reporter.add(
                "AptInstallWithoutUpdate"_L1, m_run, shellCommand(command).range,
                CheckText::tr("%1 install without %1 update in the same RUN uses whatever lists an older layer has")
                    .arg(command.program));
    }

    static bool isAptUpdate(const PackageCommand &command)
    {
        return command.manager == PackageManager::Apt && command.updatesLists();
    }

    std::optional<QuickFix> withAptGet(const PackageCommand &command) const
    {
        static const QStringList same{u"install"_s,    u"update"_s, u"upgrade"_s, u"remove"_s,
                                      u"autoremove"_s, u"purge"_s,  u"clean"_s,   u"autoclean"_s};
        if (!m_script.hasPlaces || !same.contains(command.verb))
            return std::nullopt;
        const TextRange end{command.invocation.nameRange.end, command.invocation.nameRange.end};
        return QuickFix{CheckText::tr("Use apt-get"), {{end, u"-get"_s}}};
    }

    void checkApt()
    {
        const auto update = std::ranges::find_if(m_commands, &isAptUpdate);
        if (update == m_commands.end())
            return;
        const bool isAlone = std::ranges::all_of(m_script.invocations, [](const Invocation &invocation) {
            static const QStringList harmless{u"set"_s, u"echo"_s, u"true"_s, u"export"_s};
            const auto command = packageCommand(invocation);
            return command ? isAptUpdate(*command) : harmless.contains(invocation.name);
        });
        if (isAlone) {
            m_reporter.add(
                "AptUpdateAlone"_L1, m_run, shellCommand(*update).range,
                CheckText::tr("The lists of %1 update stay in the cache while packages change").arg(update->program));
            return;
        }
        const PackageCommand *install = lastInstall({u"apt-get", u"apt", u"aptitude"});
        if (install && !m_script.isMounted(u"/var/lib/apt/lists") && !removes(u"/var/lib/apt"))
            m_reporter.addAs(m_stage.waste(Severity::Warning), "AptListsKept"_L1, m_run, shellCommand(*update).range,
                             CheckText::tr("The package lists, tens of megabytes, stay in the layer"),
                             m_script.followedBy(install->invocation, u"rm -rf /var/lib/apt/lists/*"_s));
    }

    const PackageCommand *lastInstall(std::initializer_list<QStringView> names) const
    {
        const PackageCommand *last = nullptr;
        for (const PackageCommand &command : m_commands) {
            if (command.installs() && std::ranges::contains(names, QStringView(command.program)))
                last = &command;
        }
        return last;
    }

    /// Whether the RUN deletes something below that folder (find included).
    bool removes(QStringView folder) const
    {
        return std::ranges::any_of(m_removed, [&](const ShellWord &word) { return word.text.contains(folder); });
    }

    bool calls(QStringView program, QStringView verb) const
    {
        return std::ranges::any_of(m_script.invocations, [&](const Invocation &invocation) {
            return invocation.name == program && invocation.hasArgument(verb);
        });
    }

    void checkApkCache(const PackageCommand &command)
    {
        if (command.hasOption({u"--no-cache"}) || m_script.isMounted(u"/var/cache/apk")
            || m_script.isMounted(u"/etc/apk/cache") || removes(u"/var/cache/apk"))
            return;
        m_reporter.addAs(m_stage.waste(Severity::Warning), "ApkCacheKept"_L1, m_run, shellCommand(command).range,
                         CheckText::tr("apk add leaves its index in the layer"), option(command, u"--no-cache"_s));
    }

    void checkPipCache(const PackageCommand &command)
    {
        const auto turnsOff = [](const ShellWord &word) { return word.text.startsWith(u"PIP_NO_CACHE_DIR="); };
        const ShellCommand &shell = shellCommand(command);
        if (m_step.isPipCacheOff || std::ranges::any_of(shell.assignments, turnsOff)
            || std::ranges::any_of(shell.words, turnsOff) || command.hasOption({u"--no-cache-dir", u"--cache-dir"})
            || removes(u".cache") || calls(u"pip", u"purge") || isAnyMounted(u".cache"))
            return;
        m_reporter.addAs(m_stage.waste(Severity::Warning), "PipCacheKept"_L1, m_run, shell.range,
                         CheckText::tr("pip keeps what it downloaded in the layer"),
                         option(command, u"--no-cache-dir"_s));
    }

    bool isAnyMounted(QStringView part) const
    {
        return std::ranges::any_of(m_script.mounts, [&](const RunMount &mount) {
            return mount.type == RunMount::Type::Cache && mount.target.contains(part);
        });
    }

    void checkRpmCache()
    {
        const PackageCommand *install = lastInstall({u"dnf", u"yum", u"microdnf", u"tdnf", u"zypper"});
        if (!install)
            return;
        const QString &program = install->program;
        const bool isCleaned = std::ranges::any_of(m_commands, [](const PackageCommand &command) {
            return command.manager == PackageManager::Rpm && (command.verb == u"clean" || command.verb == u"cc");
        });
        if (isCleaned || removes(u"/var/cache/") || isAnyMounted(u"/var/cache/"))
            return;
        const QString clean = program == u"zypper" ? u"zypper clean --all"_s : QString(program + u" clean all");
        m_reporter.addAs(m_stage.waste(Severity::Warning), "RpmCacheKept"_L1, m_run, shellCommand(*install).range,
                         CheckText::tr("%1 keeps its metadata and packages in the layer").arg(program),
                         m_script.followedBy(install->invocation, clean));
    }

    void checkNodeCache()
    {
        const PackageCommand *install = lastInstall({u"npm", u"yarn"});
        if (!install || removes(u".npm") || removes(u".cache") || isAnyMounted(u"npm") || isAnyMounted(u"yarn")
            || isAnyMounted(u".cache") || calls(install->program, u"clean") || install->hasOption({u"--cache"}))
            return;
        const QString clean = install->program == u"npm" ? u"npm cache clean --force"_s : u"yarn cache clean"_s;
        m_reporter.addAs(m_stage.waste(Severity::Info), "NodeCacheKept"_L1, m_run, shellCommand(*install).range,
                         CheckText::tr("%1 keeps what it downloaded in the layer").arg(install->program),
                         m_script.followedBy(install->invocation, clean));
    }

    const SteppedStage &m_stage;
    const StageStep &m_step;
    const RunScript &m_script;
    const Instruction &m_run;
    FindingReporter &m_reporter;
    QList<PackageCommand> m_commands;
    QList<ShellWord> m_removed; ///< what rm and find are given
};

} // namespace

void checkPackages(const SteppedStage &stage, FindingReporter &reporter)
{
    for (const StageStep &step : stage.steps) {
        if (step.script)
            PackageChecker(stage, step, reporter).run();
    }
}

} // namespace strata
