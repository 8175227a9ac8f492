// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/registrycommands.h"

#include "cli/output.h"
#include "cli/table.h"
#include "core/bytesize.h"
#include "registry/tagorder.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString textOr(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QJsonObject toJson(const RegistryBlob &blob)
{
    return {{u"mediaType"_s, blob.mediaType}, {u"digest"_s, blob.digest}, {u"size"_s, blob.size}};
}

QJsonObject toJson(const RegistryImage &image)
{
    QJsonObject object = toJson(image.manifest);
    object.insert(u"platform"_s, image.platform.toString());
    object.insert(u"osVersion"_s, image.platform.osVersion);
    object.insert(u"compressedSize"_s, image.compressedSize);
    return object;
}

QJsonObject toJson(const ImageReference &reference, const RegistryManifest &manifest)
{
    QJsonObject object = toJson(manifest.self);
    object.insert(u"name"_s, reference.familiar());
    object.insert(u"isIndex"_s, manifest.isIndex);
    object.insert(u"images"_s, toJsonArray(manifest.images, toJson));
    if (!manifest.isIndex) {
        object.insert(u"config"_s, toJson(manifest.config));
        object.insert(u"layers"_s, toJsonArray(manifest.layers, toJson));
    }
    return object;
}

} // namespace

bool RegistryCommands::isOne(const QString &command)
{
    return command == u"tags" || command == u"manifest";
}

RegistryCommands::RegistryCommands(bool json, QObject *parent) : QObject(parent), m_json(json) {}

Result<void> RegistryCommands::start(const QStringList &words)
{
    if (words.size() != 2)
        return failure(Error::Kind::InvalidInput, u"%1 takes one name"_s.arg(words.value(0)));
    const auto reference = ImageReference::parse(words[1]);
    if (!reference)
        return std::unexpected(reference.error());
    m_accounts.find(reference->domain(), this,
                    [this, command = words[0], reference = *reference](const Result<std::optional<Credential>> &found) {
                        if (!found)
                            complain(found.error().message);
                        ask(command, reference, found.value_or(std::nullopt));
                    });
    return {};
}

void RegistryCommands::ask(const QString &command, const ImageReference &reference,
                           const std::optional<Credential> &account)
{
    if (command == u"tags") {
        m_registries.tags(reference, account, this, [this, reference](const Result<RegistryTags> &tags) {
            if (!tags)
                return fail(tags.error());
            printTags(reference, *tags);
            QCoreApplication::exit(0);
        });
        return;
    }
    m_registries.manifest(reference, account, RegistryClient::Sizes::Ask, this,
                          [this, reference](const Result<RegistryManifest> &manifest) {
                              if (!manifest)
                                  return fail(manifest.error());
                              if (manifest->omission)
                                  complain(manifest->omission->message);
                              printManifest(reference.withDefaultTag(), *manifest);
                              QCoreApplication::exit(0);
                          });
}

void RegistryCommands::printTags(const ImageReference &repository, const RegistryTags &tags)
{
    const QStringList names = sortedTags(tags.names);
    if (m_json) {
        return printJson(QJsonObject{{u"name"_s, repository.familiarName()},
                                     {u"tags"_s, QJsonArray::fromStringList(names)},
                                     {u"isComplete"_s, tags.isComplete}});
    }
    QString text;
    for (const QString &name : names)
        text += printable(name) + u'\n';
    print(text);
}

void RegistryCommands::printManifest(const ImageReference &reference, const RegistryManifest &manifest)
{
    if (m_json)
        return printJson(toJson(reference, manifest));
    print(formatTable({{u"Name:"_s, reference.familiar()},
                       {u"Digest:"_s, manifest.self.digest},
                       {u"Type:"_s, manifest.self.mediaType}})
          + u'\n');
    QList<QStringList> images{{u"PLATFORM"_s, u"SIZE"_s, u"DIGEST"_s}};
    for (const RegistryImage &image : manifest.images)
        images.append(
            {textOr(image.platform.toString()), textOr(formatBytes(image.compressedSize)), image.manifest.digest});
    print(formatTable(images));
    if (manifest.isIndex)
        return;
    QList<QStringList> layers{{u"LAYER"_s, u"SIZE"_s, u"TYPE"_s}};
    for (const RegistryBlob &layer : manifest.layers)
        layers.append({layer.digest, textOr(formatBytes(layer.size)), layer.mediaType});
    print(u'\n' + formatTable(layers));
}

} // namespace strata
