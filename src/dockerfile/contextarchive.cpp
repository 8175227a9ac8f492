// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/contextarchive.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype archivePiece = 256 << 10;
constexpr qint64 nanosecondsInSecond = 1'000'000'000;

std::unexpected<Error> sendError(const QString &name, const QString &reason)
{
    return failure(Error::Kind::Local, u"%1 cannot be sent: %2"_s.arg(name, reason));
}

std::unexpected<Error> sendError(const QString &name, int code)
{
    return sendError(name, QString::fromLocal8Bit(std::strerror(code)));
}

TarMember::Type memberType(ContextEntryType type)
{
    switch (type) {
    case ContextEntryType::Folder: return TarMember::Folder;
    case ContextEntryType::Link: return TarMember::Link;
    case ContextEntryType::Fifo: return TarMember::Fifo;
    case ContextEntryType::Device: return TarMember::Character;
    default: return TarMember::File;
    }
}

qint64 wholeSeconds(qint64 time)
{
    return time / nanosecondsInSecond - (time % nanosecondsInSecond < 0 ? 1 : 0);
}

TarMember memberOf(const ContextScan &scan, ContextScan::Index index)
{
    const ContextScan::Entry &entry = scan.entry(index);
    return {.path = scan.path(index),
            .type = memberType(entry.type),
            .mode = entry.mode,
            .size = entry.size,
            .modified = wholeSeconds(entry.modified),
            .target = scan.linkTarget(index).toByteArray()};
}

std::pair<quint64, quint64> fileOf(const ContextScan::Entry &entry)
{
    return {entry.device, entry.inode};
}

} // namespace

ContextArchive::ContextArchive(std::shared_ptr<const ContextScan> scan, FolderAccess access,
                               const std::stop_token &stop)
    : m_scan(std::move(scan)), m_access(std::move(access)), m_stop(stop)
{}

Result<std::unique_ptr<ContextArchive>> ContextArchive::open(std::shared_ptr<const ContextScan> scan,
                                                             const ContextArchiveOptions &options,
                                                             const std::stop_token &stop)
{
    Result<FolderAccess> access = FolderAccess::open(scan->folder());
    if (!access)
        return std::unexpected(access.error());
    std::unique_ptr<ContextArchive> archive(new ContextArchive(std::move(scan), std::move(*access), stop));
    if (const Result<void> placed = archive->placeDockerfile(options); !placed)
        return std::unexpected(placed.error());
    archive->estimate();
    return archive;
}

std::optional<QByteArray> addedDockerfileName(const ContextScan &scan, const ContextArchiveOptions &options)
{
    const std::optional<QByteArray> inside = scan.dockerfileInside();
    const auto entry = inside ? scan.find(*inside) : std::nullopt;
    if (!options.dockerfileText && entry && scan.isSent(*entry) && scan.entry(*entry).type == ContextEntryType::File)
        return std::nullopt;
    QByteArray name = options.dockerfileName;
    for (int number = 1; scan.find(name); ++number)
        name = options.dockerfileName + '-' + QByteArray::number(number);
    return name;
}

Result<void> ContextArchive::placeDockerfile(const ContextArchiveOptions &options)
{
    m_dockerfileText = options.dockerfileText;
    const std::optional<QByteArray> added = addedDockerfileName(*m_scan, options);
    if (added && !m_dockerfileText && !QFile::exists(m_scan->dockerfile()))
        return failure(Error::Kind::NotFound, u"there is no %1"_s.arg(m_scan->dockerfile()));
    m_addsDockerfile = added.has_value();
    m_dockerfileName = added.value_or(m_scan->dockerfileInside().value_or(QByteArray()));
    return {};
}

void ContextArchive::estimate()
{
    m_estimatedBytes = 2 * tarBlock;
    if (m_addsDockerfile) {
        const qint64 size = m_dockerfileText ? m_dockerfileText->size() : QFile(m_scan->dockerfile()).size();
        m_estimatedBytes += tarHeader({.path = m_dockerfileName}).size() + size + tarPadding(size);
    }
    for (ContextScan::Index i = 0; i < m_scan->entries().size(); ++i) {
        if (!m_scan->isSent(i))
            continue;
        TarMember member = memberOf(*m_scan, i);
        const qint64 size = isFurtherName(i, member) ? 0 : member.size;
        m_estimatedBytes += tarHeader(member).size() + size + tarPadding(size);
    }
    m_firstNames.clear();
}

ContextArchive::Progress ContextArchive::progress() const
{
    return {m_bytes, m_entries, m_vanished};
}

Result<QByteArrayView> ContextArchive::next()
{
    if (m_error)
        return std::unexpected(*m_error);
    m_buffer.resize(0);
    while (m_buffer.size() < archivePiece && !m_isEnded) {
        const Result<void> filled = m_stop.stop_requested() ? Result<void>(failure(Error::Kind::Cancelled, {}))
                                                            : fill();
        if (!filled) {
            m_error = filled.error();
            return std::unexpected(*m_error);
        }
    }
    m_bytes += m_buffer.size();
    return m_buffer;
}

Result<void> ContextArchive::fill()
{
    if (m_file.isOpen())
        return readFile();
    if (std::exchange(m_addsDockerfile, false))
        return addDockerfile();
    while (m_index < m_scan->entries().size() && !m_scan->isSent(m_index))
        ++m_index;
    if (m_index < m_scan->entries().size())
        return addEntry(m_index++);
    append(tarEnd());
    m_isEnded = true;
    return {};
}

Result<void> ContextArchive::addDockerfile()
{
    TarMember member{.path = m_dockerfileName, .mode = 0644};
    if (m_dockerfileText) {
        member.size = m_dockerfileText->size();
        append(tarHeader(member) + *m_dockerfileText + QByteArray(tarPadding(member.size), '\0'));
        ++m_entries;
        return {};
    }
    const QByteArray path = QFile::encodeName(m_scan->dockerfile());
    Descriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.isOpen())
        return sendError(m_scan->dockerfile(), errno);
    return beginFile(std::move(member), std::move(file), m_scan->dockerfile());
}

Result<void> ContextArchive::addEntry(ContextScan::Index index)
{
    TarMember member = memberOf(*m_scan, index);
    const ContextEntryType type = m_scan->entry(index).type;
    if (!isFurtherName(index, member)) {
        if (type == ContextEntryType::File)
            return addFile(index, std::move(member));
        const Result<void> read = type == ContextEntryType::Device ? readDevice(member) : Result<void>();
        if (!read)
            return read;
    }
    append(tarHeader(member));
    ++m_entries;
    return {};
}

/// The first name that was sent is that of the file.
bool ContextArchive::isFurtherName(ContextScan::Index index, TarMember &member)
{
    const ContextScan::Entry &entry = m_scan->entry(index);
    if (entry.type != ContextEntryType::File || entry.links < 2)
        return false;
    const auto first = m_firstNames.constFind(fileOf(entry));
    if (first == m_firstNames.constEnd()) {
        m_firstNames.insert(fileOf(entry), index);
        return false;
    }
    member.type = TarMember::HardLink;
    member.size = 0;
    member.target = m_scan->path(*first);
    return true;
}

Result<void> ContextArchive::addFile(ContextScan::Index index, TarMember member)
{
    const QString name = QString::fromUtf8(member.path);
    Descriptor file = m_access.openBelow(member.path, O_RDONLY);
    if (file.isOpen())
        return beginFile(std::move(member), std::move(file), name);
    if (errno != ENOENT && errno != ENOTDIR)
        return errno == ELOOP ? sendError(name, u"it became a link meanwhile"_s) : sendError(name, errno);
    m_firstNames.remove(fileOf(m_scan->entry(index)));
    ++m_vanished;
    return {};
}

Result<void> ContextArchive::beginFile(TarMember member, Descriptor file, const QString &name)
{
    struct stat status{};
    if (::fstat(file.number(), &status) != 0)
        return sendError(name, errno);
    if (!S_ISREG(status.st_mode))
        return sendError(name, u"it is no file"_s);
    member.size = status.st_size;
    member.mode = status.st_mode & 07777;
    member.modified = status.st_mtim.tv_sec;
    member.capability = fileCapability(file.number());
    append(tarHeader(member));
    ++m_entries;
    m_file = std::move(file);
    m_fileName = name;
    m_fileLeft = member.size;
    m_filePadding = tarPadding(member.size);
    return {};
}

Result<void> ContextArchive::readFile()
{
    const qsizetype start = m_buffer.size();
    const qint64 wanted = std::min<qint64>(m_fileLeft, archivePiece);
    m_buffer.resize(start + wanted);
    const ssize_t count = wanted == 0 ? 0 : ::read(m_file.number(), m_buffer.data() + start, size_t(wanted));
    const int code = errno;
    m_buffer.resize(start + std::max<ssize_t>(count, 0));
    if (count < 0)
        return code == EINTR ? Result<void>() : sendError(m_fileName, code);
    if (count == 0 && wanted > 0)
        return sendError(m_fileName, u"it became shorter while it was read"_s);
    m_fileLeft -= count;
    if (m_fileLeft == 0) {
        append(QByteArray(m_filePadding, '\0'));
        m_file = Descriptor();
    }
    return {};
}

Result<void> ContextArchive::readDevice(TarMember &member) const
{
    const QString name = QString::fromUtf8(member.path);
    const Descriptor place = m_access.openBelow(member.path, O_PATH);
    struct stat status{};
    if (!place.isOpen() || ::fstat(place.number(), &status) != 0)
        return sendError(name, errno);
    if (!S_ISCHR(status.st_mode) && !S_ISBLK(status.st_mode))
        return sendError(name, u"it is no device any more"_s);
    member.type = S_ISBLK(status.st_mode) ? TarMember::Block : TarMember::Character;
    member.deviceMajor = ::major(status.st_rdev);
    member.deviceMinor = ::minor(status.st_rdev);
    return {};
}

} // namespace strata
