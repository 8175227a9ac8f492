// SPDX-License-Identifier: GPL-3.0-or-later
// strata_fake_engine SOCKET COUNT: an engine with COUNT containers and images, as a process of its own, so that its
// CPU time is not the client's.
//
// On stdout: "ready", and for each list that was handed to the kernel "sent PATH NANOSECONDS BYTES" (steady clock).
// On stdin: "storm EVENTS MILLISECONDS" spreads events evenly over that time, answers "stormed", and "truth" answers
// with "truth SHA256" of what is there now.
#include "fakelists.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSocketNotifier>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace strata::bench;

namespace {

qint64 now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void say(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

class FakeEngine : public QObject
{
public:
    explicit FakeEngine(int count) : m_lists(count), m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            while (QLocalSocket *socket = m_server.nextPendingConnection())
                adopt(socket);
        });
        connect(&m_input, &QSocketNotifier::activated, this, [this] { readCommand(); });
        m_tick.setTimerType(Qt::PreciseTimer);
        m_tick.setInterval(10);
        connect(&m_tick, &QTimer::timeout, this, [this] { blow(); });
    }

    bool listen(const QString &path) { return m_server.listen(path); }

private:
    void adopt(QLocalSocket *socket)
    {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] { m_listeners.removeOne(socket); });
        connect(socket, &QIODevice::readyRead, this, [this, socket] {
            QByteArray &pending = m_pending[socket];
            pending += socket->readAll();
            for (qsizetype end = pending.indexOf("\r\n\r\n"); end >= 0; end = pending.indexOf("\r\n\r\n")) {
                const QByteArrayList words = pending.left(pending.indexOf("\r\n")).split(' ');
                pending.remove(0, end + 4);
                answer(socket, words.value(0), words.value(1));
            }
        });
        connect(socket, &QObject::destroyed, this, [this, socket] { m_pending.remove(socket); });
    }

    void answer(QLocalSocket *socket, const QByteArray &method, const QByteArray &target)
    {
        const QUrl url = QUrl::fromEncoded(target);
        const QString path = url.path().section(u'/', url.path().startsWith(u"/v1."_s) ? 2 : 1);
        if (path == "_ping"_L1)
            return send(socket, method == "HEAD" ? QByteArray() : QByteArray("OK"), path, "text/plain");
        if (path == "events"_L1) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            m_listeners.append(socket);
        } else if (path == "containers/json"_L1) {
            send(socket, m_lists.containers(wantedIds(url)), path);
        } else if (path == "images/json"_L1) {
            send(socket, m_lists.images(), path);
        } else if (path == "version"_L1) {
            send(socket,
                 R"({"Platform":{"Name":"Docker Engine"},"Version":"26.1.5","ApiVersion":"1.45",)"
                 R"("MinAPIVersion":"1.24","Os":"linux","Arch":"amd64","KernelVersion":"6.1.0"})",
                 path);
        } else if (path == "info"_L1) {
            send(socket,
                 R"({"ID":"fake","Driver":"overlay2","NCPU":2,"MemTotal":8000000000,)"
                 R"("OperatingSystem":"Fake","ServerVersion":"26.1.5","DockerRootDir":"/var/lib/docker"})",
                 path);
        } else {
            send(socket, R"({"message":"page not found"})", path, "application/json", "404 Not Found");
        }
    }

    static QSet<QByteArray> wantedIds(const QUrl &url)
    {
        const QString filters = QUrlQuery(url).queryItemValue(u"filters"_s, QUrl::FullyDecoded);
        const QJsonValue ids = QJsonDocument::fromJson(filters.toUtf8()).object().value(u"id"_s);
        QSet<QByteArray> wanted;
        for (const QString &id : ids.toObject().keys())
            wanted.insert(id.toLatin1());
        for (const QJsonValue &id : ids.toArray())
            wanted.insert(id.toString().toLatin1());
        return wanted;
    }

    void send(QLocalSocket *socket, const QByteArray &body, const QString &path,
              const QByteArray &type = "application/json", const QByteArray &status = "200 OK")
    {
        socket->write("HTTP/1.1 " + status + "\r\nApi-Version: 1.45\r\nServer: Docker/26.1.5 (linux)\r\nContent-Type: "
                      + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
        socket->write(body);
        if (body.size() < 100'000)
            return;
        auto *sent = new QObject(socket);
        connect(socket, &QIODevice::bytesWritten, sent, [sent, socket, path, size = body.size()] {
            if (socket->bytesToWrite() > 0)
                return;
            say("sent " + path.toLatin1() + ' ' + QByteArray::number(now()) + ' ' + QByteArray::number(size));
            delete sent;
        });
    }

    void readCommand()
    {
        char buffer[256];
        const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (size <= 0)
            return QCoreApplication::quit(); // whoever started us is gone
        const QByteArrayList words = QByteArray(buffer, size).trimmed().split(' ');
        if (words.value(0) == "storm") {
            m_left = m_total = words.value(1).toInt();
            m_duration = words.value(2).toInt();
            m_since.start();
            m_tick.start();
        } else if (words.value(0) == "truth") {
            say("truth " + QCryptographicHash::hash(m_lists.truth(), QCryptographicHash::Sha256).toHex());
        }
    }

    void blow()
    {
        const qint64 due = qint64(m_total) * std::min<qint64>(m_since.elapsed(), m_duration) / m_duration;
        QByteArray lines;
        for (; m_total - m_left < due; --m_left)
            lines += m_lists.nextEvent();
        for (QLocalSocket *socket : std::as_const(m_listeners)) {
            if (!lines.isEmpty())
                socket->write(QByteArray::number(lines.size(), 16) + "\r\n" + lines + "\r\n");
        }
        if (m_left > 0)
            return;
        m_tick.stop();
        say("stormed");
    }

    FakeLists m_lists;
    QLocalServer m_server;
    QSocketNotifier m_input;
    QHash<QObject *, QByteArray> m_pending;
    QList<QLocalSocket *> m_listeners;
    QTimer m_tick;
    QElapsedTimer m_since;
    int m_total = 0;
    int m_left = 0;
    int m_duration = 1;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    FakeEngine engine(arguments.value(2, u"100"_s).toInt());
    if (!engine.listen(arguments.value(1)))
        return 1;
    say("ready");
    return QCoreApplication::exec();
}
