// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/actions/containeractions.h"

#include "engine/api/containers.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <functional>

namespace strata::actions {

using namespace Qt::StringLiterals;

namespace {

struct ContainerActionsText
{
    Q_DECLARE_TR_FUNCTIONS(ContainerActions)
};

QStringList namesOf(const ContainerTargets &targets)
{
    QStringList names;
    for (const ContainerTarget &target : targets)
        names.append(target.name);
    return names;
}

/// One request for each target, one command for all of them.
Action forEach(const QString &title, CommandLine command, const ContainerTargets &targets,
               const std::function<Call(const QString &)> &call)
{
    const QStringList names = namesOf(targets);
    Action action{.title = title.arg(namesForTitle(names)), .commandLine = std::move(command << names), .steps = {}};
    for (const ContainerTarget &target : targets)
        action.steps.append({.target = target.name, .call = call(target.id.toString()), .report = {}});
    return action;
}

CommandLine withTime(CommandLine command, std::optional<int> seconds)
{
    if (seconds)
        command << u"-t"_s << QString::number(*seconds);
    return command;
}

} // namespace

Action start(const ContainerTargets &targets)
{
    return forEach(ContainerActionsText::tr("Start %1"), {u"docker"_s, u"start"_s}, targets, &Containers::startCall);
}

Action stop(const ContainerTargets &targets, std::optional<int> seconds)
{
    return forEach(ContainerActionsText::tr("Stop %1"), withTime({u"docker"_s, u"stop"_s}, seconds), targets,
                   [seconds](const QString &id) { return Containers::stopCall(id, seconds); });
}

Action restart(const ContainerTargets &targets, std::optional<int> seconds)
{
    return forEach(ContainerActionsText::tr("Restart %1"), withTime({u"docker"_s, u"restart"_s}, seconds), targets,
                   [seconds](const QString &id) { return Containers::restartCall(id, seconds); });
}

Action pause(const ContainerTargets &targets)
{
    return forEach(ContainerActionsText::tr("Pause %1"), {u"docker"_s, u"pause"_s}, targets, &Containers::pauseCall);
}

Action unpause(const ContainerTargets &targets)
{
    return forEach(ContainerActionsText::tr("Unpause %1"), {u"docker"_s, u"unpause"_s}, targets,
                   &Containers::unpauseCall);
}

Action kill(const ContainerTargets &targets, const QString &signal)
{
    CommandLine command{u"docker"_s, u"kill"_s};
    if (!signal.isEmpty())
        command << u"--signal"_s << signal;
    return forEach(ContainerActionsText::tr("Kill %1"), std::move(command), targets,
                   [signal](const QString &id) { return Containers::killCall(id, signal); });
}

Action rename(const ContainerTarget &target, const QString &newName)
{
    Action action{.title = ContainerActionsText::tr("Rename %1 to %2")
                               .arg(namesForTitle({target.name}), namesForTitle({newName})),
                  .commandLine = {u"docker"_s, u"rename"_s, target.name, newName},
                  .steps = {}};
    action.steps.append(
        {.target = target.name, .call = Containers::renameCall(target.id.toString(), newName), .report = {}});
    return action;
}

Action remove(const ContainerTargets &targets, bool force, bool volumes)
{
    CommandLine command{u"docker"_s, u"rm"_s};
    if (force)
        command << u"-f"_s;
    if (volumes)
        command << u"-v"_s;
    return forEach(ContainerActionsText::tr("Remove %1"), std::move(command), targets,
                   [force, volumes](const QString &id) { return Containers::removeCall(id, force, volumes); });
}

Action pruneContainers()
{
    Action action{.title = ContainerActionsText::tr("Remove all stopped containers"),
                  .commandLine = {u"docker"_s, u"container"_s, u"prune"_s},
                  .steps = {}};
    action.steps.append({.target = {}, .call = Containers::pruneCall(), .report = [](const Answer &answer) {
                             return Containers::decodePrune(answer).transform(&pruneReportLines);
                         }});
    return action;
}

QString containerNameProblem(const QString &name)
{
    static const QRegularExpression valid(u"^[a-zA-Z0-9][a-zA-Z0-9_.-]+$"_s);
    if (name.isEmpty())
        return ContainerActionsText::tr("A name is needed.");
    if (name.size() < 2)
        return ContainerActionsText::tr("A name has at least two characters.");
    if (!valid.match(name).hasMatch())
        return ContainerActionsText::tr(
            "A name has letters a–z, digits, underscores, dots and hyphens, and begins with a letter or a digit.");
    return {};
}

} // namespace strata::actions
