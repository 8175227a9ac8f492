// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/codec.h"
#include "layers/layerindex.h"
#include "layers/tarreader.h"

#include <QHash>

#include <memory>
#include <optional>

namespace strata {

/// An entry of an archive that is a tar itself, compressed or not: a layer, perhaps.
struct ScannedLayer
{
    Codec codec = Codec::None;
    Sha256Value diffId{};           ///< of the bytes when unpacked
    QByteArray diffIdBySha512 = {}; ///< the same, where its file has such a name; empty elsewhere
    qint64 unpackedBytes = 0;
    std::shared_ptr<const LayerIndex> index = {};
    std::optional<Error> problem = {}; ///< it could not be read to its end
};

/// All that one pass over an archive finds. Documents and layers are by the number of their entry.
struct ScannedArchive
{
    std::shared_ptr<const LayerIndex> index; ///< each file's content hash is its digest
    QHash<quint32, QByteArray> documents;    ///< what begins as JSON
    QHash<quint32, ScannedLayer> layers;
    QHash<quint32, QByteArray> sha512; ///< of entries that are named by it, as blobs/sha512/… are
    bool hasLeftOut = false;           ///< there was more JSON than is kept
    bool hasEndMark = false;
    std::optional<Error> problem; ///< it could not be read to its end
};

/// The hashes of an archive that may be a layer itself, until its names tell that it is one of images: hashing all of those
/// twice would take a third more.
struct WholeHash
{
    HashedSource &stored;   ///< its bytes as they are
    HashedSource &unpacked; ///< the same when they are not compressed
    bool isStopped = false;

    void stop();
};

/// Reads a tar to its end. Nothing is decided yet: what an entry is for, index or manifest will tell, wherever they stand.
/// `options` tells of known layers, and is told of those that were read.
ScannedArchive scanArchive(ByteSource &source, const ArchiveOptions &options, WholeHash &whole);

/// Only the documents of a tar, and the names of all else; gives up behind a thousand entries, because an archive of so many is
/// mostly none of images.
ScannedArchive scanDocuments(ByteSource &source);

} // namespace strata
