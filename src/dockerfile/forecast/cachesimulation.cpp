// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/cachesimulation.h"

#include "dockerfile/contextpaths.h"
#include "dockerfile/forecast/keyhash.h"

#include <QFile>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

bool overlaps(const QString &one, const QString &other)
{
    const auto isWithin = [](const QString &path, const QString &folder) {
        return folder == u"/" || path == folder || path.startsWith(QString(folder + u'/'));
    };
    return isWithin(one, other) || isWithin(other, one);
}

/// Tells what files of a stage hold without having them: the same digest when they must be the same.
class StageContent
{
public:
    StageContent(const BuildGraph &graph, const QList<VertexKeys> &keys) : m_graph(graph), m_keys(keys) {}

    /// Nothing when a command that was not run yet may have written them.
    std::optional<QByteArray> of(const VertexInput &input) const
    {
        KeyHash hash;
        for (const QString &path : input.paths) {
            const QByteArray folder = splitSource(QFile::encodeName(path)).folder;
            const auto content = at(input, QString(u'/' + QFile::decodeName(folder)));
            if (!content)
                return std::nullopt;
            hash.add(path).add(*content);
        }
        return hash.result();
    }

private:
    std::optional<QByteArray> at(const VertexInput &input, const QString &path) const
    {
        switch (input.kind) {
        case VertexInput::Kind::Vertex: return at(input.vertex, path);
        case VertexInput::Kind::Image:
        case VertexInput::Kind::Files:
            return input.key.isEmpty() && input.content.isEmpty()
                ? std::nullopt
                : std::optional(KeyHash().add(input.key).add(input.content).result());
        case VertexInput::Kind::Remote: return std::nullopt;
        }
        Q_UNREACHABLE_RETURN({});
    }

    std::optional<QByteArray> at(int vertex, const QString &path) const
    {
        const BuildVertex &step = m_graph.vertices[vertex];
        if (step.kind == InstructionKind::Run)
            return m_keys[vertex].found ? std::optional(m_keys[vertex].found->result) : std::nullopt;
        const bool isTouched = std::ranges::any_of(step.changedPaths,
                                                   [&](const QString &changed) { return overlaps(changed, path); });
        KeyHash hash;
        hash.add(isTouched ? step.operation : QByteArray());
        for (const VertexInput &input : step.inputs) {
            if (!input.isRoot && !isTouched)
                continue;
            auto content = input.isRoot || input.paths.isEmpty() ? at(input, path) : of(input);
            if (!content)
                return std::nullopt;
            if (!isTouched)
                return content;
            hash.add(*content);
        }
        return hash.result();
    }

    const BuildGraph &m_graph;
    const QList<VertexKeys> &m_keys;
};

QByteArray linkFrom(const QByteArray &key, const BuildVertex &vertex, qsizetype input, const QByteArray &selector)
{
    return KeyHash().add(key).add(vertex.operation).add(qint64(input)).add(selector).result();
}

QByteArray contentKey(const QByteArray &content)
{
    return "content " + content;
}

} // namespace

CacheSimulation::CacheSimulation(const BuildMemory &memory, const QString &engine,
                                 std::function<bool(const RememberedStep &)> hasResult)
    : m_hasResult(std::move(hasResult))
{
    for (const RememberedBuild &build : memory.builds()) {
        if (build.engine != engine)
            continue;
        for (const RememberedStep &step : build.steps) {
            m_steps[step.key].prepend(&step);
            for (const QList<QByteArray> &ofInput : step.links) {
                for (const QByteArray &link : ofInput) {
                    QList<QByteArray> &keys = m_links[link];
                    if (!keys.contains(step.key))
                        keys.append(step.key);
                }
            }
        }
    }
}

QList<VertexKeys> CacheSimulation::run(const BuildGraph &graph,
                                       const std::function<void(int vertex, VertexKeys &)> &settle) const
{
    QList<VertexKeys> keys;
    keys.reserve(graph.vertices.size());
    for (int i = 0; i < graph.vertices.size(); ++i) {
        VertexKeys one = keysOf(graph, i, keys);
        if (settle)
            settle(i, one);
        keys.append(one);
    }
    return keys;
}

QSet<QByteArray> CacheSimulation::linked(const QList<QByteArray> &links) const
{
    QSet<QByteArray> keys;
    for (const QByteArray &link : links) {
        for (const QByteArray &key : m_links.value(link))
            keys.insert(key);
    }
    return keys;
}

VertexKeys CacheSimulation::keysOf(const BuildGraph &graph, int index, const QList<VertexKeys> &before) const
{
    const BuildVertex &vertex = graph.vertices[index];
    VertexKeys result;
    KeyHash own;
    own.add(vertex.operation);
    std::optional<QSet<QByteArray>> all;
    const auto take = [&](const QList<QByteArray> &links) {
        QSet<QByteArray> found = linked(links);
        all = all ? all->intersect(found) : found;
        result.links.append(links);
    };
    for (qsizetype i = 0; i < vertex.inputs.size(); ++i) {
        const VertexInput &input = vertex.inputs[i];
        const InputKeys keys = keysOfInput(graph, input, before);
        QList<QByteArray> links;
        for (const QByteArray &key : keys.fast)
            links.append(linkFrom(key, vertex, i, input.selector));
        if (!keys.content.isEmpty()) {
            const QByteArray link = linkFrom(contentKey(keys.content), vertex, i, {});
            result.needsContent = result.needsContent
                || (input.kind == VertexInput::Kind::Vertex && linked(links).isEmpty() && m_links.contains(link));
            links.append(link);
        }
        own.add(keys.fast.isEmpty() ? contentKey(keys.content) : keys.fast.first()).add(input.selector);
        result.isKnown = result.isKnown && keys.isKnown;
        result.isCertain = result.isCertain && keys.isCertain;
        take(links);
    }
    if (vertex.inputs.isEmpty())
        take({linkFrom({}, vertex, 0, {})});
    result.own = own.result();
    result.keys = all->values();
    std::ranges::sort(result.keys);
    if (!result.keys.isEmpty())
        result.own = result.keys.first();
    findResult(result);
    return result;
}

CacheSimulation::InputKeys CacheSimulation::keysOfInput(const BuildGraph &graph, const VertexInput &input,
                                                        const QList<VertexKeys> &before) const
{
    InputKeys keys;
    switch (input.kind) {
    case VertexInput::Kind::Vertex: {
        const VertexKeys &source = before[input.vertex];
        keys.fast = source.isMatched() ? source.keys : QList{source.own};
        keys.isKnown = source.isKnown;
        keys.isCertain = source.isCertain;
        break;
    }
    case VertexInput::Kind::Image:
        keys.fast = {input.key};
        keys.isKnown = !input.key.isEmpty();
        break;
    case VertexInput::Kind::Files:
        keys.content = input.content;
        keys.isKnown = !input.content.isEmpty();
        return keys;
    case VertexInput::Kind::Remote:
        keys.fast = {input.key};
        keys.isCertain = false;
        return keys;
    }
    if (input.isByContent && keys.isKnown)
        keys.content = StageContent(graph, before).of(input).value_or(QByteArray());
    return keys;
}

void CacheSimulation::findResult(VertexKeys &keys) const
{
    QList<const RememberedStep *> steps;
    for (const QByteArray &key : std::as_const(keys.keys))
        steps += m_steps.value(key);
    const auto found = std::ranges::find_if(steps, [this](const RememberedStep *step) { return m_hasResult(*step); });
    if (found != steps.end())
        keys.found = *found;
    else if (!steps.isEmpty())
        keys.gone = steps.first();
}

QList<const RememberedStep *> CacheSimulation::likeIt(const BuildVertex &vertex, const VertexKeys &keys) const
{
    QList<const RememberedStep *> steps;
    if (vertex.inputs.isEmpty() || !vertex.inputs.first().isRoot)
        return steps;
    for (const QByteArray &key : linked(keys.links.first()))
        steps += m_steps.value(key);
    return steps;
}

} // namespace strata
