// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace strata {

/// What an engine on this computer keeps of a layer.
struct StoredLayer
{
    QString folder = {};            ///< with its files: "/var/lib/docker/overlay2/<cache ID>/diff"
    QString cacheId = {};           ///< a random name: the same layer has another one on another computer
    QStringList registryBlobs = {}; ///< "docker.io/library/debian@sha256:…": what it was pulled from and pushed to
    bool isReadable = false;        ///< else only by root, or the engine is on another computer
};

/// `folders` are as the engine tells them, one for each layer, bottom first. The overlay2 store is read where that is allowed:
/// image/overlay2/layerdb/sha256/<chain ID>/cache-id and image/overlay2/distribution/v2metadata-by-diffid/sha256/<diff ID>
/// (moby, layer/filestore.go and distribution/metadata/v2_metadata_service.go). Nothing when the lists have not the same
/// length. Reads small files, so not for the window's thread.
QList<StoredLayer> storedLayers(const QStringList &folders, const QStringList &diffIds, const QStringList &chainIds);

} // namespace strata
