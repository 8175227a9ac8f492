// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerdialogs.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/containers/containerpresentation.h"
#include "core/bytesize.h"
#include "engine/api/containers.h"
#include "models/livetreemodel.h"

#include <QCheckBox>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

ContainerBrief briefOf(const ContainerSummary &container)
{
    return {.id = container.id, .name = container.name, .state = container.state};
}

QList<const ContainerSummary *> sortedByName(QList<const ContainerSummary *> containers)
{
    std::ranges::sort(containers, [](const auto *a, const auto *b) { return compareNames(a->name, b->name) < 0; });
    return containers;
}

} // namespace

ContainersDialog::ContainersDialog(const QString &objectName, EngineSession &session, QWidget *parent)
    : ConfirmationDialog(objectName, parent), m_session(session)
{
    connect(&session.inventory(), &Inventory::containersChanged, this, [this] { refresh(); });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
}

const QHash<ContainerId, ContainerSummary> &ContainersDialog::containers() const
{
    return m_session.inventory().containers();
}

ConfirmationDialog::Row ContainersDialog::row(const ContainerBrief &container, bool withSize) const
{
    const ContainerSummary summary = containers().value(container.id);
    return {.text = container.name,
            .note = containerStateText(summary),
            .freed = withSize ? formatBytes(m_sizes.value(container.id, -1)) : QString(),
            .target = {},
            .below = {}};
}

QString ContainersDialog::unmeasuredText(bool isOne) const
{
    if (m_isAsking)
        return isOne ? tr("What it has written into its own layer is lost; its size is being measured…")
                     : tr("What they have written into their own layers is lost; its size is being measured…");
    return isOne ? tr("What it has written into its own layer is lost.")
                 : tr("What they have written into their own layers is lost.");
}

QString ContainersDialog::lostText(const QList<ContainerId> &ids) const
{
    const bool isOne = ids.size() == 1;
    qint64 total = 0;
    for (const ContainerId &id : ids) {
        const qint64 size = m_sizes.value(id, -1);
        if (size < 0)
            return unmeasuredText(isOne);
        total += size;
    }
    if (total == 0)
        return isOne ? tr("It has written nothing into its own layer.")
                     : tr("They have written nothing into their own layers.");
    return isOne ? tr("What it has written into its own layer is lost: %1.").arg(formatBytes(total))
                 : tr("What they have written into their own layers is lost: %1.").arg(formatBytes(total));
}

void ContainersDialog::askSizes(const QList<ContainerId> &ids)
{
    m_unasked = ids;
    askNextSizes();
}

/// One batch after the other: the IDs travel in the request's address, which has to stay short.
void ContainersDialog::askNextSizes()
{
    m_isAsking = !m_unasked.isEmpty();
    if (!m_isAsking)
        return;
    QStringList names;
    for (const ContainerId &id : std::as_const(m_unasked).first(std::min(SizeBatch, m_unasked.size())))
        names.append(id.toString());
    m_unasked.remove(0, names.size());
    m_session.engine().containers().sizes(names, this, [this](const Result<QList<Containers::SizedContainer>> &sizes) {
        if (!sizes)
            m_unasked.clear();
        for (const auto &container : sizes ? *sizes : QList<Containers::SizedContainer>())
            m_sizes.insert(container.id, container.writableSize);
        askNextSizes();
        refresh();
    });
}

RemoveContainersDialog::RemoveContainersDialog(EngineSession &session, const QList<ContainerId> &ids, QWidget *parent)
    : ContainersDialog(u"removeContainersDialog"_s, session, parent), m_ids(ids)
{
    m_withRunning = addOption(u"removeContainersRunning"_s,
                              tr("They are killed first; they get no time to end by themselves."));
    m_volumes = addOption(
        u"removeContainersVolumes"_s,
        tr("Volumes without a name that were made with them, and the data in them. Volumes with a name stay."));
    setOptionVisible(m_volumes, true);
    for (const ContainerSummary *container : present())
        m_onlyActive = m_onlyActive && container->isActive();
    connect(m_withRunning, &QCheckBox::toggled, this, [this] { refresh(); });
    connect(m_volumes, &QCheckBox::toggled, this, [this] { refresh(); });
    const auto all = present();
    m_volumes->setText(all.size() == 1 ? tr("Also remove its anonymous volumes")
                                       : tr("Also remove their anonymous volumes"));
    setHeading(all.size() == 1 ? tr("Remove %1?").arg(visibleLine(all.first()->name, 60))
                               : tr("Remove %n containers?", nullptr, static_cast<int>(all.size())));
    askSizes(m_ids);
    refresh();
}

QList<const ContainerSummary *> RemoveContainersDialog::present() const
{
    QList<const ContainerSummary *> rows;
    for (const ContainerId &id : m_ids) {
        if (const auto container = containers().constFind(id); container != containers().cend())
            rows.append(&*container);
    }
    return rows;
}

bool RemoveContainersDialog::takesActive() const
{
    return m_onlyActive || m_withRunning->isChecked();
}

void RemoveContainersDialog::refresh()
{
    Group removed{.title = tr("Removed"), .rows = {}};
    Group killed{.title = tr("Killed and removed"), .rows = {}};
    Group kept{.title = tr("Stays, because it runs"), .rows = {}};
    QList<ContainerId> going;
    int active = 0;
    for (const ContainerSummary *container : present()) {
        const bool goes = !container->isActive() || takesActive();
        Group &group = !container->isActive() ? removed : goes ? killed : kept;
        group.rows.append(row(briefOf(*container), goes));
        active += container->isActive() ? 1 : 0;
        if (goes)
            going.append(container->id);
    }
    m_withRunning->setText(active == 1 ? tr("Also remove the one that is running")
                                       : tr("Also remove the %n that are running", nullptr, active));
    setOptionVisible(m_withRunning, active > 0 && !m_onlyActive);
    setGroups({removed, killed, kept});
    setSummary(going.isEmpty() ? tr("Nothing is removed.") : lostText(going));
    setCommand(going.isEmpty() ? QString() : actions::remove(targets(), force(), volumes()).commandLine.toString());
    setAcceptButton(killed.rows.isEmpty() ? tr("Remove") : tr("Kill and remove"), !going.isEmpty());
}

actions::ContainerTargets RemoveContainersDialog::targets() const
{
    actions::ContainerTargets targets;
    for (const ContainerSummary *container : present()) {
        if (!container->isActive() || takesActive())
            targets.append({container->id, container->name});
    }
    return targets;
}

bool RemoveContainersDialog::force() const
{
    return takesActive() && std::ranges::any_of(present(), &ContainerSummary::isActive);
}

bool RemoveContainersDialog::volumes() const
{
    return m_volumes->isChecked();
}

PruneContainersDialog::PruneContainersDialog(EngineSession &session, QWidget *parent)
    : ContainersDialog(u"pruneContainersDialog"_s, session, parent)
{
    setHeading(tr("Remove all stopped containers?"));
    setCommand(actions::pruneContainers().commandLine.toString());
    QList<ContainerId> ids;
    for (const ContainerBrief &container : previewContainerPrune(session.inventory()).containers)
        ids.append(container.id);
    askSizes(ids);
    refresh();
}

void PruneContainersDialog::refresh()
{
    const ContainerPrunePreview preview = previewContainerPrune(m_session.inventory(), m_sizes);
    Group removed{.title = tr("Removed"), .rows = {}};
    QList<ContainerId> going;
    for (const ContainerBrief &container : preview.containers) {
        removed.rows.append(row(container, true));
        going.append(container.id);
    }
    setGroups({removed});
    const int count = static_cast<int>(going.size());
    QString answer = tr("Every container runs, so nothing would be removed.");
    if (count > 0) {
        answer = count == 1 ? tr("1 container is removed.") : tr("%n containers are removed.", nullptr, count);
        answer += u' ' + lostText(going) + u' ' + tr("Running and paused containers, images and volumes stay.");
    }
    setSummary(answer);
    setAcceptButton(tr("Remove"), count > 0);
}

StopAllDialog::StopAllDialog(EngineSession &session, QWidget *parent)
    : ContainersDialog(u"stopAllDialog"_s, session, parent)
{
    setHeading(tr("Stop all running containers?"));
    refresh();
}

void StopAllDialog::refresh()
{
    const actions::ContainerTargets all = targets();
    Group stopped{.title = tr("Stopped"), .rows = {}};
    for (const actions::ContainerTarget &target : all)
        stopped.rows.append(row({.id = target.id, .name = target.name, .state = {}}, false));
    setGroups({stopped});
    const int count = static_cast<int>(all.size());
    QString answer = tr("None is running.");
    if (count == 1)
        answer = tr("1 container is stopped. Nothing is removed; start it again whenever you like.");
    else if (count > 1)
        answer = tr("%n containers are stopped. Nothing is removed; start them again whenever you like.", nullptr,
                    count);
    setSummary(answer);
    setCommand(all.isEmpty() ? QString() : actions::stop(all).commandLine.toString());
    setAcceptButton(tr("Stop"), !all.isEmpty());
}

actions::ContainerTargets StopAllDialog::targets() const
{
    QList<const ContainerSummary *> active;
    for (const ContainerSummary &container : containers()) {
        if (container.isActive())
            active.append(&container);
    }
    actions::ContainerTargets targets;
    for (const ContainerSummary *container : sortedByName(active))
        targets.append({container->id, container->name});
    return targets;
}

} // namespace strata
