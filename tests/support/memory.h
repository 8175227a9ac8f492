// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <malloc.h>
#include <unistd.h>

namespace strata::test {

/// How much this process may grow while it reads or writes something without end, in bytes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr qint64 memoryLimit = 450'000'000; // what was freed is kept in quarantine
#else
inline constexpr qint64 memoryLimit = 32'000'000;
#endif

inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// How much more this process has had at once since this was made than it had then.
class MemoryPeak
{
public:
    MemoryPeak()
    {
        ::malloc_trim(0); // what others freed would hide what is taken
        QFile references(QStringLiteral("/proc/self/clear_refs"));
        m_isReset = references.open(QIODevice::WriteOnly) && references.write("5") == 1; // proc(5)
        references.close();
        m_before = residentBytes();
    }

    qint64 growth() const { return (m_isReset ? mostBytes() : residentBytes()) - m_before; }

private:
    static qint64 mostBytes()
    {
        QFile file(QStringLiteral("/proc/self/status"));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray status = file.readAll();
        const QByteArray key("VmHWM:");
        return status.sliced(status.indexOf(key) + key.size()).simplified().split(' ').first().toLongLong() * 1024;
    }

    bool m_isReset = false;
    qint64 m_before = 0;
};

} // namespace strata::test
