// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/result.h"
#include "core/secret.h"
#include "registry/exchange.h"

#include <optional>

namespace strata {

/// What an answer outside 2xx of a registry or a token server means. `subject` is what the person named; the sentence
/// has it and what the server said, unless that holds the account's secret, or `sent`: the Authorization that it was sent.
///
/// Kinds: Unauthorized (401, 403: an account is needed, or `account` does not do), NotFound (404
/// of a registry), RateLimited (with the time of Retry-After), NotSupported (405, 501), HostUnreachable (502, 503, 504),
/// InvalidInput (400), EngineFailed for the rest.
enum class Answering { Registry, TokenServer };
Error statusError(const ExchangeAnswer &answer, Answering who, const std::optional<Credential> &account,
                  const QString &subject, const Secret &sent);

} // namespace strata
