// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/statustext.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

void decodeAll(const QByteArray &json)
{
    const auto containers = decode::containerList(json, 1'800'000'000);
    const auto images = decode::imageList(json);
    for (const auto &row : containers.value_or(QList<ContainerSummary>())) {
        if (row.id.isEmpty() || row.name.isEmpty())
            std::abort();
    }
    (void)images;
    (void)decode::containerSizes(json);
    (void)decode::containerChanges(json);
    (void)decode::imageHistory(json);
    (void)decode::imageRemoval(json);
    (void)decode::imageDetails(json);
    (void)decode::containerDetails(json);
    (void)decode::version(json);
    (void)decode::info({}, json);
    (void)decode::imagePrune(json);
    (void)decode::stats(json);
    (void)StatusText::parse(QString::fromUtf8(json));
}

/// How many events come out, and whether the stream was good.
std::pair<qsizetype, bool> events(QByteArrayView bytes, qsizetype pieceSize)
{
    const auto stream = decode::events();
    QList<EngineEvent> events;
    bool good = true;
    while (!bytes.isEmpty() && good) {
        const qsizetype size = std::min(pieceSize, bytes.size());
        good = stream->feed(bytes.first(size), events).has_value();
        bytes = bytes.sliced(size);
    }
    return {events.size(), good && stream->finish(events).has_value()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    decodeAll(bytes.toByteArray());
    if (events(bytes, bytes.size()) != events(bytes, 1 + data[0] % 16))
        std::abort();
    return 0;
}
