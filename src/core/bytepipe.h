// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytesource.h"

#include <QByteArray>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace strata {

/// Bytes from a thread that gets them to one that reads them: an archive is looked at while the engine still sends it.
///
/// A writer waits while a certain number of bytes is in it, a reader while there are none. The last call of the writer is
/// finish(). Whoever ends either thread from a third one calls abandon() first, or waits for ever.
class BytePipe final : public ByteSource
{
public:
    explicit BytePipe(qsizetype capacity = 8 << 20) : m_capacity(capacity) {}

    Result<void> write(QByteArrayView bytes); ///< Cancelled once it is abandoned
    void finish(const Result<void> &end);     ///< an error comes to the reader behind the bytes that were written

    Result<QByteArrayView> next() override; ///< Cancelled once it is abandoned

    void abandon(); ///< from any thread; both ends return at once

private:
    qsizetype m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QByteArray m_waiting;
    QByteArray m_taken; ///< what the reader looks at
    std::optional<Result<void>> m_end;
};

} // namespace strata
