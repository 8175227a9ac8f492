// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/buildplan.h"

#include <QJsonObject>

namespace strata {

/// How many bytes a source of COPY or ADD brings from the build context; none when that is not known.
using ContextSizes = std::function<std::optional<qint64>(const PlannedCopy &copy, const PlannedSource &source)>;

/// "plan FILE [--target T] [--context DIR] [--build-arg NAME=VALUE]… [--platform P] [--builder classic|buildkit]": what a builder
/// will make of a Dockerfile, as one line of JSON (planToJson). FILE may be - for standard input; `--build-arg NAME` takes the
/// value from the environment, as docker does. With --context the sources of COPY and ADD have their sizes.
///
/// The program's exit status: 1 when the file cannot be read or a builder would refuse it, told on standard error, where what is
/// planned nevertheless is still printed; 2 for what is wrong with the command line.
int planCommand(const QStringList &arguments);

/// Lines count from 1. Members that would be empty are not there, except lists.
///
///     {"target":"app","targetStage":1,"builder":"buildkit","platform":"linux/amd64",
///      "stages":[{"index":0,"name":"build","line":1,"needed":true,"platform":"linux/arm64",
///                 "base":{"kind":"image","reference":"golang:1.24"},      kind: image, stage (with "stage"), scratch
///                 "dependencies":[{"reason":"from","line":1,"image":"golang:1.24"}],   reason: from, copy, mount
///                 "steps":[{"line":3,"endLine":4,"instruction":"COPY","effect":"layer",
///                           "createdBy":"COPY . /src # buildkit","isTrigger":true,
///                           "workingDirectory":"/","user":"me","usedVariables":[],"unsetVariables":[],
///                           "resetsCommand":true,
///                           "copy":{"destination":"/src","sources":[{"kind":"context","path":".","bytes":4096}],
///                                   "chown":"1:1","chmod":"644","checksum":"…","excludes":["*.md"],"link":true,
///                                   "parents":true,"keepGitDir":true,"unpack":true},
///                           "mounts":[{"type":"cache","target":"/c","kind":"empty"}]}]}],
///      "problems":[{"line":3,"message":"…"}]}
///
/// effect: layer, layerIfChanged (classic), metadata, none. kind of a source: context, stage (with "stage"), image (with
/// "image"), url, git, inline (a heredoc), empty. type of a mount: bind, cache, tmpfs, secret, ssh.
QJsonObject planToJson(const Document &document, const BuildPlan &plan, const PlanOptions &options,
                       const ContextSizes &sizes = {});

} // namespace strata
