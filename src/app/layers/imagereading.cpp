// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/imagereading.h"

#include "core/background.h"
#include "engine/transfers/imagestream.h"
#include "layers/archiveoperation.h"

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

ImageReading::ImageReading(Engine &engine, const QString &name, qint64 expected, QObject *parent) : QObject(parent)
{
    auto pipe = std::make_shared<BytePipe>();
    m_archive = std::make_unique<ArchiveOperation>(name, pipe, expected);
    m_stream = std::make_unique<ImageStream>(engine, QStringList{name}, pipe);
    watch();
}

ImageReading::~ImageReading()
{
    m_stop.request_stop();
}

void ImageReading::watch()
{
    connect(m_archive.get(), &Operation::progressChanged, this, &ImageReading::progressChanged);
    connect(m_archive.get(), &Operation::finished, this, &ImageReading::putTogether, Qt::QueuedConnection);
    m_archive->start();
}

QString ImageReading::progressText() const
{
    return m_archive->progress().text;
}

void ImageReading::putTogether()
{
    m_stream.reset();
    if (const std::optional<Error> &error = m_archive->outcome().error)
        return conclude(std::unexpected(*error));
    const ArchiveContents &contents = *m_archive->contents();
    m_error = contents.problem;
    if (!m_error && contents.images.isEmpty())
        m_error = Error{Error::Kind::InvalidInput, tr("It holds no image."), {}};
    inBackground(
        this, [images = contents.images, token = m_stop.get_token()] { return inspectAll(images, token); },
        [this](const Result<QList<InspectedImage>> &images) { conclude(images); });
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
