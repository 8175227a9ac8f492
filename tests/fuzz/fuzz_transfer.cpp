// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/stream/tarend.h"
#include "engine/stream/transferprogress.h"

#include <QByteArray>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

QList<TransferMessage> decoded(QByteArrayView bytes, qsizetype pieceSize)
{
    const auto stream = decode::transfer();
    QList<TransferMessage> messages;
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min(pieceSize, bytes.size());
        if (!stream->feed(bytes.first(size), messages))
            break;
        bytes = bytes.sliced(size);
    }
    return messages;
}

void check(const TransferTotals &totals)
{
    if (totals.moved < 0 || totals.layersDone > totals.layers || (totals.isExact && totals.size < totals.moved))
        std::abort();
}

/// What a view may rely on: rows come one after the other, and bytes done never pass the bytes of all.
TransferProgress played(TransferProgress::Kind kind, const QList<TransferMessage> &messages)
{
    TransferProgress progress(kind);
    qsizetype rows = 0;
    for (const TransferMessage &message : messages) {
        const auto touched = progress.take(message);
        if (touched.isNew && touched.row != rows++)
            std::abort();
        if (touched.row >= rows)
            std::abort();
    }
    if (progress.layers().size() != rows)
        std::abort();
    for (const TransferLayer &layer : progress.layers()) {
        if (layer.current < 0 || (layer.size >= 0 && layer.moved > layer.size)
            || (layer.total >= 0 && layer.current > layer.total))
            std::abort();
    }
    check(progress.totals());
    return progress;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const auto kind = static_cast<TransferProgress::Kind>(data[0] % 3);
    TransferProgress whole = played(kind, decoded(bytes, std::max<qsizetype>(bytes.size(), 1)));
    const TransferProgress pieces = played(kind, decoded(bytes, 1 + data[0] % 16));
    if (whole.layers() != pieces.layers() || whole.digest() != pieces.digest() || whole.loaded() != pieces.loaded())
        std::abort();
    whole.beginAgain();
    check(whole.totals());
    TarEnd end;
    end.feed(bytes);
    (void)end.finish();
    return 0;
}
