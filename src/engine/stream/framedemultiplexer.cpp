// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/framedemultiplexer.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype systemTextLimit = 64 * 1024;

enum FrameType : unsigned char { StandardInput, StandardOutput, StandardError, SystemError };

} // namespace

Result<void> FrameDemultiplexer::feed(QByteArrayView bytes)
{
    if (m_error)
        return std::unexpected(*m_error);
    while (!bytes.isEmpty()) {
        if (m_headerFilled < headerSize) {
            const auto taken = std::min(bytes.size(), static_cast<qsizetype>(headerSize - m_headerFilled));
            std::ranges::copy(bytes.first(taken), m_header.begin() + m_headerFilled);
            m_headerFilled += static_cast<size_t>(taken);
            bytes = bytes.sliced(taken);
            if (m_headerFilled < headerSize)
                break;
            if (auto begun = beginFrame(); !begun)
                return begun;
        }
        const qsizetype taken = std::min(bytes.size(), static_cast<qsizetype>(m_remaining));
        takePayload(bytes.first(taken));
        bytes = bytes.sliced(taken);
        m_remaining -= static_cast<quint32>(taken);
        if (m_remaining > 0)
            break;
        m_headerFilled = 0;
        if (m_systemError)
            return finish();
        if (m_frameEnd)
            m_frameEnd();
    }
    return {};
}

Result<void> FrameDemultiplexer::finish()
{
    if (m_error)
        return std::unexpected(*m_error);
    if (!m_systemError)
        return {};
    const QString text = QString::fromUtf8(m_systemText).trimmed();
    return fail(
        {Error::Kind::EngineFailed,
         text.isEmpty() ? QCoreApplication::translate("FrameDemultiplexer", "The engine ended the stream.") : text,
         u"system error frame"_s});
}

Result<void> FrameDemultiplexer::beginFrame()
{
    const auto type = static_cast<unsigned char>(m_header[0]);
    if (type > SystemError) {
        return fail({Error::Kind::MalformedAnswer,
                     QCoreApplication::translate("FrameDemultiplexer", "The engine sent a stream that cannot be read."),
                     u"unknown frame type %1"_s.arg(type)});
    }
    m_remaining = qFromBigEndian<quint32>(m_header.data() + 4);
    m_systemError = type == SystemError;
    return {};
}

void FrameDemultiplexer::takePayload(QByteArrayView payload)
{
    if (payload.isEmpty())
        return;
    if (m_systemError)
        m_systemText.append(payload.first(std::min(payload.size(), systemTextLimit - m_systemText.size())));
    else
        m_sink(static_cast<unsigned char>(m_header[0]) == StandardError ? Channel::ErrorOutput : Channel::Output,
               payload);
}

Result<void> FrameDemultiplexer::fail(Error error)
{
    m_error = std::move(error);
    return std::unexpected(*m_error);
}

} // namespace strata
