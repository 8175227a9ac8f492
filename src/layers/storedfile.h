// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/imagetree.h"

#include <functional>
#include <stop_token>

namespace strata {

/// Where the bytes of a file are in an archive that was read before.
struct StoredFile
{
    std::optional<quint32> layerEntry = {}; ///< the number of the layer's entry; none: the archive itself is the layer
    quint32 entry = 0;                      ///< the number of the file's entry in the layer
    qint64 size = 0;
    std::optional<Sha256Value> hash = {}; ///< of the content; none for an empty file

    bool isSameAs(const StoredFile &other) const { return layerEntry == other.layerEntry && entry == other.entry; }
};

/// NotFound when it is no file; of sparse ones TooLarge beyond 4 GB, InvalidInput when their map makes no sense.
Result<StoredFile> storedFile(const ArchiveImage &image, const ImageTree &tree, const EntryReference &file);

/// Reads the archive again as far as the file, and gives its bytes piece by piece; an error of `take` ends it. When all
/// were taken their hash is compared: InvalidInput if the archive is another one by now. Other errors as of readArchive.
/// Blocks: for a worker thread.
Result<void> readStoredFile(ByteSource &archive, const StoredFile &file,
                            const std::function<Result<void>(QByteArrayView)> &take, const std::stop_token &stop = {});

/// The same for several files in one pass: `take` gets the place of a file in `files` and a piece of it, and at its end an
/// empty piece. `files` are in the archive's order: by the layer's entry and then their own, each once.
Result<void> readStoredFiles(ByteSource &archive, const QList<StoredFile> &files,
                             const std::function<Result<void>(qsizetype file, QByteArrayView piece)> &take,
                             const std::stop_token &stop = {});

} // namespace strata
