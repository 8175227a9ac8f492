// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containercommands.h"

#include "app/activity/activity.h"
#include "app/common/inputdialog.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/containers/containerdialogs.h"
#include "app/containers/containerpresentation.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "app/transfers/archivedialogs.h"
#include "engine/transfers/save.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QRegularExpression>
#include <QWidget>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool isAny(const ContainerSummary &)
{
    return true;
}

bool isActive(const ContainerSummary &container)
{
    return container.isActive();
}

bool isStartable(const ContainerSummary &container)
{
    return container.state == ContainerState::Created || container.state == ContainerState::Exited
        || container.state == ContainerState::Dead || container.state == ContainerState::Unknown;
}

bool isRunning(const ContainerSummary &container)
{
    return container.state == ContainerState::Running;
}

bool isPaused(const ContainerSummary &container)
{
    return container.state == ContainerState::Paused;
}

void copyLines(const QStringList &lines)
{
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace

ContainerCommands::ContainerCommands(Activity &activity, QWidget *window)
    : QObject(window), m_activity(activity), m_window(window)
{
    makeActions();
    makeKillMenu();
    setSelection({});
}

void ContainerCommands::makeActions()
{
    start = makeAction(this, u"containersStart"_s, u"media-playback-start"_s, tr("Start"),
                       tr("Start the selected containers"));
    stop = makeAction(this, u"containersStop"_s, u"media-playback-stop"_s, tr("Stop"),
                      tr("Ask the selected containers to end, and kill those that do not in time"));
    restart = makeAction(this, u"containersRestart"_s, u"view-refresh"_s, tr("Restart"),
                         tr("Stop and start the selected containers"));
    pause = makeAction(this, u"containersPause"_s, u"media-playback-pause"_s, tr("Pause"),
                       tr("Freeze the selected containers; they keep their memory"));
    unpause = makeAction(this, u"containersUnpause"_s, u"media-seek-forward"_s, tr("Unpause"),
                         tr("Let paused containers go on"));
    kill = makeAction(this, u"containersKill"_s, u"process-stop"_s, tr("Kill"),
                      tr("End the selected containers at once (SIGKILL)"));
    rename = makeAction(this, u"containersRename"_s, u"edit-rename"_s, tr("Rename…"),
                        tr("Give the container another name (F2)"));
    remove = makeAction(this, u"containersRemove"_s, u"edit-delete"_s, tr("Remove…"),
                        tr("Remove the selected containers (Delete)"));
    stopAll = makeAction(this, u"containersStopAll"_s, {}, tr("Stop all…"), tr("Stop every running container"));
    removeAll = makeAction(this, u"containersRemoveAll"_s, {}, tr("Remove all…"), tr("Remove every container"));
    prune = makeAction(this, u"containersPrune"_s, u"edit-clear-all"_s, tr("Prune…"),
                       tr("Remove all stopped containers"));
    exportFiles = makeAction(this, u"containersExport"_s, u"document-save"_s, tr("Export…"),
                             tr("Write all files of the container into an archive"));
    copyName = makeAction(this, u"containersCopyName"_s, u"edit-copy"_s, tr("Copy name"),
                          tr("Copy the containers' names"));
    copyId = makeAction(this, u"containersCopyId"_s, {}, tr("Copy ID"), tr("Copy the containers' IDs"));
    showImage = makeAction(this, u"containersShowImage"_s, {}, tr("Show image"),
                           tr("Go to the image that the container was made from"));
    for (QAction *&separator : m_separators) {
        separator = new QAction(this);
        separator->setSeparator(true);
    }
    connectRun(start, isStartable, &actions::start);
    connectRun(stop, isActive, [](const auto &targets) { return actions::stop(targets); });
    connectRun(restart, isAny, [](const auto &targets) { return actions::restart(targets); });
    connectRun(pause, isRunning, &actions::pause);
    connectRun(unpause, isPaused, &actions::unpause);
    connect(kill, &QAction::triggered, this, [this] { killWith({}); });
    connect(rename, &QAction::triggered, this, &ContainerCommands::askName);
    connect(remove, &QAction::triggered, this, [this] {
        QList<ContainerId> ids;
        for (const ContainerSummary &container : std::as_const(m_selection))
            ids.append(container.id);
        askRemoval(ids);
    });
    connect(removeAll, &QAction::triggered, this, [this] { askRemoval(m_session->inventory().containers().keys()); });
    connect(stopAll, &QAction::triggered, this, &ContainerCommands::askStopAll);
    connect(prune, &QAction::triggered, this, &ContainerCommands::askPrune);
    connect(exportFiles, &QAction::triggered, this, &ContainerCommands::askExport);
    connect(copyName, &QAction::triggered, this, [this] {
        QStringList names;
        for (const ContainerSummary &container : std::as_const(m_selection))
            names.append(container.name);
        copyLines(names);
    });
    connect(copyId, &QAction::triggered, this, [this] {
        QStringList ids;
        for (const ContainerSummary &container : std::as_const(m_selection))
            ids.append(container.id.toString());
        copyLines(ids);
    });
    connect(showImage, &QAction::triggered, this,
            [this] { Q_EMIT openRequested(u"image"_s, m_selection.first().imageId.toString()); });
}

void ContainerCommands::makeKillMenu()
{
    m_killMenu = new QMenu(m_window);
    m_killMenu->setObjectName(u"containersKillMenu"_s);
    const QList<std::pair<QString, QString>> signalNames{{u"SIGKILL"_s, tr("end at once")},
                                                         {u"SIGTERM"_s, tr("end in order")},
                                                         {u"SIGINT"_s, tr("interrupt, as Ctrl+C does")},
                                                         {u"SIGHUP"_s, tr("read the configuration again")},
                                                         {u"SIGQUIT"_s, tr("quit with a core dump")},
                                                         {u"SIGUSR1"_s, tr("the program's own meaning")},
                                                         {u"SIGUSR2"_s, tr("the program's own meaning")}};
    for (const auto &[name, meaning] : signalNames) {
        QAction *action = m_killMenu->addAction(tr("%1: %2").arg(name, meaning));
        action->setObjectName(u"containersKill"_s + name);
        connect(action, &QAction::triggered, this, [this, signal = name] { killWith(signal); });
    }
    m_killMenu->addSeparator();
    QAction *other = m_killMenu->addAction(tr("Other signal…"));
    other->setObjectName(u"containersKillOther"_s);
    connect(other, &QAction::triggered, this, &ContainerCommands::askSignal);
    kill->setMenu(m_killMenu);
}

void ContainerCommands::connectRun(QAction *action, Condition condition,
                                   std::function<Action(const actions::ContainerTargets &)> makeAction)
{
    connect(action, &QAction::triggered, this, [this, condition, makeAction = std::move(makeAction)] {
        if (const actions::ContainerTargets all = targets(condition); !all.isEmpty())
            run(makeAction(all));
    });
}

void ContainerCommands::run(Action action)
{
    if (m_session)
        m_activity.run(new ActionOperation(m_session->engine(), std::move(action)));
}

void ContainerCommands::setSession(EngineSession *session)
{
    m_session = session;
    setSelection({});
}

void ContainerCommands::setSelection(const QList<ContainerSummary> &containers)
{
    m_selection = containers;
    start->setEnabled(has(isStartable));
    stop->setEnabled(has(isActive));
    restart->setEnabled(has(isAny));
    pause->setEnabled(has(isRunning));
    unpause->setEnabled(has(isPaused));
    kill->setEnabled(has(isActive));
    m_killMenu->setEnabled(kill->isEnabled());
    for (QAction *signal : m_killMenu->actions()) // the finder offers them without their menu
        signal->setEnabled(kill->isEnabled());
    rename->setEnabled(m_selection.size() == 1);
    remove->setEnabled(has(isAny));
    exportFiles->setEnabled(m_session && m_selection.size() == 1);
    copyName->setEnabled(has(isAny));
    copyId->setEnabled(has(isAny));
    showImage->setEnabled(m_selection.size() == 1 && !m_selection.first().imageId.isEmpty());
    refresh();
}

void ContainerCommands::refresh()
{
    bool active = false;
    bool stopped = false;
    if (m_session) {
        for (const ContainerSummary &container : m_session->inventory().containers()) {
            active = active || container.isActive();
            stopped = stopped || !container.isActive();
            if (active && stopped)
                break;
        }
    }
    stopAll->setEnabled(active);
    removeAll->setEnabled(active || stopped);
    prune->setEnabled(stopped);
}

actions::ContainerTargets ContainerCommands::targets(Condition condition) const
{
    actions::ContainerTargets targets;
    for (const ContainerSummary &container : m_selection) {
        if (condition(container))
            targets.append({container.id, container.name});
    }
    return targets;
}

bool ContainerCommands::has(Condition condition) const
{
    return m_session && std::ranges::any_of(m_selection, condition);
}

void ContainerCommands::killWith(const QString &signal)
{
    if (const actions::ContainerTargets all = targets(isActive); !all.isEmpty())
        run(actions::kill(all, signal));
}

void ContainerCommands::askSignal()
{
    if (!has(isActive))
        return;
    auto *dialog = new InputDialog(u"killSignalDialog"_s, tr("Send a signal"),
                                   tr("A signal by name or number, such as SIGWINCH or 28:"), m_window);
    dialog->setAcceptText(tr("Send"));
    dialog->setCheck([](const QString &text) {
        static const QRegularExpression valid(u"^(SIG)?[A-Z][A-Z0-9+-]*$|^[1-9][0-9]?$"_s);
        return valid.match(text.trimmed().toUpper()).hasMatch() ? QString()
                                                                : tr("This is neither a signal's name nor its number.");
    });
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, all = targets(isActive)] { run(actions::kill(all, dialog->text().trimmed().toUpper())); });
    dialog->open();
}

void ContainerCommands::askName()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const actions::ContainerTarget target{m_selection.first().id, m_selection.first().name};
    auto *dialog = new InputDialog(u"renameContainerDialog"_s, tr("Rename %1").arg(visibleLine(target.name, 60)),
                                   tr("New name:"), m_window);
    dialog->setAcceptText(tr("Rename"));
    dialog->setText(target.name);
    dialog->setCheck([session = m_session, target](const QString &name) {
        if (const QString problem = actions::containerNameProblem(name); !problem.isEmpty())
            return problem;
        const auto hasName = [&](const ContainerSummary &other) { return other.name == name && other.id != target.id; };
        return session && std::ranges::any_of(session->inventory().containers(), hasName)
            ? tr("Another container has this name.")
            : QString();
    });
    connect(m_session, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, dialog, target] { run(actions::rename(target, dialog->text())); });
    dialog->open();
}

void ContainerCommands::askRemoval(const QList<ContainerId> &ids)
{
    if (!m_session || ids.isEmpty())
        return;
    auto *dialog = new RemoveContainersDialog(*m_session, ids, m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { run(actions::remove(dialog->targets(), dialog->force(), dialog->volumes())); });
    dialog->open();
}

void ContainerCommands::askStopAll()
{
    if (!m_session)
        return;
    auto *dialog = new StopAllDialog(*m_session, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { run(actions::stop(dialog->targets())); });
    dialog->open();
}

void ContainerCommands::askPrune()
{
    if (!m_session)
        return;
    auto *dialog = new PruneContainersDialog(*m_session, m_window);
    connect(dialog, &QDialog::accepted, this, [this] { run(actions::pruneContainers()); });
    dialog->open();
}

QList<QAction *> ContainerCommands::all() const
{
    return {start,       stop,      restart,         pause,   unpause,   kill,  m_separators[0],
            rename,      remove,    m_separators[1], stopAll, removeAll, prune, m_separators[2],
            exportFiles, showImage, copyName,        copyId};
}

void ContainerCommands::askExport()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const ContainerSummary &container = m_selection.first();
    askNewArchive(m_window, u"exportDialog"_s, tr("Export %1").arg(visibleLine(container.name, 60)), container.name,
                  [this, id = container.id.toString(), name = container.name](const ArchiveTarget &target) {
                      if (m_session)
                          m_activity.run(new ExportOperation(m_session->engine(), id, name, target));
                  });
}

void ContainerCommands::addPorts(QMenu *menu)
{
    const QString host = m_session ? m_session->engine().endpoint().host : QString();
    for (const ContainerSummary &container : std::as_const(m_selection)) {
        for (const PortLink &link : portLinks(container.ports, host)) {
            if (link.address.isEmpty())
                continue;
            QAction *open = menu->addAction(icon(u"internet-web-browser"_s), tr("Open %1").arg(menuText(link.address)));
            open->setObjectName(u"containersOpenPort"_s);
            connect(open, &QAction::triggered, this,
                    [this, address = link.address] { Q_EMIT browseRequested(address); });
        }
    }
}

QMenu *ContainerCommands::makeContextMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(u"containersMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_selection.size() == 1)
        addPorts(menu);
    menu->addSeparator();
    menu->addActions({start, stop, restart, pause, unpause, kill});
    menu->addSeparator();
    menu->addActions({rename, exportFiles, showImage, copyName, copyId});
    menu->addSeparator();
    menu->addAction(remove);
    return menu;
}

} // namespace strata
