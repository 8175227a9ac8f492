// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>

namespace strata {

/// One request to the engine, without the API version (the session puts the negotiated one in front).
struct Call
{
    enum class Method { Get, Head, Post, Put, Delete };

    Method method = Method::Get;
    QString path; ///< "/containers/json"; put names and IDs in with pathSegment()
    QUrlQuery query;
    QByteArray body;
    QByteArray contentType; ///< "application/json" when there is a JSON body
    /// Instead of `body`: makes an open source, on the I/O thread, that is sent in chunks as fast as the engine takes
    /// it. A sequential source ends with readChannelFinished and fails by closing before that (its errorString is told).
    std::function<std::unique_ptr<QIODevice>()> source;
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// Written to the socket past every buffer, and wiped once they are sent.
    QList<std::pair<QByteArray, Secret>> secretHeaders;
    Secret secretBody;         ///< instead of `body`
    bool secretAnswer = false; ///< the answer's body is wiped once it was decoded
    bool versioned = true;     ///< false for /_ping and /version
    /// Until the answer's headers are complete; zero for calls that the engine answers when it is done (stop, wait).
    std::chrono::milliseconds headerTimeout = std::chrono::seconds(30);
    qint64 bodyLimit = qint64{256} << 20; ///< a longer answer is TooLarge; streams have no limit

    static Call get(QString path, QUrlQuery query = {});
    static Call post(QString path, QUrlQuery query = {});
    static Call postJson(QString path, const QByteArray &json, QUrlQuery query = {});
    static Call remove(QString path, QUrlQuery query = {});
};

/// Percent-encodes a name for use between two slashes; slashes of image names stay.
QString pathSegment(QStringView name);

/// The engine's filter notation: `{"dangling":["true"]}`.
QString filtersJson(const QList<std::pair<QString, QStringList>> &filters);

/// A whole answer, as decoders see it.
struct Answer
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body; ///< has at least 64 bytes of capacity behind its end, for simdjson

    QByteArrayView header(QByteArrayView name) const; ///< case-insensitive; empty when missing
};

/// Turns a 2xx or 304 answer into a value, on the I/O thread. Other statuses never reach it.
template<typename T>
using Decoder = std::function<Result<T>(const Answer &)>;

/// Turns a stream's bytes into items, on the I/O thread. Takes any split of the bytes. finish() is called at the clean
/// end of the body and says whether the stream may end there.
template<typename T>
class StreamDecoder
{
public:
    virtual ~StreamDecoder() = default;
    virtual Result<void> feed(QByteArrayView bytes, QList<T> &items) = 0;
    virtual Result<void> finish(QList<T> &items) = 0;
};

} // namespace strata
