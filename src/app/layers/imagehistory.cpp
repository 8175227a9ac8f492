// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagehistory.h"

namespace strata {

HistoryAlignment alignImage(const BuildPlan &plan, const ArchiveImage &image)
{
    QList<HistoryLine> lines;
    for (const ArchiveHistory &line : image.history)
        lines.append({line.createdBy, line.layer < 0});
    return alignHistory(plan, lines);
}

} // namespace strata
