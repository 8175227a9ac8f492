// SPDX-License-Identifier: GPL-3.0-or-later
#include "smallengine.h"

#include <QJsonDocument>

#include <algorithm>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonArray &rows)
{
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QString imageId(char digit)
{
    return u"sha256:"_s + QString(64, QLatin1Char(digit));
}

QString containerId(int number)
{
    return QString::number(number, 16).rightJustified(64, u'0');
}

QJsonObject containerRow(int number, const QString &name, const QString &state)
{
    return {{u"Id"_s, containerId(number)},
            {u"Names"_s, QJsonArray{QString(u'/' + name)}},
            {u"Image"_s, u"busybox"_s},
            {u"ImageID"_s, imageId('a')},
            {u"Command"_s, u"sleep"_s},
            {u"Created"_s, 1'700'000'000},
            {u"State"_s, state},
            {u"Status"_s, state == u"running" ? u"Up 3 hours"_s : u"Exited (0) 3 hours ago"_s},
            {u"Ports"_s, QJsonArray()},
            {u"Labels"_s, QJsonObject()}};
}

QJsonObject imageRow(const QStringList &references, char digit, qint64 size, qint64 shared)
{
    return {{u"Id"_s, imageId(digit)},
            {u"RepoTags"_s, QJsonArray::fromStringList(references)},
            {u"RepoDigests"_s, QJsonArray()},
            {u"Created"_s, 1'700'000'000},
            {u"Size"_s, size},
            {u"SharedSize"_s, shared}};
}

QJsonObject with(QJsonObject row, const QString &key, const QJsonValue &value)
{
    row.insert(key, value);
    return row;
}

SmallEngine::SmallEngine(const QJsonArray &containers, const QJsonArray &images)
{
    server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
    server.onJson("GET", u"/info"_s, R"({"ServerVersion":"26.1.5","Driver":"overlay2"})");
    server.on("GET", u"/events"_s, [this](const ScriptedRequest &, const ScriptedReply &reply) {
        const QMutexLocker lock(&m_mutex);
        reply.open();
        m_events = reply;
        m_isFollowed = true;
    });
    server.on("GET", u"/containers/*"_s, [](const ScriptedRequest &request, const ScriptedReply &reply) {
        if (request.path.endsWith(u"/stats"))
            reply.open();
        else
            reply.error(500, "driver failed: <b>no</b> such layer");
    });
    setContainers(containers);
    setImages(images);
}

void SmallEngine::setContainers(const QJsonArray &containers)
{
    server.onJson("GET", u"/containers/json"_s, json(containers));
}

void SmallEngine::setImages(const QJsonArray &images)
{
    server.onJson("GET", u"/images/json"_s, json(images));
}

void SmallEngine::setContainerDetails(int number, const QJsonObject &details)
{
    server.onJson("GET", u"/containers/%1/json"_s.arg(containerId(number)),
                  json(with(details, u"Id"_s, containerId(number))));
}

void SmallEngine::setImageDetails(char digit, const QJsonObject &details, const QJsonArray &history)
{
    server.onJson("GET", u"/images/%1/json"_s.arg(imageId(digit)), json(with(details, u"Id"_s, imageId(digit))));
    server.onJson("GET", u"/images/%1/history"_s.arg(imageId(digit)), json(history));
}

void SmallEngine::tell(const QJsonObject &event)
{
    const QMutexLocker lock(&m_mutex);
    m_events.chunk(json(event) + '\n');
}

void SmallEngine::tell(const QString &type, const QString &action, const QString &id, const QJsonObject &attributes)
{
    tell({{u"Type"_s, type},
          {u"Action"_s, action},
          {u"Actor"_s, QJsonObject{{u"ID"_s, id}, {u"Attributes"_s, attributes}}},
          {u"timeNano"_s, qint64(1'700'000'000'000'000'000)}});
}

bool SmallEngine::isFollowed() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isFollowed;
}

int SmallEngine::inspections(int number) const
{
    return server.requestCount("GET", u"/containers/%1/json"_s.arg(containerId(number)));
}

qsizetype SmallEngine::statsRequests() const
{
    return std::ranges::count_if(server.requests(),
                                 [](const auto &request) { return request.path.endsWith(u"/stats"); });
}

} // namespace strata::test
