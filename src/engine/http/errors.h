// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/api/call.h"

namespace strata {

/// The error that an answer outside 2xx and 304 stands for (moby daemon/server/httpstatus/status.go). Its message is
/// the engine's own sentence, as plain text: JSON `message`, else the body without markup, else the status in words.
Error errorOf(const Answer &answer);

} // namespace strata
