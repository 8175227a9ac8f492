// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace strata {

/// Cuts a stream of JSON objects into objects: events, stats, pull, push, load, build. A pure state machine.
///
/// Objects may follow one another with nothing, blanks, `\n`, `\r\n` or a record separator (0x1E, RFC 7464) between
/// them; chunk borders mean nothing. Only brackets and strings are followed, the objects are not checked further.
class JsonMessageStream
{
public:
    static constexpr qsizetype defaultLimit = 8 << 20;

    explicit JsonMessageStream(qsizetype objectLimit = defaultLimit) : m_limit(objectLimit) {}

    /// Appends each object that became complete. Errors: MalformedAnswer for a byte that cannot begin an object;
    /// TooLarge for an object beyond the limit. After an error every further call gives the same error.
    Result<void> feed(QByteArrayView bytes, QList<QByteArray> &objects);

    /// BrokenStream when the stream ended inside an object.
    Result<void> finish() const;

private:
    qsizetype endOfObject(QByteArrayView bytes);
    Result<void> fail(Error error);

    qsizetype m_limit;
    QByteArray m_object; ///< what has come of the object under way
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    std::optional<Error> m_error;
};

} // namespace strata
