// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// `stratactl dockerfile ast FILE`: one S-expression for each instruction, also when others are broken; each error of the
/// parser on standard error, and status 1 then. What BuildKit only says when it builds, such as an unknown instruction, is no
/// error of the tree.
int astCommand(const QStringList &arguments);

} // namespace strata
