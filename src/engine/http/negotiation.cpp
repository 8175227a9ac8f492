// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/negotiation.h"

#include "engine/http/errors.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QVersionNumber oldestApi(1, 41);
const QVersionNumber newestApi(1, 51);

struct NegotiationText
{
    Q_DECLARE_TR_FUNCTIONS(Session)
};

Error refusal(const Answer &answer)
{
    const bool saysWhy = !answer.header("Api-Version").isEmpty() || answer.status == 401 || answer.status == 403
        || answer.status >= 502;
    if (saysWhy)
        return errorOf(answer);
    return {Error::Kind::NotAnEngine, NegotiationText::tr("What answers there is no container engine."),
            u"HTTP %1 to /_ping"_s.arg(answer.status)};
}

} // namespace

Call pingCall(Call::Method method)
{
    Call call = Call::get(u"/_ping"_s);
    call.method = method;
    call.versioned = false;
    call.headerTimeout = std::chrono::seconds(10);
    call.bodyLimit = 64 * 1024;
    return call;
}

Result<EngineIdentity> identityOf(const Answer &answer)
{
    if (answer.status < 200 || answer.status >= 300)
        return std::unexpected(refusal(answer));
    const QByteArrayView header = answer.header("Api-Version");
    const QVersionNumber offered = QVersionNumber::fromString(QLatin1StringView(header));
    if (offered.isNull()) {
        return failure(Error::Kind::NotAnEngine, NegotiationText::tr("What answers there is no container engine."),
                       u"no Api-Version header in the answer to /_ping"_s);
    }
    if (offered < oldestApi) {
        return failure(
            Error::Kind::TooOld,
            NegotiationText::tr("This engine speaks API %1. Strata needs 1.41 or newer (Docker 20.10, Podman 4.2).")
                .arg(offered.toString()));
    }
    EngineIdentity identity;
    identity.apiVersion = std::min(offered, newestApi);
    identity.isPodman = !answer.header("Libpod-Api-Version").isEmpty();
    identity.server = QString::fromLatin1(answer.header("Server")).left(200);
    return identity;
}

bool shouldPingAgain(const Result<Answer> &answer)
{
    if (answer)
        return !identityOf(*answer) && identityOf(*answer).error().kind != Error::Kind::TooOld;
    return answer.error().kind == Error::Kind::BrokenStream || answer.error().kind == Error::Kind::NotAnEngine;
}

} // namespace strata
