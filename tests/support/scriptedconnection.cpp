// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedconnection.h"

#include <QRegularExpression>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 endlessWindow = 256 * 1024; ///< how much endless() keeps waiting in the socket

ScriptedServer::Handler pingHandler(const ScriptedCore &core)
{
    const QByteArray version = core.apiVersion;
    const bool podman = core.podman;
    return [version, podman](const ScriptedRequest &request, const ScriptedReply &reply) {
        QByteArray head = "HTTP/1.1 200 OK\r\n";
        if (!version.isEmpty())
            head += "Api-Version: " + version + "\r\n";
        if (podman)
            head += "Libpod-Api-Version: 5.4.2\r\n";
        head += podman ? "Server: Libpod/5.4.2 (linux)\r\n" : "Server: Docker/26.1.5 (linux)\r\n";
        head += "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n";
        reply.raw(request.method == "HEAD" ? head : head + "OK");
    };
}

bool matches(const ScriptedRoute &route, const ScriptedRequest &request)
{
    if (route.method != request.method)
        return false;
    if (route.path.endsWith(u'*'))
        return request.path.startsWith(QStringView(route.path).chopped(1));
    return route.path == request.path;
}

} // namespace

ScriptedConnection::ScriptedConnection(std::shared_ptr<ScriptedCore> core, QLocalSocket *socket, int number,
                                       bool isHttp)
    : QObject(core->worker), m_core(std::move(core)), m_socket(socket), m_number(number), m_isHttp(isHttp)
{
    m_socket->setParent(this);
    m_core->connections.insert(number, this);
    setUpParser();
    connect(m_socket, &QLocalSocket::readyRead, this, &ScriptedConnection::readAvailable);
    connect(m_socket, &QLocalSocket::bytesWritten, this, [this](qint64 count) {
        if (m_endless.isEmpty())
            return;
        {
            const QMutexLocker lock(&m_core->mutex);
            m_core->bytesTaken += count;
        }
        fill();
    });
    connect(m_socket, &QLocalSocket::readChannelFinished, this, [this] {
        readAvailable();
        m_ended = true;
        if (m_data)
            m_data({});
    });
    connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
}

ScriptedConnection::~ScriptedConnection()
{
    m_socket->disconnect(this);
    m_core->connections.remove(m_number);
    const QMutexLocker lock(&m_core->mutex);
    --m_core->openConnections;
}

void ScriptedConnection::setUpParser()
{
    llhttp_settings_init(&m_settings);
    m_settings.on_url = [](llhttp_t *p, const char *at, size_t n) {
        of(p).m_url.append(at, static_cast<qsizetype>(n));
        return 0;
    };
    m_settings.on_header_field = [](llhttp_t *p, const char *at, size_t n) {
        of(p).m_field.append(at, static_cast<qsizetype>(n));
        return 0;
    };
    m_settings.on_header_value = [](llhttp_t *p, const char *at, size_t n) {
        of(p).m_value.append(at, static_cast<qsizetype>(n));
        return 0;
    };
    m_settings.on_header_value_complete = [](llhttp_t *p) {
        of(p).m_request.headers.append({std::exchange(of(p).m_field, {}), std::exchange(of(p).m_value, {})});
        return 0;
    };
    m_settings.on_body = [](llhttp_t *p, const char *at, size_t n) {
        of(p).m_request.body.append(at, static_cast<qsizetype>(n));
        return 0;
    };
    m_settings.on_message_complete = [](llhttp_t *p) {
        of(p).requestComplete();
        return 0;
    };
    llhttp_init(&m_parser, HTTP_REQUEST, &m_settings);
    m_parser.data = this;
}

void ScriptedConnection::readAvailable()
{
    const QByteArray bytes = m_socket->readAll();
    if (bytes.isEmpty())
        return;
    if (m_data)
        m_data(bytes);
    else if (m_isHttp)
        parse(bytes);
    else
        m_early += bytes;
}

void ScriptedConnection::parse(const QByteArray &bytes)
{
    const llhttp_errno_t error = llhttp_execute(&m_parser, bytes.constData(), static_cast<size_t>(bytes.size()));
    if (error == HPE_PAUSED_UPGRADE) {
        m_isHttp = false;
        m_early += bytes.mid(llhttp_get_error_pos(&m_parser) - bytes.constData());
        if (m_data && !m_early.isEmpty())
            m_data(std::exchange(m_early, {}));
    } else if (error != HPE_OK) {
        write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        closeWhenWritten();
    }
}

void ScriptedConnection::requestComplete()
{
    ScriptedRequest request = std::exchange(m_request, {});
    request.method = llhttp_method_name(static_cast<llhttp_method_t>(llhttp_get_method(&m_parser)));
    request.connection = m_number;
    const QByteArray url = std::exchange(m_url, {});
    const qsizetype mark = url.indexOf('?');
    QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(mark < 0 ? url : url.first(mark)));
    static const QRegularExpression versioned(u"^/v([0-9.]+)(?=/)"_s);
    if (const auto match = versioned.match(path); match.hasMatch()) {
        request.version = match.captured(1);
        path = path.sliced(match.capturedLength(0));
    }
    request.path = path;
    if (mark >= 0)
        request.query = QUrlQuery(QString::fromLatin1(url.sliced(mark + 1)));
    answer(request);
}

void ScriptedConnection::answer(const ScriptedRequest &request)
{
    ScriptedServer::Handler handler;
    {
        const QMutexLocker lock(&m_core->mutex);
        m_core->requests.append(request);
        for (const ScriptedRoute &route : std::as_const(m_core->routes)) {
            if (matches(route, request))
                handler = route.handler;
        }
        if (!handler && request.path == u"/_ping")
            handler = pingHandler(*m_core);
    }
    const ScriptedReply reply(m_core, m_number, request.method == "HEAD");
    if (handler)
        handler(request, reply);
    else
        reply.error(404, "page not found");
}

void ScriptedConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

void ScriptedConnection::closeWhenWritten()
{
    m_socket->disconnectFromServer();
}

void ScriptedConnection::abort()
{
    m_socket->abort();
    deleteLater();
}

void ScriptedConnection::endless(const QByteArray &piece)
{
    m_endless = QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    fill();
}

void ScriptedConnection::fill()
{
    while (m_socket->state() == QLocalSocket::ConnectedState && m_socket->bytesToWrite() < endlessWindow) {
        if (m_socket->write(m_endless) <= 0)
            return;
    }
}

void ScriptedConnection::takeData(std::function<void(const QByteArray &)> slot)
{
    m_data = std::move(slot);
    m_isHttp = false;
    if (!m_early.isEmpty())
        m_data(std::exchange(m_early, {}));
    if (m_ended)
        m_data({});
}

} // namespace strata::test
