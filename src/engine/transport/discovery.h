// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transport/endpoint.h"

#include <QHash>
#include <QList>

namespace strata {

/// One place where an engine may be, found without talking to it.
struct EngineCandidate
{
    enum class Source { DockerHost, Context, Rootful, Rootless, Podman, PodmanRootless };

    Source source = Source::Rootful;
    QString name;              ///< "DOCKER_HOST", the context's name, "default", "rootless", "podman"
    Result<Endpoint> endpoint; ///< an error when the context or DOCKER_HOST cannot be read
    bool isCurrent = false;    ///< the one the docker client would use now
};

/// What discovery looks at; tests give their own.
struct DiscoveryEnvironment
{
    QHash<QString, QString> variables; ///< DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, XDG_RUNTIME_DIR, HOME
    QString rootfulSocket = QStringLiteral("/var/run/docker.sock");
    static DiscoveryEnvironment fromProcess();
};

/// All candidates, the one to open first, no endpoint twice. That is the current one; only if it is the rootful socket,
/// by nobody's choice, and is not there, a rootless or Podman socket that is there comes before it. Order of precedence as in docker/cli
/// (cli/command/cli.go resolveContextName): DOCKER_HOST, DOCKER_CONTEXT, currentContext of config.json, default.
/// Reads files only: contexts/meta/*/meta.json below the docker configuration folder.
QList<EngineCandidate> discoverEngines(const DiscoveryEnvironment &environment = DiscoveryEnvironment::fromProcess());

} // namespace strata
