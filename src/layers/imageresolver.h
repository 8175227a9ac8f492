// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/archive.h"
#include "layers/archivescan.h"

namespace strata {

struct ResolvedArchive
{
    ArchiveKind kind = ArchiveKind::Other;
    QList<ArchiveImage> images;
    std::optional<Error> problem; ///< with the archive's own documents; those of images are theirs
    bool isUntold = false; ///< the archive was cut before it told what its layers are for: one image of those that came
};

/// Finds the images among what a pass over an archive found.
ResolvedArchive resolveImages(const ScannedArchive &archive);

} // namespace strata
