// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArrayView>

#include <functional>
#include <memory>

namespace strata {

enum class Compression {
    None,
    Gzip, ///< as `gzip`, level 6
    Zstd  ///< as `zstd`, level 3: faster and smaller than gzip
};

/// Compresses a stream, piece by piece; memory does not grow with it. The sink may be called any number of times, from
/// inside the call; its error ends the call.
class Compressor
{
public:
    using Sink = std::function<Result<void>(QByteArrayView)>;

    virtual ~Compressor() = default;
    virtual Result<void> write(QByteArrayView bytes, const Sink &sink) = 0;
    virtual Result<void> finish(const Sink &sink) = 0;

    static std::unique_ptr<Compressor> make(Compression compression); ///< None hands on what it gets
};

} // namespace strata
