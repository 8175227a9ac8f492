// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/archivefiles.h"

#include <QJsonObject>

namespace strata {

constexpr qsizetype imageLayerLimit = 1'000; ///< engines make images of about a hundred

/// A layer as a manifest names it.
struct LayerReference
{
    std::optional<ArchiveFiles::Entry> entry = {}; ///< nothing: it is not in the archive
    QString digest = {};                           ///< empty when the manifest does not tell
    qint64 size = -1;
};

/// An image as a manifest names it.
struct ImageReferences
{
    QStringList names = {};
    QString platform = {}; ///< for an image whose configuration has none
    QString manifestDigest = {};
    std::optional<ArchiveFiles::Entry> config = {};
    QString configDigest = {};         ///< empty when the manifest does not tell
    QList<LayerReference> layers = {}; ///< more than the limit: the image is refused, and the rest need not be here
};

/// The image, checked against its digests. Layers are in the order of the configuration's diff IDs, which is the one that
/// counts: Docker 25.0.0 wrote manifests with another.
ArchiveImage assembleImage(const ArchiveFiles &files, const ImageReferences &references);

/// The layer alone, checked against its digest.
ArchiveLayer assembleLayer(const ArchiveFiles &files, const LayerReference &reference);

/// "linux/arm64/v8" of the fields `os`, `architecture` and `variant`; empty when it has none.
QString platformText(const QJsonObject &object);

/// RFC 3339, as configurations have it; invalid for Go's zero time.
QDateTime timeFrom(const QJsonValue &value);

} // namespace strata
