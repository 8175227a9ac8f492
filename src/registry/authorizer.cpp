// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/authorizer.h"

#include "core/query.h"
#include "core/registrytext.h"
#include "registry/registryaddress.h"
#include "registry/registryclienttext.h"
#include "registry/registrydata.h"
#include "registry/statuserror.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tokenCap = 1 << 20;

Secret basic(const Credential &account)
{
    const QByteArray user = account.user.toUtf8();
    QByteArray plain;
    plain.reserve(user.size() + 1 + account.secret.view().size());
    plain.append(user).append(':').append(account.secret.view());
    QByteArray encoded = plain.toBase64();
    wipe(plain);
    QByteArray header;
    header.reserve(6 + encoded.size());
    header.append("Basic ").append(encoded);
    wipe(encoded);
    return Secret::take(header);
}

Secret bearer(const Secret &token)
{
    QByteArray header;
    header.reserve(7 + token.view().size());
    header.append("Bearer ").append(token.view());
    return Secret::take(header);
}

/// A form as RFC 6749 section 6 has it.
Secret refreshForm(const TokenCache::Key &key)
{
    const QByteArrayView secret = key.account->secret.view();
    QByteArray encoded = QByteArray::fromRawData(secret.data(), secret.size()).toPercentEncoding();
    const QByteArray others = "grant_type=refresh_token&client_id=strata&service="
        + QUrl::toPercentEncoding(key.service) + "&scope=" + QUrl::toPercentEncoding(key.scope) + "&refresh_token=";
    QByteArray form;
    form.reserve(others.size() + encoded.size());
    form.append(others).append(encoded);
    wipe(encoded);
    return Secret::take(form);
}

QUrl tokenUrl(const TokenCache::Key &key)
{
    QUrl url(key.realm);
    QUrlQuery query(url);
    if (!key.service.isEmpty())
        addQueryValue(query, u"service"_s, key.service);
    for (const QString &scope : key.scope.split(u' ', Qt::SkipEmptyParts))
        addQueryValue(query, u"scope"_s, scope);
    if (key.account)
        addQueryValue(query, u"account"_s, key.account->user);
    url.setQuery(query);
    return url;
}

ExchangeRequest tokenRequest(const TokenCache::Key &key)
{
    if (key.account && key.account->isIdentityToken)
        return {.verb = "POST", .url = QUrl(key.realm), .form = refreshForm(key), .cap = tokenCap};
    ExchangeRequest request{.url = tokenUrl(key), .cap = tokenCap};
    if (key.account)
        request.authorization = basic(*key.account);
    return request;
}

bool mayBeAsked(const QUrl &realm, bool isPlain)
{
    if (!realm.isValid() || realm.host().isEmpty() || !realm.userInfo().isEmpty())
        return false;
    return realm.scheme() == u"https" || (isPlain && realm.scheme() == u"http" && isLoopback(realm.host()));
}

} // namespace

Authorizer::Authorizer(HttpExchange &exchange, Now now) : m_exchange(&exchange), m_now(std::move(now)) {}

std::optional<AuthChallenge> Authorizer::choose(const QList<AuthChallenge> &challenges)
{
    for (const QStringView scheme : {u"bearer", u"basic"}) {
        const auto found = std::ranges::find(challenges, scheme, &AuthChallenge::scheme);
        if (found != challenges.cend())
            return *found;
    }
    return std::nullopt;
}

bool Authorizer::canMeet(const AuthChallenge &challenge, const std::optional<Credential> &account)
{
    return challenge.scheme != u"basic" || (account && !account->isIdentityToken);
}

void Authorizer::authorize(const AuthChallenge &challenge, const Purpose &purpose, QObject *context, Answer answer)
{
    const std::optional<Credential> &account = purpose.account;
    if (!canMeet(challenge, account))
        return answer(failure(Error::Kind::Unauthorized,
                              RegistryErrorsText::tr(registrytext::accountNeeded).arg(purpose.subject)));
    if (challenge.scheme == u"basic")
        return answer(basic(*account));
    TokenCache::Key key{.realm = challenge.parameters.value(u"realm"_s),
                        .service = challenge.parameters.value(u"service"_s),
                        .scope = challenge.parameters.value(u"scope"_s),
                        .account = account};
    if (key.scope.isEmpty())
        key.scope = u"repository:%1:pull"_s.arg(purpose.repository);
    if (const auto known = m_headers.find(key, m_now()))
        return answer(*known);
    if (!mayBeAsked(QUrl(key.realm), purpose.isPlain)) {
        return answer(failure(
            Error::Kind::NotSupported,
            RegistryClientText::tr("The registry wants a login at an address that is not encrypted: %1. Nothing was "
                                   "sent there.")
                .arg(QUrl(key.realm).toDisplayString(QUrl::RemoveQuery))));
    }
    fetchToken(key, purpose, context, std::move(answer));
}

void Authorizer::fetchToken(const TokenCache::Key &key, const Purpose &purpose, QObject *context, Answer answer)
{
    const TokenCache::Time asked = m_now();
    ExchangeRequest request = tokenRequest(key);
    const Secret sent = request.authorization;
    m_exchange->send(
        std::move(request), context,
        [this, key, asked, sent, subject = purpose.subject, answer = std::move(answer)](Result<ExchangeAnswer> told) {
            if (!told)
                return answer(std::unexpected(told.error()));
            if (told->status != 200)
                return answer(std::unexpected(statusError(*told, Answering::TokenServer, key.account, subject, sent)));
            const auto token = registrydata::token(told->body);
            wipe(told->body);
            if (!token)
                return answer(std::unexpected(token.error()));
            const Secret header = bearer(token->value);
            m_headers.keep(key, header, asked + token->lifetime);
            answer(header);
        });
}

void Authorizer::refuse(const Secret &header)
{
    m_headers.drop(header);
}

} // namespace strata
