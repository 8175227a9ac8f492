// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagereading.h"

#include "app/connection/enginesession.h"
#include "core/background.h"
#include "engine/transfers/imagestream.h"
#include "layers/archiveoperation.h"

#include <QPointer>
#include <QStandardPaths>
#include <QThreadPool>

namespace strata {

namespace {

Result<InspectedImage> inspect(const ArchiveImage &image, const std::stop_token &stop)
{
    QList<std::shared_ptr<const LayerIndex>> layers;
    QStringList diffIds;
    for (const ArchiveLayer &layer : image.layers) {
        layers.append(layer.index);
        diffIds.append(layer.diffId);
    }
    return ImageTree::build(layers, stop).transform([&](const std::shared_ptr<const ImageTree> &tree) {
        return InspectedImage{image, tree, diffIds.contains(QString()) ? QStringList() : chainIds(diffIds)};
    });
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

QStringList InspectedImage::diffIds() const
{
    QStringList diffIds;
    for (const ArchiveLayer &layer : image.layers)
        diffIds.append(layer.diffId);
    return diffIds;
}

size_t InspectedImage::memory() const
{
    size_t size = tree ? tree->memory() : 0;
    for (const ArchiveLayer &layer : image.layers)
        size += layer.index ? layer.index->memory() : 0;
    return size;
}

ImageReading::ImageReading(const QString &path, QObject *parent)
    : QObject(parent), m_archive(std::make_unique<ArchiveOperation>(path))
{
    watch();
}

ImageReading::ImageReading(EngineSession &session, const ImageSummary &image, const IndexCache &cache, Source source,
                           QObject *parent)
    : QObject(parent), m_id(image.id.toString()), m_cache(cache)
{
    inBackground(
        this, [cache, id = m_id] { return cache.find(id); },
        [=, this, session = QPointer(&session), size = image.size](const std::optional<ArchiveImage> &known) {
            if (known)
                putTogether({*known}, {});
            else if (source == Source::CacheOrEngine)
                stream(session, size);
            else
                conclude(QList<InspectedImage>());
        });
}

void ImageReading::stream(EngineSession *session, qint64 expected)
{
    if (!session)
        return conclude(failure(Error::Kind::NotFound, tr("The engine of this image is not there any more.")));
    auto pipe = std::make_shared<BytePipe>();
    m_archive = std::make_unique<ArchiveOperation>(m_id, pipe, expected);
    m_stream = std::make_unique<ImageStream>(session->engine(), QStringList{m_id}, pipe);
    watch();
}

ImageReading::~ImageReading()
{
    m_stop.request_stop();
}

void ImageReading::watch()
{
    connect(m_archive.get(), &Operation::progressChanged, this, &ImageReading::progressChanged);
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
    if (!m_error && contents.images.isEmpty())
        m_error = Error{Error::Kind::InvalidInput, tr("It holds no image."), {}};
    putTogether(contents.images, m_error || contents.images.size() != 1 ? std::nullopt : m_cache);
}

/// With a cache the image is kept there.
void ImageReading::putTogether(const QList<ArchiveImage> &images, const std::optional<IndexCache> &cache)
{
    inBackground(
        this,
        [images, cache, id = m_id, token = m_stop.get_token()] {
            const Result<QList<InspectedImage>> inspected = inspectAll(images, token);
            if (cache && inspected)
                QThreadPool::globalInstance()->start([=] { cache->keep(id, images.first()); });
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
