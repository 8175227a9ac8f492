// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imageassembly.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageAssemblyText
{
    Q_DECLARE_TR_FUNCTIONS(ImageAssembly)
};

struct ImageLimitText // in the words of the tree, which has the same limit further on
{
    Q_DECLARE_TR_FUNCTIONS(ImageTree)
};

struct ArchiveLimitText // in the words of the scan, which has a limit of its own
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveScan)
};

std::unexpected<Error> tooManyLayers()
{
    return failure(Error::Kind::TooLarge,
                   ImageLimitText::tr("The image has more layers or files than Strata looks at."),
                   u"more than %1 layers"_s.arg(imageLayerLimit));
}

void setProblem(std::optional<Error> &problem, std::optional<Error> error)
{
    if (!problem)
        problem = std::move(error);
}

Result<QJsonObject> readConfig(const ArchiveFiles &files, const ImageReferences &references, AssemblyBudget &budget)
{
    if (!references.config)
        return failure(Error::Kind::NotFound, ImageAssemblyText::tr("The image's configuration is not in the archive."),
                       references.configDigest);
    if (!references.configDigest.isEmpty()) {
        if (const std::optional<Error> wrong = files.verify(*references.config, references.configDigest))
            return std::unexpected(*wrong);
    }
    if (!budget.takeDocument(files.size(*references.config)))
        return overBudget();
    const Result<QJsonDocument> document = files.document(*references.config);
    if (!document)
        return std::unexpected(document.error());
    QJsonObject config = document->object();
    if (!config[u"rootfs"][u"diff_ids"].isArray())
        return failure(Error::Kind::InvalidInput,
                       ImageAssemblyText::tr("It has no image configuration: it is something else than an image."));
    if (config[u"rootfs"][u"diff_ids"].toArray().size() > imageLayerLimit)
        return tooManyLayers();
    return config;
}

/// Gives a layer the diff ID of the kind that the configuration has, as far as it is known.
void nameLike(ArchiveLayer &layer, const ArchiveFiles &files, const QString &diffId)
{
    const ScannedLayer *scanned = layer.archiveEntry ? files.layer(*layer.archiveEntry) : nullptr;
    if (scanned && !scanned->diffIdBySha512.isEmpty() && isOfOneKind(diffId, u"sha512:"_s))
        layer.diffId = u"sha512:"_s + QString::fromLatin1(scanned->diffIdBySha512.toHex());
}

/// Puts the layers into the order of the diff IDs. A layer that has none of them is wrong, and stays where it was.
QList<ArchiveLayer> inOrder(const QList<ArchiveLayer> &listed, const QStringList &diffIds)
{
    QHash<QString, qsizetype> byDiffId;
    for (qsizetype i = 0; i < listed.size(); ++i) {
        if (listed[i].index)
            byDiffId.insert(listed[i].diffId, i);
    }
    QList<ArchiveLayer> ordered;
    for (qsizetype i = 0; i < diffIds.size(); ++i) {
        ArchiveLayer layer = i < listed.size() ? listed[i] : ArchiveLayer();
        if (layer.diffId != diffIds[i] && byDiffId.contains(diffIds[i]))
            layer = listed[byDiffId.value(diffIds[i])];
        if (i >= listed.size() && !layer.index)
            layer.problem = Error{Error::Kind::NotFound, ImageAssemblyText::tr("The layer is not in the archive."), {}};
        else if (layer.index && !layer.diffId.isEmpty() && !isOfOneKind(layer.diffId, diffIds[i]))
            setProblem(layer.problem, uncheckedDigest(diffIds[i], layer.diffId));
        else if (layer.index && layer.diffId != diffIds[i])
            setProblem(layer.problem,
                       Error{Error::Kind::InvalidInput,
                             ImageAssemblyText::tr("The layer is not the one that the image's configuration names."),
                             u"%1 instead of %2"_s.arg(layer.diffId, diffIds[i])});
        layer.diffId = diffIds[i];
        ordered.append(std::move(layer));
    }
    return ordered;
}

void readHistory(const QJsonArray &lines, ArchiveImage &image, AssemblyBudget &budget)
{
    if (!budget.takeHistory(lines.size()))
        return setProblem(image.problem, overBudget().error());
    int layer = 0;
    for (const auto &line : lines) {
        ArchiveHistory history{.createdBy = line[u"created_by"].toString(),
                               .comment = line[u"comment"].toString(),
                               .created = timeFrom(line[u"created"])};
        if (!line[u"empty_layer"].toBool() && layer < image.layers.size()) {
            image.layers[layer].createdBy = history.createdBy;
            history.layer = layer++;
        }
        image.history.append(std::move(history));
    }
}

} // namespace

std::unexpected<Error> overBudget()
{
    return failure(Error::Kind::TooLarge, ArchiveLimitText::tr("The archive has more layers than Strata looks at."),
                   u"all images together"_s);
}

QString platformText(const QJsonObject &object)
{
    QStringList parts{object[u"os"].toString(), object[u"architecture"].toString(), object[u"variant"].toString()};
    parts.removeAll(QString());
    return parts.join(u'/');
}

QDateTime timeFrom(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() && time.date().year() > 1 ? time.toUTC() : QDateTime();
}

ArchiveLayer assembleLayer(const ArchiveFiles &files, const LayerReference &reference)
{
    ArchiveLayer layer{.digest = reference.digest, .storedBytes = std::max<qint64>(reference.size, 0)};
    if (!reference.entry) {
        layer.problem = Error{Error::Kind::NotFound, ImageAssemblyText::tr("The layer is not in the archive."), {}};
        return layer;
    }
    layer.archiveEntry = reference.entry;
    layer.storedBytes = files.size(*reference.entry);
    layer.digest = files.digest(*reference.entry, reference.digest);
    const ScannedLayer *scanned = files.layer(*reference.entry);
    if (scanned) {
        layer.diffId = layer.digest.isEmpty() ? QString() : digestText(scanned->diffId); // a part has another
        layer.codec = scanned->codec;
        layer.unpackedBytes = scanned->unpackedBytes;
        layer.index = scanned->index;
        layer.problem = scanned->problem;
    }
    if (!reference.digest.isEmpty())
        setProblem(layer.problem, files.verify(*reference.entry, reference.digest));
    if (!scanned)
        setProblem(layer.problem, Error{Error::Kind::InvalidInput, ImageAssemblyText::tr("The layer is no tar."), {}});
    return layer;
}

ArchiveImage assembleImage(const ArchiveFiles &files, const ImageReferences &references, AssemblyBudget &budget)
{
    ArchiveImage image{.names = references.names,
                       .platform = references.platform,
                       .configDigest = references.config ? files.digest(*references.config, references.configDigest)
                                                         : references.configDigest,
                       .manifestDigest = references.manifestDigest};
    if (references.layers.size() > imageLayerLimit) {
        image.problem = tooManyLayers().error();
        return image;
    }
    const Result<QJsonObject> config = readConfig(files, references, budget);
    const QStringList diffIds = config ? (*config)[u"rootfs"][u"diff_ids"].toVariant().toStringList() : QStringList();
    if (!budget.takeLayers(std::max(diffIds.size(), references.layers.size()))) {
        image.problem = overBudget().error();
        return image;
    }
    for (const LayerReference &layer : references.layers) {
        image.layers.append(assembleLayer(files, layer));
        nameLike(image.layers.last(), files, diffIds.value(0));
    }
    if (config) {
        const QString platform = platformText(*config);
        if (!platform.isEmpty())
            image.platform = platform;
        image.created = timeFrom((*config)[u"created"]);
        if (diffIds.size() != image.layers.size())
            image.problem = Error{Error::Kind::InvalidInput,
                                  ImageAssemblyText::tr("The image's configuration and its list of layers differ."),
                                  u"%1 and %2 layers"_s.arg(diffIds.size()).arg(image.layers.size())};
        image.layers = inOrder(image.layers, diffIds);
        readHistory((*config)[u"history"].toArray(), image, budget);
    } else {
        image.problem = config.error();
    }
    for (const ArchiveLayer &layer : std::as_const(image.layers))
        setProblem(image.problem, layer.problem);
    return image;
}

} // namespace strata
