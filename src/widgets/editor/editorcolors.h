// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/annotation.h"
#include "widgets/editor/diagnostics.h"

#include <QColor>
#include <QPalette>

namespace strata {

/// The editor's own colours, made of the palette's. What is text has a contrast of at least 4.5 to the base, what is drawn
/// one of at least 3 (WCAG 2).
struct EditorColors
{
    explicit EditorColors(const QPalette &palette);

    QColor base;
    QColor text;
    QColor currentLine;
    QColor number; ///< of a line
    QColor currentNumber;
    QColor quiet;      ///< annotations, blanks, the fold mark
    QColor match;      ///< behind what was found
    QColor hit;        ///< behind the match that is selected
    QColor scope;      ///< behind the lines that are searched in
    QColor occurrence; ///< behind the same name elsewhere
    QColor bracket;
    QColor foldMark; ///< behind "⋯ 12 lines"
    QColor error;
    QColor warning;
    QColor hint;
    QColor good;

    QColor of(DiagnosticSeverity severity) const;
    QColor of(LineMark mark) const;
};

} // namespace strata
