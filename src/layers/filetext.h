// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layerindex.h"

#include <QString>

namespace strata {

/// Kind and permissions as `ls -l` writes them: "drwxr-xr-x", "-rwsr-xr-x", and as `tar -tv` "h" for a hard link.
QString modeText(FileType type, quint16 mode);

QString ownerText(const FileAttributes &attributes); ///< "root/root"; numbers where there are no names

/// An entry as `tar -tv` shows it: mode, owner, size (or the device's numbers), time in UTC, path, and where a link leads.
QString listingLine(const LayerIndex &index, const LayerIndex::Entry &entry);

} // namespace strata
