// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/jsonmessagestream.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct JsonMessageStreamText
{
    Q_DECLARE_TR_FUNCTIONS(JsonMessageStream)
};

constexpr bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\x1e';
}

} // namespace

Result<void> JsonMessageStream::feed(QByteArrayView bytes, QList<QByteArray> &objects)
{
    if (m_error)
        return std::unexpected(*m_error);
    while (!bytes.isEmpty()) {
        if (m_depth == 0) {
            if (isSeparator(bytes.front())) {
                bytes = bytes.sliced(1);
                continue;
            }
            if (bytes.front() != '{') {
                return fail({Error::Kind::MalformedAnswer,
                             JsonMessageStreamText::tr("The engine sent something that is not JSON."),
                             u"byte 0x%1 between objects"_s.arg(static_cast<unsigned char>(bytes.front()), 2, 16)});
            }
        }
        const qsizetype end = endOfObject(bytes);
        if (m_object.size() + end > m_limit) {
            return fail({Error::Kind::TooLarge,
                         JsonMessageStreamText::tr("The engine sent a message that is too large."),
                         u"a JSON object of more than %1 bytes"_s.arg(m_limit)});
        }
        m_object.append(bytes.first(end));
        bytes = bytes.sliced(end);
        if (m_depth == 0)
            objects.append(std::exchange(m_object, {}));
    }
    return {};
}

Result<void> JsonMessageStream::finish() const
{
    if (m_error)
        return std::unexpected(*m_error);
    if (m_depth > 0)
        return failure(Error::Kind::BrokenStream, JsonMessageStreamText::tr("The engine's answer ended too early."),
                       u"inside a JSON object"_s);
    return {};
}

/// How many of `bytes` belong to the object under way; m_depth is 0 afterwards when they complete it.
qsizetype JsonMessageStream::endOfObject(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (m_escaped) {
            m_escaped = false;
        } else if (m_inString) {
            m_escaped = c == '\\';
            m_inString = c != '"';
        } else if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if ((c == '}' || c == ']') && --m_depth == 0) {
            return i + 1;
        }
    }
    return bytes.size();
}

Result<void> JsonMessageStream::fail(Error error)
{
    m_error = std::move(error);
    m_object.clear();
    return std::unexpected(*m_error);
}

} // namespace strata
