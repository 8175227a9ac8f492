// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <functional>
#include <optional>

namespace strata {

/// Takes apart what logs, attach and exec of a container without a TTY send: frames of
/// `[type, 0, 0, 0, length as 32-bit big-endian][payload]` (moby api/pkg/stdcopy). A pure state machine.
///
/// Payloads are handed on as they arrive, in pieces: nothing is allocated for a length that a frame claims. Frames
/// split lines and UTF-8 sequences anywhere; joining is the reader's work.
class FrameDemultiplexer
{
public:
    enum class Channel { Output, ErrorOutput };
    using Sink = std::function<void(Channel, QByteArrayView)>; ///< the view is valid during the call only
    using FrameEnd = std::function<void()>;                    ///< a frame that is no system error has come whole

    explicit FrameDemultiplexer(Sink sink, FrameEnd frameEnd = {})
        : m_sink(std::move(sink)), m_frameEnd(std::move(frameEnd))
    {}

    /// Any split of the stream. Errors: MalformedAnswer for an unknown frame type; EngineFailed with the engine's words
    /// once a system error frame (type 3) is complete. After an error every further call gives the same error.
    Result<void> feed(QByteArrayView bytes);

    /// The stream ended. Docker's own client takes an end inside a frame as an end; so do we. EngineFailed when it
    /// ended inside a system error.
    Result<void> finish();

private:
    static constexpr size_t headerSize = 8;

    Result<void> beginFrame();
    void takePayload(QByteArrayView payload);
    Result<void> fail(Error error);

    Sink m_sink;
    FrameEnd m_frameEnd;
    std::array<char, headerSize> m_header{};
    size_t m_headerFilled = 0;
    quint32 m_remaining = 0;
    bool m_systemError = false;
    QByteArray m_systemText;
    std::optional<Error> m_error;
};

} // namespace strata
