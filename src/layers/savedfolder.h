// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/imagetree.h"

#include <stop_token>

namespace strata {

/// What came out of an image onto the disk.
struct SavedFolder
{
    quint32 files = 0;
    quint32 folders = 0; ///< below the chosen one
    quint32 links = 0;   ///< symbolic ones
    qint64 bytes = 0;
    quint32 leftOut = 0;
    QStringList examples = {}; ///< of what was left out, the first few, with the reason
};

/// Saves a folder as a container of the layers up to `layer` sees it, as `target`, which must not be there yet: written
/// under another name beside it and renamed when it is whole, so there is nothing after an error.
///
/// Nothing gets outside of the folder, whatever the image says. Left out and told are symbolic links that could lead out
/// of it (absolute ones, and such that climb higher than their own depth, or climb after they went down: what is below may
/// be a link itself), devices, pipes, files of some GB of holes, and names that no file can have. Files belong to whoever
/// saves them and keep their time and their permissions without set-user-ID and the like; copies of one file are hard links
/// to it.
///
/// Reads the archive again, once; blocks, for a worker thread. Errors as of readStoredFiles(), and Local for what the
/// system says, a target that is already there included.
Result<SavedFolder> saveFolder(ByteSource &archive, const ArchiveImage &image, const ImageTree &tree,
                               ImageTree::Node folder, qsizetype layer, const QString &target,
                               const std::stop_token &stop = {});

} // namespace strata
