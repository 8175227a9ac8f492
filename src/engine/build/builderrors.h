// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace strata {

/// Why and where a build failed.
struct BuildFailure
{
    int row = -1;     ///< of BuildProgress::steps(); -1: before any step
    int line = 0;     ///< of the Dockerfile, from 1; 0: the engine does not tell
    int exitCode = 0; ///< of the process; 0: it was none, or the engine does not tell

    bool operator==(const BuildFailure &) const = default;
};

/// What an engine's words about a build mean: all failures come inside a stream with status 200, as text. InvalidInput
/// for what is wrong in the Dockerfile or the context, the kinds of registryError() for base images, Local for a full
/// disk, else EngineFailed. Seen with Docker 26.1 (BuildKit 0.13, classic) and Podman 5.4.
Error buildError(const QString &words);

/// "dockerfile parse error on line 3: …", "Dockerfile:7"; 0: no line is told.
int dockerfileLineIn(const QString &words);

/// "exit code: 3", "returned a non-zero code: 3", "exit status 3"; 0: none is told.
int exitCodeIn(const QString &words);

} // namespace strata
