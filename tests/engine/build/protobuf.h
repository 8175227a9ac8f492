// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string>

#include <protozero/pbf_writer.hpp>

namespace strata::test {

/// A protobuf message by hand, field by field; protozero's writer throws nothing.
class Message
{
public:
    Message &text(quint32 field, const QByteArray &value)
    {
        protozero::pbf_writer(m_bytes).add_bytes(field, value.constData(), static_cast<size_t>(value.size()));
        return *this;
    }
    Message &number(quint32 field, qint64 value)
    {
        protozero::pbf_writer(m_bytes).add_int64(field, value);
        return *this;
    }
    Message &message(quint32 field, const Message &value) { return text(field, value.bytes()); }
    /// google.protobuf.Timestamp
    Message &time(quint32 field, qint64 seconds, qint64 nanoseconds = 0)
    {
        return message(field, Message().number(1, seconds).number(2, nanoseconds));
    }

    QByteArray bytes() const { return {m_bytes.data(), static_cast<qsizetype>(m_bytes.size())}; }

private:
    std::string m_bytes;
};

/// A line of the answer to POST /build.
inline QByteArray traceLine(const QByteArray &protobuf)
{
    return R"({"id":"moby.buildkit.trace","aux":")" + protobuf.toBase64() + "\"}\r\n";
}

} // namespace strata::test
