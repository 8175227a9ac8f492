// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport/transport.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>

#include <algorithm>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct TransportText
{
    Q_DECLARE_TR_FUNCTIONS(Transport)
};

constexpr std::chrono::seconds connectTimeout{10};
constexpr qint64 readBuffer = 1 << 20;
constexpr qsizetype longestPath = sizeof(sockaddr_un::sun_path) - 1;

/// What the file itself says about why it cannot be connected to.
std::unexpected<Error> diagnose(const QString &path, QLocalSocket::LocalSocketError error, const QString &detail)
{
    if (QFile::encodeName(path).size() > longestPath)
        return failure(Error::Kind::Local, TransportText::tr("%1 is too long for the path of a socket.").arg(path),
                       detail);
    struct stat info{};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0) {
        if (errno == EACCES)
            return failure(Error::Kind::PermissionDenied, TransportText::tr("You may not open %1.").arg(path), detail);
        return failure(Error::Kind::SocketMissing, TransportText::tr("There is no socket at %1.").arg(path), detail);
    }
    if (!S_ISSOCK(info.st_mode))
        return failure(Error::Kind::NotASocket, TransportText::tr("%1 is not a socket.").arg(path), detail);
    if (error == QLocalSocket::SocketAccessError || ::access(QFile::encodeName(path).constData(), R_OK | W_OK) != 0)
        return failure(Error::Kind::PermissionDenied, TransportText::tr("You may not open %1.").arg(path), detail);
    if (error == QLocalSocket::SocketTimeoutError)
        return failure(Error::Kind::Timeout,
                       TransportText::tr("The engine at %1 does not take the connection.").arg(path), detail);
    return failure(Error::Kind::ConnectionRefused, TransportText::tr("No engine listens at %1.").arg(path), detail);
}

class UnixTransport final : public Transport
{
public:
    explicit UnixTransport(QString path) : m_path(std::move(path)) {}

    void open(QObject *context, Opened opened) override;

    /// What is still to be written goes first.
    bool closeWrite(QIODevice *device) override
    {
        auto *socket = qobject_cast<QLocalSocket *>(device);
        if (!socket || socket->state() != QLocalSocket::ConnectedState)
            return false;
        socket->flush();
        if (socket->bytesToWrite() == 0)
            return ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR) == 0;
        QObject::connect(socket, &QLocalSocket::bytesWritten, socket, [socket] {
            if (socket->bytesToWrite() == 0)
                ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
        });
        return true;
    }

    qint64 writeDirectly(QIODevice *device, QByteArrayView bytes) override
    {
        const auto *socket = qobject_cast<QLocalSocket *>(device);
        if (!socket || socket->state() != QLocalSocket::ConnectedState || socket->bytesToWrite() > 0)
            return 0;
        const ssize_t count = ::send(static_cast<int>(socket->socketDescriptor()), bytes.data(),
                                     static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        return std::max<qint64>(count, 0);
    }

private:
    QString m_path;
};

void UnixTransport::open(QObject *context, Opened opened)
{
    auto *attempt = new QLocalSocket(context);
    attempt->setReadBufferSize(readBuffer);
    auto *timer = new QTimer(attempt);
    timer->setSingleShot(true);
    auto answer = std::make_shared<Opened>(std::move(opened));
    const auto fail = [attempt, answer, path = m_path](QLocalSocket::LocalSocketError error) {
        const auto reply = std::exchange(*answer, {});
        if (!reply)
            return;
        const auto reason = diagnose(path, error, attempt->errorString());
        attempt->deleteLater();
        reply(reason);
    };
    const auto succeed = [attempt, answer, timer] {
        const auto reply = std::exchange(*answer, {});
        if (!reply)
            return;
        delete timer;
        attempt->disconnect();
        attempt->setParent(nullptr);
        reply(std::unique_ptr<QIODevice>(attempt));
    };
    // Queued, because who gets the socket may delete it, and it is not done with itself when it tells.
    QObject::connect(attempt, &QLocalSocket::connected, attempt, succeed, Qt::QueuedConnection);
    QObject::connect(attempt, &QLocalSocket::errorOccurred, attempt, fail);
    QObject::connect(timer, &QTimer::timeout, attempt, [fail] { fail(QLocalSocket::SocketTimeoutError); });
    timer->start(connectTimeout);
    QMetaObject::invokeMethod(
        attempt, [attempt, path = m_path] { attempt->connectToServer(path); }, Qt::QueuedConnection);
}

class UnsupportedTransport final : public Transport
{
public:
    explicit UnsupportedTransport(QString address) : m_address(std::move(address)) {}

    void open(QObject *context, Opened opened) override
    {
        QMetaObject::invokeMethod(
            context,
            [opened = std::move(opened), address = m_address] {
                opened(failure(Error::Kind::NotSupported,
                               TransportText::tr("Strata cannot connect to %1 yet: only to sockets on this computer.")
                                   .arg(address)));
            },
            Qt::QueuedConnection);
    }

    bool closeWrite(QIODevice *) override { return false; }

private:
    QString m_address;
};

} // namespace

std::unique_ptr<Transport> makeTransport(const Endpoint &endpoint)
{
    if (endpoint.scheme == Endpoint::Scheme::Unix)
        return std::make_unique<UnixTransport>(endpoint.path);
    return std::make_unique<UnsupportedTransport>(endpoint.toString());
}

} // namespace strata
