// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/scratchfile.h"
#include "engine/logs/logmessages.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <array>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace strata {

/// A line of a container's log.
struct LogLine
{
    qint64 time = 0; ///< of its beginning: nanoseconds since 1970; 0: not known
    bool isError = false;
    QByteArray text = {}; ///< without its end; escape sequences as they came
};

/// A container's log, whole: on the disk, with 32 bytes of memory for 64 KiB of it. Lines are numbered from 0 in the order in
/// which they ended; those that have begun come last, at most one of each stream, and are not final.
///
/// For any thread at any time; one appends. When the disk is full, error() says so, what came before stays, and what comes
/// then is only counted.
///
/// A log that was broken off is asked for again from a moment before its newest message on, because what came of both streams
/// is not sorted by time; what is there already is then left out.
class ContainerLog
{
public:
    static constexpr qsizetype LongestLine = 4 << 20; ///< bytes; what is longer goes on in the next line

    explicit ContainerLog(const QString &folder = QStringLiteral("/var/tmp")) : m_file(folder) {}
    Q_DISABLE_COPY_MOVE(ContainerLog)

    void append(const LogMessage &message);
    /// From what time on the rest is to be asked for, nanoseconds since 1970; 0: from the beginning. What is appended next
    /// begins there.
    qint64 resume();
    void finish(); ///< what has begun is a line: nothing more will come

    qint64 lineCount() const;     ///< those that have begun included
    qint64 finishedCount() const; ///< they will not change
    qint64 size() const;          ///< bytes of text
    qint64 droppedBytes() const;
    std::optional<Error> error() const;

    QList<LogLine> lines(qint64 from, qint64 count) const; ///< fewer at the end
    /// The first line that is not older, or else the number of finished ones. Lines are taken for sorted by time, as they are but for
    /// a clock that was set back.
    qint64 lineAt(qint64 time) const;

    /// Finished lines from `from` on, in order, until `take` says false: where it ended. Reads the disk, so not for the GUI
    /// thread, and does not hold the log up. The text is valid during the call.
    struct View
    {
        qint64 line = 0;
        qint64 time = 0;
        bool isError = false;
        QByteArrayView text = {};
    };
    qint64 read(qint64 from, const std::function<bool(const View &)> &take) const;

private:
    struct Block
    {
        qint64 offset;    ///< in the file
        qint64 size;      ///< bytes
        qint64 firstLine; ///< that begins in it
        qint64 firstTime;
    };
    struct Begun
    {
        bool isThere = false;
        qint64 time = 0;
        QByteArray text = {};
    };
    struct Recent
    {
        qint64 time;
        size_t mark; ///< of the whole message
    };
    class Reader;

    bool isKnown(const LogMessage &message, size_t mark);
    void note(qint64 time, size_t mark);
    void take(const LogMessage &message);
    void addLine(bool isError, Begun &begun);
    void addRecord(qint64 time, bool isError, QByteArrayView text);
    void store();

    mutable std::mutex m_mutex; ///< of all below; not held while the file is read
    ScratchFile m_file;
    std::vector<Block> m_blocks;
    QByteArray m_tail; ///< records that are not in the file yet
    qint64 m_tailFirstLine = 0;
    qint64 m_tailFirstTime = 0;
    qint64 m_finished = 0;
    std::array<Begun, 2> m_begun; ///< output, error output
    qint64 m_newestTime = 0;
    std::deque<Recent> m_recent; ///< all of the last second
    QHash<size_t, int> m_toSkip; ///< how many of each, after a resumption
    qint64 m_skippedUntil = 0;   ///< the newest time then
    qint64 m_size = 0;
    qint64 m_dropped = 0;
    std::optional<Error> m_error;
};

} // namespace strata
