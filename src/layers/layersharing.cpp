// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layersharing.h"

#include <algorithm>

namespace strata {

LayerSharing::LayerSharing(const QStringList &diffIds, const QList<KnownImage> &others, const QStringList &containers)
    : m_layers(diffIds.size(), Layer{.images = {}, .containers = containers})
{
    for (const KnownImage &other : others) {
        const auto [mine, theirs] = std::ranges::mismatch(diffIds, other.diffIds);
        const qsizetype common = mine - diffIds.begin();
        for (qsizetype layer = 0; layer < common; ++layer) {
            m_layers[layer].images.append(other.name);
            m_layers[layer].containers.append(other.containers);
        }
        const bool isBelow = common == other.diffIds.size() && common < diffIds.size() && common > 0;
        if (!isBelow || common < m_baseLayers)
            continue;
        if (common > m_baseLayers)
            m_baseNames.clear();
        m_baseLayers = common;
        m_baseNames.append(other.name);
    }
}

} // namespace strata
