// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "registry/exchange.h"
#include "registry/headers.h"
#include "registry/tokencache.h"

namespace strata {

/// Makes the Authorization header for one registry, as that registry asks for it (distribution spec, auth/token.md and
/// auth/oauth.md): Basic with the account, or Bearer with a token of the realm.
///
/// The account goes to the realm in a GET with Basic, an identity token in a POST as refresh_token; without an account
/// the realm is asked anonymously. The realm speaks TLS; only for a registry on this computer that does not encrypt
/// it may be on this computer without. Tokens are kept until they end.
class Authorizer
{
public:
    using Now = std::function<TokenCache::Time()>;
    using Answer = std::function<void(Result<Secret>)>; ///< the value of the header

    /// What is asked for.
    struct Purpose
    {
        QString repository;                     ///< path; whose pull is asked for when the challenge names no scope
        QString subject;                        ///< for error sentences: what the person named
        std::optional<Credential> account = {}; ///< one of this registry
        bool isPlain = false;                   ///< the registry itself is asked without TLS
    };

    /// `exchange` outlives it.
    Authorizer(HttpExchange &exchange, Now now);

    /// The challenge that this can meet, Bearer before Basic.
    static std::optional<AuthChallenge> choose(const QList<AuthChallenge> &challenges);

    /// Whether a challenge needs no more than there is: Basic needs an account with a password.
    static bool canMeet(const AuthChallenge &challenge, const std::optional<Credential> &account);

    /// Answers once, maybe from inside the call; not when `context` is gone. Errors: Unauthorized (an account is needed
    /// or not accepted), NotSupported (a realm without TLS: nothing was sent to it), and those of the exchange.
    void authorize(const AuthChallenge &challenge, const Purpose &purpose, QObject *context, Answer answer);

    /// The registry did not take this header.
    void refuse(const Secret &header);

private:
    void fetchToken(const TokenCache::Key &key, const Purpose &purpose, QObject *context, Answer answer);

    HttpExchange *m_exchange;
    Now m_now;
    TokenCache m_headers;
};

} // namespace strata
