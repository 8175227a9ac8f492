// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/baseimage.h"
#include "dockerfile/checks/finding.h"
#include "dockerfile/directives.h"
#include "dockerfile/ignorerules.h"
#include "dockerfile/shellenvironment.h"

#include <functional>

namespace strata {

/// What a check cannot know from the Dockerfile. All of it may be left out; what depends on it is then not found, or found
/// with the default. The functions are called during checkDockerfile(), on its thread.
struct CheckContext
{
    BaseImageLookup baseImage = {};

    /// The ignore rule (for people to read) that keeps a file of the context out of the build, or none. The path is relative
    /// to the context, clean, with slashes; "." is the context itself.
    std::function<std::optional<QString>(const QString &path)> ignoredBy = {};
    bool ignoreHasExceptions = false; ///< an ignore rule begins with `!`: BuildKit then says nothing of ignored files
    bool ignoreTakesAll = false;      ///< an ignore rule is `*`, `**` or `**/*`

    ShellEnvironment buildArguments = {};                   ///< of --build-arg
    QString buildPlatform = QStringLiteral("linux/amd64");  ///< of the engine
    QString targetPlatform = QStringLiteral("linux/amd64"); ///< of --platform
    QString target = {};                                    ///< of --target; empty: the last stage
    std::optional<CheckOptions> options = {}; ///< instead of the file's `# check=`, as BUILDKIT_DOCKERFILE_CHECK
};

/// Fills in what the context has to know of ignored files.
void useIgnoreRules(CheckContext &context, const IgnoreRules &rules);

/// Everything that is to be said against a Dockerfile, in the order of its places: what the parser found, the rules of
/// BuildKit's linter when and as `docker build --check` raises them (moby/buildkit, frontend/dockerfile/linter,
/// dockerfile2llb), and practices of ours. All rules are in checkrule.h. Takes time in proportion to the text, on any thread.
///
/// BuildKit stops at the first error; this goes on behind it. All stages are looked at, as BuildKit does it for a check.
/// For an image that the context knows nothing of, its environment is taken for empty: an UndefinedVar in such a stage is
/// only an Info.
///
/// What is not said: rules named by `# check=skip=…` in the first lines, or in a comment directly above the instruction.
/// Both are BuildKit's own, which does not look at the latter for NoEmptyContinuation, ConsistentInstructionCasing,
/// DuplicateStageName, ReservedStageName, InvalidDefaultArgInFrom and InvalidBaseImagePlatform; nor does this. Names of our
/// rules do not disturb BuildKit. `# hadolint ignore=DL3008,…` above an instruction and `# hadolint global ignore=…` do the
/// same for the rules that have such a code.
///
/// `error=true` makes errors of BuildKit's warnings, since there is no image then; hadolint's comments do not keep these back.
QList<Finding> checkDockerfile(const Document &document, const CheckContext &context = {});

} // namespace strata
