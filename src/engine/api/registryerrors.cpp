// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/registryerrors.h"

#include "core/registrytext.h"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The first rule one of whose words is in the text wins.
struct Rule
{
    std::initializer_list<const char *> words;
    Error::Kind kind;
    const char *sentence; ///< %1: the engine's words
};

constexpr const char *diskFull = QT_TRANSLATE_NOOP("RegistryErrors", "The engine's disk is full: %1");

const Rule registryRules[] = {
    {{"toomanyrequests", "too many requests", "rate limit"}, Error::Kind::RateLimited, registrytext::rateLimited},
    {{"x509:", "certificate signed by unknown authority", "failed to verify certificate", "tls: bad certificate"},
     Error::Kind::UntrustedCertificate,
     QT_TRANSLATE_NOOP("RegistryErrors",
                       "The registry's certificate is not known to the engine. Give the engine the certificate of its "
                       "authority: %1")},
    {{"server gave http response to https client"},
     Error::Kind::NotSupported,
     QT_TRANSLATE_NOOP("RegistryErrors",
                       "The registry does not encrypt, and the engine does not know that it may be used so: %1")},
    {{"no basic auth credentials", "pull access denied", "may require 'docker login'"},
     Error::Kind::Unauthorized,
     registrytext::accountNeeded},
    {{"unauthorized", "authentication required", "incorrect username or password", "invalid username/password",
      "denied: ", "access to the requested resource is not authorized", "access to the resource is denied",
      "401 unauthorized", "403 forbidden"},
     Error::Kind::Unauthorized,
     registrytext::accountRefused},
    {{"no space left on device"}, Error::Kind::Local, diskFull},
    {{"connection refused", "no such host", "i/o timeout", "no route to host", "network is unreachable",
      "handshake timeout", "deadline exceeded", "client.timeout", "connection reset by peer", "broken pipe",
      "connection timed out", "unexpected eof", "server misbehaving", "temporary failure in name resolution",
      "http status: 502", "http status: 503", "502 bad gateway", "503 service unavailable"},
     Error::Kind::HostUnreachable,
     registrytext::unreachable},
    {{"context canceled"},
     Error::Kind::BrokenStream,
     QT_TRANSLATE_NOOP("RegistryErrors", "The engine stopped this itself: %1")},
    {{"manifest unknown", "not found", "does not exist", "no matching manifest", "no image found in manifest list",
      "does not match the specified platform", "name unknown"},
     Error::Kind::NotFound,
     registrytext::noSuchImage},
};

const Rule archiveRules[] = {
    {{"no space left on device"}, Error::Kind::Local, diskFull},
    {{"unexpected eof"},
     Error::Kind::InvalidInput,
     QT_TRANSLATE_NOOP("RegistryErrors", "The archive is cut off: it ends too early (%1).")},
    {{"invalid tar header", "does not match any of the supported image formats", "docker-import-", "manifest.json",
      "index.json", "invalid archive", "archive/tar", "gzip: invalid", "not an image"},
     Error::Kind::InvalidInput,
     QT_TRANSLATE_NOOP("RegistryErrors", "This is no archive of images: %1")},
};

/// What the engine said itself: not what happened to the connection, and not what the engine's HTTP status says already.
bool isEnginesWords(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::InvalidInput:
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::EngineFailed: return true;
    default: return false;
    }
}

Error explain(Error error, std::span<const Rule> rules)
{
    if (!isEnginesWords(error))
        return error;
    const auto isIn = [&error](const char *word) {
        return error.message.contains(QLatin1StringView(word), Qt::CaseInsensitive);
    };
    const auto rule = std::ranges::find_if(rules, [&](const Rule &r) { return std::ranges::any_of(r.words, isIn); });
    if (rule == rules.end())
        return error;
    error.kind = rule->kind;
    error.message = RegistryErrorsText::tr(rule->sentence).arg(error.message);
    return error;
}

} // namespace

Error registryError(Error error)
{
    if (error.kind == Error::Kind::EngineFailed && error.message.endsWith(u": EOF"_s))
        return {Error::Kind::HostUnreachable, RegistryErrorsText::tr(registrytext::unreachable).arg(error.message),
                error.detail};
    return explain(std::move(error), registryRules);
}

Error archiveError(Error error)
{
    return explain(std::move(error), archiveRules);
}

} // namespace strata
