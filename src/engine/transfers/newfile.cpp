// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/newfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct NewFileText
{
    Q_DECLARE_TR_FUNCTIONS(NewFile)
};

constexpr qint64 flushSize = 16 << 20; ///< at most this much is written and not on its way to the disk

std::unexpected<Error> errorFor(const QString &path, int code, const char *what)
{
    const QString detail = QString::fromLatin1(what) + u": "_s + QString::fromLocal8Bit(std::strerror(code));
    const auto say = [&](const QString &text) { return failure(Error::Kind::Local, text.arg(path), detail); };
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return say(NewFileText::tr("There is no room left for %1. Nothing was kept; make room or choose another "
                                   "folder."));
    case EFBIG: return say(NewFileText::tr("%1 would be larger than a file may be here. Nothing was kept."));
    case EACCES:
    case EPERM:
    case EROFS: return say(NewFileText::tr("You may not write to the folder of %1."));
    case ENOENT:
    case ENOTDIR: return say(NewFileText::tr("There is no such folder for %1."));
    default:
        return failure(
            Error::Kind::Local,
            NewFileText::tr("%1 cannot be written: %2").arg(path, QString::fromLocal8Bit(std::strerror(code))), detail);
    }
}

} // namespace

NewFile::NewFile(QString path, QByteArray temporary, int descriptor)
    : m_path(std::move(path)), m_temporary(std::move(temporary)), m_descriptor(descriptor)
{}

NewFile::~NewFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_temporary.isEmpty())
        ::unlink(m_temporary.constData());
}

Result<void> NewFile::checkTarget(const QString &path)
{
    const QFileInfo target(path);
    if (target.isDir())
        return failure(Error::Kind::Local, NewFileText::tr("%1 is a folder.").arg(path));
    if (target.exists() && !target.isFile())
        return failure(Error::Kind::Local, NewFileText::tr("%1 is no ordinary file.").arg(path));
    return {};
}

Result<std::unique_ptr<NewFile>> NewFile::create(const QString &path)
{
    if (const Result<void> target = checkTarget(path); !target)
        return std::unexpected(target.error());
    const QFileInfo info(path);
    QByteArray temporary = QFile::encodeName(info.absolutePath() + u"/.strata-"_s) + "XXXXXX.part";
    const int descriptor = ::mkostemps(temporary.data(), 5, O_CLOEXEC);
    if (descriptor < 0)
        return errorFor(path, errno, "create");
    return std::unique_ptr<NewFile>(new NewFile(info.absoluteFilePath(), std::move(temporary), descriptor));
}

Result<void> NewFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail("write");
        m_written += count;
        bytes = bytes.sliced(count);
    }
    if (m_written - m_flushed >= flushSize) {
        ::sync_file_range(m_descriptor, m_flushed, m_written - m_flushed, SYNC_FILE_RANGE_WRITE); // a hint
        m_flushed = m_written;
    }
    return {};
}

Result<void> NewFile::sync()
{
    if (::fsync(m_descriptor) != 0)
        return fail("fsync");
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        return fail("close");
    return {};
}

Result<void> NewFile::replace()
{
    if (::rename(m_temporary.constData(), QFile::encodeName(m_path).constData()) != 0)
        return fail("rename");
    m_temporary.clear();
    return {};
}

void NewFile::syncName()
{
    const QByteArray folder = QFile::encodeName(QFileInfo(m_path).absolutePath());
    if (const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); descriptor >= 0) {
        ::fsync(descriptor); // file systems that cannot do that have it anyway
        ::close(descriptor);
    }
}

Result<void> NewFile::fail(const char *what) const
{
    return errorFor(m_path, errno, what);
}

} // namespace strata
