// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/storedlayers.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimit = 1 << 20;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(fileLimit) : QByteArray();
}

/// "sha256/<hex>", as folders and files are called; empty for what is no digest.
QString placeOf(const QString &digest)
{
    static const QRegularExpression form(u"^sha256:[0-9a-f]{64}$"_s);
    return form.match(digest).hasMatch() ? QString(digest).replace(u':', u'/') : QString();
}

QStringList blobsIn(const QByteArray &metadata)
{
    QStringList blobs;
    const QJsonArray array = QJsonDocument::fromJson(metadata).array();
    for (const auto &value : array) {
        const QString repository = value[u"SourceRepository"].toString(), digest = value[u"Digest"].toString();
        if (!placeOf(digest).isEmpty())
            blobs.append(repository.isEmpty() ? digest : QString(repository + u'@' + digest));
    }
    blobs.removeDuplicates();
    return blobs;
}

StoredLayer storedLayer(const QString &folder, const QString &diffId, const QString &chainId)
{
    StoredLayer layer{.folder = folder, .cacheId = folder.section(u'/', -2, -2)};
    const QString driver = folder.section(u'/', -3, -3);
    const QString root = folder.section(u'/', 0, -4);
    const QString database = root + u"/image/"_s + driver;
    const QString cacheId = QString::fromUtf8(
        contentOf(database + u"/layerdb/"_s + placeOf(chainId) + u"/cache-id"_s).trimmed());
    if (!cacheId.isEmpty() && !cacheId.contains(u'/')) {
        layer.cacheId = cacheId;
        layer.folder = QStringList{root, driver, cacheId, u"diff"_s}.join(u'/');
    }
    if (const QString place = placeOf(diffId); !place.isEmpty())
        layer.registryBlobs = blobsIn(contentOf(database + u"/distribution/v2metadata-by-diffid/"_s + place));
    layer.isReadable = QFileInfo(layer.folder).isReadable();
    return layer;
}

} // namespace

QList<StoredLayer> storedLayers(const QStringList &folders, const QStringList &diffIds, const QStringList &chainIds)
{
    QList<StoredLayer> layers;
    if (folders.size() != diffIds.size() || folders.size() != chainIds.size())
        return layers;
    for (qsizetype i = 0; i < folders.size(); ++i)
        layers.append(storedLayer(folders[i], diffIds[i], chainIds[i]));
    return layers;
}

} // namespace strata
