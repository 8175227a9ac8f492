// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/buildmemory.h"
#include "dockerfile/plan/historymatch.h"

#include <optional>

/// What the next build will find in the cache, and how large its layers will be, before it is built.
///
///     auto plan = std::make_shared<BuildPlan>(planBuild(document, …));
///     auto digests = digestContext(*scan, contentFiles(*scan, *plan), known);
///     const BuildGraph graph = buildGraph(document, plan, scan, digests, options);
///     const BuildForecast forecast = forecastBuild(document, graph, knowledge);
///     … build …
///     memory.add(rememberBuild(graph, knowledge, truth), rememberedFiles(graph));
///
/// All of this are values; a forecast takes time in proportion to the instructions and the remembered builds.
namespace strata {

/// A record of BuildKit's cache, as GET /system/df tells it.
struct CacheRecordFact
{
    QString id = {};
    QStringList parents = {};
    QString description = {};
    qint64 bytes = 0;
    QDateTime created = {};
};

/// The history of an image that the engine has, oldest line first.
struct SizedHistory
{
    QList<HistoryLine> lines = {};
    QList<qint64> bytes = {};
};

struct ForecastKnowledge
{
    QString engine = {}; ///< as in RememberedBuild
    QString file = {};
    BuildMemory memory = {};
    std::optional<QList<CacheRecordFact>> records = {}; ///< none: nobody asked the engine, or it did not answer
    QList<SizedHistory> histories = {};                 ///< of images that may come from this Dockerfile
};

enum class CacheOutcome {
    Cached,
    Rebuilds,
    Unknown,
    NotAStep ///< only the image's configuration changes
};

struct FileChanges
{
    static constexpr qsizetype mostNamed = 20; ///< of each kind

    QStringList changed = {};
    QStringList added = {};
    QStringList removed = {};
    qsizetype count = 0; ///< of all, also those that are not named

    bool operator==(const FileChanges &) const = default;
};

struct CacheReason
{
    enum class Kind {
        None,
        NoCacheAsked,
        LineAbove,            ///< `line`: it rebuilds
        OtherStage,           ///< `name`: what is copied from it is made anew
        BaseChanged,          ///< `name` is another image than when it was built
        FilesChanged,         ///< `files`
        BuildArgumentChanged, ///< `name`
        VariableChanged,      ///< `name`
        OrderChanged,         ///< of variables
        FolderChanged,        ///< the working directory
        UserChanged,
        PlatformChanged,
        SettingChanged,     ///< `name`: an option of the build
        InstructionChanged, ///< its text
        NewInstruction,
        AboveDiffers, ///< what is above it was otherwise when it was built
        NeverBuilt,
        Pruned,         ///< it was built, and the cache has lost it
        BuiltElsewhere, ///< somebody else built something like it
        BaseUnknown,    ///< nothing is known of `name`
        BasePulled,     ///< a newer `name` is pulled first
        FilesUnknown,
        RemoteFiles,  ///< what is on the net may have changed
        CacheUnknown, ///< nothing is known of the engine's cache
    };

    Kind kind = Kind::None;
    QString name = {};
    int line = 0; ///< counted from 1
    FileChanges files = {};

    bool operator==(const CacheReason &) const = default;
};

/// "main.go changed", for people; empty for Kind::None. Plain text.
QString cacheReasonText(const CacheReason &reason);

enum class SizeSource {
    Unknown,
    Measured, ///< from the context and heredocs
    History,  ///< of an image: exact for what is cached
    CacheRecord,
    LastBuild, ///< what it was before it changed
};

struct StepForecast
{
    int stage = -1;
    int step = -1;
    qsizetype instruction = -1; ///< in Document::instructions
    VertexName name = {};       ///< how a trace calls it
    CacheOutcome outcome = CacheOutcome::NotAStep;
    CacheReason reason = {};
    std::optional<qint64> bytes = {};
    SizeSource sizeSource = SizeSource::Unknown;
};

struct StageForecast
{
    int stage = -1;
    bool isBaseChanged = false; ///< it begins with another image than last time
    bool isBaseKnown = true;
    QList<qint64> baseLayers = {}; ///< bytes, the lowest first; none when it begins with no image or nothing is known
    QList<StepForecast> steps = {};
};

struct BuildForecast
{
    QList<StageForecast> stages = {}; ///< those the target needs, in their order

    const StepForecast *find(int stage, int step) const;
};

BuildForecast forecastBuild(const Document &document, const BuildGraph &graph, const ForecastKnowledge &knowledge);

/// What really happened to a step.
struct StepTruth
{
    bool isCached = false;
    std::optional<qint64> bytes = {}; ///< of its layer
    QDateTime began = {};             ///< by the engine's clock; invalid: not known
    QDateTime ended = {};
};

struct BuildTruth
{
    QDateTime when = {};
    QMap<int, StepTruth> steps = {}; ///< by BuildGraph::vertices; what is missing was not reached
    /// The cache afterwards, when it was asked.
    std::optional<QList<CacheRecordFact>> records = {};
};

/// What is to be remembered. The knowledge is that of before the build.
RememberedBuild rememberBuild(const BuildGraph &graph, const ForecastKnowledge &knowledge, const BuildTruth &truth);
QHash<QByteArray, RememberedFiles> rememberedFiles(const BuildGraph &graph);

/// Sizes of the steps of the target and the stages below it, from the sizes in the history of the image, newest line first.
/// By BuildGraph::vertices.
QMap<int, qint64> layerSizes(const BuildGraph &graph, const QList<qint64> &newestFirst);

} // namespace strata
