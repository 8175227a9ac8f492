// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace strata {

class Engine;
struct ArchiveContents;

struct LayersOptions
{
    bool json = false;     ///< --json
    bool files = false;    ///< --files
    QString platform;      ///< --platform; empty: all that are there
    QString minEfficiency; ///< --min-efficiency, "0.95"
    QString maxWasted;     ///< --max-wasted, "20MB"
};

/// InvalidInput when the options make no sense.
Result<void> checkLayersOptions(const LayersOptions &options);

/// "layers FILE" and "layers IMAGE": what each layer of the images in an archive holds, changes and wastes. Gives the exit
/// status: 0; 1 when something is wrong with the archive, or when an image wastes more than it may.
int showLayers(const Result<ArchiveContents> &contents, const LayersOptions &options);

/// The same for an image of the engine, read while it sends it; ends the program.
void showLayersOf(Engine &engine, const QString &image, const LayersOptions &options);

} // namespace strata
