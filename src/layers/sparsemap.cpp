// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/sparsemap.h"

#include "layers/tarheader.h"

#include <charconv>

namespace strata::tar {

namespace {
constexpr qsizetype fieldSize = 12;
} // namespace

void SparseMap::addNumber(qint64 number)
{
    if (m_numbers++ % 2 == 0) {
        m_offset = number;
        return;
    }
    m_isWrong = m_isWrong || number < 0 || m_offset < 0 || m_pieces.size() == PieceLimit;
    if (!m_isWrong)
        m_pieces.push_back({m_offset, number});
}

void SparseMap::addFields(QByteArrayView fields)
{
    for (; fields.size() >= 2 * fieldSize && fields[0] != '\0'; fields = fields.sliced(2 * fieldSize)) {
        for (const QByteArrayView field : {fields.first(fieldSize), fields.sliced(fieldSize, fieldSize)})
            addNumber(number(field).value_or(-1));
    }
}

void SparseMap::addList(QByteArrayView numbers)
{
    while (!numbers.isEmpty()) {
        const qsizetype comma = numbers.indexOf(',');
        const QByteArrayView text = comma < 0 ? numbers : numbers.first(comma);
        qint64 number = 0;
        const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
        addNumber(error == std::errc() && end == text.end() ? number : -1);
        numbers = comma < 0 ? QByteArrayView() : numbers.sliced(comma + 1);
    }
}

bool SparseMap::fits(qint64 size, qint64 stored) const
{
    qint64 end = 0, sum = 0;
    for (const Piece &piece : m_pieces) {
        if (piece.offset < end || piece.offset > size || piece.size > size - piece.offset)
            return false;
        end = piece.offset + piece.size;
        sum += piece.size;
    }
    return !m_isWrong && m_numbers % 2 == 0 && sum == stored;
}

} // namespace strata::tar
