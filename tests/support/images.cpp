// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/images.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QJsonObject descriptor(const QString &mediaType, const QByteArray &bytes)
{
    return {{u"mediaType"_s, mediaType}, {u"digest"_s, sha256(bytes)}, {u"size"_s, bytes.size()}};
}

QString blobName(const QByteArray &bytes)
{
    return u"blobs/sha256/"_s + QString::fromLatin1(hex(bytes));
}

/// The annotation of containerd, with the name in full.
QJsonObject nameAnnotation(const QString &name)
{
    return {{u"io.containerd.image.name"_s, QString(u"docker.io/library/"_s + name)}};
}

QByteArray manifestOf(const TestImage &image)
{
    QJsonArray layers;
    for (const TestLayer &layer : image.layers)
        layers.append(descriptor(u"application/vnd.oci.image.layer.v1.tar"_s, layer.stored()));
    return json(QJsonObject{{u"schemaVersion"_s, 2},
                            {u"config"_s, descriptor(u"application/vnd.oci.image.config.v1+json"_s, image.config())},
                            {u"layers"_s, layers}});
}

QJsonObject imageDescriptor(const TestImage &image, const QString &name)
{
    QJsonObject object = descriptor(u"application/vnd.oci.image.manifest.v1+json"_s, manifestOf(image));
    object.insert(u"platform"_s, QJsonObject{{u"os"_s, u"linux"_s}, {u"architecture"_s, image.architecture}});
    if (!name.isEmpty())
        object.insert(u"annotations"_s, nameAnnotation(name));
    return object;
}

void addOnce(QList<Item> &items, const Item &item)
{
    for (const Item &known : std::as_const(items)) {
        if (known.path == item.path)
            return;
    }
    items.append(item);
}

QJsonArray layerPaths(const TestImage &image)
{
    QJsonArray paths;
    for (const TestLayer &layer : image.layers)
        paths.append(blobName(layer.stored()));
    return paths;
}

} // namespace

QString sha256(const QByteArray &bytes)
{
    return u"sha256:"_s + QString::fromLatin1(hex(bytes));
}

QByteArray hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QStringList TestImage::diffIds() const
{
    QStringList ids;
    for (const TestLayer &layer : layers)
        ids.append(sha256(layer.tar));
    return ids;
}

QByteArray TestImage::config() const
{
    QJsonArray history;
    for (const TestLayer &layer : layers)
        history.append(
            QJsonObject{{u"created"_s, u"2024-05-06T07:08:09.123456789Z"_s}, {u"created_by"_s, layer.createdBy}});
    history.append(QJsonObject{{u"created_by"_s, u"CMD [\"sh\"]"_s}, {u"empty_layer"_s, true}});
    QJsonObject object{
        {u"os"_s, u"linux"_s},
        {u"architecture"_s, architecture},
        {u"created"_s, u"2024-05-06T07:08:10.5Z"_s},
        {u"history"_s, history},
        {u"rootfs"_s, QJsonObject{{u"type"_s, u"layers"_s}, {u"diff_ids"_s, QJsonArray::fromStringList(diffIds())}}}};
    if (!variant.isEmpty())
        object.insert(u"variant"_s, variant);
    return json(object);
}

Item blob(const QByteArray &bytes)
{
    return {.path = "blobs/sha256/" + hex(bytes), .data = bytes};
}

QList<Item> dockerArchive(const QList<TestImage> &images)
{
    QList<Item> items;
    QJsonArray manifest;
    QHash<QString, QByteArray> written; // diff IDs to the first layer.tar that has them
    for (const TestImage &image : images) {
        QJsonArray paths;
        for (qsizetype i = 0; i < image.layers.size(); ++i) {
            const QByteArray id = hex(image.config() + QByteArray::number(i));
            const QString diffId = sha256(image.layers[i].tar);
            const QByteArray path = id + "/layer.tar";
            items.append(folder(id + '/'));
            items.append({.path = id + "/VERSION", .data = "1.0"});
            items.append({.path = id + "/json", .data = "{\"id\":\"" + id + "\"}"});
            if (written.contains(diffId)) {
                items.append(symbolicLink(path, "../" + written.value(diffId)));
            } else {
                items.append({.path = path, .data = image.layers[i].stored()});
                written.insert(diffId, path);
            }
            paths.append(QString::fromLatin1(path));
        }
        const QByteArray config = hex(image.config()) + ".json";
        items.append({.path = config, .data = image.config()});
        manifest.append(QJsonObject{{u"Config"_s, QString::fromLatin1(config)},
                                    {u"RepoTags"_s, QJsonArray::fromStringList(image.names)},
                                    {u"Layers"_s, paths}});
    }
    items.append({.path = "manifest.json", .data = json(manifest)});
    items.append({.path = "repositories", .data = "{}"});
    return items;
}

QList<Item> ancientArchive(const TestImage &image)
{
    QList<Item> items;
    QString parent;
    for (const TestLayer &layer : image.layers) {
        const QString id = QString::fromLatin1(hex(layer.tar));
        QJsonObject config{
            {u"id"_s, id},
            {u"os"_s, u"linux"_s},
            {u"architecture"_s, image.architecture},
            {u"created"_s, u"2014-10-01T20:46:08.914288461Z"_s},
            {u"container_config"_s, QJsonObject{{u"Cmd"_s, QJsonArray{u"/bin/sh"_s, u"-c"_s, layer.createdBy}}}}};
        if (!parent.isEmpty())
            config.insert(u"parent"_s, parent);
        items.append(folder(id.toLatin1() + '/'));
        items.append({.path = id.toLatin1() + "/VERSION", .data = "1.0"});
        items.append({.path = id.toLatin1() + "/json", .data = json(config)});
        items.append({.path = id.toLatin1() + "/layer.tar", .data = layer.tar});
        parent = id;
    }
    QJsonObject repositories;
    for (const QString &name : image.names) {
        QJsonObject tags = repositories[name.section(u':', 0, 0)].toObject();
        tags.insert(name.section(u':', 1), parent);
        repositories.insert(name.section(u':', 0, 0), tags);
    }
    items.append({.path = "repositories", .data = json(repositories)});
    return items;
}

QList<Item> podmanArchive(const TestImage &image)
{
    QList<Item> items;
    QJsonArray paths;
    for (const TestLayer &layer : image.layers) {
        const QByteArray path = hex(layer.tar) + ".tar";
        addOnce(items, {.path = path, .data = layer.tar});
        paths.append(QString::fromLatin1(path));
    }
    const QByteArray config = hex(image.config()) + ".json";
    items.append({.path = config, .data = image.config()});
    items.append({.path = "manifest.json",
                  .data = json(QJsonArray{QJsonObject{{u"Config"_s, QString::fromLatin1(config)},
                                                      {u"RepoTags"_s, QJsonArray::fromStringList(image.names)},
                                                      {u"Layers"_s, paths}}})});
    return items;
}

QList<Item> ociLayout(const QList<TestImage> &images, OciOptions options)
{
    QList<Item> items{folder("blobs/"), folder("blobs/sha256/")};
    QJsonArray manifests;
    QJsonArray dockerManifest;
    for (const TestImage &image : images) {
        for (const TestLayer &layer : image.layers)
            addOnce(items, blob(layer.stored()));
        addOnce(items, blob(image.config()));
        addOnce(items, blob(manifestOf(image)));
        if (options.nested || image.names.isEmpty())
            manifests.append(imageDescriptor(image, {}));
        for (const QString &name : options.nested ? QStringList() : image.names)
            manifests.append(imageDescriptor(image, name));
        dockerManifest.append(QJsonObject{{u"Config"_s, blobName(image.config())},
                                          {u"RepoTags"_s, QJsonArray::fromStringList(image.names)},
                                          {u"Layers"_s, layerPaths(image)}});
    }
    if (options.nested) {
        QJsonObject attestation = descriptor(u"application/vnd.oci.image.manifest.v1+json"_s, "an attestation");
        attestation.insert(u"annotations"_s, QJsonObject{{u"vnd.docker.reference.type"_s, u"attestation-manifest"_s}});
        manifests.append(attestation);
        manifests.append(descriptor(u"application/vnd.oci.image.manifest.v1+json"_s, "of a platform not saved"));
        items.append({.path = "blobs/sha256/" + hex("an attestation"), .data = "an attestation"});
        const QByteArray index = json(QJsonObject{{u"schemaVersion"_s, 2}, {u"manifests"_s, manifests}});
        items.append(blob(index));
        QJsonObject top = descriptor(u"application/vnd.oci.image.index.v1+json"_s, index);
        top.insert(u"annotations"_s, nameAnnotation(images.first().names.first()));
        manifests = {top};
    }
    items.append(
        {.path = "index.json", .data = json(QJsonObject{{u"schemaVersion"_s, 2}, {u"manifests"_s, manifests}})});
    if (options.manifestJson)
        items.append({.path = "manifest.json", .data = json(dockerManifest)});
    items.append({.path = "oci-layout", .data = "{\"imageLayoutVersion\":\"1.0.0\"}"});
    return items;
}

TestImage smallImage(Codec codec)
{
    const QByteArray base = tarOf({folder("etc/"),
                                   {.path = "etc/motd", .data = "hello\n"},
                                   folder("bin/"),
                                   {.path = "bin/sh", .data = QByteArray(5000, 's'), .mode = 0755}});
    const QByteArray top = tarOf(
        {folder("etc/"), {.path = "etc/motd", .data = "hello again\n"}, symbolicLink("bin/ash", "sh")});
    return {.names = {u"shop:1"_s, u"shop:latest"_s},
            .layers = {{base, u"ADD rootfs /"_s, codec}, {top, u"RUN echo again"_s, codec}}};
}

} // namespace strata::test
