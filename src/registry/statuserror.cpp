// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/statuserror.h"

#include "core/registrytext.h"
#include "registry/registryclienttext.h"
#include "registry/registrydata.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestWait = 366LL * 24 * 3600;

/// Retry-After (RFC 9110, 10.2.3): seconds or a date. Invalid when there is none.
QDateTime retryTime(const ExchangeAnswer &answer)
{
    const QByteArray text = answer.headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray().trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= longestWait)
        return QDateTime::currentDateTime().addSecs(seconds);
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeZone(QTimeZone::UTC);
    return date.toLocalTime();
}

Error rateLimited(const ExchangeAnswer &answer, const QString &words)
{
    const QDateTime time = retryTime(answer);
    if (!time.isValid())
        return {Error::Kind::RateLimited, RegistryErrorsText::tr(registrytext::rateLimited).arg(words), u"HTTP 429"_s};
    return {
        Error::Kind::RateLimited,
        RegistryClientText::tr("The registry allows no more requests until %1. Wait, or log in for a higher limit: %2")
            .arg(QLocale().toString(time, QLocale::ShortFormat), words),
        u"HTTP 429"_s};
}

/// Whether the account's secret or what was sent as Authorization is in there, plain or as requests have it.
bool holdsSecret(const QString &text, const std::optional<Credential> &account, const Secret &sent)
{
    const QByteArray bytes = text.toUtf8();
    const auto has = [&bytes](QByteArrayView secret) { return !secret.isEmpty() && bytes.contains(secret); };
    const auto hasEncoded = [&has](QByteArray encoded) {
        const bool found = has(encoded);
        wipe(encoded);
        return found;
    };
    if (has(sent.view().sliced(sent.view().indexOf(' ') + 1)))
        return true;
    if (!account || account->secret.isEmpty())
        return false;
    const QByteArrayView secret = account->secret.view();
    const QByteArray plain = QByteArray::fromRawData(secret.data(), secret.size());
    QByteArray pair = account->user.toUtf8() + ':' + plain;
    const bool found = has(secret) || hasEncoded(plain.toPercentEncoding())
        || hasEncoded(plain.toBase64(QByteArray::OmitTrailingEquals))
        || hasEncoded(pair.toBase64(QByteArray::OmitTrailingEquals));
    wipe(pair);
    return found;
}

} // namespace

Error statusError(const ExchangeAnswer &answer, Answering who, const std::optional<Credential> &account,
                  const QString &subject, const Secret &sent)
{
    const QString said = registrydata::words(answer.body,
                                             [&](const QString &text) { return holdsSecret(text, account, sent); });
    const QString words = said.isEmpty() ? subject : subject + u": "_s + said;
    const QString detail = u"HTTP %1"_s.arg(answer.status);
    const auto error = [&](Error::Kind kind, const char *sentence) -> Error {
        return {kind, RegistryErrorsText::tr(sentence).arg(words), detail};
    };
    switch (answer.status) {
    case 401:
    case 403:
        return error(Error::Kind::Unauthorized, account ? registrytext::accountRefused : registrytext::accountNeeded);
    case 404:
        if (who == Answering::Registry)
            return error(Error::Kind::NotFound, registrytext::noSuchImage);
        break;
    case 429: return rateLimited(answer, words);
    case 502:
    case 503:
    case 504: return error(Error::Kind::HostUnreachable, registrytext::unreachable);
    default: break;
    }
    const bool isNotThere = answer.status == 405 || answer.status == 501;
    const Error::Kind kind = isNotThere ? Error::Kind::NotSupported
        : answer.status == 400          ? Error::Kind::InvalidInput
                                        : Error::Kind::EngineFailed;
    return {kind, RegistryClientText::tr("The registry answered with status %1: %2").arg(answer.status).arg(words),
            detail};
}

} // namespace strata
