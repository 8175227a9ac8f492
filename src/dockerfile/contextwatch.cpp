// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextwatch.h"

#include <QFile>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <sys/inotify.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds lotTime{250};
constexpr qsizetype largestLot = 10'000;

Error watchError(int code)
{
    if (code == ENOSPC)
        return {Error::Kind::Local, u"the system watches no more folders (fs.inotify.max_user_watches)"_s, {}};
    return {
        Error::Kind::Local, u"folders cannot be watched: %1"_s.arg(QString::fromLocal8Bit(std::strerror(code))), {}};
}

QByteArray inFolder(const QByteArray &folder, const QByteArray &name)
{
    return folder.isEmpty() ? name : name.isEmpty() ? folder : QByteArray(folder + '/' + name);
}

} // namespace

bool FolderWatches::add(const QByteArray &folder)
{
    if (!queue.isOpen() || paths.contains(folder))
        return false;
    if (folders.size() >= most) {
        problem = Error{Error::Kind::Local, u"only %1 folders are watched"_s.arg(most), {}};
        return false;
    }
    constexpr quint32 events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE
        | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;
    const QByteArray path = inFolder(root, folder);
    const int number = ::inotify_add_watch(queue.number(), path.constData(),
                                           folder.isEmpty() ? events : events | IN_DONT_FOLLOW);
    if (number < 0) {
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            problem = watchError(errno);
        return false;
    }
    paths.remove(folders.value(number));
    folders.insert(number, folder);
    paths.insert(folder);
    return true;
}

FolderWatches watchFolders(const ContextScan &scan, qsizetype most, const std::stop_token &stop)
{
    FolderWatches watches;
    watches.root = QFile::encodeName(scan.folder());
    watches.most = most;
    watches.queue = Descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!watches.queue.isOpen()) {
        watches.problem = watchError(errno);
        return watches;
    }
    watches.add({});
    for (ContextScan::Index i = 0; i < scan.entries().size() && !watches.problem && !stop.stop_requested(); ++i) {
        if (scan.entry(i).type == ContextEntryType::Folder && scan.entry(i).isRead)
            watches.add(scan.path(i));
    }
    return watches;
}

ContextWatch::ContextWatch(FolderWatches watches, QObject *parent) : QObject(parent), m_watches(std::move(watches))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(lotTime);
    connect(&m_timer, &QTimer::timeout, this, &ContextWatch::tell);
    if (!m_watches.queue.isOpen())
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_watches.queue.number(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ContextWatch::read);
}

ContextWatch::~ContextWatch() = default;

void ContextWatch::follow(const ContextScan &scan, const QList<QByteArray> &paths)
{
    const bool wasWhole = !m_watches.problem;
    const auto followOne = [&](ContextScan::Index index) {
        const ContextScan::Entry &entry = scan.entry(index);
        if (entry.type != ContextEntryType::Folder || !entry.isRead)
            return;
        if (const QByteArray path = scan.path(index); m_watches.add(path))
            noteChange(path);
    };
    for (const QByteArray &path : paths) {
        const std::optional<ContextScan::Index> top = path.isEmpty() ? ContextScan::none : scan.find(path);
        if (!top)
            continue;
        if (*top != ContextScan::none)
            followOne(*top);
        for (ContextScan::Index i = scan.firstIn(*top); i < scan.endOf(*top); ++i)
            followOne(i);
    }
    if (wasWhole && m_watches.problem)
        Q_EMIT becameIncomplete();
}

void ContextWatch::read()
{
    alignas(inotify_event) std::array<char, 64 << 10> buffer;
    const ssize_t size = ::read(m_watches.queue.number(), buffer.data(), buffer.size());
    for (ssize_t place = 0; place + ssize_t(sizeof(inotify_event)) <= size;) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + place, sizeof event);
        const char *name = buffer.data() + place + sizeof event;
        note(event.wd, event.mask, event.len > 0 ? QByteArray(name, qstrnlen(name, event.len)) : QByteArray());
        place += ssize_t(sizeof event) + ssize_t(event.len);
    }
}

void ContextWatch::note(int watch, quint32 mask, const QByteArray &name)
{
    if ((mask & IN_Q_OVERFLOW) != 0) {
        noteChange({});
        return;
    }
    const auto found = m_watches.folders.constFind(watch);
    if (found == m_watches.folders.constEnd())
        return;
    const QByteArray &folder = *found;
    if ((mask & IN_IGNORED) != 0) {
        m_watches.paths.remove(folder);
        m_watches.folders.remove(watch);
        return;
    }
    const QByteArray path = inFolder(folder, name);
    if ((mask & IN_ISDIR) != 0 && (mask & (IN_MOVED_FROM | IN_DELETE)) != 0)
        forget(path);
    noteChange(path);
}

void ContextWatch::noteChange(const QByteArray &path)
{
    if (m_changed.size() < largestLot)
        m_changed.insert(path);
    else
        m_changed = {QByteArray()};
    if (!m_timer.isActive())
        m_timer.start();
}

/// What was moved away keeps its watches, under paths that are not its own any more.
void ContextWatch::forget(const QByteArray &folder)
{
    const QByteArray prefix = folder + '/';
    QList<int> numbers;
    for (auto [number, path] : std::as_const(m_watches.folders).asKeyValueRange()) {
        if (path == folder || path.startsWith(prefix))
            numbers.append(number);
    }
    for (const int number : numbers) {
        ::inotify_rm_watch(m_watches.queue.number(), number);
        m_watches.paths.remove(m_watches.folders.take(number));
    }
}

void ContextWatch::tell()
{
    QList<QByteArray> paths = m_changed.contains(QByteArray()) ? QList{QByteArray()} : m_changed.values();
    m_changed.clear();
    std::ranges::sort(paths);
    Q_EMIT changed(paths);
}

} // namespace strata
