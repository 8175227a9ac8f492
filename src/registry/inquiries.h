// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/imagereference.h"
#include "registry/manifest.h"

#include <QObject>

#include <functional>

namespace strata {

class RegistrySession;

/// Whose rights count, and where.
struct Inquiry
{
    ImageReference reference;
    std::optional<Credential> account; ///< of the reference's registry
};

template<typename T>
using InquiryAnswer = std::function<void(Result<T>)>;

/// What is asked of a registry, each in as many requests as it takes. On the session's thread; each answers once, maybe
/// from inside the call, and not when `context` is gone, which ends its requests. See RegistryClient.
void inquireTags(RegistrySession &session, const Inquiry &inquiry, QObject *context,
                 InquiryAnswer<RegistryTags> answer);
void inquireManifest(RegistrySession &session, const Inquiry &inquiry, bool withSizes, QObject *context,
                     InquiryAnswer<RegistryManifest> answer);
void inquireDigest(RegistrySession &session, const Inquiry &inquiry, QObject *context, InquiryAnswer<QString> answer);

} // namespace strata
