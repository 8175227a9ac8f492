// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fdsocket.h"

#include <QFile>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace strata::test {

FdSocket::FdSocket(int fd, QObject *parent)
    : QObject(parent), m_fd(fd), m_readable(fd, QSocketNotifier::Read), m_writable(fd, QSocketNotifier::Write)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &FdSocket::readSome);
    connect(&m_writable, &QSocketNotifier::activated, this, [this] {
        const qint64 before = m_buffer.size();
        flush();
        if (!m_gone && m_buffer.size() < before)
            Q_EMIT written(before - m_buffer.size());
    });
}

FdSocket::~FdSocket()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    ::close(m_fd);
}

int FdSocket::connectTo(const QString &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof(address.sun_path));
    if (fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0)
        return fd;
    ::close(fd);
    return -1;
}

void FdSocket::readSome()
{
    std::array<char, 64 * 1024> piece;
    const ssize_t count = ::recv(m_fd, piece.data(), piece.size(), MSG_DONTWAIT);
    if (count > 0) {
        Q_EMIT received(QByteArray(piece.data(), count));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_ended = true;
        m_readable.setEnabled(false);
        Q_EMIT ended();
    }
}

void FdSocket::setReading(bool on)
{
    m_readable.setEnabled(on && !m_ended);
}

void FdSocket::write(const QByteArray &bytes)
{
    if (m_gone || m_shutdown || m_close)
        return;
    m_buffer += bytes;
    if (!m_writable.isEnabled())
        flush();
}

void FdSocket::flush()
{
    qsizetype done = 0;
    while (done < m_buffer.size()) {
        const auto size = static_cast<size_t>(m_buffer.size() - done);
        const ssize_t count = ::send(m_fd, m_buffer.constData() + done, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN && errno != EINTR) {
            m_buffer.clear();
            m_gone = true;
            m_writable.setEnabled(false);
            QMetaObject::invokeMethod(this, &FdSocket::gone, Qt::QueuedConnection);
            return;
        }
        if (count < 0)
            break;
        done += count;
    }
    m_buffer.remove(0, done);
    m_writable.setEnabled(!m_buffer.isEmpty());
    if (m_buffer.isEmpty())
        allWritten();
}

void FdSocket::allWritten()
{
    if (m_shutdown || m_close)
        ::shutdown(m_fd, SHUT_WR);
    if (std::exchange(m_close, false)) {
        m_gone = true;
        QMetaObject::invokeMethod(this, &FdSocket::gone, Qt::QueuedConnection);
    }
}

void FdSocket::shutdownWrite()
{
    m_shutdown = true;
    if (m_buffer.isEmpty())
        allWritten();
}

void FdSocket::closeWhenWritten()
{
    m_close = true;
    if (m_buffer.isEmpty())
        allWritten();
}

} // namespace strata::test
