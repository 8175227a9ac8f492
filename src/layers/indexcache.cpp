// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/indexcache.h"

#include "layers/indexfile.h"

#include <QDataStream>
#include <QDateTime>
#include <QDir>
#include <QIODevice>
#include <QRegularExpression>
#include <QSaveFile>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 recordVersion = 2;

/// The name of a file; empty for what is no digest.
QString fileName(const QString &kind, const QString &digest)
{
    static const QRegularExpression form(u"^sha256:([0-9a-f]{64})$"_s);
    const QRegularExpressionMatch match = form.match(digest);
    return match.hasMatch() ? kind + u'-' + match.captured(1) : QString();
}

QString layerFile(const QString &diffId)
{
    return fileName(u"layer"_s, diffId);
}

QString imageFile(const QString &imageId)
{
    return fileName(u"image"_s, imageId);
}

void write(QDataStream &stream, const ArchiveImage &image)
{
    stream << image.names << image.platform << image.created << image.configDigest << image.manifestDigest
           << quint32(image.layers.size());
    for (const ArchiveLayer &layer : image.layers)
        stream << layer.diffId << layer.digest << quint8(layer.codec) << layer.storedBytes << layer.unpackedBytes
               << layer.createdBy << layer.archiveEntry.has_value() << layer.archiveEntry.value_or(0);
    stream << quint32(image.history.size());
    for (const ArchiveHistory &line : image.history)
        stream << line.createdBy << line.comment << line.created << qint32(line.layer);
}

ArchiveImage readImage(QDataStream &stream)
{
    ArchiveImage image;
    quint32 layers = 0, history = 0;
    stream >> image.names >> image.platform >> image.created >> image.configDigest >> image.manifestDigest >> layers;
    for (quint32 i = 0; i < layers && stream.status() == QDataStream::Ok; ++i) {
        ArchiveLayer layer;
        quint8 codec = 0;
        bool hasEntry = false;
        quint32 entry = 0;
        stream >> layer.diffId >> layer.digest >> codec >> layer.storedBytes >> layer.unpackedBytes >> layer.createdBy
            >> hasEntry >> entry;
        layer.codec = Codec(codec);
        layer.archiveEntry = hasEntry ? std::optional(entry) : std::nullopt;
        image.layers.append(layer);
    }
    stream >> history;
    for (quint32 i = 0; i < history && stream.status() == QDataStream::Ok; ++i) {
        ArchiveHistory line;
        qint32 layer = -1;
        stream >> line.createdBy >> line.comment >> line.created >> layer;
        line.layer = layer;
        image.history.append(line);
    }
    return image;
}

QByteArray recordOf(const QList<ArchiveImage> &images)
{
    QByteArray body;
    QDataStream stream(&body, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << recordVersion << quint32(images.size());
    for (const ArchiveImage &image : images)
        write(stream, image);
    const Sha256Value hash = Sha256::of(body);
    return QByteArray(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())) + body;
}

/// Empty when it is no record.
QList<ArchiveImage> imagesFrom(const QByteArray &record)
{
    constexpr qsizetype hashSize = sizeof(Sha256Value);
    if (record.size() < hashSize)
        return {};
    const QByteArray body = record.sliced(hashSize);
    const Sha256Value hash = Sha256::of(body);
    if (!record.startsWith(QByteArrayView(reinterpret_cast<const char *>(hash.data()), hashSize)))
        return {};
    QDataStream stream(body);
    stream.setVersion(QDataStream::Qt_6_8);
    quint32 version = 0, count = 0;
    stream >> version >> count;
    QList<ArchiveImage> images;
    for (quint32 i = 0; version == recordVersion && i < count && stream.status() == QDataStream::Ok; ++i)
        images.append(readImage(stream));
    return stream.status() == QDataStream::Ok ? images : QList<ArchiveImage>();
}

} // namespace

IndexCache::IndexCache(QString folder, qint64 limit) : m_folder(std::move(folder)), m_limit(limit) {}

QString IndexCache::path(const QString &name) const
{
    return m_folder + u'/' + name;
}

bool IndexCache::isThere(const QString &name) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return false;
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return true;
}

std::optional<QByteArray> IndexCache::read(const QString &name) const
{
    if (name.isEmpty() || !isThere(name))
        return {};
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

bool IndexCache::write(const QString &name, const QByteArray &bytes) const
{
    QSaveFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

void IndexCache::remove(const QString &name) const
{
    QFile::remove(path(name));
}

QList<ArchiveImage> IndexCache::find(const QString &imageId) const
{
    const QString name = imageFile(imageId);
    const std::optional<QByteArray> record = read(name);
    if (!record)
        return {};
    QList<ArchiveImage> images = imagesFrom(*record);
    if (images.isEmpty())
        remove(name);
    for (ArchiveImage &image : images) {
        for (ArchiveLayer &entry : image.layers) {
            entry.index = layer(entry.diffId);
            if (!entry.index)
                return {};
        }
    }
    return images;
}

std::shared_ptr<const LayerIndex> IndexCache::layer(const QString &diffId) const
{
    const QString name = layerFile(diffId);
    const std::optional<QByteArray> bytes = read(name);
    std::shared_ptr<const LayerIndex> index = bytes ? IndexFile::read(*bytes) : nullptr;
    if (bytes && !index)
        remove(name);
    return index;
}

void IndexCache::keep(const QString &imageId, const QList<ArchiveImage> &images) const
{
    const QString name = imageFile(imageId);
    if (!name.isEmpty() && writeLayers(images) && write(name, recordOf(images)))
        trim();
}

void IndexCache::keepLayers(const QList<ArchiveImage> &images) const
{
    if (writeLayers(images))
        trim();
}

bool IndexCache::writeLayers(const QList<ArchiveImage> &images) const
{
    const auto isWhole = [](const ArchiveImage &image) {
        return !image.problem && !image.layers.isEmpty()
            && std::ranges::all_of(image.layers, [](const ArchiveLayer &layer) {
                   return layer.index && !layer.problem && !layerFile(layer.diffId).isEmpty();
               });
    };
    if (images.isEmpty() || !std::ranges::all_of(images, isWhole) || !QDir().mkpath(m_folder))
        return false;
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (const ArchiveImage &image : images) {
        for (const ArchiveLayer &layer : image.layers) {
            const QString layerName = layerFile(layer.diffId);
            if (!this->layer(layer.diffId) && !write(layerName, IndexFile::bytesOf(*layer.index)))
                return false;
        }
    }
    return true;
}

/// What was used last stays.
void IndexCache::trim() const
{
    qint64 sum = 0;
    for (const QFileInfo &file : QDir(m_folder).entryInfoList(QDir::Files, QDir::Time)) {
        sum += file.size();
        if (sum > m_limit)
            remove(file.fileName());
    }
}

} // namespace strata
