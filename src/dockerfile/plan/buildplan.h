// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/baseimage.h"
#include "dockerfile/instructions.h"
#include "dockerfile/shellenvironment.h"

#include <QMap>

#include <memory>

/// What a builder will make of a Dockerfile: its stages, and what each instruction does to the image. Nothing is run and
/// nothing is asked: what is known of base images comes in. All of this are values, for any thread.
///
/// The rules are those of moby/buildkit, frontend/dockerfile/dockerfile2llb (convert.go, convert_copy.go, convert_expose.go,
/// convert_runmount.go, platform.go), and for the classic builder those of moby, daemon/builder/dockerfile (dispatchers.go,
/// internals.go, buildargs.go). Paths are those of Linux; of Windows only the shell is known.
namespace strata {

enum class BuilderKind { BuildKit, Classic };

/// What BuildKit writes and which values count became otherwise with time: how EXPOSE and HEALTHCHECK are written, whether an
/// ARG sees the ones in front of it on the same line, and which arguments of a base stage a RUN names.
enum class BuildKitVersion {
    Docker26, ///< as in Docker 26.1, which is BuildKit 0.12
    Newest,   ///< as in BuildKit 0.30 and later
};

struct PlanOptions
{
    QString target = {}; ///< the name of a stage, in any case; empty: the last one
    QMap<QString, QString> buildArguments = {};
    QString platform = QStringLiteral("linux/amd64");      ///< what is built for
    QString buildPlatform = QStringLiteral("linux/amd64"); ///< what builds
    BuilderKind builder = BuilderKind::BuildKit;
    BuildKitVersion version = BuildKitVersion::Docker26;
    BaseImageLookup baseImage = {}; ///< nothing is known without it
};

/// Where files, or the files below a whole stage, come from.
struct FileOrigin
{
    enum class Kind {
        Context, ///< the build context
        Stage,
        Image,
        Url,
        Git,
        Inline, ///< a heredoc
        Empty,  ///< of a mount: a cache, memory, a secret, an agent
    };

    Kind kind = Kind::Context;
    int stage = -1;     ///< of Kind::Stage: in BuildPlan::stages
    QString image = {}; ///< of Kind::Image: a reference, or the name of a named context

    bool operator==(const FileOrigin &) const = default;
};

/// A source of COPY or ADD, its variables replaced.
struct PlannedSource
{
    FileOrigin origin = {};
    QString path = {};                      ///< as it is written; of a heredoc its name; of Url and Git all of it
    std::optional<qsizetype> heredoc = {};  ///< in Instruction::heredocs
    std::optional<qint64> inlineBytes = {}; ///< of a heredoc: the size of the file that is written
    QByteArray inlineContent = {};          ///< and what it holds

    bool operator==(const PlannedSource &) const = default;
};

struct PlannedCopy
{
    QList<PlannedSource> sources = {};
    QString destination = {};         ///< as it is written, its variables replaced
    QString absoluteDestination = {}; ///< below `/`; with a slash at the end, or `/.`, when it must be a folder
    QString chown = {};
    QString chmod = {};
    QString checksum = {};
    QStringList excludes = {};
    bool link = false;
    bool parents = false;
    std::optional<bool> keepGitDir = {};
    std::optional<bool> unpack = {};

    bool operator==(const PlannedCopy &) const = default;
};

struct PlannedMount
{
    RunMount mount = {}; ///< its variables replaced
    FileOrigin origin = {};
    QString absoluteTarget = {};

    bool operator==(const PlannedMount &) const = default;
};

/// What an instruction makes in the image.
enum class StepEffect {
    Layer,          ///< a layer, also when nothing changes
    LayerIfChanged, ///< classic: a layer, unless nothing changed
    Metadata,       ///< a line of history without a layer
    Nothing,        ///< not even that
};

struct PlanStep
{
    qsizetype instruction = -1; ///< in Document::instructions; of a trigger of a base image its FROM
    InstructionKind kind = InstructionKind::Unknown; ///< of a trigger what is done
    bool isTrigger = false;                          ///< kept by ONBUILD of the base, done here
    QString text = {};                               ///< the lines put together, as Instruction::original
    StepEffect effect = StepEffect::Nothing;
    /// What the history of the image will say, empty when nothing. `…` stands for what nobody knows yet: the classic builder
    /// writes hashes of the files that it copies.
    QString createdBy = {};
    QStringList assigned = {};       ///< NAME=VALUE: what ENV or ARG sets for those behind it
    QStringList unassigned = {};     ///< classic: names of an ARG that was declared again without a value
    QString workingDirectory = {};   ///< before it, absolute
    QString user = {};               ///< before it; empty is root
    QStringList shell = {};          ///< before it
    QStringList command = {};        ///< of RUN: what is run, with the shell in front when there is one
    QStringList usedVariables = {};  ///< each once; of RUN and other command lines those of them that are set here
    QStringList unsetVariables = {}; ///< that the builder replaces and that are not set
    std::optional<PlannedCopy> copy = {};
    QList<PlannedMount> mounts = {};
    bool resetsCommand = false; ///< ENTRYPOINT: the CMD of the base counts no more

    bool operator==(const PlanStep &) const = default;
};

enum class BaseKind { Image, Stage, Scratch };

/// That a stage needs files of something else.
struct StageDependency
{
    enum class Reason { From, CopyFrom, MountFrom };

    Reason reason = Reason::From;
    qsizetype instruction = -1;
    FileOrigin origin = {}; ///< Stage or Image

    bool operator==(const StageDependency &) const = default;
};

struct PlanStage
{
    qsizetype instruction = -1; ///< its FROM
    QString name = {};          ///< in lower case; empty without one
    QString platform = {};      ///< of --platform, its variables replaced; else empty
    BaseKind baseKind = BaseKind::Image;
    QString baseReference = {};              ///< its variables replaced; of a stage its name
    int baseStage = -1;                      ///< in BuildPlan::stages
    std::optional<BaseImage> baseImage = {}; ///< what was told of it
    QList<StageDependency> dependencies = {};
    ShellEnvironment variables = {}; ///< what ENV and ARG have set below its first step
    QList<PlanStep> steps = {};      ///< triggers of the base first
    bool isNeeded = false;           ///< the target is made with it

    BaseImage result = {};           ///< what the stage says of itself at its end
    QStringList unsetVariables = {}; ///< of FROM

    bool operator==(const PlanStage &) const = default;
};

struct PlanProblem
{
    QString message = {};
    qsizetype instruction = -1; ///< -1: of the options
    TextRange range = {};

    bool operator==(const PlanProblem &) const = default;
};

struct PlanMemory;

struct BuildPlan
{
    QList<PlanStage> stages = {};
    int target = -1;                       ///< -1: there is none of that name, or no stage at all
    ShellEnvironment globalArguments = {}; ///< what FROM may name
    /// Why the builder would stop, beyond the diagnostics of the document.
    QList<PlanProblem> problems = {};
    Document document = {};                        ///< what was planned
    PlanOptions options = {};                      ///< and how, but for the lookup: what it told is in the stages
    std::shared_ptr<const PlanMemory> memory = {}; ///< for the plan of the next text

    /// What ENV and ARG have set in front of a step. Takes time in proportion to the steps of the stage.
    ShellEnvironment variablesBefore(int stage, int step) const;
    /// The stages whose steps the history of a stage has, the lowest first, itself last.
    QList<int> chain(int stage) const;
    /// The stages that must be built for the target, in their order.
    QList<int> neededStages() const;
};

/// An environment without one of its variables.
ShellEnvironment withoutVariable(const ShellEnvironment &environment, const QString &name);

/// Plans a build. There is always a plan: what is wrong is in its problems and, like what the parser found wrong, left out
/// or taken as it is written. Takes time in proportion to the instructions times the stages.
///
/// With the plan of a text before: what says the same is taken from it, so that a key does not cost the whole file.
BuildPlan planBuild(const Document &document, const PlanOptions &options = {}, const BuildPlan *before = nullptr);

} // namespace strata

Q_DECLARE_TYPEINFO(strata::PlannedSource, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::PlanStep, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(strata::PlanStage, Q_RELOCATABLE_TYPE);
