// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// `$NAME` or `${NAME…` in a text for a shell.
struct ShellName
{
    QString name;
    TextRange range; ///< of the name, in the text that was read
};

/// The variables that a Bourne shell would look up in a text of one or more lines, in their order: not in comments, not in
/// single quotes, but in those behind `-c`, which are for another shell. Takes time in proportion to the text.
QList<ShellName> shellNames(QStringView text);

/// Where the text gives `name` a value, as in `name=1`, `read name` or `for name in`; a guess that finds too many rather than too few.
bool mayAssign(QStringView text, QStringView name);

} // namespace strata
