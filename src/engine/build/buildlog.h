// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/scratchfile.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace strata {

struct BuildLogLine
{
    QByteArray text; ///< without its end; escape sequences as they came
    bool isError = false;

    bool operator==(const BuildLogLine &) const = default;
};

/// Where a line stands.
struct BuildLogPlace
{
    QString step; ///< a vertex' digest
    qint64 line = 0;

    bool operator==(const BuildLogPlace &) const = default;
};

/// What the steps of a build printed, whole: on the disk, with 16 bytes of memory for 32 KiB of it and at most 32 KiB for
/// each step that printed something.
///
/// Texts come in any pieces; those of the standard output and of the standard error of a step are put together to lines
/// each for itself. A line without an end is cut after 64 KiB, and goes on in the next one.
///
/// For any thread at any time. When the file (ScratchFile) cannot be made or the disk is full, error() says so once, what
/// came before stays, and the rest of the log is dropped: a build does not fail for its log.
class BuildLog
{
public:
    static constexpr qsizetype longestLine = 64 * 1024;

    explicit BuildLog(const QString &folder = QStringLiteral("/var/tmp")); ///< where the file goes
    Q_DISABLE_COPY_MOVE(BuildLog)

    void append(const QString &step, bool isError, QByteArrayView text);
    void finishStep(const QString &step); ///< what has no line end is a line all the same

    QStringList steps() const; ///< those that printed something, the first one first
    /// Lines begun included. While a step prints, the last two, one of each stream, are not final.
    qint64 lineCount(const QString &step) const;
    QList<BuildLogLine> lines(const QString &step, qint64 from, qint64 count) const;
    qint64 size() const; ///< bytes of text, all steps together

    std::optional<Error> error() const;
    qint64 droppedBytes() const;

    using Matches = std::function<bool(QByteArrayView line)>;
    /// The finished lines of one step, or of all when it is empty, from the first to the last; at most `limit`. Reads the
    /// whole log, so not on the GUI thread; ends early when `isCancelled` says so.
    QList<BuildLogPlace> search(const Matches &matches, const QString &step, qsizetype limit,
                                const std::function<bool()> &isCancelled = {}) const;
    /// For search(): lines that contain the text, whatever colours they have.
    static Matches containing(const QString &text, Qt::CaseSensitivity sensitivity = Qt::CaseInsensitive);

private:
    struct Block
    {
        qint64 offset;      ///< in the file
        qint64 linesBefore; ///< that end before it
    };
    /// Records `kind text \n` one after the other, in blocks of one size; the last, unfinished block is in memory.
    struct Step
    {
        QList<Block> blocks;
        QByteArray tail;
        qint64 tailLinesBefore = 0;
        qint64 lineCount = 0;
        QByteArray open[2]; ///< begun lines: output, error
    };
    class Reader;

    void addLine(Step &step, bool isError, QByteArrayView text);
    bool store(Step &step);
    Step *stepFor(const QString &step);

    mutable std::mutex m_mutex; ///< of all below; not held while the file is read
    QStringList m_order;
    QHash<QString, std::shared_ptr<Step>> m_steps;
    ScratchFile m_file;
    qint64 m_size = 0;
    qint64 m_dropped = 0;
    std::optional<Error> m_error;
};

/// A line without its escape sequences (ECMA-48: CSI, OSC and two-byte ones), for searching and copying.
QByteArray withoutEscapes(QByteArrayView line);

} // namespace strata
