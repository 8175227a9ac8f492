// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/authorizer.h"
#include "registry/registryaddress.h"

#include <QHash>

namespace strata {

/// A question to a registry about one of its repositories.
struct RegistryQuestion
{
    QByteArray verb = "GET"; ///< GET or HEAD
    QString path;            ///< below /v2/
    QString query = {};      ///< encoded
    QByteArray accept = {};
    qint64 cap = 1 << 20; ///< bytes of the answer
    Authorizer::Purpose purpose;
};

/// One registry: how it is reached, and what may be shown to it. Lives on the I/O thread.
///
/// Questions are asked without an Authorization first, with one when the registry wants that, and then with one from the
/// beginning. When the registry does not take it any more (a token ended), it is made anew once.
///
/// A registry on this computer that does not speak TLS is asked without it; nothing secret has been sent before.
class RegistrySession : public QObject
{
public:
    using Answer = HttpExchange::Answer;

    RegistrySession(const QString &domain, HttpExchange::Options options, Authorizer::Now now);

    /// Answers once, maybe from inside the call; not when `context` is gone. Only 2xx is an answer; other statuses are
    /// errors, see statusError(), HttpExchange and Authorizer.
    void ask(RegistryQuestion question, QObject *context, Answer answer);

private:
    struct Asked
    {
        RegistryQuestion question;
        QObject *context;
        Answer answer;
        bool wasChallenged = false;
        std::optional<Error> tlsError = {}; ///< why it is asked without TLS
    };
    using AskedPointer = std::shared_ptr<Asked>;

    QUrl url(const RegistryQuestion &question) const;
    void attempt(const AskedPointer &asked);
    void send(const AskedPointer &asked, const Secret &authorization);
    void take(const AskedPointer &asked, Result<ExchangeAnswer> told, const Secret &authorization);
    void takeFailure(const AskedPointer &asked, const Error &error);
    void takeChallenge(const AskedPointer &asked, const ExchangeAnswer &told, const Secret &authorization);

    QString m_domain;
    RegistryAddress m_address;
    bool m_isPlain = false;
    HttpExchange m_exchange;
    Authorizer m_authorizer;
    QHash<QString, AuthChallenge> m_challenges; ///< by repository: what was met last
};

} // namespace strata
