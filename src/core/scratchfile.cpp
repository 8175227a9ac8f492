// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scratchfile.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace strata {

ScratchFile::~ScratchFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

bool ScratchFile::open()
{
    if (m_file >= 0)
        return true;
    QByteArray name = QFile::encodeName(m_folder) + "/strata-XXXXXX";
    m_file = ::mkostemp(name.data(), O_CLOEXEC);
    if (m_file >= 0)
        ::unlink(name.constData());
    return m_file >= 0;
}

Result<qint64> ScratchFile::append(QByteArrayView bytes)
{
    const qint64 begin = m_size;
    qint64 at = begin;
    bool isDone = open();
    while (isDone && !bytes.isEmpty()) {
        const ssize_t count = ::pwrite(m_file, bytes.data(), static_cast<size_t>(bytes.size()), at);
        if (count < 0 && errno == EINTR)
            continue;
        isDone = count > 0;
        bytes = bytes.sliced(std::max<ssize_t>(count, 0));
        at += std::max<ssize_t>(count, 0);
    }
    if (!isDone)
        return failure(Error::Kind::Local, qt_error_string(errno));
    m_size = at;
    return begin;
}

QByteArray ScratchFile::read(qint64 offset, qsizetype size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    qsizetype have = 0;
    while (have < size) {
        const ssize_t count = ::pread(m_file, bytes.data() + have, static_cast<size_t>(size - have), offset + have);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        have += count;
    }
    bytes.truncate(have);
    return bytes;
}

} // namespace strata
