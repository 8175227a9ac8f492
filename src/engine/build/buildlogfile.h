// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/build/buildlog.h"

#include <QString>

#include <functional>
#include <memory>

namespace strata {

/// A build's log on the disk, for later: Zstandard with a checksum, a line of it `sDIGEST` where a step begins, `oTEXT` and
/// `eTEXT` for a line of its output and of its errors, behind a first line that says which form this is.
///
/// Both block, so not for the GUI thread. The file is there under its name only when it is whole. Errors are of kind Local,
/// and MalformedAnswer for a file that is damaged or is none of ours; Cancelled when `isCancelled` said so.
Result<void> saveBuildLog(const BuildLog &log, const QString &path, const std::function<bool()> &isCancelled = {});

/// The log as it was; its text goes into `folder`, see BuildLog. Nothing for a file that is damaged anywhere.
Result<std::shared_ptr<BuildLog>> loadBuildLog(const QString &path, const QString &folder,
                                               const std::function<bool()> &isCancelled = {});

/// The log as text to be read: `heading` gives the line above what a step printed. Without escape sequences.
Result<void> exportBuildLog(const BuildLog &log, const QString &path,
                            const std::function<QString(const QString &step)> &heading,
                            const std::function<bool()> &isCancelled = {});

} // namespace strata
