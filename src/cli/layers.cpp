// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/layers.h"

#include "cli/output.h"
#include "cli/table.h"
#include "core/bytesize.h"
#include "engine/transfers/archivestream.h"
#include "layers/archive.h"
#include "layers/archiveoperation.h"
#include "layers/filetext.h"
#include "layers/imagecomparison.h"
#include "layers/imagetree.h"
#include "layers/nodetree.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <limits>
#include <span>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Tree = std::shared_ptr<const ImageTree>;

constexpr size_t wasteShown = 10;

/// What an image may waste.
struct Limits
{
    double minEfficiency = 0;
    qint64 maxWasted = std::numeric_limits<qint64>::max();
};

Result<Limits> limitsFrom(const LayersOptions &options)
{
    Limits limits;
    bool isNumber = true;
    if (options.minEfficiency)
        limits.minEfficiency = options.minEfficiency->toDouble(&isNumber);
    if (!isNumber || !(limits.minEfficiency >= 0 && limits.minEfficiency <= 1)) // nan is no number
        return failure(Error::Kind::InvalidInput, u"--min-efficiency takes a number from 0 to 1"_s);
    if (!options.maxWasted)
        return limits;
    return parseBytes(*options.maxWasted).transform([&limits](qint64 bytes) {
        limits.maxWasted = bytes;
        return limits;
    });
}

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

/// A path as an event left it; of folders without an entry and of what was deleted only what is known.
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
    } else if (event.change != Change::Deleted) {
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

QJsonObject imageObject(const ArchiveImage &image, const ImageTree &tree)
{
    return {{u"image"_s, image.names.value(0)},
            {u"names"_s, QJsonArray::fromStringList(image.names)},
            {u"platform"_s, image.platform},
            {u"configDigest"_s, image.configDigest},
            {u"incomplete"_s, image.problem.has_value()},
            {u"problem"_s, image.problem ? QJsonValue(image.problem->message) : QJsonValue()},
            {u"totalBytes"_s, tree.totalBytes()},
            {u"visibleBytes"_s, tree.visibleBytes()},
            {u"wastedBytes"_s, tree.wastedBytes()},
            {u"duplicateBytes"_s, tree.duplicateBytes()},
            {u"efficiency"_s, tree.efficiency()}};
}

/// A folder before what is in it, by name, so that the same image is always printed the same way.
std::vector<PathTable::Node> inOrder(const PathTable &paths, const std::vector<bool> &isWanted)
{
    std::vector<bool> isShown = isWanted; // and the folders above
    for (PathTable::Node node = paths.count() - 1; node > PathTable::root; --node)
        isShown[paths.parent(node)] = isShown[paths.parent(node)] || isShown[node];
    const NodeTree tree = *NodeTree::build(
        paths, isShown, [&paths](PathTable::Node a, PathTable::Node b) { return paths.name(a) < paths.name(b); }, {});
    std::vector<PathTable::Node> sorted, waiting{PathTable::root};
    while (!waiting.empty()) {
        const PathTable::Node node = waiting.back();
        waiting.pop_back();
        if (isWanted[node])
            sorted.push_back(node);
        for (quint32 row = tree.childCount(node); row > 0; --row)
            waiting.push_back(tree.child(node, row - 1));
    }
    return sorted;
}

template<typename IsWanted>
std::vector<PathTable::Node> inOrder(const PathTable &paths, IsWanted isWanted)
{
    std::vector<bool> wanted(paths.count());
    for (PathTable::Node node = 0; node < paths.count(); ++node)
        wanted[node] = isWanted(node);
    return inOrder(paths, wanted);
}

QList<const ImageTree::Event *> eventsInOrder(const ImageTree &tree, qsizetype layer)
{
    std::vector<bool> wanted(tree.paths().count());
    QHash<PathTable::Node, const ImageTree::Event *> events;
    for (const ImageTree::Event &event : tree.events(layer)) {
        wanted[event.node] = true;
        events.insert(event.node, &event);
    }
    QList<const ImageTree::Event *> sorted;
    for (const PathTable::Node node : inOrder(tree.paths(), wanted))
        sorted.append(events.value(node));
    return sorted;
}

void printFiles(JsonWriter &json, const ImageTree &tree, qsizetype layer)
{
    json.beginArray(u"files"_s);
    for (const ImageTree::Event *event : eventsInOrder(tree, layer)) {
        QJsonObject object = fileObject(tree, *event);
        object.insert(u"change"_s, changeWord(event->change));
        if (event->change == Change::Modified)
            object.insert(u"differences"_s, differenceWords(event->differences));
        json.beginObject(object);
        json.end();
    }
    json.end();
}

void printMerged(JsonWriter &json, const ImageTree &tree)
{
    json.beginArray(u"merged"_s);
    const qsizetype top = tree.layers().size() - 1;
    for (const PathTable::Node node :
         inOrder(tree.paths(), [&](PathTable::Node n) { return tree.at(n, top) != nullptr; })) {
        json.beginObject(fileObject(tree, *tree.at(node, top)));
        json.end();
    }
    json.end();
}

void printAsJson(const ArchiveImage &image, const ImageTree &tree, bool files)
{
    const QStringList chain = chainIds(image.diffIds());
    JsonWriter json;
    json.beginObject(imageObject(image, tree));
    json.beginArray(u"layers"_s);
    for (qsizetype i = 0; i < image.layers.size(); ++i) {
        json.beginObject(layerObject(image.layers[i], tree.summaries()[static_cast<size_t>(i)], chain.value(i)));
        if (files)
            printFiles(json, tree, i);
        json.end();
    }
    json.end();
    if (files)
        printMerged(json, tree);
    json.end();
}

void printFilesAsText(const ImageTree &tree, qsizetype layer)
{
    printLine(u"\nLayer %1"_s.arg(layer + 1));
    for (const ImageTree::Event *event : eventsInOrder(tree, layer)) {
        const LayerIndex::Entry *entry = tree.entry(*event);
        const QString mode = entry ? modeText(entry->type, entry->mode) : QString(10, u' ');
        const QString size = entry && entry->type == FileType::Regular ? QString::number(entry->size) : QString();
        printLine(printable(changeWord(event->change).first(1).toUpper() + u' ' + mode + u' ' + size.rightJustified(12)
                            + u' ' + QString::fromUtf8(tree.paths().path(event->node))));
    }
}

void printWaste(const ImageTree &tree)
{
    if (tree.waste().empty())
        return;
    printLine(u"\nWasted, largest first:"_s);
    QList<QStringList> rows{{u"SIZE"_s, u"FROM"_s, u"HIDDEN BY"_s, u"PATH"_s}};
    for (const ImageTree::Waste &waste : std::span(tree.waste()).first(std::min(wasteShown, tree.waste().size()))) {
        rows.append({formatBytes(waste.bytes), u"layer %1"_s.arg(waste.file.layer + 1),
                     u"layer %1"_s.arg(waste.buriedBy + 1), QString::fromUtf8(tree.paths().path(waste.node))});
    }
    std::fputs(qUtf8Printable(formatTable(rows)), stdout);
    if (tree.waste().size() > wasteShown)
        printLine(u"and %1 more"_s.arg(tree.waste().size() - wasteShown));
}

void printAsText(const ArchiveImage &image, const ImageTree &tree, bool files)
{
    const QString name = image.names.isEmpty() ? u"<none>"_s : image.names.join(u", "_s);
    printLine(printable(image.platform.isEmpty() ? name : QString(name + u", "_s + image.platform)));
    QList<QStringList> rows{
        {u"LAYER"_s, u"SIZE"_s, u"ADDED"_s, u"MODIFIED"_s, u"DELETED"_s, u"WASTED"_s, u"CREATED BY"_s}};
    for (qsizetype i = 0; i < image.layers.size(); ++i) {
        const ImageTree::LayerSummary &summary = tree.summaries()[static_cast<size_t>(i)];
        const ArchiveLayer &layer = image.layers[i];
        rows.append({QString::number(i + 1), formatBytes(summary.bytes), QString::number(summary.added),
                     QString::number(summary.modified), QString::number(summary.deleted),
                     formatBytes(summary.wastedBytes),
                     layer.problem ? layer.problem->message : layer.createdBy.simplified()});
    }
    std::fputs(qUtf8Printable(formatTable(rows)), stdout);
    printLine(u"%1 in files, %2 of it visible, %3 wasted; %4 more than once; efficiency %5 %"_s
                  .arg(formatBytes(tree.totalBytes()), formatBytes(tree.visibleBytes()),
                       formatBytes(tree.wastedBytes()), formatBytes(tree.duplicateBytes()))
                  .arg(tree.efficiency() * 100, 0, 'f', 1));
    printWaste(tree);
    for (qsizetype i = 0; files && i < image.layers.size(); ++i)
        printFilesAsText(tree, i);
}

/// Complains about an image that wastes more than it may.
bool isWithin(const Limits &limits, const ArchiveImage &image, const ImageTree &tree)
{
    const QString name = image.names.value(0, u"the image"_s);
    if (tree.efficiency() < limits.minEfficiency) {
        complain(u"%1 has an efficiency of %2, which is below %3"_s.arg(name)
                     .arg(tree.efficiency(), 0, 'f', 4)
                     .arg(limits.minEfficiency));
        return false;
    }
    if (tree.wastedBytes() > limits.maxWasted) {
        complain(u"%1 wastes %2, which is more than %3"_s.arg(name, formatBytes(tree.wastedBytes()),
                                                              formatBytes(limits.maxWasted)));
        return false;
    }
    return true;
}

Result<Tree> treeOf(const ArchiveImage &image)
{
    QList<std::shared_ptr<const LayerIndex>> layers;
    for (const ArchiveLayer &layer : image.layers)
        layers.append(layer.index);
    return ImageTree::build(layers);
}

/// False when it wastes too much or cannot be looked at.
bool showImage(const ArchiveImage &image, const LayersOptions &options, const Limits &limits)
{
    const Result<Tree> tree = treeOf(image);
    if (!tree) {
        complain(tree.error().message);
        return false;
    }
    if (options.json)
        printAsJson(image, **tree, options.files);
    else
        printAsText(image, **tree, options.files);
    return isWithin(limits, image, **tree);
}

std::vector<PathTable::Node> changedPaths(const ImageComparison &comparison)
{
    return inOrder(comparison.paths(),
                   [&](PathTable::Node node) { return comparison.at(node).change != Change::Unchanged; });
}

void printComparison(const ImageComparison &comparison, qsizetype shared)
{
    QList<QStringList> rows{{u" "_s, u"BEFORE"_s, u"AFTER"_s, u"PATH"_s}};
    for (const PathTable::Node node : changedPaths(comparison)) {
        const ImageComparison::Path &path = comparison.at(node);
        rows.append({changeWord(path.change).first(1).toUpper(), formatBytes(path.bytesBefore),
                     formatBytes(path.bytesAfter), QString::fromUtf8(comparison.paths().path(node))});
    }
    if (rows.size() > 1)
        std::fputs(qUtf8Printable(formatTable(rows)), stdout);
    const ImageComparison::Path &all = comparison.at(PathTable::root);
    printLine(
        u"%1 added, %2 modified, %3 deleted; %4 instead of %5; %6 layers in common"_s.arg(comparison.count().added)
            .arg(comparison.count().modified)
            .arg(comparison.count().deleted)
            .arg(formatBytes(all.bytesAfter), formatBytes(all.bytesBefore))
            .arg(shared));
}

void printComparisonAsJson(const ImageComparison &comparison, qsizetype shared)
{
    const ImageComparison::Path &all = comparison.at(PathTable::root);
    JsonWriter json;
    json.beginObject({{u"sharedLayers"_s, shared},
                      {u"bytesBefore"_s, all.bytesBefore},
                      {u"bytesAfter"_s, all.bytesAfter},
                      {u"added"_s, qint64(comparison.count().added)},
                      {u"modified"_s, qint64(comparison.count().modified)},
                      {u"deleted"_s, qint64(comparison.count().deleted)}});
    json.beginArray(u"files"_s);
    for (const PathTable::Node node : changedPaths(comparison)) {
        const ImageComparison::Path &path = comparison.at(node);
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

} // namespace

Result<void> checkLayers(const QStringList &names, const LayersOptions &options)
{
    if (names.size() != (options.diff ? 2 : 1))
        return failure(Error::Kind::InvalidInput,
                       options.diff ? u"--diff takes two files or images"_s : u"layers takes one file or image"_s);
    return limitsFrom(options).transform([](const Limits &) {});
}

LayersCommand::LayersCommand(Engine *engine, const QStringList &names, const LayersOptions &options)
    : m_engine(engine), m_names(names), m_options(options)
{}

LayersCommand::~LayersCommand() = default;

void LayersCommand::start()
{
    read(m_names.first());
}

void LayersCommand::read(const QString &name)
{
    if (QFileInfo::exists(name)) {
        m_operation = std::make_unique<ArchiveOperation>(name);
    } else {
        auto pipe = std::make_shared<BytePipe>();
        m_operation = std::make_unique<ArchiveOperation>(name, pipe);
        m_stream = std::make_unique<ArchiveStream>(*m_engine, QStringList{name}, pipe);
    }
    connect(m_operation.get(), &Operation::finished, this, &LayersCommand::ended, Qt::QueuedConnection);
    m_operation->start();
}

void LayersCommand::ended()
{
    if (const std::optional<Error> &error = m_operation->outcome().error) {
        complain(error->message);
        return QCoreApplication::exit(1);
    }
    ArchiveContents contents = m_operation->contents().value_or(ArchiveContents());
    if (const std::optional<ArchiveImage> files = asOneLayer(contents))
        contents.images = {*files};
    m_contents.append(std::move(contents));
    m_stream.reset();
    if (m_contents.size() < m_names.size())
        return read(m_names[m_contents.size()]);
    QCoreApplication::exit(m_options.diff ? showDifference() : showOne(m_contents.first()));
}

/// "linux/arm64" is also what has a variant: linux/arm64/v8.
bool LayersCommand::isWanted(const ArchiveImage &image) const
{
    const QString &platform = m_options.platform;
    return platform.isEmpty() || image.platform == platform || image.platform.startsWith(platform + u'/');
}

int LayersCommand::showOne(const ArchiveContents &contents) const
{
    const Limits limits = limitsFrom(m_options).value_or(Limits());
    bool isGood = true;
    qsizetype shown = 0;
    for (const ArchiveImage &image : contents.images) {
        if (!isWanted(image))
            continue;
        if (shown++ > 0 && !m_options.json)
            printLine({});
        isGood = showImage(image, m_options, limits) && isGood;
    }
    if (contents.problem)
        complain(contents.problem->message);
    else if (shown == 0)
        complain(u"there is no such image in the archive"_s);
    return isGood && shown > 0 && !contents.problem ? 0 : 1;
}

int LayersCommand::showDifference() const
{
    QList<Tree> trees;
    QList<QStringList> diffIds;
    for (const ArchiveContents &contents : m_contents) {
        const auto image = std::ranges::find_if(contents.images,
                                                [this](const ArchiveImage &candidate) { return isWanted(candidate); });
        const Result<Tree> tree = image == contents.images.end()
            ? failure(Error::Kind::NotFound, u"there is no such image in the archive"_s)
            : treeOf(*image);
        if (!tree || contents.problem) {
            complain(tree ? contents.problem->message : tree.error().message);
            return 1;
        }
        trees.append(*tree);
        diffIds.append(image->diffIds());
    }
    const ImageComparison comparison = ImageComparison::between(*trees[0], *trees[1]);
    const qsizetype shared = sharedLayers(diffIds[0], diffIds[1]);
    if (m_options.json)
        printComparisonAsJson(comparison, shared);
    else
        printComparison(comparison, shared);
    const ImageComparison::Count &count = comparison.count();
    return count.added + count.modified + count.deleted == 0 ? 0 : 1;
}

} // namespace strata
