// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/linewaste.h"

#include <QString>

namespace strata {

/// "line 3", "the base image", "layer 2".
QString wastePlaceText(const WastePlace &place);

/// "deleted in line 4".
QString wasteFateText(const LineWaste &waste);

/// Of one file its path; of several the folder they are in, and how many. Fit for one line.
QString wastedFilesText(const BuriedFiles &files);

/// How to have it no more, in one or two sentences.
QString wasteAdvice(const LineWaste &waste);

} // namespace strata
