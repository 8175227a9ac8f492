// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/cachesimulation.h"
#include "dockerfile/forecast/forecast.h"
#include "dockerfile/forecast/keyhash.h"
#include "dockerfile/forecast/recordsearch.h"

#include <QFile>

#include <algorithm>
#include <deque>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fileDigestSize = 8; // only to tell which of two versions a file has

/// What of the memory goes on with a truth that differs from it: the keys of one build, vertex after vertex.
class Rememberer
{
public:
    Rememberer(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth)
        : m_graph(graph), m_knowledge(knowledge), m_truth(truth)
    {}

    RememberedBuild remember()
    {
        m_build = {.engine = m_knowledge.engine, .file = m_knowledge.file, .when = m_truth.when};
        for (const auto &[stage, facts] : m_graph.bases.asKeyValueRange()) {
            const QString name = m_graph.plan->stages[stage].name;
            m_build.bases.insert(name.isEmpty() ? u"stage-%1"_s.arg(stage) : name, facts.identity);
        }
        const CacheSimulation simulation(m_knowledge.memory, m_knowledge.engine,
                                         [](const RememberedStep &) { return true; });
        m_keys = simulation.run(
            m_graph, [this, &simulation](int vertex, VertexKeys &keys) { settle(vertex, keys, simulation); });
        return m_build;
    }

private:
    /// Brings the keys of a vertex in line with what happened, so that those after it go on from there.
    void settle(int index, VertexKeys &keys, const CacheSimulation &simulation)
    {
        const BuildVertex &vertex = m_graph.vertices[index];
        const auto truth = m_truth.steps.constFind(index);
        const bool isOwn = vertex.step < 0;
        if ((truth == m_truth.steps.cend() && !isOwn) || !keys.isKnown || !wereRemembered(vertex))
            return;
        const bool isCached = isOwn || truth->isCached;
        if (isCached && !keys.found) {
            const QList<const RememberedStep *> like = simulation.likeIt(vertex, keys);
            if (!like.isEmpty() && std::ranges::all_of(like, [&](auto *one) { return one->key == like.first()->key; }))
                adopt(*like.first(), keys);
        }
        RememberedStep step{.name = vertex.name,
                            .kind = vertex.kind,
                            .key = keys.own,
                            .links = keys.links,
                            .operation = vertex.operation,
                            .text = vertex.text,
                            .content = vertex.content ? vertex.content->digest : QByteArray(),
                            .facets = vertex.facets};
        if (isCached && keys.found) {
            step.result = keys.found->result;
            step.bytes = keys.found->bytes;
            step.record = keys.found->record;
        } else {
            step.result = KeyHash().add(keys.own).add(m_truth.when.toMSecsSinceEpoch()).result();
        }
        if (!isOwn && truth->bytes)
            step.bytes = truth->bytes;
        if (!isOwn && m_truth.records && (!isCached || !hasRecord(step.record)))
            step.record = recordOf(*m_truth.records, vertex.recordName, parentRecord(vertex));
        m_records.insert(index, step.record);
        m_results.push_back(step);
        m_build.steps.append(step);
        if (!keys.keys.contains(step.key))
            keys.keys = {step.key};
        keys.found = &m_results.back();
    }

    void adopt(const RememberedStep &step, VertexKeys &keys) const
    {
        keys.own = step.key;
        keys.keys = {step.key};
        keys.found = &step;
    }

    /// What was not reached, or could not be told apart, leaves nothing to go on from.
    bool wereRemembered(const BuildVertex &vertex) const
    {
        return std::ranges::all_of(vertex.inputs, [this](const VertexInput &input) {
            return input.kind != VertexInput::Kind::Vertex || m_records.contains(input.vertex);
        });
    }

    bool hasRecord(const QString &id) const
    {
        return std::ranges::any_of(*m_truth.records, [&](const CacheRecordFact &record) { return record.id == id; });
    }

    QString parentRecord(const BuildVertex &vertex) const
    {
        for (const VertexInput &input : vertex.inputs) {
            if (input.isRoot && input.kind == VertexInput::Kind::Vertex)
                return m_records.value(input.vertex);
        }
        return {};
    }

    const BuildGraph &m_graph;
    const ForecastKnowledge &m_knowledge;
    const BuildTruth &m_truth;
    RememberedBuild m_build;
    QList<VertexKeys> m_keys;
    std::deque<RememberedStep> m_results; ///< keys point to them
    QHash<int, QString> m_records;        ///< by vertices that are remembered
};

} // namespace

RememberedBuild rememberBuild(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth)
{
    return Rememberer(graph, knowledge, truth).remember();
}

QHash<QByteArray, RememberedFiles> rememberedFiles(const BuildGraph &graph)
{
    QHash<QByteArray, RememberedFiles> all;
    for (const BuildVertex &vertex : graph.vertices) {
        if (!vertex.content || all.contains(vertex.content->digest))
            continue;
        RememberedFiles files;
        for (const ContextScan::Index index : vertex.content->entries) {
            const QByteArray digest = KeyHash().add(entryDigest(*graph.scan, *graph.digests, index)).result();
            files.insert(QFile::decodeName(graph.scan->path(index)), digest.first(fileDigestSize));
        }
        if (vertex.content->hasAddedFile) {
            const ContextDigests::AddedFile &added = *graph.digests->addedFile();
            files.insert(QFile::decodeName(added.path), added.digest.first(fileDigestSize));
        }
        all.insert(vertex.content->digest, files);
    }
    return all;
}

QMap<int, qint64> layerSizes(const BuildGraph &graph, const QList<qint64> &newestFirst)
{
    QMap<int, qint64> sizes;
    qsizetype line = 0;
    QList<int> stages = graph.plan->target < 0 ? QList<int>() : graph.plan->chain(graph.plan->target);
    std::ranges::reverse(stages);
    for (const int stage : stages) {
        const QList<PlanStep> &steps = graph.plan->stages[stage].steps;
        for (int step = int(steps.size()) - 1; step >= 0; --step) {
            if (steps[step].effect == StepEffect::Nothing)
                continue;
            if (line == newestFirst.size())
                return sizes;
            if (const int vertex = graph.vertexOf(stage, step); vertex >= 0)
                sizes.insert(vertex, newestFirst[line]);
            ++line;
        }
    }
    return sizes;
}

} // namespace strata
