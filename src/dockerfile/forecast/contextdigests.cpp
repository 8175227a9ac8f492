// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/contextdigests.h"

#include "dockerfile/folderaccess.h"
#include "dockerfile/forecast/keyhash.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <chrono>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata {

namespace {

constexpr qsizetype readPiece = 256 << 10;
constexpr qint64 shortestBetweenChanges = 100'000'000; // nanoseconds; the kernel's clock goes in steps of up to 10 ms

std::pair<quint64, quint64> placeOf(const ContextScan::Entry &entry)
{
    return {entry.device, entry.inode};
}

qint64 nanosecondsNow()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 nanoseconds(const timespec &time)
{
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

/// What BuildKit unpacks is a tar, plain or compressed (moby/go-archive, compression.go).
bool looksLikeArchive(QByteArrayView begin)
{
    static constexpr std::array magics{"\x1f\x8b\x08", "BZh", "\xfd\x37zXZ", "\x28\xb5\x2f\xfd"};
    constexpr qsizetype tarMark = 257;
    return std::ranges::any_of(magics, [&](const char *magic) { return begin.startsWith(magic); })
        || (begin.size() > tarMark && begin.sliced(tarMark).startsWith("ustar"));
}

} // namespace

const FileDigests::Known *FileDigests::find(const ContextScan::Entry &entry) const
{
    const auto found = m_known.constFind(placeOf(entry));
    const bool isSame = found != m_known.cend() && found->size == entry.size && found->modified == entry.modified
        && found->changed == entry.changed;
    return isSame ? &*found : nullptr;
}

void FileDigests::keep(const ContextScan::Entry &entry, const Known &known)
{
    ++m_filesRead;
    if (known.changed + shortestBetweenChanges < nanosecondsNow())
        m_known.insert(placeOf(entry), known);
    else
        m_known.remove(placeOf(entry));
}

class ContextDigester
{
public:
    ContextDigester(const ContextScan &scan, FileDigests &known, FolderAccess access, const std::stop_token &stop,
                    const std::optional<QByteArray> &dockerfile)
        : m_scan(scan), m_known(known), m_access(std::move(access)), m_stop(stop), m_dockerfile(dockerfile),
          m_buffer(readPiece, '\0')
    {
        m_result.m_digests.resize(scan.entries().size());
        m_result.m_isArchive.resize(scan.entries().size());
    }

    Result<ContextDigests> digest(const std::vector<ContextScan::Index> &files, const ContextArchiveOptions &archive)
    {
        for (const ContextScan::Index file : files) {
            if (!m_stop.stop_requested())
                digest(file);
        }
        addDockerfile(archive);
        if (m_stop.stop_requested())
            return failure(Error::Kind::Cancelled,
                           QCoreApplication::translate("ContextDigests", "Looking at the files was stopped."));
        return std::move(m_result);
    }

private:
    void digest(ContextScan::Index index)
    {
        const ContextScan::Entry &entry = m_scan.entry(index);
        if (entry.type != ContextEntryType::File || !m_result.m_digests[index].isEmpty())
            return;
        if (m_dockerfile && m_scan.dockerfileInside() && m_scan.path(index) == *m_scan.dockerfileInside()) {
            const QByteArray content = QCryptographicHash::hash(*m_dockerfile, QCryptographicHash::Blake2b_160);
            m_result.m_digests[index] = KeyHash().add(content).add(QByteArrayView()).result();
            return;
        }
        if (const FileDigests::Known *known = m_known.find(entry)) {
            take(index, *known);
            return;
        }
        const Descriptor file = m_access.openBelow(m_scan.path(index), O_RDONLY);
        if (!file.isOpen())
            return;
        if (const std::optional<FileDigests::Known> read = readFile(file)) {
            m_known.keep(entry, *read);
            take(index, *read);
        }
    }

    void take(ContextScan::Index index, const FileDigests::Known &known)
    {
        m_result.m_digests[index] = known.digest;
        m_result.m_isArchive[index] = known.isArchive;
    }

    std::optional<FileDigests::Known> readFile(const Descriptor &file)
    {
        struct stat status{};
        if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
            return std::nullopt;
        FileDigests::Known known{
            .size = status.st_size, .modified = nanoseconds(status.st_mtim), .changed = nanoseconds(status.st_ctim)};
        QCryptographicHash hash(QCryptographicHash::Blake2b_160);
        for (bool isFirst = true;; isFirst = false) {
            const ssize_t count = ::read(file.number(), m_buffer.data(), size_t(m_buffer.size()));
            if (count < 0 || m_stop.stop_requested())
                return std::nullopt;
            if (count == 0)
                break;
            const QByteArrayView piece = QByteArrayView(m_buffer).first(count);
            known.isArchive = known.isArchive || (isFirst && looksLikeArchive(piece));
            hash.addData(piece);
        }
        known.digest = KeyHash().add(hash.result()).add(fileCapability(file.number())).result();
        return known;
    }

    void addDockerfile(const ContextArchiveOptions &archive)
    {
        const std::optional<QByteArray> name = addedDockerfileName(m_scan, archive);
        QFile file(m_scan.dockerfile());
        const std::optional<QByteArray> &told = archive.dockerfileText ? archive.dockerfileText : m_dockerfile;
        if (!name || (!told && !file.open(QIODevice::ReadOnly)))
            return;
        const QByteArray text = told ? *told : file.readAll();
        const QByteArray content = QCryptographicHash::hash(text, QCryptographicHash::Blake2b_160);
        m_result.m_addedFile = ContextDigests::AddedFile{
            .path = *name, .digest = KeyHash().add(content).add(QByteArrayView()).result(), .size = text.size()};
    }

    const ContextScan &m_scan;
    FileDigests &m_known;
    FolderAccess m_access;
    std::stop_token m_stop;
    const std::optional<QByteArray> &m_dockerfile;
    QByteArray m_buffer;
    ContextDigests m_result;
};

Result<ContextDigests> digestContext(const ContextScan &scan, const std::vector<ContextScan::Index> &files,
                                     FileDigests &known, const ContextArchiveOptions &archive,
                                     const std::stop_token &stop, const std::optional<QByteArray> &dockerfile)
{
    Result<FolderAccess> access = FolderAccess::open(scan.folder());
    if (!access)
        return std::unexpected(access.error());
    return ContextDigester(scan, known, std::move(*access), stop, dockerfile).digest(files, archive);
}

} // namespace strata
