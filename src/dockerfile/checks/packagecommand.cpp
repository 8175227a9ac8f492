// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/packagecommand.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct Program
{
    QStringView name;
    PackageManager manager;
};

constexpr std::array<Program, 14> programs{{
    {u"apt-get", PackageManager::Apt},
    {u"apt", PackageManager::Apt},
    {u"aptitude", PackageManager::Apt},
    {u"apk", PackageManager::Apk},
    {u"dnf", PackageManager::Rpm},
    {u"yum", PackageManager::Rpm},
    {u"microdnf", PackageManager::Rpm},
    {u"tdnf", PackageManager::Rpm},
    {u"zypper", PackageManager::Rpm},
    {u"pip", PackageManager::Pip},
    {u"npm", PackageManager::Npm},
    {u"yarn", PackageManager::Npm},
    {u"pnpm", PackageManager::Npm},
    {u"gem", PackageManager::Gem},
}};

/// Options that take the next word for their value.
const QStringList &optionsWithValue(PackageManager manager)
{
    static const QStringList apt{
        u"-o"_s,           u"-t"_s, u"-c"_s, u"-a"_s, u"--option"_s, u"--target-release"_s, u"--default-release"_s,
        u"--config-file"_s};
    static const QStringList apk{u"-t"_s,     u"--virtual"_s,  u"-X"_s,         u"--repository"_s,
                                 u"-p"_s,     u"--root"_s,     u"--keys-dir"_s, u"--repositories-file"_s,
                                 u"--arch"_s, u"--cache-dir"_s};
    static const QStringList rpm{
        u"-c"_s,     u"--config"_s, u"--installroot"_s, u"--releasever"_s, u"--enablerepo"_s, u"--disablerepo"_s,
        u"--repo"_s, u"-x"_s,       u"--exclude"_s,     u"--setopt"_s,     u"-r"_s,           u"-R"_s,
        u"--root"_s};
    static const QStringList pip{u"-r"_s,
                                 u"--requirement"_s,
                                 u"-c"_s,
                                 u"--constraint"_s,
                                 u"-i"_s,
                                 u"--index-url"_s,
                                 u"--extra-index-url"_s,
                                 u"-f"_s,
                                 u"--find-links"_s,
                                 u"-t"_s,
                                 u"--target"_s,
                                 u"-e"_s,
                                 u"--editable"_s,
                                 u"--prefix"_s,
                                 u"--root"_s,
                                 u"--trusted-host"_s,
                                 u"--python"_s,
                                 u"--cache-dir"_s,
                                 u"--timeout"_s,
                                 u"--retries"_s,
                                 u"--progress-bar"_s,
                                 u"--platform"_s,
                                 u"--python-version"_s,
                                 u"--no-binary"_s,
                                 u"--only-binary"_s,
                                 u"--src"_s,
                                 u"--upgrade-strategy"_s,
                                 u"--proxy"_s,
                                 u"--log"_s};
    static const QStringList npm{u"--prefix"_s, u"--registry"_s, u"--cache"_s,      u"-w"_s, u"--workspace"_s,
                                 u"--cwd"_s,    u"--loglevel"_s, u"--userconfig"_s, u"-C"_s, u"--network-timeout"_s,
                                 u"--omit"_s};
    static const QStringList gem{u"-v"_s, u"--version"_s, u"-i"_s, u"--install-dir"_s, u"-n"_s, u"--bindir"_s,
                                 u"-s"_s, u"--source"_s,  u"-P"_s};
    switch (manager) {
    case PackageManager::Apt: return apt;
    case PackageManager::Apk: return apk;
    case PackageManager::Rpm: return rpm;
    case PackageManager::Pip: return pip;
    case PackageManager::Npm: return npm;
    case PackageManager::Gem: break;
    }
    return gem;
}

bool isPip(QStringView name)
{
    static const QRegularExpression expression(u"^pip[0-9.]*$"_s);
    return name.startsWith(u"pip") && expression.matchView(name).hasMatch();
}

bool isPython(QStringView name)
{
    static const QRegularExpression expression(u"^(?:python|pypy)[0-9.]*$"_s);
    return name.startsWith(u"py") && expression.matchView(name).hasMatch();
}

bool isFileOrUrl(const QString &text)
{
    return text.startsWith(u'.') || text.startsWith(u'/') || text.startsWith(u'~') || text.contains(u"://");
}

bool isUnpinnedNpm(const QString &text)
{
    static const QRegularExpression shortRepository(u"^[^@/]+/[^/]+$"_s); // of GitHub
    if (text.contains(u':') || text.endsWith(u".tgz") || shortRepository.match(text).hasMatch())
        return false;
    const qsizetype at = text.indexOf(u'@', 1);
    return at < 0 || text.sliced(at) == u"@latest" || text.sliced(at) == u"@next";
}

bool isUnpinned(const PackageCommand &command, const QString &text)
{
    static const QRegularExpression rpmVersion(u"-[0-9]"_s);
    const auto has = [&](QStringView any) {
        return std::ranges::any_of(text, [&](QChar c) { return any.contains(c); });
    };
    switch (command.manager) {
    case PackageManager::Apt: return !has(u"=/") && !text.endsWith(u".deb") && !text.endsWith(u'-');
    case PackageManager::Apk: return !has(u"=<>~") && !text.startsWith(u'!') && !text.endsWith(u".apk");
    case PackageManager::Rpm:
        return !text.startsWith(u'@') && !has(u"=") && !text.endsWith(u".rpm") && !rpmVersion.match(text).hasMatch();
    case PackageManager::Pip:
        return !has(u"=<>~!@/") && !text.endsWith(u".whl") && !text.endsWith(u".gz") && !text.endsWith(u".zip");
    case PackageManager::Npm: return isUnpinnedNpm(text);
    case PackageManager::Gem: return !has(u":") && !text.endsWith(u".gem");
    }
    return false;
}

void takeArguments(PackageCommand &command, const QList<ShellWord> &arguments)
{
    const QStringList &withValue = optionsWithValue(command.manager);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &text = arguments[i].text;
        if (text.startsWith(u'-') && text.size() > 1) {
            command.options.append(text);
            if (withValue.contains(text) && i + 1 < arguments.size())
                command.options.append(arguments[++i].text);
        } else if (command.verb.isEmpty()) {
            command.verb = text;
            command.verbRange = arguments[i].range;
        } else {
            command.operands.append(arguments[i]);
        }
    }
    // "yarn global add"
    if (command.program == u"yarn" && command.verb == u"global" && !command.operands.isEmpty()) {
        const ShellWord verb = command.operands.takeFirst();
        command.verb = verb.text;
        command.verbRange = verb.range;
    }
}

} // namespace

std::optional<PackageCommand> packageCommand(const Invocation &invocation)
{
    QString name = invocation.name;
    QList<ShellWord> arguments = invocation.arguments;
    if (isPip(name)) {
        name = u"pip"_s;
    } else if (isPython(name)) {
        const bool isModule = arguments.size() > 1 && arguments.first().text == u"-m" && isPip(arguments[1].text);
        if (!isModule)
            return std::nullopt;
        name = u"pip"_s;
        arguments.remove(0, 2);
    }
    const auto program = std::ranges::find(programs, QStringView(name), &Program::name);
    if (program == programs.end())
        return std::nullopt;
    PackageCommand command{.manager = program->manager, .program = name, .invocation = invocation};
    takeArguments(command, arguments);
    return command;
}

bool PackageCommand::installs() const
{
    switch (manager) {
    case PackageManager::Apk: return verb == u"add";
    case PackageManager::Npm:
        return verb == u"install" || verb == u"i" || verb == u"ci" || verb == u"add" || verb == u"clean-install"
            || (program == u"yarn" && verb.isEmpty());
    case PackageManager::Rpm: return verb == u"install" || verb == u"in" || verb == u"reinstall";
    default: return verb == u"install";
    }
}

bool PackageCommand::updatesLists() const
{
    return (manager == PackageManager::Apt || manager == PackageManager::Apk) && verb == u"update";
}

bool PackageCommand::upgradesAll() const
{
    static const QStringList apt{u"upgrade"_s, u"dist-upgrade"_s, u"full-upgrade"_s, u"safe-upgrade"_s};
    static const QStringList rpm{u"update"_s, u"upgrade"_s, u"up"_s, u"dist-upgrade"_s, u"dup"_s, u"distro-sync"_s};
    switch (manager) {
    case PackageManager::Apt: return apt.contains(verb) && operands.isEmpty();
    case PackageManager::Apk: return verb == u"upgrade" && operands.isEmpty();
    case PackageManager::Rpm: return rpm.contains(verb) && operands.isEmpty();
    default: return false;
    }
}

bool PackageCommand::hasOption(std::initializer_list<QStringView> names) const
{
    return std::ranges::any_of(options, [&](const QString &option) {
        const qsizetype equals = option.indexOf(u'=');
        return std::ranges::contains(names, QStringView(option).first(equals < 0 ? option.size() : equals));
    });
}

bool PackageCommand::hasLetter(QChar letter) const
{
    return std::ranges::any_of(options, [&](const QString &option) {
        return option.startsWith(u'-') && !option.startsWith(u"--") && option.contains(letter);
    });
}

bool PackageCommand::saysYes() const
{
    if (hasLetter(u'y') || hasOption({u"--yes", u"--assume-yes", u"--assumeyes", u"--no-confirm"}))
        return true;
    if (manager == PackageManager::Apt)
        return hasOption({u"-qq"}) || std::ranges::any_of(options, [](const QString &option) {
                   return option.contains(u"Assume-Yes", Qt::CaseInsensitive) || option == u"-q=2";
               });
    return program == u"zypper" && (hasLetter(u'n') || hasOption({u"--non-interactive"}));
}

QStringList PackageCommand::unpinned() const
{
    QStringList names;
    const bool isConstrained = manager == PackageManager::Pip && hasOption({u"-c", u"--constraint"});
    const bool hasVersion = manager == PackageManager::Gem && hasOption({u"-v", u"--version"});
    if (!installs() || isConstrained || hasVersion)
        return names;
    for (const ShellWord &operand : operands) {
        if (operand.isLiteral && !isFileOrUrl(operand.text) && isUnpinned(*this, operand.text))
            names.append(operand.text);
    }
    return names;
}

} // namespace strata
