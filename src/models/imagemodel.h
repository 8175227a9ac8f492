// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/livetreemodel.h"

#include <QTimer>

namespace strata {

/// One name of one image. A dangling image has one row without a tag; its repository is known when it was pulled by
/// digest or lost its tag to a newer one.
struct ImageRow
{
    ImageId id;
    QString repository;  ///< "localhost:5000/shop/api"; may be empty when dangling
    QString tag;         ///< "1.4"; empty when dangling
    QStringList digests; ///< repository@sha256:… of this repository
    qint64 created = 0;
    qint64 size = -1;
    qint64 sharedSize = -1;
    QStringList usedBy;           ///< names of the containers made from the image, sorted
    QList<ContainerId> usedByIds; ///< the same order

    bool isDangling() const { return tag.isEmpty(); }
    QString reference() const; ///< what to call it on a command line: "shop/api:1.4", or the ID when dangling
};

/// A row of the image list: the same image may stand in it under several names.
struct ImageRowKey
{
    ImageId id;
    QString reference; ///< repository:tag; empty when dangling

    friend bool operator==(const ImageRowKey &, const ImageRowKey &) = default;
    friend std::strong_ordering operator<=>(const ImageRowKey &a, const ImageRowKey &b);
    friend size_t qHash(const ImageRowKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.id, key.reference);
    }
};

/// Images as raw values, one row per repository and tag. Groups are repositories. Sorted by repository until somebody
/// sorts.
class ImageModel : public LiveTreeModel<ImageRow, ImageRowKey>
{
    Q_OBJECT

public:
    enum Column { Repository, Tag, Id, Created, Size, SharedSize, UsedBy, ColumnCount };

    /// Raw values. Those marked G are also answered for a group.
    enum Role {
        IdRole = FirstOwnRole, ///< QString: sha256:…
        ReferenceRole,         ///< QString: repository:tag, or the ID when dangling
        RepositoryRole,        ///< G QString; may be empty when dangling
        TagRole,               ///< QString; empty when dangling
        DigestsRole,           ///< QStringList
        CreatedRole,           ///< G qint64: seconds since 1970, 0 unknown; of a group: the newest
        SizeRole,              ///< G qint64: bytes, -1 unknown; of a group: every image counted once
        SharedSizeRole,        ///< qint64: bytes, -1 not computed
        SizeShareRole,         ///< G double 0…1: size relative to the largest image in the list; invalid when unknown
        UsedByCountRole,       ///< G int: containers
        UsedByNamesRole,       ///< G QStringList
        IsDanglingRole,        ///< bool
        NewerRole,             ///< bool: the registry has another image under this name; invalid: nobody asked
        SortRole,              ///< the value that the column sorts by
    };

    explicit ImageModel(QObject *parent = nullptr);

    void apply(const ImageChanges &changes);
    /// Who uses what. More than ContainerBatch containers are taken in piece by piece, one in each turn of the event
    /// loop: the list of containers itself comes first.
    void applyContainers(const ContainerChanges &changes);
    static constexpr qsizetype ContainerBatch = 1000;

    /// Whether the registry has another image under the name of a row. It is known until the row's image is another.
    void setNewer(const QHash<ImageRowKey, bool> &known);

    void clear();

    int imageCount() const { return int(m_images.size()); } ///< images, each once however many names it has
    const ImageSummary *image(const ImageId &id) const;     ///< nullptr when unknown
    QList<ImageRowKey> keysOf(const ImageId &id) const;     ///< the rows of one image
    QModelIndex indexOfImage(const ImageId &id) const;      ///< its first visible row

protected:
    ImageRowKey keyOf(const ImageRow &row) const override;
    QVariant cell(const ImageRow &row, int column, int role) const override;
    QVariant groupCell(const QString &name, const QList<const ImageRow *> &rows, int column, int role) const override;
    std::weak_ordering compare(const ImageRow &a, const ImageRow &b, int column) const override;
    QStringView nameOf(const ImageRow &row) const override;
    QString groupOf(const ImageRow &row) const override;
    QString searchText(const ImageRow &row) const override;
    QStringView idOf(const ImageRow &row) const override;

private:
    struct Use
    {
        ImageId image;
        QString name;
    };

    QList<ImageRow> rowsOf(const ImageSummary &image) const;
    QVariant share(qint64 size) const;
    void addUsers(ImageRow *row) const;
    void takeQueued();
    void takeContainers(const ContainerChanges &changes);
    void release(const ContainerId &container, QSet<ImageId> *touched);
    void refreshLargest();

    QHash<ImageId, ImageSummary> m_images;
    QHash<ContainerId, Use> m_uses;
    QHash<ImageId, QSet<ContainerId>> m_users;
    QList<ContainerChanges> m_queue; ///< of containers, oldest first
    QTimer m_queueTimer;
    QHash<ImageRowKey, bool> m_newer;
    qint64 m_largest = 0;
};

} // namespace strata
