// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

#include <QByteArrayView>

#include <expected>

namespace strata {

/// The text of a file. A byte order mark stays its first character, so that encoding gives the same bytes again.
///
/// BuildKit takes bytes as they come; what is no UTF-8 would be shown as something else than it is, so it is an error here,
/// with its line. So are NUL bytes, and UTF-16.
std::expected<QString, Diagnostic> decodeDockerfile(QByteArrayView bytes);

} // namespace strata
