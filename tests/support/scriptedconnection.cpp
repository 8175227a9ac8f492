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

ScriptedConnection::ScriptedConnection(std::shared_ptr<ScriptedCore> core, int fd, int number, bool isHttp)
    : QObject(core->worker), m_core(std::move(core)), m_socket(fd, nullptr), m_number(number), m_isHttp(isHttp)
{
    m_core->connections.insert(number, this);
    setUpParser();
    connect(&m_socket, &FdSocket::received, this, &ScriptedConnection::received);
    connect(&m_socket, &FdSocket::ended, this, &ScriptedConnection::ended);
    connect(&m_socket, &FdSocket::gone, this, &QObject::deleteLater);
    connect(&m_socket, &FdSocket::written, this, [this] {
        if (!m_endless.isEmpty())
            fill();
    });
}

ScriptedConnection::~ScriptedConnection()
{
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

void ScriptedConnection::received(const QByteArray &bytes)
{
    if (m_data)
        m_data(bytes);
    else if (m_isHttp)
        parse(bytes);
    else
        m_early += bytes;
}

/// The client's half close means something to raw data only; HTTP clients close to go away.
void ScriptedConnection::ended()
{
    m_ended = true;
    if (m_data)
        m_data({});
    else
        deleteLater();
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
    m_socket.write(bytes);
}

void ScriptedConnection::closeWhenWritten()
{
    m_socket.closeWhenWritten();
}

void ScriptedConnection::abort()
{
    deleteLater();
}

void ScriptedConnection::endless(const QByteArray &piece)
{
    m_endless = QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    fill();
}

void ScriptedConnection::fill()
{
    qint64 taken = 0;
    for (int i = 0; i < 64 && m_socket.bytesToWrite() < endlessWindow; ++i) {
        taken += m_endless.size();
        m_socket.write(m_endless);
    }
    if (m_socket.bytesToWrite() < endlessWindow)
        QMetaObject::invokeMethod(this, &ScriptedConnection::fill, Qt::QueuedConnection);
    const QMutexLocker lock(&m_core->mutex);
    m_core->bytesTaken += taken;
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
