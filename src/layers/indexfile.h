// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layerindex.h"

namespace strata {

/// A LayerIndex as bytes, to be kept on this machine: numbers stand as this processor has them, and another version of the
/// format is not read. Its own hash is in front, so that a file that was cut or damaged is noticed.
class IndexFile
{
public:
    static QByteArray bytesOf(const LayerIndex &index);
    static std::shared_ptr<const LayerIndex> read(QByteArrayView bytes); ///< null when it is none, or not whole
};

} // namespace strata
