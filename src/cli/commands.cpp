// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include "cli/output.h"
#include "cli/table.h"
#include "core/bytesize.h"
#include "engine/api/containers.h"
#include "engine/api/images.h"
#include "engine/api/system.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString timeText(qint64 seconds)
{
    return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds).toString(Qt::ISODate) : u"-"_s;
}

QString stateWord(ContainerState state)
{
    switch (state) {
    case ContainerState::Created: return u"created"_s;
    case ContainerState::Running: return u"running"_s;
    case ContainerState::Paused: return u"paused"_s;
    case ContainerState::Restarting: return u"restarting"_s;
    case ContainerState::Removing: return u"removing"_s;
    case ContainerState::Exited: return u"exited"_s;
    case ContainerState::Dead: return u"dead"_s;
    case ContainerState::Unknown: break;
    }
    return u"unknown"_s;
}

QJsonObject toJson(const ImageSummary &image)
{
    return {{u"id"_s, image.id.toString()},
            {u"repoTags"_s, QJsonArray::fromStringList(image.repoTags)},
            {u"repoDigests"_s, QJsonArray::fromStringList(image.repoDigests)},
            {u"created"_s, image.created},
            {u"size"_s, image.size}};
}

QJsonObject toJson(const ContainerSummary &container)
{
    QJsonArray ports;
    for (const PortMapping &port : container.ports) {
        ports.append(QJsonObject{{u"ip"_s, port.ip},
                                 {u"privatePort"_s, port.privatePort},
                                 {u"publicPort"_s, port.publicPort},
                                 {u"protocol"_s, port.protocol}});
    }
    return {{u"id"_s, container.id.toString()},
            {u"name"_s, container.name},
            {u"image"_s, container.image},
            {u"imageId"_s, container.imageId.toString()},
            {u"command"_s, container.command},
            {u"created"_s, container.created},
            {u"state"_s, stateWord(container.state)},
            {u"status"_s, container.status},
            {u"ports"_s, ports},
            {u"composeProject"_s, container.composeProject}};
}

QString portsText(const QList<PortMapping> &ports)
{
    QStringList parts;
    for (const PortMapping &port : ports) {
        const QString inside = QString::number(port.privatePort) + u'/' + port.protocol;
        const QString host = port.ip.contains(u':') ? u"[%1]:"_s.arg(port.ip)
            : port.ip.isEmpty()                     ? QString()
                                                    : port.ip + u':';
        parts.append(port.publicPort == 0 ? inside : host + QString::number(port.publicPort) + u"->"_s + inside);
    }
    return parts.join(u", "_s);
}

} // namespace

Commands::Commands(Engine &engine, bool json, QObject *parent) : QObject(parent), m_engine(engine), m_json(json) {}

void Commands::ping()
{
    m_engine.system().info(this, [this](const Result<EngineInfo> &info) {
        if (!info)
            return fail(info.error());
        if (m_json) {
            printJson(QJsonObject{{u"engine"_s, info->productName},
                                  {u"version"_s, info->version},
                                  {u"apiVersion"_s, info->apiVersion},
                                  {u"minApiVersion"_s, info->minApiVersion},
                                  {u"storageDriver"_s, info->storageDriver},
                                  {u"endpoint"_s, m_engine.endpoint().toString()}});
        } else {
            print(u"%1 %2, API %3, %4\n"_s.arg(info->productName, info->version, info->apiVersion,
                                               m_engine.endpoint().toString()));
        }
        QCoreApplication::exit(0);
    });
}

void Commands::images()
{
    m_engine.images().list({}, this, [this](Result<QList<ImageSummary>> images) {
        if (!images)
            return fail(images.error());
        std::ranges::sort(*images, std::greater(), &ImageSummary::created);
        if (m_json) {
            printJson(toJsonArray(*images, toJson));
        } else {
            QList<QStringList> rows{{u"NAME"_s, u"ID"_s, u"CREATED"_s, u"SIZE"_s}};
            for (const ImageSummary &image : std::as_const(*images)) {
                const QStringList names = image.isDangling() ? QStringList{u"<none>"_s} : image.repoTags;
                for (const QString &name : names)
                    rows.append({name, image.id.shortened(), timeText(image.created), formatBytes(image.size)});
            }
            print(formatTable(rows));
        }
        QCoreApplication::exit(0);
    });
}

void Commands::containers()
{
    m_engine.containers().list({}, this, [this](Result<QList<ContainerSummary>> containers) {
        if (!containers)
            return fail(containers.error());
        if (m_json) {
            printJson(toJsonArray(*containers, toJson));
        } else {
            QList<QStringList> rows{{u"NAME"_s, u"ID"_s, u"IMAGE"_s, u"STATUS"_s, u"PORTS"_s}};
            for (const ContainerSummary &c : std::as_const(*containers))
                rows.append({c.name, c.id.shortened(), c.image, c.status, portsText(c.ports)});
            print(formatTable(rows));
        }
        QCoreApplication::exit(0);
    });
}

void Commands::events()
{
    StreamHandlers<EngineEvent> handlers;
    handlers.items = [this](const QList<EngineEvent> &events) {
        for (const EngineEvent &event : events) {
            if (m_json) {
                QJsonObject attributes;
                for (const auto &[key, value] : event.attributes.asKeyValueRange())
                    attributes.insert(key, value);
                printJson(QJsonObject{{u"type"_s, event.type},
                                      {u"action"_s, event.action},
                                      {u"id"_s, event.actorId},
                                      {u"attributes"_s, attributes},
                                      {u"timeNano"_s, QString::number(event.timeNano)}});
            } else {
                print(printable(u"%1 %2 %3 %4"_s.arg(timeText(event.timeNano / 1'000'000'000), event.type, event.action,
                                                     event.attributes.value(u"name"_s, event.actorId)))
                      + u'\n');
            }
        }
        std::fflush(stdout); // events are read as they come
    };
    handlers.ended = [this](const Result<void> &result) {
        if (!result)
            return fail(result.error());
        QCoreApplication::exit(0);
    };
    m_events = m_engine.system().events({}, this, std::move(handlers));
}

} // namespace strata
