// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registrydata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace strata::test {

inline const QByteArray ociManifestType = "application/vnd.oci.image.manifest.v1+json";
inline const QByteArray ociIndexType = "application/vnd.oci.image.index.v1+json";
inline const QByteArray ociConfigType = "application/vnd.oci.image.config.v1+json";
inline const QByteArray ociLayerType = "application/vnd.oci.image.layer.v1.tar";

inline QJsonObject descriptor(const QByteArray &type, const QByteArray &content)
{
    return {{QStringLiteral("mediaType"), QString::fromLatin1(type)},
            {QStringLiteral("digest"), registrydata::digestOf(content)},
            {QStringLiteral("size"), content.size()}};
}

/// A small image, as a registry would hold it.
struct ServedImage
{
    ServedImage(const QString &architecture, const QByteArray &layerContent, const QString &variant = {})
        : platform{{QStringLiteral("os"), QStringLiteral("linux")}, {QStringLiteral("architecture"), architecture}},
          layer(layerContent)
    {
        if (!variant.isEmpty())
            platform.insert(QStringLiteral("variant"), variant);
        QJsonObject whole = platform;
        whole.insert(QStringLiteral("rootfs"), QJsonObject{{QStringLiteral("type"), QStringLiteral("layers")}});
        config = QJsonDocument(whole).toJson(QJsonDocument::Compact);
        manifest = QJsonDocument(QJsonObject{{QStringLiteral("schemaVersion"), 2},
                                             {QStringLiteral("mediaType"), QString::fromLatin1(ociManifestType)},
                                             {QStringLiteral("config"), descriptor(ociConfigType, config)},
                                             {QStringLiteral("layers"), QJsonArray{descriptor(ociLayerType, layer)}}})
                       .toJson(QJsonDocument::Compact);
    }

    QString digest() const { return registrydata::digestOf(manifest); }
    qint64 compressedSize() const { return config.size() + layer.size(); }

    QJsonObject platform;
    QByteArray config;
    QByteArray layer;
    QByteArray manifest;
};

inline QByteArray indexOf(const QList<ServedImage> &images)
{
    QJsonArray entries;
    for (const ServedImage &image : images) {
        QJsonObject entry = descriptor(ociManifestType, image.manifest);
        entry.insert(QStringLiteral("platform"), image.platform);
        entries.append(entry);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("schemaVersion"), 2},
                                     {QStringLiteral("mediaType"), QString::fromLatin1(ociIndexType)},
                                     {QStringLiteral("manifests"), entries}})
        .toJson(QJsonDocument::Compact);
}

} // namespace strata::test
