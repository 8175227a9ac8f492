// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/buildcache.h"

#include "core/query.h"
#include "engine/api/decode.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QList<std::pair<QString, QStringList>> pruneFilters(const BuildCachePrune &what)
{
    QList<std::pair<QString, QStringList>> filters;
    if (what.unusedFor.count() > 0)
        filters.append({u"until"_s, {u"%1s"_s.arg(what.unusedFor.count())}});
    if (!what.id.isEmpty())
        filters.append({u"id"_s, {what.id}});
    if (!what.type.isEmpty())
        filters.append({u"type"_s, {what.type}});
    return filters;
}

} // namespace

Call BuildCache::listCall()
{
    QUrlQuery query;
    addQueryValue(query, u"type"_s, u"build-cache"_s);
    addQueryFlag(query, u"verbose"_s, true); // from API 1.52 on there are no records without it
    Call call = Call::get(u"/system/df"_s, query);
    call.headerTimeout = std::chrono::minutes(5); // an engine before API 1.42 measures everything
    return call;
}

void BuildCache::list(QObject *context, std::function<void(Result<QList<BuildCacheRecord>>)> answer)
{
    m_engine->ask<QList<BuildCacheRecord>>(
        listCall(), [](const Answer &whole) { return decode::buildCache(whole.body); }, context, std::move(answer));
}

/// The name of what may stay is another one from API 1.48 on; engines read their own and pass over the other.
Call BuildCache::pruneCall(const BuildCachePrune &what)
{
    QUrlQuery query;
    addQueryFlag(query, u"all"_s, what.all);
    if (what.keep > 0) {
        addQueryValue(query, u"reserved-space"_s, QString::number(what.keep));
        addQueryValue(query, u"keep-storage"_s, QString::number(what.keep));
    }
    if (const auto filters = pruneFilters(what); !filters.isEmpty())
        addQueryValue(query, u"filters"_s, filtersJson(filters));
    Call call = Call::post(u"/build/prune"_s, query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

void BuildCache::prune(const BuildCachePrune &what, QObject *context, std::function<void(Result<PruneReport>)> answer)
{
    m_engine->ask<PruneReport>(
        pruneCall(what), [](const Answer &whole) { return decode::buildCachePrune(whole.body); }, context,
        std::move(answer));
}

CommandLine BuildCache::pruneCommand(const BuildCachePrune &what)
{
    CommandLine command{u"docker"_s, u"builder"_s, u"prune"_s, u"-f"_s};
    if (what.all)
        command << u"-a"_s;
    if (what.keep > 0)
        command << u"--keep-storage"_s << QString::number(what.keep);
    for (const auto &[name, values] : pruneFilters(what))
        command << u"--filter"_s << QString(name + u'=' + values.first());
    return command;
}

} // namespace strata
