// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/keyvalueview.h"

namespace strata {

class LayerListModel;
struct StoredLayer;

/// All that is known of a row in the list of layers. `stored` tells what the engine keeps of each layer, or is empty.
QList<KeyValueView::Section> layerFacts(const LayerListModel &layers, int row, const QList<StoredLayer> &stored);

} // namespace strata
