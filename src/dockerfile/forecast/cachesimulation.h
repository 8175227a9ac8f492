// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/buildmemory.h"

#include <QSet>

#include <functional>

namespace strata {

/// The keys that a vertex has in the cache.
struct VertexKeys
{
    QList<QByteArray> keys = {};         ///< those that are remembered, in order; none: nothing like it was ever built
    QByteArray own = {};                 ///< the first of them, or what it would be remembered by
    QList<QList<QByteArray>> links = {}; ///< by inputs
    const RememberedStep *found = nullptr; ///< of these keys the newest step whose result is still there
    const RememberedStep *gone = nullptr;  ///< of these keys the newest step, if no result is there any more
    bool isKnown = true;                   ///< false: something that it depends on is not known
    bool isCertain = true;                 ///< false: something that it depends on may be otherwise than it was
    bool needsContent = false; ///< it was found only by what files hold that BuildKit must have before it can compare

    bool isMatched() const { return !keys.isEmpty(); }
    bool hasResult() const { return found != nullptr; }
};

/// BuildKit's cache as far as it is remembered (solver/cachemanager.go): a key is found from the keys of the inputs and from the
/// digests of files; one way for each input is enough.
class CacheSimulation
{
public:
    /// `hasResult` tells whether the result of a remembered step is still in the cache. The memory must outlive this.
    CacheSimulation(const BuildMemory &memory, const QString &engine,
                    std::function<bool(const RememberedStep &)> hasResult);

    /// `settle` may put the keys of a vertex right before those that need it are looked at.
    QList<VertexKeys> run(const BuildGraph &graph,
                          const std::function<void(int vertex, VertexKeys &)> &settle = {}) const;

    /// All remembered steps that are the same operation on the same base, whatever files they took; newest first.
    QList<const RememberedStep *> likeIt(const BuildVertex &vertex, const VertexKeys &keys) const;

private:
    struct InputKeys
    {
        QList<QByteArray> fast; ///< of the input's own keys
        QByteArray content;     ///< empty: not known, or it does not count
        bool isKnown = true;
        bool isCertain = true;
    };

    VertexKeys keysOf(const BuildGraph &graph, int vertex, const QList<VertexKeys> &before) const;
    InputKeys keysOfInput(const BuildGraph &graph, const VertexInput &input, const QList<VertexKeys> &before) const;
    QSet<QByteArray> linked(const QList<QByteArray> &links) const;
    void findResult(VertexKeys &keys) const;

    QHash<QByteArray, QList<QByteArray>> m_links;             ///< keys
    QHash<QByteArray, QList<const RememberedStep *>> m_steps; ///< by keys, newest first
    std::function<bool(const RememberedStep &)> m_hasResult;
};

} // namespace strata
