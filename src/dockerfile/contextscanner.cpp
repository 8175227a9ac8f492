// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextfiles.h"
#include "dockerfile/contextscan.h"
#include "dockerfile/folderaccess.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>
#include <tuple>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using ContextIndex = ContextScan::Index;

constexpr size_t progressStep = 1000;

ContextEntryType entryType(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return ContextEntryType::Folder;
    case S_IFLNK: return ContextEntryType::Link;
    case S_IFIFO: return ContextEntryType::Fifo;
    case S_IFSOCK: return ContextEntryType::Socket;
    case S_IFCHR:
    case S_IFBLK: return ContextEntryType::Device;
    default: return ContextEntryType::File;
    }
}

ContextScan::Entry entryFrom(const struct stat &status)
{
    ContextScan::Entry entry;
    entry.type = entryType(status.st_mode);
    entry.size = entry.type == ContextEntryType::File ? status.st_size : 0;
    entry.modified = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
    entry.changed = status.st_ctim.tv_sec * 1'000'000'000LL + status.st_ctim.tv_nsec;
    entry.device = status.st_dev;
    entry.inode = status.st_ino;
    entry.links = quint32(status.st_nlink);
    entry.mode = status.st_mode & 07777;
    return entry;
}

Error lookError(const QByteArray &path, int code)
{
    const QString name = path.isEmpty() ? u"the context"_s : QString::fromUtf8(path);
    return {Error::Kind::Local, u"%1 cannot be read: %2"_s.arg(name, QString::fromLocal8Bit(std::strerror(code))), {}};
}

QByteArray folderOfPath(const QByteArray &path)
{
    return path.left(std::max<qsizetype>(0, path.lastIndexOf('/')));
}

QByteArray belowFolder(const QByteArray &folder, QByteArrayView name)
{
    return folder.isEmpty() ? name.toByteArray() : folder + '/' + name;
}

/// What is to be looked at again.
struct ContextChanges
{
    QSet<QByteArray> anew;     ///< with all that is below
    QSet<QByteArray> listed;   ///< folders whose names are to be read again
    QSet<QByteArray> onTheWay; ///< folders above these
};

ContextChanges changesFrom(const QList<QByteArray> &paths)
{
    ContextChanges changes;
    for (const QByteArray &path : paths) {
        changes.anew.insert(path);
        QByteArray folder = folderOfPath(path);
        changes.listed.insert(folder);
        for (; !folder.isEmpty(); folder = folderOfPath(folder))
            changes.onTheWay.insert(folder);
    }
    return changes;
}

} // namespace

/// A walk without recursion: folders are as deep as paths may be long.
class ContextScanner
{
public:
    ContextScanner(const ContextOptions &options, const std::stop_token &stop, const ContextScan *before,
                   const QList<QByteArray> &changed)
        : m_options(options), m_stop(stop), m_before(before), m_changes(changesFrom(changed))
    {}

    Result<ContextScan> run()
    {
        Result<FolderAccess> access = FolderAccess::open(m_options.folder);
        if (!access)
            return std::unexpected(access.error());
        m_access = &*access;
        if (const Result<void> ruled = readRules(); !ruled)
            return std::unexpected(ruled.error());
        Frame top;
        if (const int code = fill(top))
            return std::unexpected(lookError({}, code));
        m_frames.push_back(std::move(top));
        while (!m_frames.empty()) {
            if (m_stop.stop_requested())
                return failure(Error::Kind::Cancelled, {});
            step();
        }
        summarize();
        return std::move(m_scan);
    }

private:
    struct Child
    {
        QByteArray name = {};
        QByteArray target = {}; ///< of a link
        ContextScan::Entry entry = {};
        ContextIndex before = ContextScan::none; ///< the folder it was in m_before
    };

    struct Frame
    {
        ContextIndex folder = ContextScan::none;
        ContextIndex before = ContextScan::none;
        QByteArray path;
        bool isSkipped = false; ///< ignored, and so is all that is in it
        bool isKnown = false;   ///< `before` is the same folder
        IgnoreRules::Matches matches;
        std::vector<Child> children;
        size_t next = 0;
    };

    Result<void> readRules()
    {
        Result<ContextFiles> files = contextFiles(m_options.folder, m_options.dockerfile);
        if (!files)
            return std::unexpected(files.error());
        m_scan.m_folder = m_options.folder;
        m_scan.m_dockerfile = files->dockerfile;
        m_scan.m_dockerfileInside = files->dockerfileInside;
        m_scan.m_ignoreFile = files->ignoreFile;
        m_scan.m_rules = std::move(files->rules);
        const auto patternOf = [](const IgnoreRule &rule) {
            return std::tie(rule.pattern, rule.isException, rule.line);
        };
        if (m_before
            && !std::ranges::equal(m_before->m_rules.rules(), m_scan.m_rules.rules(), {}, patternOf, patternOf))
            m_before = nullptr;
        if (m_changes.anew.contains(QByteArray()))
            m_before = nullptr;
        return {};
    }

    /// Reads what is in a folder, or takes what was there before; 0 or errno.
    int fill(Frame &frame)
    {
        frame.isKnown = m_before && (frame.folder == ContextScan::none || frame.before != ContextScan::none);
        const bool isListed = !frame.isKnown || m_changes.listed.contains(frame.path);
        Descriptor folder = m_access->openBelow(frame.path, O_RDONLY | O_DIRECTORY);
        if (!folder.isOpen())
            return errno;
        const int number = folder.number();
        if (!isListed) {
            takeOver(frame, number);
            return 0;
        }
        const std::unique_ptr<DIR, int (*)(DIR *)> stream(::fdopendir(number), &::closedir);
        if (!stream)
            return errno;
        (void)folder.take();
        for (errno = 0; const dirent *item = ::readdir(stream.get()); errno = 0) {
            if (const QByteArrayView name(item->d_name); name != "." && name != "..")
                frame.children.push_back({.name = name.toByteArray()});
        }
        const int code = errno;
        std::ranges::sort(frame.children, {}, &Child::name);
        std::erase_if(frame.children, [&](Child &child) { return !look(frame, child, number); });
        findBefore(frame);
        return code;
    }

    /// False when it has vanished meanwhile, or cannot be looked at.
    bool look(const Frame &frame, Child &child, int folder)
    {
        struct stat status{};
        if (::fstatat(folder, child.name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno != ENOENT)
                addProblem(belowFolder(frame.path, child.name), errno, frame.isSkipped);
            return false;
        }
        child.entry = entryFrom(status);
        if (child.entry.type != ContextEntryType::Link)
            return true;
        child.target.resize(PATH_MAX);
        const ssize_t size = ::readlinkat(folder, child.name.constData(), child.target.data(), size_t(PATH_MAX));
        child.target.truncate(std::max<ssize_t>(size, 0));
        child.target.squeeze();
        return size >= 0;
    }

    template<typename Take>
    void eachBefore(const Frame &frame, Take take) const
    {
        for (ContextIndex i = m_before->firstIn(frame.before); i < m_before->endOf(frame.before);
             i = m_before->entry(i).end)
            take(i);
    }

    void findBefore(Frame &frame) const
    {
        if (!frame.isKnown)
            return;
        QHash<QByteArray, ContextIndex> folders;
        eachBefore(frame, [&](ContextIndex i) {
            if (m_before->entry(i).type == ContextEntryType::Folder)
                folders.insert(m_before->name(i).toByteArray(), i);
        });
        for (Child &child : frame.children) {
            const ContextIndex i = folders.value(child.name, ContextScan::none);
            if (i == ContextScan::none || child.entry.type != ContextEntryType::Folder)
                continue;
            const ContextScan::Entry &entry = m_before->entry(i);
            if (entry.inode == child.entry.inode && entry.device == child.entry.device)
                child.before = i;
        }
    }

    void takeOver(Frame &frame, int folder)
    {
        eachBefore(frame, [&](ContextIndex i) {
            Child child{m_before->name(i).toByteArray(), m_before->linkTarget(i).toByteArray(), m_before->entry(i), i};
            if (child.entry.type != ContextEntryType::Folder)
                child.before = ContextScan::none;
            const bool isTouched = m_changes.onTheWay.contains(belowFolder(frame.path, child.name));
            if (!isTouched || look(frame, child, folder))
                frame.children.push_back(std::move(child));
        });
    }

    void step()
    {
        Frame &frame = m_frames.back();
        if (frame.next == frame.children.size()) {
            if (frame.folder != ContextScan::none)
                m_scan.m_entries[frame.folder].end = ContextIndex(m_scan.m_entries.size());
            m_frames.pop_back();
            return;
        }
        const Child &child = frame.children[frame.next++];
        Frame inner;
        inner.path = belowFolder(frame.path, child.name);
        inner.before = child.before;
        inner.folder = add(frame, child, inner);
        if (child.entry.type == ContextEntryType::Folder)
            enter(std::move(inner));
    }

    ContextIndex add(const Frame &frame, const Child &child, Frame &inner)
    {
        const ContextIndex index = ContextIndex(m_scan.m_entries.size());
        ContextScan::Entry entry = child.entry;
        entry.parent = frame.folder;
        entry.end = index + 1;
        const IgnoreVerdict verdict = frame.isSkipped
            ? IgnoreVerdict{true, m_scan.m_entries[frame.folder].rule}
            : m_scan.m_rules.verdict(inner.path, frame.matches, inner.matches);
        entry.isIgnored = verdict.isIgnored;
        entry.rule = verdict.rule;
        entry.isRead = true;
        entry.nameStart = m_scan.m_names.size();
        entry.nameSize = quint16(child.name.size());
        entry.targetSize = quint16(child.target.size());
        m_scan.m_names.append(child.name.constData(), size_t(child.name.size()));
        m_scan.m_names.append(child.target.constData(), size_t(child.target.size()));
        m_scan.m_entries.push_back(entry);
        if (m_options.progress && m_scan.m_entries.size() % progressStep == 0)
            m_options.progress(qsizetype(m_scan.m_entries.size()));
        return index;
    }

    void enter(Frame inner)
    {
        ContextScan::Entry &entry = m_scan.m_entries[inner.folder];
        inner.isSkipped = entry.isIgnored && !m_scan.m_rules.mayReinclude(inner.path);
        if (inner.isSkipped && !m_options.readsIgnored) {
            entry.isRead = false;
            return;
        }
        if (m_changes.anew.contains(inner.path))
            inner.before = ContextScan::none;
        if (inner.before != ContextScan::none && isUnchanged(inner)) {
            copyBefore(inner);
            return;
        }
        if (const int code = fill(inner)) {
            entry.isRead = false;
            addProblem(inner.path, code, entry.isIgnored);
        }
        m_frames.push_back(std::move(inner));
    }

    bool isUnchanged(const Frame &frame) const
    {
        return !m_changes.listed.contains(frame.path) && !m_changes.onTheWay.contains(frame.path);
    }

    /// All that is below, in one go: numbers and places move by the same distance.
    void copyBefore(const Frame &frame)
    {
        const ContextScan::Entry &before = m_before->entry(frame.before);
        const ContextIndex first = frame.before + 1;
        const ContextIndex move = frame.folder - frame.before;
        m_scan.m_entries[frame.folder].isRead = before.isRead;
        m_scan.m_entries[frame.folder].end = before.end + move;
        if (first < before.end) {
            const quint64 start = m_before->entry(first).nameStart;
            const quint64 end = before.end < m_before->m_entries.size() ? m_before->entry(before.end).nameStart
                                                                        : m_before->m_names.size();
            const quint64 place = m_scan.m_names.size();
            m_scan.m_names.append(m_before->m_names, start, end - start);
            for (ContextIndex i = first; i < before.end; ++i) {
                ContextScan::Entry entry = m_before->entry(i);
                entry.parent += move;
                entry.end += move;
                entry.nameStart += place - start;
                m_scan.m_entries.push_back(entry);
            }
        }
        for (const ContextScan::Problem &problem : m_before->m_problems) {
            if (problem.path == frame.path || problem.path.startsWith(QByteArray(frame.path + '/')))
                m_scan.m_problems.append(problem);
        }
    }

    void addProblem(const QByteArray &path, int code, bool isIgnored)
    {
        m_scan.m_problems.append({path, lookError(path, code), isIgnored});
    }

    /// From below: a folder goes with what is in it.
    void summarize()
    {
        const std::vector<ContextScan::Entry> &entries = m_scan.m_entries;
        std::vector<bool> &isSent = m_scan.m_isSent;
        isSent.assign(entries.size(), false);
        for (size_t i = entries.size(); i-- > 0;) {
            const ContextScan::Entry &entry = entries[i];
            if (!entry.isIgnored && entry.type != ContextEntryType::Socket)
                isSent[i] = true;
            if (!isSent[i])
                continue;
            if (entry.parent != ContextScan::none)
                isSent[entry.parent] = true;
            m_scan.m_sentFiles += entry.type == ContextEntryType::Folder ? 0 : 1;
            m_scan.m_sentBytes += entry.size;
        }
    }

    const ContextOptions &m_options;
    const std::stop_token &m_stop;
    const ContextScan *m_before; ///< null: everything is new
    ContextChanges m_changes;
    const FolderAccess *m_access = nullptr;
    ContextScan m_scan;
    std::vector<Frame> m_frames;
};

Result<ContextScan> scanContext(const ContextOptions &options, const std::stop_token &stop)
{
    return ContextScanner(options, stop, nullptr, {}).run();
}

Result<ContextScan> rescanContext(const ContextScan &before, const QList<QByteArray> &changed,
                                  const ContextOptions &options, const std::stop_token &stop)
{
    return ContextScanner(options, stop, &before, changed).run();
}

} // namespace strata
