// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrysession.h"

#include "registry/registryclienttext.h"
#include "registry/registrydata.h"
#include "registry/statuserror.h"

namespace strata {

using namespace Qt::StringLiterals;

RegistrySession::RegistrySession(const QString &domain, HttpExchange::Options options, Authorizer::Now now)
    : m_domain(domain), m_address(RegistryAddress::of(domain)),
      m_exchange(hostAndPort(m_address.url), std::move(options)), m_authorizer(m_exchange, std::move(now))
{}

void RegistrySession::ask(RegistryQuestion question, QObject *context, Answer answer)
{
    if (!m_address.url.isValid())
        return answer(failure(Error::Kind::InvalidInput,
                              RegistryClientText::tr("This is no address of a registry: %1").arg(m_domain)));
    attempt(std::make_shared<Asked>(std::move(question), context, std::move(answer)));
}

QUrl RegistrySession::url(const RegistryQuestion &question) const
{
    QUrl url = m_address.url;
    if (m_isPlain)
        url.setScheme(u"http"_s);
    url.setPath(u"/v2/"_s + question.path);
    if (!question.query.isEmpty())
        url.setQuery(question.query);
    return url;
}

void RegistrySession::attempt(const AskedPointer &asked)
{
    Authorizer::Purpose purpose = asked->question.purpose;
    purpose.isPlain = m_isPlain;
    const auto known = m_challenges.constFind(purpose.repository);
    if (known == m_challenges.cend() || (!asked->wasChallenged && !Authorizer::canMeet(*known, purpose.account)))
        return send(asked, {});
    m_authorizer.authorize(*known, purpose, asked->context, [this, asked](const Result<Secret> &header) {
        if (header)
            return send(asked, *header);
        m_challenges.remove(asked->question.purpose.repository); // the registry may name another realm by now
        asked->answer(std::unexpected(header.error()));
    });
}

void RegistrySession::send(const AskedPointer &asked, const Secret &authorization)
{
    const RegistryQuestion &question = asked->question;
    m_exchange.send({.verb = question.verb,
                     .url = url(question),
                     .accept = question.accept,
                     .authorization = authorization,
                     .cap = question.cap},
                    asked->context, [this, asked, authorization](Result<ExchangeAnswer> told) {
                        take(asked, std::move(told), authorization);
                    });
}

void RegistrySession::take(const AskedPointer &asked, Result<ExchangeAnswer> told, const Secret &authorization)
{
    if (!told)
        return takeFailure(asked, told.error());
    if (told->status == 400 && asked->tlsError && registrydata::words(told->body).isEmpty()) {
        // No registry's word: this is a server that speaks TLS, and with that something was wrong.
        m_isPlain = false;
        return asked->answer(std::unexpected(*asked->tlsError));
    }
    const bool isRegistrys = isSameOrigin(told->url, url(asked->question)); // and not of where it redirected to
    if (told->status == 401 && isRegistrys && !asked->wasChallenged)
        return takeChallenge(asked, *told, authorization);
    if (told->status / 100 != 2) {
        const auto &purpose = asked->question.purpose;
        return asked->answer(
            std::unexpected(statusError(*told, Answering::Registry, purpose.account, purpose.subject, authorization)));
    }
    asked->answer(std::move(told));
}

/// A registry that was asked without TLS may come back with it: the next question tries that first.
void RegistrySession::takeFailure(const AskedPointer &asked, const Error &error)
{
    if (error.kind != Error::Kind::NotSupported || !m_address.mayBePlain || asked->tlsError) {
        m_isPlain = false;
        return asked->answer(std::unexpected(error));
    }
    m_isPlain = true;
    asked->tlsError = error;
    send(asked, {});
}

void RegistrySession::takeChallenge(const AskedPointer &asked, const ExchangeAnswer &told, const Secret &authorization)
{
    asked->wasChallenged = true;
    m_authorizer.refuse(authorization);
    const auto header = told.headers.combinedValue(QHttpHeaders::WellKnownHeader::WWWAuthenticate);
    const auto challenge = Authorizer::choose(parseChallenges(header));
    if (!challenge) {
        return asked->answer(failure(Error::Kind::NotSupported,
                                     RegistryClientText::tr("The registry wants a kind of login that Strata does not "
                                                            "know."),
                                     QString::fromLatin1(header)));
    }
    m_challenges.insert(asked->question.purpose.repository, *challenge);
    attempt(asked);
}

} // namespace strata
