// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret.h"
#include "registry/manifest.h"

#include <QByteArray>

#include <chrono>
#include <functional>

/// What registries and token servers send, read into values. Nothing is taken for granted: a field of another type is
/// as one that is not there; MalformedAnswer is for what leaves nothing to go on.
namespace strata::registrydata {

/// GET /v2/<name>/tags/list (distribution spec, "Listing tags"). null is no tags.
Result<QStringList> tags(const QByteArray &json);

/// The media types that manifest() reads, for Accept.
QByteArray manifestTypes();

/// A manifest or an index, of OCI or Docker (schema 2). `contentType` is the answer's header; the document's own
/// mediaType counts where it says nothing. `self.digest` is left empty. NotSupported: schema 1. A document that could be
/// read as an image and as an index, or says to be something else than the header does, is refused (CVE-2021-41190).
Result<RegistryManifest> manifest(const QByteArray &json, QByteArrayView contentType);

/// Whether `type` is an image's manifest, and whether it is an image's configuration.
bool isImageManifest(QStringView type);
bool isImageConfig(QStringView type);

/// The platform that an image's configuration names.
Result<RegistryPlatform> platform(const QByteArray &json);

/// What a token server gives (distribution spec, auth/token.md and auth/oauth.md).
struct Token
{
    Secret value;
    std::chrono::seconds lifetime{60}; ///< at least a minute, which is also what is meant when it is not told
};
Result<Token> token(const QByteArray &json);

/// What a registry or a token server says about an error, one line of at most 300 characters; empty when it says nothing
/// that is meant for people, or something of which `isSecret` is true: that is asked about the text as it came.
QString words(const QByteArray &json, const std::function<bool(const QString &)> &isSecret = {});

/// Digests (OCI image-spec descriptor.md) of the algorithms that can be checked: sha256 and sha512.
bool isDigest(const QString &text);
bool isDigestOf(const QString &digest, QByteArrayView bytes);
QString digestOf(QByteArrayView bytes); ///< sha256

} // namespace strata::registrydata
