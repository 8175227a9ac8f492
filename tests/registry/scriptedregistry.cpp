// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedregistry.h"

#include "registry/registrydata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslServer>
#include <QTimer>

#include <algorithm>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

constexpr char tlsHandshake = 0x16;

QByteArray headOf(const RegistryReply &reply)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    return head + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
}

/// A whole request at the front of the buffer is taken out of it.
std::optional<RegistryRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    QList<QByteArray> lines = buffer.first(end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    RegistryRequest request;
    request.method = words.value(0);
    const QUrl target(QString::fromLatin1(words.value(1)));
    request.path = target.path();
    request.query = QUrlQuery(target);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return std::nullopt;
    request.body = buffer.sliced(end + 4, length);
    buffer.remove(0, end + 4 + length);
    return request;
}

} // namespace

struct ScriptedRegistry::Connection
{
    QPointer<QTcpSocket> socket;
    QByteArray buffer;
};

QByteArray RegistryRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RegistryReply RegistryReply::error(int status, const QByteArray &code, const QByteArray &message)
{
    const QJsonObject error{{u"code"_s, QString::fromUtf8(code)}, {u"message"_s, QString::fromUtf8(message)}};
    return {.status = status, .body = QJsonDocument(QJsonObject{{u"errors"_s, QJsonArray{error}}}).toJson()};
}

RegistryReply RegistryReply::challenge(const QByteArray &wwwAuthenticate)
{
    RegistryReply reply = error(401, "UNAUTHORIZED", "authentication required");
    reply.headers.emplaceBack("WWW-Authenticate", wwwAuthenticate);
    return reply;
}

RegistryReply RegistryReply::redirect(const QUrl &target, int status)
{
    return {.status = status, .headers = {{"Location", target.toEncoded()}}};
}

RegistryReply RegistryReply::manifest(const QByteArray &body, const QByteArray &type)
{
    return {.body = body,
            .headers = {{"Content-Type", type}, {"Docker-Content-Digest", registrydata::digestOf(body).toLatin1()}}};
}

ScriptedRegistry::ScriptedRegistry(const std::optional<QSslConfiguration> &tls) : m_hasTls(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] { accept(); });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("The scripted registry cannot listen");
}

ScriptedRegistry::~ScriptedRegistry()
{
    stop();
}

QString ScriptedRegistry::host() const
{
    return u"127.0.0.1:%1"_s.arg(m_server->serverPort());
}

QUrl ScriptedRegistry::url(const QString &path) const
{
    return QUrl((m_hasTls ? u"https://"_s : u"http://"_s) + host() + path);
}

void ScriptedRegistry::on(const QString &path, Handler handler)
{
    m_handlers.prepend({path, std::move(handler)});
}

void ScriptedRegistry::stop()
{
    m_server->close();
    for (const QPointer<QTcpSocket> &socket : std::exchange(m_sockets, {}))
        delete socket;
}

QList<RegistryRequest> ScriptedRegistry::requests(const QString &path) const
{
    QList<RegistryRequest> found = m_requests;
    found.removeIf([&path](const RegistryRequest &request) { return request.path != path; });
    return found;
}

int ScriptedRegistry::openConnections() const
{
    return static_cast<int>(std::ranges::count_if(m_sockets, [](const QPointer<QTcpSocket> &socket) {
        return socket && socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void ScriptedRegistry::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        m_sockets.append(socket);
        auto connection = std::make_shared<Connection>(socket);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, connection] { read(connection); });
        read(connection);
    }
}

void ScriptedRegistry::read(const std::shared_ptr<Connection> &connection)
{
    connection->buffer += connection->socket->readAll();
    if (!m_hasTls && connection->buffer.startsWith(tlsHandshake)) {
        ++m_tlsGreetings;
        connection->socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
        return connection->socket->disconnectFromHost();
    }
    if (!m_nonsense.isEmpty() && !connection->buffer.isEmpty()) {
        connection->socket->write(m_nonsense);
        return connection->socket->disconnectFromHost();
    }
    while (const auto request = takeRequest(connection->buffer)) {
        m_requests.append(*request);
        m_mostAtOnce = std::max(m_mostAtOnce, ++m_atOnce);
        answer(connection, *request);
    }
}

void ScriptedRegistry::answer(const std::shared_ptr<Connection> &connection, const RegistryRequest &request)
{
    const RegistryReply reply = replyTo(request);
    const auto write = [this, connection, reply, isHead = request.method == "HEAD"] {
        --m_atOnce;
        const bool isCut = reply.end == RegistryReply::End::Cut;
        connection->socket->write(headOf(reply));
        if (!isHead)
            connection->socket->write(isCut ? reply.body.first(reply.body.size() / 2) : reply.body);
        if (isCut)
            connection->socket->disconnectFromHost();
    };
    if (reply.end == RegistryReply::End::Silence)
        return;
    if (reply.delay.count() > 0)
        QTimer::singleShot(reply.delay, connection->socket, write);
    else
        write();
}

RegistryReply ScriptedRegistry::replyTo(const RegistryRequest &request) const
{
    for (const auto &[path, handler] : m_handlers) {
        if (path.endsWith(u'*') ? request.path.startsWith(path.chopped(1)) : request.path == path)
            return handler(request);
    }
    return RegistryReply::error(404, "NAME_UNKNOWN", "repository name not known to registry");
}

} // namespace strata::test
