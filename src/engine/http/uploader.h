// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QIODevice>
#include <QObject>

#include <memory>

namespace strata {

/// Sends what a source has as chunks, never more ahead than the connection takes (256 KiB wait at most).
/// The source is open for reading; it may be sequential and late. A sequential source ends with readChannelFinished
/// and fails by closing before that. Lives on the I/O thread.
class Uploader : public QObject
{
    Q_OBJECT

public:
    Uploader(std::unique_ptr<QIODevice> source, QIODevice *target);
    void stop(); ///< writes nothing more and emits nothing

Q_SIGNALS:
    /// Once, never from inside the constructor: the last chunk was written, or the source failed (kind Local).
    void finished(const strata::Result<void> &result);

private:
    void pump();
    void sourceEnded();
    void finish(const Result<void> &result);

    std::unique_ptr<QIODevice> m_source;
    QIODevice *m_target;
    bool m_ended = false; ///< a sequential source will give no more than it has now
    bool m_done = false;
};

} // namespace strata
