// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/runscript.h"

namespace strata {

enum class PackageManager : quint8 { Apt, Apk, Rpm, Pip, Npm, Gem };

/// A call of a package manager, taken apart.
struct PackageCommand
{
    PackageManager manager = PackageManager::Apt;
    QString program = {}; ///< "apt-get", "microdnf", "pip3", "yarn"
    QString verb = {};    ///< "install"; empty without one
    TextRange verbRange = {};
    QStringList options = {};       ///< also those in front of the verb, with their hyphens
    QList<ShellWord> operands = {}; ///< behind the verb
    Invocation invocation = {};

    bool installs() const;
    bool updatesLists() const; ///< apt-get update and the like
    bool upgradesAll() const;
    bool hasOption(std::initializer_list<QStringView> names) const; ///< with or without `=value`
    bool hasLetter(QChar letter) const;                             ///< of -qy
    bool saysYes() const;
    /// Packages of a repository that are installed in whichever version is there today.
    QStringList unpinned() const;
};

std::optional<PackageCommand> packageCommand(const Invocation &invocation);

} // namespace strata
