// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commandline.h"
#include "engine/api/types.h"
#include "engine/engine.h"

#include <chrono>

namespace strata {

/// What to take out of BuildKit's cache. With nothing set, all that is dangling, as `docker builder prune`.
struct BuildCachePrune
{
    bool all = false;                  ///< what images and BuildKit itself could use again too
    qint64 keep = 0;                   ///< bytes that may stay; 0: none
    std::chrono::seconds unusedFor{0}; ///< only what was not used for so long; 0: all
    QString id = {};                   ///< only records whose ID contains this; engines take one
    QString type = {};                 ///< only records of this type
};

/// BuildKit's cache. The classic builder has none but its images. Podman has none, and gives an empty list.
class BuildCache
{
public:
    explicit BuildCache(Engine &engine) : m_engine(&engine) {}

    void list(QObject *context, std::function<void(Result<QList<BuildCacheRecord>>)> answer);
    void prune(const BuildCachePrune &what, QObject *context, std::function<void(Result<PruneReport>)> answer);

    static Call listCall();
    static Call pruneCall(const BuildCachePrune &what);
    static CommandLine pruneCommand(const BuildCachePrune &what); ///< `docker builder prune -f …`

private:
    Engine *m_engine;
};

} // namespace strata
