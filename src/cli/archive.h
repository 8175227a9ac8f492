// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

struct ArchiveOutput
{
    bool entries = false; ///< --entries
    bool json = false;    ///< --json
};

/// "archive FILE": what is in a file that may be given to docker load or docker import. The answer goes to standard
/// output, what is wrong to standard error as one line. The exit status: 0, 1 when something is wrong with the archive,
/// 2 when `files` is not one file.
int showArchive(const QStringList &files, const ArchiveOutput &output);

} // namespace strata
