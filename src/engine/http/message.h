// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace strata {

using HttpHeader = std::pair<QByteArray, QByteArray>;

struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< path and query, percent-encoded
    QList<HttpHeader> headers = {};
    QByteArray body = {};
    QList<std::pair<QByteArray, Secret>> secretHeaders = {};
    Secret secretBody = {}; ///< instead of `body`
    bool chunked = false;   ///< the body follows in chunks of unknown number; `body` is not used

    bool hasSecrets() const { return !secretHeaders.isEmpty() || !secretBody.isEmpty(); }
};

struct ResponseHead
{
    int status = 0;
    QList<HttpHeader> headers;
    bool upgraded = false; ///< 101: what follows is not HTTP any more
    bool keepAlive = false;
    qint64 contentLength = -1; ///< -1: not given

    QByteArray header(QByteArrayView name) const; ///< case-insensitive; empty when missing
};

/// The request as bytes, with Host, User-Agent and the body's framing added. POST and PUT always carry a
/// Content-Length, zero included: the engine refuses a start request without one (moby router/container
/// postContainersStart). Line ends and other control characters are left out of target and headers, so that a name
/// cannot add a header or a second request. The bytes are written once into a buffer of their size, so that wiping it
/// wipes the only copy of a secret in them.
QByteArray serialise(const HttpRequest &request);

/// One chunk of a chunked body; an empty piece gives the last one.
QByteArray asChunk(QByteArrayView piece);

} // namespace strata
