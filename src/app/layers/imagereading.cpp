// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagereading.h"

#include "app/connection/enginesession.h"
#include "core/background.h"
#include "engine/api/images.h"
#include "engine/transfers/archivestream.h"
#include "layers/archiveoperation.h"

#include <QPointer>
#include <QStandardPaths>
#include <QThreadPool>
#include <QTimeZone>

#include <ranges>
#include <utility>

namespace strata {

namespace {

constexpr qsizetype shownPartsLimit = 8; // images whose layers are put together again and again while they come

Result<InspectedImage> inspect(const ArchiveImage &image, const std::stop_token &stop)
{
    QList<std::shared_ptr<const LayerIndex>> layers;
    for (const ArchiveLayer &layer : image.layers)
        layers.append(layer.index);
    return ImageTree::build(layers, stop).transform([&](const std::shared_ptr<const ImageTree> &tree) {
        return InspectedImage{image, tree, chainIds(image.diffIds())};
    });
}

/// The engine's history tells no layers, but how much a line added.
QList<ArchiveHistory> historyOf(const QList<HistoryEntry> &entries, qsizetype layers)
{
    QList<ArchiveHistory> history;
    int layer = 0;
    for (const HistoryEntry &entry : entries | std::views::reverse)
        history.append({.createdBy = entry.createdBy,
                        .comment = entry.comment,
                        .created = QDateTime::fromSecsSinceEpoch(entry.created, QTimeZone::UTC),
                        .layer = entry.size > 0 ? layer++ : -1});
    return layer == layers ? history : QList<ArchiveHistory>();
}

ArchiveImage outlineOf(const ImageDetails &details, const QList<HistoryEntry> &history)
{
    ArchiveImage image{.names = details.repoTags, .created = details.created};
    for (const QString &diffId : details.layers)
        image.layers.append({.diffId = diffId});
    image.history = historyOf(history, image.layers.size());
    return image;
}

Result<QList<InspectedImage>> inspectAll(const QList<ArchiveImage> &images, const std::stop_token &stop)
{
    QList<InspectedImage> inspected;
    for (const ArchiveImage &image : images) {
        const Result<InspectedImage> one = inspect(image, stop);
        if (!one)
            return std::unexpected(one.error());
        inspected.append(*one);
    }
    return inspected;
}

} // namespace

size_t InspectedImage::memory() const
{
    size_t size = tree ? tree->memory() : 0;
    for (const ArchiveLayer &layer : image.layers)
        size += layer.index ? layer.index->memory() : 0;
    return size;
}

ImageReading::ImageReading(const QString &path, QObject *parent)
    : QObject(parent), m_cache(defaultCache()), m_archive(std::make_unique<ArchiveOperation>(path))
{
    m_archive->setKnownLayers([cache = m_cache](const QString &diffId) { return cache.layer(diffId); });
    watch();
    inBackground(
        this, [path] { return readArchiveOutline(path); },
        [this](const QList<ArchiveImage> &outlines) { takeOutlines(outlines); });
}

ImageReading::ImageReading(EngineSession *session, const ImageSummary &image, const IndexCache &cache, Source source,
                           QObject *parent)
    : QObject(parent), m_id(image.id.toString()), m_cache(cache)
{
    inBackground(
        this, [cache, source, id = m_id] { return source == Source::Engine ? QList<ArchiveImage>() : cache.find(id); },
        [=, this, session = QPointer(session), size = image.size](const QList<ArchiveImage> &known) {
            if (!known.isEmpty())
                putTogether(known, false);
            else if (source != Source::CacheOnly)
                stream(session, size);
            else
                conclude(QList<InspectedImage>());
        });
}

void ImageReading::stream(EngineSession *session, qint64 expected)
{
    if (!session)
        return conclude(failure(Error::Kind::NotFound, tr("The engine of this image is not there any more.")));
    askOutline(*session);
    auto pipe = std::make_shared<BytePipe>();
    m_archive = std::make_unique<ArchiveOperation>(m_id, pipe, expected);
    m_archive->setKnownLayers([cache = m_cache](const QString &diffId) { return cache.layer(diffId); });
    m_stream = std::make_unique<ArchiveStream>(session->engine(), QStringList{m_id}, pipe);
    watch();
}

void ImageReading::askOutline(EngineSession &session)
{
    session.engine().images().inspect(
        m_id, this, [this, session = QPointer(&session)](const Result<ImageDetails> &details) {
            if (details && session)
                session->engine().images().history(
                    m_id, this, [this, details = *details](const Result<QList<HistoryEntry>> &history) {
                        takeOutlines({outlineOf(details, history.value_or(QList<HistoryEntry>()))});
                    });
        });
}

/// Layers that were read before are there at once.
void ImageReading::takeOutlines(const QList<ArchiveImage> &outlines)
{
    if (!isComing() || outlines.size() > shownPartsLimit)
        return;
    m_outlines = outlines;
    showParts();
    if (outlines.isEmpty())
        return;
    QStringList diffIds;
    for (const ArchiveImage &image : outlines)
        diffIds.append(image.diffIds());
    inBackground(
        this,
        [cache = m_cache, diffIds] {
            QHash<QString, ArchiveLayer> known;
            for (const QString &diffId : diffIds) {
                const auto index = known.contains(diffId) ? nullptr : cache.layer(diffId);
                if (index)
                    known.insert(diffId, {.diffId = diffId, .index = index});
            }
            return known;
        },
        [this](QHash<QString, ArchiveLayer> known) {
            known.insert(m_layers); // which may have come meanwhile, with their places
            m_layers = known;
            showParts();
        });
}

void ImageReading::takeLayer(const ReadLayer &layer)
{
    m_layers.insert(layer.diffId, {.diffId = layer.diffId, .index = layer.index, .archiveEntry = layer.archiveEntry});
    showParts();
}

bool ImageReading::isComing() const
{
    return m_archive && m_archive->state() == Operation::State::Running;
}

QList<ArchiveImage> ImageReading::parts() const
{
    QList<ArchiveImage> parts = m_outlines;
    for (ArchiveImage &image : parts) {
        for (ArchiveLayer &layer : image.layers) {
            const ArchiveLayer read = m_layers.value(layer.diffId);
            layer.index = read.index;
            layer.archiveEntry = read.archiveEntry;
        }
    }
    return parts;
}

/// One after the other; what came meanwhile is in the next ones.
void ImageReading::showParts()
{
    if (!isComing() || m_outlines.isEmpty())
        return;
    if (m_part != Part::Shown) {
        m_part = Part::Stale;
        return;
    }
    m_part = Part::Building;
    inBackground(
        this, [parts = parts(), token = m_stop.get_token()] { return inspectAll(parts, token); },
        [this](const Result<QList<InspectedImage>> &images) {
            const bool isStale = std::exchange(m_part, Part::Shown) == Part::Stale;
            if (!isComing() || !images)
                return;
            m_images = *images;
            for (InspectedImage &image : m_images)
                image.isPart = true;
            Q_EMIT partRead();
            if (isStale)
                showParts();
        });
}

ImageReading::~ImageReading()
{
    m_stop.request_stop();
}

void ImageReading::watch()
{
    connect(m_archive.get(), &Operation::progressChanged, this, &ImageReading::progressChanged);
    connect(m_archive.get(), &ArchiveOperation::layerRead, this, &ImageReading::takeLayer);
    connect(m_archive.get(), &Operation::finished, this, &ImageReading::archiveRead, Qt::QueuedConnection);
    m_archive->start();
}

IndexCache ImageReading::defaultCache()
{
    return IndexCache(QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/layers"));
}

QString ImageReading::progressText() const
{
    return m_archive ? m_archive->progress().text : QString();
}

void ImageReading::archiveRead()
{
    m_stream.reset();
    if (const std::optional<Error> &error = m_archive->outcome().error)
        return conclude(std::unexpected(*error));
    const ArchiveContents &contents = *m_archive->contents();
    m_error = contents.problem;
    QList<ArchiveImage> images = contents.images;
    if (contents.isUntold && !m_outlines.isEmpty()) { // who sends it has told what it consists of
        m_isUntold = true;
        return putTogether(parts(), false);
    }
    if (const std::optional<ArchiveImage> files = asOneLayer(contents))
        images = {*files};
    if (!m_error && images.isEmpty())
        m_error = Error{Error::Kind::InvalidInput, tr("It holds no image."), {}};
    if (images.isEmpty())
        return conclude(std::unexpected(*m_error));
    putTogether(images, !m_error);
}

void ImageReading::putTogether(const QList<ArchiveImage> &images, bool isToBeKept)
{
    inBackground(
        this,
        [images, isToBeKept, isUntold = m_isUntold, cache = m_cache, id = m_id, token = m_stop.get_token()] {
            Result<QList<InspectedImage>> inspected = inspectAll(images, token);
            if (isToBeKept && inspected)
                QThreadPool::globalInstance()->start(
                    [=] { id.isEmpty() ? cache.keepLayers(images) : cache.keep(id, images); });
            for (qsizetype i = 0; inspected && i < images.size(); ++i)
                (*inspected)[i].isPart = isUntold || !images[i].isRead();
            return inspected;
        },
        [this](const Result<QList<InspectedImage>> &inspected) { conclude(inspected); });
}

void ImageReading::conclude(const Result<QList<InspectedImage>> &images)
{
    if (images)
        m_images = *images;
    else
        m_error = images.error();
    Q_EMIT finished();
}

} // namespace strata
