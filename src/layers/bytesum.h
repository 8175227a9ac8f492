// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNumeric>

#include <limits>

namespace strata {

/// The sum of sizes, which archives only claim: the largest number when it is larger. For sizes that are not negative.
inline qint64 byteSum(qint64 a, qint64 b)
{
    qint64 sum = 0;
    return qAddOverflow(a, b, &sum) ? std::numeric_limits<qint64>::max() : sum;
}

/// The same, of `count` files of a size.
inline qint64 byteProduct(qint64 size, qint64 count)
{
    qint64 product = 0;
    return qMulOverflow(size, count, &product) ? std::numeric_limits<qint64>::max() : product;
}

} // namespace strata
