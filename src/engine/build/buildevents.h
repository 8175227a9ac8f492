// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/call.h"
#include "engine/build/buildlog.h"
#include "engine/stream/buildtrace.h"

#include <QString>

#include <memory>

namespace strata {

/// One message of the answer to POST /build.
struct BuildEvent
{
    BuildTrace trace = {}; ///< its logs are without text: that is in the BuildLog already
    QString imageId = {};  ///< of what was built; the last one counts
    QString error = {};    ///< the engine's words: the build has failed
    int exitCode = 0;      ///< of the process that made it fail, where the engine tells
};

enum class BuildFlavour {
    BuildKit, ///< traces
    Words     ///< the classic builder's and Buildah's text
};

/// Decodes the answer to POST /build, and writes what steps print into `log`, both on the I/O thread. MalformedAnswer for
/// a trace that is none.
std::unique_ptr<StreamDecoder<BuildEvent>> decodeBuild(BuildFlavour flavour, std::shared_ptr<BuildLog> log);

} // namespace strata
