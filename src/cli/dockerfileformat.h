// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// `stratactl dockerfile format [--check] FILE…`: rewrites each file that would look otherwise, at once under its name; of
/// standard input the result goes to standard output. With --check nothing is written, the names of such files are printed, and
/// the status is 1 if there is one.
int formatCommand(const QStringList &arguments);

} // namespace strata
