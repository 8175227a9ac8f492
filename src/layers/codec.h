// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"

#include <memory>

namespace strata {

/// How an archive or a layer is compressed: what engines take (moby pkg/archive DetectCompression).
enum class Codec { None, Gzip, Zstd, Bzip2, Xz };

/// By the first bytes, six of which are enough; names tell nothing.
Codec codecOf(QByteArrayView head);

/// "gzip", "zstd", "bzip2", "xz", empty for None.
QString codecName(Codec codec);

/// The bytes before they were compressed; `packed` must live as long. Checksums of the format are verified, members or
/// frames behind each other are one stream, and zeros behind the last are ignored. Memory does not grow with the bytes.
/// Errors: InvalidInput when damaged, BrokenStream when it ends too early, and those of `packed`.
std::unique_ptr<ByteSource> unpacked(ByteSource &packed, Codec codec);

} // namespace strata
