// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/result.h"

#include <functional>
#include <optional>

class QObject;

namespace strata {

using FoundCredential = Result<std::optional<Credential>>; ///< nothing: there is none, go on without

/// Asks somewhere for the account at a registry, a key as registryKey() gives it. One answer on the caller's thread, and
/// none once `context` is gone.
using FindCredential = std::function<void(const QString &registry, QObject *context,
                                          std::function<void(const FoundCredential &found)> answer)>;

} // namespace strata
