// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildsettings.h"
#include "app/builder/dockerfileinsight.h"
#include "dockerfile/contextarchive.h"
#include "engine/build/buildoperation.h"
#include "engine/engine.h"

namespace strata {

/// All that a build needs, put together when the person wants it.
struct BuildRequest
{
    std::shared_ptr<const DockerfileInsight> insight;
    std::shared_ptr<const ContextScan> scan;
    BuildSettings settings;
    EngineIdentity identity;

    /// Without the name of the Dockerfile in the context, which the archive decides.
    BuildOptions options() const;
};

/// Where images come from that an engine has to ask for: see BuildOptions::registries.
QStringList registriesFor(const DockerfileInsight &insight, bool pull);

/// Opens the context and makes the operation: one answer on the GUI thread, none once `context` is gone. The operation has not
/// begun. Errors: NotFound when there is no Dockerfile in the context; those of problemWith() and of the folder.
void prepareBuild(const BuildRequest &request, Engine &engine, QObject *context,
                  const std::function<void(Result<std::unique_ptr<BuildOperation>>)> &answer);

} // namespace strata
