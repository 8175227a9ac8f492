// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"

#include <QList>
#include <QString>

#include <functional>

namespace strata::bench {

class StallMeter;

void mustRun(const QString &line); ///< a shell's; ends the program when it fails
double secondsOf(const std::function<void()> &work);
/// Starts it and waits for its end, which must be a success. `busiest` becomes the longest turn of the window's thread, if
/// that is longer.
void mustSucceed(Operation &operation, StallMeter &meter, double &busiest);

/// What the same piece of work took, ours and the other's, seconds, in turns: the machine is the same for both.
struct Pair
{
    QList<double> ours, theirs;

    double ratio() const; ///< the median of the turns' ratios
    QString text() const; ///< medians
};

} // namespace strata::bench
