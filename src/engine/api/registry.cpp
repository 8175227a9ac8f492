// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/registry.h"

#include "core/query.h"
#include "engine/api/decode.h"
#include "engine/api/json.h"
#include "engine/api/registryauth.h"
#include "engine/api/registryerrors.h"

#include <QCoreApplication>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct RegistryText
{
    Q_DECLARE_TR_FUNCTIONS(Registry)
};

constexpr std::chrono::minutes registryTimeout{2};

void readLogin(json::Reader &reader, json::Key key, json::Reader::Value field, Registry::Login &login)
{
    if (key == "Status") {
        login.status = reader.text(field);
    } else if (key == "IdentityToken") {
        const std::string_view utf8 = json::Reader::utf8(field);
        QByteArray token(utf8.data(), static_cast<qsizetype>(utf8.size()));
        login.identityToken = Secret::take(token);
    }
}

template<typename T>
std::function<void(Result<T>)> explained(std::function<void(Result<T>)> answer)
{
    return [answer = std::move(answer)](Result<T> result) {
        answer(result ? std::move(result) : Result<T>(std::unexpected(registryError(result.error()))));
    };
}

} // namespace

Call Registry::loginCall(const Credential &account)
{
    Call call = Call::post(u"/auth"_s);
    call.contentType = "application/json";
    call.secretBody = authConfigJson(account);
    call.secretAnswer = true;
    call.headerTimeout = registryTimeout;
    return call;
}

Call Registry::searchCall(const QString &term, int limit, const std::optional<Credential> &account)
{
    QUrlQuery query;
    addQueryValue(query, u"term"_s, term);
    addQueryValue(query, u"limit"_s, QString::number(std::clamp(limit, 1, 100)));
    Call call = Call::get(u"/images/search"_s, query);
    addRegistryAuth(call, account);
    call.headerTimeout = registryTimeout;
    return call;
}

Call Registry::distributionCall(const QString &reference, const std::optional<Credential> &account)
{
    Call call = Call::get(u"/distribution/%1/json"_s.arg(pathSegment(reference)));
    addRegistryAuth(call, account);
    call.headerTimeout = registryTimeout;
    return call;
}

void Registry::login(const Credential &account, QObject *context, std::function<void(Result<Login>)> answer)
{
    m_engine->ask<Login>(
        loginCall(account),
        [](const Answer &whole) {
            json::Decoder decoder;
            return json::decodeObject<Login>(decoder, whole.body, readLogin);
        },
        context, explained(std::move(answer)));
}

void Registry::search(const QString &term, int limit, const std::optional<Credential> &account, QObject *context,
                      std::function<void(Result<QList<SearchHit>>)> answer)
{
    m_engine->ask<QList<SearchHit>>(
        searchCall(term, limit, account), [](const Answer &whole) { return decode::searchHits(whole.body); }, context,
        explained(std::move(answer)));
}

void Registry::distribution(const QString &reference, const std::optional<Credential> &account, QObject *context,
                            std::function<void(Result<DistributionInfo>)> answer)
{
    if (m_engine->identity() && m_engine->identity()->isPodman) {
        QMetaObject::invokeMethod(
            context,
            [answer = std::move(answer)] {
                answer(failure(Error::Kind::NotSupported,
                               RegistryText::tr("Podman does not tell what a registry has under a name.")));
            },
            Qt::QueuedConnection);
        return;
    }
    m_engine->ask<DistributionInfo>(
        distributionCall(reference, account), [](const Answer &whole) { return decode::distribution(whole.body); },
        context, explained(std::move(answer)));
}

} // namespace strata
