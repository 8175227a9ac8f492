// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/images.h"

#include "core/query.h"
#include "engine/api/decode.h"

#include <QSet>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Podman's compatible API writes 0 for what it has not computed (seen with 5.4).
void forgetSharedSizes(QList<ImageSummary> &images)
{
    for (ImageSummary &image : images)
        image.sharedSize = -1;
}

} // namespace

Call Images::listCall(const ListOptions &options)
{
    QUrlQuery query;
    addQueryFlag(query, u"all"_s, options.all);
    addQueryFlag(query, u"shared-size"_s, options.sharedSize); // older engines ignore it
    Call call = Call::get(u"/images/json"_s, query);
    if (options.sharedSize)
        call.headerTimeout = std::chrono::minutes(5);
    return call;
}

Result<QList<ImageSummary>> Images::decodeList(const Answer &answer, const ListOptions &options)
{
    auto images = decode::imageList(answer.body);
    if (!images)
        return images;
    if (!options.sharedSize || !answer.header("Libpod-Api-Version").isEmpty())
        forgetSharedSizes(*images);
    if (!options.ids.isEmpty()) {
        const QSet<QString> wanted(options.ids.cbegin(), options.ids.cend());
        images->removeIf([&](const ImageSummary &image) { return !wanted.contains(image.id.toString()); });
    }
    return images;
}

void Images::list(const ListOptions &options, QObject *context, std::function<void(Result<QList<ImageSummary>>)> answer)
{
    m_engine->ask<QList<ImageSummary>>(
        listCall(options), [options](const Answer &whole) { return decodeList(whole, options); }, context,
        std::move(answer));
}

void Images::inspect(const QString &name, QObject *context, std::function<void(Result<ImageDetails>)> answer)
{
    m_engine->ask<ImageDetails>(
        Call::get(u"/images/%1/json"_s.arg(pathSegment(name))),
        [](const Answer &whole) { return decode::imageDetails(whole.body); }, context, std::move(answer));
}

void Images::history(const QString &name, QObject *context, std::function<void(Result<QList<HistoryEntry>>)> answer)
{
    m_engine->ask<QList<HistoryEntry>>(
        Call::get(u"/images/%1/history"_s.arg(pathSegment(name))),
        [](const Answer &whole) { return decode::imageHistory(whole.body); }, context, std::move(answer));
}

Call Images::removeCall(const QString &name, bool force, bool noPrune)
{
    QUrlQuery query;
    addQueryFlag(query, u"force"_s, force);
    addQueryFlag(query, u"noprune"_s, noPrune);
    Call call = Call::remove(u"/images/"_s + pathSegment(name), query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

Call Images::pruneCall(bool danglingOnly)
{
    QUrlQuery query;
    addQueryValue(query, u"filters"_s, filtersJson({{u"dangling"_s, {danglingOnly ? u"true"_s : u"false"_s}}}));
    Call call = Call::post(u"/images/prune"_s, query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

Call Images::tagCall(const QString &name, const QString &repository, const QString &tag)
{
    QUrlQuery query;
    addQueryValue(query, u"repo"_s, repository);
    addQueryValue(query, u"tag"_s, tag);
    return Call::post(u"/images/%1/tag"_s.arg(pathSegment(name)), query);
}

Result<ImageRemoval> Images::decodeRemoval(const Answer &answer)
{
    return decode::imageRemoval(answer.body);
}

Result<PruneReport> Images::decodePrune(const Answer &answer)
{
    return decode::imagePrune(answer.body);
}

} // namespace strata
