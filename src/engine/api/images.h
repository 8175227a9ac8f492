// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/engine.h"

namespace strata {

/// The images section of the engine's API. A light handle; copy it freely while the Engine lives.
/// Errors of every call: those of the transport, and the engine's answer as NotFound, Conflict and so on.
class Images
{
public:
    struct ListOptions
    {
        bool all = false; ///< also intermediate images
        /// API 1.42 and newer (else it stays -1, as with Podman); can be slow on an engine with many layers.
        bool sharedSize = false;
        QStringList ids; ///< only these (filter reference cannot do it: filtered after the answer)
    };

    explicit Images(Engine &engine) : m_engine(&engine) {}

    void list(const ListOptions &options, QObject *context, std::function<void(Result<QList<ImageSummary>>)> answer);
    void inspect(const QString &name, QObject *context, std::function<void(Result<ImageDetails>)> answer);
    void history(const QString &name, QObject *context, std::function<void(Result<QList<HistoryEntry>>)> answer);

    static Call listCall(const ListOptions &options);
    static Result<QList<ImageSummary>> decodeList(const Answer &answer, const ListOptions &options);

    static Call removeCall(const QString &name, bool force, bool noPrune = false);
    static Call pruneCall(bool danglingOnly);
    static Call tagCall(const QString &name, const QString &repository, const QString &tag);
    static Result<ImageRemoval> decodeRemoval(const Answer &answer);
    static Result<PruneReport> decodePrune(const Answer &answer);

private:
    Engine *m_engine;
};

} // namespace strata
