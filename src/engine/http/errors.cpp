// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/errors.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype messageLimit = 4000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Http)
};

Error::Kind kindOf(int status)
{
    switch (status) {
    case 400: return Error::Kind::InvalidInput;
    case 401: return Error::Kind::Unauthorized;
    case 403: return Error::Kind::Forbidden;
    case 404: return Error::Kind::NotFound;
    case 409: return Error::Kind::Conflict;
    case 501: return Error::Kind::NotSupported;
    default: return Error::Kind::EngineFailed;
    }
}

QString withoutMarkup(QString text)
{
    static const QRegularExpression invisible(u"<(script|style|head)\\b[^>]*>.*?</\\1>"_s,
                                              QRegularExpression::CaseInsensitiveOption
                                                  | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    text.remove(invisible);
    text.replace(tag, u" "_s);
    return text.simplified();
}

} // namespace

Error errorOf(const Answer &answer)
{
    const QByteArray body = answer.body.left(1 << 20);
    QString message;
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject()) {
        message = json.object().value(u"message").toString().trimmed();
    } else {
        message = QString::fromUtf8(body).trimmed();
        if (message.startsWith(u'<') || answer.header("Content-Type").startsWith("text/html"))
            message = withoutMarkup(message);
    }
    if (message.size() > messageLimit)
        message = message.first(messageLimit) + u'…';
    if (message.isEmpty())
        message = Text::tr("The engine answered with status %1 and no explanation.").arg(answer.status);
    return {kindOf(answer.status), message, u"HTTP %1"_s.arg(answer.status)};
}

} // namespace strata
