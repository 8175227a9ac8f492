// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <QUrlQuery>

namespace strata {

/// Adds a value as it is: QUrlQuery itself would take a percent sign in it for an encoding.
inline void addQueryValue(QUrlQuery &query, const QString &key, const QString &value)
{
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

inline void addQueryFlag(QUrlQuery &query, const QString &key, bool on)
{
    if (on)
        query.addQueryItem(key, QStringLiteral("1"));
}

} // namespace strata
