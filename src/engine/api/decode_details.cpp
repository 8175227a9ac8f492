// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/json.h"
#include "engine/api/statustext.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata::decode {

using namespace Qt::StringLiterals;

namespace {

using json::Reader;
using Value = Reader::Value;
using Labels = QList<std::pair<QString, QString>>;

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The engine's "never" (0001-01-01) is not valid.
QDateTime time(Reader &reader, Value value)
{
    const QDateTime parsed = QDateTime::fromString(reader.text(value), Qt::ISODateWithMs);
    return parsed.date().year() > 1 ? parsed : QDateTime();
}

/// The keys of {"80/tcp":{}}, which is how the engine writes sets.
QStringList keys(Reader &reader, Value value)
{
    QStringList list;
    reader.eachField(value, [&](json::Key key, Value) { list.append(fromUtf8(key)); });
    return list;
}

Labels labels(Reader &reader, Value value)
{
    Labels list;
    reader.eachField(value, [&](json::Key key, Value field) {
        const QString name = fromUtf8(key); // before the value's text
        list.append({name, reader.text(field)});
    });
    return list;
}

/// Entrypoint and Cmd are arrays, but a bare string from old engines.
QStringList words(Reader &reader, Value value)
{
    if (value.type() == simdjson::ondemand::json_type::string)
        return {reader.text(value)};
    return reader.texts(value);
}

QString seconds(qint64 nanoseconds)
{
    return QString::number(static_cast<double>(nanoseconds) / 1e9) + u" s"_s;
}

QString testWords(QStringList test)
{
    if (test.isEmpty() || test.first() == u"NONE")
        return {};
    if (test.first() == u"CMD" || test.first() == u"CMD-SHELL")
        test.removeFirst();
    return test.join(u' ');
}

QString healthcheck(Reader &reader, Value value)
{
    QString test;
    QStringList rules;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Test")
            test = testWords(reader.texts(field));
        else if (const qint64 n = key.size() > 4 ? Reader::integer(field) : 0; n <= 0)
            return;
        else if (key == "Interval")
            rules.append(QCoreApplication::translate("Engine", "every %1").arg(seconds(n)));
        else if (key == "Timeout")
            rules.append(QCoreApplication::translate("Engine", "time limit %1").arg(seconds(n)));
        else if (key == "StartPeriod")
            rules.append(QCoreApplication::translate("Engine", "%1 to start").arg(seconds(n)));
        else if (key == "Retries")
            rules.append(QCoreApplication::translate("Engine", "%n retries", nullptr, static_cast<int>(n)));
    });
    if (test.isEmpty() || rules.isEmpty())
        return test;
    return u"%1 (%2)"_s.arg(test, rules.join(u", "_s));
}

void readConfig(Reader &reader, Value value, ImageDetails &image)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Env")
            image.env = reader.texts(field);
        else if (key == "Entrypoint")
            image.entrypoint = words(reader, field);
        else if (key == "Cmd")
            image.command = words(reader, field);
        else if (key == "ExposedPorts")
            image.exposedPorts = keys(reader, field);
        else if (key == "Volumes")
            image.volumes = keys(reader, field);
        else if (key == "OnBuild")
            image.onBuild = reader.texts(field);
        else if (key == "Labels")
            image.labels = labels(reader, field);
        else if (key == "WorkingDir")
            image.workingDir = reader.text(field);
        else if (key == "User")
            image.user = reader.text(field);
        else if (key == "StopSignal")
            image.stopSignal = reader.text(field);
        else if (key == "Healthcheck")
            image.healthcheck = healthcheck(reader, field);
    });
}

QStringList realNames(QStringList names)
{
    names.removeIf([](const QString &name) { return name.isEmpty() || name.startsWith(u"<none>"); });
    return names;
}

/// moby daemon/graphdriver/overlay2, GetMetadata: the topmost layer, and those below it from above.
QStringList overlayFolders(Reader &reader, Value value)
{
    QString name, upper, lower;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Name")
            name = reader.text(field);
        else if (key == "Data")
            reader.eachField(field, [&](json::Key inner, Value path) {
                if (inner == "UpperDir")
                    upper = reader.text(path);
                else if (inner == "LowerDir")
                    lower = reader.text(path);
            });
    });
    if (!name.contains(u"overlay"_s) || upper.isEmpty())
        return {};
    QStringList folders = lower.split(u':', Qt::SkipEmptyParts);
    std::ranges::reverse(folders);
    return folders << upper;
}

void readImageField(Reader &reader, json::Key key, Value field, ImageDetails &image)
{
    if (key == "Id")
        image.id = imageIdFrom(reader.text(field));
    else if (key == "RepoTags")
        image.repoTags = realNames(reader.texts(field));
    else if (key == "RepoDigests")
        image.repoDigests = realNames(reader.texts(field));
    else if (key == "Created")
        image.created = time(reader, field);
    else if (key == "Size")
        image.size = Reader::integer(field);
    else if (key == "Architecture")
        image.architecture = reader.text(field);
    else if (key == "Os")
        image.os = reader.text(field);
    else if (key == "Variant")
        image.variant = reader.text(field);
    else if (key == "Author")
        image.author = reader.text(field);
    else if (key == "Comment")
        image.comment = reader.text(field);
    else if (key == "Config")
        readConfig(reader, field, image);
    else if (key == "RootFS")
        reader.eachField(field, [&](std::string_view inner, Value layers) {
            if (inner == "Layers")
                image.layers = reader.texts(layers);
        });
    else if (key == "GraphDriver")
        image.layerFolders = overlayFolders(reader, field);
}

void readState(Reader &reader, Value value, ContainerDetails &container)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Status")
            container.state = containerStateFromWord(reader.text(field));
        else if (key == "ExitCode")
            container.exitCode = static_cast<int>(Reader::integer(field));
        else if (key == "OOMKilled")
            container.oomKilled = Reader::boolean(field);
        else if (key == "Error")
            container.error = reader.text(field);
        else if (key == "StartedAt")
            container.startedAt = time(reader, field);
        else if (key == "FinishedAt")
            container.finishedAt = time(reader, field);
        else if (key == "Health")
            reader.eachField(field, [&](std::string_view inner, Value status) {
                if (inner == "Status")
                    container.healthStatus = reader.text(status);
            });
    });
    if (container.healthStatus == u"none")
        container.healthStatus.clear();
}

void readConfig(Reader &reader, Value value, ContainerDetails &container)
{
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Image")
            container.image = reader.text(field);
        else if (key == "Env")
            container.env = reader.texts(field);
        else if (key == "Entrypoint")
            container.entrypoint = words(reader, field);
        else if (key == "Cmd")
            container.command = words(reader, field);
        else if (key == "WorkingDir")
            container.workingDir = reader.text(field);
        else if (key == "User")
            container.user = reader.text(field);
        else if (key == "Labels")
            container.labels = labels(reader, field);
    });
}

ContainerDetails::Mount mount(Reader &reader, Value value)
{
    ContainerDetails::Mount m;
    reader.eachField(value, [&](json::Key key, Value field) {
        if (key == "Type")
            m.type = reader.text(field);
        else if (key == "Name")
            m.name = reader.text(field);
        else if (key == "Source")
            m.source = reader.text(field);
        else if (key == "Destination")
            m.destination = reader.text(field);
        else if (key == "Mode")
            m.mode = reader.text(field);
        else if (key == "RW")
            m.writable = Reader::boolean(field);
    });
    return m;
}

/// "on-failure:3", as docker run takes it.
QString restartPolicy(Reader &reader, Value hostConfig)
{
    QString name;
    qint64 retries = 0;
    reader.eachField(hostConfig, [&](json::Key key, Value policy) {
        if (key != "RestartPolicy")
            return;
        reader.eachField(policy, [&](std::string_view inner, Value field) {
            if (inner == "Name")
                name = reader.text(field);
            else if (inner == "MaximumRetryCount")
                retries = Reader::integer(field);
        });
    });
    return retries > 0 ? name + u':' + QString::number(retries) : name;
}

QStringList networks(Reader &reader, Value settings)
{
    QStringList list;
    reader.eachField(settings, [&](json::Key key, Value field) {
        if (key == "Networks")
            list = keys(reader, field);
    });
    return list;
}

void readContainerField(Reader &reader, json::Key key, Value field, ContainerDetails &container)
{
    if (key == "Id")
        container.id = ContainerId(reader.text(field));
    else if (key == "Name")
        container.name = reader.text(field);
    else if (key == "Image")
        container.imageId = imageIdFrom(reader.text(field));
    else if (key == "Created")
        container.created = time(reader, field);
    else if (key == "State")
        readState(reader, field, container);
    else if (key == "RestartCount")
        container.restartCount = static_cast<int>(Reader::integer(field));
    else if (key == "Config")
        readConfig(reader, field, container);
    else if (key == "HostConfig")
        container.restartPolicy = restartPolicy(reader, field);
    else if (key == "Mounts")
        reader.eachElement(field, [&](Value element) { container.mounts.append(mount(reader, element)); });
    else if (key == "NetworkSettings")
        container.networks = networks(reader, field);
}

} // namespace

Result<ImageDetails> imageDetails(const QByteArray &bytes)
{
    json::Decoder decoder;
    auto image = json::decodeObject<ImageDetails>(decoder, bytes, readImageField);
    if (image)
        image->json = bytes;
    return image;
}

Result<ContainerDetails> containerDetails(const QByteArray &bytes)
{
    json::Decoder decoder;
    auto container = json::decodeObject<ContainerDetails>(decoder, bytes, readContainerField);
    if (container) {
        if (container->name.startsWith(u'/'))
            container->name.remove(0, 1);
        container->json = bytes;
    }
    return container;
}

Result<QList<HistoryEntry>> imageHistory(const QByteArray &bytes)
{
    return json::decodeArray<HistoryEntry>(bytes, [](Reader &reader, Value row, QList<HistoryEntry> &entries) {
        HistoryEntry entry;
        reader.eachField(row, [&](json::Key key, Value field) {
            if (key == "Id")
                entry.id = imageIdFrom(reader.text(field));
            else if (key == "Created")
                entry.created = std::max(Reader::integer(field), qint64{0});
            else if (key == "CreatedBy")
                entry.createdBy = reader.text(field);
            else if (key == "Size")
                entry.size = Reader::integer(field);
            else if (key == "Comment")
                entry.comment = reader.text(field);
            else if (key == "Tags")
                entry.tags = realNames(reader.texts(field));
        });
        if (entry.id.toString().endsWith(u"<missing>"))
            entry.id = {};
        entries.append(std::move(entry));
    });
}

} // namespace strata::decode
