// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/pipes.h"

#include <QProcess>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace strata {

namespace {

constexpr int turn = 100; ///< milliseconds

/// A child that ends without reading must not end us. Qt does the same once it writes to a socket.
void ignoreBrokenPipes()
{
    static const auto before = std::signal(SIGPIPE, SIG_IGN);
    Q_UNUSED(before)
}

} // namespace

Pipes::Pipes()
{
    ignoreBrokenPipes();
    if (::pipe2(m_in.data(), O_CLOEXEC) != 0 || ::pipe2(m_out.data(), O_CLOEXEC) != 0)
        return;
    (void)::fcntl(m_in[1], F_SETFL, O_NONBLOCK);
    (void)::fcntl(m_out[0], F_SETFL, O_NONBLOCK);
}

Pipes::~Pipes()
{
    for (int *end : {&m_in[0], &m_in[1], &m_out[0], &m_out[1]})
        close(*end);
}

void Pipes::attach(QProcess &process) const
{
    process.setChildProcessModifier([in = m_in[0], out = m_out[1]] {
        ::dup2(in, STDIN_FILENO);
        ::dup2(out, STDOUT_FILENO);
    });
}

void Pipes::closeChildEnds()
{
    close(m_in[0]);
    close(m_out[1]);
}

Pipes::End Pipes::talk(QByteArrayView input, QByteArray &output, const std::function<bool()> &hasEnded,
                       const std::function<bool()> &isLate)
{
    qsizetype size = 0;
    End end = End::Stopped;
    while (!isLate()) {
        writeSome(input);
        std::array<pollfd, 2> ends{pollfd{m_out[0], POLLIN, 0}, pollfd{m_in[1], POLLOUT, 0}};
        const bool isLast = ::poll(ends.data(), ends.size(), turn) <= 0 && hasEnded();
        const ssize_t more = ::read(m_out[0], output.data() + size, static_cast<size_t>(output.size() - size));
        if (more > 0)
            size += more;
        if (more == 0)
            end = End::Closed;
        if (size == output.size())
            end = End::TooLong;
        const bool canGoOn = more > 0 || errno == EINTR || (errno == EAGAIN && !isLast);
        if (end != End::Stopped || !canGoOn)
            break;
    }
    output.truncate(size);
    return end;
}

void Pipes::writeSome(QByteArrayView &input)
{
    if (m_in[1] < 0)
        return;
    const ssize_t written = input.isEmpty() ? 0 : ::write(m_in[1], input.data(), static_cast<size_t>(input.size()));
    if (written > 0)
        input = input.sliced(written);
    if (input.isEmpty() || (written < 0 && errno != EAGAIN && errno != EINTR))
        close(m_in[1]);
}

void Pipes::close(int &end)
{
    if (end >= 0)
        ::close(end);
    end = -1;
}

} // namespace strata
