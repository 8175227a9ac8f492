// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace strata {

/// Signs for states that are told apart by shape as well as by colour.
enum class StatusShape {
    Disc,      ///< running
    Ring,      ///< created, not started
    Square,    ///< stopped by itself, exit code 0
    Triangle,  ///< failed, unhealthy
    PauseBars, ///< paused
    Arc,       ///< starting, restarting
    Cross,     ///< dead, removing
};

enum class StatusColor { Positive, Neutral, Negative, Warning, Inactive };

/// The colour on this palette's base, light or dark; at least 3:1 against it (WCAG 1.4.11, graphical objects).
QColor statusColor(StatusColor color, const QPalette &palette);

/// As text: at least 4.5:1 against the palette's base.
QColor statusTextColor(StatusColor color, const QPalette &palette);

/// Drawn by QPainter at any size and pixel ratio. In Selected mode it takes the palette's highlighted text colour.
/// The palette is taken at the call: make it anew when the palette changes.
QIcon statusIcon(StatusShape shape, StatusColor color, const QPalette &palette);

} // namespace strata
