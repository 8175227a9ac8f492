// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace strata {

struct LayersOptions
{
    bool json = false;     ///< --json
    bool files = false;    ///< --files
    QString platform;      ///< --platform; empty: all that are there
    QString minEfficiency; ///< --min-efficiency, "0.95"
    QString maxWasted;     ///< --max-wasted, "20MB"
};

/// "layers FILE": what each layer of the images in an archive holds, changes and wastes. The exit status: 0; 1 when
/// something is wrong with the archive, or when an image wastes more than it may; 2 for words that make no sense.
int showLayers(const QStringList &files, const LayersOptions &options);

} // namespace strata
