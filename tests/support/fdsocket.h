// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLocalServer>
#include <QObject>
#include <QSocketNotifier>

#include <functional>

namespace strata::test {

/// A connected unix socket that knows half close, which QLocalSocket does not: the other side's end does not end ours.
class FdSocket : public QObject
{
    Q_OBJECT

public:
    FdSocket(int fd, QObject *parent); ///< takes the descriptor over
    ~FdSocket() override;

    static int connectTo(const QString &path); ///< a descriptor, or -1

    void write(const QByteArray &bytes);
    qint64 bytesToWrite() const { return m_buffer.size(); } ///< not yet taken by the kernel
    void setReading(bool on);
    void shutdownWrite();    ///< when all is written
    void closeWhenWritten(); ///< then emits gone()

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void ended();               ///< the other side sends no more
    void written(qint64 count); ///< some of what waited; never from inside write()
    void gone();                ///< nothing can be written any more

private:
    void readSome();
    void flush();
    void allWritten();

    int m_fd;
    QSocketNotifier m_readable, m_writable;
    QByteArray m_buffer;
    bool m_ended = false, m_shutdown = false, m_close = false, m_gone = false;
};

/// Hands on descriptors.
class FdServer : public QLocalServer
{
public:
    FdServer(std::function<void(int)> accepted, QObject *parent) : QLocalServer(parent), m_accepted(std::move(accepted))
    {
        setListenBacklogSize(1024);
    }

protected:
    void incomingConnection(quintptr descriptor) override { m_accepted(static_cast<int>(descriptor)); }

private:
    std::function<void(int)> m_accepted;
};

} // namespace strata::test
