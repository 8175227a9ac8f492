// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/transport/endpoint.h"

#include <QString>

#include <optional>

namespace strata {

/// What this computer is like, as far as mending a connection needs it.
struct HostFacts
{
    bool hasDocker = false; ///< dockerd is installed
    bool hasPodman = false;
    bool hasSystemd = false;
    QString distribution;  ///< ID and ID_LIKE of os-release, separated by blanks
    QString runtimeFolder; ///< XDG_RUNTIME_DIR, which is where rootless sockets are

    static HostFacts detect();
    /// What detect() gives from now on, for pictures of machines unlike this one; empty: it looks again.
    static void pretend(std::optional<HostFacts> facts);
};

/// Why there is no engine, in words, and the command that mends it.
struct Diagnosis
{
    QString title;
    QString text;
    QString command; ///< empty when no command can mend it
};

Diagnosis diagnose(const Error &error, const Endpoint &endpoint, const HostFacts &host);

} // namespace strata
