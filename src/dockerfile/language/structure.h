// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// Lines that can be folded behind their first one. Lines count from 0.
struct FoldRegion
{
    enum class Kind { Stage, Instruction, Heredoc, Comments };

    Kind kind = Kind::Instruction;
    qsizetype firstLine = 0;
    qsizetype lastLine = 0; ///< folded too; always below the first

    bool operator==(const FoldRegion &) const = default;
};

/// In the order of their first lines, the larger one in front. A stage ends with its last instruction; comments above the next
/// FROM are that one's. Of two that begin in one line only the larger is there.
QList<FoldRegion> foldRegions(const Document &document);

/// A line for a list of what a Dockerfile has.
struct OutlineEntry
{
    InstructionKind kind = InstructionKind::Unknown;
    QString title = {};                ///< of a stage its name, or its image; else the keyword in capitals
    QString detail = {};               ///< on one line: of a stage its image, else what the instruction is given
    TextRange range = {};              ///< of the instruction; of a stage to the end of its last one
    TextRange nameRange = {};          ///< where the cursor goes: the keyword
    qsizetype instruction = -1;        ///< in Document::instructions
    qsizetype line = 0;                ///< from 0
    QList<OutlineEntry> children = {}; ///< of a stage

    bool operator==(const OutlineEntry &) const = default;
};

/// Instructions in front of the first FROM, then the stages with theirs.
QList<OutlineEntry> outline(const Document &document);

} // namespace strata
