// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/message.h"

namespace strata {

namespace {

void appendClean(QByteArray &bytes, QByteArrayView text, bool isTarget = false)
{
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code > 0x20 && code != 0x7f)
            bytes.append(c);
        else if (c == ' ')
            bytes.append(isTarget ? "%20" : " ");
    }
}

void appendHeader(QByteArray &bytes, QByteArrayView name, QByteArrayView value)
{
    appendClean(bytes, name);
    bytes.append(": ");
    appendClean(bytes, value);
    bytes.append("\r\n");
}

/// At least what the request takes as bytes.
qsizetype largestSize(const HttpRequest &request)
{
    constexpr qsizetype forNames = 256;
    qsizetype size = forNames + request.method.size() + 3 * request.target.size();
    for (const auto &[name, value] : request.headers)
        size += name.size() + value.size() + 4;
    for (const auto &[name, value] : request.secretHeaders)
        size += name.size() + value.view().size() + 4;
    return size + request.body.size() + request.secretBody.view().size();
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
    QByteArray bytes;
    bytes.reserve(largestSize(request));
    bytes.append(request.method).append(' ');
    appendClean(bytes, request.target, true);
    bytes.append(" HTTP/1.1\r\nHost: strata\r\nUser-Agent: Strata/" STRATA_VERSION "\r\n");
    for (const auto &[name, value] : request.headers)
        appendHeader(bytes, name, value);
    for (const auto &[name, value] : request.secretHeaders)
        appendHeader(bytes, name, value.view());
    if (request.chunked)
        return bytes.append("Transfer-Encoding: chunked\r\n\r\n");
    const QByteArrayView body = request.secretBody.isEmpty() ? QByteArrayView(request.body) : request.secretBody.view();
    if (!body.isEmpty() || request.method == "POST" || request.method == "PUT")
        appendHeader(bytes, "Content-Length", QByteArray::number(body.size()));
    return bytes.append("\r\n").append(body);
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
