// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/codec.h"
#include "layers/layerindex.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace strata {

/// A layer of an image in an archive.
struct ArchiveLayer
{
    QString diffId = {}; ///< "sha256:…" or "sha512:…" of the tar, as the image's configuration has it
    QString digest = {}; ///< of the layer as stored, as the manifest has it; the diff ID when it is not compressed
    Codec codec = Codec::None;
    qint64 storedBytes = 0;   ///< in the archive; what the manifest says when the layer is not there
    qint64 unpackedBytes = 0; ///< of the tar
    QString createdBy = {};   ///< the instruction, as the image's history has it; empty when there is none
    std::shared_ptr<const LayerIndex> index = {}; ///< its entries; null when the layer is not in the archive
    std::optional<quint32> archiveEntry = {};     ///< the number of its entry; none when it is the archive itself
    std::optional<Error> problem = {};            ///< absent, damaged, or not what its digest says

    bool isRead() const { return index || problem; } ///< false: it comes later, while an image is still being read
};

/// A line of an image's history (OCI image-spec config.md), oldest first.
struct ArchiveHistory
{
    QString createdBy = {};
    QString comment = {};
    QDateTime created = {}; ///< UTC; invalid when unknown
    int layer = -1;         ///< in ArchiveImage::layers; -1: it changed the configuration only
};

struct ArchiveImage
{
    QStringList names = {}; ///< "shop/api:2.1", as the archive has them; may be empty
    QString platform = {};  ///< "linux/arm64/v8"; empty when unknown
    QDateTime created = {}; ///< UTC; invalid when unknown
    QString configDigest =
        {}; ///< "sha256:…": the image's ID for an engine that stores images itself; empty before Docker 1.10
    QString manifestDigest =
        {}; ///< "sha256:…" of an OCI manifest: the ID for containerd's store; empty when there is none
    QList<ArchiveLayer> layers = {}; ///< bottom first
    QList<ArchiveHistory> history = {};
    std::optional<Error> problem = {}; ///< the first thing that is wrong with it or its layers

    qint64 storedBytes() const;
    qint64 unpackedBytes() const;
    QStringList diffIds() const; ///< bottom first
    bool isRead() const;         ///< all its layers are
};

enum class ArchiveKind {
    Docker,         ///< written by docker or podman save: manifest.json, or layers with `json` before Docker 1.10
    Oci,            ///< an OCI image layout: index.json (image-layout.md); it may have a manifest.json as well
    RootFilesystem, ///< the files of a system, for docker import; `images` has one, of one layer
    Other           ///< a tar of something else
};

/// What is in a file that may be given to `docker load` or `docker import`.
struct ArchiveContents
{
    ArchiveKind kind = ArchiveKind::Other;
    Codec codec = Codec::None; ///< of the whole
    qint64 bytes = 0;          ///< of the file, as far as it was read
    qint64 unpackedBytes = 0;  ///< of the tar in it
    QString digest = {}; ///< "sha256:…" of the file, and of the tar in it; empty for one of images, and when it was cut
    QString diffId = {};
    QList<ArchiveImage> images =
        {}; ///< in the archive's order; of a multi-platform image one for each platform that is there
    std::shared_ptr<const LayerIndex> index = {}; ///< the entries of the archive itself; never null
    bool isWhole = true;                          ///< false: reading ended at `problem`, and this is what came before
    bool isUntold = false; ///< it ended before it told what its layers are for: `images` has one, of those that came
    std::optional<Error> problem = {}; ///< the first thing that is wrong with it or one of its images
};

/// A layer that is whole; of which image it is, the archive may tell much later.
struct ReadLayer
{
    QString diffId;
    std::shared_ptr<const LayerIndex> index = {};
    quint32 archiveEntry = 0; ///< as in ArchiveLayer
};

struct ArchiveOptions
{
    std::stop_token stop = {}; ///< checked for every piece that is read
    /// Of a stream: what comes behind the end mark of an archive that has all that its images name is not waited for. Before
    /// Docker ends its answer it deletes what it made of it, which takes as long as a third of the sending (moby,
    /// image/tarexport/save.go).
    bool endsWithMark = false;

    // All called on the reading thread.
    std::function<void(qint64 bytes)> progress = {}; ///< how much of the source was read, for every MiB
    /// The index of a layer that somebody has, by diff ID; null for none. Such a layer's entries are not read again, only
    /// its digest is checked. Layers are known by their names, so those of an OCI image layout only.
    std::function<std::shared_ptr<const LayerIndex>(const QString &diffId)> known = {};
    std::function<void(const ReadLayer &layer)> layerRead = {};
};

/// Looks at an archive, from its first byte to its last (but see endsWithMark), once: nothing is written, nothing is held
/// but the indexes (LayerIndex), up to 64 MiB of JSON and up to 100,000 layers of all images. Kind and meaning come from the
/// contents, whatever the entries' order and names; each may be compressed, and so may the whole. Digests are verified.
///
/// Blocks: for a worker thread. What is wrong with a part is said in that part, and the rest is there. An Error instead of
/// contents: Cancelled; Local when the file cannot be read; InvalidInput when it is empty or no tar at all.
Result<ArchiveContents> readArchive(ByteSource &source, const ArchiveOptions &options = {});
Result<ArchiveContents> readArchive(const QString &path, const ArchiveOptions &options = {});

/// A tar of anything else as the image that `docker import` would make of it: one layer of all its files. None of any other
/// archive.
std::optional<ArchiveImage> asOneLayer(const ArchiveContents &contents);

/// What the images in a file consist of, without their layers: these are not read, and have no digest either. Takes
/// milliseconds, because it leaves out what is not JSON. Nothing when the file is compressed, or no archive of images; what is
/// wrong with it readArchive() tells. Blocks for that moment.
QList<ArchiveImage> readArchiveOutline(const QString &path);

} // namespace strata
