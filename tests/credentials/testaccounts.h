// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"

namespace strata::test {

inline const QString hub = QStringLiteral("https://index.docker.io/v1/");

inline Secret secretOf(QByteArray text)
{
    return Secret::take(text);
}

inline Credential account(const QString &server, QByteArray secret = "pw", const QString &user = QStringLiteral("kim"))
{
    return {server, user, Secret::take(secret), false};
}

} // namespace strata::test
