// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/filereading.h"

class QWidget;

namespace strata {

/// Asks where a file of an image is to be saved, and saves it, with a small dialog while it takes longer than a moment and
/// a message when it fails. All of it belongs to `window` and ends with it. `path` in the image gives the first name.
void askAndSaveFile(const ImageOrigin &origin, const StoredFile &file, const QString &path, QWidget *window);
/// The same for a folder with all in it; it also tells what was left out (see saveFolder()).
void askAndSaveFolder(const ImageOrigin &origin, const FolderChoice &folder, const QString &path, QWidget *window);

} // namespace strata
