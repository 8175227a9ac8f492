// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/removeimagesdialog.h"

#include "app/common/previewtext.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/containers/containerpresentation.h"
#include "core/bytesize.h"
#include "engine/actions/containeractions.h"

#include <QCheckBox>
#include <QSet>

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool isStopped(const ContainerBrief &container)
{
    return container.state == ContainerState::Created || container.state == ContainerState::Exited
        || container.state == ContainerState::Dead;
}

QString targetName(const actions::ImageTarget &target)
{
    const bool isId = target.reference.startsWith(u"sha256:");
    return isId ? ImageId(target.reference).shortened() : target.reference;
}

ConfirmationDialog::Row containerRow(const ContainerBrief &container)
{
    return {.text = container.name,
            .note = containerStateWord(container.state),
            .freed = {},
            .target = linkTarget(u"container"_s, container.id.toString()),
            .below = {}};
}

const ImageSummary *imageNamed(const Holdings &holdings, const QString &reference)
{
    for (const ImageSummary &image : holdings.images) {
        if (image.repoTags.contains(reference) || image.repoDigests.contains(reference))
            return &image;
    }
    return nullptr;
}

/// A name that goes from an image that stays; the other names are what it is known by then.
ConfirmationDialog::Row untaggedRow(const QString &name, const ImageSummary &image, const QStringList &going)
{
    QStringList others = image.repoTags;
    if (others.isEmpty())
        others = image.repoDigests;
    others.removeIf([&going](const QString &other) { return going.contains(other); });
    const QString note = others.isEmpty() ? RemoveImagesDialog::tr("the image stays")
                                          : RemoveImagesDialog::tr("the image stays as %1").arg(namesForTitle(others));
    return {.text = name, .note = note, .freed = {}, .target = {}, .below = {}};
}

} // namespace

RemoveImagesDialog::RemoveImagesDialog(EngineSession &session, QList<actions::ImageTarget> targets, QWidget *parent)
    : ConfirmationDialog(u"removeImagesDialog"_s, parent), m_session(session), m_targets(std::move(targets))
{
    m_withContainers = addOption(u"removeImagesContainers"_s,
                                 tr("What those containers have written into their own layers is lost."));
    m_force = addOption(u"removeImagesForce"_s,
                        tr("The names go. A stopped container keeps its files, and the space that they take; no new "
                           "container can be made from the image. An image that a running container uses stays, "
                           "without a name."));
    m_force->setText(tr("Force: remove images although containers use them"));
    setHeading(m_targets.size() == 1 ? tr("Remove %1?").arg(visibleLine(targetName(m_targets.first()), 60))
                                     : tr("Remove %n images?", nullptr, static_cast<int>(m_targets.size())));
    connect(m_withContainers, &QCheckBox::toggled, this, &RemoveImagesDialog::refresh);
    connect(m_force, &QCheckBox::toggled, this, &RemoveImagesDialog::refresh);
    connect(&session.inventory(), &Inventory::imagesChanged, this, &RemoveImagesDialog::refresh);
    connect(&session.inventory(), &Inventory::containersChanged, this, &RemoveImagesDialog::refresh);
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

void RemoveImagesDialog::refresh()
{
    refreshOptions(previewImageRemoval(m_session.inventory(), m_targets, false));
    const Holdings holdings = holdingsAfterContainers();
    m_preview = previewImageRemoval(holdings, m_targets, m_force->isChecked());
    setGroups(groups(holdings));
    setSummary(summary());
    const Decision todo = decision();
    QStringList commands;
    if (!todo.containers.isEmpty()) {
        actions::ContainerTargets containers;
        for (const ContainerBrief &container : todo.containers)
            containers.append({container.id, container.name});
        commands.append(actions::remove(containers, false, false).commandLine.toString());
    }
    if (!todo.images.isEmpty())
        commands.append(actions::removeImages(todo.images, todo.force).commandLine.toString());
    setCommand(commands.join(u" && "_s));
    setAcceptButton(tr("Remove"), !todo.images.isEmpty());
}

void RemoveImagesDialog::refreshOptions(const RemovalPreview &plain)
{
    m_stoppedUsers.clear();
    bool forceHelps = false;
    for (const BlockedImage &blocked : plain.blocked) {
        forceHelps = forceHelps || blocked.forceHelps;
        for (const ContainerBrief &container : blocked.containers) {
            if (isStopped(container) && !m_stoppedUsers.contains(container))
                m_stoppedUsers.append(container);
        }
    }
    QStringList names;
    for (const ContainerBrief &container : std::as_const(m_stoppedUsers))
        names.append(visibleLine(container.name, 24));
    m_withContainers->setText(
        menuText(tr("Also remove the stopped containers that use them: %1").arg(namesForTitle(names))));
    setOptionVisible(m_withContainers, !m_stoppedUsers.isEmpty());
    setOptionVisible(m_force, forceHelps);
}

Holdings RemoveImagesDialog::holdingsAfterContainers() const
{
    Holdings holdings(m_session.inventory());
    if (m_withContainers->isChecked()) {
        for (const ContainerBrief &container : m_stoppedUsers)
            holdings.containers.remove(container.id);
    }
    return holdings;
}

RemoveImagesDialog::Decision RemoveImagesDialog::decision() const
{
    Decision todo{.containers = {}, .images = {}, .force = m_force->isChecked()};
    if (m_withContainers->isChecked())
        todo.containers = m_stoppedUsers;
    QSet<QString> left(m_preview.unknown.cbegin(), m_preview.unknown.cend());
    for (const BlockedImage &blocked : m_preview.blocked)
        left.insert(blocked.reference);
    for (const actions::ImageTarget &target : m_targets) {
        if (!left.contains(target.reference))
            todo.images.append(target);
    }
    return todo;
}

QString RemoveImagesDialog::summary() const
{
    QStringList sentences;
    if (const int deleted = static_cast<int>(m_preview.deleted.size()); deleted > 0) {
        const QString freed = freedText(m_preview.freed);
        sentences.append(deleted == 1 ? tr("1 image is deleted, which frees %1.").arg(freed)
                                      : tr("%n images are deleted, which frees %1.", nullptr, deleted).arg(freed));
    } else if (!m_preview.untagged.isEmpty()) {
        sentences.append(tr("Only names are removed; no image is deleted and nothing is freed."));
    }
    if (!m_preview.blocked.isEmpty()) {
        const int blocked = static_cast<int>(m_preview.blocked.size());
        sentences.append(blocked == 1 ? tr("1 cannot be removed as it is.")
                                      : tr("%n cannot be removed as they are.", nullptr, blocked));
    }
    return sentences.join(u' ');
}

QList<ConfirmationDialog::Group> RemoveImagesDialog::groups(const Holdings &holdings) const
{
    Group deleted{.title = tr("Deleted"), .rows = {}};
    Group untagged{.title = tr("Only the name goes"), .rows = {}};
    Group dangling{.title = tr("Loses its last name, but stays"), .rows = {}};
    Group blocked{.title = tr("Stays"), .rows = {}};
    Group unknown{.title = tr("Not there any more"), .rows = {}};
    QSet<ImageId> going;
    for (const ImageSummary &image : m_preview.deleted) {
        going.insert(image.id);
        deleted.rows.append(deletedRow(image, !containersUsing(holdings, image.id).isEmpty()));
    }
    for (const ImageSummary &image : m_preview.leftDangling) {
        going.insert(image.id);
        Row row{.text = imageNames(image),
                .note = tr("used by a running container"),
                .freed = {},
                .target = {},
                .below = {}};
        for (const ContainerBrief &container : containersUsing(holdings, image.id))
            row.below.append(containerRow(container));
        dangling.rows.append(row);
    }
    for (const QString &name : m_preview.untagged) {
        const ImageSummary *image = imageNamed(holdings, name);
        if (!image || going.contains(image->id))
            continue;
        untagged.rows.append(untaggedRow(name, *image, m_preview.untagged));
    }
    for (const BlockedImage &image : m_preview.blocked)
        blocked.rows.append(blockedRow(image));
    for (const QString &reference : m_preview.unknown)
        unknown.rows.append({.text = reference, .note = {}, .freed = {}, .target = {}, .below = {}});
    return {deleted, untagged, dangling, blocked, unknown};
}

ConfirmationDialog::Row RemoveImagesDialog::deletedRow(const ImageSummary &image, bool isUsed)
{
    if (isUsed) {
        return {.text = imageNames(image),
                .note = tr("its space stays with the containers that stand on it"),
                .freed = formatBytes(0),
                .target = {},
                .below = {}};
    }
    const QString note = image.sharedSize > 0
        ? tr("%1, of which %2 are shared").arg(formatBytes(image.size), formatBytes(image.sharedSize))
        : QString();
    return {
        .text = imageNames(image), .note = note, .freed = freedText(bytesFreedBy({image})), .target = {}, .below = {}};
}

ConfirmationDialog::Row RemoveImagesDialog::blockedRow(const BlockedImage &blocked) const
{
    Row row{.text = targetName({blocked.reference}), .note = {}, .freed = {}, .target = {}, .below = {}};
    switch (blocked.why) {
    case BlockedImage::Why::UsedByContainers: row.note = tr("used by:"); break;
    case BlockedImage::Why::SeveralNames: row.note = tr("has several names; remove them, or force it"); break;
    case BlockedImage::Why::HasChildren: row.note = tr("other images are built on it:"); break;
    }
    for (const ContainerBrief &container : blocked.containers)
        row.below.append(containerRow(container));
    for (const ImageId &child : blocked.children) {
        const ImageSummary image = m_session.inventory().images().value(child);
        row.below.append({.text = image.id.isEmpty() ? child.shortened() : imageNames(image),
                          .note = {},
                          .freed = {},
                          .target = linkTarget(u"image"_s, child.toString()),
                          .below = {}});
    }
    return row;
}

PruneImagesDialog::PruneImagesDialog(EngineSession &session, bool danglingOnly, QWidget *parent)
    : ConfirmationDialog(danglingOnly ? u"pruneDanglingDialog"_s : u"pruneUnusedDialog"_s, parent), m_session(session),
      m_danglingOnly(danglingOnly)
{
    setHeading(danglingOnly ? tr("Remove all dangling images?") : tr("Remove all unused images?"));
    setCommand(actions::pruneImages(danglingOnly).commandLine.toString());
    connect(&session.inventory(), &Inventory::imagesChanged, this, &PruneImagesDialog::refresh);
    connect(&session.inventory(), &Inventory::containersChanged, this, &PruneImagesDialog::refresh);
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

void PruneImagesDialog::refresh()
{
    const Holdings holdings(m_session.inventory());
    const ImagePrunePreview preview = previewImagePrune(holdings, m_danglingOnly);
    const QStringList names = namesThatGo(preview);
    Group deleted{.title = tr("Deleted"), .rows = {}};
    Group untagged{.title = tr("Only the name goes"), .rows = {}};
    for (const ImageSummary &image : preview.images) {
        deleted.rows.append({.text = imageNames(image),
                             .note = relativeTime(image.created),
                             .freed = freedText(bytesFreedBy({image})),
                             .target = {},
                             .below = {}});
    }
    for (const QString &name : names) {
        if (const ImageSummary *image = imageNamed(holdings, name))
            untagged.rows.append(untaggedRow(name, *image, names));
    }
    setGroups({deleted, untagged});
    setSummary(summary(preview, static_cast<int>(names.size())));
    setAcceptButton(tr("Remove"), !preview.images.isEmpty() || !names.isEmpty());
}

/// Only engines with a graph driver take names from images in use.
QStringList PruneImagesDialog::namesThatGo(const ImagePrunePreview &preview) const
{
    const auto &identity = m_session.engine().identity();
    const auto &info = m_session.inventory().info();
    const bool keepsNames = (identity && identity->isPodman) || (info && info->containerdStore);
    return keepsNames ? QStringList() : preview.mayUntag;
}

QString PruneImagesDialog::summary(const ImagePrunePreview &preview, int names) const
{
    QStringList sentences{m_danglingOnly ? tr("Dangling images have no name and no container uses them.")
                                         : tr("Unused images are those that no container uses, running or not.")};
    const int count = static_cast<int>(preview.images.size());
    if (count == 1)
        sentences.append(tr("1 image is deleted, which frees %1.").arg(freedText(preview.freed)));
    else if (count > 1)
        sentences.append(tr("%n images are deleted, which frees %1.", nullptr, count).arg(freedText(preview.freed)));
    if (names > 0)
        sentences.append(tr("Images in use keep one name each; their other names go."));
    if (sentences.size() == 1)
        sentences.append(tr("There are none, so nothing would be removed."));
    return sentences.join(u' ');
}

} // namespace strata
