// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrydata.h"

#include "registry/registryclienttext.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtNumeric>

#include <algorithm>
#include <array>

namespace strata::registrydata {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *ociIndex = "application/vnd.oci.image.index.v1+json";
constexpr const char *ociManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr const char *dockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
constexpr const char *dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
constexpr const char *ociConfig = "application/vnd.oci.image.config.v1+json";
constexpr const char *dockerConfig = "application/vnd.docker.container.image.v1+json";
constexpr const char *schema1 = "application/vnd.docker.distribution.manifest.v1+";

constexpr qsizetype wordsLimit = 300;
constexpr std::chrono::seconds longestLifetime{24 * 3600};

bool isOne(QStringView type, const char *a, const char *b)
{
    return type == QLatin1StringView(a) || type == QLatin1StringView(b);
}

bool isIndex(QStringView type)
{
    return isOne(type, ociIndex, dockerList);
}

Result<QJsonObject> object(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return malformedAnswer(u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return malformedAnswer(u"the answer is no JSON object"_s);
    return document.object();
}

qint64 size(const QJsonValue &value)
{
    return std::max<qint64>(value.toInteger(-1), -1);
}

RegistryBlob blob(const QJsonValue &descriptor)
{
    return {descriptor[u"mediaType"].toString(), descriptor[u"digest"].toString(), size(descriptor[u"size"])};
}

RegistryPlatform platformIn(const QJsonValue &value)
{
    return {value[u"os"].toString(), value[u"architecture"].toString(), value[u"variant"].toString(),
            value[u"os.version"].toString()};
}

/// BuildKit's provenance and SBOM: not an image.
bool isAttestation(const QJsonValue &descriptor)
{
    return descriptor[u"platform"][u"os"].toString() == u"unknown"
        && descriptor[u"annotations"].toObject().contains(u"vnd.docker.reference.type");
}

qint64 sum(const RegistryBlob &config, const QList<RegistryBlob> &layers)
{
    qint64 total = config.size;
    for (const RegistryBlob &layer : layers) {
        if (total < 0 || layer.size < 0 || qAddOverflow(total, layer.size, &total))
            return -1;
    }
    return total;
}

void readIndex(const QJsonObject &document, RegistryManifest &manifest)
{
    manifest.isIndex = true;
    for (const auto &descriptor : document[u"manifests"].toArray()) {
        if (!isAttestation(descriptor))
            manifest.images.append({platformIn(descriptor[u"platform"]), blob(descriptor), -1});
    }
}

void readImage(const QJsonObject &document, RegistryManifest &manifest)
{
    manifest.config = blob(document[u"config"]);
    for (const auto &layer : document[u"layers"].toArray())
        manifest.layers.append(blob(layer));
    manifest.images.append({{}, manifest.self, sum(manifest.config, manifest.layers)});
}

/// By the header, by the document, and by what is in it.
Result<QString> mediaTypeOf(const QJsonObject &document, QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    QString told = QString::fromLatin1(end < 0 ? contentType : contentType.first(end)).trimmed().toLower();
    QString own = document[u"mediaType"].toString();
    const auto isKnown = [](QStringView type) { return isIndex(type) || isImageManifest(type); };
    if (isKnown(told) && !own.isEmpty() && own != told)
        return malformedAnswer(u"Content-Type is %1, mediaType is %2"_s.arg(told, own));
    if (isKnown(told))
        return told;
    if (!own.isEmpty())
        return own;
    return QString::fromLatin1(document.contains(u"manifests") ? ociIndex : ociManifest);
}

struct DigestAlgorithm
{
    QLatin1StringView prefix;
    QCryptographicHash::Algorithm hash;
};

constexpr std::array digestAlgorithms{DigestAlgorithm{"sha256:"_L1, QCryptographicHash::Sha256},
                                      DigestAlgorithm{"sha512:"_L1, QCryptographicHash::Sha512}};

const DigestAlgorithm *algorithmOf(QStringView digest)
{
    const auto found = std::ranges::find_if(
        digestAlgorithms, [digest](const DigestAlgorithm &algorithm) { return digest.startsWith(algorithm.prefix); });
    return found == digestAlgorithms.end() ? nullptr : &*found;
}

QString hashed(const DigestAlgorithm &algorithm, QByteArrayView bytes)
{
    return algorithm.prefix + QString::fromLatin1(QCryptographicHash::hash(bytes, algorithm.hash).toHex());
}

/// Only what an Authorization header can hold (RFC 6750, b64token).
bool isToken(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c > u' ' && c <= u'~'; });
}

} // namespace

Result<QStringList> tags(const QByteArray &json)
{
    const Result<QJsonObject> document = object(json);
    if (!document)
        return std::unexpected(document.error());
    const QJsonValue list = (*document)[u"tags"];
    if (!list.isArray() && !list.isNull())
        return malformedAnswer(u"tags is no list"_s);
    QStringList names;
    for (const auto &name : list.toArray()) {
        if (name.isString())
            names.append(name.toString());
    }
    return names;
}

QByteArray manifestTypes()
{
    return QByteArrayList{ociIndex, dockerList, ociManifest, dockerManifest}.join(", ");
}

Result<RegistryManifest> manifest(const QByteArray &json, QByteArrayView contentType)
{
    const Result<QJsonObject> document = object(json);
    if (!document)
        return std::unexpected(document.error());
    const Result<QString> type = mediaTypeOf(*document, contentType);
    if (!type)
        return std::unexpected(type.error());
    if ((*document)[u"schemaVersion"].toInt() == 1 || type->startsWith(QLatin1StringView(schema1))
        || contentType.startsWith(schema1)) {
        return failure(Error::Kind::NotSupported,
                       RegistryClientText::tr("This image is stored in Docker's first format, which engines no longer "
                                              "read. It has to be pushed again."),
                       *type);
    }
    const bool hasImages = document->contains(u"manifests");
    const bool hasLayers = document->contains(u"layers") || document->contains(u"config");
    if (isIndex(*type) ? hasLayers || !hasImages : hasImages || !(*document)[u"config"].isObject())
        return malformedAnswer(u"the content does not fit the media type %1"_s.arg(*type));
    RegistryManifest manifest;
    manifest.self = {*type, {}, json.size()};
    if (isIndex(*type))
        readIndex(*document, manifest);
    else
        readImage(*document, manifest);
    return manifest;
}

bool isImageManifest(QStringView type)
{
    return isOne(type, ociManifest, dockerManifest);
}

bool isImageConfig(QStringView type)
{
    return isOne(type, ociConfig, dockerConfig);
}

Result<RegistryPlatform> platform(const QByteArray &json)
{
    return object(json).transform([](const QJsonObject &config) { return platformIn(config); });
}

Result<Token> token(const QByteArray &json)
{
    const Result<QJsonObject> document = object(json);
    if (!document)
        return std::unexpected(document.error());
    QString text = (*document)[u"token"].toString();
    if (text.isEmpty())
        text = (*document)[u"access_token"].toString();
    if (!isToken(text))
        return malformedAnswer(u"there is no token in the answer"_s);
    const std::chrono::seconds told{(*document)[u"expires_in"].toInteger()};
    const Token shortest;
    return Token{Secret::take(text), std::clamp(told, shortest.lifetime, longestLifetime)};
}

QString words(const QByteArray &json, const std::function<bool(const QString &)> &isSecret)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue first = document[u"errors"].toArray().at(0);
    QString text;
    for (const QJsonValue &told : {first[u"message"], document[u"details"], document[u"error_description"],
                                   document[u"message"], first[u"code"], document[u"error"]}) {
        text = told.toString();
        if (isSecret && isSecret(text))
            return {};
        for (QChar &c : text) {
            if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
                c = u' ';
        }
        text = text.simplified();
        if (!text.isEmpty())
            break;
    }
    return text.size() > wordsLimit ? text.first(wordsLimit) + u'…' : text;
}

bool isDigest(const QString &text)
{
    const DigestAlgorithm *algorithm = algorithmOf(text);
    const QStringView digits = QStringView(text).sliced(algorithm ? algorithm->prefix.size() : 0);
    return algorithm && digits.size() == 2 * QCryptographicHash::hashLength(algorithm->hash)
        && std::ranges::all_of(digits, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isDigestOf(const QString &digest, QByteArrayView bytes)
{
    const DigestAlgorithm *algorithm = algorithmOf(digest);
    return algorithm && digest == hashed(*algorithm, bytes);
}

QString digestOf(QByteArrayView bytes)
{
    return hashed(digestAlgorithms.front(), bytes);
}

} // namespace strata::registrydata

namespace strata {

QString RegistryPlatform::toString() const
{
    QStringList parts{os, architecture, variant};
    parts.removeAll(QString());
    return parts.join(u'/');
}

} // namespace strata
