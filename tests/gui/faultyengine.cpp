// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyengine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace strata::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr uid_t somebody = 65534;

QByteArray toJson(const QJsonArray &rows)
{
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

QJsonObject container(const QString &name, bool runs)
{
    return {{u"Id"_s, FaultyEngine::containerId(name)},
            {u"Names"_s, QJsonArray{QString(u'/' + name)}},
            {u"Image"_s, u"base:1"_s},
            {u"ImageID"_s, FaultyEngine::imageId(u"base:1"_s)},
            {u"Command"_s, u"sleep"_s},
            {u"Created"_s, 1'700'000'000},
            {u"State"_s, runs ? u"running"_s : u"exited"_s},
            {u"Status"_s, runs ? u"Up 3 hours"_s : u"Exited (0) 3 hours ago"_s},
            {u"Ports"_s, QJsonArray()},
            {u"Labels"_s, QJsonObject()}};
}

QJsonObject image(const QString &reference)
{
    return {{u"Id"_s, FaultyEngine::imageId(reference)},
            {u"RepoTags"_s, QJsonArray{reference}},
            {u"RepoDigests"_s, QJsonArray()},
            {u"Created"_s, 1'700'000'000},
            {u"Size"_s, 76'200'000},
            {u"SharedSize"_s, -1}};
}

/// A socket's file whose server is gone.
void leaveSocketBehind(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("no socket at %s", qPrintable(path));
    ::close(fd);
}

void dropByDrop(const ScriptedReply &reply, const QByteArray &bytes)
{
    constexpr qsizetype drop = 1;
    if (bytes.isEmpty())
        return;
    reply.raw(bytes.first(std::min(drop, bytes.size())));
    reply.after(1ms, [reply, rest = bytes.mid(drop)] { dropByDrop(reply, rest); });
}

} // namespace

FaultyEngine::FaultyEngine()
{
    server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5","ApiVersion":"1.45"})");
    server.onJson("GET", u"/info"_s, R"({"NCPU":2,"MemTotal":4000000000})");
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); });
    server.on("GET", u"/containers/json"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
        const QMutexLocker lock(&m_mutex);
        answerList(m_containers, reply);
    });
    server.on("GET", u"/images/json"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
        const QMutexLocker lock(&m_mutex);
        answerList(m_images, reply);
    });
    for (const char *method : {"HEAD", "GET"}) {
        server.on(method, u"/_ping"_s, [this, method](const ScriptedRequest &, const ScriptedReply &reply) {
            const QByteArray body = qstrcmp(method, "GET") == 0 ? "OK" : "";
            if (fault() == Fault::NoEngine)
                reply.raw("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n"
                          + body);
            else if (fault() != Fault::Silent)
                reply.raw("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\n" + body);
        });
    }
}

FaultyEngine::~FaultyEngine()
{
    heal();
}

QString FaultyEngine::containerId(const QString &name)
{
    return QString::fromLatin1(name.toUtf8().toHex()).leftJustified(64, u'0');
}

QString FaultyEngine::imageId(const QString &reference)
{
    return u"sha256:"_s + containerId(reference);
}

FaultyEngine::Fault FaultyEngine::fault() const
{
    const QMutexLocker lock(&m_mutex);
    return m_fault;
}

FaultyEngine::Fault FaultyEngine::exchangeFault(Fault fault)
{
    const QMutexLocker lock(&m_mutex);
    return std::exchange(m_fault, fault);
}

void FaultyEngine::setRows(const QStringList &containers, const QStringList &images)
{
    QJsonArray containerRows, imageRows;
    for (const QString &name : containers)
        containerRows.append(container(QString(name).remove(u'!'), !name.endsWith(u'!')));
    for (const QString &reference : images)
        imageRows.append(image(reference));
    const QMutexLocker lock(&m_mutex);
    m_containers = toJson(containerRows);
    m_images = toJson(imageRows);
}

void FaultyEngine::answerList(const QByteArray &json, const ScriptedReply &reply) const
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    const QByteArray whole = head + QByteArray::number(json.size()) + "\r\n\r\n" + json;
    switch (m_fault) {
    case Fault::HtmlError:
        return reply.send(500, "<html><head><title>500</title></head><body><h1>Bad day</h1> in the proxy</body></html>",
                          "text/html");
    case Fault::WrongJson: return reply.json(R"([{"Id":"1","Names":["/half"]},{"Id":)");
    case Fault::TenGigabytes: reply.raw(head + "10000000000\r\n\r\n[{"); return reply.close();
    case Fault::Cut: reply.raw(whole.chopped(json.size() / 2)); return reply.close();
    case Fault::SlowBytes: return dropByDrop(reply, whole);
    default: return reply.raw(whole);
    }
}

void FaultyEngine::breakWith(Fault fault)
{
    exchangeFault(fault);
    if (fault == Fault::NotHttp)
        server.onConnection([](const ScriptedReply &reply) { reply.raw("SSH-2.0-OpenSSH_9.2\r\n"); });
    else
        spoilSocket(fault);
    server.dropConnections();
}

void FaultyEngine::spoilSocket(Fault fault)
{
    const QString path = server.socketPath();
    switch (fault) {
    case Fault::Missing: return server.stop();
    case Fault::NotASocket: {
        server.stop();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file at %s", qPrintable(path));
        return;
    }
    case Fault::AFolder:
        server.stop();
        QDir().mkdir(path);
        return;
    case Fault::Refused: server.stop(); return leaveSocketBehind(path);
    case Fault::DeniedSocket: return deny(path);
    case Fault::DeniedFolder: return deny(QFileInfo(path).path());
    default: return;
    }
}

/// Rights do not stop root: root becomes somebody else meanwhile, whom the folders on the way let through.
void FaultyEngine::deny(const QString &path)
{
    struct stat info{};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        qFatal("nothing at %s", qPrintable(path));
    m_denied = path;
    m_deniedMode = info.st_mode & 07777;
    const QByteArray folder = QFile::encodeName(QFileInfo(server.socketPath()).path());
    ::chmod(folder.constData(), 0711);
    ::chmod(QFile::encodeName(path).constData(), 0);
    if (::geteuid() == 0 && ::seteuid(somebody) != 0)
        qFatal("root cannot become somebody else");
}

void FaultyEngine::heal()
{
    const Fault was = exchangeFault(Fault::None);
    if (was == Fault::NotHttp) {
        server.onConnection({});
        server.dropConnections();
    }
    if (!m_denied.isEmpty()) {
        if (::getuid() == 0 && ::seteuid(0) != 0)
            qFatal("root cannot become root again");
        ::chmod(QFile::encodeName(m_denied).constData(), m_deniedMode);
        m_denied.clear();
    }
    if (was == Fault::AFolder)
        QDir().rmdir(server.socketPath());
    if (was == Fault::Missing || was == Fault::NotASocket || was == Fault::AFolder || was == Fault::Refused)
        server.start();
    if (was == Fault::Silent)
        server.dropConnections();
}

} // namespace strata::test
