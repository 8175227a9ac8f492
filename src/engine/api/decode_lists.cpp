// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/json.h"
#include "engine/api/statustext.h"

#include <algorithm>
#include <tuple>

namespace strata {

using json::Reader;

bool ContainerSummary::isActive() const
{
    return state == ContainerState::Running || state == ContainerState::Paused || state == ContainerState::Restarting;
}

bool ContainerSummary::sameAs(const ContainerSummary &other) const
{
    const auto fields = [](const ContainerSummary &c) {
        return std::tie(c.state, c.health, c.exitCode, c.created, c.id, c.name, c.image, c.imageId, c.command, c.ports,
                        c.composeProject, c.composeService);
    };
    return fields(*this) == fields(other);
}

namespace decode {

namespace {

/// Names without what older engines write for "none".
QStringList realNames(Reader &reader, Reader::Value value)
{
    QStringList names;
    reader.eachElement(value, [&](Reader::Value element) {
        const std::string_view name = Reader::utf8(element);
        if (!name.empty() && !name.starts_with("<none>"))
            names.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    });
    return names;
}

void readImage(Reader &reader, Reader::Value row, QList<ImageSummary> &images)
{
    ImageSummary image;
    reader.eachField(row, [&](json::Key key, Reader::Value field) {
        if (key == "Id")
            image.id = imageIdFrom(reader.text(field));
        else if (key == "ParentId")
            image.parentId = imageIdFrom(reader.shared(field));
        else if (key == "RepoTags")
            image.repoTags = realNames(reader, field);
        else if (key == "RepoDigests")
            image.repoDigests = realNames(reader, field);
        else if (key == "Created")
            image.created = std::max(Reader::integer(field), qint64{0});
        else if (key == "Size")
            image.size = Reader::integer(field);
        else if (key == "SharedSize")
            image.sharedSize = Reader::integer(field);
    });
    if (!image.id.isEmpty())
        images.append(std::move(image));
}

/// The shortest path: a legacy link shows as "/other/alias".
QString ownName(Reader &reader, Reader::Value value)
{
    std::string_view own;
    reader.eachElement(value, [&](Reader::Value element) {
        std::string_view name = Reader::utf8(element);
        if (name.starts_with('/'))
            name.remove_prefix(1);
        if (own.empty() || (own.contains('/') && !name.contains('/')))
            own = name;
    });
    return QString::fromUtf8(own.data(), static_cast<qsizetype>(own.size()));
}

quint16 portNumber(Reader::Value value)
{
    const qint64 number = Reader::integer(value);
    return number >= 0 && number <= 65535 ? static_cast<quint16>(number) : quint16{0};
}

QList<PortMapping> ports(Reader &reader, Reader::Value value)
{
    QList<PortMapping> list;
    reader.eachElement(value, [&](Reader::Value element) {
        PortMapping port;
        reader.eachField(element, [&](json::Key key, Reader::Value field) {
            if (key == "IP")
                port.ip = reader.shared(field);
            else if (key == "PrivatePort")
                port.privatePort = portNumber(field);
            else if (key == "PublicPort")
                port.publicPort = portNumber(field);
            else if (key == "Type")
                port.protocol = reader.shared(field);
        });
        list.append(std::move(port));
    });
    std::ranges::sort(list, {},
                      [](const PortMapping &p) { return std::tie(p.privatePort, p.protocol, p.publicPort, p.ip); });
    return list;
}

void readLabels(Reader &reader, Reader::Value value, ContainerSummary &container)
{
    reader.eachField(value, [&](json::Key key, Reader::Value field) {
        if (key == "com.docker.compose.project" || key == "io.podman.compose.project")
            container.composeProject = reader.shared(field);
        else if (key == "com.docker.compose.service")
            container.composeService = reader.shared(field);
    });
}

/// API 1.52 and newer; before that only the status text tells.
Health health(Reader &reader, Reader::Value value)
{
    Health found = Health::None;
    reader.eachField(value, [&](json::Key key, Reader::Value field) {
        if (key == "Status")
            found = healthFromWord(reader.shared(field));
    });
    return found;
}

void applyStatus(ContainerSummary &container, std::optional<Health> told, qint64 now)
{
    const StatusText status = StatusText::parse(container.status);
    container.health = told.value_or(status.health);
    container.exitCode = status.exitCode;
    if (status.age)
        container.stateSince = now - status.age->nominal;
    else if (container.state == ContainerState::Created)
        container.stateSince = container.created;
}

void readContainer(Reader &reader, Reader::Value row, QList<ContainerSummary> &containers, qint64 now)
{
    ContainerSummary c;
    std::optional<Health> told;
    reader.eachField(row, [&](json::Key key, Reader::Value field) {
        if (key == "Id")
            c.id = ContainerId(reader.text(field));
        else if (key == "Names")
            c.name = ownName(reader, field);
        else if (key == "Image")
            c.image = reader.shared(field);
        else if (key == "ImageID")
            c.imageId = imageIdFrom(reader.shared(field));
        else if (key == "Command")
            c.command = reader.shared(field);
        else if (key == "Created")
            c.created = std::max(Reader::integer(field), qint64{0});
        else if (key == "State")
            c.state = containerStateFromWord(reader.shared(field));
        else if (key == "Status")
            c.status = reader.shared(field);
        else if (key == "Health")
            told = health(reader, field);
        else if (key == "Ports")
            c.ports = ports(reader, field);
        else if (key == "Labels")
            readLabels(reader, field, c);
    });
    applyStatus(c, told, now);
    if (c.name.isEmpty())
        c.name = c.id.shortened();
    if (!c.id.isEmpty())
        containers.append(std::move(c));
}

} // namespace

Result<QList<ImageSummary>> imageList(const QByteArray &bytes)
{
    return json::decodeArray<ImageSummary>(bytes, readImage);
}

Result<QList<ContainerSummary>> containerList(const QByteArray &bytes, qint64 now)
{
    return json::decodeArray<ContainerSummary>(bytes, [now](Reader &reader, Reader::Value row, auto &containers) {
        readContainer(reader, row, containers, now);
    });
}

Result<QList<std::pair<ContainerId, qint64>>> containerSizes(const QByteArray &bytes)
{
    using Sized = std::pair<ContainerId, qint64>;
    return json::decodeArray<Sized>(bytes, [](Reader &reader, Reader::Value row, QList<Sized> &sizes) {
        Sized sized{ContainerId(), 0};
        reader.eachField(row, [&](json::Key key, Reader::Value field) {
            if (key == "Id")
                sized.first = ContainerId(reader.text(field));
            else if (key == "SizeRw")
                sized.second = Reader::integer(field);
        });
        sizes.append(std::move(sized));
    });
}

Result<QList<PathChange>> containerChanges(const QByteArray &bytes)
{
    return json::decodeArray<PathChange>(bytes, [](Reader &reader, Reader::Value row, QList<PathChange> &changes) {
        PathChange change;
        qint64 kind = -1;
        reader.eachField(row, [&](json::Key key, Reader::Value field) {
            if (key == "Path")
                change.path = reader.text(field);
            else if (key == "Kind")
                kind = Reader::integer(field);
        });
        if (kind < 0 || kind > qint64(PathChange::Kind::Deleted) || change.path.isEmpty())
            return;
        change.kind = PathChange::Kind(kind);
        changes.append(std::move(change));
    });
}

} // namespace decode

} // namespace strata
