// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/folderaccess.h"

#include <QByteArrayList>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Leaves errno alone.
bool isLink(int folder, const QByteArray &name)
{
    const int code = errno;
    struct stat status{};
    const bool isOne = ::fstatat(folder, name.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0
        && S_ISLNK(status.st_mode);
    errno = code;
    return isOne;
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

Result<FolderAccess> FolderAccess::open(const QString &path)
{
    Descriptor folder(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        return FolderAccess(std::move(folder));
    const int code = errno;
    if (code == ENOENT || code == ENOTDIR)
        return failure(Error::Kind::NotFound, u"there is no folder %1"_s.arg(path),
                       QString::fromLocal8Bit(std::strerror(code)));
    return failure(Error::Kind::Local,
                   u"the folder %1 cannot be read: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(code))));
}

Descriptor FolderAccess::openBelow(const QByteArray &path, int wanted) const
{
    // openat2 refuses flags that mean nothing: a mere place is not opened
    const int flags = wanted | O_CLOEXEC | O_NOFOLLOW | ((wanted & O_PATH) != 0 ? 0 : O_NONBLOCK | O_NOCTTY);
    const QByteArray target = path.isEmpty() ? QByteArray(".") : path;
    open_how how{};
    how.flags = quint64(quint32(flags));
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    const long number = ::syscall(SYS_openat2, m_folder.number(), target.constData(), &how, sizeof how);
    if (number >= 0 || (errno != ENOSYS && errno != EPERM))
        return Descriptor(int(number));
    return openStepwise(target, flags); // an old kernel, or a sandbox that does not know the call
}

/// As the kernel does it in one go, with the same errors.
Descriptor FolderAccess::openStepwise(const QByteArray &path, int flags) const
{
    if (path.size() >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return Descriptor();
    }
    Descriptor folder;
    const QByteArrayList names = path.split('/');
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (names[i] == "..") {
            errno = EXDEV;
            return Descriptor();
        }
        const int above = folder.isOpen() ? folder.number() : m_folder.number();
        const bool isLast = i + 1 == names.size();
        const int way = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        Descriptor next(::openat(above, names[i].constData(), isLast ? flags : way));
        if (!next.isOpen() && isLink(above, names[i]))
            errno = ELOOP;
        if (!next.isOpen() || isLast)
            return next;
        folder = std::move(next);
    }
    return folder;
}

QByteArray fileCapability(int descriptor)
{
    constexpr qsizetype versionPlace = 3, version2Size = 20;
    QByteArray capability(64, '\0');
    const ssize_t size = ::fgetxattr(descriptor, "security.capability", capability.data(), size_t(capability.size()));
    capability.truncate(std::max<ssize_t>(size, 0));
    if (capability.size() > version2Size && capability[versionPlace] == 3) {
        capability.truncate(version2Size);
        capability[versionPlace] = 2;
    }
    return capability;
}

} // namespace strata
