// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a server answers: no crash, no lost byte, and the same result however the bytes are split.
#include "engine/http/errors.h"
#include "engine/http/responseparser.h"

#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

struct Seen : ResponseParser::Handler
{
    Answer answer;
    int heads = 0;
    qsizetype used = 0;
    int outcome = 0; ///< 0 more to come, 1 complete, 2 and above an error's kind

    void headReceived(const ResponseHead &head) override
    {
        ++heads;
        answer.status = head.status;
        answer.headers = head.headers;
    }
    void bodyReceived(QByteArrayView piece) override
    {
        if (heads != 1)
            std::abort();
        answer.body.append(piece);
    }
    bool operator==(const Seen &o) const
    {
        return heads == o.heads && used == o.used && outcome == o.outcome && answer.status == o.answer.status
            && answer.headers == o.answer.headers && answer.body == o.answer.body;
    }
};

Seen parse(QByteArrayView bytes, bool toHead, qsizetype step)
{
    Seen seen;
    ResponseParser parser(seen, toHead);
    for (qsizetype at = 0; at < bytes.size() && seen.outcome == 0; at += step) {
        const QByteArrayView piece = bytes.sliced(at, std::min(step, bytes.size() - at));
        const Result<qsizetype> used = parser.feed(piece);
        if (!used)
            seen.outcome = 2 + static_cast<int>(used.error().kind);
        else if (*used < 0 || *used > piece.size())
            std::abort();
        else
            seen.used += *used;
        if (used && parser.isComplete())
            seen.outcome = 1;
    }
    if (seen.outcome == 0) {
        const Result<void> end = parser.finish();
        seen.outcome = end ? 1 : 2 + static_cast<int>(end.error().kind);
    }
    if (seen.outcome == 1 && seen.heads != 1)
        std::abort();
    if (seen.outcome > 1)
        seen.used = 0; // how much an error takes with it is not promised
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const bool toHead = data[0] & 1;
    const qsizetype step = 1 + data[1];
    const QByteArrayView bytes(reinterpret_cast<const char *>(data + 2), static_cast<qsizetype>(size - 2));
    const Seen whole = parse(bytes, toHead, bytes.size() + 1);
    if (!(whole == parse(bytes, toHead, step)) || !(whole == parse(bytes, toHead, 1)))
        std::abort();
    if (errorOf(whole.answer).message.isEmpty())
        std::abort();
    return 0;
}
