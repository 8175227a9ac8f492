// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace strata {

using HttpHeader = std::pair<QByteArray, QByteArray>;

struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< path and query, percent-encoded
    QList<HttpHeader> headers;
    QByteArray body;
};

struct ResponseHead
{
    int status = 0;
    QList<HttpHeader> headers;
    bool upgraded = false; ///< what follows is not HTTP any more (101, or 200 to an upgrade request without a length)
    bool keepAlive = false;
    qint64 contentLength = -1; ///< -1: not given

    QByteArray header(QByteArrayView name) const; ///< case-insensitive; empty when missing
};

/// The request as bytes, with Host, User-Agent and Content-Length added. POST and PUT always carry a Content-Length,
/// zero included: the engine refuses a start request without one (moby router/container postContainersStart).
QByteArray serialise(const HttpRequest &request);

} // namespace strata
