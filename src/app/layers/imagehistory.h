// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/historymatch.h"
#include "layers/archive.h"

namespace strata {

/// An image's history beside a plan of its Dockerfile: for each line of ArchiveImage::history the instruction it comes from,
/// where that is certain. For any thread; takes time in proportion to the lines times the instructions.
HistoryAlignment alignImage(const BuildPlan &plan, const ArchiveImage &image);

} // namespace strata
