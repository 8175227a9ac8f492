// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QString>

#include <optional>

namespace strata {

/// A file's bytes, without a copy outside of the Secret; nothing when there is no such file. Blocks. At most 8 MiB
/// (TooLarge); PermissionDenied, or Local for what else the system says and for what is no ordinary file.
Result<std::optional<Secret>> readFile(const QString &path);

/// Writes a file as a whole or not at all: a new file beside it, synced, renamed. Blocks.
///
/// A symlink stays and its target is replaced. Mode and owner stay; a new file is 0600, a new folder 0700. Access lists
/// and extended attributes do not stay. Nothing is changed and nothing left behind on failure: Conflict when the file
/// no longer holds `before` (nothing: no file), PermissionDenied, or Local with the reason, such as a full disk.
Result<void> replaceFile(const QString &path, const std::optional<Secret> &before, QByteArrayView after);

} // namespace strata
