// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/buildgraph.h"

#include "dockerfile/forecast/graphbuilder.h"

#include <algorithm>

namespace strata {

QByteArray imageIdentity(const QStringList &diffIds)
{
    KeyHash hash;
    for (const QString &diffId : diffIds)
        hash.add(diffId);
    return hash.result();
}

int BuildGraph::vertexOf(int stage, int step) const
{
    const auto found = std::ranges::find_if(
        vertices, [&](const BuildVertex &vertex) { return vertex.stage == stage && vertex.step == step; });
    return found == vertices.cend() ? -1 : int(found - vertices.cbegin());
}

/// A single stage is told without its name, unless there are other images to take files from, which count as stages; one that
/// has none is "stage-0" then (frontend/dockerfile/dockerfile2llb/convert.go).
int BuildGraph::vertexNamed(const VertexName &name) const
{
    const bool isOnly = plan->stages.size() == 1;
    const bool canBeIt = name.stage.isEmpty() || name.stage == u"stage-0";
    const auto found = std::ranges::find_if(vertices, [&](const BuildVertex &vertex) {
        return vertex.step >= 0 && (vertex.name == name || (isOnly && canBeIt && vertex.name.number == name.number));
    });
    return found == vertices.cend() ? -1 : int(found - vertices.cbegin());
}

int BuildGraph::rootOf(int vertex) const
{
    for (const VertexInput &input : vertices[vertex].inputs) {
        if (input.isRoot && input.kind == VertexInput::Kind::Vertex)
            return input.vertex;
    }
    return -1;
}

BuildGraph buildGraph(const Document &document, std::shared_ptr<const BuildPlan> plan,
                      std::shared_ptr<const ContextScan> scan, std::shared_ptr<const ContextDigests> digests,
                      const BuildGraphOptions &options)
{
    BuildGraph graph{.plan = std::move(plan), .scan = std::move(scan), .digests = std::move(digests)};
    GraphBuilder(document, options, graph).build();
    return graph;
}

} // namespace strata
