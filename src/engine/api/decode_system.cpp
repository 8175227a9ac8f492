// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/api/json.h"

namespace strata::decode {

using namespace Qt::StringLiterals;

namespace {

using json::Reader;
using Value = Reader::Value;

/// "Podman Engine" is the first component of Podman's answer; Docker's is "Engine".
QString productName(Reader &reader, Value components)
{
    QString product = u"Docker"_s;
    reader.eachElement(components, [&](Value component) {
        reader.eachField(component, [&](json::Key key, Value field) {
            if (key == "Name" && Reader::utf8(field).starts_with("Podman"))
                product = u"Podman"_s;
        });
    });
    return product;
}

bool isContainerdStore(Reader &reader, Value driverStatus)
{
    bool found = false;
    reader.eachElement(driverStatus, [&](Value pair) {
        found = found || reader.texts(pair) == QStringList{u"driver-type"_s, u"io.containerd.snapshotter.v1"_s};
    });
    return found;
}

void readInfo(Reader &reader, json::Key key, Value field, EngineInfo &info)
{
    if (key == "OperatingSystem")
        info.operatingSystem = reader.text(field);
    else if (key == "KernelVersion")
        info.kernel = reader.text(field);
    else if (key == "Architecture")
        info.architecture = reader.text(field);
    else if (key == "Driver")
        info.storageDriver = reader.text(field);
    else if (key == "DriverStatus")
        info.containerdStore = isContainerdStore(reader, field);
    else if (key == "DockerRootDir")
        info.rootDir = reader.text(field);
    else if (key == "NCPU")
        info.cpus = static_cast<int>(Reader::integer(field));
    else if (key == "MemTotal")
        info.memory = Reader::integer(field);
    else if (key == "Warnings")
        info.warnings = reader.texts(field);
}

QStringList deletedNames(Reader &reader, Value value)
{
    QStringList list;
    reader.eachElement(value, [&](Value element) {
        reader.eachField(element, [&](json::Key key, Value field) {
            if (key == "Deleted" && !field.is_null())
                list.append(reader.text(field));
        });
    });
    return list;
}

template<typename ReadDeleted>
Result<PruneReport> prune(const QByteArray &bytes, std::string_view listKey, ReadDeleted readDeleted)
{
    json::Decoder decoder;
    return json::decodeObject<PruneReport>(decoder, bytes,
                                           [&](Reader &reader, json::Key key, Value field, PruneReport &report) {
                                               if (key == listKey)
                                                   report.deleted = readDeleted(reader, field);
                                               else if (key == "SpaceReclaimed")
                                                   report.spaceReclaimed = Reader::integer(field);
                                           });
}

} // namespace

Result<EngineInfo> version(const QByteArray &bytes)
{
    json::Decoder decoder;
    return json::decodeObject<EngineInfo>(decoder, bytes,
                                          [](Reader &reader, json::Key key, Value field, EngineInfo &info) {
                                              if (info.productName.isEmpty())
                                                  info.productName = u"Docker"_s;
                                              if (key == "Components")
                                                  info.productName = productName(reader, field);
                                              else if (key == "Version")
                                                  info.version = reader.text(field);
                                              else if (key == "ApiVersion")
                                                  info.apiVersion = reader.text(field);
                                              else if (key == "MinAPIVersion")
                                                  info.minApiVersion = reader.text(field);
                                          });
}

Result<EngineInfo> info(EngineInfo info, const QByteArray &bytes)
{
    json::Decoder decoder;
    auto more = json::decodeObject<EngineInfo>(decoder, bytes, readInfo);
    if (!more)
        return more;
    more->productName = std::move(info.productName);
    more->version = std::move(info.version);
    more->apiVersion = std::move(info.apiVersion);
    more->minApiVersion = std::move(info.minApiVersion);
    return more;
}

Result<ImageRemoval> imageRemoval(const QByteArray &bytes)
{
    struct Line
    {
        bool deleted = false;
        QString name;
    };
    const auto lines = json::decodeArray<Line>(bytes, [](Reader &reader, Value row, QList<Line> &list) {
        reader.eachField(row, [&](json::Key key, Value field) {
            if (key == "Untagged" || key == "Deleted")
                list.append({key == "Deleted", reader.text(field)});
        });
    });
    if (!lines)
        return std::unexpected(lines.error());
    ImageRemoval removal;
    for (const Line &line : *lines)
        (line.deleted ? removal.deleted : removal.untagged).append(line.name);
    return removal;
}

Result<PruneReport> containerPrune(const QByteArray &bytes)
{
    return prune(bytes, "ContainersDeleted", [](Reader &reader, Value value) { return reader.texts(value); });
}

Result<PruneReport> imagePrune(const QByteArray &bytes)
{
    return prune(bytes, "ImagesDeleted", deletedNames);
}

Result<PruneReport> buildCachePrune(const QByteArray &bytes)
{
    return prune(bytes, "CachesDeleted", [](Reader &reader, Value value) { return reader.texts(value); });
}

} // namespace strata::decode
