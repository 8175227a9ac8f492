// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QMap>
#include <QString>
#include <QUrl>

namespace strata {

/// One way to log in that a server offers.
struct AuthChallenge
{
    QString scheme;                    ///< lower case: "basic", "bearer"
    QMap<QString, QString> parameters; ///< names in lower case: "realm", "service", "scope"

    friend bool operator==(const AuthChallenge &, const AuthChallenge &) = default;
};

/// WWW-Authenticate (RFC 9110, 11.6.1), several headers put together with commas. Whatever comes after a mistake is left
/// out.
QList<AuthChallenge> parseChallenges(QByteArrayView header);

/// Where the next page is: the first rel="next" of Link (RFC 8288), as it is written, relative or absolute. Empty: there
/// is none.
QUrl parseNextLink(QByteArrayView header);

} // namespace strata
