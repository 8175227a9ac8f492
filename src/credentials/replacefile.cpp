// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/replacefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 8 << 20;

struct FileText
{
    Q_DECLARE_TR_FUNCTIONS(ReplaceFile)
};

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    operator int() const { return m_number; } // NOLINT(google-explicit-constructor)

private:
    int m_number;
};

std::unexpected<Error> systemFailure(const QString &message, int code)
{
    const bool isDenied = code == EACCES || code == EPERM || code == EROFS;
    const QString reason = QString::fromLocal8Bit(std::strerror(code));
    return failure(isDenied ? Error::Kind::PermissionDenied : Error::Kind::Local, message.arg(reason), reason);
}

std::unexpected<Error> cannotRead(const QString &path, int code)
{
    return systemFailure(FileText::tr("%1 cannot be read: %2").arg(path), code);
}

std::unexpected<Error> cannotWrite(const QString &path, int code)
{
    return systemFailure(FileText::tr("%1 cannot be written: %2").arg(path), code);
}

Result<QString> behindLinks(QString path)
{
    for (int i = 0; i < 40; ++i) {
        const QFileInfo info(path);
        if (!info.isSymLink())
            return info.absoluteFilePath();
        path = info.symLinkTarget();
    }
    return cannotWrite(path, ELOOP);
}

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// Reads up to the buffer's size; -1 when that failed.
qsizetype readAll(int file, QByteArray &buffer)
{
    qsizetype size = 0;
    while (size < buffer.size()) {
        const ssize_t more = ::read(file, buffer.data() + size, static_cast<size_t>(buffer.size() - size));
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        size += more;
    }
    return size;
}

/// Mode and owner of the file that is replaced.
bool takeAfter(int file, const QByteArray &target)
{
    struct stat old = {};
    struct stat fresh = {};
    if (::stat(target.constData(), &old) != 0)
        return errno == ENOENT;
    if (::fstat(file, &fresh) != 0)
        return false;
    const bool hasOwner = old.st_uid == fresh.st_uid && old.st_gid == fresh.st_gid;
    return (hasOwner || ::fchown(file, old.st_uid, old.st_gid) == 0) && ::fchmod(file, old.st_mode & 07777) == 0;
}

bool makeFolder(const QString &folder)
{
    if (QFileInfo::exists(folder))
        return true;
    QDir().mkpath(QFileInfo(folder).path());
    return ::mkdir(QFile::encodeName(folder).constData(), 0700) == 0 || errno == EEXIST;
}

void syncFolder(const QString &folder)
{
    const Descriptor opened(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened >= 0)
        (void)::fsync(opened);
}

/// The new file, complete and on the disk, under a name of its own. It is deleted unless it was renamed.
class Replacement
{
public:
    explicit Replacement(const QString &target)
        : m_target(QFile::encodeName(target)), m_name(m_target + ".XXXXXX"),
          m_file(::mkostemp(m_name.data(), O_CLOEXEC))
    {}
    ~Replacement()
    {
        if (m_file >= 0 && !m_isDone)
            ::unlink(m_name.constData());
    }
    Q_DISABLE_COPY_MOVE(Replacement)

    bool write(QByteArrayView bytes)
    {
        return m_file >= 0 && takeAfter(m_file, m_target) && writeAll(m_file, bytes) && ::fsync(m_file) == 0;
    }
    bool rename()
    {
        m_isDone = ::rename(m_name.constData(), m_target.constData()) == 0;
        return m_isDone;
    }

private:
    QByteArray m_target;
    QByteArray m_name;
    Descriptor m_file;
    bool m_isDone = false;
};

} // namespace

Result<std::optional<Secret>> readFile(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
        return std::nullopt;
    struct stat info = {};
    if (file < 0 || ::fstat(file, &info) != 0)
        return cannotRead(path, errno);
    if (!S_ISREG(info.st_mode))
        return failure(Error::Kind::Local, FileText::tr("%1 is not a file.").arg(path));
    if (info.st_size > largestFile)
        return failure(Error::Kind::TooLarge, FileText::tr("%1 is too large to be what it should be.").arg(path));
    QByteArray bytes(info.st_size + 1, '\0'); // one more, to see that it did not grow
    const qsizetype size = readAll(file, bytes);
    const int code = errno;
    bytes.resize(std::clamp<qsizetype>(size, 0, info.st_size));
    std::optional<Secret> secret = Secret::take(bytes);
    if (size < 0)
        return cannotRead(path, code);
    return secret;
}

Result<void> replaceFile(const QString &path, const std::optional<Secret> &before, QByteArrayView after)
{
    const Result<QString> target = behindLinks(path);
    if (!target)
        return std::unexpected(target.error());
    const QString folder = QFileInfo(*target).path();
    if (!makeFolder(folder))
        return cannotWrite(*target, errno);
    Replacement replacement(*target);
    if (!replacement.write(after))
        return cannotWrite(*target, errno);
    const Result<std::optional<Secret>> now = readFile(*target);
    if (!now)
        return std::unexpected(now.error());
    if (*now != before)
        return failure(Error::Kind::Conflict,
                       FileText::tr("%1 was changed by another program at the same time.").arg(path));
    if (!replacement.rename())
        return cannotWrite(*target, errno);
    syncFolder(folder);
    return {};
}

} // namespace strata
