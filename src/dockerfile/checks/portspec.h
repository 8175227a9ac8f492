// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace strata {

/// A word of EXPOSE: `[[ip:]host:]container[/protocol]` (moby/buildkit, dockerfile2llb/convert_expose.go).
struct PortSpec
{
    QString address = {};
    QString hostPort = {};
    QString containerPort = {}; ///< or a range of ports
    QString protocol = {};      ///< as it was typed
    QString problem = {};       ///< why BuildKit refuses it; empty: it does not

    bool hasHost() const { return !address.isEmpty() || !hostPort.isEmpty(); }
};

PortSpec readPortSpec(const QString &word);

} // namespace strata
