// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/api/call.h"
#include "engine/engine.h"

namespace strata {

/// The question of a negotiation: HEAD or GET /_ping, without a version.
Call pingCall(Call::Method method);

/// What an answer to it says (docker client ping.go; engine-api 1.2). We speak 1.41 to 1.51 and take the smaller of our
/// newest and the engine's. Errors: TooOld; NotAnEngine without an Api-Version header; the answer's own error when
/// an engine, or something in front of one, refuses (401, 403, 5xx).
Result<EngineIdentity> identityOf(const Answer &answer);

/// Whether GET is worth a try after HEAD gave this: some proxies and servers have no HEAD.
bool shouldPingAgain(const Result<Answer> &answer);

} // namespace strata
