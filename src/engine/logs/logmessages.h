// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/stream/framedemultiplexer.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <optional>

namespace strata {

/// A piece of a container's log that the engine kept as one: a line, or 16 KiB of a longer one.
struct LogMessage
{
    qint64 time = 0; ///< nanoseconds since 1970; 0: the engine told none
    bool isError = false;
    QByteArrayView text = {}; ///< without time and line end; valid during the call only
    bool isEnd = true;        ///< false: the line goes on with the next message of the same stream
};

/// Takes apart the answer to GET /containers/{id}/logs with timestamps=1, in any pieces. A pure state machine.
///
/// Without a terminal each message is a frame (moby daemon/server/httputils/write_log_stream.go); with one they follow each
/// other without any mark but their line ends, and of a long line's pieces, which have none, each has its own time after
/// exactly 16 KiB (daemon/logger/copier.go). A message that has not come whole is not told: asked for again, it comes again.
class LogMessageReader
{
public:
    enum class Form { Frames, Terminal };
    using Sink = std::function<void(const LogMessage &)>;

    static constexpr qsizetype PieceSize = 16 * 1024;
    static constexpr qsizetype LongestMessage = 4 << 20; ///< what is longer comes in several

    LogMessageReader(Form form, Sink sink);
    Q_DISABLE_COPY_MOVE(LogMessageReader)

    Result<void> feed(QByteArrayView bytes); ///< errors as of FrameDemultiplexer
    Result<void> finish();                   ///< a clean end: what has no line end is a message all the same

private:
    void takePiece(FrameDemultiplexer::Channel channel, QByteArrayView piece);
    void endFrame();
    void feedTerminal(QByteArrayView bytes);
    void tell(QByteArrayView message, bool isEnd);
    void tellFrame(QByteArrayView frame);

    Form m_form;
    Sink m_sink;
    FrameDemultiplexer m_frames;
    QByteArray m_begun;     ///< of a message that came in several pieces
    QByteArrayView m_piece; ///< of one that came in one so far
    bool m_isError = false;
    qint64 m_time = 0; ///< of the last message
};

/// "2026-11-28T05:31:04.000000000Z " or with an offset, as RFC 3339 has it and a blank: nanoseconds since 1970, and how many
/// bytes that were. Nothing when the text does not begin so.
struct LogStamp
{
    qint64 time = 0;
    qsizetype size = 0;
};
std::optional<LogStamp> logStampOf(QByteArrayView text);

} // namespace strata
