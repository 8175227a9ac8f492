// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/call.h"
#include "engine/api/json.h"
#include "engine/stream/jsonmessagestream.h"

namespace strata::decode {

/// Cuts into objects and decodes each with `decodeOne(object, items)`.
template<typename T>
class ObjectStream : public StreamDecoder<T>
{
public:
    explicit ObjectStream(qsizetype objectLimit = JsonMessageStream::defaultLimit) : m_stream(objectLimit) {}

    Result<void> feed(QByteArrayView bytes, QList<T> &items) override
    {
        QList<QByteArray> objects;
        const Result<void> cut = m_stream.feed(bytes, objects);
        for (const QByteArray &object : std::as_const(objects)) {
            if (const Result<void> decoded = decodeOne(object, items); !decoded)
                return decoded;
        }
        return cut;
    }
    Result<void> finish(QList<T> &) override { return m_stream.finish(); }

protected:
    virtual Result<void> decodeOne(const QByteArray &object, QList<T> &items) = 0;
    json::Decoder m_decoder;

private:
    JsonMessageStream m_stream;
};

} // namespace strata::decode
