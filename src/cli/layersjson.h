// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <QString>

#include <optional>

namespace strata {

struct ArchiveImage;
class ImageComparison;

QString changeWord(Change change); ///< "added", for people as well

/// What "layers --json" prints of an image: one object, as a line. All its keys are in the manual (stratactl.1, JSON OF
/// LAYERS), which a test compares with them: none goes away or gets another meaning. `files`: with all paths.
/// `problem`: what is wrong with the image or with the archive around it.
void printLayersAsJson(const ArchiveImage &image, const ImageTree &tree, const std::optional<Error> &problem,
                       bool files);

/// The same of two images that are compared. `shared`: how many layers they have in common, from the bottom.
void printComparisonAsJson(const ImageComparison &comparison, qsizetype shared);

} // namespace strata
