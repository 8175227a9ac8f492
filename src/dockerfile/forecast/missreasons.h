// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/cachesimulation.h"
#include "dockerfile/forecast/forecast.h"

namespace strata {

/// Why the cache does not have something, found by comparing it with the last builds of the same Dockerfile.
class MissReasons
{
public:
    MissReasons(const BuildGraph &graph, const ForecastKnowledge &knowledge, const QList<VertexKeys> &keys);

    /// Of a step whose inputs are all served.
    CacheReason ofMiss(int vertex) const;
    CacheReason unknown(int vertex) const;

    /// What the step was in the last build that had it; null: there is none.
    const RememberedStep *counterpart(int vertex) const { return m_counterparts.value(vertex).step; }
    bool hasCounterpart(int vertex) const { return counterpart(vertex) != nullptr; }
    bool isBaseChanged(int stage) const;

private:
    struct Counterpart
    {
        const RememberedBuild *build = nullptr;
        const RememberedStep *step = nullptr;
    };

    Counterpart find(int vertex) const;
    QString stageName(int stage) const;
    bool beginsWithImage(int vertex) const;
    FileChanges fileChanges(int vertex, const RememberedStep &before) const;
    std::optional<CacheReason> changedFacet(int vertex, const RememberedStep &before) const;
    bool isArgument(int vertex, const QString &name) const;

    const BuildGraph &m_graph;
    const ForecastKnowledge &m_knowledge;
    const QList<VertexKeys> &m_keys;
    QList<const RememberedBuild *> m_builds; ///< of this Dockerfile, newest first
    QList<Counterpart> m_counterparts;
};

} // namespace strata
