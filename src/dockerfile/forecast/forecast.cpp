// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/forecast.h"

#include "dockerfile/forecast/cachesimulation.h"
#include "dockerfile/forecast/missreasons.h"
#include "dockerfile/forecast/recordsearch.h"

#include <algorithm>

namespace strata {

namespace {

/// Decides for each vertex whether it is served.
class OutcomeFinder
{
public:
    OutcomeFinder(const BuildGraph &graph, const QList<VertexKeys> &keys)
        : m_graph(graph), m_keys(keys), m_isPoisoned(graph.vertices.size()), m_isNeeded(graph.vertices.size())
    {
        for (int i = 0; i < graph.vertices.size(); ++i) {
            const auto isPoisonous = [&](const VertexInput &input) {
                return input.kind == VertexInput::Kind::Vertex && m_isPoisoned[input.vertex];
            };
            m_isPoisoned[i] = graph.vertices[i].ignoresCache
                || std::ranges::any_of(graph.vertices[i].inputs, isPoisonous);
        }
        if (const int end = graph.ends.value(graph.plan->target, -1); end >= 0)
            need(end);
    }

    CacheOutcome outcome(int vertex) const
    {
        const VertexKeys &keys = m_keys[vertex];
        if (m_graph.vertices[vertex].ignoresCache || m_isPoisoned[vertex])
            return CacheOutcome::Rebuilds;
        const bool isServed = keys.isMatched() && (!m_isNeeded[vertex] || keys.hasResult());
        if (!keys.isKnown || (isServed && !keys.isCertain))
            return CacheOutcome::Unknown;
        return isServed ? CacheOutcome::Cached : CacheOutcome::Rebuilds;
    }

private:
    /// What is served needs no inputs: BuildKit does not look at their results then. Inputs come before what needs them.
    void need(int end)
    {
        m_isNeeded[end] = true;
        for (int i = end; i >= 0; --i) {
            const bool isMade = m_isNeeded[i] && (m_isPoisoned[i] || !m_keys[i].hasResult());
            if (!isMade && !(m_isNeeded[i] && m_keys[i].needsContent))
                continue;
            for (const VertexInput &input : m_graph.vertices[i].inputs) {
                if (input.kind == VertexInput::Kind::Vertex)
                    m_isNeeded[input.vertex] = true;
            }
        }
    }

    const BuildGraph &m_graph;
    const QList<VertexKeys> &m_keys;
    std::vector<bool> m_isPoisoned; ///< --no-cache meets it or what it is made from
    std::vector<bool> m_isNeeded;
};

class Forecaster
{
public:
    Forecaster(const Document &document, const BuildGraph &graph, const ForecastKnowledge &knowledge)
        : m_document(document), m_graph(graph), m_knowledge(knowledge), m_records(knowledge),
          m_simulation(knowledge.memory, knowledge.engine,
                       [this](const RememberedStep &step) { return m_records.isThere(step); }),
          m_keys(m_simulation.run(graph)), m_outcomes(graph, m_keys), m_reasons(graph, knowledge, m_keys),
          m_sizesInHistories(sizesInHistories(*graph.plan, knowledge.histories))
    {}

    BuildForecast forecast()
    {
        decide();
        BuildForecast forecast;
        for (const int stage : m_graph.plan->neededStages())
            forecast.stages.append(stageForecast(stage));
        return forecast;
    }

private:
    void decide()
    {
        for (int i = 0; i < m_graph.vertices.size(); ++i) {
            Decision decision{.outcome = m_outcomes.outcome(i)};
            if (decision.outcome != CacheOutcome::Cached)
                decision.reason = reasonFor(i, decision.outcome);
            m_decisions.append(decision);
        }
    }

    /// May turn a rebuild into something that nobody can know.
    CacheReason reasonFor(int index, CacheOutcome &outcome)
    {
        using Kind = CacheReason::Kind;
        const BuildVertex &vertex = m_graph.vertices[index];
        if (vertex.ignoresCache)
            return {.kind = Kind::NoCacheAsked};
        bool hasUnknown = false;
        for (const VertexInput &input : vertex.inputs) {
            if (input.kind != VertexInput::Kind::Vertex)
                continue;
            if (m_decisions[input.vertex].outcome == CacheOutcome::Rebuilds)
                return causeOf(index, input);
            hasUnknown = hasUnknown || m_decisions[input.vertex].outcome == CacheOutcome::Unknown;
        }
        if (!m_keys[index].isKnown || outcome == CacheOutcome::Unknown)
            return m_reasons.unknown(index);
        if (m_keys[index].gone)
            return {.kind = Kind::Pruned};
        CacheReason reason = m_reasons.ofMiss(index);
        const bool wasLikeIt = !m_simulation.likeIt(vertex, m_keys[index]).isEmpty();
        const bool mayBeElsewhere = m_records.foreign(m_graph, index) != nullptr;
        if (!wasLikeIt && m_knowledge.records && mayBeElsewhere && !m_reasons.hasCounterpart(index)) {
            outcome = CacheOutcome::Unknown;
            return {.kind = Kind::BuiltElsewhere};
        }
        if (!m_knowledge.records && reason.kind == Kind::NeverBuilt) {
            outcome = CacheOutcome::Unknown;
            return {.kind = Kind::CacheUnknown};
        }
        if (hasUnknown && (!m_knowledge.records || mayBeElsewhere))
            outcome = CacheOutcome::Unknown;
        return reason;
    }

    CacheReason causeOf(int index, const VertexInput &input) const
    {
        const BuildVertex &source = m_graph.vertices[input.vertex];
        const PlanStage &stage = m_graph.plan->stages[source.stage];
        if (source.stage != m_graph.vertices[index].stage && !input.isRoot)
            return {.kind = CacheReason::Kind::OtherStage, .name = source.name.stage};
        const CacheReason &above = m_decisions[input.vertex].reason;
        if (above.kind == CacheReason::Kind::LineAbove)
            return above;
        const qsizetype instruction = source.step < 0 ? stage.instruction : stage.steps[source.step].instruction;
        const int line = instruction < 0 ? 0 : int(m_document.instructions[instruction].startLine) + 1;
        return {.kind = CacheReason::Kind::LineAbove, .line = line};
    }

    StageForecast stageForecast(int stage) const
    {
        const PlanStage &planned = m_graph.plan->stages[stage];
        StageForecast forecast{.stage = stage,
                               .isBaseChanged = m_reasons.isBaseChanged(stage),
                               .isBaseKnown = !m_graph.bases.contains(stage)
                                   || !m_graph.bases[stage].identity.isEmpty(),
                               .baseLayers = m_graph.bases.value(stage).layerSizes};
        for (int step = 0; step < planned.steps.size(); ++step) {
            StepForecast one{.stage = stage, .step = step, .instruction = planned.steps[step].instruction};
            if (const int vertex = m_graph.vertexOf(stage, step); vertex >= 0) {
                one.name = m_graph.vertices[vertex].name;
                one.outcome = m_decisions[vertex].outcome;
                one.reason = m_decisions[vertex].reason;
                setSize(one, vertex);
            }
            forecast.steps.append(one);
        }
        return forecast;
    }

    void setSize(StepForecast &step, int index) const
    {
        const auto set = [&step](std::optional<qint64> bytes, SizeSource source) {
            if (bytes && !step.bytes) {
                step.bytes = bytes;
                step.sizeSource = source;
            }
        };
        const BuildVertex &vertex = m_graph.vertices[index];
        const RememberedStep *served = step.outcome == CacheOutcome::Cached ? m_keys[index].found : nullptr;
        if (served && !vertex.inputs.isEmpty() && served->bytes != vertex.measuredBytes)
            set(served->bytes, SizeSource::History); // two files, say, that were one with two names when it was built
        set(vertex.measuredBytes, SizeSource::Measured);
        if (const RememberedStep *found = m_keys[index].found) {
            set(found->bytes, SizeSource::History);
            set(m_records.bytes(found->record), SizeSource::CacheRecord);
        }
        if (const auto size = m_sizesInHistories.constFind({step.stage, step.step}); size != m_sizesInHistories.cend())
            set(*size, SizeSource::History);
        if (const RememberedStep *last = m_reasons.counterpart(index))
            set(last->bytes, SizeSource::LastBuild);
        if (const CacheRecordFact *foreign = m_records.foreign(m_graph, index))
            set(foreign->bytes, SizeSource::CacheRecord);
    }

    /// Of each step the size in the first history that has it.
    static QMap<std::pair<int, int>, qint64> sizesInHistories(const BuildPlan &plan,
                                                              const QList<SizedHistory> &histories)
    {
        QMap<std::pair<int, int>, qint64> sizes;
        QList<QList<HistoryLine>> lines;
        for (const SizedHistory &history : histories)
            lines.append(history.lines);
        const QList<HistoryAlignment> alignments = alignHistories(plan, lines);
        for (qsizetype h = 0; h < histories.size(); ++h) {
            const QList<std::optional<HistoryMatch>> &matches = alignments[h].matches;
            for (qsizetype i = 0; i < matches.size() && i < histories[h].bytes.size(); ++i) {
                const auto &match = matches[i];
                if (match && match->confidence == HistoryMatch::Confidence::Exact
                    && !sizes.contains({match->stage, match->step}))
                    sizes.insert({match->stage, match->step}, histories[h].bytes[i]);
            }
        }
        return sizes;
    }

    struct Decision
    {
        CacheOutcome outcome = CacheOutcome::Unknown;
        CacheReason reason = {};
    };

    const Document &m_document;
    const BuildGraph &m_graph;
    const ForecastKnowledge &m_knowledge;
    const RecordSearch m_records;
    const CacheSimulation m_simulation;
    const QList<VertexKeys> m_keys;
    const OutcomeFinder m_outcomes;
    const MissReasons m_reasons;
    const QMap<std::pair<int, int>, qint64> m_sizesInHistories;
    QList<Decision> m_decisions;
};

} // namespace

const StepForecast *BuildForecast::find(int stage, int step) const
{
    for (const StageForecast &one : stages) {
        if (one.stage == stage && step >= 0 && step < one.steps.size())
            return &one.steps[step];
    }
    return nullptr;
}

BuildForecast forecastBuild(const Document &document, const BuildGraph &graph, const ForecastKnowledge &knowledge)
{
    return Forecaster(document, graph, knowledge).forecast();
}

} // namespace strata
