// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/sha256.h"
#include "layers/tarreader.h"

namespace strata {

/// The hash that tells whether two files have the same content: of what a container reads, holes of sparse files included.
/// Holes cost an archive nothing and a processor as much as bytes; when a file has 64 times as many of them as bytes, and more
/// than 64 KiB, where they are is hashed in their place. So a file's hash depends on nothing but the file.
class ContentHash
{
public:
    ContentHash(const TarReader &reader, Sha256 &hash); ///< of the reader's current entry

    bool hasHoles() const { return m_hasHoles; } ///< false: holes need not be given
    void add(QByteArrayView piece, bool isHole);

private:
    Sha256 &m_hash;
    bool m_hasHoles;
};

/// Whether the holes of the reader's current entry are few enough to be read.
bool hasFewHoles(const TarReader &reader);

} // namespace strata
