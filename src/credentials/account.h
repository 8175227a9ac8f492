// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"

#include <QList>

namespace strata {

/// What a place for secrets tells without giving a secret.
struct AccountName
{
    QString server; ///< as it is kept there; may have a scheme and a path
    QString user;   ///< tokenUser for an identity token

    friend bool operator==(const AccountName &, const AccountName &) = default;
};

/// In the place of a user: the secret is an identity token (docker/cli cli/config/credentials/native_store.go).
inline const QString tokenUser = QStringLiteral("<token>");

} // namespace strata
