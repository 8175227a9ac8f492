// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/layers.h"

#include "cli/layersjson.h"
#include "cli/output.h"
#include "cli/pathorder.h"
#include "cli/table.h"
#include "core/bytesize.h"
#include "core/imagereference.h"
#include "engine/transfers/archivestream.h"
#include "layers/archive.h"
#include "layers/archiveoperation.h"
#include "layers/filetext.h"
#include "layers/imagecomparison.h"
#include "layers/imagetree.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <iterator>
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

void printFilesAsText(const ImageTree &tree, const PathOrder &order, qsizetype layer)
{
    printLine(u"\nLayer %1"_s.arg(layer + 1));
    for (const ImageTree::Event *event : order.events(tree, layer)) {
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
                     u"layer %1"_s.arg(waste.buriedBy + 1),
                     QString::fromUtf8(tree.layers()[waste.file.layer]->path(tree.entry(waste.file)))});
    }
    std::fputs(qUtf8Printable(formatTable(rows)), stdout);
    if (tree.waste().size() > wasteShown)
        printLine(u"and %1 more"_s.arg(tree.waste().size() - wasteShown));
}

QString titleOf(const ArchiveImage &image)
{
    const QString name = image.names.isEmpty() ? u"<none>"_s : image.names.join(u", "_s);
    return image.platform.isEmpty() ? name : QString(name + u", "_s + image.platform);
}

void printAsText(const ArchiveImage &image, const ImageTree &tree, bool files)
{
    printLine(printable(titleOf(image)));
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
    if (!files)
        return;
    const PathOrder order(tree.paths());
    for (qsizetype i = 0; i < image.layers.size(); ++i)
        printFilesAsText(tree, order, i);
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
bool showImage(const ArchiveImage &image, const std::optional<Error> &problem, const LayersOptions &options,
               const Limits &limits)
{
    const Result<Tree> tree = treeOf(image);
    if (!tree) {
        complain(tree.error().message);
        return false;
    }
    if (options.json)
        printLayersAsJson(image, **tree, problem, options.files);
    else
        printAsText(image, **tree, options.files);
    return isWithin(limits, image, **tree);
}

void printComparison(const ImageComparison &comparison, qsizetype shared)
{
    const PathOrder order(comparison.paths());
    QList<QStringList> rows{{u" "_s, u"BEFORE"_s, u"AFTER"_s, u"PATH"_s}};
    for (const PathTable::Node node : order.nodes()) {
        const ImageComparison::Path &path = comparison.at(node);
        if (path.change == Change::Unchanged)
            continue;
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

/// What to say of an archive without an image of that platform.
QString absenceText(const QString &name, const ArchiveContents &contents, const QString &platform)
{
    if (contents.images.isEmpty())
        return u"there is no image in %1"_s.arg(name);
    QStringList platforms;
    for (const ArchiveImage &image : contents.images)
        platforms.append(image.platform.isEmpty() ? u"an unknown platform"_s : image.platform);
    platforms.removeDuplicates();
    return u"%1 has no image for %2, but for %3"_s.arg(name, platform, platforms.join(u", "_s));
}

/// The names that an image has in a repository.
QStringList namesIn(const ImageReference &repository, const ArchiveImage &image)
{
    QStringList names;
    for (const QString &name : image.names) {
        const Result<ImageReference> reference = ImageReference::parse(name);
        if (reference && reference->domain() == repository.domain() && reference->path() == repository.path())
            names.append(reference->familiar());
    }
    return names;
}

/// Of what an engine sent for a name: it sends all images of a repository where there is no tag, and what is meant is the
/// latest, as everywhere. An ID may look like such a name, but is none of theirs.
Result<QList<ArchiveImage>> meantBy(const QString &name, const QList<ArchiveImage> &images)
{
    const Result<ImageReference> repository = ImageReference::parse(name);
    if (images.size() < 2 || !repository || !repository->tag().isEmpty() || !repository->digest().isEmpty())
        return images;
    const QString latestName = repository->withDefaultTag().familiar();
    QList<ArchiveImage> latest;
    QStringList others;
    for (const ArchiveImage &image : images) {
        const QStringList names = namesIn(*repository, image);
        if (names.contains(latestName))
            latest.append(image);
        others += names;
    }
    others.removeDuplicates();
    if (!latest.isEmpty())
        return latest;
    if (others.size() < 2) // one for several platforms
        return images;
    return failure(Error::Kind::InvalidInput,
                   u"there is no %1: give one of %2"_s.arg(latestName, others.join(u", "_s)));
}

} // namespace

bool isArchiveFile(const QString &name)
{
    const QFileInfo file(name);
    return file.exists() && (!file.isDir() || name.startsWith(u'.') || name.startsWith(u'/'));
}

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
    if (isArchiveFile(name)) {
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
    if (const QString &name = m_names[m_contents.size()]; !isArchiveFile(name)) {
        const Result<QList<ArchiveImage>> meant = meantBy(name, contents.images);
        if (!meant)
            return QCoreApplication::exit(complainOfUsage(meant.error().message));
        contents.images = *meant;
    }
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
    for (const ArchiveImage &image : wanted(contents)) {
        if (shown++ > 0 && !m_options.json)
            printLine({});
        const std::optional<Error> around = contents.isWhole ? std::nullopt : contents.problem;
        isGood = showImage(image, image.problem ? image.problem : around, m_options, limits) && isGood;
    }
    if (contents.problem)
        complain(contents.problem->message);
    else if (shown == 0)
        complain(absenceText(m_names.first(), contents, m_options.platform));
    return isGood && shown > 0 && !contents.problem ? 0 : 1;
}

QList<ArchiveImage> LayersCommand::wanted(const ArchiveContents &contents) const
{
    QList<ArchiveImage> images;
    std::ranges::copy_if(contents.images, std::back_inserter(images),
                         [this](const ArchiveImage &image) { return isWanted(image); });
    return images;
}

/// One of each side. The error says what one of them lacks.
Result<std::array<ArchiveImage, 2>> LayersCommand::comparedImages() const
{
    std::array<QList<ArchiveImage>, 2> images;
    std::array<QStringList, 2> platforms;
    for (size_t side = 0; side < images.size(); ++side) {
        const ArchiveContents &contents = m_contents[qsizetype(side)];
        if (contents.problem)
            return std::unexpected(*contents.problem);
        images[side] = wanted(contents);
        if (images[side].isEmpty())
            return failure(Error::Kind::NotFound, absenceText(m_names[qsizetype(side)], contents, m_options.platform));
        std::ranges::transform(images[side], std::back_inserter(platforms[side]), &ArchiveImage::platform);
    }
    const auto [before, after] = imagesToCompare(platforms[0], platforms[1]);
    if (m_options.platform.isEmpty() && std::max(images[0].size(), images[1].size()) > 1)
        complain(u"comparing %1 with %2"_s.arg(titleOf(images[0][before]), titleOf(images[1][after])));
    return std::array{images[0][before], images[1][after]};
}

int LayersCommand::showDifference() const
{
    const Result<std::array<ArchiveImage, 2>> images = comparedImages();
    if (!images) {
        complain(images.error().message);
        return 1;
    }
    std::array<Tree, 2> trees;
    for (size_t side = 0; side < trees.size(); ++side) {
        const Result<Tree> tree = treeOf((*images)[side]);
        if (!tree) {
            complain(tree.error().message);
            return 1;
        }
        trees[side] = *tree;
    }
    const ImageComparison comparison = ImageComparison::between(*trees[0], *trees[1]);
    const qsizetype shared = sharedLayers((*images)[0].diffIds(), (*images)[1].diffIds());
    if (m_options.json)
        printComparisonAsJson(comparison, shared);
    else
        printComparison(comparison, shared);
    const ImageComparison::Count &count = comparison.count();
    return count.added + count.modified + count.deleted == 0 ? 0 : 1;
}

} // namespace strata
