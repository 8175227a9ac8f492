// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/imagemodel.h"

#include "core/bytesize.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QStringView digitsOf(const ImageId &id)
{
    return QStringView(id.toString()).mid(id.toString().indexOf(u':') + 1);
}

// "localhost:5000/shop/api:1.4" into repository and tag.
std::pair<QString, QString> splitReference(const QString &reference)
{
    const qsizetype colon = reference.lastIndexOf(u':');
    if (colon <= reference.lastIndexOf(u'/'))
        return {reference, {}};
    return {reference.left(colon), reference.mid(colon + 1)};
}

QString repositoryOfDigest(const QString &digest)
{
    const qsizetype at = digest.indexOf(u'@');
    return at < 0 ? QString() : digest.left(at);
}

QList<ImageRowKey> keysFor(const ImageSummary &image)
{
    if (image.repoTags.isEmpty())
        return {{image.id, {}}};
    QList<ImageRowKey> keys;
    for (const QString &reference : image.repoTags)
        keys.append({image.id, reference});
    return keys;
}

ImageRow rowFor(const ImageSummary &image, const QString &reference)
{
    ImageRow row;
    row.id = image.id;
    row.created = image.created;
    row.size = image.size;
    row.sharedSize = image.sharedSize;
    if (!reference.isEmpty())
        std::tie(row.repository, row.tag) = splitReference(reference);
    else if (!image.repoDigests.isEmpty())
        row.repository = repositoryOfDigest(image.repoDigests.first());
    for (const QString &digest : image.repoDigests) {
        if (repositoryOfDigest(digest) == row.repository)
            row.digests.append(digest);
    }
    return row;
}

// Images without a name stand behind those that have one.
std::weak_ordering compareRepositories(const ImageRow &a, const ImageRow &b)
{
    if (const auto order = a.repository.isEmpty() <=> b.repository.isEmpty(); order != 0)
        return order;
    return compareNames(a.repository, b.repository);
}

QVariant displayText(const ImageRow &row, int column)
{
    switch (column) {
    case ImageModel::Repository: return row.repository;
    case ImageModel::Tag: return row.tag;
    case ImageModel::Id: return row.id.shortened();
    case ImageModel::Created:
        return row.created > 0 ? QDateTime::fromSecsSinceEpoch(row.created).toString(Qt::ISODate) : QString();
    case ImageModel::Size: return formatBytes(row.size);
    case ImageModel::SharedSize: return formatBytes(row.sharedSize);
    case ImageModel::UsedBy: return row.usedBy.isEmpty() ? QString() : QString::number(row.usedBy.size());
    }
    return {};
}

QVariant sortValue(const ImageRow &row, int column)
{
    switch (column) {
    case ImageModel::Id: return row.id.toString();
    case ImageModel::Created: return row.created;
    case ImageModel::Size: return row.size;
    case ImageModel::SharedSize: return row.sharedSize;
    case ImageModel::UsedBy: return row.usedBy.size();
    }
    return displayText(row, column);
}

qint64 sizeOnce(const QList<const ImageRow *> &rows)
{
    qint64 total = -1;
    QSet<ImageId> seen;
    for (const ImageRow *row : rows) {
        if (row->size >= 0 && !seen.contains(row->id))
            total = std::max<qint64>(total, 0) + row->size;
        seen.insert(row->id);
    }
    return total;
}

QStringList usersOnce(const QList<const ImageRow *> &rows)
{
    QStringList names;
    QSet<ImageId> seen;
    for (const ImageRow *row : rows) {
        if (!seen.contains(row->id))
            names += row->usedBy;
        seen.insert(row->id);
    }
    return names;
}

qint64 newest(const QList<const ImageRow *> &rows)
{
    qint64 result = 0;
    for (const ImageRow *row : rows)
        result = std::max(result, row->created);
    return result;
}

} // namespace

QString ImageRow::reference() const
{
    return isDangling() ? id.toString() : QString(repository + u':' + tag);
}

std::strong_ordering operator<=>(const ImageRowKey &a, const ImageRowKey &b)
{
    if (const auto order = compareNames(a.reference, b.reference); order != 0)
        return order;
    return a.id.toString().compare(b.id.toString()) <=> 0;
}

ImageModel::ImageModel(QObject *parent) : LiveTreeModel(ColumnCount, Repository, parent)
{
    m_queueTimer.setInterval(0);
    connect(&m_queueTimer, &QTimer::timeout, this, &ImageModel::takeQueued);
}

void ImageModel::apply(const ImageChanges &changes)
{
    Changes<ImageRow, ImageRowKey> rows;
    QSet<ImageRowKey> vanished;
    for (const ImageId &id : changes.removed) {
        for (const ImageRowKey &key : keysFor(m_images.take(id)))
            vanished.insert(key);
    }
    for (const ImageSummary &image : changes.upserted) {
        if (const auto old = m_images.constFind(image.id); old != m_images.cend()) {
            for (const ImageRowKey &key : keysFor(*old))
                vanished.insert(key);
        }
        m_images.insert(image.id, image);
        for (const ImageRowKey &key : keysFor(image)) {
            ImageRow row = rowFor(image, key.reference);
            addUsers(&row);
            rows.upserted.append(std::move(row));
            vanished.remove(key);
        }
    }
    rows.removed = vanished.values();
    LiveTreeModel::apply(std::move(rows));
    refreshLargest();
}

void ImageModel::applyContainers(const ContainerChanges &changes)
{
    if (m_queue.isEmpty() && changes.removed.size() + changes.upserted.size() <= ContainerBatch)
        return takeContainers(changes);
    for (qsizetype i = 0; i < changes.removed.size(); i += ContainerBatch)
        m_queue.append({{}, changes.removed.mid(i, ContainerBatch)});
    for (qsizetype i = 0; i < changes.upserted.size(); i += ContainerBatch)
        m_queue.append({changes.upserted.mid(i, ContainerBatch), {}});
    m_queueTimer.start();
}

void ImageModel::takeQueued()
{
    if (!m_queue.isEmpty())
        takeContainers(m_queue.takeFirst());
    if (m_queue.isEmpty())
        m_queueTimer.stop();
}

void ImageModel::takeContainers(const ContainerChanges &changes)
{
    QSet<ImageId> touched;
    for (const ContainerId &id : changes.removed)
        release(id, &touched);
    for (const ContainerSummary &container : changes.upserted) {
        const Use use{imageIdFrom(container.imageId.toString()), container.name};
        const auto old = m_uses.constFind(container.id);
        if (old != m_uses.cend() && old->image == use.image && old->name == use.name)
            continue;
        release(container.id, &touched);
        if (use.image.isEmpty())
            continue;
        m_uses.insert(container.id, use);
        m_users[use.image].insert(container.id);
        touched.insert(use.image);
    }
    QList<ImageRowKey> keys;
    for (const ImageId &id : std::as_const(touched)) {
        for (const ImageRowKey &key : keysOf(id)) {
            if (ImageRow *row = edit(key)) {
                addUsers(row);
                keys.append(key);
            }
        }
    }
    editedIn(UsedBy, keys);
}

void ImageModel::release(const ContainerId &container, QSet<ImageId> *touched)
{
    const auto use = m_uses.constFind(container);
    if (use == m_uses.cend())
        return;
    const auto users = m_users.find(use->image);
    users->remove(container);
    touched->insert(use->image);
    if (users->isEmpty())
        m_users.erase(users);
    m_uses.erase(use);
}

void ImageModel::addUsers(ImageRow *row) const
{
    row->usedBy.clear();
    row->usedByIds.clear();
    const auto users = m_users.constFind(imageIdFrom(row->id.toString()));
    if (users == m_users.cend())
        return;
    row->usedByIds = users->values();
    std::ranges::sort(row->usedByIds, [this](const ContainerId &a, const ContainerId &b) {
        const std::strong_ordering order = compareNames(m_uses.constFind(a)->name, m_uses.constFind(b)->name);
        return order != 0 ? order < 0 : a < b;
    });
    for (const ContainerId &id : std::as_const(row->usedByIds))
        row->usedBy.append(m_uses.constFind(id)->name);
}

void ImageModel::refreshLargest()
{
    qint64 largest = 0;
    for (const ImageSummary &image : std::as_const(m_images))
        largest = std::max(largest, image.size);
    if (largest == m_largest)
        return;
    m_largest = largest;
    tellColumns(Size, Size);
}

void ImageModel::setNewer(const QHash<ImageRowKey, bool> &known)
{
    for (const auto &[key, isNewer] : known.asKeyValueRange()) {
        m_newer.insert(key, isNewer);
        if (find(key))
            cellsEdited(key, Tag, Tag);
    }
}

void ImageModel::clear()
{
    m_newer.clear();
    m_queue.clear();
    m_queueTimer.stop();
    dropElsewhere(std::exchange(m_images, {}));
    dropElsewhere(std::exchange(m_uses, {}));
    dropElsewhere(std::exchange(m_users, {}));
    m_largest = 0;
    LiveTreeModel::clear();
}

const ImageSummary *ImageModel::image(const ImageId &id) const
{
    const auto it = m_images.constFind(id);
    return it == m_images.cend() ? nullptr : &*it;
}

QList<ImageRowKey> ImageModel::keysOf(const ImageId &id) const
{
    const ImageSummary *found = image(id);
    return found ? keysFor(*found) : QList<ImageRowKey>();
}

QModelIndex ImageModel::indexOfImage(const ImageId &id) const
{
    for (const ImageRowKey &key : keysOf(id)) {
        if (const QModelIndex index = indexOf(key); index.isValid())
            return index;
    }
    return {};
}

ImageRowKey ImageModel::keyOf(const ImageRow &row) const
{
    return {row.id, row.isDangling() ? QString() : row.reference()};
}

QVariant ImageModel::cell(const ImageRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return displayText(row, column);
    case IdRole: return row.id.toString();
    case ReferenceRole: return row.reference();
    case RepositoryRole: return row.repository;
    case TagRole: return row.tag;
    case DigestsRole: return row.digests;
    case CreatedRole: return row.created;
    case SizeRole: return row.size;
    case SharedSizeRole: return row.sharedSize;
    case SizeShareRole: return share(row.size);
    case NewerRole: {
        const auto known = m_newer.constFind(keyOf(row));
        return known == m_newer.constEnd() ? QVariant() : QVariant(*known);
    }
    case UsedByCountRole: return int(row.usedBy.size());
    case UsedByNamesRole: return row.usedBy;
    case IsDanglingRole: return row.isDangling();
    case SortRole: return sortValue(row, column);
    }
    return {};
}

QVariant ImageModel::groupCell(const QString &name, const QList<const ImageRow *> &rows, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return column == Repository ? QVariant(name) : QVariant();
    case RepositoryRole: return name;
    case CreatedRole: return newest(rows);
    case SizeRole: return sizeOnce(rows);
    case SizeShareRole: return share(sizeOnce(rows));
    case UsedByCountRole: return int(usersOnce(rows).size());
    case UsedByNamesRole: return usersOnce(rows);
    }
    return {};
}

QVariant ImageModel::share(qint64 size) const
{
    return size < 0 || m_largest <= 0 ? QVariant() : QVariant(std::min(1.0, double(size) / double(m_largest)));
}

std::weak_ordering ImageModel::compare(const ImageRow &a, const ImageRow &b, int column) const
{
    switch (column) {
    case Repository: return compareRepositories(a, b);
    case Tag: return compareNames(a.tag, b.tag);
    case Id: return digitsOf(a.id).compare(digitsOf(b.id)) <=> 0;
    case Created: return a.created <=> b.created;
    case Size: return a.size <=> b.size;
    case SharedSize: return a.sharedSize <=> b.sharedSize;
    case UsedBy: return a.usedBy.size() <=> b.usedBy.size();
    }
    return std::weak_ordering::equivalent;
}

QStringView ImageModel::nameOf(const ImageRow &row) const
{
    return row.repository;
}

QString ImageModel::groupOf(const ImageRow &row) const
{
    return row.repository;
}

QString ImageModel::searchText(const ImageRow &row) const
{
    return QString(row.repository + u':' + row.tag + u'\n' + row.usedBy.join(u'\n'));
}

QStringView ImageModel::idOf(const ImageRow &row) const
{
    return digitsOf(row.id);
}

} // namespace strata
