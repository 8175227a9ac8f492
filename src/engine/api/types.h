// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace strata {

/// One row of GET /images/json.
struct ImageSummary
{
    ImageId id;
    ImageId parentId;        ///< set by the classic builder and commit only; often an image that is not listed
    QStringList repoTags;    ///< as the engine gives them, without "<none>:<none>"; empty when dangling
    QStringList repoDigests; ///< without "<none>@<none>"
    qint64 created = 0;      ///< seconds since 1970; 0 when unknown
    qint64 size = -1;        ///< bytes
    qint64 sharedSize = -1;  ///< bytes shared with other images; -1 until it was asked for

    bool isDangling() const { return repoTags.isEmpty(); }
    bool operator==(const ImageSummary &) const = default;
};

enum class ContainerState { Created, Running, Paused, Restarting, Removing, Exited, Dead, Unknown };
enum class Health { None, Starting, Healthy, Unhealthy };

struct PortMapping
{
    QString ip; ///< host address; empty when not published
    quint16 privatePort = 0;
    quint16 publicPort = 0; ///< 0 when not published
    QString protocol;       ///< tcp, udp, sctp

    bool operator==(const PortMapping &) const = default;
};

/// One row of GET /containers/json.
struct ContainerSummary
{
    ContainerId id;
    QString name;  ///< without the leading slash
    QString image; ///< as the container was created with
    ImageId imageId;
    QString command;
    qint64 created = 0; ///< seconds since 1970
    ContainerState state = ContainerState::Unknown;
    Health health = Health::None;
    QString status;        ///< the engine's words, such as "Up 3 hours (healthy)", "Exited (137) 2 days ago"
    qint64 stateSince = 0; ///< seconds since 1970, as near as `status` tells it at the time of the answer; 0 unknown
    std::optional<int> exitCode; ///< from status
    QList<PortMapping> ports;    ///< sorted, IPv4 and IPv6 twins both there
    QString composeProject;      ///< label com.docker.compose.project (or io.podman.compose.project)
    QString composeService;

    bool isActive() const; ///< running, paused or restarting
    /// Equal but for `status` and `stateSince`, which grow older without a change.
    bool sameAs(const ContainerSummary &other) const;
};

/// One line of GET /images/{name}/history, newest first.
struct HistoryEntry
{
    ImageId id; ///< empty when missing
    qint64 created = 0;
    QString createdBy;
    qint64 size = 0;
    QString comment;
    QStringList tags;
};

/// A line of GET /containers/{id}/changes, as `docker diff` tells it.
struct PathChange
{
    enum class Kind { Modified, Added, Deleted };

    QString path; ///< "/etc/hosts"
    Kind kind = Kind::Modified;
};

/// GET /images/{name}/json.
struct ImageDetails
{
    ImageId id;
    QStringList repoTags;
    QStringList repoDigests;
    QDateTime created;
    qint64 size = -1;
    QString architecture, os, variant, author, comment;
    QStringList env, entrypoint, command, exposedPorts, volumes, onBuild;
    QList<std::pair<QString, QString>> labels; ///< in the engine's order
    QString workingDir, user, stopSignal;
    QString healthcheck; ///< in words: test, interval, timeout, retries; empty without one
    QStringList layers;  ///< diff IDs, bottom first
    /// Where the engine's overlay driver has the files of each layer, bottom first: "/var/lib/docker/overlay2/<cache
    /// ID>/diff". Empty with other drivers and with containerd's store.
    QStringList layerFolders;
    QByteArray json; ///< the whole answer, for the raw view
};

/// GET /containers/{id}/json, what pages show; the rest is in `json`.
struct ContainerDetails
{
    ContainerId id;
    QString name;
    QString image;
    ImageId imageId;
    QDateTime created, startedAt, finishedAt;
    ContainerState state = ContainerState::Unknown;
    int exitCode = 0;
    bool oomKilled = false;
    QString error;
    int restartCount = 0;
    QString restartPolicy;
    QString healthStatus;
    QStringList env, entrypoint, command;
    QString workingDir, user;
    struct Mount
    {
        QString type, name, source, destination, mode;
        bool writable = true;
    };
    QList<Mount> mounts;
    QStringList networks;
    QList<std::pair<QString, QString>> labels;
    QByteArray json;
};

/// One object of GET /events.
struct EngineEvent
{
    QString type;   ///< container, image, volume, network, daemon, builder
    QString action; ///< "start", "health_status: healthy", …
    QString actorId;
    QHash<QString, QString> attributes;
    qint64 timeNano = 0;
};

/// GET /version and GET /info, what the window shows.
struct EngineInfo
{
    QString productName; ///< "Docker", "Podman"
    QString version;     ///< "26.1.5"
    QString apiVersion, minApiVersion;
    QString operatingSystem, kernel, architecture;
    QString storageDriver;
    bool containerdStore = false;
    QString rootDir;
    int cpus = 0;
    qint64 memory = 0; ///< bytes
    QStringList warnings;

    /// What it builds for and pulls unless it is told another one, as images have it: "linux/amd64". `architecture` is the
    /// kernel's word for it (names as containerd/platforms, database.go).
    QString platform() const;

    bool operator==(const EngineInfo &) const = default;
};

/// One sample of GET /containers/{id}/stats, the arithmetic done (docker/cli stats_helpers.go).
struct StatsSample
{
    ContainerId id;
    qint64 time = 0;       ///< nanoseconds since 1970
    double cpuPercent = 0; ///< 100 is one core
    qint64 memory = 0;     ///< bytes, without the page cache that can be dropped
    qint64 memoryLimit = 0;
    qint64 networkReceived = 0, networkSent = 0;
    qint64 blockRead = 0, blockWritten = 0;
    int pids = 0;
};

/// What DELETE /images/{name} did.
struct ImageRemoval
{
    QStringList untagged;
    QStringList deleted;
};

/// One row of GET /images/search.
struct SearchHit
{
    QString name; ///< "nginx", "shop/api"
    QString description;
    int stars = 0;
    bool isOfficial = false;
};

/// GET /distribution/{name}/json.
struct DistributionInfo
{
    QString digest; ///< of the manifest, or of the index of several platforms
    QString mediaType;
    qint64 size = -1;      ///< bytes of the manifest itself
    QStringList platforms; ///< "linux/amd64", "linux/arm64/v8"
};

/// One record of BuildKit's cache, GET /system/df?type=build-cache.
struct BuildCacheRecord
{
    QString id;
    QStringList parents; ///< IDs
    QString type; ///< "regular", "source.local", "exec.cachemount", "source.git.checkout", "frontend", "internal"
    QString description; ///< "[2/5] RUN make", "mount / from exec /bin/sh -c make"
    bool inUse = false;
    bool shared = false; ///< an image has it too: pruning it frees nothing
    qint64 size = 0;     ///< bytes
    QDateTime created;
    QDateTime lastUsed; ///< invalid: never
    int usageCount = 0;

    bool isReclaimable() const { return !inUse && !shared; }
    bool operator==(const BuildCacheRecord &) const = default;
};

/// What a prune did.
struct PruneReport
{
    QStringList deleted;
    qint64 spaceReclaimed = 0;
};

} // namespace strata
