// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/result.h"

#include <optional>

/// What credential helpers and their callers say to each other (docker-credential-helpers credentials/credentials.go
/// and credentials/error.go). Exact strings: both sides compare them.
namespace strata::helper {

inline constexpr QByteArrayView notFound = "credentials not found in native keychain";
inline constexpr QByteArrayView noServer = "no credentials server URL";
inline constexpr QByteArrayView noUser = "no credentials username";

/// `{"ServerURL":…,"Username":…,"Secret":…}`
Secret encode(const Credential &credential);

/// The same back, with absent members empty: some helpers leave ServerURL out. MalformedAnswer for everything else;
/// the error quotes nothing. `server` is left as it stands there, without registryKey().
Result<Credential> decode(Secret json);

} // namespace strata::helper
