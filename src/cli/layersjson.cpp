// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/layersjson.h"

#include "cli/output.h"
#include "cli/pathorder.h"
#include "layers/archive.h"
#include "layers/bytesum.h"
#include "layers/filetext.h"
#include "layers/imagecomparison.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString typeWord(FileType type)
{
    switch (type) {
    case FileType::Regular: return u"file"_s;
    case FileType::Directory: return u"directory"_s;
    case FileType::SymbolicLink: return u"symlink"_s;
    case FileType::HardLink: return u"hardlink"_s;
    case FileType::CharacterDevice: return u"char"_s;
    case FileType::BlockDevice: return u"block"_s;
    case FileType::Fifo: return u"fifo"_s;
    case FileType::Other: break;
    }
    return u"other"_s;
}

QJsonArray differenceWords(quint8 differences)
{
    QJsonArray words;
    const auto add = [&](Difference difference, const QString &word) {
        if (differences & difference)
            words.append(word);
    };
    add(DiffersInType, u"type"_s);
    add(DiffersInContent, u"content"_s);
    add(DiffersInMode, u"mode"_s);
    add(DiffersInOwner, u"owner"_s);
    add(DiffersInTime, u"time"_s);
    add(DiffersInXattrs, u"xattrs"_s);
    return words;
}

/// A path as an event left it; of folders without an entry only what is known.
QJsonObject fileObject(const ImageTree &tree, const ImageTree::Event &event)
{
    QJsonObject object;
    insertName(object, u"path"_s, tree.paths().path(event.node));
    if (const LayerIndex::Entry *entry = tree.entry(event)) {
        const LayerIndex::Entry &file = tree.entry(tree.file(event));
        object.insert(u"type"_s, typeWord(entry->type));
        object.insert(u"mode"_s, modeText(entry->type, file.mode));
        if (file.type == FileType::Regular)
            object.insert(u"bytes"_s, file.size);
    } else {
        object.insert(u"type"_s, typeWord(FileType::Directory));
    }
    return object;
}

QJsonObject layerObject(const ArchiveLayer &layer, const ImageTree::LayerSummary &summary, const QString &chainId)
{
    return {{u"diffId"_s, layer.diffId},
            {u"digest"_s, layer.digest},
            {u"chainId"_s, chainId},
            {u"createdBy"_s, layer.createdBy},
            {u"storedBytes"_s, layer.storedBytes},
            {u"bytes"_s, summary.bytes},
            {u"entries"_s, qint64(summary.entries)},
            {u"added"_s, qint64(summary.added)},
            {u"modified"_s, qint64(summary.modified)},
            {u"deleted"_s, qint64(summary.deleted)},
            {u"wastedBytes"_s, summary.wastedBytes},
            {u"buriedBytes"_s, summary.buriedBytes}};
}

QJsonObject imageObject(const ArchiveImage &image, const ImageTree &tree, const std::optional<Error> &problem)
{
    return {
        {u"image"_s, image.names.value(0)},     {u"names"_s, QJsonArray::fromStringList(image.names)},
        {u"platform"_s, image.platform},        {u"configDigest"_s, image.configDigest},
        {u"incomplete"_s, problem.has_value()}, {u"problem"_s, problem ? QJsonValue(problem->message) : QJsonValue()},
        {u"totalBytes"_s, tree.totalBytes()},   {u"visibleBytes"_s, tree.visibleBytes()},
        {u"wastedBytes"_s, tree.wastedBytes()}, {u"duplicateBytes"_s, tree.duplicateBytes()},
        {u"efficiency"_s, tree.efficiency()}};
}

void printFiles(JsonWriter &json, const ImageTree &tree, const PathOrder &order, qsizetype layer)
{
    json.beginArray(u"files"_s);
    for (const ImageTree::Event *event : order.events(tree, layer)) {
        const bool isDeleted = event->change == Change::Deleted;
        QJsonObject object = fileObject(tree, isDeleted ? *tree.before(*event) : *event);
        object.insert(u"change"_s, changeWord(event->change));
        if (event->change == Change::Modified)
            object.insert(u"differences"_s, differenceWords(event->differences));
        json.beginObject(object);
        json.end();
    }
    json.end();
}

quint64 keyOf(const EntryReference &reference)
{
    return quint64(reference.layer) << 32 | reference.entry;
}

/// Of the files that hard links show, the path at which each counts: its own, or that of the first link.
QHash<quint64, PathTable::Node> countedPaths(const ImageTree &tree, const PathOrder &order)
{
    const qsizetype top = tree.layers().size() - 1;
    QHash<quint64, PathTable::Node> counted;
    for (const PathTable::Node node : order.nodes()) {
        const ImageTree::Event *event = tree.at(node, top);
        const LayerIndex::Entry *entry = event ? tree.entry(*event) : nullptr;
        if (entry && entry->type == FileType::HardLink && !counted.contains(keyOf(tree.file(*event))))
            counted.insert(keyOf(tree.file(*event)), node);
    }
    if (counted.isEmpty())
        return counted;
    for (const PathTable::Node node : order.nodes()) {
        const ImageTree::Event *event = tree.at(node, top);
        const auto own = event ? counted.find(keyOf({event->layer, event->entry})) : counted.end();
        if (own != counted.end())
            *own = node;
    }
    return counted;
}

void printMerged(JsonWriter &json, const ImageTree &tree, const PathOrder &order)
{
    const QHash<quint64, PathTable::Node> counted = countedPaths(tree, order);
    const qsizetype top = tree.layers().size() - 1;
    json.beginArray(u"merged"_s);
    for (const PathTable::Node node : order.nodes()) {
        const ImageTree::Event *event = tree.at(node, top);
        if (!event)
            continue;
        QJsonObject object = fileObject(tree, *event);
        const PathTable::Node same = counted.isEmpty() ? node : counted.value(keyOf(tree.file(*event)), node);
        if (same != node)
            insertName(object, u"sameFileAs"_s, tree.paths().path(same));
        json.beginObject(object);
        json.end();
    }
    json.end();
}

/// What became of its path.
QString fateOf(const ImageTree &tree, const ImageTree::Waste &waste)
{
    if (waste.node == PathTable::root)
        return u"unseen"_s;
    return tree.at(waste.node, waste.buriedBy) ? u"replaced"_s : u"deleted"_s;
}

void printWasteAsJson(JsonWriter &json, const ImageTree &tree)
{
    json.beginArray(u"waste"_s);
    for (const ImageTree::Waste &waste : tree.waste()) {
        QJsonObject object{{u"bytes"_s, waste.bytes},
                           {u"broughtBy"_s, waste.file.layer},
                           {u"buriedBy"_s, waste.buriedBy},
                           {u"how"_s, fateOf(tree, waste)}};
        insertName(object, u"path"_s, tree.layers()[waste.file.layer]->path(tree.entry(waste.file)));
        json.beginObject(object);
        json.end();
    }
    json.end();
}

void printDuplicates(JsonWriter &json, const ImageTree &tree)
{
    const qsizetype top = tree.layers().size() - 1;
    json.beginArray(u"duplicates"_s);
    for (const ImageTree::Duplicates &same : tree.duplicates()) {
        const auto others = static_cast<qint64>(same.nodes.size()) - 1;
        json.beginObject({{u"bytes"_s, same.bytes}, {u"duplicateBytes"_s, byteProduct(same.bytes, others)}});
        json.beginArray(u"copies"_s);
        for (const PathTable::Node node : same.nodes) {
            QJsonObject object{{u"broughtBy"_s, tree.file(*tree.at(node, top)).layer}};
            insertName(object, u"path"_s, tree.paths().path(node));
            json.beginObject(object);
            json.end();
        }
        json.end();
        json.end();
    }
    json.end();
}

} // namespace

QString changeWord(Change change)
{
    switch (change) {
    case Change::Added: return u"added"_s;
    case Change::Modified: return u"modified"_s;
    case Change::Deleted: return u"deleted"_s;
    case Change::Unchanged: break;
    }
    return u"unchanged"_s;
}

void printLayersAsJson(const ArchiveImage &image, const ImageTree &tree, const std::optional<Error> &problem,
                       bool files)
{
    const QStringList chain = chainIds(image.diffIds());
    const std::optional<PathOrder> order = files ? std::optional<PathOrder>(tree.paths()) : std::nullopt;
    JsonWriter json;
    json.beginObject(imageObject(image, tree, problem));
    json.beginArray(u"layers"_s);
    for (qsizetype i = 0; i < image.layers.size(); ++i) {
        json.beginObject(layerObject(image.layers[i], tree.summaries()[static_cast<size_t>(i)], chain.value(i)));
        if (order)
            printFiles(json, tree, *order, i);
        json.end();
    }
    json.end();
    printWasteAsJson(json, tree);
    printDuplicates(json, tree);
    if (order)
        printMerged(json, tree, *order);
    json.end();
}

void printComparisonAsJson(const ImageComparison &comparison, qsizetype shared)
{
    const PathOrder order(comparison.paths());
    const ImageComparison::Path &all = comparison.at(PathTable::root);
    JsonWriter json;
    json.beginObject({{u"sharedLayers"_s, shared},
                      {u"bytesBefore"_s, all.bytesBefore},
                      {u"bytesAfter"_s, all.bytesAfter},
                      {u"added"_s, qint64(comparison.count().added)},
                      {u"modified"_s, qint64(comparison.count().modified)},
                      {u"deleted"_s, qint64(comparison.count().deleted)}});
    json.beginArray(u"files"_s);
    for (const PathTable::Node node : order.nodes()) {
        const ImageComparison::Path &path = comparison.at(node);
        if (path.change == Change::Unchanged)
            continue;
        QJsonObject object{{u"change"_s, changeWord(path.change)},
                           {u"differences"_s, differenceWords(path.differences)},
                           {u"bytesBefore"_s, path.bytesBefore},
                           {u"bytesAfter"_s, path.bytesAfter}};
        insertName(object, u"path"_s, comparison.paths().path(node));
        json.beginObject(object);
        json.end();
    }
    json.end();
    json.end();
}

} // namespace strata
