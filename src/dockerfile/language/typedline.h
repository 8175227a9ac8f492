// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/logicalline.h"

namespace strata {

/// What is being typed at a place: the instruction up to there, whatever comes behind it.
struct TypedLine
{
    enum class Kind { Instruction, Comment, Heredoc };

    Kind kind = Kind::Instruction;
    LogicalLine line = {};            ///< its lines put together; of a comment that line alone
    Instruction instruction = {};     ///< what is read from that
    qsizetype index = 0;              ///< how many instructions of the document begin above it
    const Heredoc *heredoc = nullptr; ///< of the document, and whose it is
    const Instruction *owner = nullptr;

    QStringView text() const { return line.text(); }
    bool endsWithBlank() const { return line.size() == 0 || text().back().isSpace(); }
    /// The last words without a blank in them, and where they begin.
    qsizetype wordStart() const;
    QStringView word() const { return text().sliced(wordStart()); }
};

TypedLine typedLineAt(const Document &document, qsizetype offset);

} // namespace strata
