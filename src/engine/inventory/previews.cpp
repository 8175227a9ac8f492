// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/previews.h"

#include "engine/inventory/inventory.h"

#include "core/imagereference.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace strata {

namespace {

constexpr qsizetype shortestId = 12;

bool isActiveState(ContainerState state)
{
    return state == ContainerState::Running || state == ContainerState::Paused || state == ContainerState::Restarting;
}

void sortBiggestFirst(QList<ImageSummary> &images)
{
    std::ranges::sort(images, [](const ImageSummary &a, const ImageSummary &b) {
        return std::tie(b.size, a.id) < std::tie(a.size, b.id);
    });
}

/// What still names one image while names are taken from it.
struct Names
{
    QStringList tags;
    QStringList digests;

    bool isEmpty() const { return tags.isEmpty() && digests.isEmpty(); }
    bool contains(const QString &name) const { return tags.contains(name) || digests.contains(name); }
    bool isSingle() const;
    void remove(const QString &name);
};

QString repositoryOf(const QString &name)
{
    if (const qsizetype at = name.indexOf(u'@'); at >= 0)
        return name.first(at);
    const qsizetype colon = name.lastIndexOf(u':');
    return colon > name.lastIndexOf(u'/') ? name.first(colon) : name;
}

/// One tag, or none, and no digest of another repository (image_delete.go, isSingleReference).
bool Names::isSingle() const
{
    if (tags.size() + digests.size() <= 1)
        return true;
    if (tags.size() > 1)
        return false;
    QSet<QString> repositories;
    for (const QString &digest : digests)
        repositories.insert(repositoryOf(digest));
    return repositories.size() == 1 && (tags.isEmpty() || repositories.contains(repositoryOf(tags.first())));
}

/// With a repository's last tag its digests go too.
void Names::remove(const QString &name)
{
    digests.removeOne(name);
    if (!tags.removeOne(name))
        return;
    const QString repository = repositoryOf(name);
    const auto isOfRepository = [&](const QString &other) { return repositoryOf(other) == repository; };
    if (std::ranges::none_of(tags, isOfRepository))
        digests.removeIf(isOfRepository);
}

/// What was asked for one image.
struct Request
{
    QStringList names; ///< its tags and digests that shall go
    QString byId;      ///< how its ID was written, when it was given by ID
};

class RemovalPlanner
{
public:
    RemovalPlanner(const Holdings &holdings, QHash<ImageId, QList<ContainerBrief>> users, bool force);

    RemovalPreview plan(const QList<actions::ImageTarget> &targets);

private:
    void index();
    ImageId find(const QString &reference, QString &name);
    QString spellingOf(const QString &reference);
    ImageId findById(const QString &reference) const;
    void planImage(const ImageSummary &image, const Request &request);
    void loseLastName(const ImageSummary &image);
    void planById(const ImageSummary &image, const QString &reference, const Names &left);
    void remove(const ImageSummary &image);
    void block(const ImageSummary &image, const QString &reference, BlockedImage::Why why, bool forceHelps);
    QList<ImageId> childrenThatStay(const ImageId &image) const;
    bool hasActiveUser(const ImageId &image) const;

    const Holdings &m_holdings;
    QHash<ImageId, QList<ContainerBrief>> m_users;
    bool m_force;
    QHash<QString, ImageId> m_byName;
    QHash<QString, QString> m_spellings; ///< normalised name -> the engine's spelling; made when first needed
    QHash<ImageId, QList<ImageId>> m_children;
    QSet<ImageId> m_deleted;
    RemovalPreview m_preview;
};

RemovalPlanner::RemovalPlanner(const Holdings &holdings, QHash<ImageId, QList<ContainerBrief>> users, bool force)
    : m_holdings(holdings), m_users(std::move(users)), m_force(force)
{
    index();
}

void RemovalPlanner::index()
{
    for (const ImageSummary &image : m_holdings.images) {
        for (const QStringList &names : {image.repoTags, image.repoDigests}) {
            for (const QString &name : names)
                m_byName.insert(name, image.id);
        }
        if (!image.parentId.isEmpty())
            m_children[image.parentId].append(image.id);
    }
}

QString normalised(const QString &name)
{
    const auto reference = ImageReference::parse(name);
    if (!reference)
        return {};
    const ImageReference full = reference->withDefaultTag();
    return full.domain() + u'/' + full.path() + u':' + full.tag() + u'@' + full.digest();
}

QString RemovalPlanner::spellingOf(const QString &reference)
{
    if (m_spellings.isEmpty()) {
        for (auto name = m_byName.keyBegin(); name != m_byName.keyEnd(); ++name)
            m_spellings.insert(normalised(*name), *name);
    }
    const QString wanted = normalised(reference);
    return wanted.isEmpty() ? QString() : m_spellings.value(wanted);
}

ImageId RemovalPlanner::findById(const QString &reference) const
{
    const QString digits = reference.startsWith(u"sha256:") ? reference.sliced(7) : reference;
    if (digits.size() < shortestId)
        return {};
    for (auto id = m_holdings.images.keyBegin(); id != m_holdings.images.keyEnd(); ++id) {
        const QStringView whole = id->toString();
        if (whole.sliced(whole.indexOf(u':') + 1).startsWith(digits))
            return *id;
    }
    return {};
}

/// Sets `name` to the engine's spelling when the reference is a name, else empties it.
ImageId RemovalPlanner::find(const QString &reference, QString &name)
{
    name.clear();
    if (m_holdings.images.contains(ImageId(reference)))
        return ImageId(reference);
    name = m_byName.contains(reference) ? reference : spellingOf(reference);
    return name.isEmpty() ? findById(reference) : m_byName.value(name);
}

RemovalPreview RemovalPlanner::plan(const QList<actions::ImageTarget> &targets)
{
    QList<ImageId> order;
    QHash<ImageId, Request> requests;
    for (const actions::ImageTarget &target : targets) {
        QString name;
        const ImageId id = find(target.reference, name);
        if (id.isEmpty()) {
            m_preview.unknown.append(target.reference);
            continue;
        }
        if (!requests.contains(id))
            order.append(id);
        Request &request = requests[id];
        if (name.isEmpty())
            request.byId = target.reference;
        else if (!request.names.contains(name))
            request.names.append(name);
    }
    for (const ImageId &id : std::as_const(order))
        planImage(m_holdings.images[id], requests[id]);
    sortBiggestFirst(m_preview.deleted);
    QList<ImageSummary> unused = m_preview.deleted;
    unused.removeIf([this](const ImageSummary &image) { return m_users.contains(image.id); });
    m_preview.freed = bytesFreedBy(unused);
    return std::move(m_preview);
}

void RemovalPlanner::block(const ImageSummary &image, const QString &reference, BlockedImage::Why why, bool forceHelps)
{
    BlockedImage blocked{.reference = reference,
                         .image = image.id,
                         .why = why,
                         .containers = {},
                         .children = {},
                         .forceHelps = forceHelps};
    if (why == BlockedImage::Why::UsedByContainers)
        blocked.containers = m_users.value(image.id);
    if (why == BlockedImage::Why::HasChildren)
        blocked.children = childrenThatStay(image.id);
    m_preview.blocked.append(std::move(blocked));
}

QList<ImageId> RemovalPlanner::childrenThatStay(const ImageId &image) const
{
    QList<ImageId> children = m_children.value(image);
    children.removeIf([this](const ImageId &id) { return m_deleted.contains(id); });
    return children;
}

void RemovalPlanner::planImage(const ImageSummary &image, const Request &request)
{
    Names left{image.repoTags, image.repoDigests};
    bool lostLast = false;
    for (const QString &name : request.names) {
        if (!left.contains(name))
            continue;
        if (!m_force && left.isSingle() && m_users.contains(image.id)) {
            block(image, name, BlockedImage::Why::UsedByContainers, true);
            continue;
        }
        left.remove(name);
        m_preview.untagged.append(name);
        lostLast = left.isEmpty();
    }
    if (lostLast)
        loseLastName(image);
    else if (!request.byId.isEmpty())
        planById(image, request.byId, left);
}

/// The engine then removes the image too, and says nothing where it cannot.
void RemovalPlanner::loseLastName(const ImageSummary &image)
{
    if (!childrenThatStay(image.id).isEmpty())
        return;
    if (hasActiveUser(image.id))
        m_preview.leftDangling.append(image);
    else
        remove(image);
}

void RemovalPlanner::planById(const ImageSummary &image, const QString &reference, const Names &left)
{
    const bool active = hasActiveUser(image.id);
    if (!childrenThatStay(image.id).isEmpty())
        return block(image, reference, BlockedImage::Why::HasChildren, false);
    if (active || (!m_force && m_users.contains(image.id)))
        return block(image, reference, BlockedImage::Why::UsedByContainers, !active);
    if (!m_force && !left.isSingle())
        return block(image, reference, BlockedImage::Why::SeveralNames, true);
    m_preview.untagged.append(left.tags);
    remove(image);
}

void RemovalPlanner::remove(const ImageSummary &image)
{
    m_deleted.insert(image.id);
    m_preview.deleted.append(image);
}

bool RemovalPlanner::hasActiveUser(const ImageId &image) const
{
    return std::ranges::any_of(m_users.value(image), isActiveState, &ContainerBrief::state);
}

void sortForPeople(QList<ContainerBrief> &containers)
{
    std::ranges::sort(containers, {},
                      [](const ContainerBrief &c) { return std::tuple(!isActiveState(c.state), c.name); });
}

QHash<ImageId, QList<ContainerBrief>> usersOfImages(const Holdings &holdings)
{
    QHash<ImageId, QList<ContainerBrief>> users;
    for (const ContainerSummary &c : holdings.containers)
        users[c.imageId].append({c.id, c.name, c.state});
    for (QList<ContainerBrief> &containers : users)
        sortForPeople(containers);
    return users;
}

} // namespace

Holdings::Holdings(QHash<ImageId, ImageSummary> i, QHash<ContainerId, ContainerSummary> c)
    : images(std::move(i)), containers(std::move(c))
{}

Holdings::Holdings(const Inventory &inventory) : images(inventory.images()), containers(inventory.containers()) {}

RemovalPreview previewImageRemoval(const Holdings &holdings, const QList<actions::ImageTarget> &targets, bool force)
{
    return RemovalPlanner(holdings, usersOfImages(holdings), force).plan(targets);
}

ContainerPrunePreview previewContainerPrune(const Holdings &holdings, const QHash<ContainerId, qint64> &writableSizes)
{
    ContainerPrunePreview preview;
    qint64 freed = 0;
    bool allKnown = true;
    for (const ContainerSummary &c : holdings.containers) {
        if (isActiveState(c.state))
            continue;
        preview.containers.append({c.id, c.name, c.state});
        const qint64 size = writableSizes.value(c.id, -1);
        allKnown = allKnown && size >= 0;
        freed += std::max(size, qint64{0});
    }
    std::ranges::sort(preview.containers, {}, &ContainerBrief::name);
    preview.freed = allKnown ? freed : -1;
    return preview;
}

namespace {

/// The engine asks to remove each name, in the order of the whole names; only the last one is refused.
QStringList namesThatPruneTakes(const ImageSummary &image)
{
    QStringList order = image.repoTags + image.repoDigests;
    std::ranges::sort(order, {}, normalised);
    Names left{image.repoTags, image.repoDigests};
    QStringList taken;
    for (const QString &name : std::as_const(order)) {
        if (left.isSingle())
            break;
        if (left.contains(name))
            taken.append(name);
        left.remove(name);
    }
    return taken;
}

} // namespace

ImagePrunePreview previewImagePrune(const Holdings &holdings, bool danglingOnly)
{
    ImagePrunePreview preview;
    const auto users = usersOfImages(holdings);
    for (const ImageSummary &image : holdings.images) {
        if ((image.isDangling() || !danglingOnly) && !users.contains(image.id))
            preview.images.append(image);
        else if (!danglingOnly)
            preview.mayUntag.append(namesThatPruneTakes(image));
    }
    preview.mayUntag.sort();
    sortBiggestFirst(preview.images);
    preview.freed = bytesFreedBy(preview.images);
    return preview;
}

QList<ContainerBrief> containersUsing(const Holdings &holdings, const ImageId &image)
{
    QList<ContainerBrief> users;
    for (const ContainerSummary &c : holdings.containers) {
        if (c.imageId == image)
            users.append({c.id, c.name, c.state});
    }
    sortForPeople(users);
    return users;
}

FreedBytes bytesFreedBy(const QList<ImageSummary> &images)
{
    FreedBytes freed;
    qint64 shared = 0;
    qint64 mostShared = 0;
    bool someUnknown = false;
    qsizetype sharers = 0;
    for (const ImageSummary &image : images) {
        const qint64 size = std::max(image.size, qint64{0});
        if (image.sharedSize < 0) {
            someUnknown = true;
            freed.atMost += size;
            continue;
        }
        const qint64 own = std::max(size - image.sharedSize, qint64{0});
        freed.atLeast += own;
        freed.atMost += own;
        sharers += image.sharedSize > 0 ? 1 : 0;
        shared += image.sharedSize;
        mostShared = std::max(mostShared, image.sharedSize);
    }
    if (someUnknown)
        freed.atMost += shared;
    else if (sharers > 1)
        freed.atMost += std::min(shared / 2, shared - mostShared);
    return freed;
}

} // namespace strata
