// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inventory/previews.h"

namespace strata {

/// "9.3 MB", "between 9.3 MB and 20 MB", "up to 20 MB".
QString freedText(const FreedBytes &freed);

/// All names of an image, or its short ID.
QString imageNames(const ImageSummary &image);

/// What links in dialogs lead to: "container:<id>".
QString linkTarget(const QString &kind, const QString &id);
std::pair<QString, QString> splitLinkTarget(const QString &target); ///< kind and ID

} // namespace strata
