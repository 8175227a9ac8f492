// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

/// Whether BuildKit takes a variable of that name for a secret (dockerfile2llb/validations.go): one of its words is such a word.
bool isSecretName(QStringView name);

/// What kind of secret a text has in it by its form: a token of a known service, a private key, a password in a URL; for a
/// person to read. Empty when there is none. Variables are none, whatever they hold.
QString secretIn(QStringView text);

} // namespace strata
