// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "engine/api/call.h"

#include <optional>

namespace strata {

/// An account as the engine's AuthConfig, in JSON (moby api/types/registry/authconfig.go): user name and password, or
/// the identity token in their place, and the registry.
Secret authConfigJson(const Credential &account);

/// Adds X-Registry-Auth: the AuthConfig in base64 of the URL alphabet with its padding (moby api/pkg/authconfig).
///
/// Without an account it is "e30=", an empty object: old engines refuse a push that has no such header. It is for the
/// caller to give the account of the registry that the call goes to: accountFits() says whether it is.
void addRegistryAuth(Call &call, const std::optional<Credential> &account);

/// Adds X-Registry-Config, which builders other than BuildKit read: all accounts that base images may need, by their
/// registries' keys. Nothing without accounts.
void addRegistryConfig(Call &call, const QList<Credential> &accounts);

} // namespace strata
