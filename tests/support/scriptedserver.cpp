// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include "support/scriptedconnection.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray headFor(int status, const QByteArray &contentType)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    if (!contentType.isEmpty())
        head += "Content-Type: " + contentType + "\r\n";
    return head;
}

void accept(const std::shared_ptr<ScriptedCore> &core, int fd)
{
    QMutexLocker lock(&core->mutex);
    const int number = core->connectionCount++;
    ++core->openConnections;
    const auto connected = core->connected;
    lock.unlock();
    new ScriptedConnection(core, fd, number, !connected);
    if (connected)
        connected(ScriptedReply(core, number, false));
}

} // namespace

QByteArray ScriptedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

ScriptedReply::ScriptedReply(std::shared_ptr<ScriptedCore> core, int connection, bool toHead)
    : m_core(std::move(core)), m_connection(connection), m_toHead(toHead)
{}

void ScriptedReply::post(std::function<void(ScriptedConnection &)> slot) const
{
    if (!m_core)
        return;
    const auto call = [core = m_core.get(), number = m_connection, slot = std::move(slot)] {
        if (ScriptedConnection *connection = core->connections.value(number))
            slot(*connection);
    };
    QMutexLocker lock(&m_core->mutex);
    if (m_core->stopped)
        return;
    QObject *worker = m_core->worker;
    if (worker->thread() == QThread::currentThread()) {
        lock.unlock();
        call();
    } else {
        QMetaObject::invokeMethod(worker, call, Qt::QueuedConnection);
    }
}

void ScriptedReply::raw(const QByteArray &bytes) const
{
    post([bytes](ScriptedConnection &connection) { connection.write(bytes); });
}

void ScriptedReply::send(int status, const QByteArray &body, const QByteArray &contentType) const
{
    const QByteArray head = headFor(status, contentType) + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n";
    raw(m_toHead ? head : head + body);
}

void ScriptedReply::error(int status, const QByteArray &message) const
{
    const QJsonObject object{{u"message"_s, QString::fromUtf8(message)}};
    send(status, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void ScriptedReply::nothing(int status) const
{
    raw(headFor(status, {}) + "\r\n");
}

void ScriptedReply::open(int status, const QByteArray &contentType) const
{
    raw(headFor(status, contentType) + "Transfer-Encoding: chunked\r\n\r\n");
}

void ScriptedReply::chunk(const QByteArray &bytes) const
{
    if (!bytes.isEmpty())
        raw(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void ScriptedReply::finish() const
{
    raw("0\r\n\r\n");
}

void ScriptedReply::close() const
{
    post([](ScriptedConnection &connection) { connection.closeWhenWritten(); });
}

void ScriptedReply::abort() const
{
    post([](ScriptedConnection &connection) { connection.abort(); });
}

void ScriptedReply::after(std::chrono::milliseconds delay, std::function<void()> slot) const
{
    post([delay, slot = std::move(slot)](ScriptedConnection &connection) {
        QTimer::singleShot(delay, &connection, slot);
    });
}

void ScriptedReply::endless(const QByteArray &piece) const
{
    post([piece](ScriptedConnection &connection) { connection.endless(piece); });
}

void ScriptedReply::onData(std::function<void(const QByteArray &)> slot) const
{
    post([slot = std::move(slot)](ScriptedConnection &connection) { connection.takeData(slot); });
}

ScriptedServer::ScriptedServer() : m_core(std::make_shared<ScriptedCore>())
{
    m_core->worker = new QObject;
    m_core->worker->moveToThread(&m_thread);
    m_thread.setObjectName(u"scripted-engine"_s);
    m_thread.start();
    start();
}

ScriptedServer::~ScriptedServer()
{
    run([this] {
        {
            const QMutexLocker lock(&m_core->mutex);
            m_core->stopped = true;
        }
        delete m_core->worker; // and with it the server and every connection
        m_core->server = nullptr;
    });
    m_thread.quit();
    m_thread.wait();
    const QMutexLocker lock(&m_core->mutex); // handlers may hold replies, which hold the core
    m_core->routes.clear();
    m_core->connected = {};
}

void ScriptedServer::run(const std::function<void()> &slot) const
{
    Q_ASSERT(QThread::currentThread() != &m_thread);
    QMetaObject::invokeMethod(m_core->worker, slot, Qt::BlockingQueuedConnection);
}

QString ScriptedServer::socketPath() const
{
    return m_folder.filePath(u"engine.sock"_s);
}

void ScriptedServer::start()
{
    run([core = m_core, path = socketPath()] {
        if (core->server)
            return;
        core->server = new FdServer(
            [weak = std::weak_ptr(core)](int fd) {
                if (const auto alive = weak.lock())
                    accept(alive, fd);
            },
            core->worker);
        QLocalServer::removeServer(path);
        if (!core->server->listen(path))
            qFatal("The scripted engine cannot listen at %s", qPrintable(path));
    });
}

void ScriptedServer::stop()
{
    run([core = m_core] {
        delete std::exchange(core->server, nullptr);
        qDeleteAll(QList<ScriptedConnection *>(core->connections.values()));
    });
}

void ScriptedServer::dropConnections()
{
    run([core = m_core] { qDeleteAll(QList<ScriptedConnection *>(core->connections.values())); });
}

void ScriptedServer::on(const QByteArray &method, const QString &path, Handler handler)
{
    const QMutexLocker lock(&m_core->mutex);
    m_core->routes.append({method, path, std::move(handler)});
}

void ScriptedServer::onJson(const QByteArray &method, const QString &path, const QByteArray &json, int status)
{
    on(method, path, [json, status](const ScriptedRequest &, const ScriptedReply &reply) { reply.send(status, json); });
}

void ScriptedServer::onConnection(std::function<void(const ScriptedReply &)> handler)
{
    const QMutexLocker lock(&m_core->mutex);
    m_core->connected = std::move(handler);
}

void ScriptedServer::setPing(const QByteArray &apiVersion, bool podman)
{
    const QMutexLocker lock(&m_core->mutex);
    m_core->apiVersion = apiVersion;
    m_core->podman = podman;
}

QList<ScriptedRequest> ScriptedServer::requests() const
{
    const QMutexLocker lock(&m_core->mutex);
    return m_core->requests;
}

int ScriptedServer::requestCount(const QByteArray &method, const QString &path) const
{
    const QList<ScriptedRequest> all = requests();
    return static_cast<int>(std::ranges::count_if(
        all, [&](const ScriptedRequest &request) { return request.method == method && request.path == path; }));
}

int ScriptedServer::connectionCount() const
{
    const QMutexLocker lock(&m_core->mutex);
    return m_core->connectionCount;
}

int ScriptedServer::openConnections() const
{
    const QMutexLocker lock(&m_core->mutex);
    return m_core->openConnections;
}

qint64 ScriptedServer::bytesTaken() const
{
    const QMutexLocker lock(&m_core->mutex);
    return m_core->bytesTaken;
}

} // namespace strata::test
