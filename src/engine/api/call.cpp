// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/call.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Call make(Call::Method method, QString path, QUrlQuery query)
{
    Call call;
    call.method = method;
    call.path = std::move(path);
    call.query = std::move(query);
    return call;
}

} // namespace

Call Call::get(QString path, QUrlQuery query)
{
    return make(Method::Get, std::move(path), std::move(query));
}

Call Call::post(QString path, QUrlQuery query)
{
    return make(Method::Post, std::move(path), std::move(query));
}

Call Call::postJson(QString path, const QByteArray &json, QUrlQuery query)
{
    Call call = make(Method::Post, std::move(path), std::move(query));
    call.body = json;
    call.contentType = "application/json";
    return call;
}

Call Call::remove(QString path, QUrlQuery query)
{
    return make(Method::Delete, std::move(path), std::move(query));
}

QString pathSegment(QStringView name)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(name.toString(), "/:@"));
}

QString filtersJson(const QList<std::pair<QString, QStringList>> &filters)
{
    QJsonObject object;
    for (const auto &[key, values] : filters)
        object.insert(key, QJsonArray::fromStringList(values));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArrayView Answer::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace strata
