// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/logs/containerlog.h"

#include <QCoreApplication>
#include <QHashFunctions>

#include <algorithm>
#include <cstring>

namespace strata {

namespace {

struct ContainerLogText
{
    Q_DECLARE_TR_FUNCTIONS(ContainerLog)
};

constexpr qsizetype logBlockSize = 64 * 1024;
constexpr qint64 rememberedTime = 1'000'000'000;
constexpr size_t mostRemembered = 200'000; // messages

/// Before the text of each line.
struct RecordHead
{
    qint64 time = 0;
    quint32 size = 0;
    quint32 isError = 0;
};

} // namespace

/// Goes through records from a line on. Blocks are read one by one, and at last a copy of what is in memory.
class ContainerLog::Reader
{
public:
    Reader(const ContainerLog &log, qint64 from) : m_log(log)
    {
        const std::lock_guard lock(log.m_mutex);
        const auto behind = std::ranges::upper_bound(log.m_blocks, from, {}, &Block::firstLine);
        m_block = from >= log.m_tailFirstLine ? log.m_blocks.size()
                                              : size_t(std::max<qsizetype>(behind - log.m_blocks.begin() - 1, 0));
        m_line = m_block < log.m_blocks.size() ? log.m_blocks[m_block].firstLine : log.m_tailFirstLine;
    }

    std::optional<View> next()
    {
        constexpr auto headSize = qsizetype(sizeof(RecordHead));
        while (m_rest.size() < headSize) {
            if (!readBlock())
                return {};
        }
        RecordHead head;
        std::memcpy(&head, m_rest.data(), sizeof head);
        if (m_rest.size() - headSize < qsizetype(head.size))
            return {}; // the disk has failed
        const View view{m_line++, head.time, head.isError != 0, m_rest.sliced(headSize, qsizetype(head.size))};
        m_rest = m_rest.sliced(headSize + qsizetype(head.size));
        return view;
    }

    qint64 line() const { return m_line; }

private:
    bool readBlock()
    {
        std::unique_lock lock(m_log.m_mutex);
        if (m_isAtEnd)
            return false;
        if (m_block == m_log.m_blocks.size()) {
            m_isAtEnd = true;
            m_line = m_log.m_tail.isEmpty() ? m_log.m_finished : m_log.m_tailFirstLine;
            m_bytes = m_log.m_tail;
        } else {
            const Block block = m_log.m_blocks[m_block++];
            lock.unlock();
            m_line = block.firstLine;
            m_bytes = m_log.m_file.read(block.offset, qsizetype(block.size));
        }
        m_rest = m_bytes;
        return true;
    }

    const ContainerLog &m_log;
    size_t m_block = 0;
    qint64 m_line = 0; ///< the next one
    QByteArray m_bytes;
    QByteArrayView m_rest;
    bool m_isAtEnd = false;
};

void ContainerLog::append(const LogMessage &message)
{
    const size_t mark = qHashMulti(0, message.time, message.isError, message.isEnd, message.text);
    const std::lock_guard lock(m_mutex);
    if (isKnown(message, mark))
        return;
    note(message.time, mark);
    take(message);
}

bool ContainerLog::isKnown(const LogMessage &message, size_t mark)
{
    if (m_toSkip.isEmpty())
        return false;
    if (message.time > m_skippedUntil) {
        m_toSkip.clear();
        return false;
    }
    const auto known = m_toSkip.find(mark);
    if (known == m_toSkip.end())
        return false;
    if (--known.value() == 0)
        m_toSkip.erase(known);
    return true;
}

void ContainerLog::note(qint64 time, size_t mark)
{
    m_newestTime = std::max(m_newestTime, time);
    m_recent.push_back({time, mark});
    while (m_recent.front().time < m_newestTime - rememberedTime || m_recent.size() > mostRemembered)
        m_recent.pop_front();
}

qint64 ContainerLog::resume()
{
    const std::lock_guard lock(m_mutex);
    m_toSkip.clear();
    for (const Recent &recent : m_recent)
        ++m_toSkip[recent.mark];
    m_skippedUntil = m_newestTime;
    return m_recent.empty() ? 0 : std::max(m_newestTime - rememberedTime / 2, m_recent.front().time);
}

void ContainerLog::take(const LogMessage &message)
{
    m_size += message.text.size();
    Begun &begun = m_begun[message.isError ? 1 : 0];
    if (!begun.isThere && message.isEnd)
        return addRecord(message.time, message.isError, message.text);
    if (!begun.isThere)
        begun = {.isThere = true, .time = message.time};
    begun.text += message.text;
    if (message.isEnd || begun.text.size() >= LongestLine)
        addLine(message.isError, begun);
}

void ContainerLog::addLine(bool isError, Begun &begun)
{
    addRecord(begun.time, isError, begun.text);
    begun = {};
}

void ContainerLog::addRecord(qint64 time, bool isError, QByteArrayView text)
{
    if (m_error) {
        m_dropped += text.size();
        return;
    }
    if (m_tail.isEmpty()) {
        m_tailFirstLine = m_finished;
        m_tailFirstTime = time;
    }
    const RecordHead head{.time = time, .size = quint32(text.size()), .isError = isError ? 1U : 0U};
    m_tail.append(reinterpret_cast<const char *>(&head), qsizetype(sizeof head));
    m_tail.append(text);
    ++m_finished;
    if (m_tail.size() >= logBlockSize)
        store();
}

void ContainerLog::store()
{
    const Result<qint64> offset = m_file.append(m_tail);
    if (!offset) {
        m_error = Error{Error::Kind::Local,
                        ContainerLogText::tr("The rest of the log is not shown, it cannot be kept in %1: %2")
                            .arg(m_file.folder(), offset.error().message),
                        {}};
        return;
    }
    m_blocks.push_back({*offset, m_tail.size(), m_tailFirstLine, m_tailFirstTime});
    m_tail.resize(0); // and keeps its memory
    m_tailFirstLine = m_finished;
}

void ContainerLog::finish()
{
    const std::lock_guard lock(m_mutex);
    for (const bool isError : {false, true}) {
        if (Begun &begun = m_begun[isError ? 1 : 0]; begun.isThere)
            addLine(isError, begun);
    }
}

qint64 ContainerLog::lineCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished + std::ranges::count(m_begun, true, &Begun::isThere);
}

qint64 ContainerLog::finishedCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished;
}

qint64 ContainerLog::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

qint64 ContainerLog::droppedBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

std::optional<Error> ContainerLog::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

QList<LogLine> ContainerLog::lines(qint64 from, qint64 count) const
{
    QList<LogLine> lines;
    if (from < 0 || count <= 0)
        return lines;
    std::unique_lock lock(m_mutex);
    const qint64 finished = m_finished;
    const std::array<Begun, 2> begun = m_begun;
    lock.unlock();
    if (from < finished) {
        read(from, [&](const View &view) {
            if (view.line < finished)
                lines.append({view.time, view.isError, view.text.toByteArray()});
            return view.line + 1 < finished && lines.size() < count;
        });
    }
    qint64 number = finished;
    for (const bool isError : {false, true}) {
        const Begun &one = begun[isError ? 1 : 0];
        if (!one.isThere)
            continue;
        if (number >= from && lines.size() < count)
            lines.append({one.time, isError, one.text});
        ++number;
    }
    return lines;
}

qint64 ContainerLog::lineAt(qint64 time) const
{
    std::unique_lock lock(m_mutex);
    const auto behind = std::ranges::lower_bound(m_blocks, time, {}, &Block::firstTime);
    const qint64 from = behind == m_blocks.begin() ? 0 : std::prev(behind)->firstLine;
    lock.unlock();
    qint64 found = -1;
    const qint64 end = read(from, [&](const View &view) {
        if (view.time >= time)
            found = view.line;
        return found < 0;
    });
    return found < 0 ? end : found;
}

qint64 ContainerLog::read(qint64 from, const std::function<bool(const View &)> &take) const
{
    Reader reader(*this, from);
    for (;;) {
        const std::optional<View> view = reader.next();
        if (!view)
            return std::max(from, reader.line());
        if (view->line >= from && !take(*view))
            return view->line + 1;
    }
}

} // namespace strata
