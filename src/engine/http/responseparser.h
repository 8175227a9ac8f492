// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/http/message.h"

#include <memory>

namespace strata {

/// One HTTP/1.1 response as a pure state machine over llhttp: bytes in, head and body pieces out. Any split of the
/// bytes gives the same result. Header blocks beyond 64 KiB are an error.
class ResponseParser
{
public:
    class Handler
    {
    public:
        virtual ~Handler() = default;
        virtual void headReceived(const ResponseHead &head) = 0;
        virtual void bodyReceived(QByteArrayView piece) = 0;
    };

    /// `toHead`: the request was HEAD, so no body follows whatever the headers say.
    ResponseParser(Handler &handler, bool toHead);
    ~ResponseParser();

    /// How many bytes belonged to the response: fewer than given once it is complete or upgraded.
    /// Errors: NotAnEngine before the head is complete, BrokenStream after, TooLarge for headers.
    Result<qsizetype> feed(QByteArrayView bytes);

    /// The other side closed. An error unless the response may end here.
    Result<void> finish();

    bool isComplete() const;
    bool hasHead() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace strata
