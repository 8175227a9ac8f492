// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transfers/filedownload.h"

#include <functional>

class QWidget;

namespace strata {

/// Asks for a tar archive, compressed or not. `chosen` is called with its path, or never.
void askArchive(QWidget *parent, const QString &objectName, const QString &title,
                std::function<void(const QString &path)> chosen);

/// Asks where to write an archive and how to compress it: by the kind that is chosen, or by the name's ending
/// (.tar, .tar.gz, .tar.zst), which is added when it is not there. `what` gives the name that is proposed.
void askNewArchive(QWidget *parent, const QString &objectName, const QString &title, const QString &what,
                   std::function<void(const ArchiveTarget &target)> chosen);

/// By the ending of a name.
Compression compressionOf(const QString &path);

} // namespace strata
