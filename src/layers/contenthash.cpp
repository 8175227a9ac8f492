// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/contenthash.h"

namespace strata {

bool hasFewHoles(const TarReader &reader)
{
    constexpr qint64 times = 64, always = 1 << 16;
    const qint64 stored = reader.storedSize(), holes = reader.contentSize() - stored;
    return holes <= always || holes / times <= stored;
}

ContentHash::ContentHash(const TarReader &reader, Sha256 &hash) : m_hash(hash), m_hasHoles(hasFewHoles(reader))
{
    if (m_hasHoles)
        return;
    for (const tar::SparseMap::Piece &piece : reader.sparseMap()->pieces())
        m_hash.add(QByteArray(QByteArray::number(piece.offset) + ',' + QByteArray::number(piece.size) + '\n'));
}

void ContentHash::add(QByteArrayView piece, bool isHole)
{
    if (m_hasHoles || !isHole)
        m_hash.add(piece);
}

} // namespace strata
