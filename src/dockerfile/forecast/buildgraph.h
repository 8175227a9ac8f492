// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/copycontent.h"

#include <QMap>

#include <functional>
#include <memory>

/// What a builder would have to do for a target, as BuildKit's cache sees it: not instructions, but operations with inputs.
/// Two operations are the same when their digests are and their inputs are.
///
/// The rules are those of moby/buildkit: frontend/dockerfile/dockerfile2llb/convert.go (which operations there are),
/// solver/llbsolver/ops/file.go and exec.go (what makes them the same). Values, for any thread.
namespace strata {

/// What FROM or COPY --from finds when it names an image.
struct BaseImageFacts
{
    /// What makes it the same image for the cache: see imageIdentity(). Empty when nothing is known of it.
    QByteArray identity = {};
    QList<qint64> layerSizes = {}; ///< bytes, the lowest first
    bool isOutdated = false;       ///< another one is pulled first; nothing is known of that
};
/// Any thread. The arguments are as those of BaseImageLookup.
using BaseImageFactsLookup =
    std::function<std::optional<BaseImageFacts>(const QString &reference, const QString &platform)>;

/// BuildKit goes by the layers of an image: another image of the same layers keeps what is built on it in the cache
/// (moby, daemon/internal/builder-next/adapters/containerimage/pull.go, cacheKeyFromConfig). `diffIds` as the image's
/// configuration has them, the lowest first; of an image that is not local, as the registry's configuration has them.
QByteArray imageIdentity(const QStringList &diffIds);

struct BuildGraphOptions
{
    bool noCache = false;
    /// What the build says of all its RUNs, such as {"network": "none", "shm": "67108864"}.
    QMap<QString, QString> runSettings = {};
    /// Whether COPY --link is for itself. It is with containerd's image store and other builders; Docker's older storage does it as any
    /// COPY.
    bool linkIsIndependent = false;
    BuildKitVersion version = BuildKitVersion::Docker26;
    QString platform = QStringLiteral("linux/amd64");
    BaseImageFactsLookup baseImage = {}; ///< nothing is known without it
};

/// Something that an operation depends on beside its inputs, to tell later what changed.
struct StepFacet
{
    enum class Kind { Text, Variable, VariableOrder, Folder, User, Platform, Setting };

    Kind kind = Kind::Text;
    QString name = {};      ///< of a variable or a setting
    QByteArray digest = {}; ///< of its value

    bool operator==(const StepFacet &) const = default;
};

struct VertexInput
{
    enum class Kind {
        Vertex,
        Image,
        Files, ///< of the context or of the Dockerfile itself: there is nothing but `content`
        Remote ///< what nobody knows before it is fetched
    };

    Kind kind = Kind::Vertex;
    int vertex = -1;
    QByteArray key = {};      ///< of an image its identity, of what is remote its address
    QString reference = {};   ///< of an image that files are taken from
    bool isOutdated = false;  ///< of it: another one is pulled first
    QByteArray selector = {}; ///< which of its files are meant
    QStringList paths = {};   ///< of a vertex or an image: the same, to find what they hold
    bool isByContent = false; ///< other keys will do when the files are the same
    bool isRoot = false;      ///< what the operation changes
    QByteArray content = {};  ///< of Files; empty: not known
};

/// How BuildKit calls a step while it builds: "[stage 2/5]". Zero where it says nothing.
struct VertexName
{
    QString stage = {};
    int number = 0;

    bool operator==(const VertexName &) const = default;
};

struct BuildVertex
{
    int stage = -1; ///< in BuildPlan::stages
    int step = -1;  ///< in PlanStage::steps; -1: BuildKit's own, puts a COPY --link on what is below it
    InstructionKind kind = InstructionKind::Unknown;
    QByteArray operation = {}; ///< digest of the facets
    QList<StepFacet> facets = {};
    QByteArray text = {};           ///< digest of the instruction as it is typed
    QList<VertexInput> inputs = {}; ///< what it changes is the first one, if there is anything
    bool ignoresCache = false;
    /// A trace says of an operation without inputs that it was done, not cached, also when its result was not even looked for
    /// (solver/jobs.go, CacheMap).
    bool isTraceReliable() const { return !inputs.isEmpty(); }
    VertexName name = {};
    /// How the cache calls what comes of it: "mount / from exec /bin/sh -c make"; of others what is behind "[2/5] ".
    QString recordName = {};
    QStringList changedPaths = {}; ///< of COPY, ADD and WORKDIR, absolute; of RUN none: anything may be changed
    std::optional<ContentQuery> query = {};   ///< what comes from the context
    std::optional<CopyContent> content = {};  ///< when it is known
    std::optional<qint64> measuredBytes = {}; ///< the layer's size as far as it follows from the context and heredocs
};

struct BuildGraph
{
    QList<BuildVertex> vertices = {};     ///< inputs come before what needs them
    QList<int> ends = {};                 ///< by stages: the last vertex; -1: none
    QMap<int, BaseImageFacts> bases = {}; ///< by stages that begin with an image; without identity: nothing is known
    std::shared_ptr<const BuildPlan> plan = {};
    std::shared_ptr<const ContextScan> scan = {};       ///< null: nobody looked at the context
    std::shared_ptr<const ContextDigests> digests = {}; ///< as well

    /// -1: it makes no vertex.
    int vertexOf(int stage, int step) const;
    int vertexNamed(const VertexName &name) const;
    int rootOf(int vertex) const; ///< what it changes; -1: an image, or nothing
};

/// Needs digests of contentFiles(). Where scan or digests are missing, what comes from the context is not known. Takes
/// time in proportion to the instructions, and to the files for each COPY.
BuildGraph buildGraph(const Document &document, std::shared_ptr<const BuildPlan> plan,
                      std::shared_ptr<const ContextScan> scan, std::shared_ptr<const ContextDigests> digests,
                      const BuildGraphOptions &options = {});

} // namespace strata
