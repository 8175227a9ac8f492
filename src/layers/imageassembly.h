// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/archivefiles.h"

#include <QJsonObject>

namespace strata {

constexpr qsizetype imageLayerLimit = 1'000; ///< engines make images of about a hundred

/// What all images of an archive may take together: many may share one configuration.
class AssemblyBudget
{
public:
    /// False when there are not so many left, as the next.
    bool takeLayers(qint64 count) { return take(m_layers, count); }
    bool takeHistory(qint64 lines) { return take(m_historyLines, lines); }
    bool takeDocument(qint64 bytes) { return take(m_documentBytes, bytes); } ///< each time one is read

private:
    static bool take(qint64 &left, qint64 count)
    {
        if (left < count)
            return false;
        left -= count;
        return true;
    }

    qint64 m_layers = 100'000;
    qint64 m_historyLines = 500'000;
    qint64 m_documentBytes = 128 << 20; // twice what is kept of them
};

/// TooLarge, for an image that the budget is not enough for.
std::unexpected<Error> overBudget();

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
ArchiveImage assembleImage(const ArchiveFiles &files, const ImageReferences &references, AssemblyBudget &budget);

/// The layer alone, checked against its digest.
ArchiveLayer assembleLayer(const ArchiveFiles &files, const LayerReference &reference);

/// "linux/arm64/v8" of the fields `os`, `architecture` and `variant`; empty when it has none.
QString platformText(const QJsonObject &object);

/// RFC 3339, as configurations have it; invalid for Go's zero time.
QDateTime timeFrom(const QJsonValue &value);

} // namespace strata
