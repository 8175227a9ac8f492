// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace strata {

bool isDark(const QPalette &palette); ///< the text is lighter than the base

/// `color` made lighter or darker, whichever leads away from `background`, until their contrast is at least `wanted`
/// (WCAG 2, 1.4.3: 4.5 for text; 1.4.11: 3 for graphical objects). Hue and saturation stay.
QColor readableOn(const QColor &background, const QColor &color, double wanted = 4.5);

double contrast(const QColor &a, const QColor &b); ///< 1 to 21, as WCAG 2 defines it

} // namespace strata
