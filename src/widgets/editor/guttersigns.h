// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/editorcolors.h"

class QPainter;
class QRect;

namespace strata {

// Signs of the gutter: a shape for each, so that no one depends on colours.
void paintSign(QPainter &painter, const QRect &square, DiagnosticSeverity severity, const EditorColors &colors);
void paintMark(QPainter &painter, const QRect &square, LineMark mark, const EditorColors &colors);
void paintFoldArrow(QPainter &painter, const QRect &square, bool isFolded, const EditorColors &colors);

} // namespace strata
