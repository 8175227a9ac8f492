// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/keyvalueview.h"

namespace strata {

class LayerListModel;

/// All that is known of a row in the list of layers. `folders` are where the engine keeps each layer's files, or none.
QList<KeyValueView::Section> layerFacts(const LayerListModel &layers, int row, const QStringList &folders);

} // namespace strata
