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
        if (m_truth.records)
            findRecords();
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
        m_remembered.insert(index, m_build.steps.size());
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
            return input.kind != VertexInput::Kind::Vertex || m_remembered.contains(input.vertex);
        });
    }

    /// From the ends of the stages upwards: the names of what a record was made from tell it from others of its name.
    void findRecords()
    {
        const RecordChains chains(*m_truth.records);
        for (int i = int(m_graph.vertices.size()) - 1; i >= 0; --i) {
            QList<RememberedStep *> steps;
            for (int vertex = i; vertex >= 0 && m_remembered.contains(vertex); vertex = m_graph.rootOf(vertex))
                steps.append(&m_build.steps[m_remembered[vertex]]);
            if (steps.isEmpty() || chains.has(steps.first()->record) || m_graph.vertices[i].step < 0)
                continue;
            const QStringList found = chains.find(recordNames(m_graph, i), m_truth.steps[i]);
            for (qsizetype k = 0; k < found.size(); ++k) {
                if (!chains.has(steps[k]->record))
                    steps[k]->record = found[k];
            }
        }
    }

    const BuildGraph &m_graph;
    const ForecastKnowledge &m_knowledge;
    const BuildTruth &m_truth;
    RememberedBuild m_build;
    QList<VertexKeys> m_keys;
    std::deque<RememberedStep> m_results; ///< keys point to them
    QHash<int, qsizetype> m_remembered;   ///< vertices, and which step each is
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
