// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// `stratactl dockerfile …`: what needs no engine and no event loop. `arguments` is everything behind `dockerfile`; each
/// subcommand reads its own options. The answer is the exit status: 2 for a mistake in the arguments, 1 when something is wrong
/// with a file.
int dockerfileCommand(const QStringList &arguments);

} // namespace strata
