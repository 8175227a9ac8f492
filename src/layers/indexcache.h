// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"

namespace strata {

/// What was found in images, kept in a folder, so that one that was read before need not be read again. Layers never
/// change: each index is kept by its diff ID, once for all images, and each image by its ID with what its configuration
/// says. No content of files is in it, but their names are.
///
/// What is not whole, or of another version of Strata, counts as not there and is deleted. When there is more than the limit,
/// what was not used for longest goes. May be shared by several processes. For any thread; reads and writes files, so not
/// for the window's. Nothing fails: what cannot be kept is not kept.
class IndexCache
{
public:
    static constexpr qint64 DefaultLimit = 512'000'000;

    explicit IndexCache(QString folder, qint64 limit = DefaultLimit); ///< bytes; made when something is kept

    /// "sha256:…"; for each of its platforms one, with all layers, or nothing.
    QList<ArchiveImage> find(const QString &imageId) const;
    std::shared_ptr<const LayerIndex> layer(const QString &diffId) const; ///< null when it is not there
    /// Without problems only.
    void keep(const QString &imageId, const QList<ArchiveImage> &images) const;
    /// Of images that no engine has an ID for: their layers only. As keep().
    void keepLayers(const QList<ArchiveImage> &images) const;

private:
    std::optional<QByteArray> read(const QString &name) const;
    bool write(const QString &name, const QByteArray &bytes) const;
    bool writeLayers(const QList<ArchiveImage> &images) const; ///< false: not all of them
    bool isThere(const QString &name) const;                   ///< and is used now
    void remove(const QString &name) const;
    void trim() const;
    QString path(const QString &name) const;

    QString m_folder;
    qint64 m_limit;
};

} // namespace strata
