// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/headers.h"
#include "registry/registrydata.h"
#include "registry/tagorder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace strata;

namespace {

/// The order is one: whatever it begins with, the same comes out, and nothing is lost.
void checkOrder(QStringList tags)
{
    const QStringList sorted = sortedTags(tags);
    std::ranges::reverse(tags);
    if (sortedTags(tags) != sorted || sortedTags(sorted) != sorted || sorted.size() != tags.size())
        std::abort();
}

void checkManifest(const QByteArray &json)
{
    const auto manifest = registrydata::manifest(json, {});
    if (!manifest)
        return;
    if (!manifest->isIndex && manifest->images.size() != 1)
        std::abort();
    for (const RegistryImage &image : manifest->images) {
        if (image.compressedSize < -1 || image.manifest.size < -1)
            std::abort();
    }
}

/// A token is put into a header, words are shown to people.
void checkTexts(const QByteArray &json)
{
    if (const auto token = registrydata::token(json)) {
        const QByteArrayView bytes = token->value.view();
        if (bytes.isEmpty() || std::ranges::any_of(bytes, [](char c) { return c <= ' ' || c > '~'; }))
            std::abort();
    }
    const QString words = registrydata::words(json);
    if (words.size() > 301 || std::ranges::any_of(words, [](QChar c) { return c < u' '; }))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const AuthChallenge &challenge : parseChallenges(bytes)) {
        if (challenge.scheme.isEmpty())
            std::abort();
    }
    (void)parseNextLink(bytes);
    (void)registrydata::tags(bytes);
    (void)registrydata::platform(bytes);
    checkOrder(QString::fromUtf8(bytes).split(u'\n'));
    checkManifest(bytes);
    checkTexts(bytes);
    return 0;
}
