// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace strata {

/// An icon by its freedesktop name: the desktop's own where its icon theme has it, else Strata's, which is drawn in the
/// palette's text colour and so is right on dark and light. Never empty: an unknown name gives a plain square.
QIcon icon(const QString &name);

/// Strata's own drawing whatever the theme has, for things no icon theme knows: "strata-images", "strata-containers".
QIcon ownIcon(const QString &name);

} // namespace strata
