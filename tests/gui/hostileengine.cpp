// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostileengine.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray toJson(const auto &value)
{
    return QJsonDocument(value).toJson(QJsonDocument::Compact);
}

QString hostileImageId(int number)
{
    return u"sha256:%1"_s.arg(number, 64, 16, QLatin1Char('0'));
}

QString hostileContainerId(int number)
{
    return u"%1"_s.arg(number, 64, 16, QLatin1Char('0'));
}

QJsonArray ports()
{
    const auto port = [](const QString &ip, int inside, int outside, const QString &type) {
        return QJsonObject{{u"IP"_s, ip}, {u"PrivatePort"_s, inside}, {u"PublicPort"_s, outside}, {u"Type"_s, type}};
    };
    return {port(hostile(u"ip"_s), 80, 8080, u"tcp"_s), port(u"127.0.0.1"_s, 81, 8081, hostile(u"protocol"_s)),
            port(u"127.0.0.1"_s, 82, 8082, u"tcp"_s)};
}

QJsonObject labels(bool inProject)
{
    QJsonObject all{{hostile(u"key"_s), hostile(u"value"_s)}};
    if (inProject)
        all.insert(u"com.docker.compose.project"_s, hostile(u"project"_s));
    return all;
}

QJsonObject container(int number, const QString &state, bool inProject)
{
    return {{u"Id"_s, hostileContainerId(number)},
            {u"Names"_s, QJsonArray{QString(u'/' + hostile(u"name%1"_s.arg(number)))}},
            {u"Image"_s, hostile(u"image"_s)},
            {u"ImageID"_s, hostileImageId(1)},
            {u"Command"_s, hostile(u"command"_s)},
            {u"Created"_s, 1'700'000'000},
            {u"State"_s, state},
            {u"Status"_s, hostile(u"status"_s)},
            {u"Ports"_s, ports()},
            {u"Labels"_s, labels(inProject)},
            {u"NetworkSettings"_s, QJsonObject{{u"Networks"_s, QJsonObject{{hostile(u"network"_s), QJsonObject()}}}}}};
}

QJsonObject image(const QString &id, const QStringList &tags)
{
    return {{u"Id"_s, id},
            {u"RepoTags"_s, QJsonArray::fromStringList(tags)},
            {u"RepoDigests"_s, QJsonArray{QString(hostile(u"digest"_s) + u"@sha256:1")}},
            {u"Created"_s, 1'700'000'000},
            {u"Size"_s, 76'200'000},
            {u"SharedSize"_s, -1},
            {u"Labels"_s, labels(false)}};
}

QJsonObject config()
{
    return {{u"Image"_s, hostile(u"image"_s)},
            {u"Cmd"_s, QJsonArray{hostile(u"cmd"_s)}},
            {u"Entrypoint"_s, QJsonArray{hostile(u"entrypoint"_s)}},
            {u"Env"_s, QJsonArray{QString(hostile(u"variable"_s) + u'=' + hostile(u"value"_s))}},
            {u"Labels"_s, labels(false)},
            {u"WorkingDir"_s, hostile(u"folder"_s)},
            {u"User"_s, hostile(u"user"_s)},
            {u"StopSignal"_s, hostile(u"signal"_s)},
            {u"OnBuild"_s, QJsonArray{hostile(u"trigger"_s)}},
            {u"Healthcheck"_s, QJsonObject{{u"Test"_s, QJsonArray{u"CMD"_s, hostile(u"check"_s)}}}},
            {u"ExposedPorts"_s, QJsonObject{{hostile(u"port"_s), QJsonObject()}}},
            {u"Volumes"_s, QJsonObject{{hostile(u"volume"_s), QJsonObject()}}}};
}

QJsonObject containerDetails(const QString &id)
{
    return {
        {u"Id"_s, id},
        {u"Name"_s, QString(u'/' + hostile(u"name1"_s))},
        {u"Image"_s, hostileImageId(1)},
        {u"Created"_s, u"2024-01-01T00:00:00Z"_s},
        {u"State"_s, QJsonObject{{u"Status"_s, u"exited"_s}, {u"ExitCode"_s, 1}, {u"Error"_s, hostile(u"error"_s)}}},
        {u"Config"_s, config()},
        {u"HostConfig"_s, QJsonObject{{u"RestartPolicy"_s, QJsonObject{{u"Name"_s, hostile(u"policy"_s)}}}}},
        {u"Mounts"_s,
         QJsonArray{QJsonObject{{u"Type"_s, hostile(u"type"_s)},
                                {u"Source"_s, hostile(u"source"_s)},
                                {u"Destination"_s, hostile(u"destination"_s)}}}},
        {u"NetworkSettings"_s, QJsonObject{{u"Networks"_s, QJsonObject{{hostile(u"network"_s), QJsonObject()}}}}}};
}

QJsonObject imageDetails()
{
    return {{u"Id"_s, hostileImageId(1)},
            {u"RepoTags"_s, QJsonArray{hostile(u"tag"_s)}},
            {u"Author"_s, hostile(u"author"_s)},
            {u"Comment"_s, hostile(u"comment"_s)},
            {u"Architecture"_s, hostile(u"architecture"_s)},
            {u"Os"_s, hostile(u"os"_s)},
            {u"Size"_s, 1},
            {u"Config"_s, config()},
            {u"RootFS"_s, QJsonObject{{u"Layers"_s, QJsonArray{hostile(u"layer"_s)}}}}};
}

QJsonArray history()
{
    return {QJsonObject{{u"Id"_s, hostile(u"id"_s)},
                        {u"Created"_s, 1'700'000'000},
                        {u"CreatedBy"_s, hostile(u"RUN "_s)},
                        {u"Tags"_s, QJsonArray{hostile(u"tag"_s)}},
                        {u"Size"_s, 10},
                        {u"Comment"_s, hostile(u"comment"_s)}}};
}

} // namespace

QString hostile(const QString &start, qsizetype size)
{
    return start + u"<b>bold</b><img src=x>&amp;&x"_s + u"\u001b[31mred\u0000\u0007\r\u0085"_s
        + u"\u202Egpj.exe\u2066\u200F"_s + QString(size, u'x');
}

bool isTame(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) {
        const char16_t code = c.unicode();
        const bool isControl = c.category() == QChar::Other_Control && code != '\n' && code != '\t';
        return isControl || code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
            || (code >= 0x2066 && code <= 0x2069);
    });
}

HostileEngine::HostileEngine()
{
    const QJsonObject platform{{u"Name"_s, hostile(u"platform"_s)}};
    const QJsonObject component{{u"Name"_s, hostile(u"component"_s)}, {u"Version"_s, hostile(u"version"_s)}};
    const QJsonObject version{{u"Version"_s, hostile(u"26"_s)},
                              {u"ApiVersion"_s, hostile(u"1.45"_s)},
                              {u"Platform"_s, platform},
                              {u"Components"_s, QJsonArray{component}}};
    server.onJson("GET", u"/version"_s, toJson(version));
    server.onJson("GET", u"/info"_s,
                  toJson(QJsonObject{{u"OperatingSystem"_s, hostile(u"os"_s)}, {u"Driver"_s, hostile(u"driver"_s)}}));
    server.on("GET", u"/events"_s, [](const ScriptedRequest &, const ScriptedReply &reply) { reply.open(); });
    const auto refuse = [](const ScriptedRequest &, const ScriptedReply &reply) {
        reply.error(409, hostile(u"refused"_s).toUtf8());
    };
    for (const char *method : {"POST", "DELETE"}) {
        server.on(method, u"/containers/*"_s, refuse);
        server.on(method, u"/images/*"_s, refuse);
    }
    scriptDetails();
    scriptLists();
}

void HostileEngine::scriptLists()
{
    const QByteArray containers = toJson(QJsonArray{container(1, u"exited"_s, false), container(2, u"running"_s, true),
                                                    container(3, hostile(u"state"_s, 10), true)});
    const QByteArray images = toJson(
        QJsonArray{image(hostileImageId(1), {hostile(u"repository"_s) + u':' + hostile(u"tag"_s)}),
                   image(hostileImageId(2), {u"registry:5000/two:1"_s, hostile(u"other"_s) + u":2"_s}),
                   image(u"sha256:"_s + hostile(u"id"_s, 10), {})});
    server.on("GET", u"/containers/json"_s, [this, containers](const ScriptedRequest &, const ScriptedReply &reply) {
        answer(m_failLists, containers, reply);
    });
    server.on("GET", u"/images/json"_s, [this, images](const ScriptedRequest &, const ScriptedReply &reply) {
        answer(m_failLists, images, reply);
    });
}

void HostileEngine::scriptDetails()
{
    server.on("GET", u"/containers/*"_s, [this](const ScriptedRequest &request, const ScriptedReply &reply) {
        if (request.path.endsWith(u"/stats"))
            reply.open();
        else
            answer(m_failDetails, toJson(containerDetails(request.path.section(u'/', 2, 2))), reply);
    });
    server.on("GET", u"/images/*"_s, [this](const ScriptedRequest &request, const ScriptedReply &reply) {
        answer(m_failDetails, request.path.endsWith(u"/history") ? toJson(history()) : toJson(imageDetails()), reply);
    });
}

void HostileEngine::answer(const std::atomic<bool> &fails, const QByteArray &json, const ScriptedReply &reply) const
{
    if (fails)
        reply.error(500, hostile(u"failed"_s).toUtf8());
    else
        reply.json(json);
}

} // namespace strata::test
