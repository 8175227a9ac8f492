// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildlog.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildLogText
{
    Q_DECLARE_TR_FUNCTIONS(BuildLog)
};

constexpr qsizetype blockSize = 32 * 1024;
constexpr qsizetype mostLoggedSteps = 20'000;
constexpr char outputKind = 'o';
constexpr char errorKind = 'e';
constexpr char escape = '\x1b';

/// Where the sequence that begins at `from` ends.
qsizetype behindEscape(QByteArrayView line, qsizetype from)
{
    qsizetype at = from + 1;
    if (at >= line.size())
        return at;
    const char kind = line[at++];
    if (kind == '[') { // CSI: up to a final byte
        while (at < line.size() && (line[at] < 0x40 || line[at] > 0x7e))
            ++at;
        return std::min(at + 1, line.size());
    }
    if (kind == ']') { // OSC: up to BEL or ESC backslash
        while (at < line.size() && line[at] != '\a' && line[at] != escape)
            ++at;
        return std::min(at + (at < line.size() && line[at] == escape ? 2 : 1), line.size());
    }
    return at;
}

} // namespace

QByteArray withoutEscapes(QByteArrayView line)
{
    QByteArray text;
    text.reserve(line.size());
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype next = std::max<qsizetype>(line.indexOf(escape, at), -1);
        const qsizetype end = next < 0 ? line.size() : next;
        text.append(line.sliced(at, end - at));
        at = next < 0 ? line.size() : behindEscape(line, next);
    }
    return text;
}

/// Reads the records of a step in order, without holding the log up.
class BuildLog::Reader
{
public:
    Reader(const BuildLog &log, std::shared_ptr<Step> step, qsizetype block)
        : m_log(log), m_step(std::move(step)), m_block(block)
    {}

    /// The text behind the kind of the next record, nothing at the end.
    std::optional<QByteArrayView> next()
    {
        for (;;) {
            const qsizetype end = m_bytes.indexOf('\n', m_position);
            if (end >= 0) {
                const QByteArrayView record = QByteArrayView(m_bytes).sliced(m_position, end - m_position);
                m_position = end + 1;
                return record;
            }
            m_bytes.remove(0, m_position);
            m_position = 0;
            const QByteArray more = readBlock();
            if (more.isEmpty())
                return {};
            m_bytes += more;
        }
    }

private:
    QByteArray readBlock()
    {
        std::unique_lock lock(m_log.m_mutex);
        if (m_isAtEnd)
            return {};
        if (m_block >= m_step->blocks.size()) {
            m_isAtEnd = true;
            return m_step->tail;
        }
        const qint64 offset = m_step->blocks.at(m_block++).offset;
        lock.unlock();
        return m_log.m_file.read(offset, blockSize);
    }

    const BuildLog &m_log;
    std::shared_ptr<Step> m_step;
    qsizetype m_block;
    QByteArray m_bytes;
    qsizetype m_position = 0;
    bool m_isAtEnd = false;
};

BuildLog::BuildLog(const QString &folder) : m_file(folder) {}

BuildLog::Step *BuildLog::stepFor(const QString &step)
{
    const auto found = m_steps.constFind(step);
    if (found != m_steps.constEnd())
        return found->get();
    if (m_steps.size() >= mostLoggedSteps)
        return nullptr;
    m_order.append(step);
    return m_steps.insert(step, std::make_shared<Step>())->get();
}

void BuildLog::append(const QString &step, bool isError, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    const std::lock_guard lock(m_mutex);
    Step *log = m_error ? nullptr : stepFor(step);
    if (!log) {
        m_dropped += text.size();
        return;
    }
    m_size += text.size();
    QByteArray &open = log->open[isError ? 1 : 0];
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const qsizetype room = longestLine - open.size();
        const qsizetype size = std::min(end < 0 ? text.size() : end, room);
        open += text.first(size);
        text = text.sliced(size);
        const bool isEnd = !text.isEmpty() && text.front() == '\n';
        if (isEnd)
            text = text.sliced(1);
        if (isEnd || open.size() >= longestLine) {
            addLine(*log, isError, open);
            open.clear();
        }
    }
}

void BuildLog::finishStep(const QString &step)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_steps.constFind(step);
    if (found == m_steps.constEnd())
        return;
    for (const bool isError : {false, true}) {
        QByteArray &open = (*found)->open[isError ? 1 : 0];
        if (!open.isEmpty())
            addLine(**found, isError, open);
        open.clear();
    }
}

void BuildLog::addLine(Step &step, bool isError, QByteArrayView text)
{
    if (m_error) {
        m_dropped += text.size();
        return;
    }
    step.tail += isError ? errorKind : outputKind;
    step.tail += text;
    step.tail += '\n';
    ++step.lineCount;
    while (step.tail.size() >= blockSize && store(step)) {}
}

/// Moves the first block of the tail into the file.
bool BuildLog::store(Step &step)
{
    const QByteArrayView block = QByteArrayView(step.tail).first(blockSize);
    const Result<qint64> offset = m_file.append(block);
    if (!offset) {
        m_error = Error{Error::Kind::Local,
                        BuildLogText::tr("The rest of the build's log is lost, it cannot be kept in %1: %2")
                            .arg(m_file.folder(), offset.error().message),
                        {}};
        return false;
    }
    step.blocks.append({.offset = *offset, .linesBefore = step.tailLinesBefore});
    step.tailLinesBefore += std::ranges::count(block, '\n');
    step.tail.remove(0, blockSize);
    return true;
}

QStringList BuildLog::steps() const
{
    const std::lock_guard lock(m_mutex);
    return m_order;
}

qint64 BuildLog::lineCount(const QString &step) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_steps.constFind(step);
    if (found == m_steps.constEnd())
        return 0;
    const Step &log = **found;
    return log.lineCount + (log.open[0].isEmpty() ? 0 : 1) + (log.open[1].isEmpty() ? 0 : 1);
}

QList<BuildLogLine> BuildLog::lines(const QString &step, qint64 from, qint64 count) const
{
    std::unique_lock lock(m_mutex);
    const std::shared_ptr<Step> log = m_steps.value(step);
    if (!log || from < 0 || count <= 0)
        return {};
    const qint64 finished = log->lineCount;
    QList<BuildLogLine> open;
    for (const bool isError : {false, true}) {
        if (const QByteArray &text = log->open[isError ? 1 : 0]; !text.isEmpty())
            open.append({.text = text, .isError = isError});
    }
    // The last block before which fewer lines end: the line begins in it or later.
    const QList<Block> &blocks = log->blocks;
    const auto behind = std::ranges::lower_bound(blocks, from, {}, &Block::linesBefore);
    qsizetype block = std::max<qsizetype>(behind - blocks.cbegin() - 1, 0);
    if (behind == blocks.cend() && log->tailLinesBefore < from)
        block = blocks.size(); // that is the tail
    qint64 line = block < blocks.size() ? blocks.at(block).linesBefore : log->tailLinesBefore;
    lock.unlock();

    QList<BuildLogLine> lines;
    const qint64 end = count > finished - from ? finished : from + count;
    Reader reader(*this, log, block);
    for (; line < end; ++line) {
        const std::optional<QByteArrayView> record = reader.next();
        if (!record)
            break;
        if (line >= from && !record->isEmpty())
            lines.append({.text = record->sliced(1).toByteArray(), .isError = record->front() == errorKind});
    }
    for (qint64 i = std::max<qint64>(from - finished, 0); i < open.size() && lines.size() < count; ++i)
        lines.append(open.at(i));
    return lines;
}

qint64 BuildLog::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

std::optional<Error> BuildLog::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

qint64 BuildLog::droppedBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

QList<BuildLogPlace> BuildLog::search(const Matches &matches, const QString &step, qsizetype limit,
                                      const std::function<bool()> &isCancelled) const
{
    constexpr qint64 pause = 1024; // lines between two questions whether to go on
    QList<BuildLogPlace> places;
    for (const QString &name : step.isEmpty() ? steps() : QStringList{step}) {
        std::unique_lock lock(m_mutex);
        const std::shared_ptr<Step> log = m_steps.value(name);
        lock.unlock();
        if (!log)
            continue;
        Reader reader(*this, log, 0);
        for (qint64 line = 0; places.size() < limit; ++line) {
            if (line % pause == 0 && isCancelled && isCancelled())
                return places;
            const std::optional<QByteArrayView> record = reader.next();
            if (!record)
                break;
            if (!record->isEmpty() && matches(record->sliced(1)))
                places.append({.step = name, .line = line});
        }
    }
    return places;
}

BuildLog::Matches BuildLog::containing(const QString &text, Qt::CaseSensitivity sensitivity)
{
    return [text, utf8 = text.toUtf8(), sensitivity](QByteArrayView line) {
        const QByteArray plain = withoutEscapes(line);
        if (sensitivity == Qt::CaseSensitive)
            return plain.contains(utf8);
        return QString::fromUtf8(plain).contains(text, Qt::CaseInsensitive);
    };
}

} // namespace strata
