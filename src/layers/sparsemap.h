// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace strata::tar {

/// Where the stored bytes of a sparse file belong: pieces in order, with holes of zeros between them and at the end.
///
/// Forms (GNU tar manual, "Storing Sparse Files", and Go archive/tar): the old GNU one in the header and in blocks behind
/// it, PAX 0.0 and 0.1 in the extended header, PAX 1.0 before the data. More than a million pieces are not kept, and then
/// the map is wrong.
class SparseMap
{
public:
    struct Piece
    {
        qint64 offset = 0; ///< in the file
        qint64 size = 0;
    };
    static constexpr size_t PieceLimit = 1'000'000;

    bool isEmpty() const { return m_pieces.empty() && m_numbers == 0; }
    const std::vector<Piece> &pieces() const { return m_pieces; }

    void addFields(QByteArrayView fields); ///< of an old GNU header: offset and size, twelve bytes each
    void addNumber(qint64 number);         ///< an offset, then a size
    void addList(QByteArrayView numbers);  ///< "512,7,1024,3"

    /// Whether the pieces lie in a file of that size one behind the other, and are as many bytes as are stored.
    bool fits(qint64 size, qint64 stored) const;

private:
    std::vector<Piece> m_pieces;
    qint64 m_offset = 0; ///< of the piece whose size comes next
    size_t m_numbers = 0;
    bool m_isWrong = false;
};

} // namespace strata::tar
