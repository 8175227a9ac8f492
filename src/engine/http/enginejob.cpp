// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/enginejob.h"

namespace strata {

void EngineJob::abort()
{
    Q_EMIT aborted(this);
}

void EngineJob::resume()
{
    announcedItems = false;
    if (connection)
        connection->setPaused(false);
}

} // namespace strata
