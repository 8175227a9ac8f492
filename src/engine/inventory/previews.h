// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/imageactions.h"
#include "engine/api/types.h"

#include <QHash>

/// What would happen if: pure functions over the live picture, for the windows that ask before anything is deleted.
/// They know only what the lists say; the engine has the last word (intermediate images of the classic builder are
/// not listed: an image that one of them is built on is only untagged).
namespace strata {

class Inventory;

/// The live picture as a value; copies are cheap.
struct Holdings
{
    QHash<ImageId, ImageSummary> images;
    QHash<ContainerId, ContainerSummary> containers;

    Holdings() = default;
    Holdings(QHash<ImageId, ImageSummary> images, QHash<ContainerId, ContainerSummary> containers);
    Holdings(const Inventory &inventory); // NOLINT(google-explicit-constructor): the functions below take an Inventory
};

/// Bytes that would be freed. Exact when atLeast == atMost.
/// An image alone frees size - sharedSize. Of several images that share layers the list does not say with whom:
/// atLeast counts only what each has for itself; atMost adds the most that can be shared among them alone (a shared
/// layer that goes is in two of them at least). Where sharedSize is not known, atLeast is 0 and atMost the size.
struct FreedBytes
{
    qint64 atLeast = 0;
    qint64 atMost = 0;
    bool isExact() const { return atLeast == atMost; }
    friend bool operator==(const FreedBytes &, const FreedBytes &) = default;
};

/// A container as somebody in the way, or as something that goes.
struct ContainerBrief
{
    ContainerId id;
    QString name;
    ContainerState state = ContainerState::Unknown;
    friend bool operator==(const ContainerBrief &, const ContainerBrief &) = default;
};

/// An image, or one of its names, that the engine would refuse to remove.
struct BlockedImage
{
    enum class Why {
        UsedByContainers, ///< `containers` use it
        SeveralNames,     ///< asked for by its ID, but it has names in several repositories (or several tags)
        HasChildren,      ///< other images are built on it
    };
    QString reference; ///< as it was asked for
    ImageId image;
    Why why = Why::UsedByContainers;
    QList<ContainerBrief> containers; ///< running ones first, then by name
    QList<ImageId> children;
    bool forceHelps = false; ///< `docker rmi -f` would do it
};

struct RemovalPreview
{
    QStringList untagged;        ///< names that go, in the order they were asked for
    QList<ImageSummary> deleted; ///< images that go as a whole, the biggest first
    /// Images that lose their last name but stay, dangling, because a running container uses them (only with force).
    QList<ImageSummary> leftDangling;
    QList<BlockedImage> blocked; ///< what stays, and why
    QStringList unknown;         ///< asked for, but not there (any more)
    FreedBytes freed;            ///< by `deleted`; layers that stopped containers stand on stay with those
};

/// What `docker rmi [-f] targets…` would do (moby daemon/images/image_delete.go). A target is a name or an ID, whole
/// or at least its first twelve digits.
RemovalPreview previewImageRemoval(const Holdings &holdings, const QList<actions::ImageTarget> &targets, bool force);

struct ContainerPrunePreview
{
    QList<ContainerBrief> containers; ///< by name
    qint64 freed = -1;                ///< bytes in their writable layers; -1 while any of them is not known
};

/// What `docker container prune` would take: every container that neither runs, is paused nor restarts.
/// `writableSizes` from Containers::sizes().
ContainerPrunePreview previewContainerPrune(const Holdings &holdings,
                                            const QHash<ContainerId, qint64> &writableSizes = {});

struct ImagePrunePreview
{
    QList<ImageSummary> images; ///< what goes, the biggest first
    /// Names that images in use may lose (never their last one): Docker with a graph driver does that on prune -a
    /// (seen with 26.1), Podman and the containerd store do not.
    QStringList mayUntag;
    FreedBytes freed;
};

/// What `docker image prune` (dangling only) or `docker image prune -a` (every image without a container) would take.
/// An image that any container uses, running or not, stays.
ImagePrunePreview previewImagePrune(const Holdings &holdings, bool danglingOnly);

/// The containers made from an image, running ones first, then by name.
QList<ContainerBrief> containersUsing(const Holdings &holdings, const ImageId &image);

/// What removing all of these images together would free.
FreedBytes bytesFreedBy(const QList<ImageSummary> &images);

} // namespace strata
