// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/framedemultiplexer.h"

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

struct Heard
{
    QByteArray output, errors;
    bool good = true;
    friend bool operator==(const Heard &, const Heard &) = default;
};

Heard hear(QByteArrayView bytes, qsizetype pieceSize)
{
    Heard heard;
    FrameDemultiplexer demultiplexer([&](FrameDemultiplexer::Channel channel, QByteArrayView piece) {
        (channel == FrameDemultiplexer::Channel::Output ? heard.output : heard.errors).append(piece);
    });
    while (!bytes.isEmpty() && heard.good) {
        const qsizetype size = std::min(pieceSize, bytes.size());
        heard.good = demultiplexer.feed(bytes.first(size)).has_value();
        bytes = bytes.sliced(size);
    }
    heard.good = heard.good && demultiplexer.finish().has_value();
    return heard;
}

} // namespace

/// However the bytes are split, the same must come out.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    if (hear(bytes, bytes.size()) != hear(bytes, 1 + data[0] % 16))
        std::abort();
    return 0;
}
