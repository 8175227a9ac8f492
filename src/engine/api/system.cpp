// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/system.h"

#include "core/query.h"
#include "engine/api/decode.h"

#include <QHash>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Result<EngineIdentity> identityFromHeaders(const Answer &answer)
{
    return EngineIdentity{
        .apiVersion = QVersionNumber::fromString(QString::fromLatin1(answer.header("Api-Version"))),
        .isPodman = !answer.header("Libpod-Api-Version").isEmpty(),
        .server = QString::fromLatin1(answer.header("Server")),
    };
}

} // namespace

QString EngineInfo::platform() const
{
    static const QHash<QString, QString> names{{u"x86_64"_s, u"amd64"_s},  {u"i386"_s, u"386"_s},
                                               {u"i686"_s, u"386"_s},      {u"aarch64"_s, u"arm64"_s},
                                               {u"armv7l"_s, u"arm/v7"_s}, {u"armv6l"_s, u"arm/v6"_s}};
    return u"linux/"_s + (architecture.isEmpty() ? u"amd64"_s : names.value(architecture, architecture));
}

void System::ping(QObject *context, std::function<void(Result<EngineIdentity>)> answer)
{
    Call call = Call::get(u"/_ping"_s);
    call.versioned = false;
    m_engine->ask<EngineIdentity>(std::move(call), identityFromHeaders, context,
                                  [engine = m_engine, answer = std::move(answer)](Result<EngineIdentity> identity) {
                                      if (identity && engine->identity()) // ours is capped at what we speak
                                          identity->apiVersion = engine->identity()->apiVersion;
                                      answer(std::move(identity));
                                  });
}

void System::info(QObject *context, std::function<void(Result<EngineInfo>)> answer)
{
    Call version = Call::get(u"/version"_s);
    version.versioned = false;
    m_engine->ask<EngineInfo>(
        std::move(version), [](const Answer &whole) { return decode::version(whole.body); }, context,
        [engine = m_engine, context, answer = std::move(answer)](Result<EngineInfo> info) {
            if (!info)
                return answer(std::move(info));
            engine->ask<EngineInfo>(
                Call::get(u"/info"_s),
                [known = std::move(*info)](const Answer &whole) { return decode::info(known, whole.body); }, context,
                answer);
        });
}

Subscription System::events(std::optional<qint64> since, QObject *context, StreamHandlers<EngineEvent> handlers)
{
    QUrlQuery query;
    if (since)
        addQueryValue(query, u"since"_s, QString::number(*since));
    Call call = Call::get(u"/events"_s, query);
    call.headerTimeout = std::chrono::milliseconds::zero(); // Podman sends the headers with the first event
    return m_engine->follow<EngineEvent>(std::move(call), decode::events(), context, std::move(handlers));
}

} // namespace strata
