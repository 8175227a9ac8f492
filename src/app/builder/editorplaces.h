// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"
#include "widgets/editor/textrange.h"

namespace strata {

/// Offsets of a Dockerfile are places of an editor that shows the same text.
inline EditorPosition placeOf(const Document &document, qsizetype offset)
{
    const TextPosition position = document.position(offset);
    return {int(position.line), int(position.column)};
}

inline TextSpan spanOf(const Document &document, TextRange range)
{
    return {placeOf(document, range.begin), placeOf(document, range.end)};
}

inline qsizetype offsetOf(const Document &document, EditorPosition place)
{
    return document.offset({place.line, place.column});
}

} // namespace strata
