// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commandline.h"
#include "core/result.h"
#include "core/secret.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrlQuery>

#include <optional>
#include <utility>

namespace strata {

struct EngineIdentity;

/// Who builds.
enum class Builder {
    BuildKit, ///< in every Docker since 18.09
    Classic,  ///< Docker's first one, on Linux deprecated since 23.0
    Buildah   ///< Podman's, whatever is asked for
};

/// BuildKit, or Buildah on Podman.
Builder builderOf(const EngineIdentity &identity);

/// A secret that steps may read with `RUN --mount=type=secret,id=…`.
struct BuildSecret
{
    enum class Source { File, Environment, Typed };

    QString id;
    Source source = Source::File;
    QString from = {}; ///< the file's path or the variable's name
    Secret value = {}; ///< Typed only
};

/// An ssh agent that steps may use with `RUN --mount=type=ssh`.
struct SshAgent
{
    QString id = QStringLiteral("default");
    QString socket = {}; ///< its path; empty: that of SSH_AUTH_SOCK
};

/// What to build and how, as the query of POST /build and as a command (moby router/build, build_routes.go; buildx).
struct BuildOptions
{
    Builder builder = Builder::BuildKit;
    QStringList tags = {};
    QString dockerfile = QStringLiteral("Dockerfile"); ///< its path in the context, with slashes
    QString target = {};                               ///< a stage; empty: the last one
    QString platform = {};                             ///< "linux/arm64"; empty: the engine's own
    /// Without a value it is as if it were not given, except that the command takes it from the environment.
    QList<std::pair<QString, std::optional<QString>>> arguments = {};
    QList<std::pair<QString, QString>> labels = {};
    bool noCache = false;
    bool pull = false;           ///< look for newer base images
    QString network = {};        ///< "none", "host"; empty: the default one. Others only where it is not BuildKit
    QStringList extraHosts = {}; ///< "name:address"
    QStringList cacheFrom = {};  ///< images
    QStringList limits = {};     ///< "nofile=1024:2048"
    qint64 sharedMemory = 0;     ///< bytes of /dev/shm; 0: the default
    QString cgroupParent = {};

    // BuildKit does not know these.
    qint64 memory = 0;        ///< bytes; 0: no limit
    qint64 memoryAndSwap = 0; ///< bytes; -1: swap without a limit
    qint64 cpuShares = 0;
    qint64 cpuPeriod = 0; ///< microseconds
    qint64 cpuQuota = 0;
    QString cpus = {};        ///< "0-3"
    QString memoryNodes = {}; ///< "0,1"

    QList<BuildSecret> secrets = {};
    QList<SshAgent> agents = {};
    /// Where images come from that the engine has to ask for: those of FROM, COPY --from and # syntax that it does not
    /// have, or all with `pull`. Domains of image references. BuildKit before 0.31 asks no registry that wants a token
    /// without a session, not even anonymously.
    QStringList registries = {};

    bool hasHeredocs = false; ///< the Dockerfile has some; see problemWith()

    // For the command only.
    QString contextFolder = {};  ///< empty: "."
    QString dockerfilePath = {}; ///< where it is not `dockerfile` in the folder
};

/// Why these cannot be had together, such as secrets without BuildKit. Heredocs are refused for the classic builder,
/// because it drops what is in them and says nothing (moby/buildkit issue 6395).
Result<void> problemWith(const BuildOptions &options);

/// Whether BuildKit has to ask back while it builds: see BuildSession.
bool needsSession(const BuildOptions &options);

/// Reads the secrets, by their IDs. Blocks while it does. Errors name the secret: NotFound for a file or a variable that
/// is not there, Local for a file that cannot be read, TooLarge for more than BuildKit takes.
Result<QHash<QString, Secret>> readSecrets(const QList<BuildSecret> &secrets);

/// Sockets of the agents, by their IDs. NotFound where none is named and SSH_AUTH_SOCK is not set.
Result<QHash<QString, QString>> agentSockets(const QList<SshAgent> &agents);

QUrlQuery buildQuery(const BuildOptions &options);

/// `docker buildx build …`; for the classic builder and Podman `docker build …` without BuildKit. Secrets by the name of their file or
/// variable: one that was typed is taken from a variable called as the secret in capitals.
CommandLine buildCommand(const BuildOptions &options);

} // namespace strata
