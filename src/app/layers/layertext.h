// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <QString>

namespace strata {

/// "added", "modified (content, mode)", "deleted", "unchanged". `differences` are of Difference.
QString changeText(Change change, quint8 differences);

/// "/usr/bin/env", fit for one line.
QString pathText(const QByteArray &path);

} // namespace strata
