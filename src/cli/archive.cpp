// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/archive.h"

#include "cli/output.h"
#include "cli/table.h"
#include "core/bytesize.h"
#include "layers/archive.h"
#include "layers/filetext.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString kindWord(ArchiveKind kind)
{
    switch (kind) {
    case ArchiveKind::Docker: return u"docker-archive"_s;
    case ArchiveKind::Oci: return u"oci-archive"_s;
    case ArchiveKind::RootFilesystem: return u"root-filesystem"_s;
    case ArchiveKind::Other: break;
    }
    return u"other"_s;
}

QJsonValue problemValue(const std::optional<Error> &problem)
{
    return problem ? QJsonValue(problem->message) : QJsonValue();
}

QJsonValue timeValue(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject toJson(const ArchiveLayer &layer)
{
    return {{u"diffId"_s, layer.diffId},
            {u"digest"_s, layer.digest},
            {u"compression"_s, codecName(layer.codec)},
            {u"storedBytes"_s, layer.storedBytes},
            {u"unpackedBytes"_s, layer.unpackedBytes},
            {u"entries"_s, layer.index ? QJsonValue(qint64(layer.index->count())) : QJsonValue()},
            {u"createdBy"_s, layer.createdBy},
            {u"problem"_s, problemValue(layer.problem)}};
}

QJsonObject toJson(const ArchiveImage &image)
{
    QJsonArray layers;
    for (const ArchiveLayer &layer : image.layers)
        layers.append(toJson(layer));
    return {{u"names"_s, QJsonArray::fromStringList(image.names)},
            {u"platform"_s, image.platform},
            {u"created"_s, timeValue(image.created)},
            {u"configDigest"_s, image.configDigest},
            {u"manifestDigest"_s, image.manifestDigest},
            {u"storedBytes"_s, image.storedBytes()},
            {u"unpackedBytes"_s, image.unpackedBytes()},
            {u"layers"_s, layers},
            {u"problem"_s, problemValue(image.problem)}};
}

QJsonObject toJson(const ArchiveContents &contents)
{
    QJsonArray images;
    for (const ArchiveImage &image : contents.images)
        images.append(toJson(image));
    return {{u"kind"_s, kindWord(contents.kind)},
            {u"compression"_s, codecName(contents.codec)},
            {u"bytes"_s, contents.bytes},
            {u"entries"_s, qint64(contents.index->count())},
            {u"images"_s, images},
            {u"incomplete"_s, !contents.isWhole},
            {u"problem"_s, problemValue(contents.problem)}};
}

QJsonObject toJson(const LayerIndex &index, const LayerIndex::Entry &entry)
{
    const FileAttributes &attributes = index.attributes(entry);
    QJsonObject object{{u"mode"_s, modeText(entry.type, entry.mode)},
                       {u"userId"_s, attributes.userId},
                       {u"groupId"_s, attributes.groupId},
                       {u"user"_s, QString::fromUtf8(attributes.userName)},
                       {u"group"_s, QString::fromUtf8(attributes.groupName)},
                       {u"modified"_s, entry.modified}};
    if (entry.type == FileType::Regular)
        object.insert(u"bytes"_s, entry.size);
    insertName(object, u"path"_s, index.writtenPath(entry));
    if (entry.type == FileType::SymbolicLink || entry.type == FileType::HardLink)
        insertName(object, u"target"_s, index.linkTarget(entry).toByteArray());
    return object;
}

void printEntries(const LayerIndex &index, const QString &owner, bool json)
{
    if (!json)
        printLine(owner.isEmpty() ? u"\nArchive"_s : u"\nLayer "_s + owner);
    for (const LayerIndex::Entry &entry : index.entries()) {
        if (!json) {
            printLine(printable(listingLine(index, entry)));
            continue;
        }
        QJsonObject object = toJson(index, entry);
        object.insert(u"layer"_s, owner.isEmpty() ? QJsonValue() : QJsonValue(owner));
        printJson(object);
    }
}

/// Of the archive itself, then of each layer once.
void printAllEntries(const ArchiveContents &contents, bool json)
{
    printEntries(*contents.index, {}, json);
    QStringList shown;
    for (const ArchiveImage &image : contents.images) {
        for (const ArchiveLayer &layer : image.layers) {
            if (!layer.index || layer.index == contents.index || shown.contains(layer.diffId))
                continue;
            shown.append(layer.diffId);
            printEntries(*layer.index, layer.diffId, json);
        }
    }
}

QString shortDigest(const QString &digest)
{
    return digest.isEmpty() ? u"-"_s : digest.mid(digest.indexOf(u':') + 1, 12);
}

void printImage(const ArchiveImage &image)
{
    printLine({});
    printLine(printable(image.names.isEmpty() ? u"<none>"_s : image.names.join(u", "_s)));
    const QStringList facts{image.platform.isEmpty() ? u"unknown platform"_s : image.platform,
                            image.created.isValid() ? image.created.toString(Qt::ISODate) : u"unknown age"_s,
                            u"config "_s + shortDigest(image.configDigest), formatBytes(image.unpackedBytes())};
    printLine(printable(facts.join(u", "_s)));
    QList<QStringList> rows{{u"LAYER"_s, u"STORED"_s, u"UNPACKED"_s, u"FILES"_s, u"CREATED BY"_s}};
    for (const ArchiveLayer &layer : image.layers) {
        rows.append({shortDigest(layer.diffId), formatBytes(layer.storedBytes), formatBytes(layer.unpackedBytes),
                     layer.index ? QString::number(layer.index->count()) : u"-"_s,
                     layer.problem ? layer.problem->message : layer.createdBy.simplified()});
    }
    std::fputs(qUtf8Printable(formatTable(rows)), stdout);
}

void printText(const ArchiveContents &contents)
{
    QStringList facts{kindWord(contents.kind)};
    if (contents.codec != Codec::None)
        facts.append(codecName(contents.codec));
    facts.append(formatBytes(contents.bytes));
    facts.append(u"%1 entries"_s.arg(contents.index->count()));
    printLine(facts.join(u", "_s));
    if (contents.kind == ArchiveKind::RootFilesystem)
        return;
    for (const ArchiveImage &image : contents.images)
        printImage(image);
}

} // namespace

int showArchive(const QStringList &files, const ArchiveOutput &output)
{
    if (files.size() != 1)
        return complainOfUsage(u"archive takes one file"_s);
    const Result<ArchiveContents> contents = readArchive(files.first());
    if (!contents) {
        complain(contents.error().message);
        return 1;
    }
    if (output.json)
        printJson(toJson(*contents));
    else
        printText(*contents);
    if (output.entries)
        printAllEntries(*contents, output.json);
    if (contents->problem)
        complain(contents->problem->message);
    return contents->problem ? 1 : 0;
}

} // namespace strata
