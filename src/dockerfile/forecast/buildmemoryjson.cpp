// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/forecast/buildmemory.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimeZone>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int memoryVersion = 1;

QJsonValue jsonDigest(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
}

QByteArray digestFrom(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QJsonObject jsonStep(const RememberedStep &step)
{
    QJsonArray links, facets;
    for (const QList<QByteArray> &ofInput : step.links) {
        QJsonArray ways;
        for (const QByteArray &way : ofInput)
            ways.append(jsonDigest(way));
        links.append(ways);
    }
    for (const StepFacet &facet : step.facets)
        facets.append(QJsonArray{int(facet.kind), facet.name, jsonDigest(facet.digest)});
    QJsonObject json{{u"stage"_s, step.name.stage},
                     {u"number"_s, step.name.number},
                     {u"kind"_s, instructionName(step.kind).toString()},
                     {u"key"_s, jsonDigest(step.key)},
                     {u"links"_s, links},
                     {u"operation"_s, jsonDigest(step.operation)},
                     {u"text"_s, jsonDigest(step.text)},
                     {u"result"_s, jsonDigest(step.result)},
                     {u"facets"_s, facets}};
    if (!step.content.isEmpty())
        json.insert(u"content"_s, jsonDigest(step.content));
    if (step.bytes)
        json.insert(u"bytes"_s, *step.bytes);
    if (!step.record.isEmpty())
        json.insert(u"record"_s, step.record);
    return json;
}

RememberedStep stepFrom(const QJsonObject &json)
{
    RememberedStep step{.name = {json[u"stage"_s].toString(), json[u"number"_s].toInt()},
                        .kind = instructionKind(json[u"kind"_s].toString()),
                        .key = digestFrom(json[u"key"_s]),
                        .operation = digestFrom(json[u"operation"_s]),
                        .text = digestFrom(json[u"text"_s]),
                        .content = digestFrom(json[u"content"_s]),
                        .result = digestFrom(json[u"result"_s]),
                        .record = json[u"record"_s].toString()};
    for (const QJsonValueConstRef ofInput : json[u"links"_s].toArray()) {
        QList<QByteArray> ways;
        for (const QJsonValueConstRef way : ofInput.toArray())
            ways.append(digestFrom(way));
        step.links.append(ways);
    }
    for (const QJsonValueConstRef facet : json[u"facets"_s].toArray()) {
        step.facets.append(
            {.kind = StepFacet::Kind(facet[0].toInt()), .name = facet[1].toString(), .digest = digestFrom(facet[2])});
    }
    if (json.contains(u"bytes"_s))
        step.bytes = json[u"bytes"_s].toInteger();
    return step;
}

QJsonObject jsonBuild(const RememberedBuild &build)
{
    QJsonArray steps;
    QJsonObject bases;
    for (const RememberedStep &step : build.steps)
        steps.append(jsonStep(step));
    for (const auto &[stage, identity] : build.bases.asKeyValueRange())
        bases.insert(stage, jsonDigest(identity));
    return {{u"engine"_s, build.engine},
            {u"file"_s, build.file},
            {u"when"_s, build.when.toMSecsSinceEpoch()},
            {u"bases"_s, bases},
            {u"steps"_s, steps}};
}

RememberedBuild buildFrom(const QJsonObject &json)
{
    RememberedBuild build{.engine = json[u"engine"_s].toString(),
                          .file = json[u"file"_s].toString(),
                          .when = QDateTime::fromMSecsSinceEpoch(json[u"when"_s].toInteger(), QTimeZone::UTC)};
    const QJsonObject bases = json[u"bases"_s].toObject();
    for (auto base = bases.begin(); base != bases.end(); ++base)
        build.bases.insert(base.key(), digestFrom(base.value()));
    for (const QJsonValueConstRef step : json[u"steps"_s].toArray())
        build.steps.append(stepFrom(step.toObject()));
    return build;
}

std::unexpected<Error> memoryError(Error::Kind kind, const QString &detail)
{
    return failure(kind, QCoreApplication::translate("BuildMemory", "What was remembered of builds cannot be used."),
                   detail);
}

} // namespace

QByteArray BuildMemory::toJson() const
{
    QJsonArray builds, files;
    for (const RememberedBuild &build : m_builds)
        builds.append(jsonBuild(build));
    for (const auto &[content, list] : m_files) {
        QJsonObject paths;
        for (const auto &[path, digest] : list.asKeyValueRange())
            paths.insert(path, jsonDigest(digest));
        files.append(QJsonObject{{u"content"_s, jsonDigest(content)}, {u"paths"_s, paths}});
    }
    return QJsonDocument(QJsonObject{{u"version"_s, memoryVersion}, {u"builds"_s, builds}, {u"files"_s, files}})
        .toJson(QJsonDocument::Compact);
}

Result<BuildMemory> BuildMemory::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return memoryError(Error::Kind::MalformedAnswer, error.errorString());
    if (object[u"version"_s].toInt() != memoryVersion)
        return memoryError(Error::Kind::MalformedAnswer, u"another version"_s);
    BuildMemory memory;
    for (const QJsonValueConstRef build : object[u"builds"_s].toArray())
        memory.m_builds.append(buildFrom(build.toObject()));
    for (const QJsonValueConstRef files : object[u"files"_s].toArray()) {
        RememberedFiles list;
        const QJsonObject paths = files[u"paths"_s].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path)
            list.insert(path.key(), digestFrom(path.value()));
        memory.m_files.append({digestFrom(files[u"content"_s]), list});
    }
    return memory;
}

Result<BuildMemory> BuildMemory::read(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return BuildMemory();
    if (!file.open(QIODevice::ReadOnly))
        return memoryError(Error::Kind::Local, file.errorString());
    return fromJson(file.readAll());
}

Result<void> BuildMemory::write(const QString &path) const
{
    QSaveFile file(path);
    const QByteArray json = toJson();
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(json) != json.size() || !file.commit())
        return failure(Error::Kind::Local,
                       QCoreApplication::translate("BuildMemory", "What is known of builds could not be kept."),
                       file.errorString());
    return {};
}

} // namespace strata
