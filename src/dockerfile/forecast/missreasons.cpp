// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/missreasons.h"

#include <QFile>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

MissReasons::MissReasons(const BuildGraph &graph, const ForecastKnowledge &knowledge, const QList<VertexKeys> &keys)
    : m_graph(graph), m_knowledge(knowledge), m_keys(keys)
{
    for (const RememberedBuild &build : knowledge.memory.builds()) {
        if (build.engine == knowledge.engine && build.file == knowledge.file)
            m_builds.prepend(&build);
    }
    for (int i = 0; i < graph.vertices.size(); ++i)
        m_counterparts.append(find(i));
}

/// The same text in the stage of the same name; else what stood at its place, when it stands nowhere else now.
MissReasons::Counterpart MissReasons::find(int index) const
{
    const BuildVertex &vertex = m_graph.vertices[index];
    if (vertex.step < 0)
        return {};
    for (const RememberedBuild *build : m_builds) {
        const RememberedStep *best = nullptr;
        for (const RememberedStep &step : build->steps) {
            const bool fits = step.kind == vertex.kind && step.text == vertex.text
                && step.name.stage == vertex.name.stage;
            if (fits && (!best || step.name.number == vertex.name.number))
                best = &step;
        }
        if (best)
            return {build, best};
    }
    const auto isHereStill = [this](const RememberedStep &step) {
        return std::ranges::any_of(m_graph.vertices, [&](const BuildVertex &other) { return other.text == step.text; });
    };
    for (const RememberedBuild *build : m_builds) {
        for (const RememberedStep &step : build->steps) {
            if (step.kind == vertex.kind && step.name == vertex.name && !isHereStill(step))
                return {build, &step};
        }
    }
    return {};
}

QString MissReasons::stageName(int stage) const
{
    const QString name = m_graph.plan->stages[stage].name;
    return name.isEmpty() ? u"stage-%1"_s.arg(stage) : name;
}

bool MissReasons::isBaseChanged(int stage) const
{
    const QByteArray identity = m_graph.bases.value(stage).identity;
    if (identity.isEmpty())
        return false;
    for (const RememberedBuild *build : m_builds) {
        if (const QByteArray before = build->bases.value(stageName(stage)); !before.isEmpty())
            return before != identity;
    }
    return false;
}

bool MissReasons::beginsWithImage(int vertex) const
{
    return std::ranges::any_of(m_graph.vertices[vertex].inputs, [](const VertexInput &input) {
        return input.isRoot && input.kind == VertexInput::Kind::Image;
    });
}

CacheReason MissReasons::ofMiss(int index) const
{
    using Kind = CacheReason::Kind;
    const BuildVertex &vertex = m_graph.vertices[index];
    if (beginsWithImage(index) && isBaseChanged(vertex.stage))
        return {.kind = Kind::BaseChanged, .name = m_graph.plan->stages[vertex.stage].baseReference};
    const RememberedStep *before = counterpart(index);
    if (!before)
        return {.kind = m_builds.isEmpty() ? Kind::NeverBuilt : Kind::NewInstruction};
    if (before->text != vertex.text)
        return {.kind = Kind::InstructionChanged};
    if (const auto changed = changedFacet(index, *before))
        return *changed;
    if (vertex.content && vertex.content->digest != before->content)
        return {.kind = Kind::FilesChanged, .files = fileChanges(index, *before)};
    if (before->operation != vertex.operation)
        return {.kind = Kind::InstructionChanged};
    return {.kind = Kind::AboveDiffers};
}

CacheReason MissReasons::unknown(int index) const
{
    using Kind = CacheReason::Kind;
    const BuildVertex &vertex = m_graph.vertices[index];
    for (const VertexInput &input : vertex.inputs) {
        if (input.kind == VertexInput::Kind::Remote)
            return {.kind = Kind::RemoteFiles};
        if (input.kind == VertexInput::Kind::Files && input.content.isEmpty())
            return {.kind = Kind::FilesUnknown};
        if (input.kind == VertexInput::Kind::Image && input.key.isEmpty() && !input.reference.isEmpty())
            return {.kind = input.isOutdated ? Kind::BasePulled : Kind::BaseUnknown, .name = input.reference};
        if (input.kind == VertexInput::Kind::Image && input.key.isEmpty())
            return {.kind = m_graph.bases.value(vertex.stage).isOutdated ? Kind::BasePulled : Kind::BaseUnknown,
                    .name = m_graph.plan->stages[vertex.stage].baseReference};
    }
    for (const VertexInput &input : vertex.inputs) {
        if (input.kind == VertexInput::Kind::Vertex
            && (!m_keys[input.vertex].isKnown || !m_keys[input.vertex].isCertain))
            return unknown(input.vertex);
    }
    return {.kind = Kind::CacheUnknown};
}

bool MissReasons::isArgument(int index, const QString &name) const
{
    const BuildVertex &vertex = m_graph.vertices[index];
    bool isOne = false;
    for (const int stage : m_graph.plan->chain(vertex.stage)) {
        const QList<PlanStep> &steps = m_graph.plan->stages[stage].steps;
        for (int i = 0; i < steps.size() && (stage != vertex.stage || i < vertex.step); ++i) {
            const bool setsIt = std::ranges::any_of(
                steps[i].assigned, [&](const QString &pair) { return pair.startsWith(QString(name + u'=')); });
            if (setsIt)
                isOne = steps[i].kind == InstructionKind::Arg;
        }
    }
    return isOne;
}

std::optional<CacheReason> MissReasons::changedFacet(int index, const RememberedStep &before) const
{
    using Kind = CacheReason::Kind;
    const auto reasonOf = [&](const StepFacet &facet) -> CacheReason {
        switch (facet.kind) {
        case StepFacet::Kind::Variable:
            return {.kind = isArgument(index, facet.name) ? Kind::BuildArgumentChanged : Kind::VariableChanged,
                    .name = facet.name};
        case StepFacet::Kind::VariableOrder: return {.kind = Kind::OrderChanged};
        case StepFacet::Kind::Folder: return {.kind = Kind::FolderChanged};
        case StepFacet::Kind::User: return {.kind = Kind::UserChanged};
        case StepFacet::Kind::Platform: return {.kind = Kind::PlatformChanged};
        case StepFacet::Kind::Setting: return {.kind = Kind::SettingChanged, .name = facet.name};
        case StepFacet::Kind::Text: break;
        }
        return {.kind = Kind::InstructionChanged};
    };
    const QList<StepFacet> &now = m_graph.vertices[index].facets;
    std::optional<CacheReason> fallback;
    for (const auto &[some, others] : {std::pair(&now, &before.facets), std::pair(&before.facets, &now)}) {
        for (const StepFacet &facet : *some) {
            if (others->contains(facet))
                continue;
            CacheReason reason = reasonOf(facet);
            if (reason.kind != Kind::InstructionChanged && reason.kind != Kind::OrderChanged)
                return reason;
            fallback = fallback.value_or(reason);
        }
    }
    return fallback;
}

FileChanges MissReasons::fileChanges(int index, const RememberedStep &before) const
{
    FileChanges changes;
    const auto old = m_knowledge.memory.files(before.content);
    if (!old)
        return changes;
    const RememberedFiles now = rememberedFiles(m_graph).value(m_graph.vertices[index].content->digest);
    const auto note = [&changes](QStringList &list, const QString &path) {
        ++changes.count;
        if (list.size() < FileChanges::mostNamed)
            list.append(path);
    };
    for (const auto &[path, digest] : now.asKeyValueRange()) {
        if (!old->contains(path))
            note(changes.added, path);
        else if (old->value(path) != digest)
            note(changes.changed, path);
    }
    for (const QString &path : old->keys()) {
        if (!now.contains(path))
            note(changes.removed, path);
    }
    return changes;
}

} // namespace strata
