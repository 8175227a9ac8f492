// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"

namespace strata {

/// The containers section of the engine's API. A light handle; copy it freely while the Engine lives.
class Containers
{
public:
    struct ListOptions
    {
        bool all = true; ///< also those that do not run
        QStringList ids; ///< only these; empty means every one
    };
    struct SizedContainer
    {
        ContainerId id;
        qint64 writableSize = -1; ///< bytes in its own layer: what removing it frees
    };

    explicit Containers(Engine &engine) : m_engine(&engine) {}

    void list(const ListOptions &options, QObject *context,
              std::function<void(Result<QList<ContainerSummary>>)> answer);
    void inspect(const ContainerId &id, QObject *context, std::function<void(Result<ContainerDetails>)> answer);
    /// Slow on the engine's side (it walks the writable layers): ask only for a preview.
    void sizes(const QStringList &ids, QObject *context, std::function<void(Result<QList<SizedContainer>>)> answer);
    /// What it did to the files of its image; in no order that means anything. Podman: also of one that never ran.
    void changes(const ContainerId &id, QObject *context, std::function<void(Result<QList<PathChange>>)> answer);
    /// One sample a second (Podman: every five) while the subscription lives; the first, incomplete one is left out.
    [[nodiscard]] Subscription stats(const ContainerId &id, QObject *context, StreamHandlers<StatsSample> handlers);

    static Call listCall(const ListOptions &options);
    static Result<QList<ContainerSummary>> decodeList(const Answer &answer);

    static Call exportCall(const QString &id);
    static Call startCall(const QString &id);
    static Call stopCall(const QString &id, std::optional<int> seconds);
    static Call restartCall(const QString &id, std::optional<int> seconds);
    static Call pauseCall(const QString &id);
    static Call unpauseCall(const QString &id);
    static Call killCall(const QString &id, const QString &signal);
    static Call renameCall(const QString &id, const QString &name);
    static Call removeCall(const QString &id, bool force, bool volumes);
    static Call pruneCall();
    static Result<PruneReport> decodePrune(const Answer &answer);

private:
    Engine *m_engine;
};

} // namespace strata
