// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/containers.h"

#include "core/query.h"
#include "engine/api/decode.h"

#include <QDateTime>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Call actionCall(const QString &id, const QString &action, const QUrlQuery &query = {})
{
    Call call = Call::post(u"/containers/%1/%2"_s.arg(pathSegment(id), action), query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

QUrlQuery timeQuery(std::optional<int> seconds)
{
    QUrlQuery query;
    if (seconds)
        addQueryValue(query, u"t"_s, QString::number(*seconds));
    return query;
}

} // namespace

Call Containers::listCall(const ListOptions &options)
{
    QUrlQuery query;
    addQueryFlag(query, u"all"_s, options.all);
    if (!options.ids.isEmpty())
        addQueryValue(query, u"filters"_s, filtersJson({{u"id"_s, options.ids}}));
    return Call::get(u"/containers/json"_s, query);
}

Result<QList<ContainerSummary>> Containers::decodeList(const Answer &answer)
{
    return decode::containerList(answer.body, QDateTime::currentSecsSinceEpoch());
}

void Containers::list(const ListOptions &options, QObject *context,
                      std::function<void(Result<QList<ContainerSummary>>)> answer)
{
    m_engine->ask<QList<ContainerSummary>>(listCall(options), &Containers::decodeList, context, std::move(answer));
}

void Containers::inspect(const ContainerId &id, QObject *context, std::function<void(Result<ContainerDetails>)> answer)
{
    m_engine->ask<ContainerDetails>(
        Call::get(u"/containers/%1/json"_s.arg(pathSegment(id.toString()))),
        [](const Answer &whole) { return decode::containerDetails(whole.body); }, context, std::move(answer));
}

void Containers::sizes(const QStringList &ids, QObject *context,
                       std::function<void(Result<QList<SizedContainer>>)> answer)
{
    Call call = listCall({.all = true, .ids = ids});
    addQueryFlag(call.query, u"size"_s, true);
    call.headerTimeout = std::chrono::minutes(5);
    m_engine->ask<QList<SizedContainer>>(
        std::move(call),
        [](const Answer &whole) {
            return decode::containerSizes(whole.body).transform([](const auto &pairs) {
                QList<SizedContainer> sizes;
                for (const auto &[id, bytes] : pairs)
                    sizes.append({id, bytes});
                return sizes;
            });
        },
        context, std::move(answer));
}

void Containers::changes(const ContainerId &id, QObject *context, std::function<void(Result<QList<PathChange>>)> answer)
{
    Call call = Call::get(u"/containers/%1/changes"_s.arg(pathSegment(id.toString())));
    call.headerTimeout = std::chrono::minutes(5); // it compares the whole file system where the driver cannot tell
    m_engine->ask<QList<PathChange>>(
        std::move(call), [](const Answer &whole) { return decode::containerChanges(whole.body); }, context,
        std::move(answer));
}

Call Containers::exportCall(const QString &id)
{
    return Call::get(u"/containers/%1/export"_s.arg(pathSegment(id)));
}

Subscription Containers::stats(const ContainerId &id, QObject *context, StreamHandlers<StatsSample> handlers)
{
    QUrlQuery query;
    addQueryFlag(query, u"stream"_s, true);
    Call call = Call::get(u"/containers/%1/stats"_s.arg(pathSegment(id.toString())), query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return m_engine->follow<StatsSample>(std::move(call), decode::statsStream(id), context, std::move(handlers));
}

Call Containers::startCall(const QString &id)
{
    return actionCall(id, u"start"_s);
}

Call Containers::stopCall(const QString &id, std::optional<int> seconds)
{
    return actionCall(id, u"stop"_s, timeQuery(seconds));
}

Call Containers::restartCall(const QString &id, std::optional<int> seconds)
{
    return actionCall(id, u"restart"_s, timeQuery(seconds));
}

Call Containers::pauseCall(const QString &id)
{
    return actionCall(id, u"pause"_s);
}

Call Containers::unpauseCall(const QString &id)
{
    return actionCall(id, u"unpause"_s);
}

Call Containers::killCall(const QString &id, const QString &signal)
{
    QUrlQuery query;
    if (!signal.isEmpty())
        addQueryValue(query, u"signal"_s, signal);
    return actionCall(id, u"kill"_s, query);
}

Call Containers::renameCall(const QString &id, const QString &name)
{
    QUrlQuery query;
    addQueryValue(query, u"name"_s, name);
    return actionCall(id, u"rename"_s, query);
}

Call Containers::removeCall(const QString &id, bool force, bool volumes)
{
    QUrlQuery query;
    addQueryFlag(query, u"force"_s, force);
    addQueryFlag(query, u"v"_s, volumes);
    Call call = Call::remove(u"/containers/"_s + pathSegment(id), query);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

Call Containers::pruneCall()
{
    Call call = Call::post(u"/containers/prune"_s);
    call.headerTimeout = std::chrono::milliseconds::zero();
    return call;
}

Result<PruneReport> Containers::decodePrune(const Answer &answer)
{
    return decode::containerPrune(answer.body);
}

} // namespace strata
