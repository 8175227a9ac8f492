// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace strata {

/// What an image is built for, as containerd/platforms has it: names in their usual form.
struct Platform
{
    QString os = {};
    QString osVersion = {};
    QString architecture = {};
    QString variant = {};

    QString text() const; ///< "linux/arm/v7"
    bool operator==(const Platform &) const = default;
};

/// `os[(version)][/architecture[/variant]]`, or one of the two alone; what is left out is that of `host`. None when it is no
/// platform.
std::optional<Platform> parsePlatform(const QString &text, const Platform &host);

} // namespace strata
