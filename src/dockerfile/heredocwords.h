// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

#include <expected>

namespace strata {

/// A `<<NAME` in an instruction. Its body is not known yet.
struct HeredocWord
{
    QString name = {};
    quint64 descriptor = 0;
    bool expand = true;
    bool chomp = false;
    TextRange range = {}; ///< in the text that was read
};

/// All heredocs that an instruction begins, in order (BuildKit's parser/parser.go, heredocsFromLine): words of `line`, split as
/// a shell does it without any variable set, and with `\` as the escape whatever the file's escape is. A line whose quotes do
/// not match has none. The error is what is wrong with one of them.
std::expected<QList<HeredocWord>, QString> heredocWords(QStringView line);

/// Whether one word, such as a destination, is a heredoc (ParseHeredoc). None when it is none, or a broken one.
std::optional<HeredocWord> heredocWord(QStringView word);

} // namespace strata
