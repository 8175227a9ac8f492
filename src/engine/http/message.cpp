// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/message.h"

namespace strata {

namespace {

QByteArray clean(const QByteArray &text, bool isTarget)
{
    QByteArray result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code > 0x20 && code != 0x7f)
            result.append(c);
        else if (c == ' ')
            result.append(isTarget ? "%20" : " ");
    }
    return result;
}

} // namespace

QByteArray ResponseHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray serialise(const HttpRequest &request)
{
    QByteArray bytes = request.method + ' ' + clean(request.target, true) + " HTTP/1.1\r\n"
        + "Host: strata\r\nUser-Agent: Strata/" STRATA_VERSION "\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += clean(name, false) + ": " + clean(value, false) + "\r\n";
    if (request.chunked)
        return bytes + "Transfer-Encoding: chunked\r\n\r\n";
    if (!request.body.isEmpty() || request.method == "POST" || request.method == "PUT")
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return bytes + "\r\n" + request.body;
}

QByteArray asChunk(QByteArrayView piece)
{
    QByteArray bytes = QByteArray::number(piece.size(), 16);
    bytes.reserve(bytes.size() + piece.size() + 4);
    bytes += "\r\n";
    bytes.append(piece);
    bytes += "\r\n";
    return bytes;
}

} // namespace strata
