// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/errors.h"
#include "engine/http/httptext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype messageLimit = 4000;
constexpr qsizetype textLimit = 64 * 1024;
constexpr qsizetype jsonLimit = 1 << 20;

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

/// Where the element that begins at `from` ends, if it is one whose content is not text; else `from`.
qsizetype behindHidden(QStringView text, qsizetype from)
{
    static constexpr std::array hidden{QStringView(u"script"), QStringView(u"style"), QStringView(u"head"),
                                       QStringView(u"!--")};
    for (const QStringView name : hidden) {
        if (!text.sliced(from + 1).startsWith(name, Qt::CaseInsensitive))
            continue;
        const QString close = name == u"!--" ? u"-->"_s : u"</"_s + name;
        const qsizetype end = text.indexOf(close, from, Qt::CaseInsensitive);
        return end < 0 ? text.size() : end + close.size();
    }
    return from;
}

QString withoutMarkup(QStringView text)
{
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isTag = text[at] == u'<' && at + 1 < text.size()
            && (text[at + 1].isLetter() || text[at + 1] == u'/' || text[at + 1] == u'!');
        if (!isTag) {
            result += text[at];
            continue;
        }
        const qsizetype end = text.indexOf(u'>', behindHidden(text, at));
        at = end < 0 ? text.size() : end;
        result += u' ';
    }
    return result.replace(u"&nbsp;"_s, u" "_s)
        .replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&#39;"_s, u"'"_s)
        .replace(u"&amp;"_s, u"&"_s)
        .simplified();
}

/// Without control characters, which a terminal would obey.
QString printable(QString text)
{
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    return text.trimmed();
}

QString messageOf(const Answer &answer)
{
    const QJsonDocument json = QJsonDocument::fromJson(answer.body.first(std::min(answer.body.size(), jsonLimit)));
    if (json.isObject()) {
        // Podman answers a push it cannot begin with a message of its progress stream.
        for (const QString &text : {json[u"message"].toString(), json[u"cause"].toString(),
                                    json[u"errorDetail"][u"message"].toString(), json[u"error"].toString()}) {
            if (!text.trimmed().isEmpty())
                return printable(text);
        }
        return {};
    }
    const QString text = QString::fromUtf8(answer.body.first(std::min(answer.body.size(), textLimit))).trimmed();
    const bool isHtml = text.startsWith(u'<')
        || answer.header("Content-Type").toByteArray().toLower().startsWith("text/html");
    return printable(isHtml ? withoutMarkup(text) : text);
}

} // namespace

Error errorOf(const Answer &answer)
{
    QString message = messageOf(answer);
    if (message.size() > messageLimit)
        message = message.first(messageLimit) + u'…';
    if (message.isEmpty())
        message = HttpText::tr("The engine answered with status %1 and no explanation.").arg(answer.status);
    return {kindOf(answer.status), message, u"HTTP %1"_s.arg(answer.status)};
}

} // namespace strata
