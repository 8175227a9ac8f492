// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/logs/logmessages.h"

#include <algorithm>
#include <chrono>

namespace strata {

namespace {

/// Digits at a place; -1 for what is no number.
int digitsAt(QByteArrayView text, qsizetype at, qsizetype count)
{
    int value = 0;
    for (qsizetype i = at; i < at + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool hasAt(QByteArrayView text, qsizetype at, char c)
{
    return at < text.size() && text[at] == c;
}

/// Nanoseconds behind a point, and how many digits they have.
std::pair<qint64, qsizetype> fractionAt(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype most = 9;
    qint64 value = 0;
    qsizetype count = 0;
    for (; at + count < text.size() && count < most && text[at + count] >= '0' && text[at + count] <= '9'; ++count)
        value = value * 10 + (text[at + count] - '0');
    for (qsizetype i = count; i < most; ++i)
        value *= 10;
    return {value, count};
}

} // namespace

std::optional<LogStamp> logStampOf(QByteArrayView text)
{
    constexpr qsizetype dateSize = 19; // 2026-11-28T05:31:04
    const int year = digitsAt(text, 0, 4), month = digitsAt(text, 5, 2), day = digitsAt(text, 8, 2);
    const int hour = digitsAt(text, 11, 2), minute = digitsAt(text, 14, 2), second = digitsAt(text, 17, 2);
    if (std::min({year, month, day, hour, minute, second}) < 0 || !hasAt(text, 10, 'T'))
        return {};
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (!date.ok())
        return {};
    qsizetype at = dateSize;
    qint64 nanoseconds = 0;
    if (hasAt(text, at, '.')) {
        const auto [fraction, digits] = fractionAt(text, at + 1);
        nanoseconds = fraction;
        at += 1 + digits;
    }
    qint64 offset = 0; // seconds
    if (hasAt(text, at, 'Z')) {
        ++at;
    } else {
        const int hours = digitsAt(text, at + 1, 2), minutes = digitsAt(text, at + 4, 2);
        if (hours < 0 || minutes < 0 || !(hasAt(text, at, '+') || hasAt(text, at, '-')))
            return {};
        offset = (hours * 60 + minutes) * 60LL * (text[at] == '-' ? -1 : 1);
        at += 6;
    }
    if (!hasAt(text, at, ' '))
        return {};
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
    return LogStamp{seconds * 1'000'000'000 + nanoseconds, at + 1};
}

LogMessageReader::LogMessageReader(Form form, Sink sink)
    : m_form(form), m_sink(std::move(sink)),
      m_frames([this](FrameDemultiplexer::Channel channel, QByteArrayView piece) { takePiece(channel, piece); },
               [this] { endFrame(); })
{}

Result<void> LogMessageReader::feed(QByteArrayView bytes)
{
    if (m_form == Form::Terminal) {
        feedTerminal(bytes);
        return {};
    }
    const Result<void> fed = m_frames.feed(bytes);
    m_begun += m_piece; // which is valid no longer
    m_piece = {};
    return fed;
}

Result<void> LogMessageReader::finish()
{
    if (m_form == Form::Frames)
        return m_frames.finish();
    if (!m_begun.isEmpty())
        tell(m_begun, false);
    m_begun.clear();
    return {};
}

void LogMessageReader::takePiece(FrameDemultiplexer::Channel channel, QByteArrayView piece)
{
    m_isError = channel == FrameDemultiplexer::Channel::ErrorOutput;
    if (m_begun.isEmpty() && m_piece.isEmpty()) {
        m_piece = piece;
        return;
    }
    m_begun += m_piece;
    m_piece = {};
    m_begun += piece;
    if (m_begun.size() > LongestMessage)
        endFrame();
}

void LogMessageReader::endFrame()
{
    tellFrame(m_begun.isEmpty() ? m_piece : QByteArrayView(m_begun));
    m_begun.clear();
    m_piece = {};
}

/// Mostly one line; whatever is in it has its time.
void LogMessageReader::tellFrame(QByteArrayView frame)
{
    const std::optional<LogStamp> stamp = logStampOf(frame);
    if (stamp) {
        m_time = stamp->time;
        frame = frame.sliced(stamp->size);
    }
    while (!frame.isEmpty()) {
        const qsizetype end = frame.indexOf('\n');
        const QByteArrayView line = end < 0 ? frame : frame.first(end);
        m_sink({.time = m_time, .isError = m_isError, .text = line, .isEnd = end >= 0});
        frame = end < 0 ? QByteArrayView() : frame.sliced(end + 1);
    }
}

void LogMessageReader::feedTerminal(QByteArrayView bytes)
{
    m_begun += bytes;
    QByteArrayView rest(m_begun);
    for (;;) {
        const std::optional<LogStamp> stamp = logStampOf(rest);
        const qsizetype whole = stamp ? stamp->size + PieceSize : LongestMessage;
        const qsizetype end = rest.first(std::min(rest.size(), whole + 2)).indexOf('\n');
        if (end < 0 && rest.size() < whole + 2)
            break;
        tell(rest.first(end < 0 ? whole : end), end >= 0);
        rest = rest.sliced(end < 0 ? whole : end + 1);
    }
    m_begun.remove(0, m_begun.size() - rest.size());
}

/// A terminal ends its lines with "\r\n".
void LogMessageReader::tell(QByteArrayView message, bool isEnd)
{
    if (const std::optional<LogStamp> stamp = logStampOf(message)) {
        m_time = stamp->time;
        message = message.sliced(stamp->size);
    }
    if (isEnd && message.endsWith('\r'))
        message.chop(1);
    m_sink({.time = m_time, .isError = false, .text = message, .isEnd = isEnd});
}

} // namespace strata
