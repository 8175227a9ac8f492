// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <deque>

namespace strata {

/// How fast a number of bytes grows, over the last five seconds. A pure state machine: the clock's time is given.
class RateMeter
{
public:
    void add(qint64 bytes, qint64 milliseconds); ///< the number now; one that became smaller begins anew
    double perSecond() const;                    ///< bytes; 0 before there is something to compare

private:
    struct Sample
    {
        qint64 bytes;
        qint64 time;
    };
    std::deque<Sample> m_samples;
};

} // namespace strata
