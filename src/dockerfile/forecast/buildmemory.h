// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/forecast/buildgraph.h"

#include <QDateTime>
#include <QHash>
#include <QMap>

/// What builds left in the cache, as far as Strata made them. No text of a Dockerfile and no value is kept, only digests, names
/// of variables and paths of files.
namespace strata {

struct RememberedStep
{
    VertexName name = {};
    InstructionKind kind = InstructionKind::Unknown;
    QByteArray key = {};                 ///< what the cache knows it by; steps with the same one have the same result
    QList<QList<QByteArray>> links = {}; ///< by inputs: ways to find the key
    QByteArray operation = {};           ///< as in BuildVertex
    QByteArray text = {};                ///< as well
    QByteArray content = {};             ///< digest of what came from the context; of files()
    QByteArray result = {};              ///< differs when it was done anew
    QList<StepFacet> facets = {};
    std::optional<qint64> bytes = {}; ///< of the layer, as the history of an image told it
    QString record = {};              ///< its ID in the cache; empty: not known

    bool operator==(const RememberedStep &) const = default;
};

struct RememberedBuild
{
    QString engine = {}; ///< whose cache it is: what the engine calls itself
    QString file = {};   ///< the Dockerfile's path
    QDateTime when = {};
    QMap<QString, QByteArray> bases = {}; ///< identities of base images, by names of stages
    QList<RememberedStep> steps = {};

    bool operator==(const RememberedBuild &) const = default;
};

/// Paths in the context, and a digest for each.
using RememberedFiles = QMap<QString, QByteArray>;

/// Bounded: the oldest build goes when there are more than 50 of one Dockerfile or 500 in all; of files 50,000 are kept.
class BuildMemory
{
public:
    static constexpr qsizetype mostBuildsOfFile = 50;
    static constexpr qsizetype mostBuilds = 500;
    static constexpr qsizetype mostFiles = 50'000;

    /// `files` by the content digests of its steps. A build of the same file and moment is replaced: more is known of it now.
    void add(const RememberedBuild &build, const QHash<QByteArray, RememberedFiles> &files = {});
    void clear() { *this = {}; }

    const QList<RememberedBuild> &builds() const { return m_builds; } ///< the oldest first
    /// What a content digest stands for; nothing when it is not kept any more.
    std::optional<RememberedFiles> files(const QByteArray &content) const;

    QByteArray toJson() const;
    /// MalformedAnswer for what is no memory of this version.
    static Result<BuildMemory> fromJson(const QByteArray &json);

    /// An empty one when there is no such file. Local when it cannot be read; as fromJson(). Blocks.
    static Result<BuildMemory> read(const QString &path);
    /// As a whole or not at all; only the owner may read it. Blocks.
    Result<void> write(const QString &path) const;

    bool operator==(const BuildMemory &) const = default;

private:
    void shrink();

    QList<RememberedBuild> m_builds;
    QList<QPair<QByteArray, RememberedFiles>> m_files; ///< the last used last
};

} // namespace strata
