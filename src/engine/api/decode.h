// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/stream/jsonmessagestream.h"
#include "engine/stream/statscalculator.h"
#include "engine/stream/transferprogress.h"

#include "core/result.h"
#include "engine/api/call.h"

#include <memory>

/// The engine's JSON as values: pure functions, for any thread. Unknown fields are ignored, missing ones and null
/// tolerated. Error: MalformedAnswer, its detail naming the place: "[3].Names[0]: …".
namespace strata::decode {

/// GET /images/json. Rows without an ID are left out.
Result<QList<ImageSummary>> imageList(const QByteArray &json);

/// GET /containers/json. `now` (seconds since 1970) is when the engine answered: ages in the status text count from it.
/// Rows without an ID are left out. Where one has several names, links of others ("/web/db") do not count.
Result<QList<ContainerSummary>> containerList(const QByteArray &json, qint64 now);

/// GET /containers/json?size=1.
Result<QList<std::pair<ContainerId, qint64>>> containerSizes(const QByteArray &json);

/// GET /containers/{id}/changes. Lines of a kind that is not known are left out.
Result<QList<PathChange>> containerChanges(const QByteArray &json);

Result<QList<HistoryEntry>> imageHistory(const QByteArray &json);
Result<ImageDetails> imageDetails(const QByteArray &json);
Result<ContainerDetails> containerDetails(const QByteArray &json);

Result<EngineInfo> version(const QByteArray &json);
/// Adds what GET /info knows to what GET /version said.
Result<EngineInfo> info(EngineInfo version, const QByteArray &json);

Result<ImageRemoval> imageRemoval(const QByteArray &json);
Result<PruneReport> containerPrune(const QByteArray &json);
Result<PruneReport> imagePrune(const QByteArray &json);

/// GET /system/df?type=build-cache, as engines tell it up to API 1.51 and from 1.52 on. Records without an ID are left
/// out. Podman, which has no such cache, gives none.
Result<QList<BuildCacheRecord>> buildCache(const QByteArray &json);
Result<PruneReport> buildCachePrune(const QByteArray &json);

Result<QList<SearchHit>> searchHits(const QByteArray &json);
Result<DistributionInfo> distribution(const QByteArray &json);

Result<RawStats> stats(const QByteArray &json);

/// GET /events. One object too many or a field of the wrong type ends the stream with an error.
std::unique_ptr<StreamDecoder<EngineEvent>> events();
/// GET /containers/{id}/stats.
std::unique_ptr<StreamDecoder<StatsSample>> statsStream(const ContainerId &id);
/// What pull, push, load and import tell while they work. A failure of the transfer is a message as others are.
std::unique_ptr<StreamDecoder<TransferMessage>> transfer();

} // namespace strata::decode
