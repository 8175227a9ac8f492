// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/inquiries.h"

#include "registry/headers.h"
#include "registry/registryclienttext.h"
#include "registry/registrydata.h"
#include "registry/registrysession.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tagsPageCap = 16 << 20;
constexpr qint64 manifestCap = 4 << 20; // distribution spec: registries take manifests of 4 MiB at least
constexpr qsizetype tagLimit = 100'000;
constexpr int pageLimit = 2'000;
constexpr int pageSize = 1'000;
constexpr qsizetype sizedImages = 64;
constexpr int atOnce = 4;

RegistryQuestion question(const Inquiry &inquiry, const QString &path, qint64 cap)
{
    return {.path = inquiry.reference.path() + path,
            .cap = cap,
            .purpose = {.repository = inquiry.reference.path(),
                        .subject = inquiry.reference.familiar(),
                        .account = inquiry.account}};
}

RegistryQuestion manifestQuestion(const Inquiry &inquiry, const QString &name)
{
    RegistryQuestion asked = question(inquiry, u"/manifests/"_s + name, manifestCap);
    asked.accept = registrydata::manifestTypes();
    return asked;
}

QString toldDigest(const ExchangeAnswer &answer)
{
    return QString::fromLatin1(answer.headers.value("Docker-Content-Digest")).trimmed();
}

/// The digest of what came, compared with the one it was asked by (`wanted`, may be empty) and the one the registry
/// tells.
Result<QString> verifiedDigest(const ExchangeAnswer &answer, const QString &wanted)
{
    if (!wanted.isEmpty() && !registrydata::isDigest(wanted)) {
        return failure(Error::Kind::NotSupported,
                       RegistryClientText::tr("Strata cannot check this kind of digest: %1").arg(wanted));
    }
    const QString told = toldDigest(answer);
    for (const QString &digest : {wanted, told}) {
        if (registrydata::isDigest(digest) && !registrydata::isDigestOf(digest, answer.body)) {
            return failure(Error::Kind::MalformedAnswer,
                           RegistryClientText::tr("What the registry sent does not fit its digest. It was damaged or "
                                                  "changed on the way."),
                           digest);
        }
    }
    if (!wanted.isEmpty())
        return wanted;
    return registrydata::isDigest(told) ? told : registrydata::digestOf(answer.body);
}

QString manifestName(const ImageReference &reference)
{
    return reference.digest().isEmpty() ? reference.withDefaultTag().tag() : reference.digest();
}

struct TagsInquiry
{
    RegistrySession *session;
    Inquiry inquiry;
    QObject *context;
    InquiryAnswer<RegistryTags> answer;
    RegistryTags found = {};
    int pages = 0;
};
using TagsPointer = std::shared_ptr<TagsInquiry>;

void takeTags(const TagsPointer &tags, const QString &query, const ExchangeAnswer &page);

void askTags(const TagsPointer &tags, const QString &query)
{
    RegistryQuestion asked = question(tags->inquiry, u"/tags/list"_s, tagsPageCap);
    asked.query = query;
    tags->session->ask(std::move(asked), tags->context, [tags, query](const Result<ExchangeAnswer> &page) {
        if (page)
            takeTags(tags, query, *page);
        else
            tags->answer(std::unexpected(page.error()));
    });
}

/// The query of the next page; empty when this is the last. Nothing else of the link is followed.
Result<QString> nextQuery(const ExchangeAnswer &page, const QString &query)
{
    const QUrl link = parseNextLink(page.headers.combinedValue(QHttpHeaders::WellKnownHeader::Link));
    if (link.isEmpty())
        return QString();
    const QUrl next = page.url.resolved(link);
    if (next.host() != page.url.host() || next.query().isEmpty() || next.query(QUrl::FullyEncoded) == query)
        return malformedAnswer(u"the next page is said to be at %1"_s.arg(next.toDisplayString()));
    return next.query(QUrl::FullyEncoded);
}

void takeTags(const TagsPointer &tags, const QString &query, const ExchangeAnswer &page)
{
    const Result<QStringList> names = registrydata::tags(page.body);
    if (!names)
        return tags->answer(std::unexpected(names.error()));
    tags->found.names += *names;
    const Result<QString> next = nextQuery(page, query);
    if (!next)
        return tags->answer(std::unexpected(next.error()));
    tags->found.isComplete = next->isEmpty() && tags->found.names.size() <= tagLimit;
    if (!next->isEmpty() && tags->found.names.size() < tagLimit && ++tags->pages < pageLimit)
        return askTags(tags, *next);
    tags->found.names.resize(std::min(tags->found.names.size(), tagLimit));
    tags->found.names.removeDuplicates();
    tags->answer(std::move(tags->found));
}

struct ManifestInquiry
{
    RegistrySession *session;
    Inquiry inquiry;
    bool withSizes;
    QObject *context;
    InquiryAnswer<RegistryManifest> answer;
    RegistryManifest manifest = {};
    qsizetype next = 0; ///< image whose size is asked next
    int running = 0;

    void finish()
    {
        if (const auto told = std::exchange(answer, nullptr))
            told(std::move(manifest));
    }
    void omit(const Error &error)
    {
        if (!manifest.omission)
            manifest.omission = error;
    }
};
using ManifestPointer = std::shared_ptr<ManifestInquiry>;

/// Of the configuration: a single image's manifest does not name its platform.
void askPlatform(const ManifestPointer &asked)
{
    const RegistryBlob config = asked->manifest.config;
    if (!registrydata::isImageConfig(config.mediaType) || !registrydata::isDigest(config.digest))
        return asked->finish();
    asked->session->ask(question(asked->inquiry, u"/blobs/"_s + config.digest, manifestCap), asked->context,
                        [asked, digest = config.digest](const Result<ExchangeAnswer> &blob) {
                            const auto platform = blob.and_then([&](const ExchangeAnswer &told) {
                                return verifiedDigest(told, digest).and_then([&](const QString &) {
                                    return registrydata::platform(told.body);
                                });
                            });
                            if (platform)
                                asked->manifest.images.first().platform = *platform;
                            else
                                asked->omit(platform.error());
                            asked->finish();
                        });
}

Result<qint64> sizeIn(const ExchangeAnswer &answer, const QString &digest)
{
    if (const Result<QString> verified = verifiedDigest(answer, digest); !verified)
        return std::unexpected(verified.error());
    const auto child = registrydata::manifest(answer.body,
                                              answer.headers.value(QHttpHeaders::WellKnownHeader::ContentType));
    return child.transform(
        [](const RegistryManifest &image) { return image.isIndex ? qint64{-1} : image.images.first().compressedSize; });
}

/// A few at a time. After a failure the others are not asked, unless it is that an image is not there.
void askSizes(const ManifestPointer &asked)
{
    QList<RegistryImage> &images = asked->manifest.images;
    const qsizetype end = std::min(images.size(), sizedImages);
    while (asked->running < atOnce && asked->next < end) {
        const qsizetype at = asked->next++;
        const RegistryBlob manifest = images[at].manifest;
        if (!registrydata::isImageManifest(manifest.mediaType) || !registrydata::isDigest(manifest.digest))
            continue;
        ++asked->running;
        asked->session->ask(manifestQuestion(asked->inquiry, manifest.digest), asked->context,
                            [asked, at, digest = manifest.digest](const Result<ExchangeAnswer> &told) {
                                --asked->running;
                                const auto size = told.and_then(
                                    [&](const ExchangeAnswer &answer) { return sizeIn(answer, digest); });
                                if (size)
                                    asked->manifest.images[at].compressedSize = *size;
                                else
                                    asked->omit(size.error());
                                if (!size && size.error().kind != Error::Kind::NotFound)
                                    asked->next = asked->manifest.images.size();
                                askSizes(asked);
                            });
    }
    if (asked->running == 0)
        asked->finish();
}

Result<RegistryManifest> readManifest(const ExchangeAnswer &answer, const ImageReference &reference)
{
    const Result<QString> digest = verifiedDigest(answer, reference.digest());
    if (!digest)
        return std::unexpected(digest.error());
    auto manifest = registrydata::manifest(answer.body,
                                           answer.headers.value(QHttpHeaders::WellKnownHeader::ContentType));
    if (manifest) {
        manifest->self.digest = *digest;
        if (!manifest->isIndex)
            manifest->images.first().manifest = manifest->self;
    }
    return manifest;
}

void takeManifest(const ManifestPointer &asked, const ExchangeAnswer &answer)
{
    auto manifest = readManifest(answer, asked->inquiry.reference);
    if (!manifest)
        return asked->answer(std::unexpected(manifest.error()));
    asked->manifest = std::move(*manifest);
    if (!asked->manifest.isIndex)
        askPlatform(asked);
    else if (asked->withSizes)
        askSizes(asked);
    else
        asked->finish();
}

} // namespace

void inquireTags(RegistrySession &session, const Inquiry &inquiry, QObject *context, InquiryAnswer<RegistryTags> answer)
{
    askTags(std::make_shared<TagsInquiry>(&session, inquiry, context, std::move(answer)), u"n=%1"_s.arg(pageSize));
}

void inquireManifest(RegistrySession &session, const Inquiry &inquiry, bool withSizes, QObject *context,
                     InquiryAnswer<RegistryManifest> answer)
{
    auto asked = std::make_shared<ManifestInquiry>(&session, inquiry, withSizes, context, std::move(answer));
    session.ask(manifestQuestion(inquiry, manifestName(inquiry.reference)), context,
                [asked](const Result<ExchangeAnswer> &told) {
                    if (told)
                        takeManifest(asked, *told);
                    else
                        asked->answer(std::unexpected(told.error()));
                });
}

void inquireDigest(RegistrySession &session, const Inquiry &inquiry, QObject *context, InquiryAnswer<QString> answer)
{
    RegistryQuestion head = manifestQuestion(inquiry, manifestName(inquiry.reference));
    head.verb = "HEAD";
    session.ask(head, context,
                [&session, inquiry, context, answer = std::move(answer)](const Result<ExchangeAnswer> &told) {
                    if (told && registrydata::isDigest(toldDigest(*told)))
                        return answer(toldDigest(*told));
                    if (!told && told.error().kind != Error::Kind::NotSupported)
                        return answer(std::unexpected(told.error()));
                    session.ask(manifestQuestion(inquiry, manifestName(inquiry.reference)), context,
                                [inquiry, answer](const Result<ExchangeAnswer> &whole) {
                                    answer(whole.and_then([&inquiry](const ExchangeAnswer &manifest) {
                                        return verifiedDigest(manifest, inquiry.reference.digest());
                                    }));
                                });
                });
}

} // namespace strata
